package policies_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carebook/policies"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func goodFines(t *testing.T) *policies.Fines {
	t.Helper()
	f, _, err := policies.ReadFines("good.yaml", must(os.ReadFile("testdata/fines/good.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Each file in testdata/fines but the good one has one kind of mistake; its first lines say what must be said about it.
func TestEveryMistakeInATableOfFinesIsFoundWhereItStands(t *testing.T) {
	for _, file := range must(filepath.Glob("testdata/fines/*.yaml")) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			src := must(os.ReadFile(file))
			_, _, err := policies.ReadFines(filepath.Base(file), src)
			var problems policies.Problems
			if err != nil && !errors.As(err, &problems) {
				t.Fatal(err)
			}
			var said []string
			for _, p := range problems {
				said = append(said, p.String())
			}
			if diff := cmp.Diff(wanted(string(src)), said); diff != "" {
				t.Errorf("want -, said +\n%s", diff)
			}
		})
	}
}

func TestFinesReadWithUnitClauseAndSource(t *testing.T) {
	_, numbers, err := policies.ReadFines("good.yaml", must(os.ReadFile("testdata/fines/good.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, n := range numbers {
		lines = append(lines, strings.Join([]string{n.Clause, n.Key, n.Value, string(n.Source)}, " | "))
	}
	want := []string{
		"A-35 | fines.mode | record_only | default",
		"A-33 | fines.counted | calendar_month | default",
		"V4-5.9 | fines.confirm.by | customer_director | policy",
		"V4-5.9 | fines.reject.by | customer_director | policy",
		"V4-5.9 | fines.reverse.by | customer_director | policy",
		"A-41 | fines.approve_pay_cut.by | customer_director | default",
		"V4-5.1 | fines.violations.late_sales.amount | 50.00 CNY | policy",
		"V4-5.10 | fines.violations.late_sales.again | true | policy",
		"V4-5.4 | fines.violations.late_service.amount | 50.00 CNY | policy",
		"V4-5.10 | fines.violations.late_service.again | true | policy",
		"V4-5.7 | fines.violations.lost.amount | 20.00 CNY | policy",
		"V4-5.6a | fines.double.sales.from | 2nd | policy",
		"V4-5.6b | fines.double.service.from | 3rd | policy",
		"V4-5.6b | fines.double.service.pay_cut.least | 10 % | policy",
		"V4-5.6b | fines.double.service.pay_cut.most | 30 % | policy",
		"A-41 | fines.double.service.pay_cut.propose | 10 % | default",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

func TestAFineIsDoubledFromTheNamedOneOn(t *testing.T) {
	f := goodFines(t)
	for party, want := range map[string][]int64{"sales": {1, 2, 2, 2}, "service": {1, 1, 2, 2}, "": {1, 1, 1, 1}} {
		var got []int64
		for n := 1; n <= 4; n++ {
			factor, by := f.Factor(party, n)
			if (by != nil) != (factor == 2) {
				t.Errorf("%s, %d: factor %d by %v", party, n, factor, by)
			}
			got = append(got, factor)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", party, diff)
		}
	}
}

func TestPlacesAndPercentsComeBackFromTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := policies.Nth(rapid.IntRange(1, 999).Draw(t, "n"))
		var place policies.Nth
		if err := place.UnmarshalText(must(n.MarshalText())); err != nil || place != n {
			t.Fatalf("%d is written %s and read %d: %v", int(n), n, int(place), err)
		}
		p := policies.Percent(rapid.Int64Range(1, 100).Draw(t, "percent"))
		var part policies.Percent
		if err := part.UnmarshalText(must(p.MarshalText())); err != nil || part != p {
			t.Fatalf("%d is written %s and read %d: %v", int64(p), p, int64(part), err)
		}
	})
	for n, want := range map[policies.Nth]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 112: "112th", 123: "123rd"} {
		if n.String() != want {
			t.Errorf("%d is written %s", int(n), n)
		}
	}
	for _, text := range []string{"", "nd", "2", "2rd", "02nd", "0th", "-1st", "1000th", "2nd ", "2ndnd"} {
		if n := new(policies.Nth); n.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is read as %s", text, *n)
		}
	}
	for _, text := range []string{"", "%", " %", "10%", "10", "010 %", "0 %", "101 %", "-5 %", "1.5 %"} {
		if p := new(policies.Percent); p.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is read as %s", text, *p)
		}
	}
}
