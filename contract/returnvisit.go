package contract

import (
	"slices"
	"time"

	"carebook/policies"
)

// Actions on a return visit, in the order of its life (PF-02).
const (
	Appoint        Action = "appoint"     // time and way are agreed with the customer
	Attempt        Action = "attempt"     // nobody answered, or the customer had no time
	RecordVisit    Action = "record"      // the talk was held
	RaiseIssue     Action = "raise_issue" // what couldn't be answered at once; the answer is appointed
	AnswerIssue    Action = "answer_issue"
	ReviewVisit    Action = "review" // the supervisor's opinion
	Waive          Action = "waive"
	Unreachable    Action = "unreachable" // the customer can't be reached at all
	Refer          Action = "refer"       // a special case goes to whoever it belongs to
	ReturnMaterial Action = "return_material"
	KeepMaterial   Action = "keep_material" // it can't be given back, and that is approved
)

// Event types of a return visit.
const (
	EventAppointed        = "appointed"
	EventAttempted        = "attempted"
	EventVisited          = "visited"    // and the customer was satisfied
	EventDispleased       = "displeased" // visited, and the customer wasn't satisfied
	EventIssueRaised      = "issue_raised"
	EventIssueAnswered    = "issue_answered"
	EventIssueStays       = "issue_stays" // answered, and the customer wasn't satisfied with it
	EventVisitReviewed    = "visit_reviewed"
	EventVisitWaived      = "visit_waived"
	EventUnreached        = "unreached"
	EventReferred         = "referred"
	EventMaterialReturned = "material_returned"
	EventMaterialKept     = "material_kept"
)

// Statuses of a return visit, beside Assigned, Reported and Completed.
const (
	Planned       Status = "planned"
	Appointed     Status = "appointed"
	Attempted     Status = "attempted"
	VisitRecorded Status = "recorded"
	IssueOpen     Status = "issue_open"
	Reviewed      Status = "reviewed"    // an issue is still to be settled
	NotSampled    Status = "not_sampled" // end: the draw left this customer out
	VisitWaived   Status = "waived"      // end
	Unreached     Status = "unreached"   // end: another customer takes the place
)

// ByPhone is the medium of a call: no signature, but at the times at which customers are called.
const ByPhone = "phone"

// Verdicts of Attempt.
const (
	NoAnswer = "no_answer"
	Declined = "declined"
)

// VisitAnswer is what a customer answered to a question: a score, yes or no, or a choice; never text.
type VisitAnswer struct {
	Question string `json:"q"`
	Value    string `json:"v"`
}

// ReturnVisitState is all that the workflow of a return visit knows. Ids, enum values and moments; nothing personal.
type ReturnVisitState struct {
	CaseState
	Event     string                     `json:"event,omitempty"` // after which the customer is visited; empty in a cycle
	Cycle     string                     `json:"cycle,omitempty"`
	Severity  string                     `json:"severity,omitempty"` // of the complaint
	Class     string                     `json:"class,omitempty"`    // of the customer
	Began     time.Time                  `json:"began"`              // when the event was, or the cycle began
	Visit     int                        `json:"visit"`              // number of the visit that is owed, from 1
	Since     time.Time                  `json:"since"`              // no talk before this moment is that visit
	Due       time.Time                  `json:"due"`                // of the visit that is owed, or was last
	Appointed *time.Time                 `json:"appointed,omitempty"`
	Issues    []VisitIssue               `json:"issues,omitempty"` // open ones
	Raised    int                        `json:"raised,omitempty"` // issues so far
	Held      int                        `json:"held,omitempty"`   // visits that were made
	Reviewed  bool                       `json:"reviewed,omitempty"`
	Lower     bool                       `json:"lower,omitempty"` // the customer doesn't like to be called
	Terms     *policies.ReturnVisitTerms `json:"terms,omitempty"`
}

// VisitIssue is something that the customer still waits for.
type VisitIssue struct {
	Item  string `json:"i"` // 1, 2, …
	Round int    `json:"r"` // of the next answer; the visit itself was the first
}

// Standing reports whether visits go on by themselves.
func (v *ReturnVisitState) Standing() bool { return v.Cycle != "" }

// Issue is an open one; nil when none has this number.
func (v *ReturnVisitState) Issue(item string) *VisitIssue {
	if i := slices.IndexFunc(v.Issues, func(x VisitIssue) bool { return x.Item == item }); i >= 0 {
		return &v.Issues[i]
	}
	return nil
}

// Choices are the values that an action takes in the present state, by the policy that the visit is pinned to.
func (v *ReturnVisitState) Choices(a Action) map[string][]string {
	all := map[string][]string{}
	switch a {
	case Appoint:
		all["medium"] = v.ways(1)
	case Attempt:
		all["verdict"] = []string{NoAnswer, Declined}
	case RecordVisit:
		all["medium"], all["verdict"] = v.ways(1), []string{Satisfied, Dissatisfied}
		if v.Terms.Kinds != nil {
			all["customer_kind"] = v.Terms.Kinds.Value
		}
	case AnswerIssue:
		all["verdict"] = []string{Satisfied, Dissatisfied}
		for _, x := range v.Issues {
			all["item"] = append(all["item"], x.Item)
			all["medium"] = v.ways(x.Round)
		}
	case Unreachable:
		all["verdict"] = GapReasons
		if v.Status != Attempted {
			all["verdict"] = GapReasons[1:] // that nobody answers, somebody must have tried
		}
	case Waive:
		if v.Terms.Waivers != nil {
			all["verdict"] = v.Terms.Waivers.Value
		}
	}
	return named(all)
}

func (v *ReturnVisitState) ways(round int) []string {
	return slices.DeleteFunc(slices.Clone(v.Terms.Media.Value), func(medium string) bool { return v.Way(medium, round) != nil })
}

// Way refuses a way in which this customer can't be visited in a round: the policy doesn't know it, or somebody must go there.
func (v *ReturnVisitState) Way(medium string, round int) *Refusal {
	t := v.Terms
	if !slices.Contains(t.Media.Value, medium) {
		return Refused(CodeUnknownValue, t.Media.Clause, "field", "medium", "value", medium)
	}
	if medium == InPerson {
		return nil
	}
	class := v.Severity
	if class == "" {
		class = v.Class
	}
	switch p := t.InPerson; {
	case p != nil && (slices.Contains(p.Value, v.Severity) || slices.Contains(p.Value, v.Class)):
		return Refused(CodeNotInPerson, p.Clause, "severity", class)
	case t.PhoneFrom != nil && round < int(t.PhoneFrom.Value):
		return Refused(CodeNotInPerson, t.PhoneFrom.Clause, "severity", class)
	case t.Answers != nil && t.Answers.Value && round > 1:
		return Refused(CodeNotInPerson, t.Answers.Clause, "severity", class)
	}
	return nil
}
