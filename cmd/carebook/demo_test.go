package main

import (
	"io/fs"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
)

// What a newcomer tries in the demo is what ships: its policies differ from those in the lengths of their clocks alone.
func TestTheDemosPoliciesDifferFromTheShippedOnesInTheirTimesAlone(t *testing.T) {
	shipped, err := policies.Load(book.FS())
	if err != nil {
		t.Fatal(err)
	}
	folder, err := fs.Sub(demoFiles, "demo/policies")
	if err != nil {
		t.Fatal(err)
	}
	demo, err := shipped.Overlay(folder)
	if err != nil {
		t.Fatal(err)
	}
	clock := regexp.MustCompile(`\.duties\.[a-z_]+\.(within|remind|escalate)|^counting\.`)
	rest := func(b *policies.Book, id string) map[string]string {
		p, _ := b.Policy(id)
		values := map[string]string{}
		for _, n := range p.Numbers() {
			if !clock.MatchString(n.Key) {
				values[n.Key] = n.Value + " " + n.Clause
			}
		}
		return values
	}
	files, err := fs.ReadDir(folder, ".")
	if err != nil || len(files) == 0 {
		t.Fatalf("no policies in the demo: %v", err)
	}
	for _, f := range files {
		id := f.Name()[:len(f.Name())-len(".yaml")]
		if diff := cmp.Diff(rest(shipped, id), rest(demo, id)); diff != "" {
			t.Errorf("%s, shipped -, demo +\n%s", id, diff)
		}
	}
}

// What the demo's staff have done is written down as requests whose names are all known when they are sent.
func TestTheDemosCasesNameNothingThatIsNotThere(t *testing.T) {
	requests, err := demoRequests()
	if err != nil {
		t.Fatal(err)
	}
	src, err := fs.ReadFile(demoFiles, "demo/organisation.yaml")
	if err != nil {
		t.Fatal(err)
	}
	organisation, err := models.ParseOrganisation(src)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, name := range demoDays {
		known[name] = true
	}
	var units func([]models.OrganisationUnit)
	units = func(all []models.OrganisationUnit) {
		for _, u := range all {
			known[u.Code] = true
			units(u.Units)
		}
	}
	units(organisation.Units)
	for _, s := range organisation.Staff {
		known[shellName(s.Code)] = true
	}
	for _, r := range requests {
		if !known[shellName(r.By)] {
			t.Errorf("%s: nobody is called %s", r.ID, r.By)
		}
		os.Expand(r.To+r.Body, func(name string) string {
			if !known[name] {
				t.Errorf("%s: nothing is called %s yet", r.ID, name)
			}
			return name
		})
		known[r.ID] = true
	}
}

// What the demo's staff agree on is still to come, whenever the demo begins.
func TestTheDaysOfTheDemosCasesAreCountedFromItsBeginning(t *testing.T) {
	newYear := time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC)
	for name, want := range map[string]string{"LAST_YEAR": "2025", "THIS_MONTH": "2026-12", "NEXT_MONTH": "2027-01", "TOMORROW": "2027-01-01", "PROP": ""} {
		if got := demoDay(name, newYear); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, name := range demoDays {
		if demoDay(name, newYear) == "" {
			t.Errorf("%s stands for nothing", name)
		}
	}
}

func TestAFileOfTheDemosCasesIsReadStrictly(t *testing.T) {
	const whole = "requests:\n  - {id: A, by: b, to: /c, body: '{}'}\n"
	if _, err := parseDemoRequests([]byte(whole)); err != nil {
		t.Errorf("a whole file: %v", err)
	}
	for name, src := range map[string]string{
		"an unknown key": whole + "more: 1\n", "a request without a body": "requests: [{id: A, by: b, to: /c}]\n",
		"an id twice": whole + "  - {id: A, by: b, to: /d, body: '{}'}\n", "two documents": whole + "---\n" + whole, "nothing": "requests: []\n",
	} {
		if _, err := parseDemoRequests([]byte(src)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
