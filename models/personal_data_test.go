package models_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"carebook/internal/booktest"
)

// What may be personal is sealed or hashed, and therefore bytes, or calls somebody something.
func TestEveryColumnThatMayBePersonalStandsInTheInventory(t *testing.T) {
	page := string(must(os.ReadFile("../docs/personal-data.md"))(t))
	said := map[string]int{}
	for _, m := range regexp.MustCompile("`([a-z0-9_]+\\.[a-z0-9_]+)`").FindAllStringSubmatch(page, -1) {
		said[m[1]]++
	}
	calls := []string{"name", "subject", "label", "phone", "email", "address"}
	there := map[string]bool{}
	for table, tb := range sqliteSchema(t, booktest.OpenSQLite(t)) {
		for column, class := range tb.Columns {
			place := table + "." + column
			there[place] = true
			if (strings.HasPrefix(class, "bytes") || slices.Contains(calls, column)) && said[place] != 1 {
				t.Errorf("%s stands %d times in docs/personal-data.md, want once: whose is it, what for, how long, who sees it?", place, said[place])
			}
		}
	}
	for place := range said {
		if !there[place] {
			t.Errorf("docs/personal-data.md names %s, which isn't in the schema", place)
		}
	}
}
