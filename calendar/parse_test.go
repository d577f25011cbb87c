package calendar_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

// Each file in testdata/bad holds one mistake and expects, on its first line,
// exactly one complaint.
func TestEachMistakeIsReportedAtItsPlace(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) < 80 {
		t.Fatalf("found %d bad calendars, %v", len(files), err)
	}
	bases := map[string]*calendar.Calendar{"cn": china(t), "dealer": dealer(t)}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(src), "\n")
		want := "bad.yaml:" + strings.TrimPrefix(first, "# ")
		id, err := calendar.Extends("bad.yaml", src)
		if err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: what it extends: %v", file, err)
		}
		c, err := calendar.Parse("bad.yaml", src, bases[id])
		if c != nil || err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", file, err, want)
		}
	}
}

func TestAllMistakesOfAllFilesAreReportedAtOnce(t *testing.T) {
	good := string(source(t))
	_, err := calendar.Load(fstest.MapFS{
		"a.yaml": {Data: []byte(strings.NewReplacer("America/New_York", "America/Nowhere", "[10:00-17:00]", "[17:00-10:00]", "2026-11-29", "2026-11-31").Replace(good))},
		"b.yaml": {Data: []byte(good)},
		"c.yaml": {Data: []byte(good + "colour: red\n")},
		"d.yaml": {Data: []byte(good)},
		"readme": {Data: []byte("not a calendar")},
	})
	want := []string{
		`a.yaml:3:7: zone "America/Nowhere" is unknown, want a name such as Asia/Shanghai`,
		`a.yaml:7:15: wednesday: "17:00-10:00" is not a stretch of time, want one such as 09:00-12:00`,
		`a.yaml:23:23: make-up days of 2026: "2026-11-31" is not a date or range of 2026, want 2026-02-15 or 2026-02-15..2026-02-23`,
		`c.yaml:24:1: calendar: unknown key "colour", known are id, names, zone, week, make_up_hours, close_of_business, festivals, statutory, years`,
		`d.yaml: calendar "new-york" is already defined by b.yaml`,
	}
	if err == nil {
		t.Fatal("five mistakes were accepted")
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFilesBuiltToExhaustTheParserAreRefusedAtOnce(t *testing.T) {
	for want, src := range map[string]string{
		"x.yaml:1:1: the file is larger than 64 KiB":     strings.Repeat("a: 1\n", 20_000),
		"x.yaml:2:1: the line is longer than 1000 bytes": "id: x\n" + strings.Repeat("- ", 20_000),
		"x.yaml:1:51: more than 50 brackets are open":    strings.Repeat("[", 60),
		"x.yaml:1:1: the file is not UTF-8":              "id: \xff",
		"x.yaml:51:1: more than 50 brackets are open":    strings.Repeat("{\n", 20_000),
	} {
		if c, err := calendar.Parse("x.yaml", []byte(src), nil); c != nil || err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestAFileFullOfMistakesHasOneComplaintForEach(t *testing.T) {
	const n = 1000
	many := func(line string) string { return strings.Repeat(line, n) }
	const work = "    work: {founding: [2026-11-29]}\n"
	for what, tt := range map[string]struct{ old, new string }{
		"statutory days": {"statutory:\n", "statutory:\n" + many("  - {on: 11-30, festival: founding}\n")},
		"amendments":     {work, work + "    amended:\n" + many("      - {source: x, published: 2025-01-01, off: {}, work: {}}\n")},
		"days off":       {"[2026-11-30]", "[\n" + many("      2026-01-01..2026-12-31,\n") + "]"},
	} {
		src := strings.Replace(string(source(t)), tt.old, tt.new, 1)
		_, err := calendar.Parse("x.yaml", []byte(src), nil)
		if err == nil {
			t.Fatalf("%d mistaken %s were accepted", n, what)
		}
		if complaints := strings.Split(err.Error(), "\n"); len(complaints) < n-1 || len(complaints) > n+1 {
			t.Errorf("%d mistaken %s have %d complaints, first %s", n, what, len(complaints), complaints[0])
		}
	}
}

func TestVersionFollowsTheContentAlone(t *testing.T) {
	good := string(source(t))
	version := func(src string) string {
		t.Helper()
		c, err := calendar.Parse("x.yaml", []byte(src), nil)
		if err != nil {
			t.Fatal(err)
		}
		return c.Version()
	}
	first := version(good)
	zone := "zone: America/New_York\n"
	for what, same := range map[string]string{
		"a comment":        "# a comment\n" + good,
		"the order":        strings.Replace(good, zone, "", 1) + zone,
		"a range unfolded": strings.Replace(good, "2026-11-30]", "'2026-11-30']", 1),
		"line ends":        strings.ReplaceAll(good, "\n", "\r\n"),
	} {
		if version(same) != first {
			t.Errorf("%s changed the version", what)
		}
	}
	for what, other := range map[string]string{
		"an hour":    strings.Replace(good, "[10:00-17:00]", "[10:00-17:30]", 1),
		"a day off":  strings.Replace(good, "[2026-11-30]", "[2026-11-27]", 1),
		"a name":     strings.Replace(good, "Founding Day", "Founders' Day", 1),
		"the close":  strings.Replace(good, `"17:00"`, `"17:30"`, 1),
		"a source":   strings.Replace(good, "own list", "list", 1),
		"a law":      strings.Replace(good, "on: 11-30", "on: 11-27", 1),
		"the zone":   strings.Replace(good, "America/New_York", "America/Toronto", 1),
		"make-up of": strings.Replace(good, "make_up_hours: saturday", "make_up_hours: monday", 1),
	} {
		if version(other) == first {
			t.Errorf("another %s has the same version", what)
		}
	}
}

func source(t testing.TB) []byte {
	t.Helper()
	src, err := os.ReadFile("testdata/new-york.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func FuzzParse(f *testing.F) {
	f.Add(source(f))
	bad, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range bad {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	if src, err := os.ReadFile("testdata/dealer.yaml"); err == nil {
		f.Add(src)
	}
	noon, bases := newYork(f).Location(), map[string]*calendar.Calendar{"cn": china(f), "dealer": dealer(f)}
	f.Fuzz(func(t *testing.T, src []byte) {
		id, unreadable := calendar.Extends("fuzz.yaml", src)
		c, err := calendar.Parse("fuzz.yaml", src, bases[id])
		if unreadable != nil && err == nil {
			t.Fatalf("accepted, although what it extends cannot be read: %v", unreadable)
		}
		if (c == nil) == (err == nil) {
			t.Fatalf("got calendar %v and error %v", c, err)
		}
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if !strings.HasPrefix(line, "fuzz.yaml:") {
					t.Errorf("a complaint without a place: %q", line)
				}
			}
			return
		}
		start := at(t, c, "2026-03-03 12:00").In(noon)
		if d, err := c.Due(start, rule(t, "30 working days")); err != nil || d.At.Before(start) {
			t.Errorf("an accepted calendar counts 30 working days to %v, %v", d.At, err)
		}
		if then, err := c.AsOf("2026-01-01"); err != nil || (then.Version() == c.Version()) != (len(then.Arrangements()) == len(c.Arrangements())) {
			t.Errorf("as of a day: %v", err)
		}
	})
}
