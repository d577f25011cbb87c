package api

import (
	"net/http"

	"carebook/contract"
)

func (s *Server) visitRoutes() {
	const tag = "return-visits"
	route(s, get(tag, "/return-visits", "List return visits", http.StatusUnprocessableEntity), inSight, (*Server).listVisits)
	route(s, post(tag, "/return-visits", "Open the return visit of an event, or a standing cycle",
		"Where the policy has a part of the customers visited, the draw says at once whether this one is. The same event of another system, or a second cycle of a customer, is answered 409 with the case that it has."),
		opening(contract.ReturnVisit), openCase[NewVisit](visits, here((*Server).ofCustomer)))
	route(s, get(tag, "/return-visits/figures", "Count what a month's visits came to", http.StatusUnprocessableEntity), inSight, (*Server).visitFigures)
	route(s, get(tag, "/return-visits/{id}", "Read a return visit from the books, with its script"), seesA(contract.ReturnVisit), (*Server).getVisit)
	route(s, get(tag, "/return-visits/{id}/rounds", "List the talks of a return visit", http.StatusUnprocessableEntity), seesA(contract.ReturnVisit), (*Server).visitRounds)
	route(s, get(tag, "/return-visits/{id}/why", "Say why this customer is visited, or isn't"), seesA(contract.ReturnVisit), (*Server).whyDrawn)
	route(s, get(tag, "/return-visits/{id}/state", "Ask the running process where a return visit stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.ReturnVisit), (*Server).visitState)

	action[VisitAssignment](s, visits, contract.Assign, "Say who visits")
	action[VisitAppointment](s, visits, contract.Appoint, "Record what is agreed with the customer")
	action[VisitAttempt](s, visits, contract.Attempt, "Record that nobody was spoken to")
	action[VisitRecord](s, visits, contract.RecordVisit, "Record a visit or a call, with the answers")
	action[NewIssue](s, visits, contract.RaiseIssue, "Record what couldn't be answered at once")
	action[IssueAnswer](s, visits, contract.AnswerIssue, "Record a further round about an issue")
	action[Message](s, visits, contract.Report, "Report on the visit")
	action[Message](s, visits, contract.ReviewVisit, "Write the supervisor's opinion")
	action[Waiver](s, visits, contract.Waive, "Drop the visit")
	action[Unreached](s, visits, contract.Unreachable, "Give the place to another customer")
	action[Message](s, visits, contract.Refer, "Make a special case known to whoever it belongs to")
	action[Moment](s, visits, contract.ReturnMaterial, "Record that the material was given back")
	action[Reasoned](s, visits, contract.KeepMaterial, "Approve that the material isn't given back")
	action[Reasoned](s, visits, contract.Close, "End a standing cycle")
	action[Message](s, visits, contract.Note, "Add a note")
	action[Reassignment](s, visits, contract.Reassign, "Have somebody else visit")
	action[Pause](s, visits, contract.Pause, "Stop all its clocks")
	action[Moment](s, visits, contract.Resume, "Let its clocks run again")
	action[Reasoned](s, visits, contract.Void, "Void it: it was opened in error")
}
