package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// KindSchedule is the kind of the stream of what people do about a schedule.
const KindSchedule = "schedule"

// What people do about a schedule, and the events that it leads to.
const (
	PauseScheduleAction    contract.Action = "pause_schedule"
	ResumeScheduleAction   contract.Action = "resume_schedule"
	TriggerScheduleAction  contract.Action = "trigger_schedule"  // its next round begins now
	BackfillScheduleAction contract.Action = "backfill_schedule" // rounds of some days that haven't begun do

	EventSchedulePaused     = "schedule_paused"
	EventScheduleResumed    = "schedule_resumed"
	EventScheduleTriggered  = "schedule_triggered"
	EventScheduleBackfilled = "schedule_backfilled"
)

var scheduleEvents = map[contract.Action]string{
	PauseScheduleAction: EventSchedulePaused, ResumeScheduleAction: EventScheduleResumed, TriggerScheduleAction: EventScheduleTriggered,
	BackfillScheduleAction: EventScheduleBackfilled,
}

// ScheduleStream is the stream of what people do about a schedule.
func ScheduleStream(id string) string { return KindSchedule + "/" + id }

// mostBackfilled bounds what one command may begin.
const mostBackfilled = 400

// NewDirection is what somebody does about a schedule.
type NewDirection struct {
	Command  NewCommand
	Schedule string    // id
	From, To time.Time // of a backfill: midnight of the first day, and the end of the last one
	FromDay  string    // the same as it was written
	ToDay    string
	Reason   string
}

// DirectSchedule pauses a schedule, lets it go on, or begins rounds of it, with an event in its own stream and the settled command, in
// one transaction. Whoever may open a case of its family for others may, at the unit or above it. What was to begin in
// a pause doesn't begin when it ends: a backfill begins it.
func (b *Books) DirectSchedule(ctx context.Context, shelf *Binding, n NewDirection) (Command, error) {
	n.Command.Kind, n.Command.Stream = KindSchedule, ScheduleStream(n.Schedule)
	n.Command.Facts = contract.Facts{From: n.FromDay, To: n.ToDay}
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		r, err := d.rhythm(shelf, n.Schedule)
		if r == nil || err != nil {
			return contract.Refused(contract.CodeUnknownSchedule, ""), err
		}
		roles, refusal, err := d.directs(*r)
		if refusal != nil || err != nil {
			return refusal, err
		}
		if refusal, err := n.do(d, *r); refusal != nil || err != nil {
			return refusal, err
		}
		return nil, n.write(d, *r, roles)
	})
}

// rhythm is a schedule under the lock of its row; nil when there is none.
func (d *deed) rhythm(shelf *Binding, id string) (*Rhythm, error) {
	var row Schedule
	err := forUpdate(d.tx).Where("id = ? AND gone_at IS NULL", id).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("locking schedule %s: %w", id, err)
	}
	all, err := d.b.Rhythms(d.tx, shelf, d.now, id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

// directs finds the roles by which somebody may direct a schedule.
func (d *deed) directs(r Rhythm) ([]string, *contract.Refusal, error) {
	may := r.Policy.Directs()
	held, err := RolesAt(d.tx, d.cmd.Principal, r.UnitID, d.now)
	if err != nil {
		return nil, nil, err
	}
	roles := slices.DeleteFunc(slices.Clone(may.Value), func(role string) bool { return !slices.Contains(held, role) })
	if len(roles) > 0 {
		return roles, nil, nil
	}
	return nil, contract.Refused(contract.CodeWrongRole, may.Clause,
		"action", string(d.cmd.Action), "roles", joinRoles(may.Value)), nil
}

func (n NewDirection) do(d *deed, r Rhythm) (*contract.Refusal, error) {
	switch d.cmd.Action {
	case PauseScheduleAction:
		return d.pauseSchedule(r)
	case ResumeScheduleAction:
		return d.resumeSchedule(r)
	case TriggerScheduleAction:
		rounds, err := r.Rounds(d.now, d.now.Add(looksAhead))
		if err != nil {
			return nil, err
		}
		return d.beginSome(r, rounds, 1)
	}
	after := n.From.Add(-time.Microsecond)
	r.Since = after
	rounds, err := r.Rounds(after, earlier(n.To, d.now))
	if err != nil {
		return nil, err
	}
	if len(rounds) > mostBackfilled {
		return contract.Refused(contract.CodeTooMany, "", "most", fmt.Sprint(mostBackfilled)), nil
	}
	return d.beginSome(r, rounds, len(rounds))
}

// beginSome begins some of those rounds that haven't begun, in their order; none is a refusal.
func (d *deed) beginSome(r Rhythm, rounds []policies.Round, most int) (*contract.Refusal, error) {
	begun := 0
	for _, round := range rounds {
		if begun == most {
			break
		}
		fresh, err := d.beginAll(r, round)
		if err != nil {
			return nil, err
		}
		if fresh {
			begun++
		}
	}
	if begun == 0 {
		return contract.Refused(contract.CodeNothingToBegin, ""), nil
	}
	return nil, nil
}

// beginAll begins what hasn't begun of a round, and says whether there was some of it.
func (d *deed) beginAll(r Rhythm, round policies.Round) (some bool, err error) {
	all, err := r.opens(d.tx, []policies.Round{round}, d.now)
	if err != nil {
		return false, err
	}
	for _, o := range all {
		fresh, err := d.b.begin(d.tx, r, o, d.now, BegunByHand)
		if err != nil {
			return false, err
		}
		some = some || fresh
	}
	return some, nil
}

func (d *deed) pauseSchedule(r Rhythm) (*contract.Refusal, error) {
	last, err := lastPause(d.tx, r.ID)
	switch {
	case err != nil:
		return nil, err
	case last.N > 0 && last.ToAt == nil:
		return contract.Refused(contract.CodeSchedulePaused, ""), nil
	}
	return nil, d.tx.Create(&SchedulePause{ScheduleID: r.ID, N: last.N + 1, FromAt: d.now}).Error
}

func (d *deed) resumeSchedule(r Rhythm) (*contract.Refusal, error) {
	last, err := lastPause(d.tx, r.ID)
	switch {
	case err != nil:
		return nil, err
	case last.N == 0 || last.ToAt != nil:
		return contract.Refused(contract.CodeScheduleRuns, ""), nil
	}
	return nil, d.tx.Model(&SchedulePause{}).Where("schedule_id = ? AND n = ?", r.ID, last.N).Update("to_at", d.now).Error
}

// PausedSchedules are the ids of those that are paused now.
func (b *Books) PausedSchedules(ctx context.Context) (map[string]bool, error) {
	var ids []string
	if err := b.DB.WithContext(ctx).Model(&SchedulePause{}).Where("to_at IS NULL").Pluck("schedule_id", &ids).Error; err != nil {
		return nil, fmt.Errorf("listing paused schedules: %w", err)
	}
	paused := map[string]bool{}
	for _, id := range ids {
		paused[id] = true
	}
	return paused, nil
}

// lastPause is the latest pause of a schedule; the zero one when there is none.
func lastPause(tx *gorm.DB, id string) (p SchedulePause, err error) {
	err = tx.Where("schedule_id = ?", id).Order("n DESC").Limit(1).Find(&p).Error
	return p, wrap(err, "reading pauses of schedule %s", id)
}

func (n NewDirection) write(d *deed, r Rhythm, roles []string) error {
	prev, err := d.last(r.Seq)
	if err != nil {
		return err
	}
	seq := r.Seq + 1
	if err := d.tx.Model(&Schedule{}).Where("id = ?", r.ID).Update("seq", seq).Error; err != nil {
		return fmt.Errorf("numbering what is done about schedule %s: %w", r.ID, err)
	}
	row := Event{Stream: d.cmd.Stream, Seq: seq, Kind: KindSchedule, Type: scheduleEvents[d.cmd.Action], Roles: joinRoles(roles)}
	if err := d.seal(&row, n.Reason); err != nil {
		return err
	}
	return d.write(row, prev, seq)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
