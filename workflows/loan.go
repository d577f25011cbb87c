package workflows

import (
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Loan carries a request for a record from its asking to its end, and stays beside what was read, lent, amended or passed on: what
// was in it may come out later (PF-08). A record that is back owes nothing and has no timer.
func Loan(ctx workflow.Context, start contract.Start[contract.LoanState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Loan, start.Case, start.Renew, &loan{start.State})
}

type loan struct{ contract.LoanState }

func (l *loan) kase() *contract.CaseState { return &l.CaseState }

func (l *loan) state() any { return l.LoanState }

func (l *loan) may(m contract.Message) *contract.Refusal { return loanSteps.may(l, m) }

func (l *loan) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return loanSteps.propose(l, m)
}

func (l *loan) pin(rec contract.Recorded) {
	if rec.Loan != nil {
		l.Terms = rec.Loan
	}
}

// learn takes over what an event's type says about a request. Whoever asked is who owes it back.
func (l *loan) learn(e contract.Event) {
	switch e.Type {
	case contract.EventOpened:
		l.Handler = e.Actor
		l.Purpose = contract.Message{Facts: e.Facts}.Loan().Purpose
	case contract.EventGranted:
		l.Screen = e.Loan != nil && e.Loan.Until != nil
	}
}

// lent reports whether the record is to be taken along.
func (l *loan) lent() bool { return l.Purpose == contract.ToBorrow }
