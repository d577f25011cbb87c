package workflows

import (
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// VisitPlan carries a person's month of visits: its plan until that is approved, and what is counted of it until the month is
// closed (PF-04).
func VisitPlan(ctx workflow.Context, start contract.Start[contract.VisitPlanState]) (contract.CaseEnd, error) {
	return run(ctx, contract.VisitPlan, start.Case, start.Renew, &visitPlan{start.State})
}

type visitPlan struct{ contract.VisitPlanState }

const dutySubmit = "submit"

var visitPlanSteps = steps[*visitPlan]{
	contract.DraftPlan:  {in: in(contract.PlanDraft, contract.PlanSentBack), check: (*visitPlan).lined, proposal: stays[*visitPlan](contract.EventDrafted)},
	contract.SubmitPlan: {in: in(contract.PlanDraft, contract.PlanSentBack), check: (*visitPlan).drafted, proposal: (*visitPlan).submitted},
	contract.Decide:     {in: in(contract.PlanSubmitted), check: (*visitPlan).verdict, proposal: (*visitPlan).decided},
	contract.TallyQuota: {paused: true, proposal: stays[*visitPlan](contract.EventTallied)},
	contract.CloseMonth: {paused: true, proposal: ended[*visitPlan](contract.EventMonthClosed, contract.Completed)},
	contract.Reassign:   {paused: true, check: (*visitPlan).handedOver, proposal: reassigned[*visitPlan]},
}.with()

func (p *visitPlan) kase() *contract.CaseState { return &p.CaseState }

func (p *visitPlan) state() any { return p.VisitPlanState }

func (p *visitPlan) may(m contract.Message) *contract.Refusal { return visitPlanSteps.may(p, m) }

func (p *visitPlan) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return visitPlanSteps.propose(p, m)
}

func (p *visitPlan) pin(rec contract.Recorded) {
	if rec.VisitPlan != nil {
		p.Terms = rec.VisitPlan
	}
}

// learn: a month is somebody's own, whoever opened it.
func (p *visitPlan) learn(e contract.Event) {
	switch e.Type {
	case contract.EventOpened:
		p.Handler = planner(e.Facts, e.Actor)
	case contract.EventDrafted:
		p.Lines = len(e.Facts.PlannedMonth().Lines)
	}
}

// planner is whose month it is: whoever is named, or else whoever opens it.
func planner(f contract.Facts, actor string) string {
	if person := f.PlannedMonth().Person; person != "" {
		return person
	}
	return actor
}

// opened owes the plan. Until when, and whether somebody plans at all here, the ledger knows.
func (p *visitPlan) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventOpened, Status: contract.PlanDraft, Facts: m.Facts,
		Owe: []contract.Owe{{Duty: dutySubmit, Since: m.At, Person: planner(m.Facts, m.Actor)}},
	}
}

func (p *visitPlan) lined(m contract.Message) *contract.Refusal {
	if len(m.Facts.PlannedMonth().Lines) == 0 {
		return contract.Refused(contract.CodeIncomplete, "", "fields", "lines")
	}
	return nil
}

func (p *visitPlan) drafted(contract.Message) *contract.Refusal {
	if p.Lines == 0 {
		return contract.Refused(contract.CodeIncomplete, "", "fields", "lines")
	}
	return nil
}

func (p *visitPlan) submitted(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventSubmitted, Status: contract.PlanSubmitted, Settle: p.Fulfils(dutySubmit),
		Owe: []contract.Owe{{Duty: dutyDecide, Since: m.At}},
	}
}

func (p *visitPlan) verdict(m contract.Message) *contract.Refusal {
	if m.Facts.Verdict != contract.Approve && m.Facts.Verdict != contract.Return {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", m.Facts.Verdict)
	}
	return nil
}

func (p *visitPlan) decided(m contract.Message) contract.Proposal {
	if m.Facts.Verdict == contract.Approve {
		return contract.Proposal{Type: contract.EventApproved, Status: contract.Approved, Settle: p.Fulfils(dutyDecide)}
	}
	return contract.Proposal{
		Type: contract.EventReturned, Status: contract.PlanSentBack, Settle: p.Fulfils(dutyDecide),
		Owe: []contract.Owe{{Duty: dutySubmit, Since: m.At, Person: p.Handler}},
	}
}

// handedOver gives a to-do to somebody else. The month itself stays whose it is.
func (p *visitPlan) handedOver(m contract.Message) *contract.Refusal {
	if m.Facts.Obligation == "" {
		return notNow(&p.CaseState, m.Action)
	}
	return reassignable(p, m)
}

func (p *visitPlan) fired(f contract.Fire) contract.Proposal { return struck(&p.CaseState, f) }
