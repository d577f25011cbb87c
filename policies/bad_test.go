package policies_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"carebook/policies"

	"github.com/google/go-cmp/cmp"
)

// Each file in testdata/bad has one kind of mistake; its first lines say what the loader must say about it.
func TestEveryMistakeIsFoundWhereItStands(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			src := string(must(os.ReadFile(file)))
			if os.Getenv("CAREBOOK_WRITE_WANTED") != "" { // to be read and committed by a person
				rewrite(t, file, src)
				return
			}
			if diff := cmp.Diff(wanted(src), complaints(t, file, src)); diff != "" {
				t.Errorf("want -, said +\n%s", diff)
			}
		})
	}
}

func TestTheGoodFileThatTheBadOnesDifferFromIsClean(t *testing.T) {
	if said := complaints(t, "testdata/good.yaml", string(must(os.ReadFile("testdata/good.yaml")))); said != nil {
		t.Error(said)
	}
}

// rewrite puts what the loader says now at the head of a file. Lines don't move, since as many wants stand there before.
func rewrite(t *testing.T, file, src string) {
	t.Helper()
	said, was := complaints(t, file, src), wanted(src)
	if len(said) != len(was) {
		t.Errorf("%d problems, %d are wanted: write the heads by hand", len(said), len(was))
		return
	}
	for i := range was {
		src = strings.Replace(src, "# want: "+was[i]+"\n", "# want: "+said[i]+"\n", 1)
	}
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
}

// wanted reads the lines "# want: file:line:col: text" at the head of a file.
func wanted(src string) (lines []string) {
	for line := range strings.Lines(src) {
		want, ok := strings.CutPrefix(line, "# want: ")
		if !ok {
			break
		}
		lines = append(lines, strings.TrimSuffix(want, "\n"))
	}
	return lines
}

// complaints lays a file over the shipped binder: as roles, clauses, families or profiles when its name begins so, else as a policy.
// Most mistakes don't need permits of their own; such a file gets those of testdata/actions.yaml at its end.
func complaints(t *testing.T, file, src string) (lines []string) {
	t.Helper()
	name := filepath.Base(file)
	if kind, _, _ := strings.Cut(name, "-"); kind == "roles" || kind == "clauses" || kind == "profiles" || kind == "families" {
		name = kind + ".yaml"
	} else if strings.Contains(src, "\ncomplaint:\n") && !strings.Contains(src, "\n  actions:\n") {
		src += string(must(os.ReadFile("testdata/actions.yaml")))
	}
	_, err := shipped(t).Overlay(fstest.MapFS{name: {Data: []byte(src)}})
	var problems policies.Problems
	if err != nil && !errors.As(err, &problems) {
		t.Fatal(err)
	}
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return lines
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
