package policies

import "slices"

// Role is a function that people hold in a unit or department. Roles are data of the binder: no code names one, but for
// carebook's own.
type Role struct {
	ID    string
	Title Title
}

// Kept says how carebook keeps a clause.
type Kept string

// Ways to keep a clause, from the strongest.
const (
	Enforced Kept = "enforced" // a process does it or refuses what breaks it; diaries prove it
	Recorded Kept = "recorded" // staff do it and carebook keeps what they say
	Stated   Kept = "stated"   // carebook knows the clause and does nothing about it yet
)

// Missing is the keeping of a clause that a family has and the register doesn't.
const Missing Kept = ""

var keptWays = []string{string(Enforced), string(Recorded), string(Stated)}

// Clause is an entry of the register: one rule of the texts, or an A-number that says what is done where they are silent.
type Clause struct {
	ID      string   `yaml:"-"`
	Family  string   `yaml:"family"` // PF-nn, or "all"
	Title   Title    `yaml:"title"`
	Kept    Kept     `yaml:"kept"`
	Diaries []string `yaml:"diaries,omitempty"` // that prove an enforced clause
	But     Title    `yaml:"but,omitempty"`     // what of the clause is left to people

	file string
	at   place
}

// rolesFile is the binder's list of roles.
type rolesFile struct {
	Roles map[string]Title `yaml:"roles"`
}

func (d *decoder) rolesOf(f rolesFile) (roles []Role) {
	for _, id := range sorted(f.Roles) {
		path := "roles." + id
		d.id(id, d.keyOr(path))
		d.title(f.Roles[id], path)
		if slices.Contains(PersonWords(), id) {
			d.complain(d.keyOr(path), "%s is a word for a person of the case, not a role: take another name", quote(id))
		}
		roles = append(roles, Role{id, f.Roles[id]})
	}
	return roles
}

// clausesFile is the clause register.
type clausesFile struct {
	Clauses map[string]Clause `yaml:"clauses"`
}

func (d *decoder) clausesOf(f clausesFile) (clauses []Clause) {
	for _, id := range sorted(f.Clauses) {
		path, c := "clauses."+id, f.Clauses[id]
		c.ID, c.file, c.at = id, d.file, d.keyOr(path)
		d.id(id, c.at)
		d.title(c.Title, path+".title")
		if c.But != nil {
			d.title(c.But, path+".but")
		}
		d.kept(c, path)
		clauses = append(clauses, c)
	}
	return clauses
}

func (d *decoder) kept(c Clause, path string) {
	if d.sound(path+".family") && c.Family != "all" && !familyForm.MatchString(c.Family) {
		d.complain(d.at(path+".family"), "unknown family %s: want PF-01 to PF-27, or all", quote(c.Family))
	}
	d.oneWord(path+".kept", string(c.Kept), "way to keep a clause", keptWays)
	switch {
	case c.Kept == Enforced && !d.has(path+".diaries"):
		d.complain(c.at, "an enforced clause is proved by a diary: add diaries, or say recorded or stated")
	case c.Kept != Enforced && d.has(path+".diaries") && d.sound(path+".kept"):
		d.complain(d.keyOr(path+".diaries"), "only an enforced clause names diaries: leave them out, or say enforced")
	}
}
