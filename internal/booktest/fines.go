package booktest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"carebook/policies"
)

const finesRegister = `clauses:
  V4-5.1:  {family: PF-06, kept: stated, title: {en: Late}}
  V4-5.4:  {family: PF-06, kept: stated, title: {en: Late}}
  V4-5.6a: {family: PF-06, kept: stated, title: {en: Doubled}}
  V4-5.6b: {family: PF-06, kept: stated, title: {en: Doubled}}
  V4-5.7:  {family: PF-06, kept: stated, title: {en: Lost}}
  V4-5.9:  {family: PF-06, kept: stated, title: {en: Who decides}}
  V4-5.10: {family: PF-06, kept: stated, title: {en: Again}}
  A-33:    {family: PF-06, kept: stated, title: {en: Counted}}
  A-35:    {family: PF-06, kept: stated, title: {en: Mode}}
  A-41:    {family: PF-06, kept: stated, title: {en: Pay cut}}
`

// Fining is a binder whose complaint policy has the table of fines that package policies tests with, and the role that it
// names. It is for tests of rooms that lie beside policies.
func Fining(t testing.TB, binder *policies.Book) Shelf {
	t.Helper()
	v13, ok := binder.Policy("V13")
	if !ok {
		t.Fatal("no V13 in the binder")
	}
	table, err := os.ReadFile("../policies/testdata/fines/good.yaml")
	if err != nil {
		t.Fatal(err)
	}
	src := string(v13.Content)
	for line := range strings.Lines(string(table)) {
		src += "  " + line
	}
	own, err := binder.Overlay(fstest.MapFS{
		"V13.yaml": {Data: []byte(src)}, "clauses.yaml": {Data: []byte(finesRegister)},
		"roles.yaml": {Data: []byte("roles: {customer_director: {en: Customer director}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return Shelf{own}
}
