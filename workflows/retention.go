package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
	"carebook/policies"
)

// Retention keeps a record for its time, years long with one timer, until it has been destroyed (PF-09).
func Retention(ctx workflow.Context, start contract.Start[contract.RetentionState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Retention, start.Case, start.Renew, &retention{start.State})
}

type retention struct{ contract.RetentionState }

// Duties of PF-09, as the policy names them.
const (
	dutyBind               = "bind"
	dutyBox                = "box"
	dutyKeep               = "keep" // the record's own time
	dutyHold               = "hold" // the time for which it is kept longer
	dutyReviewRecord       = "review_record"
	dutyApproveDestruction = "approve_destruction"
	dutyDestroy            = "destroy"
)

var retentionSteps = steps[*retention]{
	contract.Bind:               {in: in(contract.TenantLeft), proposal: goesOn(contract.EventBound, contract.Bound, dutyBind, dutyBox)},
	contract.Box:                {in: in(contract.Bound), proposal: goesOn(contract.EventBoxed, contract.Boxed, dutyBox, dutyKeep)},
	contract.ReviewRecord:       {in: in(contract.FallenDue), proposal: goesOn(contract.EventRecordReviewed, contract.Reviewed, dutyReviewRecord, dutyApproveDestruction)},
	contract.ApproveDestruction: {in: in(contract.Reviewed), proposal: goesOn(contract.EventDestructionApproved, contract.Approved, dutyApproveDestruction, dutyDestroy)},
	contract.KeepLonger:         {in: in(contract.FallenDue, contract.Reviewed, contract.Approved), proposal: (*retention).keptLonger},
	contract.Destroy:            {in: in(contract.Approved), check: (*retention).method, proposal: ended[*retention](contract.EventDestroyed, contract.Destroyed)},
}.with()

func (r *retention) kase() *contract.CaseState { return &r.CaseState }

func (r *retention) state() any { return r.RetentionState }

func (r *retention) may(m contract.Message) *contract.Refusal { return retentionSteps.may(r, m) }

func (r *retention) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	p, refusal := retentionSteps.propose(r, m)
	if m.Action == contract.Destroy && refusal == nil {
		p.Settle = r.Fulfils(dutyDestroy)
	}
	return p, refusal
}

func (r *retention) pin(rec contract.Recorded) {
	if rec.Retention != nil {
		r.Terms = rec.Retention
	}
}

// learn: whoever files a record answers for it until it is given to somebody else.
func (r *retention) learn(e contract.Event) {
	if e.Type == contract.EventOpened {
		r.Handler = e.Actor
	}
}

// opened begins the record's time. What is to be bound first, or isn't needed any more already, the ledger knows.
func (r *retention) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventOpened, Status: contract.Retained, Facts: m.Facts, Owe: []contract.Owe{{Duty: dutyKeep, Since: m.At}},
	}
}

// goesOn is a step that keeps one duty and leads to the next.
func goesOn(event string, status contract.Status, kept, next string) func(*retention, contract.Message) contract.Proposal {
	return func(r *retention, m contract.Message) contract.Proposal {
		return contract.Proposal{Type: event, Status: status, Settle: r.Fulfils(kept), Owe: []contract.Owe{{Duty: next, Since: m.At}}}
	}
}

// keptLonger takes back what was decided so far: when the day has come the record is due again (V16-3.2.8b).
func (r *retention) keptLonger(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventKeptLonger, Status: contract.KeptOn, Owe: []contract.Owe{{Duty: dutyHold, Since: m.At}}}
	for _, o := range r.Obligations {
		how := contract.Cancelled
		if o.Duty == dutyApproveDestruction { // it was decided
			how = contract.Fulfilled
		}
		p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: how})
	}
	return p
}

// method refuses a way of destroying that the policy doesn't have (C1-5.3.3).
func (r *retention) method(m contract.Message) *contract.Refusal {
	switch methods, said := r.Terms.Methods, m.Facts.Retained().Method; {
	case said == "":
		return contract.Refused(contract.CodeIncomplete, methods.Clause, "fields", "method")
	case !slices.Contains(methods.Value, said):
		return contract.Refused(contract.CodeUnknownValue, methods.Clause, "field", "method", "value", said)
	}
	return nil
}

// fired is what follows from a mark. A record that has been kept for its time is due: nobody has missed anything.
func (r *retention) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&r.CaseState, f), r.Obligation(f.Obligation)
	if f.Kind != contract.Breach || o == nil || !policies.Lasts(string(contract.Retention), o.Duty) {
		return p
	}
	p.Type, p.Status = contract.EventFellDue, contract.FallenDue
	p.Settle = []contract.Settle{{ID: o.ID, How: contract.Fulfilled}}
	p.Owe = []contract.Owe{{Duty: dutyReviewRecord, Since: o.Due}}
	return p
}
