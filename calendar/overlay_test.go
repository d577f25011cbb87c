package calendar

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const sameAsCN = "id: same\nextends: cn\nnames: {zh-Hans: 同, zh-Hant: 同, en: Same}\n"

func parsed(t *testing.T, src string, base *Calendar) *Calendar {
	t.Helper()
	c, err := Parse("x.yaml", []byte(src), base)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func dealer(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("testdata/dealer.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func TestAnOverlayDiffersOnlyInWhatItSays(t *testing.T) {
	cn := loaded(t)
	c := parsed(t, dealer(t), cn)
	const monday = "worked 09:00-12:00 13:00-18:00"
	for day, want := range map[string]string{
		"2026-03-02": monday,                                         // as in cn
		"2026-03-06": "worked 10:00-19:00",                           // a Friday of its own
		"2026-03-08": "worked 10:00-16:00",                           // a Sunday
		"2026-02-14": "worked 10:00-19:00",                           // a make-up day that it works anyway
		"2026-02-15": "holiday Spring Festival",                      // a Sunday that cn takes off
		"2026-02-19": "holiday Spring Festival",                      //
		"2026-02-20": "worked 10:00-19:00",                           // opened
		"2026-02-22": "worked 10:00-16:00",                           // opened, a Sunday
		"2026-02-23": monday,                                         // opened, a Monday
		"2026-07-01": "holiday Stocktaking",                          // closed
		"2026-12-31": "holiday Stocktaking",                          // closed
		"2027-01-01": "worked 10:00-19:00 provisional",               // opened, in a year not yet published
		"2027-02-06": "holiday Spring Festival provisional",          // a Saturday, statutory
		"2027-02-07": "holiday Spring Festival provisional",          //
		"2027-02-13": "worked 10:00-19:00 provisional",               //
		"2019-04-28": "worked 10:00-16:00",                           // a make-up day by amendment
		"2020-10-01": "holiday National Day and Mid-Autumn Festival", //
	} {
		if got := shown(t, c, day); got != want {
			t.Errorf("%s is %q, want %q", day, got, want)
		}
	}
	if c.ID() != "dealer" || c.Base() != "cn" || c.Names().En != "Dealer" || c.Location().String() != "Asia/Shanghai" || c.usual != 17*60 {
		t.Errorf("got %s on %s, %v, %s, close %d", c.ID(), c.Base(), c.Names(), c.Location(), c.usual)
	}
	if d, ok := c.festival("mid_autumn", 2026); !ok || d.String() != "2026-09-25" {
		t.Errorf("mid_autumn of 2026 is on %s, %v", d, ok)
	}
	if diff := cmp.Diff(cn.Arrangements(), c.Arrangements()); diff != "" {
		t.Errorf("other arrangements (-cn +dealer):\n%s", diff)
	}
	if cn.Base() != "" || shown(t, cn, "2026-03-06") != monday || cn.Version() != loaded(t).Version() {
		t.Error("the base was changed by its overlay")
	}
}

func TestAnOverlayOpensAFreeDayWithTheHoursOfAMakeUpDay(t *testing.T) {
	const open = "open: [2026-03-08, 2026-02-15]\n"
	for src, want := range map[string]string{
		sameAsCN + open: "worked 09:00-12:00 13:00-18:00",
		sameAsCN + open + "make_up_hours: friday\nweek:\n  friday: [10:00-15:00]\n": "worked 10:00-15:00",
	} {
		c := parsed(t, src, loaded(t))
		for _, day := range []string{"2026-03-08", "2026-02-15"} {
			if got := shown(t, c, day); got != want {
				t.Errorf("%s is %q, want %q", day, got, want)
			}
		}
	}
}

func TestAnOverlayThatSaysNothingHasTheDaysOfItsBase(t *testing.T) {
	cn := loaded(t)
	c := parsed(t, sameAsCN, cn)
	same := func(a, b *day) bool {
		return a.what == b.what && a.name == b.name && a.provisional == b.provisional && slices.Equal(a.spans, b.spans)
	}
	if !slices.EqualFunc(cn.days, c.days, same) {
		t.Error("some days differ")
	}
	if c.Version() == cn.Version() {
		t.Error("it has the version of its base")
	}
}

func TestAnOverlayHasAnotherVersionWhenItsBaseChanges(t *testing.T) {
	cn := loaded(t)
	c := parsed(t, dealer(t), cn)
	if again := parsed(t, "# a comment\n"+dealer(t), loaded(t)); again.Version() != c.Version() {
		t.Error("a comment changed it")
	}
	earlier, err := cn.AsOf("2025-01-01")
	if err != nil {
		t.Fatal(err)
	}
	before := parsed(t, dealer(t), earlier)
	if before.Version() == c.Version() {
		t.Error("an arrangement of the base left it as it was")
	}
	asOf, err := c.AsOf("2025-01-01")
	if err != nil {
		t.Fatal(err)
	}
	if asOf.Version() != before.Version() || asOf.ID() != "dealer" || asOf.Base() != "cn" {
		t.Errorf("as of a day it is %s of %s on %s, want what it was then", asOf.Version(), asOf.ID(), asOf.Base())
	}
	for what, other := range map[string]string{
		"an hour":       strings.Replace(dealer(t), "16:00", "16:30", 1),
		"an opened day": strings.Replace(dealer(t), "2026-02-20", "2026-02-21", 1),
		"a closed day":  strings.Replace(dealer(t), "2026-12-31", "2026-12-30", 1),
		"a reason":      strings.Replace(dealer(t), "Stocktaking", "Counting", 1),
		"the close":     strings.Replace(dealer(t), `"17:00"`, `"17:30"`, 1),
	} {
		if parsed(t, other, cn).Version() == c.Version() {
			t.Errorf("%s more or less has the same version", what)
		}
	}
}

// The head of data/cn.yaml shows how an overlay is written.
func TestTheOverlayShownInTheShippedCalendarIsOne(t *testing.T) {
	cn := loaded(t)
	var shown strings.Builder
	for line := range strings.Lines(string(cn.Source())) {
		if text, ok := strings.CutPrefix(line, "#   "); ok {
			shown.WriteString(text)
		}
	}
	if c := parsed(t, shown.String(), cn); c.ID() != "dealer" || len(c.content.Own) != 3 {
		t.Errorf("got %s with %d days of its own", c.ID(), len(c.content.Own))
	}
}

func TestTheSourceIsKeptAsItWasParsed(t *testing.T) {
	src := []byte(sameAsCN)
	c, err := Parse("x.yaml", src, loaded(t))
	if err != nil {
		t.Fatal(err)
	}
	clear(src)
	clear(c.Source())
	if got := string(c.Source()); got != sameAsCN {
		t.Errorf("got %q", got)
	}
}

func TestExtendsNamesTheBase(t *testing.T) {
	for src, want := range map[string]string{sameAsCN: "cn", "id: x\n": "", "- a list\n": "", "extends: anything\nextends: twice": "anything"} {
		if id, err := Extends("x.yaml", []byte(src)); id != want || err != nil {
			t.Errorf("%q extends %q, %v, want %q", src, id, err, want)
		}
	}
	for src, want := range map[string]string{"extends: [": "x.yaml:1:10: sequence end token ']' not found", "extends: {}": "x.yaml:1:10: extends: want a text"} {
		if id, err := Extends("x.yaml", []byte(src)); id != "" || err == nil || err.Error() != want {
			t.Errorf("%q extends %q, %v, want %s", src, id, err, want)
		}
	}
}

func TestLoadFindsBasesInAnyFile(t *testing.T) {
	cn, err := os.ReadFile("data/cn.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all, err := Load(fstest.MapFS{"a.yaml": {Data: []byte(sameAsCN)}, "b.yaml": {Data: cn}, "c.yaml": {Data: []byte(dealer(t))}})
	if err != nil || len(all) != 3 || all["same"].Base() != "cn" || all["dealer"].Base() != "cn" {
		t.Errorf("got %v, %v", all, err)
	}
	if all, err = Load(fstest.MapFS{"b.yaml": {Data: cn}, "same.yaml": {Data: []byte(sameAsCN)}},
		fstest.MapFS{"mine.yaml": {Data: []byte(strings.Replace(dealer(t), "id: dealer", "id: same", 1))}}); err != nil || len(all) != 2 {
		t.Fatalf("got %v, %v", all, err)
	}
	if got := all["same"].Names().En; got != "Dealer" {
		t.Errorf("the later shelf's calendar is %s", got)
	}
	overlay := func(id, base string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.NewReplacer("same", id, "cn", base).Replace(sameAsCN))}
	}
	for name, tt := range map[string]struct {
		files fstest.MapFS
		want  []string
	}{
		"no base":       {fstest.MapFS{"a.yaml": overlay("x", "cn")}, []string{`a.yaml:2:10: extends: there is no calendar "cn" to extend`}},
		"itself":        {fstest.MapFS{"a.yaml": overlay("x", "x")}, []string{`a.yaml:2:10: extends: calendar "x" itself extends "x", extend that one`}},
		"a chain":       {fstest.MapFS{"a.yaml": overlay("x", "y"), "b.yaml": overlay("y", "cn"), "c.yaml": {Data: cn}}, []string{`a.yaml:2:10: extends: calendar "y" itself extends "cn", extend that one`}},
		"a chain below": {fstest.MapFS{"a.yaml": overlay("y", "cn"), "b.yaml": overlay("x", "y"), "c.yaml": {Data: cn}}, []string{`b.yaml:2:10: extends: calendar "y" itself extends "cn", extend that one`}},
		"a base with a mistake": {fstest.MapFS{"a.yaml": overlay("x", "cn"), "b.yaml": {Data: append([]byte("colour: red\n"), cn...)}},
			[]string{`b.yaml:1:1: calendar: unknown key "colour", known are id, names, zone, week, make_up_hours, close_of_business, festivals, statutory, years`}},
		"one id twice": {fstest.MapFS{"a.yaml": overlay("cn", "cn"), "b.yaml": {Data: cn}, "c.yaml": overlay("x", "cn"), "d.yaml": overlay("x", "cn")},
			[]string{`a.yaml: calendar "cn" is already defined by b.yaml`, `d.yaml: calendar "x" is already defined by c.yaml`}},
	} {
		all, err := Load(tt.files)
		if all != nil || err == nil {
			t.Errorf("%s: accepted", name)
			continue
		}
		if diff := cmp.Diff(tt.want, strings.Split(err.Error(), "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
