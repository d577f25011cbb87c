package policies

import "carebook/calendar"

// Source says where a number comes from.
type Source string

// Sources of numbers. A value whose source is empty in the file was read from the policy's own text.
const (
	FromPolicy  Source = "policy"  // printed in the source text
	FromDefault Source = "default" // the text is silent: recommended default, the clause is its A-number
	FromHouse   Source = "house"   // carebook's own setting, not in any text; serves the clause it names
)

// Rule is one value of a policy together with the clause it was read from. Its JSON form is short because it travels in
// the state of every case.
type Rule[T any] struct {
	Value  T      `yaml:"value" json:"v"`
	Clause string `yaml:"clause" json:"c"`
	Source Source `yaml:"source,omitempty" json:"s,omitempty"`
}

// From is the source, never empty.
func (r Rule[T]) From() Source {
	if r.Source == "" {
		return FromPolicy
	}
	return r.Source
}

// Duty is a clock: who owes something, within what time, who is reminded and told before and when it is missed.
type Duty struct {
	By       Rule[string]           `yaml:"by"`                 // role; "handler" and "recipient" are the case's own persons
	Within   Rule[calendar.Rule]    `yaml:"within,omitempty"`   // from the event that starts it; a table of the family may say it instead
	Window   *Rule[calendar.Window] `yaml:"window,omitempty"`   // when the call or visit that keeps it is permitted
	Remind   []Rule[calendar.Rule]  `yaml:"remind,omitempty"`   // this long before the due time or the last permitted moment, to whoever owes it
	Escalate []Escalation           `yaml:"escalate,omitempty"` // this long before the due time, to a role above
	Breach   Consequence            `yaml:"breach"`             // at the due time
	Leave    *Rule[bool]            `yaml:"leave,omitempty"`    // the clock stands still on days of leave of whoever owes it
}

// Permitted is the duty's window; the zero Window, which permits every moment, when it has none.
func (d *Duty) Permitted() calendar.Window {
	if d.Window == nil {
		return calendar.Window{}
	}
	return d.Window.Value
}

// Escalation tells a role above that a duty is about to be missed.
type Escalation struct {
	Before Rule[calendar.Rule] `yaml:"before"`
	To     Rule[string]        `yaml:"to"`
}

// Consequence is what happens when a duty is missed: somebody is told and, where a clause says so, an entry is proposed.
type Consequence struct {
	To      Rule[string]  `yaml:"to"`
	Propose *Rule[string] `yaml:"propose,omitempty"` // kind of ledger entry ("liability", "deduction"); its amount is entered by hand
}

// Permit says who may take an action. Words that aren't roles: "handler", "recipient" (the case's persons), "authority"
// (whoever the authority table names for the case's amount), "owner" (whoever owes the to-do, by person or by role).
type Permit struct {
	By    Rule[[]string]  `yaml:"by"`
	NotBy *Rule[[]string] `yaml:"not_by,omitempty"` // four eyes: the case's persons ("reporter", "handler") who may not
}

// Announce tells a role when something has happened.
type Announce struct {
	On string       `yaml:"on"`           // event type
	If string       `yaml:"if,omitempty"` // a severity or a channel the case must have; empty: always
	To Rule[string] `yaml:"to"`
}
