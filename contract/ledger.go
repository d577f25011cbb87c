package contract

import (
	"fmt"
	"time"

	"carebook/policies"
)

// Effect is the one cause of an event: a command, a mark of an obligation, an edition of a case's calendar, or the page of a campaign
// whose turn it is. Its key is
// unique in the books: the same effect never happens twice (I2).
type Effect struct {
	Command    string `json:"command,omitempty"`
	Obligation string `json:"obligation,omitempty"`
	Mark       int    `json:"mark,omitempty"`
	Case       string `json:"case,omitempty"`
	Calendar   int64  `json:"calendar,omitempty"` // number of the edition in the books
	Page       int    `json:"page,omitempty"`     // 1, 2, …
}

// IsZero reports that there is no effect: the workflow only asks what it has missed.
func (e Effect) IsZero() bool { return e == Effect{} }

// Key is the effect's unique key in the books.
func (e Effect) Key() string {
	switch {
	case e.Command != "":
		return "command:" + e.Command
	case e.Calendar != 0:
		return fmt.Sprintf("calendar:%s:%d", e.Case, e.Calendar)
	case e.Page != 0:
		return fmt.Sprintf("page:%s:%d", e.Case, e.Page)
	}
	return fmt.Sprintf("mark:%s:%d", e.Obligation, e.Mark)
}

// Recount asks a case to count its open obligations by an edition of its calendar.
type Recount struct {
	Calendar int64 `json:"calendar"` // number of the edition in the books
}

// Record is what goes through the ledger door: one effect of one case.
type Record struct {
	Kind     Kind      `json:"kind"`
	Case     string    `json:"case"`
	After    int64     `json:"after"` // last seq that the workflow knows
	Effect   Effect    `json:"effect"`
	At       time.Time `json:"at"` // workflow time, of a mark or of counting again; a command's moment is in its row
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
	Archive *policies.ArchiveTerms   `json:"archive,omitempty"`
	Credit  *policies.CreditTerms    `json:"credit,omitempty"`

	ReturnVisit *policies.ReturnVisitTerms `json:"returnvisit,omitempty"`
	Lead        *policies.LeadTerms        `json:"lead,omitempty"`
	Loan        *policies.LoanTerms        `json:"loan,omitempty"`
	Erasure     *policies.ErasureTerms     `json:"erasure,omitempty"`
	Retention   *policies.RetentionTerms   `json:"retention,omitempty"`
	Campaign    *policies.CampaignTerms    `json:"campaign,omitempty"`
	Visit       *policies.VisitTerms       `json:"visit,omitempty"`
	VisitPlan   *policies.VisitPlanTerms   `json:"visitplan,omitempty"`
}
