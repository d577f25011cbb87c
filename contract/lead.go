package contract

import (
	"slices"

	"carebook/policies"
)

// LeadState is all that the workflow of a lead knows. Ids, enum values and moments; nothing personal.
type LeadState struct {
	CaseState
	LeadCourse
	CardSigned bool                `json:"card_signed,omitempty"` // by the group leader
	Terms      *policies.LeadTerms `json:"lead_terms,omitempty"`
}

// LeadCourse is how far the follow-up of a lead has come. The process and the books fold it alike.
type LeadCourse struct {
	policies.Traits
	Contacts int  `json:"contacts,omitempty"`  // since its clocks began; at most LeadFurther, what is beyond isn't counted
	Texts    int  `json:"texts,omitempty"`     // of further contacts, in a row without a call or a visit
	CallOwed bool `json:"call_owed,omitempty"` // a message stands for a call that is still to be made
}

// LeadFurther is the number of contacts after which the further ones come round.
const LeadFurther = 2

// LeadFacts are the plain facts of a command on a lead. An opening and a classification say its traits, a contact what it came to.
type LeadFacts struct {
	policies.Traits
	Reason string `json:"reason,omitempty"` // with which a call or a message opens
	Result string `json:"result,omitempty"` // what a contact came to
	Agreed bool   `json:"agreed,omitempty"` // the customer wanted to be called at this time
	Anyway bool   `json:"anyway,omitempty"` // a message too many in a row, knowing that the card becomes void
}

// Media of a contact beside InPerson, and a result and a source that have an effect. NoAnswer is a result, too.
const (
	Phone         = "phone"
	SMS           = "sms"
	ChatMessage   = "message"
	DislikesCalls = "dislikes_calls"
	Visitor       = "visitor" // source of a lead
)

// Lead is what a message says about a lead; nothing when it says nothing.
func (m Message) Lead() LeadFacts {
	if m.Facts.Lead == nil {
		return LeadFacts{}
	}
	return *m.Facts.Lead
}

// IsText reports whether a contact by this medium is written.
func IsText(medium string) bool { return medium == SMS || medium == ChatMessage }

// Choices are the values that an action takes in the present state, by the policy that the lead is pinned to.
func (l *LeadState) Choices(a Action) map[string][]string {
	all := map[string][]string{}
	switch t := l.Terms; a {
	case Contact:
		all["medium"], all["result"] = t.Media.Value, t.Results.Value
		all["opening"], all["class"], all["done"] = values(t.Reasons), values(t.Classes), values(t.Form)
	case Classify:
		all["class"] = values(t.Classes)
	}
	return named(all)
}

// Progressed reports whether a contact was a step on.
func (l *LeadState) Progressed(medium, result string) bool {
	return medium == InPerson || slices.Contains(l.Terms.Progress.Value, result)
}

func values(r *policies.Rule[[]string]) []string {
	if r == nil {
		return nil
	}
	return r.Value
}

// Learn takes over what an event says about the course; call says whether it leaves a call owed.
func (c *LeadCourse) Learn(e Event, call bool) {
	f := Message{Facts: e.Facts}.Lead()
	switch e.Type {
	case EventOpened:
		c.Traits = f.Traits
	case EventContacted, EventCame:
		*c = c.After(e.Facts)
		made := !IsText(e.Facts.Medium) && f.Result != NoAnswer
		c.CallOwed = c.CallOwed && !made || call
	case EventClassified:
		c.Traits = c.Judged(f.Traits)
	case EventLapsed:
		c.CallOwed = false
	case EventReassigned:
		if e.Facts.Obligation == "" && (e.Status == Valid || e.Status == New) { // a void card, or one nobody has signed, begins anew
			c.Contacts, c.Texts = 0, 0
		}
	}
}

// After is the course after a contact. Nobody reached is no contact; nor is one that comes after a message that already stands
// for it. A classed visit begins the follow-up of a visitor.
func (c LeadCourse) After(f Facts) LeadCourse {
	was := Message{Facts: f}.Lead()
	c.Quality = c.Quality || was.Quality
	c.Dislikes = c.Dislikes || was.Result == DislikesCalls
	switch {
	case was.Result == NoAnswer:
		return c
	case f.Medium == InPerson && was.Class != "":
		c.Source, c.Class, c.Key, c.Objection = Visitor, was.Class, was.Key, was.Objection
		c.Contacts, c.Texts = 0, 0
		return c
	case !IsText(f.Medium):
		c.Texts = 0
	case c.Contacts >= LeadFurther:
		c.Texts++
	}
	if !c.CallOwed {
		c.Contacts = min(c.Contacts+1, LeadFurther)
	}
	return c
}

// Judged are the traits after a classification: where the lead came from, and whether its customer likes calls, stays.
func (c LeadCourse) Judged(by policies.Traits) policies.Traits {
	t := c.Traits
	t.Class, t.Quality, t.Key, t.Objection = by.Class, by.Quality, by.Key, by.Objection
	return t
}
