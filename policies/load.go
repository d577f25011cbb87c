package policies

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Files of a binder that aren't policies. Every other .yaml file in its folder is one. The clause register may stand in several
// files, all of which begin with clausesPart.
const (
	rolesName    = "roles.yaml"
	clausesName  = "clauses.yaml"
	clausesPart  = "clauses-"
	profilesName = "profiles.yaml"
	familiesName = "families.yaml"
)

// Load reads a whole binder. The error is a Problems with what is wrong in all its files.
func Load(fsys fs.FS) (*Book, error) {
	l, err := readFolder(fsys, newBook())
	if err != nil {
		return nil, err
	}
	for _, name := range []string{clausesName, profilesName, rolesName} {
		if l.files[name] == nil {
			l.complain(name, "the file is missing: a binder has %s, %s and %s beside its policies", rolesName, clausesName, profilesName)
		}
	}
	return l.finish()
}

// Overlay lays a company's own folder over the binder: its policies, profiles, roles and clauses take the place of those
// of the same id, others are added. The receiver stays as it is.
func (b *Book) Overlay(fsys fs.FS) (*Book, error) {
	l, err := readFolder(fsys, b.clone())
	if err != nil {
		return nil, err
	}
	if len(l.files) == 0 {
		l.complain(".", "no .yaml file is here: nothing to lay over the binder")
	}
	return l.finish()
}

// loader reads the files of one folder into a book.
type loader struct {
	book     *Book
	files    map[string]*decoder
	problems Problems

	registered map[string]string // file of this folder by the clause in it
}

func readFolder(fsys fs.FS, into *Book) (*loader, error) {
	l := &loader{book: into, files: map[string]*decoder{}, registered: map[string]string{}}
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	own := map[string]string{} // files of this folder by the policy in them
	for _, f := range files {
		switch ext := path.Ext(f.Name()); {
		case f.IsDir():
		case strings.EqualFold(ext, ".yml"), strings.EqualFold(ext, ".yaml") && ext != ".yaml":
			l.complain(f.Name(), "not read: name it %s.yaml", strings.TrimSuffix(f.Name(), ext))
		case ext == ".yaml":
			src, err := fs.ReadFile(fsys, f.Name())
			if err != nil {
				return nil, err
			}
			l.file(f.Name(), src, own)
		}
	}
	return l, nil
}

func (l *loader) complain(file, format string, args ...any) {
	d := newDecoder(file)
	d.complain(place{1, 1}, format, args...)
	l.problems = append(l.problems, d.problems...)
}

// file reads one file by its name.
func (l *loader) file(name string, src []byte, own map[string]string) {
	d := newDecoder(name)
	switch name {
	case rolesName:
		add(l.book.roles, d.rolesOf(section[rolesFile](d, src)), func(r Role) string { return r.ID })
	case clausesName:
		l.clauses(d, src)
	case familiesName:
		add(l.book.families, d.familiesOf(section[familiesFile](d, src)), func(x index) string { return x.family })
	case profilesName:
		f := section[profilesFile](d, src)
		add(l.book.profiles, d.profilesOf(f), func(p Profile) string { return p.ID })
		if f.Morning != nil {
			l.book.morning = f.Morning
		}
	default:
		if strings.HasPrefix(name, clausesPart) {
			l.clauses(d, src)
			break
		}
		d = l.policy(name, src, own)
	}
	l.files[name] = d
}

// clauses reads one part of the register. A clause has one entry in a folder.
func (l *loader) clauses(d *decoder, src []byte) {
	for _, c := range d.clausesOf(section[clausesFile](d, src)) {
		if part, twice := l.registered[c.ID]; twice {
			d.complain(c.at, "%s stands in %s already: two entries for one clause, keep one", c.ID, part)
		}
		l.registered[c.ID] = d.file
		l.book.clauses[c.ID] = c
	}
}

// section reads a file that isn't a policy.
func section[T any](d *decoder, src []byte) (f T) {
	d.decode(src, &f)
	return f
}

func add[V any](to map[string]V, all []V, id func(V) string) {
	for _, v := range all {
		to[id(v)] = v
	}
}

func (l *loader) policy(name string, src []byte, own map[string]string) *decoder {
	p, d := read(name, src)
	if other, twice := own[p.ID]; twice && p.ID != "" {
		d.complain(d.at("policy"), "policy %s stands in %s already: two sources for one policy, keep one", quote(p.ID), other)
		return d
	}
	own[p.ID] = name
	if p.ID != "" {
		l.book.policies[p.ID] = p
	}
	return d
}

// finish looks up what the files say about each other and gives the book, or every problem.
func (l *loader) finish() (*Book, error) {
	problems := l.problems
	for _, name := range slices.Sorted(maps.Keys(l.files)) {
		d := l.files[name]
		l.lookUp(d)
		problems = append(problems, d.problems...)
	}
	if err := problems.asError(); err != nil {
		return nil, err
	}
	return l.book, nil
}

// lookUp checks the uses of roles, clauses and policies. A list that isn't there has its own problem already.
func (l *loader) lookUp(d *decoder) {
	for _, ref := range d.roles {
		if _, ok := l.book.roles[ref.id]; !ok && len(l.book.roles) > 0 {
			d.complain(ref.at, "unknown role %s: add it to %s, or name one that is there", quote(ref.id), rolesName)
		}
	}
	for _, n := range d.numbers {
		if _, ok := l.book.clauses[n.Clause]; !ok && d.sound(n.Key+".clause") && len(l.book.clauses) > 0 {
			d.complain(d.at(n.Key+".clause"), "clause %s is not in the register: correct it, or add it to %s", quote(n.Clause), clausesName)
		}
	}
	for _, ref := range d.policies {
		if p, ok := l.book.policies[ref.id]; !ok || p.For(ref.family) == nil {
			d.complain(ref.at, "no policy %s for family %s in the binder: add its file, or name one that is there", quote(ref.id), ref.family)
		}
	}
}
