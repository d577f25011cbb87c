package api

import (
	"net/http"

	"carebook/contract"
)

func (s *Server) customerVisitRoutes() {
	const tag = "visits"
	route(s, get(tag, "/visits", "List visits to customers: what is planned, what was made, reports that are overdue", http.StatusUnprocessableEntity), inSight, (*Server).listCustomerVisits)
	route(s, post(tag, "/visits", "Plan a visit to a customer", ""), opening(contract.Visit), openCase[NewCustomerVisit](customerVisits, here((*Server).ofCustomer)))
	route(s, get(tag, "/visits/{id}", "Read a visit from the books, with its checklist"), seesA(contract.Visit), (*Server).getCustomerVisit)
	route(s, get(tag, "/visits/{id}/state", "Ask the running process where a visit stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Visit), (*Server).customerVisitState)

	action[CustomerAppointment](s, customerVisits, contract.Appoint, "Record what is agreed with the customer")
	action[VisitRequests](s, customerVisits, contract.AskFor, "Ask for items, expenses, a gift or an entertainment")
	action[VisitGrant](s, customerVisits, contract.Grant, "Approve what was asked for")
	action[VisitDenial](s, customerVisits, contract.Deny, "Turn down what was asked for")
	action[VisitPreparation](s, customerVisits, contract.Prepare, "Record that it is prepared")
	action[CustomerVisitRecord](s, customerVisits, contract.RecordVisit, "Record that it was made, and what came of it")
	action[Message](s, customerVisits, contract.Report, "Report on it")
	action[Message](s, customerVisits, contract.ReviewVisit, "Write the supervisor's opinion on the report")
	action[KeptPromise](s, customerVisits, contract.KeepPromise, "Record that a promise was kept")
	action[Reasoned](s, customerVisits, contract.Cancel, "Cancel it")
	action[Message](s, customerVisits, contract.Note, "Add a note")
	action[Reassignment](s, customerVisits, contract.Reassign, "Have somebody else visit")
	action[Reasoned](s, customerVisits, contract.Void, "Void it: it was entered in error")
}

func (s *Server) visitPlanRoutes() {
	const tag = "visit-plans"
	route(s, get(tag, "/visit-plans", "List months of visits: plans, and plan and actual", http.StatusUnprocessableEntity), inSight, (*Server).listVisitPlans)
	route(s, post(tag, "/visit-plans", "Open a person's month", "A person has one for each month and unit; a second one is answered 409 with the first."), opening(contract.VisitPlan), openCase[NewVisitPlan](visitPlans, here((*Server).ofMonth)))
	route(s, get(tag, "/visit-plans/{id}", "Read a month from the books, with its plan and what was counted"), seesA(contract.VisitPlan), (*Server).getVisitPlan)
	route(s, get(tag, "/visit-plans/{id}/state", "Ask the running process where a month stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.VisitPlan), (*Server).visitPlanState)
	route(s, get(tag, "/visit-plans/{id}/activities", "List what somebody has done in a month, as it counts for quotas", http.StatusUnprocessableEntity), seesA(contract.VisitPlan), (*Server).listActivities)
	route(s, post(tag, "/visit-plans/{id}/activities", "Record what somebody has done",
		"By the person, or by whoever the policy names."), seesA(contract.VisitPlan), (*Server).recordActivity)

	action[PlanDraft](s, visitPlans, contract.DraftPlan, "Write the plan")
	action[Moment](s, visitPlans, contract.SubmitPlan, "Hand the plan in")
	action[PlanVerdict](s, visitPlans, contract.Decide, "Approve the plan, or send it back")
	action[Message](s, visitPlans, contract.Note, "Add a note")
	action[TodoReassignment](s, visitPlans, contract.Reassign, "Give a to-do to somebody else")
	action[Reasoned](s, visitPlans, contract.Void, "Void it: it was entered in error")
}
