package policies

// Complaint holds the parameters of PF-01, customer complaints.
type Complaint struct {
	ComplaintTerms `yaml:",inline"`
	Process        `yaml:",inline"`

	Intake Rule[[]string] `yaml:"intake"` // fields that must be recorded at the opening
}

// ComplaintTerms are the parameters that the process itself decides by. A case is pinned to them at its opening: they
// live in the workflow's state, at most 4 KiB.
type ComplaintTerms struct {
	Channels       Rule[[]string] `yaml:"channels" json:"channels"`
	Severities     Rule[[]string] `yaml:"severities" json:"severities"`
	MajorKinds     Rule[[]string] `yaml:"major_kinds" json:"major_kinds"`
	ExcludeSubject Rule[bool]     `yaml:"exclude_subject" json:"exclude_subject"`
	HandledEvent   Rule[string]   `yaml:"handled_event" json:"handled_event"` // "told" or "closed": starts the result report's clock
	Authority      Authority      `yaml:"authority" json:"authority"`         // who decides, by amount
}

// Authority is an authority table: rungs from the lowest to the highest.
type Authority []Rung

// Rung is one line of an authority table. UpTo includes the amount itself; the last rung has none.
type Rung struct {
	Role   string `yaml:"role" json:"r"`
	UpTo   Money  `yaml:"up_to,omitempty" json:"u,omitempty"`
	Clause string `yaml:"clause" json:"c"`
	Source Source `yaml:"source,omitempty" json:"s,omitempty"`
}

// For is the lowest rung that may decide an amount in fen; the last rung is open to the top.
func (a Authority) For(amount int64) Rung {
	for i, r := range a {
		if i == len(a)-1 || amount <= int64(r.UpTo) {
			return r
		}
	}
	return Rung{}
}

// Roles are all who may decide an amount in fen: the rung for it and those above.
func (a Authority) Roles(amount int64) []string {
	var roles []string
	for i, r := range a {
		if i == len(a)-1 || amount <= int64(r.UpTo) {
			roles = append(roles, r.Role)
		}
	}
	return roles
}
