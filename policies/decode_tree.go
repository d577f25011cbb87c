package policies

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// entry is one key of a mapping with its value.
type entry struct {
	key   string
	at    place
	value ast.Node
}

// entries are the keys of a mapping, each once; ok is false when the node isn't one.
func (d *decoder) entries(n ast.Node, path string) (all []entry, ok bool) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		return nil, false
	}
	seen := map[string]place{}
	for _, kv := range m.Values {
		e := entry{key: kv.Key.GetToken().Value, at: tokenPlace(kv.Key.GetToken()), value: kv.Value}
		if first, twice := seen[e.key]; twice {
			d.complain(e.at, "duplicate key %s: it stands in line %d already, keep one", quote(e.key), first.line)
			continue
		}
		seen[e.key] = e.at
		d.keys[join(path, e.key)] = e.at
		all = append(all, e)
	}
	return all, true
}

// structure reads a mapping whose keys are the fields of a type.
func (d *decoder) structure(n ast.Node, v reflect.Value, path string) {
	fields := fieldsOf(v.Type())
	entries, ok := d.entries(n, path)
	if !ok {
		d.notAMapping(n, v, fields)
		return
	}
	before, given := len(d.numbers), map[string]bool{}
	for _, e := range entries {
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == e.key })
		if i < 0 {
			d.complain(e.at, "unknown key %s; %s", quote(e.key), oneOf(keysOf(fields)))
			continue
		}
		given[e.key] = true
		d.value(e.value, v.FieldByIndex(fields[i].index), join(path, e.key))
	}
	for _, f := range fields {
		if !given[f.key] && !f.optional {
			d.missing(f.key, v, path)
		}
	}
	d.collect(v, path, before)
}

// collect adds a number to those of the file, or completes those that were read inside it.
func (d *decoder) collect(v reflect.Value, path string, before int) {
	switch x := v.Interface().(type) {
	case numbered:
		n := x.number()
		n.Key = path
		d.numbers = append(d.numbers, n)
	case interface{ context() string }:
		for i := before; i < len(d.numbers); i++ {
			d.numbers[i].Value += x.context()
		}
	}
}

func (d *decoder) missing(key string, v reflect.Value, path string) {
	if _, ok := v.Interface().(numbered); ok && key == "clause" {
		d.complain(d.keyOr(path), "number without a clause: add clause, the id of the clause it was read from")
		return
	}
	d.complain(d.keyOr(path), "%s is missing: add it", quote(key))
}

func (d *decoder) notAMapping(n ast.Node, v reflect.Value, fields []field) {
	if _, ok := v.Interface().(numbered); ok {
		d.complain(nodePlace(n), "number without a clause: write {value: …, clause: …}")
		return
	}
	d.complain(nodePlace(n), "want keys with values here; %s", oneOf(keysOf(fields)))
}

// mapping reads a mapping whose keys are names.
func (d *decoder) mapping(n ast.Node, v reflect.Value, path string) {
	entries, ok := d.entries(n, path)
	if !ok {
		d.complain(nodePlace(n), "want names with values here")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, e := range entries {
		into := reflect.New(v.Type().Elem()).Elem()
		if !isOff(e.value, v.Type().Elem()) {
			d.value(e.value, into, join(path, e.key))
		}
		v.SetMapIndex(reflect.ValueOf(e.key), into)
	}
}

// isOff reports that a policy says "off" instead of the terms of a duty: it has been thought of and isn't wanted.
func isOff(n ast.Node, t reflect.Type) bool {
	word, ok := n.(*ast.StringNode)
	return ok && word.Value == "off" && t.Kind() == reflect.Pointer
}

// list reads a sequence.
func (d *decoder) list(n ast.Node, v reflect.Value, path string) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		d.complain(nodePlace(n), "want a list: write [ … ]")
		return
	}
	if len(s.Values) == 0 {
		d.complain(nodePlace(n), "empty list: write what belongs in it, or leave the key out")
	}
	v.Set(reflect.MakeSlice(v.Type(), len(s.Values), len(s.Values)))
	for i, element := range s.Values {
		d.value(element, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

// field is one key that a type understands.
type field struct {
	key      string
	index    []int
	optional bool
}

// fieldsOf reads the yaml tags of a type, those of inlined types too.
func fieldsOf(t reflect.Type) (fields []field) {
	for i := range t.NumField() {
		key, option, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		switch {
		case option == "inline":
			for _, f := range fieldsOf(t.Field(i).Type) {
				f.index = append([]int{i}, f.index...)
				fields = append(fields, f)
			}
		case key != "" && key != "-":
			fields = append(fields, field{key, []int{i}, option == "omitempty"})
		}
	}
	return fields
}

func keysOf(fields []field) (keys []string) {
	for _, f := range fields {
		keys = append(keys, f.key)
	}
	return keys
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// quote keeps a message readable when a file holds something long where a word is expected.
func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// oneOf names what is understood.
func oneOf(words []string) string { return "known here: " + strings.Join(words, ", ") }

// sorted lists the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
