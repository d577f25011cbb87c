package workflows_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// A loanEntry is what a command of a diary says about a request for a record.
type loanEntry struct {
	Purpose  string `yaml:"purpose"`
	Record   string `yaml:"record"`
	File     bool   `yaml:"file"`     // the file of a vehicle that was there before
	Nowhere  bool   `yaml:"nowhere"`  // a file that isn't there
	Customer bool   `yaml:"customer"` // the customer's
	Paper    string `yaml:"paper"`
	Outside  bool   `yaml:"outside"`
}

// loanFacts are the facts of a command on a request.
func (s *stage) loanFacts(e entry, f *contract.Facts) {
	if f.Customer, f.Vehicle, f.DataTrue = "", "", false; e.Loan.Customer {
		f.Customer = s.seeded.Customer
	}
	f.Attachment = s.paper(e, s.caseID)
	switch contract.Action(e.Do) {
	case contract.Open:
		f.Loan = &contract.LoanFacts{Purpose: e.Loan.Purpose, Record: e.Loan.Record, Paper: e.Loan.Paper, Outside: e.Loan.Outside}
		if e.Loan.File {
			f.Loan.Case = s.earlier["file"]
		}
		if e.Loan.Nowhere {
			f.Loan.Case = models.NewID()
		}
	case contract.Grant, contract.Deny:
		f.Item = e.Item
	case contract.GiveBack:
		if whole := s.policy.Loan.Records[s.d.Steps[0].Loan.Record].Whole; whole != nil {
			f.Done = slices.DeleteFunc(slices.Clone(whole.Value), func(step string) bool { return slices.Contains(e.Skipped, step) })
		}
	case contract.Lose:
		if f.Pieces = e.Pieces; e.Person != "" {
			f.Person = s.staff(e.Person)
		}
	}
}

// plantFile opens the file of a vehicle by the real ledger, for diaries that speak of one.
func (s *stage) plantFile(shelf models.Shelf) {
	s.t.Helper()
	if !slices.ContainsFunc(s.d.Steps, func(e entry) bool { return e.Loan.File }) {
		return
	}
	at, diarys := moment(s.t, s.d.Steps[0].At).UTC(), s.books.Now
	s.books.Now = func(*gorm.DB) (time.Time, error) { return at, nil }
	defer func() { s.books.Now = diarys }()
	id := models.NewID()
	s.earlier["file"] = id
	facts := contract.Facts{
		Unit: s.seeded.Units["S1"], Customer: s.seeded.Customer, Vehicle: s.seeded.Vehicle, File: "new_car", Assignee: s.staff("sales_consultant"),
	}
	n := s.command(entry{Do: string(contract.Open), Who: "archivist"})
	n.Kind, n.Stream, n.Facts = string(contract.Archive), id, facts
	cmd, _, err := s.books.Receive(context.Background(), n)
	if err != nil {
		s.t.Fatal(err)
	}
	rec, err := s.books.Append(context.Background(), shelf, contract.Record{
		Kind: contract.Archive, Case: id, Effect: contract.Effect{Command: cmd.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: contract.Waiting, Facts: facts},
	})
	if err != nil || rec.Refusal != nil {
		s.t.Fatalf("opening a file: %v %v", err, rec.Refusal)
	}
}

// another is a request in a case of its own, by the real ledger without a process behind it: what becomes of it isn't told.
func (s *stage) another(e entry) {
	ctx := context.Background()
	e.Do = string(contract.Open)
	n := s.command(e)
	n.Stream = models.NewID()
	cmd, _, err := s.books.Receive(ctx, n)
	if err != nil {
		s.t.Fatal(err)
	}
	rec, err := s.books.Append(ctx, s.ledger.Shelf, contract.Record{
		Kind: contract.Loan, Case: n.Stream, Effect: contract.Effect{Command: cmd.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: contract.Requested, Facts: n.Facts},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if rec.Refusal != nil {
		s.refused(e, rec.Refusal)
		return
	}
	s.say(fmt.Sprintf("another request for %s by %s is taken", e.Loan.Record, e.Who))
}

// looks opens the record as the counter does: who sees it through a request leaves a line in its log.
func (s *stage) looks(e entry) {
	ctx := context.Background()
	now, err := s.books.Now(s.books.DB)
	if err != nil {
		s.t.Fatal(err)
	}
	scope, err := models.ScopeOf(s.books.DB, s.staff(e.Who), now)
	if err != nil {
		s.t.Fatal(err)
	}
	seen := scope.Reaches(s.books.DB, models.ThingCase, string(contract.Archive), s.earlier["file"], now) == nil
	if !seen {
		if seen, err = s.books.OpenedTo(ctx, scope, models.ThingCase, string(contract.Archive), s.earlier["file"], "/archives/{id}"); err != nil {
			s.t.Fatal(err)
		}
	}
	if _, err := models.ArchiveByID(s.books.DB, scope, s.earlier["file"]); seen != (err == nil) {
		s.t.Errorf("the door says %v, the books %v", seen, err)
	}
	if !seen {
		s.say(e.Who + " looks for the record: not there")
		return
	}
	var reads int64
	if err := s.books.DB.Model(&models.LoanRead{}).Where("case_id = ? AND staff_id = ?", s.caseID, s.staff(e.Who)).Count(&reads).Error; err != nil {
		s.t.Fatal(err)
	}
	s.say(fmt.Sprintf("%s reads the record, looks in the request's log: %d (%s)", e.Who, reads, s.policy.Loan.Access.Clause))
}

// loanText is what an event says about a request beyond its clocks.
func (s *stage) loanText(b *strings.Builder, e contract.Event) {
	p := s.policy.Loan
	if p == nil {
		return
	}
	f := contract.Message{Facts: e.Facts}.Loan()
	r := p.Records[s.d.Steps[0].Loan.Record]
	if f.Record != "" {
		fmt.Fprintf(b, ", %s of %s (%s)", f.Purpose, f.Record, r.Purposes.Clause)
	}
	if f.Paper != "" {
		fmt.Fprintf(b, ", number %s", f.Paper)
	}
	if e.Loan != nil && e.Loan.Relation != "" {
		fmt.Fprintf(b, ", a record of the relation %s (%s)", e.Loan.Relation, e.Loan.Clause)
	}
	if r.Place != nil && e.Type == contract.EventIssued {
		fmt.Fprintf(b, ", read in the %s only (%s)", r.Place.Value, r.Place.Clause)
	}
	if e.Loan != nil && e.Loan.Until != nil {
		fmt.Fprintf(b, ", on screen until %s, %s (%s, %s)", clock(*e.Loan.Until), p.Access.Value, p.Access.Clause, p.Access.From())
	}
	if e.Facts.Item != "" {
		fmt.Fprintf(b, ", for %s", e.Facts.Item)
	}
	if e.Facts.Attachment != "" && e.Type != contract.EventAttached {
		fmt.Fprintf(b, ", by a paper (%s)", r.Authorised.Clause)
	}
	if len(e.Facts.Done) > 0 {
		fmt.Fprintf(b, ", %s (%s)", strings.Join(e.Facts.Done, ", "), r.Whole.Clause)
	}
	if e.Facts.Pieces > 0 {
		fmt.Fprintf(b, ", pieces: %d", e.Facts.Pieces)
	}
}
