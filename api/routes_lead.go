package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
)

func (s *Server) leadRoutes() {
	route(s, get("leads", "/leads", "List leads and customers' cards", http.StatusUnprocessableEntity), (*Server).listLeads)
	route(s, post("leads", "/leads", "Enter a lead, or make a customer's card", ""), openLead())
	route(s, get("leads", "/leads/{id}", "Read a lead from the books"), (*Server).getLead)
	route(s, get("leads", "/leads/{id}/contacts", "List the calls, messages and visits of a lead", http.StatusUnprocessableEntity), (*Server).leadContacts)
	route(s, get("leads", "/leads/{id}/state", "Ask the running process where a lead stands", http.StatusConflict, http.StatusGatewayTimeout), (*Server).leadState)

	route(s, onLead(contract.SignCard, "Sign the card: it counts from now on"), actOnLead[Moment](contract.SignCard))
	route(s, onLead(contract.Contact, "Record a call, a message or a visit"), actOnLead[ContactMade](contract.Contact))
	route(s, onLead(contract.SignSecond, "Sign the day of the second contact"), actOnLead[Moment](contract.SignSecond))
	route(s, onLead(contract.Classify, "Set what decides how often it is contacted"), actOnLead[LeadClassification](contract.Classify))
	route(s, onLead(contract.ConfirmClass, "Confirm what somebody else set"), actOnLead[Moment](contract.ConfirmClass))
	route(s, onLead(contract.PlanFollowUp, "Plan the follow-up"), actOnLead[FollowUpPlan](contract.PlanFollowUp))
	route(s, onLead(contract.TakeStock, "Say why it doesn't get on and what is done about it"), actOnLead[Message](contract.TakeStock))
	route(s, onLead(contract.Shelve, "Give a void card to nobody for now"), actOnLead[Reasoned](contract.Shelve))
	route(s, onLead(contract.Win, "Record that the deal is closed"), actOnLead[Moment](contract.Win))
	route(s, onLead(contract.GiveUp, "Give it up"), actOnLead[Reasoned](contract.GiveUp))
	route(s, onLead(contract.Cancel, "Cancel the card"), actOnLead[Reasoned](contract.Cancel))
	route(s, onLead(contract.Note, "Add a note"), actOnLead[Message](contract.Note))
	route(s, onLead(contract.Reassign, "Give it to somebody else; a void card begins anew with that"), actOnLead[Reassignment](contract.Reassign))
	route(s, onLead(contract.Pause, "Stop all its clocks"), actOnLead[Pause](contract.Pause))
	route(s, onLead(contract.Resume, "Let its clocks run again"), actOnLead[Moment](contract.Resume))
	route(s, onLead(contract.Void, "Void it: it was entered in error"), actOnLead[Reasoned](contract.Void))
}

// onLead is an action on a lead.
func onLead(a contract.Action, summary string) huma.Operation {
	return done(post("leads", "/leads/{id}/"+segment(string(a)), summary,
		"Who may do this, and when, stands in the policy; a refusal cites its clause."))
}
