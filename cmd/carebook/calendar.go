package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/calendar/data"
	"carebook/models"
	"carebook/policies"
)

// calendarCmd answers when something is due and why, and looks after calendars. Nothing here starts or changes anything.
type calendarCmd struct {
	Due   calendarDueCmd   `cmd:"" help:"Say when something is due, and day by day why."`
	List  calendarListCmd  `cmd:"" help:"List the calendars with their versions and the years whose arrangement is published."`
	Show  calendarShowCmd  `cmd:"" help:"List where a calendar comes from, and its days off and make-up days."`
	Check calendarCheckCmd `cmd:"" help:"Read calendars as strictly as the service does and list every problem with file, line and column."`
}

// calendarFlags add a company's own calendars to those that ship with carebook.
type calendarFlags struct {
	Calendars string `env:"CAREBOOK_CALENDARS" placeholder:"DIR" help:"Folder with the company's own calendars; one of the same id replaces the shipped one."`
}

// own is the company's folder, nil when there is none.
func (f calendarFlags) own() (fs.FS, error) {
	if f.Calendars == "" {
		return nil, nil
	}
	if _, err := os.ReadDir(f.Calendars); err != nil {
		return nil, fmt.Errorf("reading the company's own calendars: %w", err)
	}
	return os.DirFS(f.Calendars), nil
}

// load reads the shipped calendars and the company's own.
func (f calendarFlags) load() (map[string]*calendar.Calendar, error) {
	own, err := f.own()
	if err != nil {
		return nil, err
	}
	if own == nil {
		return calendar.Load(data.FS())
	}
	return calendar.Load(data.FS(), own)
}

func (f calendarFlags) find(id string) (*calendar.Calendar, error) {
	all, err := f.load()
	if err != nil {
		return nil, err
	}
	c, ok := all[id]
	if !ok {
		return nil, fmt.Errorf("no calendar %q: there are %s", id, strings.Join(slices.Sorted(maps.Keys(all)), ", "))
	}
	return c, nil
}

// language is the one in which an explanation is printed.
type language struct {
	Lang string `enum:"zh-Hans,zh-Hant,en" default:"en" env:"CAREBOOK_LANG" placeholder:"LANGUAGE" help:"zh-Hans, zh-Hant or en. [default: en]"`
}

type calendarDueCmd struct {
	calendarFlags
	language
	storeFlags
	Policies string `env:"CAREBOOK_POLICIES" placeholder:"DIR" help:"A company's own policies and profiles: with --unit, they say which calendar a unit without one of its own counts by."`
	Start    string `required:"" placeholder:"TIME" help:"When it begins: 2026-02-12T15:00 on the calendar's clocks, or with an offset as 2026-02-12T15:00:00+08:00."`
	Rule     string `required:"" placeholder:"RULE" help:"Within what time, as docs/time.md writes it: 3 working days, end of month, Sunday 17:00."`
	Calendar string `default:"cn" placeholder:"ID" help:"Which calendar counts. [default: cn]"`
	Unit     string `placeholder:"CODE" help:"Count by the calendar of this business unit instead, in the edition that the books hold."`
	Explain  bool   `help:"Add the day-by-day account, whose last line is the due time."`
}

// Run prints the due time alone on the first line, so that scripts can read it.
func (c calendarDueCmd) Run(ctx context.Context, s streams) error {
	cal, err := c.calendar(ctx)
	if err != nil {
		return err
	}
	rule, err := calendar.ParseRule(c.Rule)
	if err != nil {
		return fmt.Errorf("--rule: %w", err)
	}
	start, err := parseStart(c.Start, cal.Location())
	if err != nil {
		return err
	}
	due, err := cal.Due(start, rule)
	if err != nil {
		return err
	}
	if node := rule.Anchor(); node != "" && !cal.HasFestival(node) {
		fmt.Fprintf(s.err, "%s is no festival of calendar %s: counted as a project node whose moment is --start\n", node, cal.ID())
	}
	fmt.Fprintln(s.out, due.At.Format(time.RFC3339))
	if c.Explain {
		for _, line := range due.Account {
			fmt.Fprintln(s.out, line.Text(c.Lang))
		}
		fmt.Fprintf(s.out, "calendar %s@%s\n", due.Calendar, due.Version)
	} else if due.Provisional {
		fmt.Fprintln(s.err, "provisional: a year without a published arrangement was counted (--explain says which)")
	}
	return nil
}

func (c calendarDueCmd) calendar(ctx context.Context) (*calendar.Calendar, error) {
	if c.Unit == "" {
		return c.find(c.Calendar)
	}
	binder, err := openBinder(c.Policies)
	if err != nil {
		return nil, err
	}
	books, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	cal, err := calendarOfUnit(books, books.DB.WithContext(ctx), binder, c.Unit)
	return cal, errors.Join(err, books.Close())
}

// calendarOfUnit is what a unit counts by now: its own calendar, else its profile's.
func calendarOfUnit(books *models.Books, db *gorm.DB, binder *policies.Book, code string) (*calendar.Calendar, error) {
	unit, err := models.UnitByCode(db, code)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fmt.Errorf("--unit: no unit %q in the books", code)
	}
	if err != nil {
		return nil, err
	}
	id := unit.Calendar
	if profile, ok := binder.Profile(unit.Profile); ok && id == "" {
		id = profile.Calendar
	}
	editions, err := models.CalendarEditions(db, id)
	if err != nil {
		return nil, err
	}
	if len(editions) == 0 {
		return nil, fmt.Errorf("--unit: %s counts by no calendar that the books hold", code)
	}
	return books.CalendarByN(db, editions[0].N)
}

// parseStart reads a moment with an offset, or one on the calendar's clocks.
func parseStart(text string, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("--start %q: want a time such as 2026-02-12T15:00, or with an offset 2026-02-12T15:00:00+08:00", text)
}

type calendarListCmd struct {
	calendarFlags
}

// Run prints one line per calendar: id, the one it extends, zone, version, years, title.
func (c calendarListCmd) Run(s streams) error {
	all, err := c.load()
	if err != nil {
		return err
	}
	return table(s, func(row func(cells ...any)) {
		for _, id := range slices.Sorted(maps.Keys(all)) {
			cal := all[id]
			row(id, orDash(cal.Base()), cal.Location(), cal.Version()[:12], orDash(published(cal)), cal.Names().In("en"))
		}
	})
}

// published is the years with an arrangement, such as "2019-2026".
func published(cal *calendar.Calendar) string {
	var years []int
	for _, n := range cal.Arrangements() {
		if !n.Amends {
			years = append(years, n.Year)
		}
	}
	var runs []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		run := fmt.Sprint(years[i])
		if j > i {
			run = fmt.Sprintf("%d-%d", years[i], years[j])
		}
		runs = append(runs, run)
		i = j + 1
	}
	return strings.Join(runs, ",")
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

type calendarShowCmd struct {
	calendarFlags
	language
	ID   string `arg:"" help:"Id of the calendar, like cn."`
	Year int    `placeholder:"YEAR" help:"Only this year; without it every year with a published arrangement."`
	AsOf string `name:"as-of" placeholder:"DAY" help:"As it was known on a day such as 2019-03-01, without what was published later."`
}

// Run prints the version, what was published when, and then each special day.
func (c calendarShowCmd) Run(s streams) error {
	cal, err := c.find(c.ID)
	if err == nil && c.AsOf != "" {
		cal, err = cal.AsOf(c.AsOf)
	}
	if err != nil {
		return err
	}
	years, err := c.years(cal)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s  %s  %s\nversion %s\n", cal.ID(), cal.Names().In(c.Lang), cal.Location(), cal.Version())
	if cal.Base() != "" {
		fmt.Fprintf(s.out, "extends %s\n", cal.Base())
	}
	for _, n := range cal.Arrangements() {
		fmt.Fprintf(s.out, "%d  %s  %s\n", n.Year, n.Published, n.Source)
	}
	for _, lines := range years {
		fmt.Fprintln(s.out)
		for _, l := range lines {
			fmt.Fprintln(s.out, l.Label(c.Lang))
		}
	}
	return nil
}

func (c calendarShowCmd) years(cal *calendar.Calendar) (years [][]calendar.Line, err error) {
	wanted := []int{c.Year}
	if c.Year == 0 {
		wanted = nil
		for _, n := range cal.Arrangements() {
			if !n.Amends {
				wanted = append(wanted, n.Year)
			}
		}
	}
	for _, y := range wanted {
		lines, err := cal.Year(y)
		if err != nil {
			return nil, fmt.Errorf("--year: %w", err)
		}
		years = append(years, lines)
	}
	return years, nil
}

type calendarCheckCmd struct {
	Dir string `arg:"" optional:"" type:"existingdir" help:"A company's own folder of calendars, laid over the shipped ones; without it the shipped ones are checked."`
}

// Run prints one problem per line, as compilers do, so that editors can jump to it.
func (c calendarCheckCmd) Run(s streams) error {
	all, err := calendarFlags{c.Dir}.load()
	if err != nil {
		folder := c.Dir
		if folder != "" {
			folder += string(filepath.Separator)
		}
		problems := strings.Split(err.Error(), "\n")
		for _, p := range problems {
			fmt.Fprintln(s.out, folder+p)
		}
		return fmt.Errorf("%d problem(s) in the calendars: nothing of this folder would be used", len(problems))
	}
	fmt.Fprintf(s.out, "no problems: %d calendar(s)\n", len(all))
	return nil
}
