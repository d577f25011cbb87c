package policies

import "carebook/calendar"

// Process holds the parameters that every process has: who may do what, what is owed by when, and who is told.
type Process struct {
	Backdate Rule[calendar.Rule] `yaml:"backdate"`         // how far back a command may say that it happened
	Actions  map[string]Permit   `yaml:"actions"`          // by action
	Duties   map[string]*Duty    `yaml:"duties,omitempty"` // by duty; a duty that isn't here has no clock
	Announce []Announce          `yaml:"announce,omitempty"`
	Entries  *Deciders           `yaml:"entries,omitempty"` // who decides on entries whose amount is entered by hand
	Fines    *Fines              `yaml:"fines,omitempty"`   // what is fined, and who decides on that

	Schedules map[string]Schedule `yaml:"schedules,omitempty"` // what begins by itself, by name
}

// Permit says who may take an action; known is false when the process has no such step. A policy needn't say who may attach
// files: whoever may note may.
func (p *Process) Permit(action string) (permit Permit, known bool) {
	if permit, known = p.Actions[action]; !known && action == attach {
		permit, known = p.Actions["note"]
	}
	return permit, known
}

// Process is what the family of a view (Policy.For) shares with every other one; nil for a policy without a section.
func (p *Policy) Process() *Process {
	switch {
	case p.Complaint != nil:
		return &p.Complaint.Process
	case p.Archive != nil:
		return &p.Archive.Process
	case p.Credit != nil:
		return &p.Credit.Process
	case p.ReturnVisit != nil:
		return &p.ReturnVisit.Process
	case p.Lead != nil:
		return &p.Lead.Process
	case p.Loan != nil:
		return &p.Loan.Process
	case p.Erasure != nil:
		return &p.Erasure.Process
	case p.Retention != nil:
		return &p.Retention.Process
	case p.Campaign != nil:
		return &p.Campaign.Process
	case p.Visit != nil:
		return &p.Visit.Process
	case p.VisitPlan != nil:
		return &p.VisitPlan.Process
	}
	return nil
}

// Backdate says how far back an action may say that it happened. An opening that begins with something else, such as a
// delivery, has a limit of its own.
func (p *Policy) Backdate(action string) Rule[calendar.Rule] {
	switch {
	case p.Archive != nil && action == "open":
		return p.Archive.Delivered
	case p.ReturnVisit != nil && action == "open":
		return p.ReturnVisit.Happened
	case p.Retention != nil && action == "open":
		return p.Retention.Filed
	}
	return p.Process().Backdate
}

// Excludes says whether whoever a case is about is kept away from it (V13-2.2); the zero rule, which excludes nobody, in a
// family that is about no person.
func (p *Policy) Excludes() Rule[bool] {
	if p.Complaint == nil {
		return Rule[bool]{}
	}
	return p.Complaint.ExcludeSubject
}

// Authority is the policy's authority table; nil in a family that decides on no amount.
func (p *Policy) Authority() Authority {
	if p.Complaint == nil {
		return nil
	}
	return p.Complaint.Authority
}
