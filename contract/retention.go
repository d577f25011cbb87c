package contract

import (
	"time"

	"carebook/policies"
)

// RetentionState is all that the workflow of a record which is kept knows. Ids, enum values and moments; nothing personal.
type RetentionState struct {
	CaseState
	Terms *policies.RetentionTerms `json:"retention_terms,omitempty"`
}

// RetentionFacts are the plain facts of keeping a record and of destroying it. The record is a case's file or a paper, named by its
// number.
type RetentionFacts struct {
	Record string `json:"record,omitempty"` // kind of record: a word of the policy
	Case   string `json:"case,omitempty"`   // id
	Paper  string `json:"paper,omitempty"`  // number, as Reference is
	Until  string `json:"until,omitempty"`  // last day for which it is kept longer: 2037-03-06
	Method string `json:"method,omitempty"` // of destroying it
}

// Actions on a record that is kept, in the order of its life (PF-09).
const (
	Bind               Action = "bind"          // the documents of a tenant who has left
	Box                Action = "box"           // the yearly tidy: index printed, boxed by floor
	ReviewRecord       Action = "review_record" // may it be destroyed?
	ApproveDestruction Action = "approve_destruction"
	KeepLonger         Action = "keep_longer" // as long as it is needed: a claim, a hold
	Destroy            Action = "destroy"
)

// Statuses of a record that is kept (PF-09), beside reviewed and approved.
const (
	TenantLeft Status = "left"
	Bound      Status = "bound"
	Boxed      Status = "boxed" // its time runs
	Retained   Status = "retained"
	FallenDue  Status = "due"       // its time is over
	KeptOn     Status = "kept"      // longer than its time
	Destroyed  Status = "destroyed" // end
)

// Event types of a record that is kept.
const (
	EventBound               = "bound"
	EventBoxed               = "boxed"
	EventFellDue             = "fell_due" // by a mark: its time is over
	EventRecordReviewed      = "record_reviewed"
	EventDestructionApproved = "destruction_approved"
	EventKeptLonger          = "kept_longer"
	EventDestroyed           = "destroyed"
)

// Retained is what a command says about a record; nothing when it says nothing.
func (f Facts) Retained() RetentionFacts {
	if f.Retention == nil {
		return RetentionFacts{}
	}
	return *f.Retention
}

// UntilDay is the day until which a record is kept longer, in a zone; false when it is none.
func (f RetentionFacts) UntilDay(zone *time.Location) (time.Time, bool) {
	day, err := time.ParseInLocation(time.DateOnly, f.Until, zone)
	return day, err == nil
}

// Choices are the values that an action takes in the present state, by the policy that the record is pinned to.
func (r *RetentionState) Choices(a Action) map[string][]string {
	if a != Destroy || r.Terms == nil {
		return nil
	}
	return map[string][]string{"method": r.Terms.Methods.Value}
}
