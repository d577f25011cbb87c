package contract

import (
	"fmt"
	"time"

	"carebook/policies"
)

// Effect is the one cause of an event. Its key is unique in the books: the same effect never happens twice (I2).
type Effect struct {
	Command    string `json:"command,omitempty"`
	Obligation string `json:"obligation,omitempty"`
	Mark       int    `json:"mark,omitempty"`
}

// IsZero reports that there is no effect: the workflow only asks what it has missed.
func (e Effect) IsZero() bool { return e == Effect{} }

// Key is the effect's unique key in the books.
func (e Effect) Key() string {
	if e.Command != "" {
		return "command:" + e.Command
	}
	return fmt.Sprintf("mark:%s:%d", e.Obligation, e.Mark)
}

// Record is what goes through the ledger door: one effect of one case.
type Record struct {
	Kind     Kind      `json:"kind"`
	Case     string    `json:"case"`
	After    int64     `json:"after"` // last seq that the workflow knows
	Effect   Effect    `json:"effect"`
	At       time.Time `json:"at"` // moment of the mark (workflow time); a command's moment is in its row
	Proposal Proposal  `json:"proposal"`
}

// Outcome says which of the ledger's four answers a Recorded is.
type Outcome string

// The ledger's answers, in the order in which it looks (design 5.5).
const (
	Repeated Outcome = "repeated" // a: the effect is already there
	Behind   Outcome = "behind"   // b: the workflow doesn't know all events
	Refuse   Outcome = "refused"  // c: role, department, exclusion, four eyes
	Written  Outcome = "written"  // d
)

// Recorded is the ledger's answer. Events are all those after Record.After.
type Recorded struct {
	Outcome Outcome                  `json:"outcome"`
	Refusal *Refusal                 `json:"refusal,omitempty"`
	Seq     int64                    `json:"seq,omitempty"`    // of the effect's own event, when it was written or repeated
	Status  Status                   `json:"status,omitempty"` // that this event led to
	Events  []Event                  `json:"events,omitempty"`
	Terms   *policies.ComplaintTerms `json:"terms,omitempty"` // with the opening event: what the case is pinned to
}
