package contract_test

import (
	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

func leadFacts() *contract.LeadFacts {
	return &contract.LeadFacts{
		Traits: policies.Traits{Source: "call_in", Class: "a", Quality: true, Key: true, Objection: true, OnDuty: true, Dislikes: true},
		Reason: "offer", Result: "progress", Agreed: true, Anyway: true,
	}
}

func leadTerms() *policies.LeadTerms {
	words := func(words ...string) *policies.Rule[[]string] {
		return &policies.Rule[[]string]{Value: words, Clause: "R1-5.4", Source: policies.FromHouse}
	}
	word := func(word string) *policies.Rule[string] {
		return &policies.Rule[string]{Value: word, Clause: "S2-3.12", Source: policies.FromHouse}
	}
	yes := &policies.Rule[bool]{Value: true, Clause: "S2-3.1", Source: policies.FromHouse}
	length := func(text string) *policies.Rule[calendar.Rule] {
		rule, err := calendar.ParseRule(text)
		if err != nil {
			panic(err)
		}
		return &policies.Rule[calendar.Rule]{Value: rule, Clause: "S2-3.2a", Source: policies.FromHouse}
	}
	return &policies.LeadTerms{
		Sources: *words("call_in", "visitor"), Media: *words("phone"), Results: *words("reached", "progress"), Progress: *words("progress"),
		Classes: words("a"), Reasons: words("offer"), Form: words("honorific"), Signed: yes, Calls: yes, Lapse: words("contact"),
		Texts:  &policies.Rule[policies.Count]{Value: 3, Clause: "S2-3.4", Source: policies.FromHouse},
		Missed: word("message"), Torn: word("torn_card"),
		Cadences: map[string]policies.Cadence{
			"card": {Message: length("end of day"), First: length("3 days"), Next: length("1 week"), Then: length("1 week")},
		},
	}
}
