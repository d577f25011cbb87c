package contract

import (
	"regexp"
	"slices"
	"time"

	"carebook/policies"
)

// LoanState is all that the workflow of a request for a record knows. Ids, enum values and moments; nothing personal.
type LoanState struct {
	CaseState
	Purpose string              `json:"purpose,omitempty"` // what is asked for
	Screen  bool                `json:"screen,omitempty"`  // read on screen, since the ledger has opened the record
	Terms   *policies.LoanTerms `json:"loan_terms,omitempty"`
}

// LoanFacts are the plain facts of a request: what is asked for, about which record. The record is a case, a customer (Facts.Customer)
// or a paper, named by its number.
type LoanFacts struct {
	Purpose string `json:"purpose,omitempty"`
	Record  string `json:"record,omitempty"`  // kind of record: a word of the policy
	Case    string `json:"case,omitempty"`    // id
	Paper   string `json:"paper,omitempty"`   // number, as Reference is
	Outside bool   `json:"outside,omitempty"` // for somebody outside the company
}

// LoanRuling is what the ledger found when it looked at a request: whose record it is, and until when an approved one may be read on
// screen.
type LoanRuling struct {
	Relation string     `json:"relation,omitempty"`
	Clause   string     `json:"clause,omitempty"` // that names who approves
	Until    *time.Time `json:"until,omitempty"`
}

// Purposes of a request.
const (
	ToRead     = "read"
	ToBorrow   = "borrow" // the paper leaves its place
	ToAmend    = "amend"
	ToDisclose = "disclose" // to somebody outside
)

// Whose record it is, seen from whoever asks.
const (
	OwnRecord     = "own"     // of a unit for which the asker holds a role
	OtherRecord   = "other"   // of another unit
	OutsideRecord = "outside" // asked for by, or passed on to, somebody outside
)

// personForm is how numbers of persons look: a mobile phone's, and that of an identity card.
var personForm = regexp.MustCompile(`^(1[0-9]{10}|[0-9]{17}[0-9Xx])$`)

// IsPaperNumber reports whether a text can be the number of a paper: a reference, and not a number that a person has.
func IsPaperNumber(s string) bool { return IsReference(s) && !personForm.MatchString(s) }

// Loan is what a message says about a request; nothing when it says nothing.
func (m Message) Loan() LoanFacts {
	if m.Facts.Loan == nil {
		return LoanFacts{}
	}
	return *m.Facts.Loan
}

// Out reports whether the record is with somebody: lent, read in the office, or overdue.
func (l *LoanState) Out() bool {
	return slices.Contains([]Status{OnLoan, Reading, Overdue}, l.Status) && !l.Screen
}

// Unsigned are the roles that haven't approved yet.
func (l *LoanState) Unsigned() (roles []string) {
	for _, o := range l.Obligations {
		if o.Duty == dutyApprove {
			roles = append(roles, o.Item)
		}
	}
	return roles
}

const dutyApprove = "approve"

// Choices are the values that an action takes in the present state, by the policy that the request is pinned to.
func (l *LoanState) Choices(a Action) map[string][]string {
	all := map[string][]string{}
	switch a {
	case Grant, Deny:
		all["item"] = l.Unsigned()
	case GiveBack:
		all["done"] = values(l.Terms.Record.Whole)
	}
	return named(all)
}
