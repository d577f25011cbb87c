package main

import (
	"io/fs"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

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
