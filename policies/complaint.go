package policies

import "slices"

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
	MajorKinds     Rule[[]string] `yaml:"major_kinds,omitempty" json:"major_kinds"` // none: a major complaint names no kind
	ExcludeSubject Rule[bool]     `yaml:"exclude_subject" json:"exclude_subject"`
	HandledEvent   Rule[string]   `yaml:"handled_event,omitempty" json:"handled_event"` // "told" or "closed": starts the result report's clock
	Authority      Authority      `yaml:"authority" json:"authority"`                   // who decides, by amount

	Clocks []string `yaml:"-" json:"duties,omitzero"` // duties that the policy has; nil in a case pinned before they were named
}

// firstDuties are those that every policy had when terms didn't name them.
var firstDuties = []string{
	"classify", "assign", "report", "decide", "tell", "answer", "close", "report_result", "prewarn", "relay", "convene",
}

// Has reports whether the policy has a duty: one that it leaves out has no clock, and no case waits for it.
func (t *ComplaintTerms) Has(duty string) bool {
	if t.Clocks == nil {
		return slices.Contains(firstDuties, duty)
	}
	return slices.Contains(t.Clocks, duty)
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
