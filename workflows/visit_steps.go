package workflows

import (
	"slices"
	"strings"

	"carebook/contract"
)

// Duties of a visit, as the policy names them, beside approve and report.
const (
	dutyPrepare     = "prepare"
	dutyKeepPromise = "keep_promise" // for each promise
)

// mostPromises bounds what one visit may leave to be done: a case hands all that it owes from one run of its workflow to the next.
const mostPromises = 20

var customerVisitSteps = steps[*visit]{
	contract.Appoint:     {in: beforeVisit, check: (*visit).appointable, proposal: (*visit).appointed},
	contract.AskFor:      {in: beforeVisit, check: (*visit).askable, proposal: (*visit).askedFor},
	contract.Grant:       {in: beforeVisit, check: (*visit).isAsked, proposal: requestDecided(contract.EventGranted)},
	contract.Deny:        {in: beforeVisit, check: (*visit).isAsked, proposal: requestDecided(contract.EventDenied)},
	contract.Prepare:     {in: in(contract.Appointed, contract.Overdue), check: (*visit).preparable, proposal: (*visit).prepared},
	contract.RecordVisit: {in: in(contract.Appointed, contract.Prepared, contract.Overdue), check: (*visit).recordable, proposal: (*visit).visited},
	contract.Report:      {in: in(contract.VisitMade, contract.Overdue), check: owed[*visit](dutyReport), proposal: (*visit).reported},
	contract.ReviewVisit: {in: in(contract.Reported), proposal: (*visit).reviewed},
	contract.KeepPromise: {
		in: in(contract.VisitMade, contract.Overdue, contract.Reported, contract.FollowUps), check: (*visit).isPromised, proposal: (*visit).promiseKept,
	},
	contract.Cancel: {in: beforeVisit, check: (*visit).toCome, proposal: ended[*visit](contract.EventCancelled, contract.CalledOff)},
}.with()

// beforeVisit are the statuses of a visit that is still to be made. One that is overdue may be one whose report is.
var beforeVisit = in(contract.Planned, contract.Appointed, contract.Prepared, contract.Overdue)

func (v *visit) toCome(m contract.Message) *contract.Refusal {
	if v.Held {
		return notNow(&v.CaseState, m.Action)
	}
	return nil
}

func (v *visit) appointable(m contract.Message) *contract.Refusal {
	if m.Facts.Next == nil && !v.Held {
		return contract.Refused(contract.CodeIncomplete, "", "fields", "next_at")
	}
	return v.toCome(m)
}

// askable refuses what the policy lets nobody ask for, and what is asked for already.
func (v *visit) askable(m contract.Message) *contract.Refusal {
	if refusal := v.toCome(m); refusal != nil {
		return refusal
	}
	var seen []string
	for _, r := range m.Facts.Visited().Requests {
		rule, known := v.Terms.Requests[r.What]
		switch {
		case !known, r.Amount < 0:
			return contract.Refused(contract.CodeUnknownValue, "", "field", "requests", "value", r.What)
		case slices.Contains(slices.Concat(seen, v.Asked, v.Granted), r.What):
			return contract.Refused(contract.CodeAlreadyDone, rule.Clause, "duty", dutyApprove)
		}
		seen = append(seen, r.What)
	}
	if len(seen) == 0 {
		return contract.Refused(contract.CodeIncomplete, "", "fields", "requests")
	}
	return nil
}

func (v *visit) isAsked(m contract.Message) *contract.Refusal {
	if !slices.Contains(v.Asked, m.Facts.Item) {
		return unknownItem(m)
	}
	return v.toCome(m)
}

// preparable refuses a preparation of which something is left out, or while something that was asked for isn't decided on.
func (v *visit) preparable(m contract.Message) *contract.Refusal {
	if v.Ready || v.Held || !v.Terms.Prepares {
		return notNow(&v.CaseState, m.Action)
	}
	if len(v.Asked) > 0 {
		return contract.Refused(contract.CodeStillAsked, v.Terms.Requests[v.Asked[0]].Clause, "item", v.Asked[0])
	}
	var missing []string
	clause := ""
	for _, need := range v.Terms.Before {
		if !slices.Contains(m.Facts.Done, need.ID) {
			if missing = append(missing, need.ID); clause == "" {
				clause = need.Clause
			}
		}
	}
	if len(missing) > 0 {
		return contract.Refused(contract.CodeIncomplete, clause, "fields", strings.Join(missing, ","))
	}
	return nil
}

// recordable refuses a visit that wasn't prepared, a gift that nobody granted, and a training of another length than the policy's.
func (v *visit) recordable(m contract.Message) *contract.Refusal {
	if v.Held || v.Terms.Prepares && !v.Ready {
		return notNow(&v.CaseState, m.Action)
	}
	said := m.Facts.Visited()
	for _, what := range said.Given {
		if !slices.Contains(v.Granted, what) {
			return contract.Refused(contract.CodeNotGranted, v.Terms.Requests[what].Clause, "item", what)
		}
	}
	for _, id := range m.Facts.Done {
		if !slices.Contains(v.Terms.During, id) {
			return contract.Refused(contract.CodeUnknownValue, "", "field", "done", "value", id)
		}
	}
	if said.Promises < 0 || said.Promises > mostPromises {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "promises")
	}
	return v.trained(said)
}

// trained wants the customer trained at each visit in person, where the policy does (V9-14.1).
func (v *visit) trained(said contract.CustomerVisitFacts) *contract.Refusal {
	t := v.Terms.Training
	if t == nil || v.Channel != contract.InPerson || said.Minutes >= int(t.Least.Value) && said.Minutes <= int(t.Most.Value) {
		return nil
	}
	least, _ := t.Least.Value.MarshalText()
	most, _ := t.Most.Value.MarshalText()
	return contract.Refused(contract.CodeTrainingLength, t.Least.Clause, "least", string(least), "most", string(most))
}

func (v *visit) isPromised(m contract.Message) *contract.Refusal {
	if v.OwingItem(dutyKeepPromise, m.Facts.Item) == nil {
		return unknownItem(m)
	}
	return nil
}
