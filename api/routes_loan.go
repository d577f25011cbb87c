package api

import (
	"net/http"

	"carebook/contract"
)

func (s *Server) loanRoutes() {
	route(s, get("loans", "/loans", "List requests for records: the register of loans, what is overdue, one's own", http.StatusUnprocessableEntity), inSight, (*Server).listLoans)
	route(s, post("loans", "/loans", "Ask for a record", ""), opening(contract.Loan), openCase[NewLoan](loans, (*Server).ofRecord))
	route(s, get("loans", "/loans/{id}", "Read a request from the books"), seesA(contract.Loan), (*Server).getLoan)
	route(s, get("loans", "/loans/{id}/reads", "List who looked at what a request has opened", http.StatusUnprocessableEntity), seesA(contract.Loan), (*Server).loanReads)
	route(s, get("loans", "/loans/{id}/state", "Ask the running process where a request stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Loan), (*Server).loanState)

	action[Approval](s, loans, contract.Grant, "Approve it")
	action[Reasoned](s, loans, contract.Deny, "Deny it")
	action[Moment](s, loans, contract.Withdraw, "Take it back")
	action[Moment](s, loans, contract.Issue, "Hand the record out")
	action[GivenBack](s, loans, contract.GiveBack, "Take the record back")
	action[Loss](s, loans, contract.Lose, "Record that the record, or pieces of it, are lost or damaged")
	action[Moment](s, loans, contract.EndAccess, "End the reading on screen")
	action[Message](s, loans, contract.Amend, "Write the note that stands beside the record")
	action[Message](s, loans, contract.Disclose, "Record that it was passed on, and to whom")
	action[Message](s, loans, contract.ReportLeak, "Report that something came out of the record")
	action[Message](s, loans, contract.SettleLeak, "Record what was done about a leak")
	action[Message](s, loans, contract.Note, "Add a note")
	action[TodoReassignment](s, loans, contract.Reassign, "Give a to-do to somebody else")
	action[Reasoned](s, loans, contract.Void, "Void it: it was entered in error")
}
