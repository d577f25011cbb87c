package api

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// clauses are what a query is written with. Handlers ask the named questions of models instead.
var clauses = map[string]bool{
	"Where": true, "Raw": true, "Exec": true, "Table": true, "Model": true, "Select": true, "Joins": true, "Order": true,
	"Find": true, "Take": true, "First": true, "Scan": true, "Pluck": true, "Count": true,
	"Create": true, "Save": true, "Updates": true, "Update": true, "Delete": true,
}

func TestNoHandlerWritesAQuery(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	fset, read := token.NewFileSet(), 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(fset, f.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		read++
		for _, call := range queries(parsed) {
			t.Errorf("%s: .%s( belongs into a named question of models", fset.Position(call.Pos()), call.Sel.Name)
		}
	}
	if read < 20 {
		t.Errorf("read only %d files", read)
	}
}

func TestAQueryInAHandlerIsNoticed(t *testing.T) {
	src := "package api\nfunc f() { db.Where(1).Order(2).Find(3); s.books.Confirm(4) }"
	parsed, err := parser.ParseFile(token.NewFileSet(), "x.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := queries(parsed); len(got) != 3 {
		t.Errorf("noticed %d of 3", len(got))
	}
}

func queries(f *ast.File) (found []*ast.SelectorExpr) {
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && clauses[sel.Sel.Name] {
				found = append(found, sel)
			}
		}
		return true
	})
	return found
}
