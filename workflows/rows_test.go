package workflows_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carebook/policies"
)

// A row is one of a family's tables of states, duties and parameters, with the diary in which it can be seen.
type row struct {
	what    string
	clauses []string // of the family's own; each is cited in the diary
	diary   string
	shows   []string // parts of its lines, in this order
}

// showEveryRow wants each row's clauses cited in its diary, and what it shows there in order.
func showEveryRow(t *testing.T, rows []row) {
	t.Helper()
	diaries := map[string]string{}
	for _, r := range rows {
		if _, read := diaries[r.diary]; !read {
			diaries[r.diary] = readDiary(t, filepath.Join("testdata/diaries", r.diary+".yaml")).Then
		}
		told := diaries[r.diary]
		for _, clause := range r.clauses {
			if !strings.Contains(told, clause) {
				t.Errorf("%s: diary %s doesn't cite %s", r.what, r.diary, clause)
			}
		}
		for _, part := range r.shows {
			i := strings.Index(told, part)
			if i < 0 {
				t.Errorf("%s: diary %s doesn't show %q there", r.what, r.diary, part)
				break
			}
			told = told[i+len(part):]
		}
	}
}

// haveEveryClause wants a row for each clause of some families that is enforced.
func haveEveryClause(t *testing.T, rows []row, families ...string) {
	t.Helper()
	binder, err := shippedBinder()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		report, err := binder.CoverageOf(family, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range report.Clauses {
			has := slices.ContainsFunc(rows, func(r row) bool { return slices.Contains(r.clauses, c.ID) })
			if c.Kept == policies.Enforced && !has {
				t.Errorf("%s of %s has no row", c.ID, family)
			}
		}
	}
}
