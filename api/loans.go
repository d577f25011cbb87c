package api

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewLoan asks for a record: to read or borrow it, to note something beside it, or to pass it on to somebody outside. The record is one of
// three: a case, a customer's, or a paper.
type NewLoan struct {
	OccurredAt *time.Time `json:"occurred_at,omitempty" doc:"When it was asked for, if not now. The policy says how far back it may lie."`
	Record     string     `json:"record" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Kind of record: one of the policy's." example:"vehicle_file"`
	Purpose    string     `json:"purpose" enum:"read,borrow,amend,disclose" doc:"disclose: to somebody outside."`
	Case       string     `json:"case,omitempty" maxLength:"64" doc:"Id or number of the case that the record is. It may be another unit's." example:"S1-A2026-00001"`
	Customer   string     `json:"customer_id,omitempty" format:"uuid" doc:"Of a customer's record."`
	Paper      string     `json:"paper,omitempty" maxLength:"40" doc:"Number of a paper: letters, digits, - / and points; no number of a person." example:"D-17"`
	Unit       string     `json:"unit,omitempty" format:"uuid" doc:"Id of the business unit that keeps a paper. Of a case or a customer the books know it."`
	Outside    bool       `json:"outside,omitempty" doc:"For somebody outside the company."`
	Reason     string     `json:"reason" minLength:"1" maxLength:"2000" doc:"Why, for whoever approves it."`
}

func (b NewLoan) fill(o *order) {
	o.occurred = b.OccurredAt
	o.need("reason", b.Reason)
	named := 0
	for _, name := range []string{b.Case, b.Customer, b.Paper} {
		if name != "" {
			named++
		}
	}
	if named != 1 {
		o.reject("body.case", "one_of")
	}
	if b.Paper != "" && b.Unit == "" {
		o.reject("body.unit", "required")
	}
	o.facts.Unit, o.facts.Customer = b.Unit, b.Customer
	o.facts.Loan = &contract.LoanFacts{Purpose: b.Purpose, Record: b.Record, Case: b.Case, Paper: b.Paper, Outside: b.Outside}
}

// ofRecord finds the unit that keeps the record, and whose key seals what is written about it. That somebody asks for a record that isn't
// his to know, the ledger refuses in the same words as for one that isn't there.
func (s *Server) ofRecord(ctx context.Context, o *order) error {
	db, asked := s.ledger(ctx), o.facts.Loan
	var err error
	switch {
	case asked.Case != "":
		var k *models.Case
		if k, err = models.RecordAsked(db, asked.Case); err == nil {
			asked.Case, o.facts.Unit = k.ID, k.UnitID
			o.person, err = models.CaseKey(db, k.ID)
		}
	case o.facts.Customer != "":
		var c models.CustomerKey
		if c, err = models.CustomerKeyOf(db, o.facts.Customer); err == nil {
			o.person, o.facts.Unit = c.KeyID, c.UnitID
		}
	default:
		o.person, err = s.books.NewPersonKey(ctx)
	}
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownRecord, "")
	}
	return err
}

// LoanDone is a request after a command on it: where it stands and what it owes.
type LoanDone struct {
	LoanItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt      `json:"receipt"`
}

var loans = family[LoanDone]{contract.Loan, "loans", "/loans", (*Server).loanDone}

func (s *Server) loanDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done LoanDone, err error) {
	l, err := models.LoanByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.openObligationsOf(db, scope, id)
	return l.Seq, LoanDone{s.loanItem(*l), owed, s.receipt(receipt)}, err
}

type loansInput struct {
	Paging
	LoanQuery
}

// LoanQuery says which requests are wanted.
type LoanQuery struct {
	Status   string `query:"status" enum:"requested,approved,denied,reading,on_loan,overdue,returned,lost,amended,disclosed,withdrawn,voided"`
	Unit     string `query:"unit" maxLength:"64"`
	Asker    string `query:"asker" maxLength:"64" doc:"Staff id of whoever asked."`
	Mine     bool   `query:"mine" doc:"Only those that the caller has made, at whatever unit."`
	Record   string `query:"record" enum:"archive,vehicle_file,customer_documents,order_list,tenant_archive,visit_records,customer_data"`
	Case     string `query:"case" maxLength:"64" doc:"Id of the case that was asked for."`
	Customer string `query:"customer_id" maxLength:"64"`
	Purpose  string `query:"purpose" enum:"read,borrow,amend,disclose"`
	Relation string `query:"relation" enum:"own,other,outside" doc:"Whose record it is, seen from whoever asked."`
	Out      bool   `query:"out" doc:"The register of loans: whose record is with somebody."`
	Overdue  bool   `query:"overdue" doc:"Whose record is with somebody for too long."`
	Leaks    bool   `query:"leaks" doc:"With a leak that nobody has seen to yet."`
	Running  bool   `query:"running" doc:"Without those that have ended, and those whose record is back, amended or passed on."`
	Sort     string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// LoanItem is a request for a record in a list.
type LoanItem struct {
	ID         string     `json:"id"`
	Number     string     `json:"number" example:"S1-B2026-00001"`
	Unit       string     `json:"unit" doc:"That keeps the record."`
	Status     string     `json:"status"`
	Ended      bool       `json:"ended"`
	PausedAt   *time.Time `json:"paused_at,omitempty"`
	Asker      string     `json:"asker" doc:"Who asked, and has the record then."`
	Record     string     `json:"record" example:"vehicle_file"`
	Purpose    string     `json:"purpose" example:"borrow"`
	Case       *string    `json:"case,omitempty" doc:"Id of the case that the record is."`
	Customer   *string    `json:"customer_id,omitempty"`
	Paper      string     `json:"paper,omitempty" example:"D-17"`
	Outside    bool       `json:"outside"`
	Relation   string     `json:"relation" doc:"own, other or outside, as the ledger found it." example:"own"`
	ApprovedAt *time.Time `json:"approved_at,omitempty"`
	Until      *time.Time `json:"until,omitempty" doc:"Until when an approved record may be read on screen, unless the access is ended before."`
	IssuedAt   *time.Time `json:"issued_at,omitempty"`
	DueAt      *time.Time `json:"due_at,omitempty" doc:"When the record is to be given back."`
	BackAt     *time.Time `json:"back_at,omitempty"`
	Late       bool       `json:"late" doc:"Given back too late, or not yet and too late."`
	Leaks      int64      `json:"leaks" doc:"That nobody has seen to yet."`
	Seq        int64      `json:"seq" doc:"Version."`
	OpenedAt   time.Time  `json:"opened_at"`
	UpdatedAt  time.Time  `json:"updated_at"`
}

func (s *Server) loanItem(l models.LoanItem) LoanItem {
	return LoanItem{
		ID: l.ID, Number: l.Number, Unit: l.UnitID, Status: string(l.Status), Ended: l.Ended, PausedAt: s.atPtr(l.PausedAt), Asker: l.AskerID,
		Record: l.Record, Purpose: l.Purpose, Case: l.RecordCaseID, Customer: l.CustomerID, Paper: l.Paper, Outside: l.Outside,
		Relation: l.Relation, ApprovedAt: s.atPtr(l.ApprovedAt), Until: s.atPtr(l.UntilAt), IssuedAt: s.atPtr(l.IssuedAt),
		DueAt: s.atPtr(l.DueAt), BackAt: s.atPtr(l.BackAt), Late: l.Late, Leaks: l.Leaks, Seq: l.Seq, OpenedAt: s.at(l.OpenedAt),
		UpdatedAt: s.at(l.UpdatedAt),
	}
}

func (s *Server) listLoans(ctx context.Context, in *loansInput) (*listOutput[LoanItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "loans", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Loans(db, scope, models.LoanFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Asker: in.Asker, Mine: in.Mine, Record: in.Record, RecordCase: in.Case,
		Customer: in.Customer, Purpose: in.Purpose, Relation: in.Relation, Out: in.Out, Overdue: in.Overdue, Leaks: in.Leaks, Running: in.Running,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing requests for records: %w", err)
	}
	return listed(s, list, rows, next, s.loanItem), nil
}
