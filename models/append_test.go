package models_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
)

// eachDesk runs a test on both stores, with a dealership on each.
func eachDesk(t *testing.T, fn func(t *testing.T, d *desk)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) { fn(t, newDesk(t, b)) })
}

// append sends one record and expects that it is written.
func (d *desk) append(t rapid.TB, in contract.Record) contract.Event {
	t.Helper()
	out, err := d.b.Append(context.Background(), d.shelf, in)
	if err != nil {
		t.Fatal(err)
	}
	if out.Outcome != contract.Written {
		t.Fatalf("%s: %s %v", in.Proposal.Type, out.Outcome, out.Refusal)
	}
	return out.Events[len(out.Events)-1]
}

// refuses sends one record and expects that it is refused.
func (d *desk) refuses(t rapid.TB, in contract.Record) contract.Refusal {
	t.Helper()
	out, err := d.b.Append(context.Background(), d.shelf, in)
	if err != nil {
		t.Fatal(err)
	}
	if out.Outcome != contract.Refuse || len(out.Events) > 0 {
		t.Fatalf("%s: %s, %d events", in.Proposal.Type, out.Outcome, len(out.Events))
	}
	return *out.Refusal
}

// file is a case of which the tests send one command after the other.
type file struct {
	*desk
	id  string
	seq int64
}

func (d *desk) newFile(t rapid.TB) (*file, contract.Event) {
	t.Helper()
	f := &file{desk: d, id: models.NewID(), seq: 1}
	return f, d.append(t, d.opening(t, f.id))
}

func (f *file) do(t rapid.TB, who string, action contract.Action, facts contract.Facts, p contract.Proposal) contract.Event {
	t.Helper()
	e := f.append(t, f.says(t, who, action, facts, p))
	f.seq++
	return e
}

// says is a command with its proposal; the first event that the action leads to when the proposal doesn't name one.
func (f *file) says(
	t rapid.TB, who string, action contract.Action, facts contract.Facts, p contract.Proposal, change ...func(*models.NewCommand),
) contract.Record {
	t.Helper()
	c := f.receive(t, f.id, who, action, facts, change...)
	if p.Type == "" {
		p.Type = contract.Leads[action][0]
	}
	if p.Status == "" {
		p.Status = contract.Registered
	}
	for i := range p.Owe {
		p.Owe[i].Since = c.OccurredAt
	}
	return f.proposes(t, c, f.seq, p)
}

func (f *file) fires(t rapid.TB, o contract.Obligation, m contract.Mark) contract.Event {
	t.Helper()
	names := map[contract.MarkKind]string{
		contract.Remind: contract.EventReminded, contract.Escalate: contract.EventEscalated, contract.Breach: contract.EventBreached,
	}
	e := f.append(t, contract.Record{
		Kind: contract.Complaint, Case: f.id, After: f.seq, At: f.now, Effect: contract.Effect{Obligation: o.ID, Mark: m.N},
		Proposal: contract.Proposal{
			Type: names[m.Kind], Status: contract.Registered, Fire: &contract.Fire{Obligation: o.ID, Mark: m.N, Kind: m.Kind},
		},
	})
	f.seq++
	return e
}

func owes(duties ...string) (p contract.Proposal) {
	for _, duty := range duties {
		p.Owe = append(p.Owe, contract.Owe{Duty: duty})
	}
	return p
}

func occurred(at time.Time) func(*models.NewCommand) {
	return func(n *models.NewCommand) { n.OccurredAt = &at }
}

func TestOpeningsAreNumberedByUnitAndYear(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.now = time.Date(2026, 12, 31, 15, 59, 0, 0, time.UTC) // 23:59 in Shanghai
		var numbers []string
		for range 3 {
			f, _ := d.newFile(t)
			numbers = append(numbers, must(models.CaseByID(d.b.DB, f.id))(t).Number)
			d.now = d.now.Add(30 * time.Second)
		}
		if diff := cmp.Diff([]string{"S1-2026-00001", "S1-2026-00002", "S1-2027-00001"}, numbers); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAnOpeningPinsItsEditionAndTakesTheSealedTextOver(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, opened := d.newFile(t)
		k := must(models.CaseByID(d.b.DB, f.id))(t)
		var edition models.Edition
		if err := d.b.DB.Where("hash = ?", k.Edition).Take(&edition).Error; err != nil || edition.Policy != "V13" {
			t.Errorf("%v %+v", err, edition)
		}
		var row models.Event
		if err := d.b.DB.Where("stream = ?", f.id).Take(&row).Error; err != nil || string(row.Sealed) != "sealed" {
			t.Errorf("%v, sealed %q", err, row.Sealed)
		}
		command := must(models.CommandByID(d.b.DB, strings.TrimPrefix(opened.Effect, "command:")))(t)
		if command.State != models.Recorded || command.BodySealed != nil || command.SettledAt == nil || command.ConfirmedAt != nil {
			t.Errorf("%+v", command)
		}
	})
}

func TestARefusedOpeningLeavesNeitherCaseNorNumber(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		in := d.opening(t, models.NewID(), func(n *models.NewCommand) { n.Facts.Vehicle = "" })
		if r := d.refuses(t, in); r.Code != contract.CodeIncomplete || r.Params["fields"] != "car_model,plate" {
			t.Errorf("%+v", r)
		}
		for _, table := range []string{"cases", "complaints", "counters WHERE scope <> 'calendars'", "editions", "obligations"} {
			if n := one(t, d.b, "SELECT count(*) FROM "+table); n != "0" {
				t.Errorf("%s rows in %s", n, table)
			}
		}
	})
}

// Without a case there is no row to lock: on PostgreSQL the second one may look for the case before the first has
// committed, and for the effect after it.
func TestAnOpeningSentTwiceAtOnceGivesBothTheCase(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		for range 100 {
			in := d.opening(t, models.NewID())
			var wg sync.WaitGroup
			outs, errs := make([]contract.Recorded, 2), make([]error, 2)
			for i := range outs {
				wg.Go(func() { outs[i], errs[i] = d.b.Append(context.Background(), d.shelf, in) })
			}
			wg.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			for _, out := range outs {
				if len(out.Events) != 1 || out.Terms == nil {
					t.Fatalf("%s: %d events, terms %v", out.Outcome, len(out.Events), out.Terms != nil)
				}
			}
			if diff := cmp.Diff(outs[0].Events, outs[1].Events); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

// Whoever asks again with the same key gets the first answer, whatever has happened since.
func TestARepeatedEffectNamesItsOwnEventHoweverFarTheWorkflowIs(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		note := f.says(t, "1003", contract.Note, contract.Facts{}, contract.Proposal{})
		f.append(t, note)
		f.seq++
		f.do(t, "1003", contract.Note, contract.Facts{}, contract.Proposal{Status: contract.Classified})
		for after, events := range map[int64]int{0: 3, 1: 2, 2: 1, 3: 0} {
			note.After = after
			out, err := d.b.Append(context.Background(), d.shelf, note)
			if err != nil {
				t.Fatal(err)
			}
			if out.Outcome != contract.Repeated || out.Seq != 2 || out.Status != contract.Registered || len(out.Events) != events {
				t.Errorf("after %d: %s at %d %s with %d events", after, out.Outcome, out.Seq, out.Status, len(out.Events))
			}
		}
	})
}

func TestAMarkOfACaseThatIsntThereIsAnError(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		_, err := d.b.Append(context.Background(), d.shelf, contract.Record{
			Kind: contract.Complaint, Case: models.NewID(), Effect: contract.Effect{Obligation: models.NewID(), Mark: 1}, At: d.now,
		})
		if err == nil || !strings.Contains(err.Error(), "no such case") {
			t.Error(err)
		}
	})
}

func TestACommandRecordedInOneCaseIsForgedInAnother(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		here, _ := d.newFile(t)
		there, _ := d.newFile(t)
		in := here.says(t, manager, contract.Note, contract.Facts{}, contract.Proposal{})
		here.append(t, in)
		in.Case = there.id
		if r := d.refuses(t, in); r.Code != contract.CodeForged {
			t.Errorf("%+v", r)
		}
		if c := must(models.CommandByID(d.b.DB, in.Effect.Command))(t); c.State != models.Recorded {
			t.Errorf("the command is %s now", c.State)
		}
	})
}

func TestAnExpiredCommandIsRefusedAndStaysExpired(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		in := f.says(t, manager, contract.Note, contract.Facts{}, contract.Proposal{})
		d.now = d.now.Add(25 * time.Hour)
		if n := must(d.b.ExpireReceived(context.Background(), 24*time.Hour))(t); n != 1 {
			t.Fatalf("%d expired", n)
		}
		if r := d.refuses(t, in); r.Code != contract.CodeExpired {
			t.Errorf("%+v", r)
		}
		if c := must(models.CommandByID(d.b.DB, in.Effect.Command))(t); c.State != models.Expired {
			t.Errorf("the command is %s now", c.State)
		}
	})
}

func TestABreachProposesOnceAndIsAnnulledWhenTheDutyWasKeptInTime(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		warn := f.do(t, manager, contract.Classify, contract.Facts{Severity: contract.Major}, owes("prewarn")).Opened[0]
		breach := warn.Marks[len(warn.Marks)-1]
		d.now = breach.At
		f.fires(t, warn, breach)
		entries := must(models.Entries(d.b.DB, f.id))(t)
		if len(entries) != 1 || entries[0].State != models.EntryProposed || entries[0].Kind != "liability" {
			t.Fatalf("%+v", entries)
		}
		d.now = d.now.Add(time.Hour)
		in := f.says(t, "0003", contract.Relay, contract.Facts{}, contract.Proposal{
			Settle: []contract.Settle{{ID: warn.ID, How: contract.Fulfilled}},
		}, occurred(warn.Due))
		kept := d.append(t, in)
		if diff := cmp.Diff([]string{warn.ID}, kept.Annuls); diff != "" {
			t.Error(diff)
		}
		entries = must(models.Entries(d.b.DB, f.id))(t)
		if len(entries) != 2 || entries[1].State != models.EntryContra || *entries[1].ContraOf != entries[0].ID {
			t.Errorf("%+v", entries)
		}
	})
}

func TestABreachDuringAnOutageNeedsReview(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		warn := f.do(t, manager, contract.Classify, contract.Facts{Severity: contract.Major}, owes("prewarn")).Opened[0]
		outage := models.Outage{ID: models.NewID(), BeganAt: warn.Due.Add(-2 * time.Hour), EndedAt: warn.Due.Add(time.Hour)}
		create(t, d.b, &outage)
		d.now = outage.EndedAt
		f.fires(t, warn, warn.Marks[len(warn.Marks)-1])
		entries := must(models.Entries(d.b.DB, f.id))(t)
		if len(entries) != 1 || entries[0].State != models.EntryNeedsReview || *entries[0].OutageID != outage.ID {
			t.Errorf("%+v", entries)
		}
	})
}

// A pause or a resume that the ledger can't work out would be tried again for ever, with the case locked.
func TestClocksGoOnAfterEveryPauseThatIsAllowed(t *testing.T) {
	clock := func(c contract.Clock) contract.Proposal { return contract.Proposal{Clock: c} }
	eachDesk(t, func(t *testing.T, d *desk) {
		for name, c := range map[string]struct {
			pausedAfter, saysAfter, resumedAfter, moves time.Duration // since the duty began
		}{
			"an ordinary pause":                     {time.Hour, time.Hour, 3 * time.Hour, 2 * time.Hour},
			"said to have begun before the duty":    {time.Hour, -time.Hour, 3 * time.Hour, 3 * time.Hour},
			"said when the time was over":           {5 * time.Hour, 5 * time.Hour, 6 * time.Hour, 0},
			"said to have begun when time was over": {6 * time.Hour, 5 * time.Hour, 7 * time.Hour, 0},
			"without any length":                    {time.Hour, time.Hour, time.Hour, 0},
		} {
			t.Run(name, func(t *testing.T) {
				f, _ := d.newFile(t)
				d.now = d.now.Add(2 * time.Hour)
				began := d.now
				duty := f.do(t, manager, contract.Classify, contract.Facts{}, owes("convene")).Opened[0]
				d.now = began.Add(c.pausedAfter)
				f.append(t, f.says(t, manager, contract.Pause, contract.Facts{}, clock(contract.Stop), occurred(began.Add(c.saysAfter))))
				f.seq++
				d.now = began.Add(c.resumedAfter)
				var moved contract.Obligation
				for _, o := range f.do(t, manager, contract.Resume, contract.Facts{}, clock(contract.Go)).Moved {
					if o.ID == duty.ID {
						moved = o
					}
				}
				if got := moved.Due.Sub(duty.Due); got != c.moves {
					t.Errorf("the due time moved by %s, not %s", got, c.moves)
				}
				for i, m := range moved.Marks {
					if got := m.At.Sub(duty.Marks[i].At); got != c.moves || m.Kind != duty.Marks[i].Kind {
						t.Errorf("mark %d (%s) moved by %s", m.N, m.Kind, got)
					}
				}
			})
		}
	})
}

// The breach came into the books before the pause did: it stands, whatever is said afterwards.
func TestABreachStandsThoughAPauseIsSaidToHaveBegunBeforeIt(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		duty := f.do(t, manager, contract.Classify, contract.Facts{}, owes("convene")).Opened[0]
		d.now = duty.Due
		f.fires(t, duty, duty.Marks[len(duty.Marks)-1])
		d.now = d.now.Add(time.Hour)
		f.append(t, f.says(t, manager, contract.Pause, contract.Facts{}, contract.Proposal{Clock: contract.Stop}, occurred(duty.Due.Add(-time.Hour))))
		f.seq++
		d.now = d.now.Add(time.Hour)
		f.do(t, manager, contract.Resume, contract.Facts{}, contract.Proposal{Clock: contract.Go})
		if o := d.obligation(t, duty.ID); o.BreachedAt == nil || !o.DueAt.Equal(duty.Due) || o.Annulled {
			t.Errorf("%+v", o)
		}
	})
}

// Whoever owes something could gain time by saying that a pause began earlier, or went on longer.
func TestNobodyDatesAPauseBackWhoseOwnClockRuns(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		for who, refused := range map[string]bool{manager: true, "1001": false} {
			for _, action := range []contract.Action{contract.Pause, contract.Resume} {
				f, _ := d.newFile(t)
				f.do(t, manager, contract.Classify, contract.Facts{}, owes("assign")) // by the manager
				clock := contract.Proposal{Clock: contract.Stop}
				if action == contract.Resume {
					f.do(t, "1001", contract.Pause, contract.Facts{}, clock)
					clock.Clock = contract.Go
				}
				d.now = d.now.Add(time.Hour)
				in := f.says(t, who, action, contract.Facts{}, clock, occurred(d.now.Add(-time.Minute)))
				out := must(d.b.Append(context.Background(), d.shelf, in))(t)
				if got := out.Outcome == contract.Refuse; got != refused || got && out.Refusal.Code != contract.CodeBackdated {
					t.Errorf("%s by %s: %s %v", action, who, out.Outcome, out.Refusal)
				}
			}
		}
	})
}

func TestNoClockGoesOnBeforeItStopped(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		d.now = d.now.Add(time.Hour)
		f.do(t, manager, contract.Pause, contract.Facts{}, contract.Proposal{Clock: contract.Stop})
		early := d.now.Add(-time.Microsecond)
		d.now = d.now.Add(time.Hour)
		in := f.says(t, manager, contract.Resume, contract.Facts{}, contract.Proposal{Clock: contract.Go}, occurred(early))
		if r := d.refuses(t, in); r.Code != contract.CodeBackdated {
			t.Errorf("%+v", r)
		}
	})
}

// louder is a binder whose V13 also announces what its duties tell already.
type louder struct {
	booktest.Shelf
	policy *policies.Policy
}

func (l louder) Policy(tx *gorm.DB, kind contract.Kind, profile string, at time.Time) (*policies.Policy, policies.Profile, error) {
	policy, p, err := l.Shelf.Policy(tx, kind, profile, at)
	if kind == contract.Complaint {
		policy = l.policy
	}
	return policy, p, err
}

func TestARoleNamedTwiceForOneEventIsToldOnce(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		v13, _ := d.shelf.Book.Policy("V13")
		content := strings.Replace(string(v13.Content), "  announce:\n",
			"  announce:\n    - {on: breached, to: {value: customer_relations_manager, clause: V13-2.6}}\n", 1)
		policy, err := policies.Parse("V13", []byte(content))
		if err != nil {
			t.Fatal(err)
		}
		loud := louder{d.shelf, policy}
		in := d.opening(t, models.NewID())
		out, err := d.b.Append(context.Background(), loud, in)
		if err != nil {
			t.Fatal(err)
		}
		o := out.Events[0].Opened[0]
		d.now = o.Due
		f := &file{desk: d, id: in.Case, seq: 1}
		breached := f.fires(t, o, o.Marks[len(o.Marks)-1])
		var notices []models.Notice
		if err := d.b.DB.Where("case_id = ? AND seq = ?", f.id, breached.Seq).Find(&notices).Error; err != nil {
			t.Fatal(err)
		}
		if len(notices) != 1 || notices[0].ToRole != "customer_relations_manager" {
			t.Errorf("%+v", notices)
		}
	})
}
