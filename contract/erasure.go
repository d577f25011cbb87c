package contract

import "carebook/policies"

// ErasureState is all that the workflow of a request to erase a person knows. Ids, enum values and moments; nothing personal.
type ErasureState struct {
	CaseState
	Terms *policies.ErasureTerms `json:"erasure_terms,omitempty"`
}

// ErasureFacts are the plain facts of a command on such a request: who asks, how that was checked, why it isn't done.
type ErasureFacts struct {
	Asker  string `json:"asker,omitempty"`
	Proof  string `json:"proof,omitempty"`
	Ground string `json:"ground,omitempty"`
}

// ErasureRuling is what the ledger found when it looked for what stands against an erasure, and what it then destroyed.
type ErasureRuling struct {
	Conflicts []Conflict `json:"conflicts,omitempty"`
	Files     int64      `json:"files,omitempty"`       // attachments
	Rows      int64      `json:"import_rows,omitempty"` // of imports, that named the person
}

// Conflict is something that stands against an erasure.
type Conflict struct {
	What  string `json:"what"`
	Count int64  `json:"count"`
}

// What can stand against an erasure.
const (
	ConflictOpenCase = "open_case"     // something is still to be done about the customer
	ConflictKeptFile = "kept_file"     // a file that is to be kept for longer
	ConflictUnpaid   = "unpaid_credit" // goods that aren't paid
)

// Erasure is what a message says about a request to erase a person; nothing when it says nothing.
func (m Message) Erasure() ErasureFacts {
	if m.Facts.Erasure == nil {
		return ErasureFacts{}
	}
	return *m.Facts.Erasure
}

// Choices are the values that an action takes in the present state, by the policy that the request is pinned to.
func (e *ErasureState) Choices(a Action) map[string][]string {
	all := map[string][]string{}
	switch a {
	case Identify:
		all["proof"] = e.Terms.Proofs.Value
	case Restrict:
		all["ground"] = e.Terms.Restrictions.Value
	case TurnDown:
		all["ground"] = e.Terms.Refusals.Value
	}
	return named(all)
}
