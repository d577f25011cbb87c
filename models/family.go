package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// family is what one kind of case has in the books besides the case itself: a row of its own, persons, checks.
type family interface {
	// take fills the row of a new case from its opening command.
	take(caseID string, f contract.Facts, opener string)
	// admit checks what a command of this family says, beyond what every command is asked.
	admit(w *writer) (*contract.Refusal, error)
	// learn brings the row up to date with the event that is being written.
	learn(w *writer)
	// plays reports whether a member of staff has this part in the case.
	plays(part, staff string) bool
	// mayDecide are the roles that a word of the policy stands for in this case; nil when it stands for itself.
	mayDecide(word string, p *policies.Policy) []string
	// is reports whether a condition of an announcement holds for the case.
	is(condition string) bool
	// handler is who is responsible, "" before anybody is.
	handler() string
}

// keeper is a family that has more in the books than its row. It writes that with each event, and may change the row.
type keeper interface{ keep(w *writer) error }

// decider is a family of which the ledger itself decides what an event leads to, by figures that only the books have: its row
// may change the proposal before the event is written, and put what it found on the event.
type decider interface{ decide(w *writer) error }

// pinner is a family whose cases aren't all pinned to the same of an edition.
type pinner interface {
	pin(p *policies.Policy, out *contract.Recorded)
}

// limiter is a family in which how long a duty has hangs on more than the duty: it gives the limit, and may name the role that
// owes it. own is false when the duty's own limit holds; the zero rule is no clock.
type limiter interface {
	limit(w *writer, o *contract.Owe) (within policies.Rule[calendar.Rule], own bool, err error)
}

// finisher is a family whose row says something about its clocks: it is asked when the event has done all to them.
type finisher interface{ finish(w *writer) error }

// beginner is a family whose cases the rounds of a schedule open: it says with what facts.
type beginner interface {
	begins(r Rhythm, o opening, late bool) contract.Facts
}

// audited is a family of which the second chain is told. It is asked when all else is written.
type audited interface{ audits(w *writer) []AuditEntry }

// letters stand in the number of a case before its year, so that no two kinds share a number.
var letters = map[contract.Kind]string{contract.Archive: "A", contract.Credit: "C", contract.ReturnVisit: "R", contract.Lead: "L", contract.Loan: "B", contract.Erasure: "E", contract.Retention: "K", contract.Campaign: "G", contract.Visit: "V", contract.VisitPlan: "M"}

// families makes the empty row of a kind of case.
var families = map[contract.Kind]func() family{
	contract.Complaint: func() family { return &Complaint{} },
	contract.Archive:   func() family { return &Archive{} },
	contract.Credit:    func() family { return &Credit{} },

	contract.ReturnVisit: func() family { return &ReturnVisit{} },
	contract.Lead:        func() family { return &Lead{} },
	contract.Loan:        func() family { return &Loan{} },
	contract.Erasure:     func() family { return &Erasure{} },
	contract.Retention:   func() family { return &Retention{} },
	contract.Campaign:    func() family { return &Campaign{} },
	contract.Visit:       func() family { return &Visit{} },
	contract.VisitPlan:   func() family { return &VisitPlan{} },
}

// newFamily is the empty row of a kind of case.
func newFamily(k contract.Kind) (family, error) {
	make, known := families[k]
	if !known {
		return nil, fmt.Errorf("no kind of case is called %q", k)
	}
	return make(), nil
}

// readFamily reads the family's own row of a case.
func readFamily(tx *gorm.DB, k contract.Kind, caseID string) (family, error) {
	row, err := newFamily(k)
	if err != nil {
		return nil, err
	}
	if err := tx.Where("case_id = ?", caseID).Take(row).Error; err != nil {
		return nil, fmt.Errorf("reading the %s: %w", k, err)
	}
	return row, nil
}

// pin puts what a case is pinned to into the answer to its opening.
func pin(p *policies.Policy, detail family, out *contract.Recorded) {
	if own, pins := detail.(pinner); pins {
		own.pin(p, out)
		return
	}
	if p.Complaint != nil {
		out.Terms = &p.Complaint.ComplaintTerms
	}
	if p.Archive != nil {
		out.Archive = &p.Archive.ArchiveTerms
	}
	if p.Credit != nil {
		out.Credit = &p.Credit.CreditTerms
	}
	if p.Lead != nil {
		out.Lead = &p.Lead.LeadTerms
	}
	if p.Erasure != nil {
		out.Erasure = &p.Erasure.ErasureTerms
	}
	if p.Campaign != nil {
		out.Campaign = &p.Campaign.CampaignTerms
	}
}
