package contract

import (
	"slices"
	"strings"
)

// Kind is the kind of a process. It is the first half of a workflow id and the kind of a case in the books.
type Kind string

// Kinds of cases. Each is named as the family of its policies.
const (
	Complaint Kind = "complaint" // PF-01: one workflow per complaint
	Archive   Kind = "archive"   // PF-06: one workflow per vehicle, kind of file and delivery
	Campaign  Kind = "campaign"  // PF-05: one workflow per occasion, period and unit
	Credit    Kind = "credit"    // PF-11 with PF-12: one workflow per customer account of a unit

	Erasure     Kind = "erasure"     // one workflow per request to erase a person
	Lead        Kind = "lead"        // PF-03: one workflow per lead or customer's card
	Loan        Kind = "loan"        // PF-08: one workflow per request for a record
	Retention   Kind = "retention"   // PF-09: one workflow per record that is kept, until it is destroyed
	ReturnVisit Kind = "returnvisit" // PF-02: one workflow per event and customer, and one per customer and standing cycle

	Visit     Kind = "visit"     // PF-04: one workflow per visit
	VisitPlan Kind = "visitplan" // PF-04: one workflow per person and month
)

// Kinds are all kinds of cases.
var Kinds = []Kind{Complaint, Archive, Credit, ReturnVisit, Lead, Loan, Erasure, Retention, Campaign, Visit, VisitPlan}

// Workflow is the name of the workflow type that runs cases of this kind.
func (k Kind) Workflow() string {
	return map[Kind]string{
		Complaint: WorkflowComplaint, Archive: WorkflowArchive, Credit: WorkflowCredit, ReturnVisit: WorkflowReturnVisit, Lead: WorkflowLead, Loan: WorkflowLoan,
		Erasure: WorkflowErasure, Retention: WorkflowRetention, Campaign: WorkflowCampaign, Visit: WorkflowVisit, VisitPlan: WorkflowVisitPlan,
	}[k]
}

// TaskQueue is the one queue that every carebook worker polls.
const TaskQueue = "carebook"

// Namespace is the Temporal namespace that carebook owns.
const Namespace = "carebook"

// Names of the messages a case understands, and of the ledger activity. They are stored in histories: never rename.
const (
	WorkflowComplaint = "Complaint"
	WorkflowArchive   = "Archive"
	WorkflowCredit    = "Credit"

	WorkflowReturnVisit = "ReturnVisit"
	WorkflowLead        = "Lead"
	WorkflowLoan        = "Loan"
	WorkflowErasure     = "Erasure"
	WorkflowRetention   = "Retention"
	WorkflowCampaign    = "Campaign"
	WorkflowVisit       = "Visit"
	WorkflowVisitPlan   = "VisitPlan"

	UpdateOpen     = "open"    // Update-with-Start, no validator
	UpdateAct      = "act"     // every later command
	UpdateSync     = "sync"    // "look at the books": no command, no event of its own
	UpdateRecount  = "recount" // "count by this edition of the calendar"
	QueryState     = "state"   // the live state of one case
	QueryActions   = "actions" // what its state allows
	ActivityRecord = "Record"

	WorkflowPeriods      = "Periods" // started by a schedule: what it is time for begins
	ActivityBeginPeriods = "BeginPeriods"
)

// WorkflowID is the one place that builds the id of a case's workflow.
func WorkflowID(k Kind, caseID string) string { return string(k) + "/" + caseID }

// ParseWorkflowID takes a workflow id apart; ok is false when it isn't one of ours.
func ParseWorkflowID(id string) (k Kind, caseID string, ok bool) {
	kind, rest, found := strings.Cut(id, "/")
	return Kind(kind), rest, found && slices.Contains(Kinds, Kind(kind)) && rest != ""
}

// RejectedType is the type of the error with which a validator answers "not now"; its detail is a Refusal.
const RejectedType = "Rejected"
