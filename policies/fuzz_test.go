package policies_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carebook/policies"
	"carebook/policies/book"
)

// Whatever a file holds, it is either a policy whose every number has a clause and a known source, or it has problems that
// point into the file.
func FuzzParse(f *testing.F) {
	f.Add(must(fs.ReadFile(book.FS(), "V13.yaml")))
	for _, file := range must(filepath.Glob("testdata/bad/*.yaml")) {
		f.Add(must(os.ReadFile(file)))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := policies.Parse("x.yaml", src)
		problems, _ := err.(policies.Problems) //nolint:errorlint // the type is part of the promise
		if err != nil && len(problems) == 0 {
			t.Fatalf("an error that isn't a list of problems: %v", err)
		}
		for _, problem := range problems {
			if problem.Line < 1 || problem.Col < 1 || problem.Line > bytes.Count(src, []byte("\n"))+bytes.Count(src, []byte("\r"))+2 {
				t.Errorf("points outside the file: %s", problem)
			}
		}
		if err != nil {
			return
		}
		for _, n := range p.Numbers() {
			if n.Clause == "" || n.Key == "" || n.Value == "" || n.Source == "" {
				t.Errorf("accepted with the number %+v", n)
			}
		}
	})
}

func TestDeepNestingAndHugeFilesAreRefused(t *testing.T) {
	for what, src := range map[string]string{
		"nested lists":    strings.Repeat("[", 60_000),
		"nested mappings": strings.Repeat("{a: ", 15_000),
		"nested blocks":   strings.Repeat("- ", 10_000) + "a",
		"a huge file":     strings.Repeat("#\n", 1<<20),
		"many aliases":    "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
	} {
		if _, err := policies.Parse("x.yaml", []byte(src)); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
}
