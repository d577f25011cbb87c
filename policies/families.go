package policies

import "fmt"

// familiesFile is the index of clauses: by family, all its clauses, whether the register has them or not.
type familiesFile struct {
	Families map[string][]string `yaml:"families"`
}

// listed is one place in the index of clauses.
type listed struct {
	clause string
	file   string
	at     place
}

// index is the list of all clauses of one family.
type index struct {
	family string
	all    []listed
}

func (d *decoder) familiesOf(f familiesFile) (all []index) {
	for _, family := range sorted(f.Families) {
		path := "families." + family
		if !familyForm.MatchString(family) {
			d.complain(d.keyOr(path), "unknown family %s: want PF-01 to PF-27", quote(family))
		}
		x, seen := index{family: family}, map[string]bool{}
		for i, id := range f.Families[family] {
			at := d.at(fmt.Sprintf("%s[%d]", path, i))
			d.id(id, at)
			if seen[id] && id != "" {
				d.complain(at, "%s stands in the list of %s twice: keep one", quote(id), family)
			}
			seen[id] = true
			x.all = append(x.all, listed{id, d.file, at})
		}
		all = append(all, x)
	}
	return all
}
