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

// A retentionEntry is what a command of a diary says about a record that is kept.
type retentionEntry struct {
	Record  string `yaml:"record"`
	Paper   string `yaml:"paper"`
	Until   string `yaml:"until"`
	Method  string `yaml:"method"`
	Brought bool   `yaml:"brought"` // instead of a command: the file of a vehicle was stored, with two attachments, and brings the case
	Again   bool   `yaml:"again"`   // instead of a command: the same file by hand
	Of      bool   `yaml:"of"`      // the customer's
}

// retentionFacts are the facts of a command on a record.
func (s *stage) retentionFacts(e entry, f *contract.Facts) {
	if f.Customer, f.Vehicle, f.Channel = "", "", ""; e.Retention.Of {
		f.Customer = s.seeded.Customer
	}
	said := contract.RetentionFacts{Record: e.Retention.Record, Paper: e.Retention.Paper, Until: e.Retention.Until, Method: e.Retention.Method}
	if e.Retention.Again {
		said.Case = s.earlier["file"]
	}
	if said != (contract.RetentionFacts{}) {
		f.Retention = &said
	}
}

// plantStored stores the file of a vehicle by the real ledger, for diaries of a record that it brings.
func (s *stage) plantStored(shelf models.Shelf) {
	s.t.Helper()
	if !slices.ContainsFunc(s.d.Steps, func(e entry) bool { return e.Retention.Brought }) {
		return
	}
	at, diarys := moment(s.t, s.d.Steps[0].At).UTC(), s.books.Now
	s.books.Now = func(*gorm.DB) (time.Time, error) { return at, nil }
	defer func() { s.books.Now = diarys }()
	id, seq := models.NewID(), int64(0)
	s.earlier["file"] = id
	record := func(n models.NewCommand, p contract.Proposal) contract.Event {
		n.Kind, n.Stream = string(contract.Archive), id
		cmd, _, err := s.stored(n, entry{Content: fmt.Sprintf("paper %d of the file", seq)})
		if err != nil {
			s.t.Fatal(err)
		}
		m, err := cmd.Message()
		if err != nil {
			s.t.Fatal(err)
		}
		p.Facts = m.Facts
		rec, err := s.books.Append(context.Background(), shelf, contract.Record{
			Kind: contract.Archive, Case: id, After: seq, Effect: contract.Effect{Command: cmd.ID}, Proposal: p,
		})
		if err != nil || rec.Refusal != nil {
			s.t.Fatalf("storing a file: %v %v", err, rec.Refusal)
		}
		seq++
		return rec.Events[0]
	}
	by := func(action contract.Action, f contract.Facts) models.NewCommand {
		n := s.command(entry{Do: string(action), Who: "archivist"})
		n.Facts = f
		return n
	}
	record(by(contract.Open, contract.Facts{
		Unit: s.seeded.Units["S1"], Customer: s.seeded.Customer, Vehicle: s.seeded.Vehicle, File: "new_car", Assignee: s.staff("sales_consultant"),
	}), contract.Proposal{Type: contract.EventOpened, Status: contract.Waiting})
	for range 2 {
		record(by(contract.Attach, contract.Facts{}), contract.Proposal{Type: contract.EventAttached, Status: contract.Waiting})
	}
	stored := record(by(contract.Store, contract.Facts{}), contract.Proposal{Type: contract.EventStored, Status: contract.Stored})
	s.caseID = stored.Spawned[0].Case
}

// again is an opening of the same file by hand, by the real ledger without a process behind it.
func (s *stage) again(e entry) {
	s.t.Helper()
	e.Do = string(contract.Open)
	n := s.command(e)
	n.Stream = models.NewID()
	cmd, _, err := s.books.Receive(context.Background(), n)
	if err != nil {
		s.t.Fatal(err)
	}
	rec, err := s.books.Append(context.Background(), s.ledger.Shelf, contract.Record{
		Kind: contract.Retention, Case: n.Stream, Effect: contract.Effect{Command: cmd.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: contract.Retained, Facts: n.Facts},
	})
	if err != nil || rec.Refusal == nil {
		s.t.Fatalf("the same file was opened twice: %v", err)
	}
	s.refused(e, rec.Refusal)
}

// retentionText is what an event says of a record beyond its clocks; of a destroyed one, the books keep of it: the record of destruction, and what is left of the file.
func (s *stage) retentionText(b *strings.Builder, e contract.Event) {
	p := s.policy.Retention
	if p == nil {
		return
	}
	var row models.Retention
	if err := s.books.DB.Where("case_id = ?", s.caseID).Take(&row).Error; err != nil {
		s.t.Fatal(err)
	}
	rec, said := p.Records[row.Record], e.Facts.Retained()
	switch e.Type {
	case contract.EventOpened:
		fmt.Fprintf(b, ", %s", row.Record)
		if row.Paper != "" {
			fmt.Fprintf(b, ", number %s", row.Paper)
		}
		if rec.Case != nil {
			fmt.Fprintf(b, ", the file of a case (%s)", rec.Case.Clause)
		}
		if rec.Bound != nil {
			fmt.Fprintf(b, ", to be bound (%s)", rec.Bound.Clause)
		}
	case contract.EventBound:
		fmt.Fprintf(b, ", the next tidy after the %s (%s)", p.Tidy.Value, p.Tidy.Clause)
	case contract.EventKeptLonger:
		fmt.Fprintf(b, ", until %s", said.Until)
	case contract.EventDestroyed:
		fmt.Fprintf(b, ", by %s (%s), reviewed by %s, approved by %s", said.Method, rec.Methods.Clause, s.role(*row.ReviewerID), s.role(*row.ApproverID))
		if row.KeptCaseID != nil {
			var left int64
			err := s.books.DB.Table("attachment_contents c").Joins("JOIN attachments a ON a.id = c.attachment_id").
				Where("a.case_id = ?", *row.KeptCaseID).Count(&left).Error
			if err != nil {
				s.t.Fatal(err)
			}
			fmt.Fprintf(b, ", files destroyed: %d, left: %d", row.Files, left)
		}
		broken := 0
		if _, err := models.VerifyChains(context.Background(), s.books, func(models.Break) { broken++ }); err != nil || broken > 0 {
			s.t.Errorf("chains: %d broken, %v", broken, err)
		}
	}
}
