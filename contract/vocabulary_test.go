package contract_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"carebook/contract"
	"carebook/policies"

	"github.com/google/go-cmp/cmp"
)

// A policy file may use exactly the words that processes say: the loader's lists and our constants are one vocabulary.
func TestPoliciesKnowEveryActionAndEventOfTheProcesses(t *testing.T) {
	actions := constants(t, func(_, of string) bool { return of == "Action" })
	if diff := cmp.Diff(sorted(actions), known(policies.Actions)); diff != "" {
		t.Errorf("actions, processes -, policies +\n%s", diff)
	}
	events := constants(t, func(name, _ string) bool { return strings.HasPrefix(name, "Event") })
	if diff := cmp.Diff(sorted(events), known(policies.Events)); diff != "" {
		t.Errorf("events, processes -, policies +\n%s", diff)
	}
	if diff := cmp.Diff([]string{contract.Ordinary, contract.Important, contract.Major}, policies.Severities()); diff != "" {
		t.Errorf("severities, processes -, policies +\n%s", diff)
	}
}

func TestEveryDutyIsKeptByAnActionOfItsFamily(t *testing.T) {
	for _, family := range policies.Families() {
		for _, duty := range policies.Duties(family) {
			if action, _ := policies.KeptBy(family, duty); !slices.Contains(policies.Actions(family), action) {
				t.Errorf("no action keeps the duty %s of a %s", duty, family)
			}
		}
	}
}

// known are the words of all families, each once, sorted.
func known(of func(family string) []string) (all []string) {
	for _, family := range policies.Families() {
		all = append(all, of(family)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// constants are the values of those constants of the room that are wanted by their name and type.
func constants(t *testing.T, wanted func(name, of string) bool) (values []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		values = append(values, constantsOf(t, file, wanted)...)
	}
	return values
}

func constantsOf(t *testing.T, file string, wanted func(name, of string) bool) (values []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		of, _ := spec.Type.(*ast.Ident)
		for i, value := range spec.Values {
			lit, ok := value.(*ast.BasicLit)
			if ok && wanted(spec.Names[i].Name, typeName(of)) {
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				values = append(values, text)
			}
		}
		return true
	})
	return values
}

func sorted(words []string) []string { return slices.Sorted(slices.Values(words)) }

func typeName(of *ast.Ident) string {
	if of == nil {
		return ""
	}
	return of.Name
}
