package contract

import "carebook/policies"

// ComplaintState is all that a complaint's workflow knows. Ids, enum values, amounts and moments; nothing personal.
type ComplaintState struct {
	CaseState
	Severity       string                   `json:"severity,omitempty"`
	Round          int                      `json:"round,omitempty"`  // 1, 2, …: a rejected answer begins the next
	Amount         int64                    `json:"amount,omitempty"` // fen, proposed in the last report
	ResultReported bool                     `json:"result_reported,omitempty"`
	Anonymous      bool                     `json:"anonymous,omitempty"`  // nobody can be told, asked or visited
	Dismissed      bool                     `json:"dismissed,omitempty"`  // decided: not upheld
	Settlement     string                   `json:"settlement,omitempty"` // how it is settled after closing
	Routed         []int                    `json:"routed,omitempty"`     // copies of the settlement's form that were handed over
	Visiting       bool                     `json:"visiting,omitempty"`   // a return visit of its own says what is to become of it
	Terms          *policies.ComplaintTerms `json:"terms,omitempty"`      // pinned at the opening
}
