package contract_test

import (
	"carebook/contract"
	"carebook/policies"
)

func loanFacts() *contract.LoanFacts {
	return &contract.LoanFacts{Purpose: contract.ToBorrow, Record: "vehicle_file", Case: caseID, Paper: "B-17", Outside: true}
}

func loanTerms() *policies.LoanTerms {
	words := func(words ...string) *policies.Rule[[]string] {
		return &policies.Rule[[]string]{Value: words, Clause: "S2-7.10a", Source: policies.FromHouse}
	}
	word := func(word string) *policies.Rule[string] {
		return &policies.Rule[string]{Value: word, Clause: "S2-7.10b", Source: policies.FromHouse}
	}
	yes := &policies.Rule[bool]{Value: true, Clause: "S2-7.10c", Source: policies.FromHouse}
	return &policies.LoanTerms{Record: policies.LoanRecord{
		Purposes: *words(contract.ToRead, contract.ToBorrow), Own: *words("sales_manager"), Other: words("general_manager"),
		Outside: words("general_manager"), Keeper: *word("archivist"), Askers: words("group_leader"), Case: word("archive"), Place: word("office"),
		Authorised: yes, Whole: words("complete"), Late: word("late"), Lost: word("lost"), EachPiece: yes, Ban: yes,
	}}
}
