package carebook_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the second chain calls a deed, the auditor's page has words for, and for nothing else.
func TestTheDeskHasWordsForEveryDeedOfTheAudit(t *testing.T) {
	deeds := wordsIn(t, "models/audit_words.go", `(?s).*`, `AuditAction = "(\w+)"`)
	words := wordsIn(t, "web/src/pages/audit/words.ts", `(?s)actsSaid = \{.*?\n\}`, `(?m)^  (\w+): \['`)
	if diff := cmp.Diff(deeds, words); len(deeds) < 40 || diff != "" {
		t.Errorf("%d deeds (-models +desk):\n%s", len(deeds), diff)
	}
}

// wordsIn finds words in a part of a file, and sorts them.
func wordsIn(t *testing.T, file, part, word string) (words []string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(word).FindAllSubmatch(regexp.MustCompile(part).Find(text), -1) {
		words = append(words, string(found[1]))
	}
	slices.Sort(words)
	return words
}
