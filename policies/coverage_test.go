package policies_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"carebook/policies"

	"github.com/google/go-cmp/cmp"
)

// register is a book with four clauses of its own beside the shipped ones.
func register(t *testing.T) *policies.Book {
	t.Helper()
	b, err := policies.Load(fstest.MapFS{
		"roles.yaml":    {Data: []byte("roles: {legal: {en: Legal}}\n")},
		"profiles.yaml": {Data: []byte("profiles: {kiosk: {title: {en: Kiosk}, calendar: cn}}\n")},
		"clauses.yaml": {Data: []byte(`clauses:
  T-1: {family: PF-01, kept: enforced, diaries: [one], title: {en: First}}
  T-2: {family: PF-01, kept: enforced, diaries: [one, two], title: {en: Second}}
  T-3: {family: PF-01, kept: recorded, title: {en: Third}}
  T-4: {family: PF-26, kept: stated, title: {en: Fourth}}
`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTheCoverageOfAFamilyHasItsWholeIndexAndWhatTheRegisterCountsToIt(t *testing.T) {
	b, err := register(t).Overlay(fstest.MapFS{"families.yaml": {Data: []byte("families: {PF-01: [T-10, T-2, T-4]}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := b.CoverageOf("PF-01", map[string][]string{"one": {"T-1", "T-2"}})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range r.Clauses {
		ids = append(ids, c.ID+" "+string(c.Kept))
	}
	if diff := cmp.Diff([]string{"T-1 enforced", "T-2 enforced", "T-3 recorded", "T-4 stated", "T-10 "}, ids); diff != "" || r.Count[policies.Missing] != 1 {
		t.Errorf("%s%v", diff, r.Count)
	}
	want := `families.yaml:1:20: T-10 of PF-01 has no keeping: add it to clauses.yaml
clauses.yaml:3:3: T-2 is enforced, but its diary "two" is missing (there are one): write it, or say recorded or stated`
	if diff := cmp.Diff(want, r.Problems.Error()); diff != "" {
		t.Error(diff)
	}
	if _, err := b.CoverageOf("PF-06", nil); !errors.Is(err, policies.ErrNoIndex) || !strings.Contains(err.Error(), "there are PF-01") {
		t.Errorf("a family without an index: %v", err)
	}
}

func TestTheRegisterLacksNoClauseOfAFamily(t *testing.T) {
	for family, clauses := range map[string]int{"PF-01": 77, "PF-02": 97, "PF-03": 47, "PF-05": 36, "PF-06": 20, "PF-09": 5, "PF-11": 18, "PF-12": 3} {
		r, err := shipped(t).CoverageOf(family, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Clauses) < clauses {
			t.Errorf("%s: %d clauses are listed, the texts have %d", family, len(r.Clauses), clauses)
		}
		if n := r.Count[policies.Missing]; n > 0 {
			t.Errorf("%s: the register lacks %d clauses", family, n)
		}
	}
}

func TestCoverageCountsAndIsContentWhenEveryDiaryCitesItsClauses(t *testing.T) {
	r := register(t).Coverage(map[string][]string{"one": {"T-1", "T-2"}, "two": {"T-2", "T-3"}})
	want := map[policies.Kept]int{policies.Enforced: 2, policies.Recorded: 1, policies.Stated: 1}
	if diff := cmp.Diff(want, r.Count); diff != "" || r.Problems != nil || len(r.Clauses) != 4 {
		t.Errorf("%s%v", diff, r.Problems)
	}
}

func TestCoverageFailsOnAnEnforcedClauseWithoutProof(t *testing.T) {
	for what, c := range map[string]struct {
		diaries map[string][]string
		want    string
	}{
		"no diary at all": {nil, `clauses.yaml:2:3: T-1 is enforced, but its diary "one" is missing: write it, or say recorded or stated
clauses.yaml:3:3: T-2 is enforced, but its diary "one" is missing: write it, or say recorded or stated
clauses.yaml:3:3: T-2 is enforced, but its diary "two" is missing: write it, or say recorded or stated`},
		"a diary is missing": {map[string][]string{"one": {"T-1", "T-2"}},
			`clauses.yaml:3:3: T-2 is enforced, but its diary "two" is missing (there are one): write it, or say recorded or stated`},
		"a diary doesn't cite it": {map[string][]string{"one": {"T-1"}, "two": {"T-2"}},
			`clauses.yaml:3:3: T-2 is enforced, but its diary "one" doesn't cite it: correct one of the two`},
		"a diary cites an unknown clause": {map[string][]string{"one": {"T-1", "T-2"}, "two": {"T-2", "T-9"}},
			`two.yaml:1:1: cites "T-9", which is not in the register: correct it, or add it to clauses.yaml`},
	} {
		if diff := cmp.Diff(c.want, register(t).Coverage(c.diaries).Problems.Error()); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
}
