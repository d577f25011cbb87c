package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/policies"
)

const processPages = "../../docs/processes"

func TestThePagesOfProcessesAreWhatTheShippedPoliciesGive(t *testing.T) {
	var want []string
	for family := range strings.Lines(good(t, "policy", "process")) {
		family = strings.TrimSpace(family)
		want = append(want, family+".md")
		committed, err := os.ReadFile(filepath.Join(processPages, family+".md"))
		if err != nil {
			t.Fatalf("run: make processes: %v", err)
		}
		if diff := cmp.Diff(string(committed), good(t, "policy", "process", family, "--lang", "en")); diff != "" {
			t.Errorf("run: make processes\n%s", diff)
		}
	}
	files, err := os.ReadDir(processPages)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, f.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("families (-) and pages (+):\n%s", diff)
	}
}

func TestEveryNumberOfAPolicyStandsInAPageWithItsClauseAndSource(t *testing.T) {
	binder, err := openBinder("")
	if err != nil {
		t.Fatal(err)
	}
	for _, profile := range binder.Profiles() {
		for _, family := range policies.Families() {
			p, _, err := binder.For(family, profile.ID)
			if err != nil {
				continue
			}
			given := map[string]int{} // by reference
			for _, n := range p.Numbers() {
				given[(phrases{binder, "en"}).reference(n.Clause, n.Source)]++
			}
			cells := columnOf(t, processPage(binder, family, "en"), p.ID)
			for reference, n := range given {
				if shown := strings.Count(cells, " "+reference); shown != n {
					t.Errorf("%s of %s: %s stands %d times, the policy has it %d times", family, profile.ID, reference, shown, n)
				}
			}
		}
	}
}

// columnOf is what stands in the first column of each table that belongs to a policy.
func columnOf(t *testing.T, page, policy string) string {
	t.Helper()
	var cells strings.Builder
	at := -1
	for line := range strings.Lines(page) {
		row := strings.Split(strings.ReplaceAll(line, `\|`, "/"), " | ")
		if strings.HasPrefix(line, "## ") {
			at = -1
		} else if head := slices.IndexFunc(row, func(c string) bool { return strings.HasSuffix(strings.TrimRight(c, " |\n"), " `"+policy+"`") }); at < 0 && head > 0 {
			at = head
		} else if at > 0 && at < len(row) {
			cells.WriteString(row[at])
		}
	}
	if cells.Len() == 0 {
		t.Errorf("no column for %s", policy)
	}
	return cells.String()
}

// stepOf is the cell of a step in the column of a policy.
func stepOf(page, row, policy string) string {
	column := -1
	for line := range strings.Lines(page[strings.Index(page, "## Steps"):]) {
		cells := strings.Split(strings.Trim(line, "| \n"), " | ")
		if column < 0 {
			column = slices.IndexFunc(cells, func(c string) bool { return strings.HasSuffix(c, " `"+policy+"`") })
		} else if cells[0] == row && column < len(cells) {
			return cells[column]
		}
	}
	return "no such step"
}

func TestAProcessStandsBesideThatOfAnotherProfileStepByStep(t *testing.T) {
	shipped, err := os.ReadFile("../../policies/book/V13.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own := policyFolder(t, map[string]string{
		"OWN.yaml": strings.NewReplacer(
			"policy: V13", "policy: OWN",
			"{value: [brand_division], clause: V13-2.5b}}", "{value: [brand_division, legal], clause: V13-2.5b}}",
			"{value: 24 hours, clause: V13-2.5a}", "{value: 1 working day, clause: V13-2.5a}",
			"    convene:\n      by:       {value: general_manager, clause: V13-2.6}\n      within:   {value: 2 hours, clause: A-02, source: default}\n"+
				"      remind:   [{value: 30 minutes, clause: V13-2.6, source: house}]\n      breach:   {to: {value: brand_division, clause: V13-2.6, source: house}}\n", "",
			"    convene:       {by: {value: [general_manager], clause: V13-1.3}}\n", "",
		).Replace(string(shipped)),
		"profiles.yaml": "profiles: {own: {title: {zh-Hans: 我们, en: Our own}, calendar: cn, complaint: OWN}}\n",
	})
	page := good(t, "policy", "process", "complaint", "--policies", own)
	const warner = "handler, Customer relations manager (V13-2.5a)<br>owed by: Customer relations manager (V13-2.5a)<br>within: "
	for _, c := range []struct{ row, policy, want string }{
		{"give the early warning `prewarn`", "V13", warner + "24 hours (V13-2.5a)"},
		{"give the early warning `prewarn`", "OWN", warner + "1 working day (V13-2.5a)"},
		{"convene the crisis team `convene`", "V13", "General manager (V13-1.3)<br>owed by: General manager (V13-2.6)<br>within: 2 hours (A-02, default)"},
		{"convene the crisis team `convene`", "OWN", "–"},
		{"relay the warning `relay`", "OWN", "Brand division, Legal department (V13-2.5b)<br>owed by: Brand division (V13-2.5b)<br>within: 1 working day (A-02, default)"},
	} {
		if diff := cmp.Diff(c.want, stepOf(page, c.row, c.policy)); diff != "" {
			t.Errorf("%s, %s: %s", c.row, c.policy, diff)
		}
	}
	if first, last := strings.Index(page, "| open |"), strings.Index(page, "| withdraw |"); first < 0 || last < first {
		t.Errorf("steps out of order:\n%s", page)
	}
	if hans := good(t, "policy", "process", "complaint", "--policies", own, "--lang", "zh-Hans"); !strings.Contains(hans, " | 我们 `OWN` |") {
		t.Error(hans)
	}
	if errs := bad(t, "policy", "process", "feast"); !strings.Contains(errs, `no family "feast": there are `) {
		t.Error(errs)
	}
}

func TestRowsOfSeveralPoliciesAreMergedInTheirOrder(t *testing.T) {
	for _, c := range []struct{ order, rows, want string }{
		{"", "open close", "open close"},
		{"open assign close note", "open brief classify assign settle note", "open brief classify assign close settle note"},
		{"open close", "close merge", "open close merge"},
	} {
		if diff := cmp.Diff(strings.Fields(c.want), merged(strings.Fields(c.order), strings.Fields(c.rows))); diff != "" {
			t.Error(diff)
		}
	}
}
