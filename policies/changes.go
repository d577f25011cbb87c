package policies

import (
	"reflect"
	"strings"
)

// Change is one entry that differs between two binders.
type Change struct {
	What    string // policy, profile, role, clause or family
	ID      string
	Was, Is string   // editions of a policy; "" where the policy isn't, and of all else
	Differs []Differ // values that differ, in the order of the newer file; all of them where the entry is only in one
	Added   bool     // only the newer binder has it
	Removed bool     // only the older binder has it
}

// Differ is a value that is another one now. Was or Is is zero where the value isn't.
type Differ struct {
	Key     string
	Was, Is Number
}

// Changes says what differs in b from an older binder: policies, profiles, roles, clauses, lists of families.
func (b *Book) Changes(older *Book) (all []Change) {
	is, was := b.content(), older.content()
	for i := range is {
		ids := map[string]bool{}
		for id := range is[i].entries {
			ids[id] = true
		}
		for id := range was[i].entries {
			ids[id] = true
		}
		for _, id := range sortedIDs(ids) {
			if c := changeOf(is[i].what, id, was[i].entries, is[i].entries); c.Added || c.Removed || c.Was != c.Is || len(c.Differs) > 0 {
				all = append(all, c)
			}
		}
	}
	return all
}

// content is what a reader finds in a binder, by kind of entry.
func (b *Book) content() []contentOf {
	return []contentOf{
		{"policy", described(b.policies, func(p *Policy) said { return said{p.Edition, append(values(titled{p.Title}), p.numbers...)} })},
		{"profile", described(b.profiles, func(p Profile) said { return said{"", values(p)} })},
		{"role", described(b.roles, func(r Role) said { return said{"", values(titled{r.Title})} })},
		{"clause", described(b.clauses, func(c Clause) said { return said{"", values(c)} })},
		{"family", described(b.families, func(x index) said { return said{"", x.values()} })},
	}
}

type contentOf struct {
	what    string
	entries map[string]said
}

// said is what one entry says.
type said struct {
	edition string
	values  []Number
}

type titled struct {
	Title Title `yaml:"title"`
}

func described[V any](all map[string]V, say func(V) said) map[string]said {
	out := make(map[string]said, len(all))
	for id, v := range all {
		out[id] = say(v)
	}
	return out
}

// values are the fields of something that isn't a policy, as they stand in its file.
func values(entry any) (all []Number) {
	v := reflect.ValueOf(entry)
	for _, f := range fieldsOf(v.Type()) {
		field := v.FieldByIndex(f.index)
		if title, ok := field.Interface().(Title); ok {
			for _, lang := range sorted(title) {
				all = append(all, Number{Key: join(f.key, lang), Value: title[lang]})
			}
		} else if !field.IsZero() {
			all = append(all, Number{Key: f.key, Value: asText(field.Interface())})
		}
	}
	return all
}

func (x index) values() []Number {
	ids := make([]string, len(x.all))
	for i, l := range x.all {
		ids[i] = l.clause
	}
	return []Number{{Key: "clauses", Value: strings.Join(ids, ", ")}}
}

func changeOf(what, id string, was, is map[string]said) Change {
	before, had := was[id]
	now, has := is[id]
	c := Change{What: what, ID: id, Was: before.edition, Is: now.edition, Added: !had, Removed: !has}
	older := map[string]Number{}
	for _, n := range before.values {
		older[n.Key] = n
	}
	for _, n := range now.values {
		if older[n.Key] != n {
			c.Differs = append(c.Differs, Differ{n.Key, older[n.Key], n})
		}
		delete(older, n.Key)
	}
	for _, n := range before.values {
		if _, gone := older[n.Key]; gone {
			c.Differs = append(c.Differs, Differ{n.Key, n, Number{}})
		}
	}
	return c
}
