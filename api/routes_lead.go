package api

import (
	"net/http"

	"carebook/contract"
)

func (s *Server) leadRoutes() {
	route(s, get("leads", "/leads", "List leads and customers' cards", http.StatusUnprocessableEntity), inSight, (*Server).listLeads)
	route(s, post("leads", "/leads", "Enter a lead, or make a customer's card", ""), opening(contract.Lead), openCase[NewLead](leads, here((*Server).ofCustomer)))
	route(s, get("leads", "/leads/{id}", "Read a lead from the books"), seesA(contract.Lead), (*Server).getLead)
	route(s, get("leads", "/leads/{id}/contacts", "List the calls, messages and visits of a lead", http.StatusUnprocessableEntity), seesA(contract.Lead), (*Server).leadContacts)
	route(s, get("leads", "/leads/{id}/state", "Ask the running process where a lead stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Lead), (*Server).leadState)

	action[Moment](s, leads, contract.SignCard, "Sign the card: it counts from now on")
	action[ContactMade](s, leads, contract.Contact, "Record a call, a message or a visit")
	action[Moment](s, leads, contract.SignSecond, "Sign the day of the second contact")
	action[LeadClassification](s, leads, contract.Classify, "Set what decides how often it is contacted")
	action[Moment](s, leads, contract.ConfirmClass, "Confirm what somebody else set")
	action[FollowUpPlan](s, leads, contract.PlanFollowUp, "Plan the follow-up")
	action[Message](s, leads, contract.TakeStock, "Say why it doesn't get on and what is done about it")
	action[Reasoned](s, leads, contract.Shelve, "Give a void card to nobody for now")
	action[Moment](s, leads, contract.Win, "Record that the deal is closed")
	action[Reasoned](s, leads, contract.GiveUp, "Give it up")
	action[Reasoned](s, leads, contract.Cancel, "Cancel the card")
	action[Message](s, leads, contract.Note, "Add a note")
	action[Reassignment](s, leads, contract.Reassign, "Give it to somebody else; a void card begins anew with that")
	action[Pause](s, leads, contract.Pause, "Stop all its clocks")
	action[Moment](s, leads, contract.Resume, "Let its clocks run again")
	action[Reasoned](s, leads, contract.Void, "Void it: it was entered in error")
}
