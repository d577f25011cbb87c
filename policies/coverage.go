package policies

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Report says how the clauses of the register are kept, and what is missing in their proof.
type Report struct {
	Clauses  []Clause // by id
	Count    map[Kept]int
	Problems Problems // enforced clauses without proof, and diaries that cite what isn't in the register
}

// Coverage compares the register with the diaries: by name, the clauses that each cites. An enforced clause needs each of
// the diaries it names to exist and to cite it.
func (b *Book) Coverage(diaries map[string][]string) Report {
	r := Report{Clauses: b.Clauses(), Count: map[Kept]int{}}
	for _, c := range r.Clauses {
		r.Count[c.Kept]++
		for _, name := range c.Diaries {
			if problem := c.proof(name, diaries); problem != "" {
				r.Problems = append(r.Problems, Problem{c.file, c.at.line, c.at.col, problem})
			}
		}
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
