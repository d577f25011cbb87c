package policies

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Report says how clauses are kept, and what is missing.
type Report struct {
	Clauses  []Clause // by id
	Count    map[Kept]int
	Problems Problems // clauses without a keeping, enforced ones without proof, diaries that cite what isn't in the register
}

// ErrNoIndex says that nobody has listed the clauses of a family.
var ErrNoIndex = errors.New("its clauses aren't listed in " + familiesName)

// Coverage compares the register with the diaries: by name, the clauses that each cites. An enforced clause needs each of
// the diaries it names to exist and to cite it.
func (b *Book) Coverage(diaries map[string][]string) Report {
	r := Report{Count: map[Kept]int{}}
	for _, c := range b.Clauses() {
		r.add(c, diaries)
	}
	for _, name := range slices.Sorted(maps.Keys(diaries)) {
		for _, id := range diaries[name] {
			if _, ok := b.clauses[id]; !ok {
				r.Problems = append(r.Problems, Problem{name + ".yaml", 1, 1,
					fmt.Sprintf("cites %s, which is not in the register: correct it, or add it to %s", quote(id), clausesName)})
			}
		}
	}
	return r
}

// CoverageOf is the coverage of one family: the clauses of its index, and what the register counts to it besides. One that
// the register doesn't have has no keeping, which is a problem. The error is ErrNoIndex.
func (b *Book) CoverageOf(family string, diaries map[string][]string) (Report, error) {
	x, ok := b.families[family]
	if !ok {
		return Report{}, fmt.Errorf("family %s: %w: there are %s", quote(family), ErrNoIndex, strings.Join(sorted(b.families), ", "))
	}
	all := map[string]Clause{}
	for _, c := range b.clauses {
		if c.Family == family {
			all[c.ID] = c
		}
	}
	r := Report{Count: map[Kept]int{}}
	for _, l := range x.all {
		c, kept := b.clauses[l.clause]
		if !kept {
			c = Clause{ID: l.clause, Family: family}
			r.Problems = append(r.Problems, Problem{l.file, l.at.line, l.at.col,
				fmt.Sprintf("%s of %s has no keeping: add it to %s", l.clause, family, clausesName)})
		}
		all[c.ID] = c
	}
	for _, c := range byID(all) {
		r.add(c, diaries)
	}
	return r, nil
}

// add counts a clause, and notes what lacks in its proof.
func (r *Report) add(c Clause, diaries map[string][]string) {
	r.Clauses = append(r.Clauses, c)
	r.Count[c.Kept]++
	for _, name := range c.Diaries {
		if problem := c.proof(name, diaries); problem != "" {
			r.Problems = append(r.Problems, Problem{c.file, c.at.line, c.at.col, problem})
		}
	}
}

// proof says why a diary doesn't prove the clause; empty when it does.
func (c Clause) proof(name string, diaries map[string][]string) string {
	cited, ok := diaries[name]
	switch {
	case !ok && len(diaries) > 0:
		return fmt.Sprintf("%s is enforced, but its diary %s is missing (there are %s): write it, or say recorded or stated",
			c.ID, quote(name), strings.Join(slices.Sorted(maps.Keys(diaries)), ", "))
	case !ok:
		return fmt.Sprintf("%s is enforced, but its diary %s is missing: write it, or say recorded or stated", c.ID, quote(name))
	case !slices.Contains(cited, c.ID):
		return fmt.Sprintf("%s is enforced, but its diary %s doesn't cite it: correct one of the two", c.ID, quote(name))
	}
	return ""
}
