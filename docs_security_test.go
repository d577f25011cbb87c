package carebook_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	namedTests = regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w+|\\w+\\.walk\\.ts)`")
	heldBy     = regexp.MustCompile("`(?:(?:Test|Fuzz)[A-Z]\\w+|\\w+\\.walk\\.ts|make \\w+)`|Exception|Open|those of B|as B\\d")
	testsMade  = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
)

// The page says what is held by which test. A test that was renamed or taken away is missed here, and so is a row that nothing holds.
func TestEveryTestThatTheSecurityPageNamesExists(t *testing.T) {
	there := map[string]bool{}
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			for _, made := range testsMade.FindAllStringSubmatch(read(t, file), -1) {
				there[made[1]] = true
			}
		}
	}
	page := read(t, "docs/security.md")
	for _, named := range namedTests.FindAllStringSubmatch(page, -1) {
		if strings.HasSuffix(named[1], ".ts") {
			if _, err := os.Stat(filepath.Join("web", "walks", named[1])); err != nil {
				t.Errorf("docs/security.md: %v", err)
			}
		} else if !there[named[1]] {
			t.Errorf("docs/security.md names %s, which isn't there", named[1])
		}
	}
	for letter, rows := range map[string]int{"B": 34, "S": 65} {
		for n := range rows {
			row := fmt.Sprintf("%s%02d", letter, n+1)
			_, rest, found := strings.Cut(page, "\n| "+row+" |")
			line, _, _ := strings.Cut(rest, "\n")
			if !found || !heldBy.MatchString(line) {
				t.Errorf("docs/security.md: row %s is held by nothing", row)
			}
		}
	}
}
