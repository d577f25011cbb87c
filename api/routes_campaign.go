package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
	"carebook/models"
)

func (s *Server) campaignRoutes() {
	route(s, get("campaigns", "/campaigns", "List campaigns with how far they are", http.StatusUnprocessableEntity), inSight, (*Server).listCampaigns)
	route(s, post("campaigns", "/campaigns", "Begin a campaign for an occasion that no schedule begins", ""), opening(contract.Campaign), openCase[NewCampaign](campaigns, here((*Server).ofNobody)))
	route(s, get("campaigns", "/campaigns/{id}", "Read a campaign from the books"), seesA(contract.Campaign), (*Server).getCampaign)
	route(s, get("campaigns", "/campaigns/{id}/state", "Ask the running process where a campaign stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Campaign), (*Server).campaignState)
	route(s, get("campaigns", "/campaigns/{id}/greetings", "List whom a campaign greets, and what came of it", http.StatusUnprocessableEntity), seesA(contract.Campaign), (*Server).listGreetings)

	action[Moment](s, campaigns, contract.ApproveGifts, "Approve that gifts are given")
	action[ClosedPage](s, campaigns, contract.ClosePage, "End a page before its day is over: who hasn't been greeted isn't any more")
	action[Reasoned](s, campaigns, contract.Cancel, "Cancel it, with all that it still owes")
	action[Message](s, campaigns, contract.Note, "Add a note")
	action[Reassignment](s, campaigns, contract.Reassign, "Give it to somebody who looks after it")
	action[Pause](s, campaigns, contract.Pause, "Stop it, and all its clocks")
	action[Moment](s, campaigns, contract.Resume, "Let it go on")
	action[Reasoned](s, campaigns, contract.Void, "Void it: it was begun in error")

	greets := judgedAt(models.ThingTodo, contract.Greet)
	greets.Kind = contract.Campaign
	route(s, done(post("campaigns", "/obligations/{id}/greet", "Say what came of greeting a customer",
		"Who owes the greeting may say so. Whoever wasn't reached is tried again until the day is over.")), greets, (*Server).greet)
	text := sees(models.ThingTodo)
	text.Kind = contract.Campaign
	route(s, get("campaigns", "/obligations/{id}/text", "Read what a customer is told, with the name masked", http.StatusConflict, http.StatusGone), text, (*Server).greetingText)
	route(s, shown(post("campaigns", "/obligations/{id}/reveal", "See what a customer is told, with the name as it is, for a reason",
		"For whoever is to greet the customer. It is audited like a field of the customer, and counts as one.")), text.keyless(), (*Server).revealText)
	route(s, done(post("customers", "/customers/{id}/relation", "Say how a customer is greeted: the class, the consent and the birthdays",
		"All of it is replaced. Birthdays are personal: they are kept sealed and shown nowhere.")), sees(models.ThingCustomer), (*Server).relateCustomer)

	s.scheduleRoutes()
}

func (s *Server) scheduleRoutes() {
	route(s, get("schedules", "/schedules", "List what begins by itself, when next, and what came of the last round", http.StatusUnprocessableEntity), inSight, (*Server).listSchedules)
	route(s, get("schedules", "/schedules/{id}/periods", "List the rounds of a schedule that have begun", http.StatusUnprocessableEntity), sees(models.ThingSchedule), (*Server).listPeriods)
	direct := func(name, summary, description string) huma.Operation {
		return done(post("schedules", "/schedules/{id}/"+name, summary, description))
	}
	may := right{Who: byPolicy, Of: models.ThingSchedule, Kind: contract.Campaign, Action: contract.Open}
	route(s, direct("pause", "Have a schedule begin nothing", "What was to begin meanwhile doesn't begin when it goes on: a backfill begins it."), may, directSchedule[Direction](models.PauseScheduleAction))
	route(s, direct("resume", "Let a schedule go on", ""), may, directSchedule[Direction](models.ResumeScheduleAction))
	route(s, direct("trigger", "Begin the next round of a schedule now", "It doesn't begin again when its time comes."), may, directSchedule[Direction](models.TriggerScheduleAction))
	route(s, direct("backfill", "Begin those rounds of some days that haven't begun", "Rounds that are to come don't begin."), may, directSchedule[Backfill](models.BackfillScheduleAction))
}
