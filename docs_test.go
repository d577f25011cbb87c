package carebook_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readmes are one text in two languages.
var readmes = []string{"README.md", "README.zh-CN.md"}

func TestReadmeNamesEveryFolder(t *testing.T) {
	for _, readme := range readmes {
		var named []string
		for _, row := range regexp.MustCompile("(?m)^\\| `([a-z0-9]+)/").FindAllStringSubmatch(read(t, readme), -1) {
			named = append(named, row[1])
		}
		slices.Sort(named)
		if diff := cmp.Diff(topFolders(t), slices.Compact(named)); diff != "" {
			t.Errorf("ls (-) and the table of rooms in %s (+) differ:\n%s", readme, diff)
		}
	}
}

func TestBothReadmesHoldTheSameSectionsCommandsAndNames(t *testing.T) {
	for what, expression := range map[string]string{
		"code blocks":             "(?ms)^```.*?^```",
		"levels of headings":      "(?m)^#+ ",
		"rows of the commands":    "(?m)^\\| `carebook [a-z]+",
		"links between our pages": `\]\([^)]+\)`,
	} {
		found := func(readme string) []string {
			text := strings.Replace(read(t, readme), "](README.zh-CN.md)", "](README.md)", 1) // each leads to the other
			return regexp.MustCompile(expression).FindAllString(text, -1)
		}
		if diff := cmp.Diff(found(readmes[0]), found(readmes[1])); diff != "" {
			t.Errorf("%s of README.md (-) and README.zh-CN.md (+):\n%s", what, diff)
		}
	}
}

func TestReadmeCallsOnlyTargetsThatTheMakefileHas(t *testing.T) {
	makefile := read(t, "Makefile")
	for _, call := range regexp.MustCompile("(?m)(?:`|^)make ([a-z-]+)").FindAllStringSubmatch(read(t, "README.md"), -1) {
		if !regexp.MustCompile(`(?m)^` + call[1] + `:`).MatchString(makefile) {
			t.Errorf("README says make %s: the Makefile has no such target", call[1])
		}
	}
}

func TestGlossaryTiesEachWordToOneIdentifier(t *testing.T) {
	seen := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\|(.+)\|$`).FindAllStringSubmatch(read(t, "docs/glossary.md"), -1) {
		cells := strings.Split(row[1], "|")
		if !strings.Contains(cells[min(3, len(cells)-1)], "`") {
			continue // head of a table
		}
		if len(cells) != 5 || slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) == "" }) {
			t.Errorf("%s: want word in three languages, identifier, meaning", row[0])
			continue
		}
		for _, i := range []int{0, 3} { // Chinese may have one word for two of ours
			word := strings.TrimSpace(cells[i])
			if other, twice := seen[word]; twice {
				t.Errorf("%s stands twice: %s and %s", word, other, row[0])
			}
			seen[word] = row[0]
		}
	}
	if len(seen) == 0 {
		t.Error("no words found")
	}
}

func TestLinksBetweenOurPagesLead(t *testing.T) {
	for _, page := range append([]string{"CHANGELOG.md", "docs/architecture.md", "docs/glossary.md", "docs/time.md"}, readmes...) {
		for _, link := range regexp.MustCompile(`\]\(([^):#]+)\)`).FindAllStringSubmatch(read(t, page), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), link[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

// topFolders is what ls shows a newcomer; a folder without a file is not in a clone.
func topFolders(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, e := range entries {
		if e.IsDir() && !outside(e.Name()) && holdsAFile(t, e.Name()) {
			folders = append(folders, e.Name())
		}
	}
	return folders
}

func holdsAFile(t *testing.T, dir string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = true
			return fs.SkipAll
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
