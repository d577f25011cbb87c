package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// ScheduleID is the id of a schedule: what a policy of a family calls by a name, for one unit.
func ScheduleID(unit, family, name string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("schedule/"+unit+"/"+family+"."+name)).String()
}

// Rhythm is a schedule that a unit's policies have at a moment, with what is needed to know when it begins something.
type Rhythm struct {
	Schedule
	Unit   Unit
	Policy *policies.Policy
	Says   policies.Schedule

	cal *calendar.Calendar
}

// Rounds are those of the rhythm that begin after one moment and not after another.
func (r Rhythm) Rounds(after, upTo time.Time) ([]policies.Round, error) {
	rounds, err := r.Says.Rounds(r.cal, r.Since, after, upTo)
	return rounds, wrap(err, "schedule %s", r.ID)
}

// Zone is that of the unit's calendar.
func (r Rhythm) Zone() *time.Location { return r.cal.Location() }

// Rhythms are all that is in force at a moment, by id: of every unit, or of one schedule when its id is given. Those that nobody has
// noted yet begin at that moment.
func (b *Books) Rhythms(tx *gorm.DB, shelf *Binding, at time.Time, id string) ([]Rhythm, error) {
	book, _, err := shelf.At(tx, at)
	if err != nil {
		return nil, err
	}
	known, err := knownSchedules(tx)
	if err != nil {
		return nil, err
	}
	var units []Unit
	q := tx.Where("profile <> ''").Order("id")
	if one, noted := known[id]; noted {
		q = q.Where("id = ?", one.UnitID)
	}
	if err := q.Find(&units).Error; err != nil {
		return nil, fmt.Errorf("listing units: %w", err)
	}
	var all []Rhythm
	for _, u := range units {
		own, err := b.rhythmsOf(tx, book, u, at, known)
		if err != nil {
			return nil, err
		}
		all = append(all, own...)
	}
	if id != "" {
		all = slices.DeleteFunc(all, func(r Rhythm) bool { return r.ID != id })
	}
	return all, nil
}

func knownSchedules(tx *gorm.DB) (map[string]Schedule, error) {
	var rows []Schedule
	if err := tx.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing schedules: %w", err)
	}
	known := make(map[string]Schedule, len(rows))
	for _, row := range rows {
		known[row.ID] = row
	}
	return known, nil
}

// rhythmsOf are the schedules of one unit. A unit whose calendar isn't in the books yet has none.
func (b *Books) rhythmsOf(tx *gorm.DB, book *policies.Book, u Unit, at time.Time, known map[string]Schedule) (all []Rhythm, err error) {
	for _, family := range policies.Families() {
		policy, profile, err := book.For(family, u.Profile)
		if errors.Is(err, policies.ErrNoProfile) || errors.Is(err, policies.ErrNoPolicy) || err == nil && len(policy.Process().Schedules) == 0 {
			continue
		}
		if err != nil {
			return nil, err
		}
		cal, err := b.calendarOf(tx, u, profile)
		if err != nil || cal == nil {
			return nil, err
		}
		for name, says := range policy.Process().Schedules {
			id := ScheduleID(u.ID, family, name)
			row, noted := known[id]
			if !noted || row.GoneAt != nil {
				row = Schedule{ID: id, UnitID: u.ID, Family: family, Word: name, Since: at, Seq: row.Seq}
			}
			all = append(all, Rhythm{Schedule: row, Unit: u, Policy: policy, Says: says, cal: cal.Counting(policy.Way())})
		}
	}
	slices.SortFunc(all, func(a, b Rhythm) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}

// calendarOf is the current edition of the calendar that a unit counts by; nil while the books have none.
func (b *Books) calendarOf(tx *gorm.DB, u Unit, p policies.Profile) (*calendar.Calendar, error) {
	if u.Calendar != "" {
		return b.currentCalendar(tx, u.Calendar)
	}
	return b.currentCalendar(tx, p.Calendar)
}

// currentCalendar is the newest edition of a calendar; nil while the books have none.
func (b *Books) currentCalendar(tx *gorm.DB, id string) (*calendar.Calendar, error) {
	var n int64
	if err := tx.Raw(`SELECT coalesce(max(n), 0) FROM calendars WHERE id = ?`, id).Scan(&n).Error; err != nil {
		return nil, fmt.Errorf("reading calendar %s: %w", id, err)
	}
	if n == 0 {
		return nil, nil
	}
	return b.CalendarByN(tx, n)
}

// KnowSchedules notes which schedules there are from now on, and which are gone, and returns those that are in force. What the policies
// of a unit have from today on begins nothing that was before.
func (b *Books) KnowSchedules(ctx context.Context, shelf *Binding) (all []Rhythm, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		if all, err = b.Rhythms(tx, shelf, now, ""); err != nil {
			return err
		}
		there := map[string]bool{}
		for _, r := range all {
			there[r.ID] = true
			if r.Since.Equal(now) {
				if err := tx.Save(&r.Schedule).Error; err != nil {
					return fmt.Errorf("noting schedule %s: %w", r.ID, err)
				}
			}
		}
		known, err := knownSchedules(tx)
		if err != nil {
			return err
		}
		for id, row := range known {
			if !there[id] && row.GoneAt == nil {
				if err := tx.Model(&Schedule{}).Where("id = ?", id).Update("gone_at", now).Error; err != nil {
					return fmt.Errorf("noting that schedule %s is gone: %w", id, err)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("knowing the schedules: %w", err)
	}
	return all, nil
}

// opening is a case that a round of a schedule opens: the round's only one, or that of a person.
type opening struct {
	Round  policies.Round
	Person string // staff id; "" where a round opens one case
}

// name is that of the row which says that it has begun. It tells an opening from every other of its schedule.
func (o opening) name() string {
	if o.Person == "" {
		return o.Round.Name
	}
	return o.Round.Name + ofPerson + o.Person
}

// ofPerson stands between the name of a round and the person for whom it opens a case; no name of a round has it.
const ofPerson = "/"

// opens are the cases that some rounds open. Where each person has one it is whoever holds such a role at the unit itself when the round
// is to begin, or now when somebody begins it before: who comes later opens his own.
func (r Rhythm) opens(tx *gorm.DB, rounds []policies.Round, now time.Time) (all []opening, err error) {
	for _, round := range rounds {
		if r.Says.Each == nil {
			all = append(all, opening{Round: round})
			continue
		}
		var people []string
		err := assignments(tx, earlier(round.At, now)).Where("a.unit_id = ? AND a.role IN ?", r.UnitID, r.Says.Each.Value).
			Distinct("a.staff_id").Order("a.staff_id").Pluck("a.staff_id", &people).Error
		if err != nil {
			return nil, fmt.Errorf("reading for whom %s begins: %w", round.Name, err)
		}
		for _, person := range people {
			all = append(all, opening{round, person})
		}
	}
	return all, nil
}

// brings is the command that an opening leads to. What it says is for the family to know.
func (r Rhythm) brings(o opening, late bool) (brought, error) {
	row, err := newFamily(contract.Kind(r.Family))
	if err != nil {
		return brought{}, err
	}
	begins, ok := row.(beginner)
	if !ok {
		return brought{}, fmt.Errorf("no case of %s begins by itself", r.Family)
	}
	cause := r.ID + "/" + o.name()
	facts := begins.begins(r, o, late)
	facts.Unit = r.UnitID
	return brought{
		what: "schedule", cause: cause, kind: contract.Kind(r.Family), action: contract.Open,
		stream: uuid.NewSHA1(uuid.NameSpaceOID, []byte("case of schedule/"+cause)).String(), facts: facts,
	}, nil
}
