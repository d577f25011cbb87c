package policies_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"carebook/calendar"
	"carebook/policies"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func yuan(t *testing.T, s string) int64 {
	t.Helper()
	m, err := policies.ParseMoney(s)
	if err != nil {
		t.Fatal(err)
	}
	return int64(m)
}

func TestALimitIncludesTheAmountItself(t *testing.T) {
	table := must(policies.Parse("T1.yaml", []byte(small(t)))).Complaint.Authority
	for amount, want := range map[string]string{
		"0": "customer_relations_manager", "999.99": "customer_relations_manager", "1000.00": "customer_relations_manager",
		"1000.01": "general_manager", "1000000000": "general_manager",
	} {
		if got := table.For(yuan(t, amount)).Role; got != want {
			t.Errorf("%s CNY is decided by %s, want %s", amount, got, want)
		}
	}
	p, _ := shipped(t).Policy("V13")
	if got := p.Complaint.Authority.For(yuan(t, "10000.01")).Role; got != "general_manager" {
		t.Errorf("above every limit of V13 %s decides", got)
	}
}

// rungs draws a table that the loader would accept.
func rungs(t *rapid.T) policies.Authority {
	limits := rapid.SliceOfNDistinct(rapid.Int64Range(1, 1_000_000), 0, 6, rapid.ID[int64]).Draw(t, "limits")
	slices.Sort(limits)
	var table policies.Authority
	for i, limit := range limits {
		table = append(table, policies.Rung{Role: string(rune('a' + i)), UpTo: policies.Money(limit)})
	}
	return append(table, policies.Rung{Role: "top"})
}

func TestWhoDecidesNeverFallsAsTheAmountRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := rungs(t)
		low := rapid.Int64Range(0, 1_100_000).Draw(t, "low")
		high := rapid.Int64Range(low, 1_200_000).Draw(t, "high")
		rank := func(amount int64) int {
			return slices.IndexFunc(table, func(r policies.Rung) bool { return r == table.For(amount) })
		}
		if rank(low) > rank(high) {
			t.Fatalf("%d is decided by rung %d, %d by rung %d", low, rank(low), high, rank(high))
		}
		if limit := int64(table.For(low).UpTo); limit != 0 && low > limit {
			t.Fatalf("%d is decided by a rung up to %d", low, limit)
		}
		roles := table.Roles(low)
		if roles[0] != table.For(low).Role || roles[len(roles)-1] != "top" || len(roles) != len(table)-rank(low) {
			t.Fatalf("%d may be decided by %v", low, roles)
		}
	})
}

func TestMoneyComesBackFromItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := policies.Money(rapid.Int64Range(0, 100_000_000_000).Draw(t, "fen"))
		text := must(m.MarshalText())
		var back policies.Money
		if err := back.UnmarshalText(text); err != nil || back != m {
			t.Fatalf("%d is written %s and read %d: %v", int64(m), text, int64(back), err)
		}
	})
}

func TestOnlyPlainAmountsAreRead(t *testing.T) {
	for text, want := range map[string]string{"0": "0.00", "7": "7.00", "7.5": "7.50", "007.05": "7.05", "1000000000": "1000000000.00"} {
		if m, err := policies.ParseMoney(text); err != nil || m.String() != want {
			t.Errorf("%q is read as %s: %v", text, m, err)
		}
	}
	for _, text := range []string{"", ".", "5.", ".5", "1.005", "-1", "+1", "1e3", "1,000", " 1", "1 ", "１", "1000000001", "99999999999999999999", "¥1"} {
		if m, err := policies.ParseMoney(text); err == nil {
			t.Errorf("%q is read as %s", text, m)
		}
	}
}

func FuzzMoney(f *testing.F) {
	for _, seed := range []string{"0", "1000.00", "7.5", "1e9", "-1", "1000000000.99"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := policies.ParseMoney(text)
		if err != nil {
			return
		}
		if again, err := policies.ParseMoney(m.String()); err != nil || again != m || m < 0 {
			t.Errorf("%q is read as %s, which is read as %s: %v", text, m, again, err)
		}
	})
}

func TestNumbersReadWithUnitClauseAndSource(t *testing.T) {
	var lines []string
	for _, n := range must(policies.Parse("T1.yaml", []byte(small(t)))).Numbers() {
		if !strings.HasPrefix(n.Key, "complaint.actions.") {
			lines = append(lines, strings.Join([]string{n.Clause, n.Key, n.Value, string(n.Source)}, " | "))
		}
	}
	want := []string{
		"V13-2.1 | complaint.channels | visit, phone | policy",
		"V13-2.3 | complaint.intake | name, phone, content | policy",
		"V13-2.5a | complaint.severities | ordinary, important, major | policy",
		"V13-2.5a | complaint.major_kinds | repeated, other_grave | policy",
		"V13-2.2 | complaint.exclude_subject | true | policy",
		"A-49 | complaint.handled_event | told | default",
		"V13-2.3 | complaint.backdate | 3 days | house",
		"A-13 | complaint.authority[0] | customer_relations_manager up to 1000.00 CNY | default",
		"A-13 | complaint.authority[1] | general_manager without limit | default",
		"V13-2.5a | complaint.duties.prewarn.by | customer_relations_manager | policy",
		"V13-2.5a | complaint.duties.prewarn.within | 24 hours | policy",
		"V13-2.5a | complaint.duties.prewarn.remind[0] | 8 hours | house",
		"V13-2.5a | complaint.duties.prewarn.escalate[0].before | 2 hours | house",
		"V13-2.6 | complaint.duties.prewarn.escalate[0].to | general_manager | house",
		"V13-2.7 | complaint.duties.prewarn.breach.to | general_manager | policy",
		"V13-2.7 | complaint.duties.prewarn.breach.propose | liability | policy",
		"V13-2.5a | complaint.announce[0].to | legal on classified if major | policy",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

func TestAPolicyThatSaysNothingCountsAsTheCivilCodeHasIt(t *testing.T) {
	silent := small(t)
	for counting, want := range map[string]calendar.Counting{
		"": {},
		"counting:\n  first_day: {value: same_day, clause: V13-2.3}\n":                {SameDay: true},
		"counting:\n  first_day: {value: next_day, clause: V13-2.3}\n":                {},
		"counting:\n  ends_at: {value: midnight, clause: V13-2.3}\n":                  {Midnight: true},
		"counting:\n  ends_at: {value: close_of_business, clause: V13-2.3}\n":         {},
		"counting:\n  move_last_day: {value: true, clause: V13-2.3}\n":                {MoveLastDay: true},
		"counting:\n  move_last_day: {value: false, clause: A-01, source: default}\n": {},
	} {
		p, err := policies.Parse("T1.yaml", []byte(counting+silent))
		if err != nil || p.Way() != want {
			t.Errorf("%q counts %+v, %v; want %+v", counting, p.Way(), err, want)
		}
	}
}

func TestADutyWithoutAWindowPermitsEveryMoment(t *testing.T) {
	p := must(policies.Parse("T1.yaml", []byte(strings.Replace(small(t), "      remind: ", "      window:   {value: \"10:00-12:00, not on holidays\", clause: R3-4}\n      remind: ", 1))))
	if got := p.Complaint.Duties["prewarn"].Permitted().String(); got != "10:00-12:00, not on holidays" {
		t.Errorf("permitted in %q", got)
	}
	p = must(policies.Parse("T1.yaml", []byte(small(t))))
	if w := p.Complaint.Duties["prewarn"].Permitted(); !w.IsZero() {
		t.Errorf("permitted in %q", w)
	}
}

func TestTermsNameTheDutiesThatHaveAClock(t *testing.T) {
	terms := must(policies.Parse("T1.yaml", []byte(small(t)))).Complaint.ComplaintTerms
	if !terms.Has("prewarn") || terms.Has("convene") || terms.Has("report") {
		t.Errorf("clocks %v", terms.Clocks)
	}
	var before policies.ComplaintTerms // as a history from before they were named has it
	if err := json.Unmarshal([]byte(`{"handled_event":{"v":"told","c":"A-49"}}`), &before); err != nil {
		t.Fatal(err)
	}
	if !before.Has("convene") || !before.Has("report") || before.Has("merge") {
		t.Error("a case that was pinned before its clocks were named has lost them")
	}
	empty := must(json.Marshal(policies.ComplaintTerms{Clocks: []string{}}))
	var back policies.ComplaintTerms
	if err := json.Unmarshal(empty, &back); err != nil || back.Has("report") {
		t.Errorf("terms without any clock come back with some: %s", empty)
	}
}
