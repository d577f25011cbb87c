package policies

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The parser's time grows with the square of size and nesting. A whole chapter has some ten thousand bytes and nests six
// deep; what is far beyond that is no policy.
const (
	maxFile  = 128 << 10
	maxDepth = 50
)

// decoder reads one file into typed values. YAML's own strict decoding ends at the first mistake; this walks the parsed
// tree by type, notes every mistake and goes on. It remembers where each value stands, so that what is checked later can
// be shown in the file too, and collects the numbers in the order of the file.
//
// Keys are the yaml tags of the types; a key whose tag doesn't say omitempty must be there.
type decoder struct {
	file     string
	problems Problems
	places   map[string]place // of values, by dotted path
	keys     map[string]place // of the keys that lead to them
	numbers  []Number
	roles    []reference // used here, to be looked up in the rest of the binder
	policies []reference
}

func newDecoder(file string) *decoder {
	return &decoder{file: file, places: map[string]place{}, keys: map[string]place{}}
}

// complain notes a problem at a place.
func (d *decoder) complain(at place, format string, args ...any) {
	if at == (place{}) {
		at = place{1, 1}
	}
	d.problems = append(d.problems, Problem{d.file, at.line, at.col, fmt.Sprintf(format, args...)})
}

// at is where the value of a path stands; for a missing one it is the nearest thing that leads to it.
func (d *decoder) at(path string) place {
	for path != "" {
		if p, ok := d.places[path]; ok {
			return p
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return place{1, 1}
}

// decode reads src into the value that into points to.
func (d *decoder) decode(src []byte, into any) {
	if len(src) > maxFile {
		d.complain(place{1, 1}, "the file has %d bytes: want at most %d", len(src), maxFile)
		return
	}
	if at := tooDeep(src); at != (place{}) {
		d.complain(at, "more than %d open brackets: close some, a policy nests a few deep", maxDepth)
		return
	}
	tree, err := parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		d.unreadable(err)
		return
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		d.complain(place{1, 1}, "want one YAML document with keys, found %d documents", filled(tree.Docs))
		return
	}
	d.value(tree.Docs[0].Body, reflect.ValueOf(into).Elem(), "")
}

// tooDeep finds the bracket that opens one level too many.
func tooDeep(src []byte) place {
	depth, at := 0, place{1, 0}
	for _, r := range string(src) {
		at.col++
		switch r {
		case '\n':
			at = place{at.line + 1, 0}
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(depth-1, 0)
		}
		if depth > maxDepth {
			return at
		}
	}
	return place{}
}

func filled(docs []*ast.DocumentNode) (n int) {
	for _, doc := range docs {
		if doc.Body != nil {
			n++
		}
	}
	return n
}

func (d *decoder) unreadable(err error) {
	at, text := place{1, 1}, err.Error()
	if e, ok := err.(yaml.Error); ok { //nolint:errorlint // the parser returns it bare
		at, text = tokenPlace(e.GetToken()), e.GetMessage()
	}
	d.complain(at, "not readable as YAML: %s", text)
}

// value reads one node into v, whatever type it wants.
func (d *decoder) value(n ast.Node, v reflect.Value, path string) {
	d.places[path] = nodePlace(n)
	if _, empty := n.(*ast.NullNode); empty {
		d.places[path] = d.keyOr(path) // nothing stands there, show what leads to it
		d.complain(d.places[path], "empty value: write one, or leave the key out")
		return
	}
	if v.CanAddr() {
		if t, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
			d.text(n, t, v)
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), path)
	case reflect.Struct:
		d.structure(n, v, path)
	case reflect.Map:
		d.mapping(n, v, path)
	case reflect.Slice:
		d.list(n, v, path)
	case reflect.Bool:
		d.boolean(n, v)
	default:
		d.word(n, v)
	}
}

// keyOr is the place of the key that leads to path, else of the value itself.
func (d *decoder) keyOr(path string) place {
	if p, ok := d.keys[path]; ok {
		return p
	}
	return d.at(path)
}

func nodePlace(n ast.Node) place {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return tokenPlace(m.Values[0].Key.GetToken())
	}
	return tokenPlace(n.GetToken())
}

func tokenPlace(t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{1, 1}
	}
	return place{t.Position.Line, t.Position.Column}
}
