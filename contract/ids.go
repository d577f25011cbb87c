package contract

import "strings"

// Kind is the kind of a process. It is the first half of a workflow id and the kind of a case in the books.
type Kind string

// Complaint is PF-01: one workflow per complaint.
const Complaint Kind = "complaint"

// TaskQueue is the one queue that every carebook worker polls.
const TaskQueue = "carebook"

// Namespace is the Temporal namespace that carebook owns.
const Namespace = "carebook"

// Names of the messages a case understands, and of the ledger activity. They are stored in histories: never rename.
const (
	WorkflowComplaint = "Complaint"
	UpdateOpen        = "open"    // Update-with-Start, no validator
	UpdateAct         = "act"     // every later command
	UpdateSync        = "sync"    // "look at the books": no command, no event of its own
	UpdateRecount     = "recount" // "count by this edition of the calendar"
	QueryState        = "state"   // the live state of one case
	ActivityRecord    = "Record"
)

// WorkflowID is the one place that builds the id of a case's workflow.
func WorkflowID(k Kind, caseID string) string { return string(k) + "/" + caseID }

// ParseWorkflowID takes a workflow id apart; ok is false when it isn't one of ours.
func ParseWorkflowID(id string) (k Kind, caseID string, ok bool) {
	kind, rest, found := strings.Cut(id, "/")
	return Kind(kind), rest, found && kind == string(Complaint) && rest != ""
}

// RejectedType is the type of the error with which a validator answers "not now"; its detail is a Refusal.
const RejectedType = "Rejected"
