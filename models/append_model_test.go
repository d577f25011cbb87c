package models_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// model is what a ledger is: a list of events, and the one cause of each.
type model struct {
	events  []contract.Event
	effects map[string]bool
}

func (m *model) answer(in contract.Record, refusal string) (contract.Outcome, []contract.Event) {
	missed := m.events[in.After:]
	switch {
	case m.effects[in.Effect.Key()]:
		return contract.Repeated, missed
	case len(missed) > 0 || in.Effect.IsZero():
		return contract.Behind, missed
	case refusal != "":
		return contract.Refuse, nil
	}
	return contract.Written, nil
}

// CAREBOOK_RAPID=long plays for minutes instead of seconds.
func checks(t *testing.T, few, many int) {
	t.Helper()
	n := few
	if os.Getenv("CAREBOOK_RAPID") == "long" {
		n = many
	}
	was := flag.Lookup("rapid.checks").Value.String()
	if err := flag.Set("rapid.checks", fmt.Sprint(n)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set("rapid.checks", was) })
}

func TestAppendAgainstAModel(t *testing.T) {
	checks(t, 10, 1000)
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		desk := newDesk(t, b)
		rapid.Check(t, func(rt *rapid.T) {
			g := desk.open(rt)
			rt.Repeat(map[string]func(*rapid.T){
				"":                                  g.compare,
				"a command":                         g.command,
				"a command that must be refused":    g.refused,
				"a command by a workflow behind":    g.behind,
				"a mark":                            g.mark,
				"a new edition of the calendar":     g.newEdition,
				"a mark before its moment":          g.early,
				"a mark of a settled duty":          g.settledMark,
				"an effect again":                   g.again,
				"a refused command again":           g.refusedAgain,
				"a question without effect":         g.sync,
				"a workflow ahead of the books":     g.ahead,
				"a crash before the commit":         g.crash,
				"an answer lost after the commit":   g.lost,
				"the same effect twice at once":     g.sameTwice,
				"two commands of one state at once": g.twoAtOnce,
			})
		})
		v, breaks := verify(t, b)
		if len(breaks) > 0 || v.Events == 0 {
			t.Errorf("%+v %+v", v, breaks)
		}
	})
}

// send gives one record to Append and compares the answer with the model's.
func (g *game) send(t *rapid.T, in contract.Record, refusal string) {
	t.Helper()
	out, err := g.b.Append(context.Background(), g.shelf, in)
	if err != nil {
		t.Fatalf("%s: %v", in.Effect.Key(), err)
	}
	g.judge(t, in, refusal, out)
}

// judge compares an answer with the model's, and lets the model learn what was written.
func (g *game) judge(t *rapid.T, in contract.Record, refusal string, out contract.Recorded) {
	t.Helper()
	outcome, missed := g.answer(in, refusal)
	if told := len(out.Events); told > 0 && told < len(missed) { // what is too much for one answer is told bit by bit
		missed = missed[:told]
		own := slices.ContainsFunc(g.events[:in.After+int64(told)], func(e contract.Event) bool { return e.Effect == in.Effect.Key() })
		if outcome == contract.Repeated && !own {
			outcome = contract.Behind
		}
	}
	if data, err := json.Marshal(out); err != nil || len(data) > 8<<10 {
		t.Fatalf("%s after %d: %d bytes may not enter a workflow (%v)", outcome, in.After, len(data), err)
	}
	if out.Outcome != outcome {
		t.Fatalf("%s after %d of %d: %s (%v), the model says %s (%s)",
			in.Effect.Key(), in.After, len(g.events), out.Outcome, out.Refusal, outcome, refusal)
	}
	switch outcome {
	case contract.Refuse:
		if out.Refusal == nil || out.Refusal.Code != refusal || len(out.Events) > 0 {
			t.Fatalf("refused with %v and %d events, the model says %s", out.Refusal, len(out.Events), refusal)
		}
		g.refusals[in.Effect.Command] = refusal
	case contract.Written:
		if len(out.Events) != 1 {
			t.Fatalf("%d events for one effect", len(out.Events))
		}
		g.learn(t, in, out.Events[0])
	default:
		if diff := cmp.Diff(missed, out.Events, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s after %d: events, model -, books +\n%s", outcome, in.After, diff)
		}
	}
	if opened := in.After == 0 && len(g.events) > 0 && outcome != contract.Refuse; opened != (out.Terms != nil) {
		t.Fatalf("%s after %d: terms %v", outcome, in.After, out.Terms != nil)
	}
}

// learn checks an event against the proposal that it came from and folds it into the model.
func (g *game) learn(t *rapid.T, in contract.Record, e contract.Event) {
	t.Helper()
	want := contract.Event{
		Seq: int64(len(g.events) + 1), Type: in.Proposal.Type, Effect: in.Effect.Key(), Actor: e.Actor, At: e.At,
		Status: in.Proposal.Status, Facts: in.Proposal.Facts, Opened: e.Opened, Settled: in.Proposal.Settle, Moved: e.Moved,
		Fired: in.Proposal.Fire, Annuls: e.Annuls,
	}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Fatalf("proposed -, written +\n%s", diff)
	}
	if len(e.Opened) != len(in.Proposal.Owe) {
		t.Fatalf("%d duties proposed, %d opened", len(in.Proposal.Owe), len(e.Opened))
	}
	g.events, g.effects[e.Effect] = append(g.events, e), true
	g.fold(e)
}

func (g *game) command(t *rapid.T) { g.send(t, g.legal(t), "") }

func (g *game) refused(t *rapid.T) {
	in, refusal := g.illegal(t)
	g.send(t, in, refusal)
}

// behind sends a command from a workflow that doesn't know everything, and again when it does.
func (g *game) behind(t *rapid.T) {
	in := g.legal(t)
	in.After = rapid.Int64Range(0, in.After).Draw(t, "after")
	g.send(t, in, "")
	in.After = int64(len(g.events))
	g.send(t, in, "")
}

func (g *game) mark(t *rapid.T) {
	in, ok := g.dueMark(t)
	if !ok {
		t.Skip("no clock runs")
	}
	g.send(t, in, "")
}

// newEdition lets a case count again by a calendar with other hours.
func (g *game) newEdition(t *rapid.T) {
	if len(g.events) == 0 || g.paused {
		t.Skip("the workflow wouldn't ask")
	}
	hours := fmt.Sprintf("%02d:00-17:00", rapid.IntRange(7, 16).Draw(t, "opens"))
	src := strings.NewReplacer("09:00-17:00", hours, "en: Base", "en: "+models.NewID()).Replace(base("cn", "17:00", "monday"))
	done, err := g.b.AdoptCalendars(context.Background(), files(src), models.FromFolder)
	if err != nil || len(done.Stored) != 1 {
		t.Fatalf("%v %+v", err, done)
	}
	in := g.record(contract.Effect{Case: g.caseID, Calendar: done.Stored[0].N}, contract.Proposal{Type: contract.EventRecounted, Status: g.status})
	in.At = g.now
	g.send(t, g.remember(in), "")
}

func (g *game) early(t *rapid.T) {
	in, ok := g.dueMark(t)
	if !ok {
		t.Skip("no clock runs")
	}
	in.At = g.markAt(in.Effect).Add(-time.Microsecond)
	if _, err := g.b.Append(context.Background(), g.shelf, in); err == nil {
		t.Fatal("a mark fired before its moment")
	}
}

func (g *game) settledMark(t *rapid.T) {
	if len(g.dropped) == 0 {
		t.Skip("nothing was settled in time")
	}
	effect := rapid.SampledFrom(g.dropped).Draw(t, "mark")
	in := g.record(effect, contract.Proposal{
		Type: contract.EventBreached, Status: g.status, Fire: &contract.Fire{Obligation: effect.Obligation, Mark: effect.Mark},
	})
	in.At = g.now.Add(1000 * time.Hour)
	if _, err := g.b.Append(context.Background(), g.shelf, in); err == nil {
		t.Fatal("a mark of a settled duty fired")
	}
}

func (g *game) again(t *rapid.T) {
	written := g.written()
	if len(written) == 0 {
		t.Skip("nothing was written")
	}
	in := rapid.SampledFrom(written).Draw(t, "effect")
	in.After = rapid.Int64Range(0, int64(len(g.events))).Draw(t, "after")
	g.send(t, in, "")
}

func (g *game) refusedAgain(t *rapid.T) {
	if len(g.refusedSent) == 0 {
		t.Skip("nothing was refused")
	}
	in := rapid.SampledFrom(g.refusedSent).Draw(t, "refused command")
	in.After = int64(len(g.events))
	g.send(t, in, g.refusals[in.Effect.Command])
}

func (g *game) sync(t *rapid.T) {
	in := g.record(contract.Effect{}, contract.Proposal{})
	in.After = rapid.Int64Range(0, in.After).Draw(t, "after")
	g.send(t, in, "")
}

func (g *game) ahead(t *rapid.T) {
	in := g.legal(t)
	in.After += rapid.Int64Range(1, 3).Draw(t, "ahead")
	if _, err := g.b.Append(context.Background(), g.shelf, in); !errors.Is(err, models.ErrAhead) {
		t.Fatalf("ahead of the books: %v", err)
	}
}

// crash lets a transaction die at one of its statements, by an error of the database or by its caller's going away. Then
// nothing of it may be there, and the same effect happens when it is sent again.
func (g *game) crash(t *rapid.T) {
	in := g.any(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	die := func() error { return errCrash }
	if rapid.Bool().Draw(t, "the caller goes away") {
		die = func() error { cancel(); return nil }
	}
	g.arm(rapid.IntRange(1, 25).Draw(t, "statement"), die)
	out, err := g.b.Append(ctx, g.shelf, in)
	g.disarm()
	if err == nil { // it had fewer statements
		g.judge(t, in, "", out)
		return
	}
	if !errors.Is(err, errCrash) && !errors.Is(err, context.Canceled) {
		t.Fatalf("died of something else: %v", err)
	}
	g.compare(t)
	g.send(t, in, "")
}

func (g *game) lost(t *rapid.T) {
	in := g.any(t)
	out, err := g.b.Append(context.Background(), g.shelf, in)
	if err != nil {
		t.Fatal(err)
	}
	g.judge(t, in, "", out)
	g.send(t, in, "")
}

func (g *game) sameTwice(t *rapid.T) {
	in := g.any(t)
	g.race(t, in, in)
}

func (g *game) twoAtOnce(t *rapid.T) { g.race(t, g.legal(t), g.legal(t)) }

// race sends records at once. Whatever the order was, the one that was written came first.
func (g *game) race(t *rapid.T, in ...contract.Record) {
	var wg sync.WaitGroup
	outs, errs := make([]contract.Recorded, len(in)), make([]error, len(in))
	for i := range in {
		wg.Go(func() { outs[i], errs[i] = g.b.Append(context.Background(), g.shelf, in[i]) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	first := slices.IndexFunc(outs, func(o contract.Recorded) bool { return o.Outcome == contract.Written })
	if first < 0 {
		t.Fatalf("nobody wrote: %+v", outs)
	}
	g.judge(t, in[first], "", outs[first])
	for i := range in {
		if i != first {
			g.judge(t, in[i], "", outs[i])
		}
	}
}
