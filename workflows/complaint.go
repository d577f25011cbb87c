package workflows

import (
	"cmp"
	"slices"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Complaint handles one complaint from request to result report (PF-01).
func Complaint(ctx workflow.Context, start contract.Start[contract.ComplaintState]) (contract.CaseEnd, error) {
	c := &complaint{ComplaintState: start.State}
	c.revisit = func() workflow.Version { return workflow.GetVersion(ctx, changeRevisit, byHand, ownProcess) }
	return run(ctx, contract.Complaint, start.Case, start.Renew, c)
}

type complaint struct {
	contract.ComplaintState
	revisit func() workflow.Version // how this case's return visit is made; asked only where its policy has one
}

// changeRevisit names what a case does about the return visit when it closes: never rename, it stands in histories.
const (
	changeRevisit = "complaint-revisit"

	byHand     workflow.Version = 1 // a to-do of the case itself
	ownProcess workflow.Version = 2 // a process of its own, where the unit has one, which tells the case what came of it
)

func (c *complaint) kase() *contract.CaseState { return &c.CaseState }

func (c *complaint) state() any { return c.ComplaintState }

func (c *complaint) may(m contract.Message) *contract.Refusal {
	return c.first(complaintSteps.may(c, m))
}

func (c *complaint) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	p, refusal := complaintSteps.propose(c, m)
	if refusal != nil {
		return p, c.first(refusal)
	}
	return c.beside(p, m), nil
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
		c.Round, c.Anonymous = 1, e.Facts.Anonymous
		if c.Terms.AskedFirst() {
			c.Handler = e.Actor
		}
	case contract.EventClassified, contract.EventReclassified:
		c.Severity = e.Facts.Severity
	case contract.EventAssigned:
		c.Handler = cmp.Or(e.Facts.Assignee, c.Handler)
	case contract.EventReported:
		c.Amount = e.Facts.Amount
	case contract.EventRejected, contract.EventReopened, contract.EventDissatisfied:
		c.Round, c.Amount, c.ResultReported, c.Dismissed, c.Visiting = c.Round+1, 0, false, false, false
	case contract.EventDismissed:
		c.Dismissed = true
	case contract.EventClosed:
		c.Settlement, c.Routed = e.Facts.Settlement, nil
		c.Visiting = slices.ContainsFunc(e.Spawned, func(s contract.Spawned) bool { return s.Kind == contract.ReturnVisit })
	case contract.EventRevisited, contract.EventRevisitWaived:
		c.Visiting = false
	case contract.EventRouted:
		c.Routed = append(c.Routed, e.Facts.Copy)
	case contract.EventResultReported:
		c.ResultReported = true
	}
}
