package calendar_test

import (
	"bytes"
	stdcmp "cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

// A vector is a case that other projects can count too; testdata/vectors/README.md states the format.
type vector struct {
	AsOf     string         `json:"as_of,omitempty"`
	Rule     string         `json:"rule,omitempty"`
	Cadence  string         `json:"cadence,omitempty"`
	Back     string         `json:"back,omitempty"`
	Season   string         `json:"season,omitempty"`
	Start    string         `json:"start,omitempty"`
	After    string         `json:"after,omitempty"`
	At       string         `json:"at,omitempty"`
	Counting vectorCounting `json:"counting,omitzero"`
	Birthday vectorBirthday `json:"birthday,omitzero"`
	Pauses   []vectorPause  `json:"pauses,omitempty"`
	Window   string         `json:"window,omitempty"`

	// What comes out.
	Due         string `json:"due,omitempty"`
	Last        string `json:"last_permitted,omitempty"`
	Moment      string `json:"moment,omitempty"`
	InSeason    *bool  `json:"in_season,omitempty"`
	Provisional bool   `json:"provisional,omitempty"`

	Why string `json:"why,omitempty"`
}

type vectorCounting struct {
	FirstDay    string `json:"first_day,omitempty"`
	EndsAt      string `json:"ends_at,omitempty"`
	MoveLastDay bool   `json:"move_last_day,omitempty"`
}

type vectorBirthday struct {
	Lunar  bool   `json:"lunar,omitempty"`
	Month  int    `json:"month"`
	Day    int    `json:"day"`
	InLeap bool   `json:"leap_month,omitempty"`
	Feb29  string `json:"feb_29,omitempty"`
	Leap   string `json:"leap,omitempty"`
}

type vectorPause struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type vectorFile struct {
	Calendar string   `json:"calendar"`
	Zone     string   `json:"zone"`
	Vectors  []vector `json:"vectors"`
}

// asked is the vector without what comes out.
func (v vector) asked() vector {
	v.Due, v.Last, v.Moment, v.InSeason, v.Provisional = "", "", "", nil, false
	return v
}

func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// Both implementations count every vector as it stands in its file. CAREBOOK_VECTORS=write has the second one write the answers.
func TestTheVectorsHold(t *testing.T) {
	files, err := filepath.Glob("testdata/vectors/*.json")
	if err != nil {
		t.Fatal(err)
	}
	cn, all := pairs(t)[0], 0
	asOf := map[string]oracle{"": cn.oracle}
	for _, file := range files {
		if filepath.Base(file) == "days.json" {
			continue
		}
		src, f := readVectors(t, file)
		all += len(f.Vectors)
		for i, v := range f.Vectors {
			o, ok := asOf[v.AsOf]
			if !ok {
				s := chinaSheet(t, v.AsOf)
				o = oracle{sheet: s, watch: newStopwatch(s)}
				asOf[v.AsOf] = o
			}
			want, err := v.byOracle(o)
			if err != nil {
				t.Fatalf("%s: %+v: %v", file, v, err)
			}
			if rewriteVectors {
				f.Vectors[i] = want
				continue
			}
			if diff := cmp.Diff(v, want); diff != "" {
				t.Errorf("%s: (-file +oracle):\n%s", file, diff)
			}
			got, err := v.byCalendar(cn.Calendar)
			if diff := cmp.Diff(v, got); diff != "" || err != nil {
				t.Errorf("%s: %v (-file +calendar):\n%s", file, err, diff)
			}
		}
		sameFile(t, file, src, f.text(t))
	}
	if all < 800 {
		t.Errorf("found %d vectors in %d files", all, len(files))
	}
}

var rewriteVectors = os.Getenv("CAREBOOK_VECTORS") == "write"

func readVectors(t *testing.T, file string) (src []byte, f vectorFile) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(src))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil || f.Calendar != "cn" || f.Zone != "Asia/Shanghai" {
		t.Fatalf("%s: calendar %s, zone %s, %v", file, f.Calendar, f.Zone, err)
	}
	return src, f
}

// sameFile holds a file to its text, or writes it.
func sameFile(t *testing.T, file string, is, want []byte) {
	t.Helper()
	if rewriteVectors {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(is), string(want)); diff != "" {
		t.Errorf("%s (-is +as written):\n%s", file, diff)
	}
}

// The days that the vectors rest on are those of the oracle's paper calendar.
func TestTheVectorsNameTheirDays(t *testing.T) {
	type days struct {
		Off  []string `json:"off"`
		Work []string `json:"work"`
	}
	want := map[int]*days{}
	s := pairs(t)[0].oracle.sheet
	for i := range s.rows {
		r := &s.rows[i]
		if _, arranged := notices[r.year]; !arranged {
			continue
		}
		if want[r.year] == nil {
			want[r.year] = &days{}
		}
		day := fmt.Sprintf("%d-%02d-%02d", r.year, r.month, r.day)
		switch off, work := r.listed(today); {
		case off:
			want[r.year].Off = append(want[r.year].Off, day)
		case work:
			want[r.year].Work = append(want[r.year].Work, day)
		}
	}
	text, err := json.MarshalIndent(want, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/vectors/days.json"
	is, err := os.ReadFile(file)
	if err != nil && !rewriteVectors {
		t.Fatal(err)
	}
	sameFile(t, file, is, append(text, '\n'))
}

// text is the file with one vector a line.
func (f vectorFile) text(t *testing.T) []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\"calendar\": %q, \"zone\": %q, \"vectors\": [\n", f.Calendar, f.Zone)
	for i, v := range f.Vectors {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(v); err != nil {
			t.Fatal(err)
		}
		text.WriteString("  " + strings.TrimSpace(line.String()))
		if i < len(f.Vectors)-1 {
			text.WriteByte(',')
		}
		text.WriteByte('\n')
	}
	text.WriteString("]}\n")
	return text.Bytes()
}

func (v vector) byOracle(o oracle) (vector, error) {
	o.sameDay = v.Counting.FirstDay == "same_day"
	o.midnight = v.Counting.EndsAt == "midnight"
	o.moveLastDay = v.Counting.MoveLastDay
	text := func(t time.Time) string { return t.In(o.zone).Format(time.RFC3339) }
	in := v
	v = v.asked()
	switch {
	case v.Season != "":
		from, to, err := seasonOf(v.Season)
		is := o.inSeason(moment(v.At), from, to)
		v.InSeason = &is
		return v, err
	case v.Back != "":
		n, unit, _ := amountOf(v.Back)
		v.Moment = text(o.back(moment(v.At), n, unit))
		return v, nil
	case v.Cadence != "":
		beat, err := o.understandCadence(v.Cadence)
		if err != nil {
			return v, err
		}
		a := beat(o, moment(v.Start), moment(v.After))
		v.Due, v.Provisional = text(a.at), o.provisional(a)
		return v, nil
	}
	m, err := o.understand(v.Rule)
	if b := in.Birthday; b != (vectorBirthday{}) {
		m, _ = yearly(v.Rule, map[string]dayOfYear{"birthday": born{b.Lunar, b.Month, b.Day, b.InLeap, b.Feb29, b.Leap == "leap"}.is})
	} else if err != nil {
		return v, err
	}
	a := m.ask(o, moment(v.Start))
	provisional := o.provisional(a)
	for _, p := range v.Pauses {
		a.at = o.resumed(m.working, a.at, stop{moment(p.From), moment(p.To)})
		if m.working {
			a.to, _ = o.civil(a.at.Add(-1))
			provisional = provisional || o.provisional(a)
		}
	}
	v.Due, v.Provisional = text(a.at), provisional
	if v.Window != "" {
		running := moment(v.Start)
		if n := len(v.Pauses); n > 0 {
			running = moment(v.Pauses[n-1].To)
		}
		last := understandWindow(v.Window).last(o, running, a.at)
		if v.Provisional = v.Provisional || o.provisional(last); !last.at.IsZero() {
			v.Last = text(last.at)
		}
	}
	return v, nil
}

func (v vector) byCalendar(c *calendar.Calendar) (vector, error) {
	in, out := v, v.asked()
	text := func(t time.Time) string { return t.In(c.Location()).Format(time.RFC3339) }
	if v.AsOf != "" {
		var err error
		if c, err = c.AsOf(v.AsOf); err != nil {
			return out, err
		}
	}
	c = c.Counting(calendar.Counting{SameDay: v.Counting.FirstDay == "same_day", Midnight: v.Counting.EndsAt == "midnight", MoveLastDay: v.Counting.MoveLastDay})
	switch {
	case v.Season != "":
		season, err := calendar.ParseSeason(v.Season)
		is := c.InSeason(season, moment(v.At))
		out.InSeason = &is
		return out, err
	case v.Back != "":
		r, err := calendar.ParseRule(v.Back)
		if err != nil {
			return out, err
		}
		at, err := c.Before(moment(v.At), r)
		out.Moment = text(at)
		return out, err
	}
	d, err := in.dueByCalendar(c)
	if err != nil {
		return out, err
	}
	out.Due, out.Provisional = text(d.At), d.Provisional
	if !d.Last.IsZero() {
		out.Last = text(d.Last)
	}
	return out, nil
}

func (v vector) dueByCalendar(c *calendar.Calendar) (calendar.Due, error) {
	if v.Cadence != "" {
		cadence, err := calendar.ParseCadence(v.Cadence)
		if err != nil {
			return calendar.Due{}, err
		}
		return c.Next(cadence, moment(v.Start), moment(v.After))
	}
	r, err := calendar.ParseRule(v.Rule)
	if err != nil {
		return calendar.Due{}, err
	}
	if b := v.Birthday; b != (vectorBirthday{}) {
		return c.BirthdayDue(moment(v.Start), r, calendar.Birthday{Lunar: b.Lunar, Month: b.Month, Day: b.Day, LeapMonth: b.InLeap},
			calendar.BirthdayCustom{Feb29: stdcmp.Or(b.Feb29, "02-28"), Leap: stdcmp.Or(b.Leap, "regular")}) // left out where neither matters
	}
	d, err := c.Due(moment(v.Start), r)
	for _, p := range v.Pauses {
		if err == nil {
			d, err = c.Resume(d, r, calendar.Pause{From: moment(p.From), To: moment(p.To)})
		}
	}
	if err == nil && v.Window != "" {
		var w calendar.Window
		if w, err = calendar.ParseWindow(v.Window); err == nil {
			d, err = c.Permit(d, w)
		}
	}
	return d, err
}

// seasonOf reads "1 May - 30 September" as months and days.
func seasonOf(s string) (from, to [2]int, err error) {
	begins, ends, _ := strings.Cut(s, " - ")
	for _, part := range []struct {
		text string
		into *[2]int
	}{{begins, &from}, {ends, &to}} {
		d, err := time.Parse("2 January", part.text)
		if err != nil {
			return from, to, err
		}
		*part.into = [2]int{int(d.Month()), d.Day()}
	}
	return from, to, nil
}
