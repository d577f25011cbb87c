package workflows

import (
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Complaint handles one complaint from request to result report (PF-01).
func Complaint(ctx workflow.Context, start contract.Start[contract.ComplaintState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Complaint, start.Case, start.Renew, &complaint{start.State})
}

type complaint struct{ contract.ComplaintState }

func (c *complaint) kase() *contract.CaseState { return &c.CaseState }

func (c *complaint) state() any { return c.ComplaintState }

func (c *complaint) may(m contract.Message) *contract.Refusal { return complaintSteps.may(c, m) }

func (c *complaint) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return complaintSteps.propose(c, m)
}

func (c *complaint) fired(f contract.Fire) contract.Proposal { return struck(&c.CaseState, f) }

func (c *complaint) pin(rec contract.Recorded) {
	if rec.Terms != nil {
		c.Terms = rec.Terms
	}
}

// learn takes over what an event's type says about a complaint.
func (c *complaint) learn(e contract.Event) {
	switch e.Type {
	case contract.EventOpened:
		c.Round = 1
	case contract.EventClassified:
		c.Severity = e.Facts.Severity
	case contract.EventAssigned:
		c.Handler = e.Facts.Assignee
	case contract.EventReported:
		c.Amount = e.Facts.Amount
	case contract.EventRejected:
		c.Round, c.Amount, c.ResultReported = c.Round+1, 0, false
	case contract.EventResultReported:
		c.ResultReported = true
	}
}
