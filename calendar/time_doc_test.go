package calendar_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"carebook/calendar"
)

// examples are the rows of the tables of docs/time.md with this head.
func examples(t *testing.T, head string, atLeast int) (rows [][]string) {
	t.Helper()
	page, err := os.ReadFile("../docs/time.md")
	if err != nil {
		t.Fatal(err)
	}
	within := false
	for line := range strings.Lines(string(page)) {
		line = strings.TrimSpace(line)
		switch {
		case line == head:
			within = true
		case !strings.HasPrefix(line, "|"):
			within = false
		case within && !strings.HasPrefix(line, "|---"):
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			rows = append(rows, cells)
		}
	}
	if len(rows) < atLeast {
		t.Fatalf("found %d rows under %s", len(rows), head)
	}
	return rows
}

// Every example of docs/time.md is counted again, by both implementations.
func TestTheExamplesOfTheTimePageHold(t *testing.T) {
	c, o := pairs(t)[0].Calendar, pairs(t)[0].oracle
	check := func(row []string, got calendar.Due, err error, want time.Time) {
		t.Helper()
		shown := row[len(row)-1]
		if err != nil || got.At.Format("2006-01-02 15:04") != shown || want.Format("2006-01-02 15:04") != shown {
			t.Errorf("%v: counted %s, %v; the second implementation says %s", row, got.At, err, want)
		}
	}
	for _, row := range examples(t, "| rule | start | due |", 30) {
		m, err := o.understand(row[0])
		if err != nil {
			t.Fatal(err)
		}
		start := at(t, c, row[1])
		got, err := c.Due(start, rule(t, row[0]))
		check(row, got, err, m.ask(o, start).at)
	}
	for _, row := range examples(t, "| cadence | start | after | next |", 6) {
		beat, err := o.understandCadence(row[0])
		if err != nil {
			t.Fatal(err)
		}
		start, after := at(t, c, row[1]), at(t, c, row[2])
		got, err := c.Next(cadence(t, row[0]), start, after)
		check(row, got, err, beat(o, start, after).at)
	}
	for _, row := range examples(t, "| window | due | last permitted |", 4) {
		start := at(t, c, row[1]).AddDate(0, 0, -30)
		got, err := c.Due(start, rule(t, "720 hours"))
		if err == nil {
			got, err = c.Permit(got, window(t, row[0]))
		}
		want := understandWindow(row[0]).last(o, start, got.At).at
		got.At = got.Last
		check(row, got, err, want)
	}
}
