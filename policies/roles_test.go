package policies_test

import (
	"os"
	"strings"
	"testing"
)

func TestWhoeverHasAPartInTheProcessesHasARole(t *testing.T) {
	text, err := os.ReadFile("testdata/roles.txt")
	if err != nil {
		t.Fatal(err)
	}
	binder, rows := shipped(t), 0
	for line := range strings.Lines(string(text)) {
		who, ids, found := strings.Cut(strings.TrimSpace(line), ": ")
		if !found {
			continue
		}
		rows++
		for _, id := range strings.Fields(ids) {
			if _, known := binder.Role(id); !known {
				t.Errorf("%s: the binder has no role %s", who, id)
			}
		}
	}
	if rows != 77 {
		t.Errorf("%d rows", rows)
	}
}
