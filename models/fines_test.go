package models_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/models"
)

func TestFiftyAtOnceForOnePersonInOneMonthComeToWhatFiftyInARowDo(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		const n = 50
		inARow, atOnce := d.hire(t, "sales_consultant"), d.hire(t, "sales_consultant")
		records := make([]contract.Record, n)
		for i := range records {
			d.fined(t, "late_sales", inARow)
			records[i] = d.fining(t, contract.Fine{Violation: "late_sales", Person: atOnce})
		}
		errs := make([]error, n)
		var wg sync.WaitGroup
		for i, in := range records {
			wg.Go(func() {
				out, err := d.b.Append(context.Background(), d.shelf, in)
				if err == nil && out.Outcome != contract.Written {
					err = fmt.Errorf("%s: %w", out.Outcome, out.Refusal)
				}
				errs[i] = err
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		sum := func(person string) (total int64, counted map[int64]int) {
			counted = map[int64]int{}
			for _, e := range d.entriesOf(t, models.EntryFilter{Person: person}) {
				total += *e.Amount
				counted[e.Counted]++
			}
			return total, counted
		}
		wantSum, wantCounted := sum(inARow)
		gotSum, gotCounted := sum(atOnce)
		if wantSum != 50_00+(n-1)*100_00 || gotSum != wantSum {
			t.Errorf("%d in a row, %d at once", wantSum, gotSum)
		}
		if diff := cmp.Diff(wantCounted, gotCounted); diff != "" || len(gotCounted) != n {
			t.Errorf("what each counted, in a row -, at once +\n%s", diff)
		}
		for _, e := range d.entriesOf(t, models.EntryFilter{Person: atOnce}) {
			if e.Counted == 0 {
				d.must(t, d.director, e.ID, models.EntryRejected)
			}
		}
		states := map[string]int{}
		for _, e := range d.entriesOf(t, models.EntryFilter{Person: atOnce}) {
			states[e.Now]++
		}
		if diff := cmp.Diff(map[string]int{models.EntryRejected: 1, models.EntryReview: n - 1}, states); diff != "" {
			t.Error(diff)
		}
	})
}

// Two cases that fine the same two persons in another order wait for each other in one order only.
func TestCasesThatFineTheSamePersonsDoNotLockEachOtherOut(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		a, b := d.hire(t, "sales_consultant"), d.hire(t, "sales_consultant")
		one, other := contract.Fine{Violation: "late_sales", Person: a}, contract.Fine{Violation: "late_sales", Person: b}
		var wg sync.WaitGroup
		errs := make([]error, 20)
		for i := range errs {
			in := d.fining(t, one, other)
			if i%2 == 1 {
				in = d.fining(t, other, one)
			}
			wg.Go(func() { _, errs[i] = d.b.Append(context.Background(), d.shelf, in) })
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAFineShowsItsFiguresAndWhatItCounted(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		person := d.hire(t, "sales_consultant")
		first := d.fined(t, "late_sales", person)
		second := d.fined(t, "late_sales", person)
		lost := d.fined(t, "lost", person)
		p, _ := d.shelf.Book.Policy("V13")
		want := models.Figures{
			Policy: "V13", Edition: p.Edition, Month: "2026-03", Violation: "late_sales", Item: "invoice", Base: 50_00, Factor: 2, Counted: 1,
			DoubleClause: "V4-5.6a", Mode: "record_only", ProposerID: &[]string{d.Staff["1003"]}[0],
		}
		if diff := cmp.Diff(want, second.Figures); diff != "" || *second.Amount != 100_00 || second.Clause != "V4-5.1" || second.Now != models.EntryProposed {
			t.Errorf("%s%+v", diff, second)
		}
		if amount, factor, counted := figures(first); amount != 50_00 || factor != 1 || counted != 0 || first.DoubleClause != "" {
			t.Errorf("%+v", first)
		}
		if amount, factor, counted := figures(lost); amount != 20_00 || factor != 1 || counted != 2 {
			t.Errorf("a violation without a party counts and isn't doubled: %+v", lost)
		}
		var told []models.Notice
		if err := d.b.DB.Where("case_id = ? AND to_role = 'customer_director'", second.CaseID).Find(&told).Error; err != nil {
			t.Fatal(err)
		}
		if len(told) != 1 || told[0].What != "entry_proposed" || told[0].Clause != "V4-5.9" || told[0].Seq != second.Seq {
			t.Errorf("those who may confirm are told %+v", told)
		}
		if diff := cmp.Diff([]string{first.ID, second.ID}, must(models.CountedBy(d.b.DB, lost.ID))(t)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAnotherMonthOrPersonIsCountedAnew(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		person := d.hire(t, "sales_consultant")
		d.now = time.Date(2026, 3, 31, 15, 59, 0, 0, time.UTC) // 23:59 in Shanghai
		d.fined(t, "late_sales", person)
		if e := d.fined(t, "late_sales", d.hire(t, "sales_consultant")); e.Factor != 1 {
			t.Errorf("%+v", e)
		}
		d.now = d.now.Add(time.Minute)
		if e := d.fined(t, "late_sales", person); e.Factor != 1 || e.Month != "2026-04" {
			t.Errorf("%+v", e)
		}
	})
}

func TestTheThirdOfAServiceConsultantBringsOnePayCut(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		person := d.hire(t, "service_consultant")
		var last models.EntryItem
		for range 4 {
			last = d.fined(t, "late_service", person)
		}
		var factors []int64
		var cuts []models.EntryItem
		for _, e := range d.entriesOf(t, models.EntryFilter{Person: person}) {
			if e.Kind == models.EntryPayCut {
				cuts = append(cuts, e)
			} else {
				factors = append(factors, e.Factor)
			}
		}
		slices.Sort(factors) // all of one moment: the list has them in any order
		if diff := cmp.Diff([]int64{1, 1, 2, 2}, factors); diff != "" || len(cuts) != 1 || last.Counted != 3 {
			t.Fatalf("%s%+v", diff, cuts)
		}
		cut := cuts[0]
		if cut.Amount != nil || *cut.Percent != 10 || cut.Clause != "V4-5.6b" || len(must(models.CountedBy(d.b.DB, cut.ID))(t)) != 3 {
			t.Errorf("%+v", cut)
		}
		percent := func(p int64) func(*models.NewDecision) { return func(n *models.NewDecision) { n.Percent = p } }
		for _, p := range []int64{9, 31} {
			if code := d.decides(t, d.director, cut.ID, models.EntryConfirmed, percent(p)); code != contract.CodePayCutRange {
				t.Errorf("%d %%: %q", p, code)
			}
		}
		if code := d.decides(t, d.director, last.ID, models.EntryConfirmed, percent(10)); code != contract.CodeAmountFixed {
			t.Errorf("a fine confirmed with a part: %q", code)
		}
		d.must(t, d.director, cut.ID, models.EntryConfirmed, percent(30))
		decided := must(models.Decisions(d.b.DB, cut.ID))(t)
		if len(decided) != 1 || *decided[0].Percent != 30 || decided[0].Clause != "A-41" {
			t.Errorf("%+v", decided)
		}
	})
}

func TestAReversedFineHasAContraEntryAndStopsCounting(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		person := d.hire(t, "sales_consultant")
		first := d.fined(t, "late_sales", person)
		second := d.fined(t, "late_sales", person)
		d.must(t, d.director, first.ID, models.EntryConfirmed)
		d.must(t, d.director, second.ID, models.EntryConfirmed)
		if code := d.decides(t, d.director, first.ID, models.EntryRejected); code != contract.CodeEntryState {
			t.Errorf("a confirmed one rejected: %q", code)
		}
		d.must(t, d.director, first.ID, models.EntryReversed)
		var total int64
		for _, e := range d.entriesOf(t, models.EntryFilter{Person: person}) {
			total += *e.Amount
			if e.ContraOf != nil && (*e.ContraOf != first.ID || *e.Amount != -50_00 || e.Now != models.EntryContra) {
				t.Errorf("%+v", e)
			}
		}
		if now := d.entry(t, second.ID).Now; now != models.EntryReview || total != 100_00 {
			t.Errorf("the second is %s, all come to %d", now, total)
		}
		because := must(models.Decisions(d.b.DB, second.ID))(t)[1]
		if *because.BecauseOf != first.ID || because.StaffID != nil {
			t.Errorf("%+v", because)
		}
		d.must(t, d.director, second.ID, models.EntryReversed, correcting)
		corrected := d.entriesOf(t, models.EntryFilter{Person: person, State: models.EntryProposed})
		if len(corrected) != 1 || *corrected[0].Amount != 50_00 || *corrected[0].Corrects != second.ID {
			t.Fatalf("%+v", corrected)
		}
		if code := d.decides(t, d.director, corrected[0].ID, models.EntryConfirmed); code != contract.CodeFourEyes {
			t.Errorf("who proposed the correction confirmed it: %q", code)
		}
		d.must(t, d.hire(t, "customer_director"), corrected[0].ID, models.EntryConfirmed)
	})
}

func TestWhoMayDecideOnAFine(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		e := d.fined(t, "late_sales", d.Staff["1005"])
		own := d.fined(t, "late_sales", d.director)
		if err := d.b.DB.Create(&models.RoleAssignment{
			ID: models.NewID(), StaffID: d.Staff["1003"], Role: "customer_director", UnitID: d.Units["S1"], ValidFrom: d.now,
		}).Error; err != nil {
			t.Fatal(err)
		}
		subject := d.hire(t, "customer_director")
		if err := d.b.DB.Create(&models.Exclusion{CaseID: e.CaseID, StaffID: subject, Seq: 1}).Error; err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct{ who, entry, decision, code string }{
			"the fined":                 {d.Staff["1005"], e.ID, models.EntryConfirmed, contract.CodeWrongRole},
			"the general manager":       {d.Staff["1001"], e.ID, models.EntryConfirmed, contract.CodeWrongRole},
			"another store's":           {d.Staff["2001"], e.ID, models.EntryConfirmed, contract.CodeWrongRole},
			"a director on his own":     {d.director, own.ID, models.EntryRejected, contract.CodeOwnEntry},
			"who proposed it":           {d.Staff["1003"], e.ID, models.EntryConfirmed, contract.CodeFourEyes},
			"the case's subject":        {subject, e.ID, models.EntryConfirmed, contract.CodeExcluded},
			"reversing a mere wish":     {d.director, e.ID, models.EntryReversed, contract.CodeEntryState},
			"an entry that isn't there": {d.director, models.NewID(), models.EntryConfirmed, contract.CodeUnknownEntry},
			"with another amount":       {d.director, e.ID, "amount", contract.CodeAmountFixed},
		} {
			change := func(*models.NewDecision) {}
			if c.decision == "amount" {
				c.decision, change = models.EntryConfirmed, func(n *models.NewDecision) { n.Amount = 1 }
			}
			if code := d.decides(t, c.who, c.entry, c.decision, change); code != c.code {
				t.Errorf("%s: %q, want %s", name, code, c.code)
			}
		}
		d.must(t, d.director, e.ID, models.EntryConfirmed)
		if code := d.decides(t, d.director, e.ID, models.EntryConfirmed); code != contract.CodeEntryState {
			t.Errorf("confirmed twice: %q", code)
		}
	})
}

func TestDecisionsAreChainedAndVerified(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		e := d.fined(t, "late_sales", d.Staff["1005"])
		d.must(t, d.director, e.ID, models.EntryConfirmed)
		d.must(t, d.director, e.ID, models.EntryReversed)
		events, err := d.b.EventsOf(d.b.DB, models.EntryStream(e.ID), 0, 10)
		if err != nil || len(events) != 2 || string(events[1].Text) != `{"reason":"理由"}` || events[1].Roles != "customer_director" {
			t.Fatalf("%+v %v", events, err)
		}
		if v, breaks := verify(t, d.b); v.Breaks != 0 {
			t.Fatal(breaks)
		}
		if d.b.Dialect != models.SQLite {
			return
		}
		for _, sql := range []string{"DROP TRIGGER events_no_update", "DROP TRIGGER events_no_delete"} {
			if err := d.b.DB.Exec(sql).Error; err != nil {
				t.Fatal(err)
			}
		}
		for _, sql := range []string{
			"UPDATE events SET type = 'entry_rejected' WHERE kind = 'entry' AND seq = 1", "DELETE FROM events WHERE kind = 'entry' AND seq = 2",
			"DELETE FROM events WHERE kind = 'entry'",
		} {
			if len(tamper(t, d.b, []string{sql})) == 0 {
				t.Errorf("%s went unseen", sql)
			}
		}
	})
}

func TestWhatWasFinedAndDecidedCantBeChangedOrRemoved(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		d.fined(t, "late_sales", d.Staff["1005"])
		e := d.fined(t, "late_sales", d.Staff["1005"])
		d.must(t, d.director, e.ID, models.EntryConfirmed)
		for _, table := range []string{"fines", "entry_counts", "entry_decisions"} {
			statements := []string{"UPDATE " + table + " SET entry_id = 'x'", "DELETE FROM " + table}
			if d.b.Dialect == models.Postgres {
				statements = append(statements, "TRUNCATE "+table+" CASCADE")
			}
			for _, sql := range statements {
				if err := d.b.DB.Exec(sql).Error; err == nil {
					t.Errorf("%s went through", sql)
				}
			}
		}
	})
}

// line is a fine in the model, at its place in the month.
type line struct {
	id, violation, state string
	place                int
	owed                 bool
	counted              []*line
}

func (l line) counts() bool {
	return l.state != models.EntryRejected && l.state != models.EntryReversed
}

// before is how many fines of the month count that stand before a place: the whole rule.
func before(all []*line, place int) (n int64) {
	for _, l := range all {
		if l.counts() && l.place < place {
			n++
		}
	}
	return n
}

// bench is one person's month, with the model it is compared with.
type bench struct {
	*fineDesk
	f      *file
	person string
	second string // another director: nobody decides on his own correction
	all    []*line
}

func (b *bench) entries(t rapid.TB) map[string]models.EntryItem {
	t.Helper()
	items := map[string]models.EntryItem{}
	for _, e := range b.entriesOf(t, models.EntryFilter{Case: b.f.id}) {
		items[e.ID] = e
	}
	return items
}

func (b *bench) compare(t *rapid.T) {
	items := b.entries(t)
	for _, l := range b.all {
		if now := items[l.id].Now; now != l.state {
			t.Fatalf("%s is %s, want %s", l.violation, now, l.state)
		}
	}
}

// add finds the new entry of a line and compares how it was priced.
func (b *bench) add(t *rapid.T, l *line, is func(models.EntryItem) bool) {
	from := map[string]int64{"late_sales": 2, "late_service": 3, "lost": 1 << 40}
	for id, e := range b.entries(t) {
		if e.Kind == models.EntryFine && is(e) {
			l.id = id
			want, counted := e.Base, before(b.all, l.place)
			if counted+1 >= from[l.violation] {
				want *= 2
			}
			if e.Counted != counted || *e.Amount != want {
				t.Fatalf("%s: counted %d, amount %d; want %d, %d", l.violation, e.Counted, *e.Amount, counted, want)
			}
		}
	}
	for _, o := range b.all {
		if o.counts() && o.place < l.place {
			l.counted = append(l.counted, o)
		}
	}
	b.all = append(b.all, l)
}

func (b *bench) violation(t *rapid.T) {
	if len(b.all) > 20 {
		t.Skip("enough for one month")
	}
	l := &line{
		violation: rapid.SampledFrom([]string{"late_sales", "late_service", "lost"}).Draw(t, "violation"),
		state:     models.EntryProposed, place: len(b.all) + 1,
	}
	e := b.f.do(t, "1003", contract.Note, contract.Facts{}, contract.Proposal{Fines: []contract.Fine{{Violation: l.violation, Person: b.person}}})
	b.add(t, l, func(i models.EntryItem) bool { return i.Seq == e.Seq && i.Corrects == nil && i.ContraOf == nil })
}

func (b *bench) decision(t *rapid.T) {
	if len(b.all) == 0 {
		t.Skip("nothing to decide on")
	}
	l := rapid.SampledFrom(b.all).Draw(t, "entry")
	decision := rapid.SampledFrom([]string{models.EntryConfirmed, models.EntryRejected, models.EntryReversed}).Draw(t, "decision")
	correct := decision != models.EntryConfirmed && rapid.Bool().Draw(t, "correct")
	ok := l.counts() && map[string]bool{
		models.EntryConfirmed: l.state != models.EntryConfirmed, models.EntryRejected: !l.owed, models.EntryReversed: l.owed,
	}[decision] && (!correct || l.state == models.EntryReview)
	who := map[string]string{b.director: b.second, b.second: b.director, b.Staff["1003"]: b.director}[*b.entry(t, l.id).ProposerID]
	code := b.decides(t, who, l.id, decision, func(n *models.NewDecision) { n.Correct = correct })
	switch {
	case (code == "") != ok:
		t.Fatalf("%s of a %s one: %q", decision, l.state, code)
	case !ok:
		return
	}
	if l.state = decision; decision == models.EntryConfirmed {
		l.owed = true
		return
	}
	for _, later := range b.all {
		if later.counts() && slices.Contains(later.counted, l) {
			later.state = models.EntryReview
		}
	}
	if correct {
		b.add(t, &line{violation: l.violation, state: models.EntryProposed, place: l.place},
			func(i models.EntryItem) bool { return i.Corrects != nil && *i.Corrects == l.id })
	}
}

func TestFinesAgainstAModel(t *testing.T) {
	checks(t, 5, 40)
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		second := d.hire(t, "customer_director")
		rapid.Check(t, func(rt *rapid.T) {
			f, _ := d.newFile(rt)
			b := &bench{fineDesk: d, f: f, person: d.hire(rt, "sales_consultant"), second: second}
			rt.Repeat(map[string]func(*rapid.T){"": b.compare, "a violation": b.violation, "a decision": b.decision})
		})
	})
}
