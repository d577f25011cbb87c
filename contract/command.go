package contract

import "time"

// Action says what a command asks for. Actions are stored in the books and in histories: never rename.
type Action string

// Actions on a complaint, in the order of its life (PF-01), then those that any open case understands.
const (
	Open         Action = "open"
	Classify     Action = "classify"
	Assign       Action = "assign"
	Report       Action = "report"
	Decide       Action = "decide"
	Tell         Action = "tell"
	Answer       Action = "answer" // the customer accepts or rejects
	Close        Action = "close"
	ReportResult Action = "report_result"
	Prewarn      Action = "prewarn" // a major complaint's early warning
	Relay        Action = "relay"   // the warning goes on to the top
	Convene      Action = "convene" // the crisis team meets
	Note         Action = "note"
	Attach       Action = "attach"   // a file
	Reassign     Action = "reassign" // another handler, or another person for one to-do
	Claim        Action = "claim"    // take an unclaimed to-do
	Pause        Action = "pause"
	Resume       Action = "resume"
	Void         Action = "void"
	Withdraw     Action = "withdraw"

	Merge      Action = "merge"      // it is the same issue as an earlier complaint's
	Reclassify Action = "reclassify" // graver or less grave than was thought
	Reopen     Action = "reopen"
	Revisit    Action = "revisit" // the customer was visited or called after closing
)

// Actions on a vehicle's file, in the order of its life (PF-06).
const (
	Send     Action = "send"    // the sender has checked the file, lists its papers and signs
	Receive  Action = "receive" // the second signature
	Check    Action = "check"   // of each document and signature, and of each excuse
	Correct  Action = "correct" // one item has been put right
	Supply   Action = "supply"  // an excused paper has come
	Store    Action = "store"
	StopFine Action = "stop" // no further fine for an item that isn't put right
	Lose     Action = "lose"
	Restore  Action = "restore"
)

// Actions of those complaint policies that ask for them: the duties beside the handling, and the settlement after closing.
const (
	Brief          Action = "brief"           // a grave complaint goes up at once
	Attend         Action = "attend"          // somebody goes to the complainant
	InputMarketing Action = "input_marketing" // what a department contributes
	InputRND       Action = "input_rnd"
	InputService   Action = "input_service"
	Join           Action = "join"           // departments handle it together
	Investigate    Action = "investigate"    // the form's result is filled in
	Collect        Action = "collect"        // the receivable of a complaint that wasn't upheld
	Object         Action = "object"         // a memo to the superior instead
	Liability      Action = "liability"      // who is responsible for what loss
	Review         Action = "monthly_review" // of last month's closed complaints
	Sign           Action = "sign"           // the settlement's form
	Route          Action = "route"          // one copy of it is handed over
	SettleUp       Action = "settle"         // it is booked
	Track          Action = "track"          // the result was followed up
	PassOn         Action = "pass_on"        // to the level that answers
	Reply          Action = "reply"
)

// Facts are the plain facts of a command: enum values, amounts, ids of staff. The ledger reads them from the command row
// and refuses a message that says otherwise.
type Facts struct {
	Unit       string   `json:"unit,omitempty"`       // business unit that opens the case
	Customer   string   `json:"customer,omitempty"`   // id of the customer
	Vehicle    string   `json:"vehicle,omitempty"`    // id of the vehicle
	Channel    string   `json:"channel,omitempty"`    // how the complaint came in
	Severity   string   `json:"severity,omitempty"`   // ordinary, important, major
	MajorKind  string   `json:"major_kind,omitempty"` // one of the policy's kinds of major complaint
	DataTrue   bool     `json:"data_true,omitempty"`  // the customer's data were checked and are true
	Subjects   []string `json:"subjects,omitempty"`   // staff complained about: excluded from the case
	Assignee   string   `json:"assignee,omitempty"`   // staff id
	Obligation string   `json:"obligation,omitempty"` // the to-do that is claimed or reassigned
	Amount     int64    `json:"amount,omitempty"`     // compensation in fen (1/100 CNY)
	Verdict    string   `json:"verdict,omitempty"`    // approve, return; accept, reject
	Medium     string   `json:"medium,omitempty"`     // how the customer was told
	Clause     string   `json:"clause,omitempty"`     // the clause that allows a pause
	File       string   `json:"file,omitempty"`       // kind of archive file: new_car, aftersales
	Percent    int64    `json:"percent,omitempty"`    // of a pay cut, as it is approved
	From       string   `json:"from,omitempty"`       // first day of an absence: 2026-03-06
	To         string   `json:"to,omitempty"`         // its last day; empty while it isn't known
	Correct    bool     `json:"correct,omitempty"`    // an entry is proposed anew, counted as of now
	Attachment string   `json:"attachment,omitempty"` // id of the file that is attached

	Papers   []Paper   `json:"papers,omitempty"`   // documents of a file
	Findings []Finding `json:"findings,omitempty"` // what the check of a file found
	Item     string    `json:"item,omitempty"`     // what is put right or comes later: a word of the policy, never text
	Done     []string  `json:"done,omitempty"`     // steps of storing: copied, scanned, cabinet, register
	Pieces   int       `json:"pieces,omitempty"`   // of a file, lost or damaged
	Person   string    `json:"person,omitempty"`   // staff id of whoever lost or damaged them; empty when nobody is known

	Nature    string `json:"nature,omitempty"`    // one of the policy's natures of a complaint
	Into      string `json:"into,omitempty"`      // id of the case that this one is merged into
	Earlier   string `json:"earlier,omitempty"`   // id of an earlier case that this one takes up again
	Anonymous bool   `json:"anonymous,omitempty"` // the complainant isn't named
	Signed    bool   `json:"signed,omitempty"`    // the customer signed for a visit in person

	Joint      bool   `json:"joint,omitempty"`      // departments handle the complaint together
	Days       int    `json:"days,omitempty"`       // limit that the form sets for that; 0: the policy's
	Settlement string `json:"settlement,omitempty"` // how a closed complaint is settled: one of the policy's ways, or none
	Copy       int    `json:"copy,omitempty"`       // 1, 2, …: of the settlement's form
	Approved   int64  `json:"approved,omitempty"`   // quantity that the form approves
	Actual     int64  `json:"actual,omitempty"`     // quantity that came
	Liable     string `json:"liable,omitempty"`     // staff id of whoever is to bear a loss

	Currency  string        `json:"currency,omitempty"`      // of an amount, where it isn't understood
	Receipt   string        `json:"receipt,omitempty"`       // number under which money came, as the outside system has it
	Contract  string        `json:"contract,omitempty"`      // kind of contract: distribution, direct
	Year      int           `json:"year,omitempty"`          // of which nothing is still to be received
	Planned   bool          `json:"planned,omitempty"`       // a collection plan came with the request
	Gone      bool          `json:"gone,omitempty"`          // the goods have left: what isn't released at once isn't taken
	Grade     string        `json:"grade,omitempty"`         // one of the policy's
	Cause     string        `json:"cause,omitempty"`         // of an assessment before its time
	Bearers   []string      `json:"bearers,omitempty"`       // staff ids of those who bear goods, in the order of the policy's roles
	Event     string        `json:"event,omitempty"`         // after which a customer is visited
	Cycle     string        `json:"cycle,omitempty"`         // standing cycle of visits
	Class     string        `json:"class,omitempty"`         // of the customer
	Reference string        `json:"reference,omitempty"`     // of the event in another system; a second time it isn't taken
	Certain   bool          `json:"certain,omitempty"`       // visited without a draw: the last visit wasn't the end of it
	CalledIn  string        `json:"called_in,omitempty"`     // id of the case that the draw had left out, and whose customer is visited after all
	Next      *time.Time    `json:"next_at,omitempty"`       // appointed, in UTC
	Answers   []VisitAnswer `json:"answers,omitempty"`       // to the questions of a script
	Kind      string        `json:"customer_kind,omitempty"` // how the customer is to be met
	Borrowed  bool          `json:"borrowed,omitempty"`      // material was taken along
	Special   bool          `json:"special,omitempty"`       // somebody else must know of this customer's state
	Lower     bool          `json:"lower,omitempty"`         // the customer wants fewer calls

	Lead *LeadFacts `json:"lead,omitempty"` // of a lead
	Loan *LoanFacts `json:"loan,omitempty"` // of a request for a record

	Role       string `json:"role,omitempty"`       // that somebody is to hold
	Department string `json:"department,omitempty"` // of the unit, in which it is held

	Erasure *ErasureFacts `json:"erasure,omitempty"` // of a request to erase a person

	Retention *RetentionFacts `json:"retention,omitempty"` // of a record that is kept

	Campaign *CampaignFacts `json:"campaign,omitempty"` // of a campaign, or of greeting somebody in it

	CustomerVisit *CustomerVisitFacts `json:"visit,omitempty"`     // of a visit
	VisitPlan     *VisitPlanFacts     `json:"visitplan,omitempty"` // of a person's month
}

// Verdicts of Decide and Answer.
const (
	Approve = "approve"
	Return  = "return"
	Accept  = "accept"
	Reject  = "reject"
)

// Verdicts of Revisit, and the medium of a visit in person.
const (
	Satisfied    = "satisfied"
	Dissatisfied = "dissatisfied"
	Waived       = "waived"
	NotDrawn     = "not_drawn" // the draw of a return visit left the customer out
	InPerson     = "visit"
)

// Dismiss is the verdict that a complaint isn't upheld. Penalise and Spare are those of Review: is there an administrative
// penalty? Unsettled says that nothing is to be settled after closing.
const (
	Dismiss   = "not_upheld"
	Penalise  = "penalty"
	Spare     = "no_penalty"
	Unsettled = "none"
)

// Severities of a complaint.
const (
	Ordinary  = "ordinary"
	Important = "important"
	Major     = "major"
)

// Message is what an update carries: a hint. Command is the id of the command row, which is also the update's id.
type Message struct {
	Command string    `json:"command"`
	Action  Action    `json:"action"`
	Actor   string    `json:"actor"` // staff id
	At      time.Time `json:"at"`    // occurred_at
	Facts   Facts     `json:"facts"`
}

// Receipt is an update's answer: at most 1 KiB, nothing personal.
type Receipt struct {
	Seq     int64      `json:"seq"`
	Status  Status     `json:"status"`
	NextDue *time.Time `json:"next_due,omitempty"`
	Refusal *Refusal   `json:"refusal,omitempty"`
}

// Refusal says why a command was not carried out. Code is stable and has a sentence in three languages at the counter.
type Refusal struct {
	Code   string            `json:"code"`
	Clause string            `json:"clause,omitempty"`
	Params map[string]string `json:"params,omitempty"` // enum values, ids, moments that the sentence names
}

func (r *Refusal) Error() string {
	if r.Clause == "" {
		return r.Code
	}
	return r.Code + " (" + r.Clause + ")"
}

// Refused builds a refusal; params are pairs of name and value.
func Refused(code, clause string, params ...string) *Refusal {
	r := &Refusal{Code: code, Clause: clause}
	for i := 0; i+1 < len(params); i += 2 {
		if r.Params == nil {
			r.Params = map[string]string{}
		}
		r.Params[params[i]] = params[i+1]
	}
	return r
}

// HasEnded refuses an action on a case that is over. What is completed isn't reopened: a new case names it.
func HasEnded(a Action, s Status) *Refusal {
	if a == Reopen && s == Completed {
		return Refused(CodeOpenAnew, "")
	}
	return Refused(CodeCaseEnded, "", "status", string(s))
}

// Codes of refusals. The counter's table gives each one a status and a sentence; a test holds the two together.
const (
	CodeWrongState       = "wrong_state"           // 409: not now
	CodePaused           = "case_paused"           // 409: resume first
	CodeNotPaused        = "case_not_paused"       // 409
	CodeCaseEnded        = "case_ended"            // 409: the case is over
	CodeWrongRole        = "wrong_role"            // 403: the action's roles aren't held here
	CodeExcluded         = "person_excluded"       // 403: complained about in this case
	CodeFourEyes         = "four_eyes"             // 403: somebody else must do this
	CodeNotYours         = "not_yours"             // 403: the to-do belongs to somebody else
	CodeUnknownStaff     = "unknown_staff"         // 422: no such active member of staff in this unit
	CodeUnknownTodo      = "unknown_obligation"    // 422: no such open to-do in this case
	CodeClaimed          = "already_claimed"       // 409
	CodeUnknownValue     = "unknown_value"         // 422: the policy doesn't know this value
	CodeIncomplete       = "intake_incomplete"     // 422: recorded fields are missing
	CodeBackdated        = "occurred_at_refused"   // 422: too far back, in the future, or by the one the clock runs against
	CodeUnknownCustomer  = "unknown_customer"      // 422
	CodeUnknownUnit      = "unknown_unit"          // 422
	CodeForged           = "command_mismatch"      // 409: the message isn't what the books hold
	CodeAlreadyDone      = "already_done"          // 409: this duty has been fulfilled
	CodeNoPolicy         = "no_policy"             // 409: the unit's profile has no such process
	CodeNoCalendar       = "no_calendar"           // 409: the unit's calendar isn't in the books
	CodeVersionMismatch  = "version_mismatch"      // 412
	CodeKeyReused        = "idempotency_key_reuse" // 422
	CodeSelfAppointed    = "exclusion_violated"    // 422: an excluded person can't be given work in the case
	CodeExpired          = "command_expired"       // 409: not sent for a day; use a new key
	CodeAmountNotAllowed = "amount_not_allowed"    // 422

	CodeNoSuchStep        = "no_such_step"       // 409: the case's policy doesn't have this action
	CodeUnknownAttachment = "unknown_attachment" // 422: no such file waits in this case
	CodeAttached          = "already_attached"   // 409: the case has this file
	CodeUnknownEntry      = "unknown_entry"      // 404
	CodeNobodyDecides     = "nobody_decides"     // 409: the case's edition names nobody who decides on such entries
	CodeEntryState        = "entry_state"        // 409: decided already, or not yet
	CodeOwnEntry          = "own_entry"          // 403: the entry is against the one who decides
	CodeAmountNeeded      = "amount_needed"      // 422: the entry has none, it is entered by hand
	CodeAmountFixed       = "amount_fixed"       // 422: the policy has priced the entry
	CodePayCutRange       = "pay_cut_range"      // 422: outside what the policy allows
	CodeUnknownAbsence    = "unknown_absence"    // 404
	CodeOwnAbsence        = "own_absence"        // 403: somebody else must say so
	CodeIdentityTaken     = "identity_taken"     // 409: it is linked to somebody else
	CodeIdentityLinked    = "identity_linked"    // 409: it is linked to this person already
	CodeUnknownIdentity   = "unknown_identity"   // 404
	CodeOwnIdentity       = "own_identity"       // 403: one's own is linked by signing in there
	CodeStaffExists       = "staff_exists"       // 409: the badge is somebody's
	CodeUnknownRole       = "unknown_role"       // 422: the binder has no such role
	CodeOwnRole           = "own_role"           // 403: nobody gives himself a role
	CodeRoleHeld          = "role_held"          // 409: held or proposed already
	CodeProposalDecided   = "proposal_decided"   // 409
	CodeProposalStale     = "proposal_stale"     // 409: its time is over, or whoever proposed it may not any more
	CodeRoleEnded         = "role_ended"         // 409: the role has ended already
	CodeLastAdministrator = "last_administrator" // 409: the unit would be without one
	CodeOwnLeaving        = "own_leaving"        // 403: somebody else must say so
	CodeStillOwes         = "still_owes"         // 409: open duties still name the person
	CodeSubstitute        = "substitute_refused" // 422: away at that time, or the absent person himself
	CodeSuperiorLoop      = "superior_loop"      // 409: somebody would be above himself
	CodeNotMergeable      = "not_mergeable"      // 409: the two cases aren't the same issue of one customer
	CodeOpenAnew          = "open_anew"          // 409: what is completed isn't reopened
	CodeUnknownEarlier    = "unknown_earlier"    // 422: no such earlier case of this customer
	CodeAnonymousRefused  = "anonymous_refused"  // 422: the unit's policy takes no anonymous complaints
	CodeNotInPerson       = "not_in_person"      // 422: this return visit is made in person
	CodeSignatureMissing  = "signature_missing"  // 422: a visit in person is signed for

	CodeArchiveExists  = "archive_exists"  // 409: the vehicle has a case for this delivery; its id is in the params
	CodeUnknownVehicle = "unknown_vehicle" // 422: no such vehicle of this customer
	CodeUnknownItem    = "unknown_item"    // 422: nothing of that name is open

	CodeCalendarUnchanged = "calendar_unchanged" // 409: the current edition says the same

	CodeOutsideWindow = "outside_window" // 409: calls are made at other times; the next one is in the params
	CodeVisitExists   = "visit_exists"   // 409: this event, or this cycle of the customer, has a case; its id is in the params
	CodeLowScore      = "low_score"      // 422: who scores so low isn't satisfied
	CodeNextMissing   = "next_missing"   // 422: the customer must be told when the answer comes

	CodeCopiesOut  = "copies_not_routed" // 409: copies of the settlement's form are still to be handed over
	CodeQuantities = "quantities_differ" // 409: approved and actual quantity aren't equal

	CodeCreditExists  = "credit_exists"       // 409: the customer has an account at this unit; its id is in the params
	CodeAmountRefused = "amount_refused"      // 422: no amount above zero with at most two decimals
	CodeCurrency      = "currency_refused"    // 422: accounts are kept in another currency
	CodeReference     = "reference_refused"   // 422: no reference such as outside systems have
	CodeReferenceUsed = "duplicate_reference" // 409: the account has a request of this reference
	CodeNotReleased   = "not_released"        // 409: goods have left that the account doesn't release; the figures are in the params
	CodeReceiptUsed   = "duplicate_receipt"   // 409: the unit has booked this receipt; where is in the params
	CodeNotEligible   = "not_eligible"        // 409: no credit; cash, with a collection plan
	CodeAccountClosed = "account_closed"      // 409: nothing is released from it
	CodeUnfit         = "signature_unfit"     // 409: the figures aren't those that it may be signed for any more
	CodeTooMany       = "too_many_waiting"    // 409: others must be decided first
	CodeBalanceOpen   = "balance_open"        // 409: goods of that year aren't paid
	CodeStillWaiting  = "requests_waiting"    // 409: requests wait in the account
	CodeFilesFull     = "too_many_files"      // 409: the case, or whoever attaches, has as many as are taken
	CodeTextsInARow   = "messages_in_a_row"   // 409: one more message makes the card void

	CodeUnknownRecord = "unknown_record"        // 422: no such record, or not one that this person may ask for
	CodeNoAccess      = "no_access"             // 403: the policy lets nobody have such a record for this
	CodeBanned        = "never_lent_again"      // 403: gave one back late, or lost one
	CodeAuthorisation = "authorisation_missing" // 409: the customer's authorisation isn't attached

	CodeErased     = "customer_erased"     // 409: nothing is left of the customer but a pseudonym
	CodeConflict   = "erasure_conflict"    // 409: something stands against it; what, and how often, is in the params
	CodeUnderWay   = "erasure_under_way"   // 409: the customer has such a request; its id is in the params
	CodeRestricted = "customer_restricted" // 409: the law has the customer's data kept, and nothing else done with them

	CodeGiftNotApproved = "gift_not_approved" // 409: nobody has approved the gifts of this campaign
	CodeNoText          = "no_text"           // 409: the policy has no text for what customers are greeted for
	CodeNothingToSay    = "nothing_to_say"    // 409: this customer has been greeted, or isn't to be any more

	CodeSchedulePaused  = "schedule_paused"  // 409: it is paused already
	CodeScheduleRuns    = "schedule_runs"    // 409: it isn't paused
	CodeUnknownSchedule = "unknown_schedule" // 404: no policy of the unit has it
	CodeNothingToBegin  = "nothing_to_begin" // 409: every round of that time has begun

	CodeRetentionExists = "retention_exists" // 409: the record is kept in a case already; its id is in the params
	CodeStillNeeded     = "still_needed"     // 409: a complaint of this customer isn't over, or the record is lent
	CodeUnknownKept     = "unknown_kept"     // 422: there is no such record to be kept

	CodePlanExists     = "plan_exists"      // 409: the person has a case for this month; its id is in the params
	CodeUnknownPlan    = "unknown_plan"     // 422: the visitor has no such plan, or the plan no such line
	CodeNotGranted     = "not_granted"      // 409: nothing is given to a customer that wasn't approved before the visit
	CodeStillAsked     = "still_asked"      // 409: what was asked for isn't decided on yet
	CodeCallNotEnough  = "call_not_enough"  // 422: this isn't done by phone
	CodeTrainingLength = "training_length"  // 422: the customer was trained for too short or too long a time
	CodeActivityExists = "activity_exists"  // 409: it is recorded already
	CodeEvidence       = "evidence_missing" // 422: a file that shows it belongs with this
	CodePeriodClosed   = "period_closed"    // 409: that day or month is counted
)
