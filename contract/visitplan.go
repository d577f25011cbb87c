package contract

import (
	"time"

	"carebook/policies"
)

// VisitPlanState is all that the workflow of a person's month knows. Ids, enum values and moments; nothing personal.
type VisitPlanState struct {
	CaseState
	Lines int                      `json:"lines,omitempty"` // of the plan
	Terms *policies.VisitPlanTerms `json:"visitplan_terms,omitempty"`
}

// VisitPlanFacts are the plain facts of a person's month.
type VisitPlanFacts struct {
	Person string     `json:"person,omitempty"` // staff id
	Month  string     `json:"month,omitempty"`  // 2026-03
	Lines  []PlanLine `json:"lines,omitempty"`
	Quota  string     `json:"quota,omitempty"`  // that is counted
	Period string     `json:"period,omitempty"` // of it: 2026-03-06, 2026-03, or the number of a road show
}

// PlanLine is one line of a plan: whom to visit, what for, how often.
type PlanLine struct {
	Purpose  string `json:"purpose"`
	Object   string `json:"object,omitempty"`
	Customer string `json:"customer,omitempty"` // id; "" for a class of them
	Count    int    `json:"count"`
}

// VisitTally is what the ledger counted: of a quota in a period, or of a whole month at its closing.
type VisitTally struct {
	Done    int64 `json:"done"`
	Least   int64 `json:"least"`             // what was to be done; of a month, what was planned
	Missing int64 `json:"missing,omitempty"` // for each of which something may be fined
	Late    bool  `json:"late,omitempty"`    // counted later than it should have been
}

// Actions on a person's month (PF-04), beside decide.
const (
	DraftPlan  Action = "draft"
	SubmitPlan Action = "submit"
	TallyQuota Action = "tally"       // what is missing of a quota is proposed as a fine; brought when a period is over
	CloseMonth Action = "close_month" // plan and actual; brought when all of it is counted
)

// Statuses of a person's month (PF-04), beside approved and completed.
const (
	PlanDraft     Status = "draft"
	PlanSubmitted Status = "submitted"
	PlanSentBack  Status = "sent_back"
)

// Event types of a person's month.
const (
	EventDrafted     = "drafted"
	EventSubmitted   = "submitted"
	EventTallied     = "tallied"
	EventMonthClosed = "month_closed"
)

// MonthForm is how a month is written.
const MonthForm = "2006-01"

// PlannedMonth is what a command says about a month; nothing when it says nothing.
func (f Facts) PlannedMonth() VisitPlanFacts {
	if f.VisitPlan == nil {
		return VisitPlanFacts{}
	}
	return *f.VisitPlan
}

// Begins is the first moment of a month in a zone, and that of the one after; false when it is none.
func (f VisitPlanFacts) Begins(zone *time.Location) (first, next time.Time, ok bool) {
	first, err := time.ParseInLocation(MonthForm, f.Month, zone)
	if err != nil {
		return first, next, false
	}
	return first, time.Date(first.Year(), first.Month()+1, 1, 0, 0, 0, 0, zone), true
}

// Choices are the values that an action takes in the present state.
func (p *VisitPlanState) Choices(a Action) map[string][]string {
	if a != Decide {
		return nil
	}
	return map[string][]string{"verdict": {Approve, Return}}
}
