package contract_test

import (
	"carebook/contract"
	"carebook/policies"
)

func customerVisitFacts() *contract.CustomerVisitFacts {
	return &contract.CustomerVisitFacts{
		Purpose: "customer_care", Object: "current", Channel: contract.ByPhone, Matter: contract.SupplementMatter, Plan: caseID, Line: 2,
		Requests: []contract.VisitRequest{{What: "gift", Amount: 15000}}, Given: []string{"gift"}, Minutes: 15, Promises: 2,
	}
}

func customerVisitTerms() *policies.VisitTerms {
	words := policies.Rule[[]string]{Value: []string{"visit", "phone"}, Clause: "V5-4", Source: policies.FromPolicy}
	count := policies.Rule[policies.Count]{Value: 10, Clause: "V9-14.1", Source: policies.FromPolicy}
	return &policies.VisitTerms{
		Ways: words, ByPhone: &words, Requests: map[string]policies.Rule[string]{"gift": {Value: "vice_chairman", Clause: "V6-3.3.3", Source: policies.FromHouse}},
		Training: &policies.VisitTraining{Least: count, Most: count}, Before: []policies.VisitNeed{{ID: "tools", Clause: "V9-7.1"}},
		During: []string{"brand"}, Prepares: true, Clocks: []string{"report"},
	}
}

func visitPlanFacts() *contract.VisitPlanFacts {
	return &contract.VisitPlanFacts{
		Person: staff, Month: "2026-03", Lines: []contract.PlanLine{{Purpose: "coverage", Object: "target", Customer: caseID, Count: 3}},
		Quota: "met", Period: "2026-03-06",
	}
}

func visitPlanTerms() *policies.VisitPlanTerms {
	return &policies.VisitPlanTerms{Plans: true, Clocks: []string{"submit"}}
}
