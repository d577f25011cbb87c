package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// A problem is one complaint about a calendar file.
type problem struct {
	file      string
	line, col int
	text      string
}

func (p problem) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.file, p.line, p.col, p.text)
}

// A reader takes a YAML tree apart and collects every problem it meets, so that
// the author of a file repairs it in one go. Only plain YAML is accepted: no
// anchors, aliases, tags or merge keys.
type reader struct {
	file     string
	problems []problem
}

// An entry is one key of a mapping with its value.
type entry struct {
	key   string
	at    *token.Token
	value ast.Node
}

func (r *reader) wrong(at *token.Token, format string, args ...any) {
	line, col := 1, 1
	if at != nil && at.Position != nil {
		line, col = at.Position.Line, at.Position.Column
	}
	r.wrongAt(line, col, format, args...)
}

func (r *reader) wrongAt(line, col int, format string, args ...any) {
	r.problems = append(r.problems, problem{r.file, line, col, fmt.Sprintf(format, args...)})
}

// err joins the problems in the order of the file, nil when there are none.
func (r *reader) err() error {
	slices.SortStableFunc(r.problems, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col))
	})
	errs := make([]error, len(r.problems))
	for i, p := range r.problems {
		errs[i] = p
	}
	return errors.Join(errs...)
}

// root parses src, which holds exactly one document.
func (r *reader) root(src []byte) ast.Node {
	if !r.bounded(src) {
		return nil
	}
	tree, err := parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return nil
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		r.wrong(nil, "want one document with one calendar")
		return nil
	}
	return tree.Docs[0].Body
}

func (r *reader) syntax(err error) {
	if bad := (*yaml.SyntaxError)(nil); errors.As(err, &bad) {
		r.wrong(bad.Token, "%s", bad.Message)
		return
	}
	r.wrong(nil, "%v", err)
}

// entries lists a mapping with any keys, each once.
func (r *reader) entries(n ast.Node, what string) []entry {
	m, ok := n.(ast.MapNode)
	if !ok {
		r.wrong(n.GetToken(), "%s: want a mapping", what)
		return nil
	}
	var all []entry
	seen := map[string]bool{}
	for i := m.MapRange(); i.Next(); {
		e := entry{i.Key().GetToken().Value, i.Key().GetToken(), i.Value()}
		if seen[e.key] {
			r.wrong(e.at, "%s: key %q stands twice", what, e.key)
			continue
		}
		seen[e.key] = true
		all = append(all, e)
	}
	return all
}

// fields reads a mapping whose keys are known; keys ending in "?" may be left out.
func (r *reader) fields(n ast.Node, what string, known ...string) map[string]ast.Node {
	got := map[string]ast.Node{}
	for _, e := range r.entries(n, what) {
		if !slices.Contains(known, e.key) && !slices.Contains(known, e.key+"?") {
			r.wrong(e.at, "%s: unknown key %q, known are %s", what, e.key, strings.ReplaceAll(strings.Join(known, ", "), "?", ""))
			continue
		}
		got[e.key] = e.value
	}
	for _, key := range known {
		if got[key] == nil && !strings.HasSuffix(key, "?") && isMapping(n) {
			r.wrong(place(n), "%s: key %q is missing", what, key)
		}
	}
	return got
}

// place is where a reader of the file looks for n: a mapping begins at its first
// key, not at the colon after it.
func place(n ast.Node) *token.Token {
	if m, ok := n.(ast.MapNode); ok {
		if i := m.MapRange(); i.Next() {
			return i.Key().GetToken()
		}
	}
	return n.GetToken()
}

func isMapping(n ast.Node) bool {
	_, ok := n.(ast.MapNode)
	return ok
}

// text reads a scalar as it is written; "" comes with a problem.
func (r *reader) text(n ast.Node, what string) string {
	if n == nil {
		return "" // reported as missing
	}
	s := scalar(n)
	if strings.TrimSpace(s) == "" {
		r.wrong(n.GetToken(), "%s: want a text", what)
		return ""
	}
	return s
}

// scalar is the text of a node as it is written, "" for anything but a scalar.
func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.IntegerNode, *ast.FloatNode:
		return n.GetToken().Value
	}
	return ""
}

// valueOf looks a key up without judging anything, nil when it isn't there.
func valueOf(n ast.Node, key string) ast.Node {
	if m, ok := n.(ast.MapNode); ok {
		for i := m.MapRange(); i.Next(); {
			if i.Key().GetToken().Value == key {
				return i.Value()
			}
		}
	}
	return nil
}

// list reads a sequence, which may be empty.
func (r *reader) list(n ast.Node, what string) []ast.Node {
	if n == nil {
		return nil
	}
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrong(n.GetToken(), "%s: want a list", what)
		return nil
	}
	return seq.Values
}
