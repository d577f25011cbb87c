package dispatch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"carebook/contract"
)

// Timetable is when a schedule of Temporal's fires: at the moments at which the books know that something is to begin. A lunar festival
// and the last day of a month have no cron.
type Timetable struct {
	Schedule string // id in the books
	At       []time.Time
	Paused   bool
}

// Schedules keeps those of Temporal's as the books have them.
type Schedules struct {
	client client.Client
	kept   map[string]string // by id: what was written last, as a hash
}

// NewSchedules keeps schedules through a client.
func NewSchedules(c client.Client) *Schedules { return &Schedules{client: c} }

// catchUp is how long after its moment a start that was missed is made up for: a second one does nothing, so as long as it can be.
const catchUp = 365 * 24 * time.Hour

// Keep makes Temporal's schedules what the timetables say, and takes away those of which there is none any more. What it has written
// already it doesn't write again.
func (s *Schedules) Keep(ctx context.Context, all []Timetable) error {
	if s.kept == nil {
		there, err := s.there(ctx)
		if err != nil {
			return translate(err)
		}
		s.kept = there
	}
	var failed []error
	wanted := map[string]bool{}
	for _, t := range all {
		id := contract.ScheduleWorkflowID(t.Schedule)
		wanted[id] = true
		if hash := t.hash(); s.kept[id] != hash {
			err := s.write(ctx, id, t)
			if err == nil {
				s.kept[id] = hash
			}
			failed = append(failed, translate(err))
		}
	}
	for id := range s.kept {
		if wanted[id] {
			continue
		}
		err := s.client.ScheduleClient().GetHandle(ctx, id).Delete(ctx)
		if gone := new(serviceerror.NotFound); err == nil || errors.As(err, &gone) {
			delete(s.kept, id)
			continue
		}
		failed = append(failed, translate(err))
	}
	return errors.Join(failed...)
}

// there are the ids of all schedules of ours that Temporal has; what they say isn't read, so that each is written anew.
func (s *Schedules) there(ctx context.Context) (map[string]string, error) {
	list, err := s.client.ScheduleClient().List(ctx, client.ScheduleListOptions{PageSize: 200})
	if err != nil {
		return nil, fmt.Errorf("listing schedules: %w", err)
	}
	ids := map[string]string{}
	for list.HasNext() {
		entry, err := list.Next()
		if err != nil {
			return nil, fmt.Errorf("listing schedules: %w", err)
		}
		if strings.HasPrefix(entry.ID, contract.ScheduleWorkflowID("")) {
			ids[entry.ID] = ""
		}
	}
	return ids, nil
}

func (s *Schedules) write(ctx context.Context, id string, t Timetable) error {
	handle := s.client.ScheduleClient().GetHandle(ctx, id)
	err := handle.Update(ctx, client.ScheduleUpdateOptions{
		DoUpdate: func(client.ScheduleUpdateInput) (*client.ScheduleUpdate, error) {
			return &client.ScheduleUpdate{Schedule: t.schedule(id)}, nil
		},
	})
	if gone := new(serviceerror.NotFound); !errors.As(err, &gone) {
		return err
	}
	made := t.schedule(id)
	_, err = s.client.ScheduleClient().Create(ctx, client.ScheduleOptions{
		ID: id, Spec: *made.Spec, Action: made.Action, Overlap: made.Policy.Overlap, CatchupWindow: made.Policy.CatchupWindow, Paused: t.Paused,
	})
	if errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return nil // another worker was first, with the same
	}
	return err
}

// schedule is what Temporal is told. Rounds don't hinder one another, so all may overlap.
func (t Timetable) schedule(id string) *client.Schedule {
	return &client.Schedule{
		Spec: &client.ScheduleSpec{Calendars: moments(t.At)},
		Action: &client.ScheduleWorkflowAction{
			ID: id, Workflow: contract.WorkflowPeriods, TaskQueue: contract.TaskQueue, Args: []any{contract.PeriodsStart{Schedule: t.Schedule}},
		},
		Policy: &client.SchedulePolicies{Overlap: enumspb.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL, CatchupWindow: catchUp},
		State:  &client.ScheduleState{Paused: t.Paused},
	}
}

func (t Timetable) hash() string {
	sum := sha256.New()
	fmt.Fprint(sum, t.Paused)
	for _, at := range t.At {
		fmt.Fprintf(sum, " %d", at.Unix())
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// moments says moments as Temporal reads them, in UTC: the days of a month on which the same time of the day comes stand together.
func moments(all []time.Time) []client.ScheduleCalendarSpec {
	type month struct{ year, month, hour, minute, second int }
	days := map[month][]client.ScheduleRange{}
	for _, at := range all {
		at = at.UTC()
		m := month{at.Year(), int(at.Month()), at.Hour(), at.Minute(), at.Second()}
		days[m] = joined(days[m], at.Day())
	}
	specs := make([]client.ScheduleCalendarSpec, 0, len(days))
	for m, d := range days {
		one := func(n int) []client.ScheduleRange { return []client.ScheduleRange{{Start: n}} }
		specs = append(specs, client.ScheduleCalendarSpec{
			Year: one(m.year), Month: one(m.month), DayOfMonth: d, Hour: one(m.hour), Minute: one(m.minute), Second: one(m.second),
		})
	}
	slices.SortFunc(specs, func(a, b client.ScheduleCalendarSpec) int {
		return moment(a).Compare(moment(b))
	})
	return specs
}

// joined adds a day to ranges that end before it.
func joined(ranges []client.ScheduleRange, day int) []client.ScheduleRange {
	if n := len(ranges); n > 0 && max(ranges[n-1].Start, ranges[n-1].End) == day-1 {
		ranges[n-1].End = day
		return ranges
	}
	return append(ranges, client.ScheduleRange{Start: day})
}

// moment is the first one of a specification.
func moment(c client.ScheduleCalendarSpec) time.Time {
	return time.Date(c.Year[0].Start, time.Month(c.Month[0].Start), c.DayOfMonth[0].Start, c.Hour[0].Start, c.Minute[0].Start, c.Second[0].Start, 0, time.UTC)
}
