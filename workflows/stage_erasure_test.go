package workflows_test

import (
	"context"
	"fmt"
	"strings"

	"carebook/contract"
	"carebook/models"
)

// An erasureEntry is what a command of a diary says about a request to erase somebody.
type erasureEntry struct {
	Asker  string `yaml:"asker"`
	Proof  string `yaml:"proof"`
	Ground string `yaml:"ground"`
	Begins string `yaml:"begins"` // instead of a command: a case of this kind, erasure or complaint, is to be opened for the customer
}

// erasureFacts are the facts of a command on a request. What is planted before it is a complaint, which has none.
func (s *stage) erasureFacts(e entry, f *contract.Facts) {
	if e.Erasure == (erasureEntry{}) || e.Erasure.Begins == string(contract.Complaint) {
		return
	}
	f.Vehicle, f.DataTrue = "", false
	f.Erasure = &contract.ErasureFacts{Asker: e.Erasure.Asker, Proof: e.Erasure.Proof, Ground: e.Erasure.Ground}
}

// begins is a case of its own, by the real ledger without a process behind it: what becomes of it isn't told.
func (s *stage) begins(e entry) {
	ctx, kind := context.Background(), contract.Kind(e.Erasure.Begins)
	e.Do = string(contract.Open)
	n := s.command(e)
	n.Stream, n.Kind = models.NewID(), string(kind)
	cmd, _, err := s.books.Receive(ctx, n)
	if err != nil {
		s.t.Fatal(err)
	}
	status := map[contract.Kind]contract.Status{contract.Complaint: contract.Registered, contract.Erasure: contract.ErasureAsked}[kind]
	rec, err := s.books.Append(ctx, s.ledger.Shelf, contract.Record{
		Kind: kind, Case: n.Stream, Effect: contract.Effect{Command: cmd.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: status, Facts: n.Facts},
	})
	switch {
	case err != nil:
		s.t.Fatal(err)
	case rec.Refusal != nil:
		s.refused(e, rec.Refusal)
	default:
		s.say("another " + string(kind) + " is opened for the customer")
	}
}

// erasureText is what an event says about a request beyond its clocks.
func (s *stage) erasureText(b *strings.Builder, e contract.Event) {
	p := s.policy.Erasure
	if p == nil {
		return
	}
	if f := e.Facts.Erasure; f != nil {
		grounds := p.Restrictions.Clause
		if e.Type == contract.EventTurnedDown {
			grounds = p.Refusals.Clause
		}
		for _, said := range []struct{ what, value, clause string }{
			{"asked by", f.Asker, p.Askers.Clause}, {"checked by", f.Proof, p.Proofs.Clause}, {"since", f.Ground, grounds},
		} {
			if said.value != "" {
				fmt.Fprintf(b, ", %s %s (%s)", said.what, said.value, said.clause)
			}
		}
	}
	if e.Erasure == nil {
		return
	}
	for _, c := range e.Erasure.Conflicts {
		fmt.Fprintf(b, "\n  against it: %s, %d (%s)", c.What, c.Count, p.Conflicts.Clause)
	}
	if e.Type == contract.EventErased {
		fmt.Fprintf(b, "\n  destroys the key, %d files, %d imported rows", e.Erasure.Files, e.Erasure.Rows)
	}
}
