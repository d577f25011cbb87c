package calendar

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// Parse reads one calendar. The file is strict: unknown keys, impossible values
// and days that contradict each other are errors, reported all at once as
// name:line:column. base is the calendar that the file extends (see Extends), nil
// for one that stands alone.
func Parse(name string, src []byte, base *Calendar) (*Calendar, error) {
	return newDraft(name, src).calendar(base)
}

// Extends is the id of the calendar that the file is an overlay of, "" when it
// stands alone. Only YAML that cannot be read is an error here.
func Extends(name string, src []byte) (id string, err error) {
	d := newDraft(name, src)
	return d.base, d.err()
}

// Load reads every *.yaml at the top of each shelf, by calendar id; a base may
// stand in any file. A calendar replaces that of the same id on an earlier shelf.
// Problems of all files come back joined; two files of one shelf with one id are
// one of them.
func Load(shelves ...fs.FS) (map[string]*Calendar, error) {
	l := loader{all: map[string]*Calendar{}, from: map[string]string{}}
	for _, shelf := range shelves {
		drafts, err := read(shelf)
		if err != nil {
			return nil, err
		}
		l.drafts = append(slices.DeleteFunc(l.drafts, func(old *draft) bool {
			return old.id != "" && slices.ContainsFunc(drafts, func(d *draft) bool { return d.id == old.id })
		}), drafts...)
	}
	problems := make([]error, len(l.drafts))
	for _, overlays := range []bool{false, true} { // bases first
		for i, d := range l.drafts {
			if (d.extends != nil) == overlays {
				problems[i] = l.load(d)
			}
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return l.all, nil
}

func read(shelf fs.FS) (drafts []*draft, err error) {
	files, err := fs.Glob(shelf, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing calendars: %w", err)
	}
	for _, name := range files {
		src, err := fs.ReadFile(shelf, name)
		if err != nil {
			return nil, fmt.Errorf("reading calendar: %w", err)
		}
		drafts = append(drafts, newDraft(name, src))
	}
	return drafts, nil
}

type loader struct {
	drafts []*draft
	all    map[string]*Calendar
	from   map[string]string // the file of each
}

func (l *loader) load(d *draft) error {
	base, broken := l.baseOf(d)
	if broken {
		return nil // the base's own problems say it
	}
	c, err := d.calendar(base)
	if err != nil {
		return err
	}
	if other, taken := l.from[c.id]; taken {
		return fmt.Errorf("%s: calendar %q is already defined by %s", d.name, c.id, other)
	}
	l.all[c.id], l.from[c.id] = c, d.name
	return nil
}

// baseOf finds what an overlay extends; broken means that its file has problems.
func (l *loader) baseOf(d *draft) (base *Calendar, broken bool) {
	if d.base == "" || l.all[d.base] != nil {
		return l.all[d.base], false
	}
	for _, other := range l.drafts {
		if other.id != d.base {
			continue
		}
		if other.extends == nil {
			return nil, true
		}
		d.chained(other.base)
	}
	return nil, false
}

// A draft is a file that has been read as YAML and waits for its base.
type draft struct {
	fileReader
	name    string
	tree    ast.Node // nil when the file is not YAML
	id      string   // as it stands there, unchecked
	extends ast.Node // nil when it stands alone
	base    string   // what extends says
	src     []byte
}

func newDraft(name string, src []byte) *draft {
	d := &draft{fileReader: fileReader{reader: reader{file: name}}, name: name, src: src}
	if d.tree = d.root(src); d.tree == nil {
		return d
	}
	d.id = scalar(valueOf(d.tree, "id"))
	if d.extends = valueOf(d.tree, "extends"); d.extends != nil {
		d.base = d.text(d.extends, "extends")
	}
	return d
}

func (d *draft) calendar(base *Calendar) (*Calendar, error) {
	switch {
	case len(d.problems) > 0: // no YAML, no base
	case d.extends == nil:
		d.standalone(d.tree)
	case base == nil || base.id != d.base:
		d.wrong(d.extends.GetToken(), "extends: there is no calendar %q to extend", d.base)
	case base.Base() != "":
		d.chained(base.Base())
	default:
		d.overlay(d.tree, base.content)
	}
	if err := d.err(); err != nil {
		return nil, err
	}
	c, err := d.file.build()
	if err != nil {
		return nil, err
	}
	c.source = append([]byte(nil), d.src...)
	return c, nil
}

func (d *draft) chained(beyond string) {
	d.wrong(d.extends.GetToken(), "extends: calendar %q itself extends %q, extend that one", d.base, beyond)
}
