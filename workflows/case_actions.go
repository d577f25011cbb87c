package workflows

import (
	"maps"
	"slices"

	"carebook/contract"
)

// anybody stands in a probe where a command would name a member of staff: who it is, the ledger judges.
const anybody = "anybody"

// shut are the refusals that speak of the case and not of what a command says: whatever it said, it would be refused.
var shut = []string{
	contract.CodeWrongState, contract.CodePaused, contract.CodeNotPaused, contract.CodeCaseEnded, contract.CodeUnknownTodo,
	contract.CodeUnknownItem, contract.CodeClaimed, contract.CodeCopiesOut,
}

// actions are those that the present state allows. Each is tried as a command would be, once by itself and, where it is about
// a to-do or an item, for each of them: what its own words decide counts as allowed. To reassign is meant of the case: a to-do
// can always be.
func (p *process) actions() ([]contract.OpenAction, error) {
	open := []contract.OpenAction{}
	for _, action := range slices.Sorted(maps.Keys(contract.Leads)) {
		if action != contract.Open && p.isOpen(action) {
			open = append(open, contract.OpenAction{Action: action, Choices: p.Choices(action)})
		}
	}
	return open, nil
}

func (p *process) isOpen(a contract.Action) bool {
	probes := []contract.Facts{{Assignee: anybody}}
	for _, o := range p.kase().Obligations {
		probe := contract.Facts{Assignee: anybody, Item: o.Item}
		if a == contract.Claim {
			probe.Obligation = o.ID
		}
		probes = append(probes, probe)
	}
	return slices.ContainsFunc(probes, func(f contract.Facts) bool {
		why := p.may(contract.Message{Action: a, Facts: f})
		return why == nil || !slices.Contains(shut, why.Code)
	})
}
