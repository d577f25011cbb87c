package workflows_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// A binderRow is what the binder says of when customers are visited or leads contacted, in the words in which a diary tells it.
type binderRow struct{ what, text string }

// Every trigger and cycle with its rate and its times, every cadence and every duty stands in a diary of a profile that has it,
// with value, clause and source.
func TestDiariesShowEveryTriggerCadenceAndDutyOfVisitsAndLeads(t *testing.T) {
	binder, err := shippedBinder()
	if err != nil {
		t.Fatal(err)
	}
	told, n := toldByProfile(t), 0
	for _, profile := range binder.Profiles() {
		for _, kind := range []contract.Kind{contract.ReturnVisit, contract.Lead} {
			p, _, err := binder.For(string(kind), profile.ID)
			if err != nil {
				continue // it has none
			}
			for _, r := range rowsOf(p) {
				if n++; !strings.Contains(told[profile.ID], r.text) {
					t.Errorf("no diary of %s shows %s of %s: %q", profile.ID, r.what, p.ID, r.text)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("a poor test: %d rows", n)
	}
}

// toldByProfile is what came of the diaries under the policies that ship.
func toldByProfile(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/diaries/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, file := range files {
		if d := readDiary(t, file); len(d.Instead) == 0 && d.Policy == "" {
			told[d.profile()] += d.Then + "\n"
		}
	}
	return told
}

func rowsOf(p *policies.Policy) (rows []binderRow) {
	if v := p.ReturnVisit; v != nil {
		for name, e := range v.Events {
			rows = append(rows, binderRow{name, ", after " + name + ", "}, binderRow{"the rate of " + name, fmt.Sprintf(" %s (%s)", e.Rate.Value, e.Rate.Clause)})
			for _, within := range e.Within {
				rows = times(rows, name, &within)
			}
		}
		for name, c := range v.Cycles {
			rows = times(append(rows, binderRow{name, ", cycle " + name}), name, &c.Every, c.Low, c.Lower)
		}
		rows = owing(rows, v.Duties)
	}
	if l := p.Lead; l != nil {
		for name, c := range l.Cadences {
			rows = times(rows, name, c.Message, c.First, c.Next, c.Then)
		}
		rows = owing(rows, l.Duties)
	}
	return rows
}

func times(rows []binderRow, what string, all ...*policies.Rule[calendar.Rule]) []binderRow {
	for _, r := range all {
		if r != nil {
			rows = append(rows, binderRow{what, fmt.Sprintf(", %s (%s, %s)", r.Value, r.Clause, r.From())})
		}
	}
	return rows
}

func owing(rows []binderRow, duties map[string]*policies.Duty) []binderRow {
	for name := range duties {
		rows = append(rows, binderRow{name, "owes " + name})
	}
	return rows
}
