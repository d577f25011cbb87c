package policies_test

import (
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
