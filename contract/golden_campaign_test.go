package contract_test

import (
	"carebook/contract"
	"carebook/policies"
)

func campaignFacts() *contract.CampaignFacts {
	return &contract.CampaignFacts{
		Occasion: "festivals", Period: "mid_autumn 2026", Day: "2026-09-25", Node: "opening", Late: true,
		Outcome: contract.Greeted, Means: "phone", Gift: "flowers",
	}
}

func campaignPage() *contract.CampaignPage {
	return &contract.CampaignPage{N: 2, Planned: 200, LeftOut: map[string]int{contract.LeftClass: 7}, Gifts: 3, Last: true}
}

func campaignTerms() *policies.CampaignTerms {
	return &policies.CampaignTerms{Pace: policies.Rule[policies.Count]{Value: 1, Clause: "V11-2.9.2", Source: policies.FromHouse}}
}
