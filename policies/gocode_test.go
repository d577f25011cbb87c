package policies_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"carebook/calendar"
	"carebook/policies"

	"github.com/google/go-cmp/cmp"
)

// carebook's own roles, which its code may name.
var ownRoles = map[string]bool{"administrator": true, "auditor": true, "calendar_keeper": true}

func TestNoAmountRoleOrLimitOfAPolicyStandsInGo(t *testing.T) {
	b, found := shipped(t), []string(nil)
	for _, room := range []string{"workflows", "activities", "models", "api"} {
		root := os.DirFS(filepath.Join("..", room))
		files := 0
		err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			files++
			found = append(found, policyWords(b, room+"/"+name, must(fs.ReadFile(root, name)))...)
			return nil
		})
		if err != nil || files == 0 {
			t.Fatalf("%s: %d files read: %v", room, files, err)
		}
	}
	for _, line := range found {
		t.Errorf("%s: it belongs in a policy file", line)
	}
}

func TestTheSearchFindsWhatItForbids(t *testing.T) {
	src := "package x\n\nvar a, b, c = \"general_manager\", `24 hours`, \"1000.00\"\n\ntype d struct { E string `json:\"legal\"` }\n\nvar f = \"auditor\"\n"
	want := []string{
		`x.go:3:15: the role "general_manager"`, `x.go:3:34: the limit "24 hours"`, `x.go:3:46: the amount "1000.00"`,
	}
	if diff := cmp.Diff(want, policyWords(shipped(t), "x.go", []byte(src))); diff != "" {
		t.Error(diff)
	}
}

// policyWords lists the string literals of a Go file that say what a policy should say.
func policyWords(b *policies.Book, name string, src []byte) (found []string) {
	fset := token.NewFileSet()
	file := must(parser.ParseFile(fset, name, src, 0))
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text := must(strconv.Unquote(lit.Value))
			if what := policyWord(b, text); what != "" {
				found = append(found, fmt.Sprintf("%s: the %s %q", fset.Position(lit.Pos()), what, text))
			}
		}
		return true
	})
	return found
}

func policyWord(b *policies.Book, text string) string {
	if _, ok := b.Role(text); ok && !ownRoles[text] {
		return "role"
	}
	if _, err := calendar.ParseRule(text); err == nil {
		return "limit"
	}
	if _, err := policies.ParseMoney(text); err == nil && strings.Contains(text, ".") {
		return "amount"
	}
	return ""
}
