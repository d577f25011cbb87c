package contract

import (
	"time"

	"carebook/policies"
)

// ComplaintStart is the input of the Complaint workflow. State is empty at the first start and whole after
// continue-as-new.
type ComplaintStart struct {
	Case  string         `json:"case"`
	Renew int            `json:"renew"` // events or updates after which the history begins anew
	State ComplaintState `json:"state"`
}

// ComplaintState is all that a complaint's workflow knows: a fold over its case's events. Ids, enum values, amounts and
// moments; nothing personal.
type ComplaintState struct {
	Seq            int64                    `json:"seq"`
	Status         Status                   `json:"status,omitempty"`
	Severity       string                   `json:"severity,omitempty"`
	Round          int                      `json:"round,omitempty"`     // 1, 2, …: a rejected answer begins the next
	Recipient      string                   `json:"recipient,omitempty"` // who took the complaint in
	Handler        string                   `json:"handler,omitempty"`   // who is responsible
	Amount         int64                    `json:"amount,omitempty"`    // fen, proposed in the last report
	PausedAt       *time.Time               `json:"paused_at,omitempty"`
	ResultReported bool                     `json:"result_reported,omitempty"`
	Obligations    []Obligation             `json:"obligations,omitempty"` // open ones, in the order of opening
	Terms          *policies.ComplaintTerms `json:"terms,omitempty"`       // pinned at the opening
}

// ComplaintEnd is the result of the Complaint workflow.
type ComplaintEnd struct {
	Seq    int64  `json:"seq"`
	Status Status `json:"status"`
}

// DefaultRenew is the number of events, or of updates, after which a case's history begins anew.
const DefaultRenew = 1000
