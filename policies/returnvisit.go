package policies

import (
	"slices"

	"carebook/calendar"
)

// ReturnVisit holds the parameters of PF-02, return visits.
type ReturnVisit struct {
	Process `yaml:",inline"`

	Happened Rule[calendar.Rule]    `yaml:"happened"`                 // how far back the event may lie after which a customer is visited
	Media    Rule[[]string]         `yaml:"media"`                    // ways to visit
	Handling Rule[Percent]          `yaml:"handling"`                 // part of the issues raised that is to be settled
	Signed   *Rule[bool]            `yaml:"signed,omitempty"`         // the customer signs for a visit in person; the paper is attached
	Length   *Rule[calendar.Rule]   `yaml:"call_length,omitempty"`    // of a call, as it is announced
	Callers  *Rule[Count]           `yaml:"callers,omitempty"`        // people who do nothing else
	Waivers  *Rule[[]string]        `yaml:"waivers,omitempty"`        // reasons for which a visit may be dropped
	Borrows  *Rule[bool]            `yaml:"borrows,omitempty"`        // material may be taken along, and is given back
	Kinds    *Rule[[]string]        `yaml:"customer_kinds,omitempty"` // what a visitor may note of how a customer is to be met
	Peak     *Rule[[]string]        `yaml:"peak_season,omitempty"`    // months of it, where a cycle has a low season
	Events   map[string]VisitEvent  `yaml:"events,omitempty"`         // by what happened
	Cycles   map[string]VisitCycle  `yaml:"cycles,omitempty"`         // by name
	Scripts  map[string]VisitScript `yaml:"scripts,omitempty"`        // by name
}

// VisitWay is by whom and how a customer is visited: what an event and a cycle have in common.
type VisitWay struct {
	Visitor   map[string]Rule[string] `yaml:"visitor"`              // role, by severity of the complaint or class of the customer; AnyClass for all others
	Script    map[string]string       `yaml:"script,omitempty"`     // by the same; a name under scripts
	Media     *Rule[[]string]         `yaml:"media,omitempty"`      // instead of the policy's own
	InPerson  *Rule[[]string]         `yaml:"in_person,omitempty"`  // severities and classes for which a call is never enough
	PhoneFrom *Rule[Count]            `yaml:"phone_from,omitempty"` // round from which a call is enough
	Answers   *Rule[bool]             `yaml:"answers,omitempty"`    // whoever has an opinion is answered in person
	Again     *Rule[bool]             `yaml:"again,omitempty"`      // who isn't satisfied is visited again until he is
}

// VisitEvent is something after which a customer is visited: within which times, counted from it, and what part of them.
type VisitEvent struct {
	VisitWay `yaml:",inline"`
	Within   []Rule[calendar.Rule] `yaml:"within"` // one visit each, in their order
	Rate     Rule[Percent]         `yaml:"rate"`
	Least    *Rule[Count]          `yaml:"least,omitempty"` // of a month, whatever the rate says
}

// VisitCycle is a standing one: one visit after another, each due so long after the last one was.
type VisitCycle struct {
	VisitWay `yaml:",inline"`
	Every    Rule[calendar.Rule]  `yaml:"every"`
	Low      *Rule[calendar.Rule] `yaml:"low_season,omitempty"` // outside the peak season
	Lower    *Rule[calendar.Rule] `yaml:"lower,omitempty"`      // for whoever doesn't like to be called
}

// AnyClass stands for every severity and class that isn't named itself.
const AnyClass = "any"

// ReturnVisitTerms are the parameters that the process itself decides by: those of its own event or cycle. A case is pinned
// to them at its opening, as a complaint is to its own.
type ReturnVisitTerms struct {
	Media     Rule[[]string]  `json:"media"`
	InPerson  *Rule[[]string] `json:"in_person,omitempty"`
	PhoneFrom *Rule[Count]    `json:"phone_from,omitempty"`
	Answers   *Rule[bool]     `json:"answers,omitempty"`
	Again     *Rule[bool]     `json:"again,omitempty"`
	Signed    *Rule[bool]     `json:"signed,omitempty"`
	Borrows   *Rule[bool]     `json:"borrows,omitempty"`
	Waivers   *Rule[[]string] `json:"waivers,omitempty"`
	Kinds     *Rule[[]string] `json:"customer_kinds,omitempty"`
	Visits    int             `json:"visits,omitempty"` // how many are owed; 0: one after another, in a cycle
	Lower     string          `json:"lower,omitempty"`  // clause that lets the cycle slow down; "" when none does
	Clocks    []string        `json:"duties"`           // duties that the policy has
}

// Has reports whether the policy has a duty.
func (t *ReturnVisitTerms) Has(duty string) bool { return slices.Contains(t.Clocks, duty) }

// Way is how a customer is visited after an event, or in a cycle; known is false when the policy has neither.
func (r *ReturnVisit) Way(event, cycle string) (way VisitWay, known bool) {
	if cycle != "" {
		c, known := r.Cycles[cycle]
		return c.VisitWay, known
	}
	e, known := r.Events[event]
	return e.VisitWay, known
}

// TermsOf are those of an event, or of a cycle.
func (r *ReturnVisit) TermsOf(event, cycle string) *ReturnVisitTerms {
	way, _ := r.Way(event, cycle)
	t := &ReturnVisitTerms{
		Media: r.Media, InPerson: way.InPerson, PhoneFrom: way.PhoneFrom, Answers: way.Answers, Again: way.Again, Signed: r.Signed,
		Borrows: r.Borrows, Waivers: r.Waivers, Kinds: r.Kinds, Visits: len(r.Events[event].Within), Clocks: sorted(r.Duties),
	}
	if way.Media != nil {
		t.Media = *way.Media
	}
	if lower := r.Cycles[cycle].Lower; cycle != "" && lower != nil {
		t.Lower = lower.Clause
	}
	return t
}

// VisitedBy is the role that visits somebody of a severity and a class.
func (w VisitWay) VisitedBy(severity, class string) Rule[string] {
	return ofClass(w.Visitor, severity, class)
}

// ScriptFor is the name of the script for somebody of a severity and a class; "" when there is none.
func (w VisitWay) ScriptFor(severity, class string) string { return ofClass(w.Script, severity, class) }

func ofClass[V any](by map[string]V, severity, class string) V {
	for _, key := range []string{severity, class} {
		if v, named := by[key]; named {
			return v
		}
	}
	return by[AnyClass]
}

// Interval is how long after a visit was due the next one is: by the month in which that was, and by what the customer likes.
func (r *ReturnVisit) Interval(cycle, month string, lower bool) Rule[calendar.Rule] {
	c := r.Cycles[cycle]
	switch low := c.Low != nil && r.Peak != nil && !slices.Contains(r.Peak.Value, month); {
	case lower && c.Lower != nil:
		return *c.Lower
	case low:
		return *c.Low
	}
	return c.Every
}
