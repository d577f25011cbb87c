package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
	"carebook/models"
)

// routes is the timetable: every resource and every action, with who answers. All want a token; every POST that changes
// something in the books wants an Idempotency-Key.
func (s *Server) routes() {
	s.complaintRoutes()
	s.archiveRoutes()
	s.leadRoutes()
	s.loanRoutes()
	s.erasureRoutes()
	s.retentionRoutes()
	s.campaignRoutes()
	s.creditRoutes()
	s.visitRoutes()
	s.customerVisitRoutes()
	s.visitPlanRoutes()
	s.otherRoutes()
	s.peopleRoutes()
	s.attachmentRoutes()
	s.importRoutes()
	s.sessionRoutes()
	s.signInRoutes()
	s.tokenRoutes()
	s.oidcRoutes()
	s.changesRoutes()
	s.exportRoutes()
	s.auditRoutes()
	s.outboxRoutes()
}

func (s *Server) complaintRoutes() {
	route(s, get("complaints", "/complaints", "List complaints", http.StatusUnprocessableEntity), inSight, (*Server).listComplaints)
	route(s, post("complaints", "/complaints", "Open a complaint", ""), opening(contract.Complaint), (*Server).openComplaint)
	route(s, get("complaints", "/complaints/{id}", "Read a complaint from the books"), seesA(contract.Complaint), (*Server).getComplaint)
	route(s, get("complaints", "/complaints/{id}/state", "Ask the running process where a complaint stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Complaint), (*Server).complaintState)

	action[Classification](s, complaints, contract.Classify, "Say how grave it is")
	action[Assignment](s, complaints, contract.Assign, "Give it to a handler")
	action[HandlingReport](s, complaints, contract.Report, "Report on the handling")
	action[Decision](s, complaints, contract.Decide, "Approve or return the report")
	action[Telling](s, complaints, contract.Tell, "Record that the customer was told")
	action[CustomerAnswer](s, complaints, contract.Answer, "Record the customer's answer")
	action[Closing](s, complaints, contract.Close, "Close it")
	action[ResultReport](s, complaints, contract.ReportResult, "Report the result to the group")
	action[Message](s, complaints, contract.Prewarn, "Give the early warning of a major complaint")
	action[Message](s, complaints, contract.Relay, "Relay the early warning to the top")
	action[Meeting](s, complaints, contract.Convene, "Record that the crisis team met")
	s.besideRoutes()
	action[Message](s, complaints, contract.Note, "Add a note")
	action[Reassignment](s, complaints, contract.Reassign, "Give it to another handler")
	action[Pause](s, complaints, contract.Pause, "Stop all its clocks")
	action[Moment](s, complaints, contract.Resume, "Let its clocks run again")
	action[Reasoned](s, complaints, contract.Void, "Void it: it was opened in error")
	action[Reasoned](s, complaints, contract.Withdraw, "Record that the customer took it back")

	action[Merging](s, complaints, contract.Merge, "Say which earlier complaint is the same issue")
	action[Reclassification](s, complaints, contract.Reclassify, "Say that it is graver or less grave")
	action[Reasoned](s, complaints, contract.Reopen, "Reopen it after closing")
	action[ReturnVisit](s, complaints, contract.Revisit, "Record the return visit")
	route(s, get("complaints", "/complaints/{id}/duplicates", "List complaints that may be the same issue"), seesA(contract.Complaint), (*Server).duplicates)
	ask := found(post("complaints", "/complaints/follow-up", "Ask after the complaint of somebody unnamed by its code", ""))
	ask.Errors = append([]int{http.StatusNotFound}, ask.Errors...)
	route(s, ask, inSight.keyless().reading(), (*Server).followUp)
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
		action[Message](s, complaints, a.action, a.summary)
	}
	action[PassingOn](s, complaints, contract.PassOn, "Pass it on to the level that answers")
	action[LiabilityStatement](s, complaints, contract.Liability, "State who is liable for what loss")
	action[ComplaintReview](s, complaints, contract.Review, "Review a closed complaint")
	action[Routing](s, complaints, contract.Route, "Record that a copy of the form was handed over")
	action[Booking](s, complaints, contract.SettleUp, "Book the settlement")
}

func (s *Server) archiveRoutes() {
	route(s, get("archives", "/archives", "List vehicles' files", http.StatusUnprocessableEntity), inSight, (*Server).listArchives)
	route(s, post("archives", "/archives", "Open the file of a delivered vehicle",
		"A delivery opens one case; the same one again is answered 409 with the case that it has."), opening(contract.Archive), openCase[NewArchive](archives, here((*Server).ofVehicle)))
	route(s, get("archives", "/archives/checklist", "List the documents of a kind of file",
		http.StatusConflict, http.StatusUnprocessableEntity), inSight, (*Server).checklist)
	route(s, done(post("archives", "/archives/receive", "Sign for many files in one go",
		"Repeatable: the answer says for each file what became of it.")), right{Who: byPolicy, Kind: contract.Archive, Action: contract.Receive}, (*Server).receiveArchives)
	route(s, get("archives", "/archives/{id}", "Read a vehicle's file from the books"), seesA(contract.Archive), (*Server).getArchive)
	route(s, get("archives", "/archives/{id}/state", "Ask the running process where a file stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Archive), (*Server).archiveState)

	action[Sending](s, archives, contract.Send, "Check it and sign for handing it over")
	action[Moment](s, archives, contract.Receive, "Sign for having received it")
	action[Checking](s, archives, contract.Check, "Say what is wrong with it, or nothing")
	action[Item](s, archives, contract.Correct, "Record that something was put right")
	action[Item](s, archives, contract.Supply, "Record that an excused document has come")
	action[Storing](s, archives, contract.Store, "Record that it is copied, scanned and in the cabinet")
	action[Stop](s, archives, contract.StopFine, "End the fines for something that stays as it is")
	action[Loss](s, archives, contract.Lose, "Record that pieces of it are lost or damaged")
	action[Moment](s, archives, contract.Restore, "Record that it is whole again")
	action[Message](s, archives, contract.Note, "Add a note")
	action[Reassignment](s, archives, contract.Reassign, "Have somebody else hand it over")
	action[Pause](s, archives, contract.Pause, "Stop all its clocks")
	action[Moment](s, archives, contract.Resume, "Let its clocks run again")
	action[Reasoned](s, archives, contract.Void, "Void it: it was opened in error")
}

func (s *Server) creditRoutes() {
	route(s, get("credits", "/credits", "List customers' accounts", http.StatusUnprocessableEntity), inSight, (*Server).listCredits)
	route(s, post("credits", "/credits", "Open the account of a customer",
		"A customer has one account at a unit; a second one is answered 409 with the first."), opening(contract.Credit), openCase[NewCredit](credits, here((*Server).ofCustomer)))
	route(s, get("credits", "/credits/{id}", "Read an account from the books, with today's figures"), seesA(contract.Credit), (*Server).getCredit)
	route(s, get("credits", "/credits/{id}/state", "Ask the running process where an account stands", http.StatusConflict, http.StatusGatewayTimeout), seesA(contract.Credit), (*Server).creditState)
	route(s, get("credits", "/credits/{id}/requests", "List an account's requests with what each was decided by", http.StatusUnprocessableEntity), seesA(contract.Credit), (*Server).listCreditRequests)
	route(s, get("credits", "/credits/{id}/lines", "List all that moved an account's figures"), seesA(contract.Credit), (*Server).listCreditLines)
	route(s, get("credits", "/credits/{id}/exposure", "List the figures at the end of each day", http.StatusUnprocessableEntity), seesA(contract.Credit), (*Server).creditExposure)

	action[Moment](s, credits, contract.ProveArchive, "Record that the archive is there, with a copy of the ID card")
	action[ContractProof](s, credits, contract.ProveContract, "Record that the contract is signed")
	action[BalanceProof](s, credits, contract.ProveBalance, "Record that nothing of a year is still to be received")
	action[StartingLimit](s, credits, contract.ProposeLimit, "Propose a starting limit")
	action[LimitVerdict](s, credits, contract.ApproveLimit, "Decide about a starting limit")
	action[GoodsRequest](s, credits, contract.Request, "Ask for goods on account: the ledger decides")
	action[ReleaseVerdict](s, credits, contract.SignFirst, "Decide about the first release above the limit")
	action[ReleaseVerdict](s, credits, contract.SignLast, "Decide about the last release above the limit")
	action[ReleaseVerdict](s, credits, contract.DecideSpecial, "Decide about goods beyond the term")
	action[CollectionPlan](s, credits, contract.Plan, "Hand in a collection plan")
	action[Payment](s, credits, contract.Pay, "Record money that came")
	action[Discovery](s, credits, contract.Discover, "Record goods that had left without a release")
	action[GoodsReason](s, credits, contract.WriteOff, "Write goods off that won't be paid")
	action[GoodsReason](s, credits, contract.AskReview, "Have a person look at a decision")
	action[ReviewVerdict](s, credits, contract.SettleReview, "End the review of a decision")
	action[Assessment](s, credits, contract.Assess, "Hand in an assessment of the customer")
	action[Grading](s, credits, contract.GradeIt, "Set the customer's grade")
	action[Reassessment](s, credits, contract.Reassess, "Have the customer assessed before the time")
	action[Reasoned](s, credits, contract.CloseAccount, "Close the account: nothing is released from it any more")
	action[Reasoned](s, credits, contract.ReopenAccount, "Reopen the account")
	action[Message](s, credits, contract.Note, "Add a note")
	action[Reassignment](s, credits, contract.Reassign, "Give the customer to another salesperson")
	action[Reasoned](s, credits, contract.Void, "Void it: it was opened in error")
}

func (s *Server) otherRoutes() {
	route(s, get("cases", "/cases/{id}/events", "List what happened in a case"), sees(models.ThingCase), (*Server).caseEvents)
	route(s, get("cases", "/cases/{id}/actions", "List what can be done in a case, and with what",
		http.StatusConflict, http.StatusGatewayTimeout), sees(models.ThingCase), (*Server).caseActions)
	route(s, get("cases", "/choices", "Say with what a case can be opened",
		http.StatusConflict, http.StatusUnprocessableEntity), inSight, (*Server).choices)

	route(s, get("obligations", "/obligations", "List obligations", http.StatusUnprocessableEntity), inSight, (*Server).listObligations)
	route(s, get("obligations", "/obligations/{id}", "Read an obligation"), sees(models.ThingTodo), (*Server).getObligation)
	route(s, get("obligations", "/obligations/{id}/explain", "Explain a due time day by day"), sees(models.ThingTodo), (*Server).explainObligation)
	route(s, get("obligations", "/marks/late", "List marks that came late", http.StatusUnprocessableEntity), inSight, (*Server).listLateMarks)
	route(s, todo("claim", "Take an unclaimed to-do"), judgedAt(models.ThingTodo, contract.Claim), actOnObligation[Moment](contract.Claim))
	route(s, todo("reassign", "Give a to-do to somebody else"), judgedAt(models.ThingTodo, contract.Reassign), actOnObligation[Reassignment](contract.Reassign))

	route(s, get("figures", "/figures", "Count what is late, what was kept in time and what is open", http.StatusUnprocessableEntity), inSight, (*Server).figures)

	route(s, get("entries", "/entries", "List ledger entries", http.StatusUnprocessableEntity), inSight, (*Server).listEntries)
	route(s, get("entries", "/entries/{id}", "Read an entry with its figures, what it counted and what was decided"), sees(models.ThingEntry), (*Server).getEntry)
	route(s, decision("confirm", "Confirm what is proposed"), judgedAt(models.ThingEntry, models.ConfirmEntryAction), (*Server).confirmEntry)
	route(s, decision("reject", "Reject what is proposed"), judgedAt(models.ThingEntry, models.RejectEntryAction), (*Server).rejectEntry)
	route(s, decision("reverse", "Reverse what was confirmed, by a contra entry"), judgedAt(models.ThingEntry, models.ReverseEntryAction), (*Server).reverseEntry)

	route(s, get("notices", "/notices", "List my notices", http.StatusUnprocessableEntity), own, (*Server).listNotices)
	route(s, read(post("notices", "/notices/{id}/read", "Mark a notice as read", "")), ownOf(models.ThingNotice), (*Server).readNotice)

	route(s, post("customers", "/customers", "Create a customer", ""), inSight, (*Server).createCustomer)
	route(s, get("customers", "/customers/{id}", "Read a customer"), sees(models.ThingCustomer), (*Server).getCustomer)
	route(s, post("customers", "/customers/{id}/vehicles", "Add a car", ""), sees(models.ThingCustomer), (*Server).addVehicle)
	route(s, done(post("customers", "/customers/{id}/correct", "Correct a customer's name or number", "What stood there before stays sealed in the customer's events.")), sees(models.ThingCustomer), (*Server).correctCustomer)
	route(s, done(post("customers", "/customers/{id}/vehicles/{vehicle}/correct", "Correct a car, or give it the plate that it has by now", "")), sees(models.ThingCustomer), (*Server).correctVehicle)
	route(s, shown(post("customers", "/customers/{id}/reveal", "See personal fields as they are, for a reason",
		"Each field is audited with the reason; there are so many for a person and day.")), sees(models.ThingCustomer).keyless(), (*Server).revealCustomer)
	route(s, shown(post("complaints", "/complaints/{id}/reveal", "See who an unnamed complainant says he is, for a reason",
		"For the roles that the policy names; audited like a customer's fields.")), seesA(contract.Complaint).keyless(), (*Server).revealIdentity)
	route(s, found(post("customers", "/customers/search", "Find customers by one exact value", "")), inSight.keyless().reading(), (*Server).searchCustomers)

	route(s, get("organisation", "/staff", "List staff", http.StatusUnprocessableEntity), inSight, (*Server).listStaff)
	route(s, get("organisation", "/staff/me", "Say who I am"), own.early(), (*Server).me)
	route(s, get("organisation", "/staff/{id}/absences", "List when somebody is away"), sees(models.ThingStaff), (*Server).listAbsences)
	route(s, post("organisation", "/staff/{id}/absences", "Record that somebody is away",
		"The profile of the person's unit says who may; nobody may for himself."), judgedAt(models.ThingStaff, models.RecordAbsenceAction), (*Server).recordAbsence)
	route(s, done(post("organisation", "/staff/{id}/absences/{absence}/end", "Say on which day an absence ended", "")), judgedAt(models.ThingStaff, models.EndAbsenceAction), (*Server).endAbsence)
	route(s, get("organisation", "/units", "List the units that I see"), inSight, (*Server).units)

	route(s, get("calendars", "/calendars", "List calendars"), anybody, (*Server).listCalendars)
	route(s, get("calendars", "/calendars/{id}", "Read a calendar with its editions"), anybody, (*Server).getCalendar)
	route(s, get("calendars", "/calendars/{id}/days", "List the days off and make-up days of a year", http.StatusUnprocessableEntity), anybody, (*Server).calendarDays)
	route(s, post("calendars", "/calendars/{id}/editions", "Add the next edition of a calendar",
		"For calendar keepers. Open due times that it changes are counted again, once; both values are kept."), holding(models.CalendarKeeper, models.AddCalendarAction), (*Server).addCalendar)

	route(s, get("policies", "/policies", "List policies"), anybody, (*Server).listPolicies)
	route(s, get("policies", "/policies/{id}", "Read a policy number by number", http.StatusUnprocessableEntity), anybody, (*Server).getPolicy)
	route(s, get("policies", "/profiles", "List profiles"), anybody, (*Server).listProfiles)
	route(s, get("policies", "/clauses", "List the clause register"), anybody, (*Server).listClauses)
	route(s, get("policies", "/words", "Say what people call things, in my language"), anybody, (*Server).vocabulary)
}

func get(tag, path, summary string, errors ...int) huma.Operation {
	op := huma.Operation{Method: http.MethodGet, Path: path, Tags: []string{tag}, Summary: summary, OperationID: operationID(http.MethodGet, path)}
	op.Errors = append([]int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity}, errors...)
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

// shown is an operation that changes nothing but what is audited, about one thing.
func shown(op huma.Operation) huma.Operation {
	op.DefaultStatus = http.StatusOK
	op.Errors = append([]int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusGone}, unreadable...)
	return op
}

func found(op huma.Operation) huma.Operation {
	op.DefaultStatus, op.Errors = http.StatusOK, unreadable
	return op
}
