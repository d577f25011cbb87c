package policies

import (
	"encoding"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// text reads a value that has its own spelling: durations and amounts.
func (d *decoder) text(n ast.Node, into encoding.TextUnmarshaler, v reflect.Value) {
	s, ok := d.scalar(n)
	if !ok {
		return
	}
	if err := into.UnmarshalText([]byte(s)); err != nil {
		v.SetZero()
		d.complain(nodePlace(n), "%v", err)
	}
}

// word reads a text value, never empty.
func (d *decoder) word(n ast.Node, v reflect.Value) {
	if s, ok := d.scalar(n); ok {
		v.SetString(s)
	}
}

// scalar is the text of a node. A bare number is refused: 1000.10 would be read as 1000.1, 007 as 7.
func (d *decoder) scalar(n ast.Node) (s string, ok bool) {
	switch x := n.(type) {
	case *ast.StringNode:
		s = x.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		d.complain(nodePlace(n), "bare %s: put it in quotes, numbers are read as text", n.GetToken().Value)
		return "", false
	default:
		d.complain(nodePlace(n), "want a text on one line here; anchors, aliases, tags and blocks are not read")
		return "", false
	}
	if strings.TrimSpace(s) == "" {
		d.complain(nodePlace(n), "empty value: write one, or leave the key out")
		return "", false
	}
	return s, true
}

func (d *decoder) boolean(n ast.Node, v reflect.Value) {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		d.complain(nodePlace(n), "want true or false")
		return
	}
	v.SetBool(b.Value)
}
