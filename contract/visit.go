package contract

import (
	"slices"
	"time"

	"carebook/policies"
)

// CustomerVisitState is all that the workflow of a visit knows. Ids, enum values and moments; nothing personal.
type CustomerVisitState struct {
	CaseState
	Channel   string               `json:"channel,omitempty"`   // how it is made
	Appointed *time.Time           `json:"appointed,omitempty"` // with the customer
	Asked     []string             `json:"asked,omitempty"`     // for which an approval is open
	Granted   []string             `json:"granted,omitempty"`
	Ready     bool                 `json:"ready,omitempty"`    // prepared
	Held      bool                 `json:"held,omitempty"`     // it was made
	Promises  int                  `json:"promises,omitempty"` // that were made at it
	Terms     *policies.VisitTerms `json:"visit_terms,omitempty"`
}

// CustomerVisitFacts are the plain facts of a visit: what for, whom, how, what was asked for, and what came of it.
type CustomerVisitFacts struct {
	Purpose  string         `json:"purpose,omitempty"`
	Object   string         `json:"object,omitempty"`   // what the customer is: current, target, …
	Channel  string         `json:"way,omitempty"`      // visit, phone
	Matter   string         `json:"matter,omitempty"`   // of a call: simple, or a supplement to an earlier visit
	Plan     string         `json:"plan,omitempty"`     // id of the month's plan
	Line     int            `json:"line,omitempty"`     // of that plan, from 1
	Requests []VisitRequest `json:"requests,omitempty"` // what is asked for before the visit
	Given    []string       `json:"given,omitempty"`    // of what was granted: gift, entertainment
	Minutes  int            `json:"minutes,omitempty"`  // for which the customer was trained
	Promises int            `json:"promises,omitempty"` // how many were made to the customer
}

// VisitRequest is something that is asked for before a visit.
type VisitRequest struct {
	What   string `json:"what"`             // items, expenses, gift, entertainment
	Amount int64  `json:"amount,omitempty"` // in fen
}

// Actions on a visit that no other family has (PF-04).
const (
	AskFor      Action = "ask_for" // items, expenses, a gift, an entertainment
	Prepare     Action = "prepare" // the checklist is done
	KeepPromise Action = "keep_promise"
)

// Statuses of a visit (PF-04), beside planned, appointed, reported, reviewed, overdue, completed and cancelled.
const (
	Prepared  Status = "prepared"
	VisitMade Status = "made"
	FollowUps Status = "follow_ups" // reviewed; promises are still to be kept
)

// Event types of a visit.
const (
	EventAskedFor    = "asked_for"
	EventPrepared    = "prepared"
	EventPromiseKept = "promise_kept"
)

// SupplementMatter is the matter of a call that adds to an earlier visit.
const SupplementMatter = "supplement"

// Visited is what a command says about a visit; nothing when it says nothing.
func (f Facts) Visited() CustomerVisitFacts {
	if f.CustomerVisit == nil {
		return CustomerVisitFacts{}
	}
	return *f.CustomerVisit
}

// Choices are the values that an action takes in the present state, by the policy that the visit is pinned to.
func (v *CustomerVisitState) Choices(a Action) map[string][]string {
	all := map[string][]string{}
	switch a {
	case AskFor:
		for what := range v.Terms.Requests {
			if !slices.Contains(v.Asked, what) && !slices.Contains(v.Granted, what) {
				all["requests"] = append(all["requests"], what)
			}
		}
		slices.Sort(all["requests"])
	case Grant, Deny:
		all["item"] = slices.Clone(v.Asked)
	case Prepare:
		for _, need := range v.Terms.Before {
			all["done"] = append(all["done"], need.ID)
		}
	case RecordVisit:
		all["done"] = slices.Clone(v.Terms.During)
		all["given"] = slices.DeleteFunc(slices.Clone(v.Granted), func(what string) bool { return !slices.Contains(giveable, what) })
	case KeepPromise:
		for _, o := range v.Obligations {
			if o.Duty == string(KeepPromise) {
				all["item"] = append(all["item"], o.Item)
			}
		}
	}
	return named(all)
}

// giveable are what a customer is given, so that it needs an approval.
var giveable = []string{"gift", "entertainment"}
