package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/policies"
)

// Shelf is where the ledger looks up what a unit runs now. What a case is pinned to, and calendars, it reads from the books.
type Shelf interface {
	// Policy is what a unit with this profile runs for a kind of case that begins at this moment. The error is
	// policies.ErrNoProfile or policies.ErrNoPolicy when it has no such process.
	Policy(tx *gorm.DB, kind contract.Kind, profile string, at time.Time) (*policies.Policy, policies.Profile, error)
}

// ErrAhead says that a workflow knows events that the books don't have: the books were restored to an older state.
var ErrAhead = errors.New("the workflow is ahead of the books")

// errRace says that another transaction was first; looking again finds what it wrote.
var errRace = errors.New("another transaction was first")

// racesLost is how often Append looks again before it leaves that to its caller. Once is the rule: whoever was first has
// committed.
const racesLost = 10

// errNoCase says that a mark was sent to a case that the books don't have.
var errNoCase = errors.New("no such case")

// Append writes one effect of one case, exactly once. In one transaction, under the case's lock, it finds the effect
// already there and returns what it led to; or finds that the workflow is behind and returns what it missed; or judges
// the command by the tables as of now and refuses it; or writes the event with everything that hangs on it.
func (b *Books) Append(ctx context.Context, shelf Shelf, in contract.Record) (contract.Recorded, error) {
	for n := 1; ; n++ {
		var out contract.Recorded
		var late []lateness
		err := b.Tx(ctx, func(tx *gorm.DB) (err error) {
			out, late, err = b.append(tx, shelf, in)
			return err
		})
		if errors.Is(err, errRace) && n < racesLost {
			continue
		}
		if err != nil {
			return contract.Recorded{}, fmt.Errorf("appending %s to %s: %w", in.Effect.Key(), in.Case, err)
		}
		if b.Late != nil {
			for _, l := range late {
				b.Late(l.kind, l.by)
			}
		}
		return out, nil
	}
}

func (b *Books) append(tx *gorm.DB, shelf Shelf, in contract.Record) (out contract.Recorded, late []lateness, err error) {
	k, current, err := lockCase(tx, in.Case)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		k, err = nil, nil
	}
	if err != nil {
		return out, nil, err
	}
	known := int64(0)
	if k != nil {
		known = k.Seq
	}
	if in.After > known {
		return out, nil, fmt.Errorf("%w: it knows %d events, they hold %d", ErrAhead, in.After, known)
	}
	done, err := effectDone(tx, in)
	if err != nil {
		return out, nil, err
	}
	if done && k == nil {
		return out, nil, errRace // the opening was committed after we had looked for its case
	}
	behind := known > in.After && !failpoint.Planted("skip-5b")
	if done || behind || in.Effect.IsZero() {
		out, err = b.catchUp(tx, k, in, done)
		return out, nil, err
	}
	w := &writer{b: b, tx: tx, shelf: shelf, in: in, k: k, calN: current}
	out, err = w.decide()
	return out, w.late, err
}

// mostMissed bounds an answer that tells of events that a workflow missed, in bytes: more than a few KiB may not enter a
// workflow, and one that could never be told would never go on.
const mostMissed = 7 << 10

// catchUp returns what the workflow missed: the answer to a repeated effect, and to one that came too early. When that is too much
// for one answer it is the beginning, and while the effect isn't in it the workflow is behind: it applies that and asks again.
func (b *Books) catchUp(tx *gorm.DB, k *Case, in contract.Record, done bool) (contract.Recorded, error) {
	out := contract.Recorded{Outcome: contract.Behind}
	if done {
		out.Outcome = contract.Repeated
	}
	if k == nil {
		return out, nil
	}
	if in.After == 0 {
		p, err := b.PolicyOf(tx, contract.Kind(k.Kind), k.Edition)
		if err != nil {
			return out, err
		}
		detail, err := readFamily(tx, contract.Kind(k.Kind), k.ID)
		if err != nil {
			return out, err
		}
		pin(p, detail, &out)
	}
	var rows []Event
	err := tx.Where("stream = ? AND (seq > ? OR effect = ?)", in.Case, in.After, in.Effect.Key()).Order("seq").Find(&rows).Error
	if err != nil {
		return out, fmt.Errorf("reading events after %d: %w", in.After, err)
	}
	told, err := tell(&out, rows, in)
	if done && !told {
		out.Outcome = contract.Behind
	}
	return out, err
}

// tell puts events into an answer, as many as there is room for, and reports whether the effect's own is among them.
func tell(out *contract.Recorded, rows []Event, in contract.Record) (told bool, err error) {
	pinned, err := json.Marshal(out)
	if err != nil {
		return false, fmt.Errorf("weighing the answer: %w", err)
	}
	bytes := len(pinned)
	for _, row := range rows {
		if bytes += len(row.Data); bytes > mostMissed && len(out.Events) > 0 {
			break
		}
		var e contract.Event
		if err := json.Unmarshal(row.Data, &e); err != nil {
			return false, fmt.Errorf("reading event %d: %w", row.Seq, err)
		}
		if out.Outcome == contract.Repeated && e.Effect == in.Effect.Key() {
			out.Seq, out.Status, told = e.Seq, e.Status, true
		}
		if e.Seq > in.After {
			out.Events = append(out.Events, e)
		}
	}
	return told, nil
}

// effectDone looks in the case's own stream: a command that another case has recorded is not this one's.
func effectDone(tx *gorm.DB, in contract.Record) (bool, error) {
	if in.Effect.IsZero() || failpoint.Planted("skip-5a") {
		return false, nil
	}
	var n int64
	err := tx.Model(&Event{}).Where("effect = ? AND stream = ?", in.Effect.Key(), in.Case).Limit(1).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("looking for the effect: %w", err)
	}
	return n > 0, nil
}

// decide judges a new effect and writes it.
func (w *writer) decide() (_ contract.Recorded, err error) {
	if w.k == nil && w.in.Effect.Command == "" {
		return contract.Recorded{}, errNoCase
	}
	if w.now, err = w.b.Now(w.tx); err != nil {
		return contract.Recorded{}, err
	}
	if w.in.Effect.Command != "" {
		if refusal, err := w.command(); refusal != nil || err != nil {
			return contract.Recorded{Outcome: contract.Refuse, Refusal: refusal}, err
		}
	}
	if err := w.write(); err != nil {
		return contract.Recorded{}, err
	}
	out := contract.Recorded{
		Outcome: contract.Written, Seq: w.event.Seq, Status: w.event.Status, Events: []contract.Event{w.event},
	}
	if w.event.Seq == 1 {
		pin(w.policy, w.detail, &out)
	}
	return out, nil
}

// writer carries one effect through its transaction.
type writer struct {
	b     *Books
	tx    *gorm.DB
	shelf Shelf
	in    contract.Record
	now   time.Time // the database's clock

	k       *Case    // nil until the opening has made it
	detail  family   // the row of its kind
	cmd     *Command // nil for a mark
	facts   contract.Facts
	roles   []string // that allowed the actor to do this
	behalf  string   // in whose place the actor did it; "" in the own
	policy  *policies.Policy
	profile string // of the unit, at an opening
	calN    int64  // current edition of the case's calendar; 0 when there is none
	cal     *calendar.Calendar
	event   contract.Event
	late    []lateness // of the marks that this struck
}

// command loads the command row, which alone is believed, and judges it. A refusal is stored as the command's outcome and
// leaves no event in the case.
func (w *writer) command() (*contract.Refusal, error) {
	var cmd Command
	err := w.tx.Where("id = ?", w.in.Effect.Command).Take(&cmd).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeForged, ""), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the command: %w", err)
	}
	if cmd.State != Received && !failpoint.Planted("skip-5a") {
		if w.k == nil && cmd.State == Recorded && cmd.Stream == w.in.Case {
			return nil, errRace // the opening was committed after we had looked for it
		}
		return settledRefusal(cmd)
	}
	w.cmd = &cmd
	if err := json.Unmarshal(cmd.Facts, &w.facts); err != nil {
		return nil, fmt.Errorf("reading the command's facts: %w", err)
	}
	refusal, err := w.judge()
	if err != nil || refusal == nil {
		return nil, err
	}
	return refusal, w.settleCommand(Refused, Outcome{Refusal: refusal})
}

// settledRefusal is the stored answer to a command that has already been refused or has expired.
func settledRefusal(cmd Command) (*contract.Refusal, error) {
	if cmd.State == Expired {
		return contract.Refused(contract.CodeExpired, ""), nil
	}
	var o Outcome
	if err := json.Unmarshal(cmd.Outcome, &o); err != nil {
		return nil, fmt.Errorf("reading the command's outcome: %w", err)
	}
	if o.Refusal == nil {
		return contract.Refused(contract.CodeForged, ""), nil // recorded, but as an effect of another case
	}
	return o.Refusal, nil
}

// settleCommand stores the outcome. The sealed body goes: a recorded command's stands in its event, a refused one's is
// not needed any more, nor is the file it came with.
func (w *writer) settleCommand(state string, o Outcome) error {
	data, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("writing the command's outcome: %w", err)
	}
	err = w.tx.Model(&Command{}).Where("id = ?", w.cmd.ID).Updates(map[string]any{
		"state": state, "outcome": data, "settled_at": w.now, "body_sealed": nil,
	}).Error
	if err != nil {
		return fmt.Errorf("storing the command's outcome: %w", err)
	}
	if state == Refused && w.cmd.Action == contract.Attach && w.cmd.Stream == w.in.Case { // another's isn't locked: the sweep finds it
		return dropFiles(w.tx, w.in.Case)
	}
	return nil
}

// process is what the case's edition says as every family's does.
func (w *writer) process() *policies.Process { return w.policy.Process() }

func joinRoles(roles []string) string { return strings.Join(roles, ",") }
