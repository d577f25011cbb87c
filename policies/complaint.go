package policies

import (
	"slices"

	"carebook/calendar"
)

// Complaint holds the parameters of PF-01, customer complaints.
type Complaint struct {
	ComplaintTerms `yaml:",inline"`
	Process        `yaml:",inline"`

	Intake      Rule[[]string]       `yaml:"intake"`                 // fields that must be recorded at the opening
	MergeWindow *Rule[calendar.Rule] `yaml:"merge_window,omitempty"` // how much younger a case may be than the one it is merged into
	Anonymous   *Rule[bool]          `yaml:"anonymous,omitempty"`    // whether a complaint is taken from somebody unnamed
	IdentityBy  *Rule[[]string]      `yaml:"identity_by,omitempty"`  // roles that may read the identity that somebody unnamed has left
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

	Natures Rule[[]string] `yaml:"natures,omitempty" json:"natures,omitzero"` // a classification names one; none: it doesn't
	Revisit *Revisit       `yaml:"revisit,omitempty" json:"revisit,omitempty"`

	FirstAsked  *Rule[bool]           `yaml:"first_asked,omitempty" json:"first_asked,omitempty"` // whoever took it is its handler until it is handed over
	Media       *Rule[[]string]       `yaml:"media,omitempty" json:"media,omitempty"`             // how the customer may be told
	Settlements map[string]Settlement `yaml:"settlements,omitempty" json:"settlements,omitempty"` // ways to settle a closed complaint

	Visited bool `yaml:"-" json:"visited,omitempty"` // a return visit of its own follows each closing, since the unit has such a process

	Clocks []string `yaml:"-" json:"duties,omitzero"` // duties that the policy has; nil in a case pinned before they were named
}

// Revisit says how the customer is visited or called after a complaint was closed (V17-1.3).
type Revisit struct {
	By       map[string]Rule[string] `yaml:"by" json:"by"`               // role, by severity
	InPerson Rule[[]string]          `yaml:"in_person" json:"in_person"` // severities for which a call isn't enough
	Signed   Rule[bool]              `yaml:"signed" json:"signed"`       // the customer signs for a visit in person
}

// TakesAnonymous reports whether the policy takes complaints from somebody unnamed, and the clause that says so.
func (c *Complaint) TakesAnonymous() (takes bool, clause string) {
	if c.Anonymous == nil {
		return false, ""
	}
	return c.Anonymous.Value, c.Anonymous.Clause
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
