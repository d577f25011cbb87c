package carebook_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A room says which of our own rooms a folder may import, which libraries it never may, and what its tests may besides.
type room struct{ mayImport, never, tests string }

// doors is the one table of which room may import which. A folder belongs to the longest name that begins its path; it
// may always import itself and what lies below its own name.
var doors = map[string]room{
	"calendar":          {"", "sdk gorm gin", "calendar/data internal"},
	"calendar/data":     {"calendar", "sdk gorm gin", "internal"},
	"policies":          {"calendar", "sdk gorm gin", "policies/book calendar/data internal"},
	"policies/book":     {"policies calendar", "sdk gorm gin", "calendar/data internal"},
	"contract":          {"policies calendar", "sdk gorm gin", "internal"},
	"workflows":         {"contract policies calendar", "gorm gin", "activities models policies/book calendar/data internal internal/booktest gorm"},
	"models":            {"contract policies calendar internal", "sdk gin", "policies/book calendar/data internal/booktest"},
	"activities":        {"models contract policies calendar policies/book calendar/data internal", "gin", "internal/booktest"},
	"api":               {"models contract policies calendar internal", "sdk/worker", "policies/book calendar/data internal/booktest"},
	"worker":            {"workflows activities models contract policies calendar internal", "gin", "policies/book calendar/data internal/booktest"},
	"engine":            {"internal", "", ""},
	"web":               {"", "sdk gorm gin", "internal"},
	"internal":          {"contract policies calendar", "gin", "models"},
	"internal/booktest": {"models contract policies calendar calendar/data internal", "sdk gin", ""}, // for tests alone
	"deploy":            {"", "sdk gorm gin", ""},
	"cmd":               {"calendar calendar/data policies policies/book contract workflows models activities api worker engine web internal", "", "deploy internal/booktest"},
	"e2e":               {"contract policies calendar models internal deploy", "", ""},
	"bench":             {"contract policies calendar models internal", "", ""},
	".":                 {"", "sdk gorm gin", ""},
}

// libraries gives the short names above the import paths they stand for. Temporal's server belongs to engine alone.
var libraries = map[string][]string{
	"sdk":        {"go.temporal.io/sdk", "go.temporal.io/api"},
	"sdk/worker": {"go.temporal.io/sdk/worker", "go.temporal.io/sdk/workflow", "go.temporal.io/sdk/activity"},
	"gorm":       {"gorm.io", "github.com/libtnb/sqlite"},
	"gin":        {"github.com/gin-gonic", "github.com/danielgtaylor/huma"},
	"server":     {"go.temporal.io/server"},
}

func TestRoomsImportOnlyThroughTheirDoors(t *testing.T) {
	for _, file := range goFiles(t) {
		if dir := filepath.Dir(file); dir != "." && roomOf(dir) == "." {
			t.Errorf("%s: a folder without a row in doors", dir)
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Errorf("reading imports: %v", err)
			continue
		}
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatalf("%s: import %s: %v", file, spec.Path.Value, err)
			}
			if what := closedDoor(file, path); what != "" {
				t.Errorf("%s: %s imports %s: not a door of this room", file, roomOf(filepath.Dir(file)), what)
			}
		}
	}
}

func TestAClosedDoorIsNoticed(t *testing.T) {
	const book, gin = "carebook/policies/book", "github.com/gin-gonic/gin"
	for _, c := range []struct{ file, path, want string }{
		{"models/case.go", gin, "gin"},
		{"models/case.go", "gorm.io/gorm", ""},
		{"models/case.go", "carebook/internal/keys", ""},
		{"calendar/due.go", "carebook/internal/keys", "internal"},
		{"contract/ids.go", "carebook/models", "models"},
		{"workflows/complaint.go", "carebook/workflows/flow", ""},
		{"workflows/flow/alarm.go", book, "policies/book"},
		{"workflows/complaint.go", "carebook/activities", "activities"},
		{"workflows/complaint_test.go", "carebook/activities", ""},
		{"workflows/complaint_test.go", "gorm.io/gorm", ""},
		{"workflows/complaint_test.go", gin, "gin"},
		{"api/cases.go", gin, ""},
		{"api/cases.go", "go.temporal.io/sdk/client", ""},
		{"api/cases.go", "go.temporal.io/sdk/workflow", "sdk/worker"},
		{"api/cases.go", "carebook/workflows", "workflows"},
		{"worker/roster.go", "carebook/api", "api"},
		{"worker/roster.go", "carebook/engine", "engine"},
		{"worker/roster_test.go", "go.temporal.io/server/temporal", "server"},
		{"engine/engine.go", "go.temporal.io/server/temporal", ""},
		{"engine/engine.go", "carebook/contract", "contract"},
		{"cmd/carebook/serve.go", "carebook/engine", ""},
	} {
		if got := closedDoor(c.file, c.path); got != c.want {
			t.Errorf("%s imports %s: refused as %q, want %q", c.file, c.path, got, c.want)
		}
	}
}

func TestEveryPackageSaysWhatBelongsInIt(t *testing.T) {
	said := map[string]bool{}
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Errorf("reading package comment: %v", err)
			continue
		}
		dir, begins := filepath.Dir(file), "Package "+parsed.Name.Name+" "
		if parsed.Name.Name == "main" {
			begins = "Command " + filepath.Base(dir) + " "
		}
		said[dir] = said[dir] || strings.HasPrefix(parsed.Doc.Text(), begins)
	}
	for dir, ok := range said {
		if !ok {
			t.Errorf("%s: no package comment: say what belongs here and what does not", dir)
		}
	}
}

// closedDoor returns the room or library that file may not import as path, or nothing.
func closedDoor(file, path string) string {
	from := roomOf(filepath.Dir(file))
	allowed, never := strings.Fields(doors[from].mayImport), strings.Fields(doors[from].never)
	if from != "engine" {
		never = append(never, "server")
	}
	if strings.HasSuffix(file, "_test.go") {
		allowed = append(allowed, strings.Fields(doors[from].tests)...)
	}
	if ours, ok := strings.CutPrefix(path, "carebook/"); ok {
		if to := roomOf(ours); to != from && !slices.Contains(allowed, to) {
			return to
		}
		return ""
	}
	for _, name := range never {
		if slices.ContainsFunc(libraries[name], func(lib string) bool { return within(path, lib) }) && !slices.Contains(allowed, name) {
			return name
		}
	}
	return ""
}

// roomOf is the longest name in doors that path lies within, "." when there is none.
func roomOf(path string) string {
	for path != "." {
		if _, ok := doors[path]; ok {
			break
		}
		path = filepath.Dir(path)
	}
	return path
}

func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// goFiles lists the Go files of this module: not tools, which is a module of its own, nor what is hidden or built.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (outside(path) || path == "tools" || slices.Contains([]string{"testdata", "node_modules"}, entry.Name())) {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d Go files found: %v", len(files), err)
	}
	return files
}

// outside is true for folders that are not part of what is kept: hidden ones, what was built, what a run left behind.
func outside(path string) bool {
	return path == "bin" || path == "var" || path != "." && strings.HasPrefix(filepath.Base(path), ".")
}
