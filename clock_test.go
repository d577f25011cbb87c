package carebook_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// wallClocks are the only places that may look at the wall clock, and why. Every other moment comes in as an argument,
// from the database or from workflow.Now, so that tests can set it and a due time never depends on the machine.
var wallClocks = map[string]string{
	"models/tx.go":                  "SQLite lives in the process: this is the database's clock there",
	"models/open.go":                "gorm wants one; no column of ours is filled from it",
	"api/door.go":                   "how long a request took, for the log",
	"api/pace.go":                   "how fast an address asks, for nothing but that",
	"api/changes_stream.go":         "how long whoever listens may take to read, for the connection",
	"engine/lock_postgres.go":       "how long to wait for another server to let go",
	"internal/dispatch/attempts.go": "how long Temporal has been away",
	"internal/channel/config.go":    "signatures say when they were made, to receivers who look at a clock of their own",
	"internal/channeltest/":         "it stands for machines of its own",
	"internal/idptest/":             "it stands for a machine of its own",
	"bench/":                        "it measures",
	"e2e/":                          "it watches real processes",
}

func TestTheWallClockIsReadInNamedPlacesAlone(t *testing.T) {
	used := map[string]bool{}
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue // a test may wait for something real
		}
		for _, name := range timeCalls(t, file) {
			if place := wallClockOf(file); place != "" {
				used[place] = true
			} else if name != "AddDate" {
				t.Errorf("%s: time.%s: hand the moment in, or name the file in wallClocks and say why", file, name)
			}
		}
	}
	for place := range wallClocks {
		if !used[place] {
			t.Errorf("%s no longer looks at the clock: take it off the list", place)
		}
	}
}

// AddDate turns 31 January into 3 March. Months and days are counted by package calendar, tests included.
func TestDatesAreCountedByTheCalendarAlone(t *testing.T) {
	for _, file := range goFiles(t) {
		for _, name := range timeCalls(t, file) {
			if name == "AddDate" && !strings.HasPrefix(file, "calendar/") {
				t.Errorf("%s: AddDate: count with package calendar", file)
			}
		}
	}
}

func TestALookAtTheClockIsNoticed(t *testing.T) {
	const src = `package x
import "time"
var now = time.Now
func f(t time.Time) (time.Time, time.Duration) { return t.AddDate(0, 1, 0), time.Since(t) + time.Until(t) }`
	parsed, err := parser.ParseFile(token.NewFileSet(), "x.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(callsIn(parsed), " "); got != "Now AddDate Since Until" {
		t.Errorf("noticed %q", got)
	}
}

func wallClockOf(file string) string {
	for place := range wallClocks {
		if file == place || strings.HasSuffix(place, "/") && strings.HasPrefix(file, place) {
			return place
		}
	}
	return ""
}

func timeCalls(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatalf("reading %s: %v", file, err)
	}
	return callsIn(parsed)
}

// callsIn lists what a file uses of the wall clock and of dates, in its order. Go knows AddDate of times alone.
func callsIn(file *ast.File) (names []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, _ := sel.X.(*ast.Ident)
		switch name := sel.Sel.Name; name {
		case "AddDate":
			names = append(names, name)
		case "Now", "Since", "Until":
			if pkg != nil && pkg.Name == "time" {
				names = append(names, name)
			}
		}
		return true
	})
	return names
}
