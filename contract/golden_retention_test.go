package contract_test

import (
	"carebook/contract"
	"carebook/policies"
)

func retentionFacts() *contract.RetentionFacts {
	return &contract.RetentionFacts{Record: "vehicle_archive", Case: caseID, Paper: "B-17", Until: "2037-03-06", Method: "delete"}
}

func retentionTerms() *policies.RetentionTerms {
	return &policies.RetentionTerms{Methods: policies.Rule[[]string]{Value: []string{"delete"}, Clause: "C1-5.3.3", Source: policies.FromHouse}}
}
