package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
)

func (s *Server) visitRoutes() {
	const tag = "return-visits"
	route(s, get(tag, "/return-visits", "List return visits", http.StatusUnprocessableEntity), (*Server).listVisits)
	route(s, post(tag, "/return-visits", "Open the return visit of an event, or a standing cycle",
		"Where the policy has a part of the customers visited, the draw says at once whether this one is. The same event of another system, or a second cycle of a customer, is answered 409 with the case that it has."),
		openVisit())
	route(s, get(tag, "/return-visits/figures", "Count what a month's visits came to", http.StatusUnprocessableEntity), (*Server).visitFigures)
	route(s, get(tag, "/return-visits/{id}", "Read a return visit from the books, with its script"), (*Server).getVisit)
	route(s, get(tag, "/return-visits/{id}/rounds", "List the talks of a return visit", http.StatusUnprocessableEntity), (*Server).visitRounds)
	route(s, get(tag, "/return-visits/{id}/why", "Say why this customer is visited, or isn't"), (*Server).whyDrawn)
	route(s, get(tag, "/return-visits/{id}/state", "Ask the running process where a return visit stands", http.StatusConflict, http.StatusGatewayTimeout), (*Server).visitState)

	route(s, onVisit(contract.Assign, "Say who visits"), actOnVisit[VisitAssignment](contract.Assign))
	route(s, onVisit(contract.Appoint, "Record what is agreed with the customer"), actOnVisit[VisitAppointment](contract.Appoint))
	route(s, onVisit(contract.Attempt, "Record that nobody was spoken to"), actOnVisit[VisitAttempt](contract.Attempt))
	route(s, onVisit(contract.RecordVisit, "Record a visit or a call, with the answers"), actOnVisit[VisitRecord](contract.RecordVisit))
	route(s, onVisit(contract.RaiseIssue, "Record what couldn't be answered at once"), actOnVisit[NewIssue](contract.RaiseIssue))
	route(s, onVisit(contract.AnswerIssue, "Record a further round about an issue"), actOnVisit[IssueAnswer](contract.AnswerIssue))
	route(s, onVisit(contract.Report, "Report on the visit"), actOnVisit[Message](contract.Report))
	route(s, onVisit(contract.ReviewVisit, "Write the supervisor's opinion"), actOnVisit[Message](contract.ReviewVisit))
	route(s, onVisit(contract.Waive, "Drop the visit"), actOnVisit[Waiver](contract.Waive))
	route(s, onVisit(contract.Unreachable, "Give the place to another customer"), actOnVisit[Unreached](contract.Unreachable))
	route(s, onVisit(contract.Refer, "Make a special case known to whoever it belongs to"), actOnVisit[Message](contract.Refer))
	route(s, onVisit(contract.ReturnMaterial, "Record that the material was given back"), actOnVisit[Moment](contract.ReturnMaterial))
	route(s, onVisit(contract.KeepMaterial, "Approve that the material isn't given back"), actOnVisit[Reasoned](contract.KeepMaterial))
	route(s, onVisit(contract.Close, "End a standing cycle"), actOnVisit[Reasoned](contract.Close))
	route(s, onVisit(contract.Note, "Add a note"), actOnVisit[Message](contract.Note))
	route(s, onVisit(contract.Reassign, "Have somebody else visit"), actOnVisit[Reassignment](contract.Reassign))
	route(s, onVisit(contract.Pause, "Stop all its clocks"), actOnVisit[Pause](contract.Pause))
	route(s, onVisit(contract.Resume, "Let its clocks run again"), actOnVisit[Moment](contract.Resume))
	route(s, onVisit(contract.Void, "Void it: it was opened in error"), actOnVisit[Reasoned](contract.Void))
}

// onVisit is an action on a return visit.
func onVisit(a contract.Action, summary string) huma.Operation {
	return done(post("return-visits", "/return-visits/{id}/"+segment(string(a)), summary,
		"Who may do this, and when, stands in the policy; a refusal cites its clause."))
}
