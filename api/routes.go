package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
)

// routes is the timetable: every resource and every action, with who answers. All want a token; every POST that changes
// something in the books wants an Idempotency-Key.
func (s *Server) routes() {
	s.complaintRoutes()
	s.archiveRoutes()
	s.leadRoutes()
	s.creditRoutes()
	s.visitRoutes()
	s.otherRoutes()
	s.attachmentRoutes()
	s.importRoutes()
	s.sessionRoutes()
	s.changesRoutes()
	s.exportRoutes()
}

func (s *Server) complaintRoutes() {
	route(s, get("complaints", "/complaints", "List complaints", http.StatusUnprocessableEntity), (*Server).listComplaints)
	route(s, post("complaints", "/complaints", "Open a complaint", ""), (*Server).openComplaint)
	route(s, get("complaints", "/complaints/{id}", "Read a complaint from the books"), (*Server).getComplaint)
	route(s, get("complaints", "/complaints/{id}/state", "Ask the running process where a complaint stands", http.StatusConflict, http.StatusGatewayTimeout), (*Server).complaintState)

	route(s, act(contract.Classify, "Say how grave it is"), actOn[Classification](contract.Classify))
	route(s, act(contract.Assign, "Give it to a handler"), actOn[Assignment](contract.Assign))
	route(s, act(contract.Report, "Report on the handling"), actOn[HandlingReport](contract.Report))
	route(s, act(contract.Decide, "Approve or return the report"), actOn[Decision](contract.Decide))
	route(s, act(contract.Tell, "Record that the customer was told"), actOn[Telling](contract.Tell))
	route(s, act(contract.Answer, "Record the customer's answer"), actOn[CustomerAnswer](contract.Answer))
	route(s, act(contract.Close, "Close it"), actOn[Closing](contract.Close))
	route(s, act(contract.ReportResult, "Report the result to the group"), actOn[ResultReport](contract.ReportResult))
	route(s, act(contract.Prewarn, "Give the early warning of a major complaint"), actOn[Message](contract.Prewarn))
	route(s, act(contract.Relay, "Relay the early warning to the top"), actOn[Message](contract.Relay))
	route(s, act(contract.Convene, "Record that the crisis team met"), actOn[Meeting](contract.Convene))
	s.besideRoutes()
	route(s, act(contract.Note, "Add a note"), actOn[Message](contract.Note))
	route(s, act(contract.Reassign, "Give it to another handler"), actOn[Reassignment](contract.Reassign))
	route(s, act(contract.Pause, "Stop all its clocks"), actOn[Pause](contract.Pause))
	route(s, act(contract.Resume, "Let its clocks run again"), actOn[Moment](contract.Resume))
	route(s, act(contract.Void, "Void it: it was opened in error"), actOn[Reasoned](contract.Void))
	route(s, act(contract.Withdraw, "Record that the customer took it back"), actOn[Reasoned](contract.Withdraw))

	route(s, act(contract.Merge, "Say which earlier complaint is the same issue"), actOn[Merging](contract.Merge))
	route(s, act(contract.Reclassify, "Say that it is graver or less grave"), actOn[Reclassification](contract.Reclassify))
	route(s, act(contract.Reopen, "Reopen it after closing"), actOn[Reasoned](contract.Reopen))
	route(s, act(contract.Revisit, "Record the return visit"), actOn[ReturnVisit](contract.Revisit))
	route(s, get("complaints", "/complaints/{id}/duplicates", "List complaints that may be the same issue"), (*Server).duplicates)
	ask := found(post("complaints", "/complaints/follow-up", "Ask after the complaint of somebody unnamed by its code", ""))
	ask.Errors = append([]int{http.StatusNotFound}, ask.Errors...)
	route(s, ask, (*Server).followUp)
}

// besideRoutes are actions that only some policies have: duties beside the handling, and the settlement after closing.
func (s *Server) besideRoutes() {
	for _, a := range []struct {
		action  contract.Action
		summary string
	}{
		{contract.Brief, "Bring a grave complaint before the vice general manager"},
		{contract.Attend, "Record that somebody went to the customer"},
		{contract.InputMarketing, "Give marketing's input"},
		{contract.InputRND, "Give research and development's input"},
		{contract.InputService, "Give customer service's input"},
		{contract.Join, "Record that departments handled it together"},
		{contract.Investigate, "Fill in the result of the investigation"},
		{contract.Track, "Record that the result was tracked"},
		{contract.Reply, "Record the answer of the level it was passed on to"},
		{contract.Collect, "Record that the receivable was collected"},
		{contract.Object, "Record the memo to the superior about an objection"},
		{contract.Sign, "Sign the settlement's form"},
	} {
		route(s, act(a.action, a.summary), actOn[Message](a.action))
	}
	route(s, act(contract.PassOn, "Pass it on to the level that answers"), actOn[PassingOn](contract.PassOn))
	route(s, act(contract.Liability, "State who is liable for what loss"), actOn[LiabilityStatement](contract.Liability))
	route(s, act(contract.Review, "Review a closed complaint"), actOn[ComplaintReview](contract.Review))
	route(s, act(contract.Route, "Record that a copy of the form was handed over"), actOn[Routing](contract.Route))
	route(s, act(contract.SettleUp, "Book the settlement"), actOn[Booking](contract.SettleUp))
}

func (s *Server) archiveRoutes() {
	route(s, get("archives", "/archives", "List vehicles' files", http.StatusUnprocessableEntity), (*Server).listArchives)
	route(s, post("archives", "/archives", "Open the file of a delivered vehicle",
		"A delivery opens one case; the same one again is answered 409 with the case that it has."), openArchive())
	route(s, get("archives", "/archives/checklist", "List the documents of a kind of file",
		http.StatusConflict, http.StatusUnprocessableEntity), (*Server).checklist)
	route(s, done(post("archives", "/archives/receive", "Sign for many files in one go",
		"Repeatable: the answer says for each file what became of it.")), (*Server).receiveArchives)
	route(s, get("archives", "/archives/{id}", "Read a vehicle's file from the books"), (*Server).getArchive)
	route(s, get("archives", "/archives/{id}/state", "Ask the running process where a file stands", http.StatusConflict, http.StatusGatewayTimeout), (*Server).archiveState)

	route(s, onArchive(contract.Send, "Check it and sign for handing it over"), actOnArchive[Sending](contract.Send))
	route(s, onArchive(contract.Receive, "Sign for having received it"), actOnArchive[Moment](contract.Receive))
	route(s, onArchive(contract.Check, "Say what is wrong with it, or nothing"), actOnArchive[Checking](contract.Check))
	route(s, onArchive(contract.Correct, "Record that something was put right"), actOnArchive[Item](contract.Correct))
	route(s, onArchive(contract.Supply, "Record that an excused document has come"), actOnArchive[Item](contract.Supply))
	route(s, onArchive(contract.Store, "Record that it is copied, scanned and in the cabinet"), actOnArchive[Storing](contract.Store))
	route(s, onArchive(contract.StopFine, "End the fines for something that stays as it is"), actOnArchive[Stop](contract.StopFine))
	route(s, onArchive(contract.Lose, "Record that pieces of it are lost or damaged"), actOnArchive[Loss](contract.Lose))
	route(s, onArchive(contract.Restore, "Record that it is whole again"), actOnArchive[Moment](contract.Restore))
	route(s, onArchive(contract.Note, "Add a note"), actOnArchive[Message](contract.Note))
	route(s, onArchive(contract.Reassign, "Have somebody else hand it over"), actOnArchive[Reassignment](contract.Reassign))
	route(s, onArchive(contract.Pause, "Stop all its clocks"), actOnArchive[Pause](contract.Pause))
	route(s, onArchive(contract.Resume, "Let its clocks run again"), actOnArchive[Moment](contract.Resume))
	route(s, onArchive(contract.Void, "Void it: it was opened in error"), actOnArchive[Reasoned](contract.Void))
}

func (s *Server) creditRoutes() {
	route(s, get("credits", "/credits", "List customers' accounts", http.StatusUnprocessableEntity), (*Server).listCredits)
	route(s, post("credits", "/credits", "Open the account of a customer",
		"A customer has one account at a unit; a second one is answered 409 with the first."), openCredit())
	route(s, get("credits", "/credits/{id}", "Read an account from the books, with today's figures"), (*Server).getCredit)
	route(s, get("credits", "/credits/{id}/state", "Ask the running process where an account stands", http.StatusConflict, http.StatusGatewayTimeout), (*Server).creditState)
	route(s, get("credits", "/credits/{id}/requests", "List an account's requests with what each was decided by", http.StatusUnprocessableEntity), (*Server).listCreditRequests)
	route(s, get("credits", "/credits/{id}/lines", "List all that moved an account's figures"), (*Server).listCreditLines)
	route(s, get("credits", "/credits/{id}/exposure", "List the figures at the end of each day", http.StatusUnprocessableEntity), (*Server).creditExposure)

	route(s, onCredit(contract.ProveArchive, "Record that the archive is there, with a copy of the ID card"), actOnCredit[Moment](contract.ProveArchive))
	route(s, onCredit(contract.ProveContract, "Record that the contract is signed"), actOnCredit[ContractProof](contract.ProveContract))
	route(s, onCredit(contract.ProveBalance, "Record that nothing of a year is still to be received"), actOnCredit[BalanceProof](contract.ProveBalance))
	route(s, onCredit(contract.ProposeLimit, "Propose a starting limit"), actOnCredit[StartingLimit](contract.ProposeLimit))
	route(s, onCredit(contract.ApproveLimit, "Decide about a starting limit"), actOnCredit[LimitVerdict](contract.ApproveLimit))
	route(s, onCredit(contract.Request, "Ask for goods on account: the ledger decides"), actOnCredit[GoodsRequest](contract.Request))
	route(s, onCredit(contract.SignFirst, "Decide about the first release above the limit"), actOnCredit[ReleaseVerdict](contract.SignFirst))
	route(s, onCredit(contract.SignLast, "Decide about the last release above the limit"), actOnCredit[ReleaseVerdict](contract.SignLast))
	route(s, onCredit(contract.DecideSpecial, "Decide about goods beyond the term"), actOnCredit[ReleaseVerdict](contract.DecideSpecial))
	route(s, onCredit(contract.Plan, "Hand in a collection plan"), actOnCredit[CollectionPlan](contract.Plan))
	route(s, onCredit(contract.Pay, "Record money that came"), actOnCredit[Payment](contract.Pay))
	route(s, onCredit(contract.Discover, "Record goods that had left without a release"), actOnCredit[Discovery](contract.Discover))
	route(s, onCredit(contract.WriteOff, "Write goods off that won't be paid"), actOnCredit[GoodsReason](contract.WriteOff))
	route(s, onCredit(contract.AskReview, "Have a person look at a decision"), actOnCredit[GoodsReason](contract.AskReview))
	route(s, onCredit(contract.SettleReview, "End the review of a decision"), actOnCredit[ReviewVerdict](contract.SettleReview))
	route(s, onCredit(contract.Assess, "Hand in an assessment of the customer"), actOnCredit[Assessment](contract.Assess))
	route(s, onCredit(contract.GradeIt, "Set the customer's grade"), actOnCredit[Grading](contract.GradeIt))
	route(s, onCredit(contract.Reassess, "Have the customer assessed before the time"), actOnCredit[Reassessment](contract.Reassess))
	route(s, onCredit(contract.CloseAccount, "Close the account: nothing is released from it any more"), actOnCredit[Reasoned](contract.CloseAccount))
	route(s, onCredit(contract.ReopenAccount, "Reopen the account"), actOnCredit[Reasoned](contract.ReopenAccount))
	route(s, onCredit(contract.Note, "Add a note"), actOnCredit[Message](contract.Note))
	route(s, onCredit(contract.Reassign, "Give the customer to another salesperson"), actOnCredit[Reassignment](contract.Reassign))
	route(s, onCredit(contract.Void, "Void it: it was opened in error"), actOnCredit[Reasoned](contract.Void))
}

func (s *Server) otherRoutes() {
	route(s, get("cases", "/cases/{id}/events", "List what happened in a case"), (*Server).caseEvents)
	route(s, get("cases", "/cases/{id}/actions", "List what can be done in a case, and with what",
		http.StatusConflict, http.StatusGatewayTimeout), (*Server).caseActions)
	route(s, get("cases", "/choices", "Say with what a case can be opened",
		http.StatusConflict, http.StatusUnprocessableEntity), (*Server).choices)

	route(s, get("obligations", "/obligations", "List obligations", http.StatusUnprocessableEntity), (*Server).listObligations)
	route(s, get("obligations", "/obligations/{id}", "Read an obligation"), (*Server).getObligation)
	route(s, get("obligations", "/obligations/{id}/explain", "Explain a due time day by day"), (*Server).explainObligation)
	route(s, get("obligations", "/marks/late", "List marks that came late", http.StatusUnprocessableEntity), (*Server).listLateMarks)
	route(s, todo("claim", "Take an unclaimed to-do"), actOnObligation[Moment](contract.Claim))
	route(s, todo("reassign", "Give a to-do to somebody else"), actOnObligation[Reassignment](contract.Reassign))

	route(s, get("figures", "/figures", "Count what is late, what was kept in time and what is open", http.StatusUnprocessableEntity), (*Server).figures)

	route(s, get("entries", "/entries", "List ledger entries", http.StatusUnprocessableEntity), (*Server).listEntries)
	route(s, get("entries", "/entries/{id}", "Read an entry with its figures, what it counted and what was decided"), (*Server).getEntry)
	route(s, decision("confirm", "Confirm what is proposed"), (*Server).confirmEntry)
	route(s, decision("reject", "Reject what is proposed"), (*Server).rejectEntry)
	route(s, decision("reverse", "Reverse what was confirmed, by a contra entry"), (*Server).reverseEntry)

	route(s, get("notices", "/notices", "List my notices", http.StatusUnprocessableEntity), (*Server).listNotices)
	route(s, read(post("notices", "/notices/{id}/read", "Mark a notice as read", "")), (*Server).readNotice)

	route(s, post("customers", "/customers", "Create a customer", ""), (*Server).createCustomer)
	route(s, get("customers", "/customers/{id}", "Read a customer"), (*Server).getCustomer)
	route(s, post("customers", "/customers/{id}/vehicles", "Add a car", ""), (*Server).addVehicle)
	route(s, found(post("customers", "/customers/search", "Find customers by one exact value", "")), (*Server).searchCustomers)

	route(s, get("organisation", "/staff", "List staff", http.StatusUnprocessableEntity), (*Server).listStaff)
	route(s, get("organisation", "/staff/me", "Say who I am"), (*Server).me)
	route(s, get("organisation", "/staff/{id}/absences", "List when somebody is away"), (*Server).listAbsences)
	route(s, post("organisation", "/staff/{id}/absences", "Record that somebody is away",
		"The profile of the person's unit says who may; nobody may for himself."), (*Server).recordAbsence)
	route(s, done(post("organisation", "/staff/{id}/absences/{absence}/end", "Say on which day an absence ended", "")), (*Server).endAbsence)
	route(s, get("organisation", "/units", "List the units that I see"), (*Server).units)

	route(s, get("calendars", "/calendars", "List calendars"), (*Server).listCalendars)
	route(s, get("calendars", "/calendars/{id}", "Read a calendar with its editions"), (*Server).getCalendar)
	route(s, get("calendars", "/calendars/{id}/days", "List the days off and make-up days of a year", http.StatusUnprocessableEntity), (*Server).calendarDays)
	route(s, post("calendars", "/calendars/{id}/editions", "Add the next edition of a calendar",
		"For calendar keepers. Open due times that it changes are counted again, once; both values are kept."), (*Server).addCalendar)

	route(s, get("policies", "/policies", "List policies"), (*Server).listPolicies)
	route(s, get("policies", "/policies/{id}", "Read a policy number by number", http.StatusUnprocessableEntity), (*Server).getPolicy)
	route(s, get("policies", "/profiles", "List profiles"), (*Server).listProfiles)
	route(s, get("policies", "/clauses", "List the clause register"), (*Server).listClauses)
	route(s, get("policies", "/words", "Say what people call things, in my language"), (*Server).vocabulary)
}

func get(tag, path, summary string, errors ...int) huma.Operation {
	op := huma.Operation{Method: http.MethodGet, Path: path, Tags: []string{tag}, Summary: summary, OperationID: operationID(http.MethodGet, path)}
	op.Errors = append([]int{http.StatusBadRequest, http.StatusNotFound}, errors...)
	return op
}

// unreadable are the answers to a POST that wasn't understood or whose key doesn't fit.
var unreadable = []int{
	http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
}

func post(tag, path, summary, description string) huma.Operation {
	return huma.Operation{
		Method: http.MethodPost, Path: path, Tags: []string{tag}, Summary: summary, Description: description,
		OperationID: operationID(http.MethodPost, path), DefaultStatus: http.StatusCreated,
		Errors: append([]int{
			http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusGatewayTimeout,
		}, unreadable...),
	}
}

// act is an action on a complaint.
func act(a contract.Action, summary string) huma.Operation {
	return done(post("complaints", "/complaints/{id}/"+segment(string(a)), summary,
		"Who may do this, and when, stands in the policy; a refusal cites its clause."))
}

// onArchive is an action on a vehicle's file.
func onArchive(a contract.Action, summary string) huma.Operation {
	return done(post("archives", "/archives/{id}/"+segment(string(a)), summary,
		"Who may do this, and when, stands in the policy; a refusal cites its clause."))
}

// onCredit is an action on a customer's account.
func onCredit(a contract.Action, summary string) huma.Operation {
	return done(post("credits", "/credits/{id}/"+segment(string(a)), summary,
		"Who may do this, and when, stands in the policy; a refusal cites its clause."))
}

// todo is an action on one obligation.
func todo(name, summary string) huma.Operation {
	return done(post("obligations", "/obligations/{id}/"+name, summary, "The command goes to the obligation's case."))
}

// decision is an action on a ledger entry.
func decision(name, summary string) huma.Operation {
	return done(post("entries", "/entries/{id}/"+name, summary,
		"Who may do this stands in the policy: nobody may on an entry against himself, nor on one that he proposed."))
}

func done(op huma.Operation) huma.Operation {
	op.DefaultStatus = http.StatusOK
	return op
}

func read(op huma.Operation) huma.Operation {
	op.DefaultStatus, op.Errors = http.StatusNoContent, append([]int{http.StatusNotFound}, unreadable...)
	return op
}

func found(op huma.Operation) huma.Operation {
	op.DefaultStatus, op.Errors = http.StatusOK, unreadable
	return op
}
