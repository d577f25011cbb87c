package models

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
)

// Adoption says what became of the calendars that were offered to the books.
type Adoption struct {
	Stored []Calendar // new editions, in the order in which they became current
	Passed []PassedCalendar
}

// PassedCalendar is a calendar that was not stored although it isn't what counts, and why.
type PassedCalendar struct {
	ID  string
	Why string // a constant sentence, or the problems of an overlay that doesn't fit its base any more
}

// Why a calendar is passed over.
const (
	whyReplaced   = "the company has one of its own"
	whySuperseded = "it was current before and has been replaced since: change it, or add it as a calendar keeper"
)

// AdoptCalendars stores every calendar at the top of a folder that was never stored before: its id, what it says and what it
// extends together are new. A shipped one never replaces one that came from the operator's folder or from a person. When a base gets
// a new edition, the overlays on it get one too. The error has the problems of all files, as file:line:column.
func (b *Books) AdoptCalendars(ctx context.Context, folder fs.FS, origin string) (Adoption, error) {
	files, err := calendarFiles(folder)
	if err != nil {
		return Adoption{}, fmt.Errorf("adopting calendars: %w", err)
	}
	var done Adoption
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		d, err := b.openCalendars(tx, now)
		if err != nil {
			return err
		}
		var problems []error
		for _, f := range files {
			problems = append(problems, d.adopt(f, origin))
		}
		for _, id := range sortedKeys(d.conflicts) {
			d.pass(id, d.conflicts[id].Error())
		}
		done = d.Adoption
		if err := errors.Join(problems...); err != nil {
			return err
		}
		return b.Audit(tx, d.audits...)
	})
	if err != nil {
		return Adoption{}, fmt.Errorf("adopting calendars: %w", err)
	}
	return done, nil
}

// calendarFile is a calendar as somebody wrote it.
type calendarFile struct {
	name string
	src  []byte
	base string // id that it extends
}

func newCalendarFile(name string, src []byte) calendarFile {
	base, _ := calendar.Extends(name, src) // what can't be read is said when it is parsed
	return calendarFile{name, src, base}
}

// calendarFiles reads a folder, those first that stand alone: others may extend them.
func calendarFiles(folder fs.FS) (files []calendarFile, err error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		src, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		files = append(files, newCalendarFile(name, src))
	}
	slices.SortStableFunc(files, func(a, b calendarFile) int { return len(a.base) - len(b.base) })
	return files, nil
}

// calendarDesk stores editions, one transaction at a time.
type calendarDesk struct {
	Adoption
	b         *Books
	tx        *gorm.DB
	now       time.Time
	last      int64
	rows      map[int64]Calendar           // all, without their content
	current   map[string]int64             // number by id
	stored    map[edition]bool             // ever
	own       map[int64]*calendar.Calendar // stored in this transaction
	from      map[string]string            // file by the id of the calendar in it
	conflicts map[string]error             // overlays that stayed on an earlier base, with their problems
	audits    []AuditEntry                 // one for each edition stored
}

// edition is what makes two editions the same.
type edition struct {
	id, version string
	base        int64
}

// openCalendars keeps everybody else who stores editions waiting until tx ends, so that their numbers are also the order in
// which they can be seen.
func (b *Books) openCalendars(tx *gorm.DB, now time.Time) (*calendarDesk, error) {
	d := &calendarDesk{
		b: b, tx: tx, now: now, rows: map[int64]Calendar{}, current: map[string]int64{}, stored: map[edition]bool{},
		own: map[int64]*calendar.Calendar{}, from: map[string]string{}, conflicts: map[string]error{},
	}
	err := tx.Raw(`INSERT INTO counters (scope, n) VALUES ('calendars', 0)
		ON CONFLICT (scope) DO UPDATE SET n = counters.n RETURNING n`).Scan(&d.last).Error
	if err != nil {
		return nil, fmt.Errorf("locking the calendars: %w", err)
	}
	var rows []Calendar
	if err := tx.Omit("content").Order("n").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing calendars: %w", err)
	}
	for _, row := range rows {
		d.note(row)
	}
	return d, nil
}

func (d *calendarDesk) note(row Calendar) {
	d.rows[row.N], d.current[row.ID] = row, row.N
	d.stored[edition{row.ID, row.Version, deref(row.BaseN)}] = true
}

// parse reads a file upon the current edition of what it extends.
func (d *calendarDesk) parse(f calendarFile) (c *calendar.Calendar, baseN *int64, err error) {
	var base *calendar.Calendar
	if n, ok := d.current[f.base]; ok && f.base != "" {
		baseN = &n
		if base, err = d.edition(n); err != nil {
			return nil, nil, err
		}
	}
	c, err = calendar.Parse(f.name, f.src, base)
	return c, baseN, err
}

func (d *calendarDesk) edition(n int64) (*calendar.Calendar, error) {
	if c, ok := d.own[n]; ok {
		return c, nil
	}
	return d.b.CalendarByN(d.tx, n)
}

func (d *calendarDesk) adopt(f calendarFile, origin string) error {
	c, base, err := d.parse(f)
	if err != nil {
		return err
	}
	if other, twice := d.from[c.ID()]; twice {
		return fmt.Errorf("%s: calendar %q is already defined by %s", f.name, c.ID(), other)
	}
	d.from[c.ID()] = f.name
	now := d.rows[d.current[c.ID()]]
	switch {
	case now.Version == c.Version() && deref(now.BaseN) == deref(base):
		return nil
	case origin == FromShipped && now.N > 0 && now.Origin != FromShipped:
		d.pass(c.ID(), whyReplaced)
		return nil
	case d.stored[edition{c.ID(), c.Version(), deref(base)}]:
		d.pass(c.ID(), whySuperseded)
		return nil
	}
	return d.store(c, base, origin, nil)
}

func (d *calendarDesk) pass(id, why string) { d.Passed = append(d.Passed, PassedCalendar{id, why}) }

// store makes an edition current, and lays the overlays anew on it. One that doesn't fit any more stays on the base that it
// has.
func (d *calendarDesk) store(c *calendar.Calendar, base *int64, origin string, by *string) error {
	if err := d.insert(c, base, origin, by); err != nil {
		return err
	}
	n := d.last
	for _, id := range sortedKeys(d.current) {
		row := d.rows[d.current[id]]
		if row.BaseN == nil || *row.BaseN == n || d.rows[*row.BaseN].ID != c.ID() {
			continue
		}
		old, err := d.edition(row.N)
		if err != nil {
			return err
		}
		again, err := calendar.Parse(id, old.Source(), c)
		if err != nil {
			d.conflicts[id] = err
			continue
		}
		if err := d.insert(again, &n, row.Origin, nil); err != nil {
			return err
		}
	}
	return nil
}

func (d *calendarDesk) insert(c *calendar.Calendar, base *int64, origin string, by *string) error {
	d.last++
	row := Calendar{
		N: d.last, ID: c.ID(), Version: c.Version(), BaseN: base, Content: c.Source(), Origin: origin, StoredAt: d.now, StoredBy: by,
	}
	err := d.tx.Create(&row).Error
	if err == nil {
		err = d.tx.Model(&Counter{}).Where("scope = 'calendars'").Update("n", d.last).Error
	}
	if err != nil {
		return fmt.Errorf("storing an edition of calendar %s: %w", row.ID, err)
	}
	audit := AuditEntry{Action: AuditCalendarAdopted, Kind: "calendar", Object: row.ID, After: Fingerprint([]byte(row.Version))}
	if before, ok := d.rows[d.current[row.ID]]; ok {
		audit.Before = Fingerprint([]byte(before.Version))
	}
	d.audits = append(d.audits, audit)
	d.note(row)
	delete(d.conflicts, row.ID)
	d.own[row.N], d.Stored = c, append(d.Stored, row)
	return nil
}
