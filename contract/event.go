package contract

import (
	"slices"
	"time"
)

// Status is where a case stands. Statuses are stored in the books and in histories: never rename.
type Status string

// Statuses of a complaint (PF-01), then those in which it ends.
const (
	Registered Status = "registered"
	Classified Status = "classified"
	Assigned   Status = "assigned"
	Reported   Status = "reported"
	Approved   Status = "approved"
	Told       Status = "told"
	Accepted   Status = "accepted"
	NotUpheld  Status = "not_upheld"
	Closed     Status = "closed"    // concluded for the customer; the result is still owed to the group
	Completed  Status = "completed" // end: everything is kept
	Voided     Status = "voided"    // end: opened in error
	Withdrawn  Status = "withdrawn" // end: the customer took it back
	Merged     Status = "merged"    // end: it goes on in an earlier case
)

// Statuses of a vehicle's file (PF-06). A stored one stays: it may be lost years later.
const (
	Waiting   Status = "waiting" // delivered, the file isn't handed over
	Sent      Status = "sent"    // checked and signed by the sender
	Signed    Status = "signed"  // by both sides: handed over
	Checked   Status = "checked" // nothing is to be put right
	Defective Status = "defective"
	Stored    Status = "stored"
	Lost      Status = "lost" // pieces of it are lost or damaged
)

// Ended reports whether nothing more can happen in a case.
func (s Status) Ended() bool { return slices.Contains(ends, s) }

// ends are the statuses in which nothing more can happen.
var ends = []Status{Completed, Voided, Withdrawn, Merged, NotSampled, VisitWaived, Unreached, Won, GivenUp, CalledOff, Denied, Erased, TurnedDown, Destroyed}

// MarkKind says what a mark does when its moment passes.
type MarkKind string

// Kinds of marks, in the order in which they stand on a clock.
const (
	Remind   MarkKind = "remind"
	Escalate MarkKind = "escalate"
	Breach   MarkKind = "breach"
)

// Mark is an absolute moment on an obligation's clock, and whom to tell when it passes.
type Mark struct {
	N      int       `json:"n"` // 1, 2, …: with the obligation's id it is the effect key
	At     time.Time `json:"at"`
	Kind   MarkKind  `json:"kind"`
	To     string    `json:"to"` // role
	Clause string    `json:"clause"`
	Fired  bool      `json:"fired,omitempty"`
}

// Obligation is a duty as the ledger opened it: by whom, until when, with the marks on its clock.
type Obligation struct {
	ID     string    `json:"id"`
	Duty   string    `json:"duty"`           // key of the duty in the policy
	Item   string    `json:"item,omitempty"` // which one, where each is owed
	Role   string    `json:"role"`
	Person string    `json:"person,omitempty"`
	Clause string    `json:"clause"`
	Since  time.Time `json:"since"`
	Due    time.Time `json:"due"`
	Last   time.Time `json:"last,omitzero"` // last permitted moment, where the duty has a window
	Marks  []Mark    `json:"marks,omitempty"`
}

// Owe asks the ledger to open an obligation: the case's edition says within what time and with which marks.
type Owe struct {
	Duty   string    `json:"duty"`
	Since  time.Time `json:"since"`
	Role   string    `json:"role,omitempty"`   // instead of the duty's own role (authority table)
	Clause string    `json:"clause,omitempty"` // that names the role
	Person string    `json:"person,omitempty"` // when known

	Item string     `json:"item,omitempty"` // which one, where each is owed
	From *time.Time `json:"from,omitempty"` // the moment from which the time is counted, when it isn't Since
	Days int        `json:"days,omitempty"` // limit that the command sets, instead of the policy's; 0: none
}

// How an obligation came to its end.
type How string

// Ends of an obligation.
const (
	Fulfilled How = "fulfilled"
	Cancelled How = "cancelled"
	Missed    How = "missed" // the same is owed anew, in an obligation of its own
)

// Settle ends an open obligation.
type Settle struct {
	ID  string `json:"id"`
	How How    `json:"how"`
}

// Move gives an open obligation to a person.
type Move struct {
	ID     string `json:"id"`
	Person string `json:"person"`
}

// Clock says what happens to all clocks of a case.
type Clock string

// What can happen to the clocks.
const (
	Stop Clock = "stop" // a pause: working time left is kept
	Go   Clock = "go"   // a resume: due times move
)

// Fire says which mark of an obligation has come, and which earlier reminders it stands for.
type Fire struct {
	Obligation string   `json:"obligation"`
	Mark       int      `json:"mark"`
	Kind       MarkKind `json:"kind"`
	Folded     []int    `json:"folded,omitempty"`
}

// Proposal is the one event that a workflow asks the ledger to write for one effect.
type Proposal struct {
	Type   string   `json:"type"`
	Status Status   `json:"status"` // the case's status afterwards
	Facts  Facts    `json:"facts"`
	Owe    []Owe    `json:"owe,omitempty"`
	Settle []Settle `json:"settle,omitempty"`
	Move   []Move   `json:"move,omitempty"`
	Clock  Clock    `json:"clock,omitempty"`
	Fire   *Fire    `json:"fire,omitempty"`
	Fines  []Fine   `json:"fines,omitempty"`
}

// Event is what happened, as the ledger wrote it. A workflow's state is a fold over its case's events.
type Event struct {
	Seq     int64        `json:"seq"`
	Type    string       `json:"type"`
	Effect  string       `json:"effect"`
	Actor   string       `json:"actor,omitempty"`
	Behalf  string       `json:"behalf,omitempty"` // in whose place the actor did it
	At      time.Time    `json:"at"`               // occurred_at
	Status  Status       `json:"status"`
	Facts   Facts        `json:"facts"`
	Opened  []Obligation `json:"opened,omitempty"`
	Settled []Settle     `json:"settled,omitempty"`
	Moved   []Obligation `json:"moved,omitempty"` // new person after a claim, new moments after a pause or by another edition of the calendar
	Fired   *Fire        `json:"fired,omitempty"`
	Annuls  []string     `json:"annuls,omitempty"` // obligations kept in time although recorded after the breach
	Spawned []Spawned    `json:"spawned,omitempty"`

	Draw *Draw `json:"draw,omitempty"` // at the opening of a case that was drawn for
	Gap  *Gap  `json:"gap,omitempty"`  // somebody drawn can't be reached

	Credit *CreditDecision `json:"credit,omitempty"` // what the ledger decided by the figures of an account
	Loan   *LoanRuling     `json:"loan,omitempty"`   // what it found about a request for a record

	Erasure *ErasureRuling `json:"erasure,omitempty"` // what stood against an erasure, or was destroyed by it

	Campaign *CampaignPage `json:"campaign,omitempty"` // what a page of a campaign holds
	Tally    *VisitTally   `json:"tally,omitempty"`    // what was counted of a person's month
}

// Spawned is a command for another case that an event brought: it opens that case, or acts on it.
type Spawned struct {
	Command string `json:"command"`
	Kind    Kind   `json:"kind"`
	Case    string `json:"case"`
	Action  Action `json:"action"`
}

// Event types. A command's event is named in the past tense.
const (
	EventOpened         = "opened"
	EventClassified     = "classified"
	EventAssigned       = "assigned"
	EventReported       = "reported"
	EventApproved       = "approved"
	EventReturned       = "returned"
	EventTold           = "told"
	EventAccepted       = "accepted"
	EventRejected       = "rejected"
	EventClosed         = "closed"
	EventResultReported = "result_reported"
	EventPrewarned      = "prewarned"
	EventRelayed        = "relayed"
	EventConvened       = "convened"
	EventNoted          = "noted"
	EventAttached       = "attached"
	EventReassigned     = "reassigned"
	EventClaimed        = "claimed"
	EventPaused         = "paused"
	EventResumed        = "resumed"
	EventVoided         = "voided"
	EventWithdrawn      = "withdrawn"
	EventReminded       = "reminded"
	EventEscalated      = "escalated"
	EventBreached       = "breached"
	EventRecounted      = "recounted" // the calendar has a new edition

	EventMerged        = "merged"
	EventReclassified  = "reclassified"
	EventReopened      = "reopened"
	EventRevisited     = "revisited" // and the customer was satisfied
	EventDissatisfied  = "dissatisfied"
	EventRevisitWaived = "revisit_waived"
)

// Event types of a vehicle's file.
const (
	EventSent      = "sent"
	EventSigned    = "signed"
	EventChecked   = "checked"
	EventFaulted   = "faulted"
	EventCorrected = "corrected"
	EventSupplied  = "supplied"
	EventStored    = "stored"
	EventStopped   = "stopped"
	EventLost      = "lost"
	EventRestored  = "restored"
	EventDeferred  = "deferred" // instead of a breach: whoever owes it was on leave, the due time moves
)

// Event types of the duties beside the handling, and of the settlement.
const (
	EventDismissed      = "dismissed" // decided: not upheld
	EventBriefed        = "briefed"
	EventAttended       = "attended"
	EventMarketingInput = "marketing_input"
	EventRNDInput       = "rnd_input"
	EventServiceInput   = "service_input"
	EventJoined         = "joined"
	EventInvestigated   = "investigated"
	EventCollected      = "collected"
	EventObjected       = "objected"
	EventLiabilityHeld  = "liability_held"
	EventReviewed       = "reviewed"
	EventFormSigned     = "form_signed"
	EventRouted         = "routed"
	EventSettled        = "settled"
	EventTracked        = "tracked"
	EventPassedOn       = "passed_on"
	EventReplied        = "replied"
)

// Leads says which events an action may lead to. The ledger refuses a message whose event its action doesn't lead to.
var Leads = map[Action][]string{
	Open: {EventOpened}, Classify: {EventClassified}, Assign: {EventAssigned}, Report: {EventReported},
	Decide: {EventApproved, EventReturned, EventDismissed}, Tell: {EventTold}, Answer: {EventAccepted, EventRejected}, Close: {EventClosed},
	ReportResult: {EventResultReported}, Prewarn: {EventPrewarned}, Relay: {EventRelayed}, Convene: {EventConvened},
	Note: {EventNoted}, Attach: {EventAttached}, Reassign: {EventReassigned}, Claim: {EventClaimed}, Pause: {EventPaused}, Resume: {EventResumed},
	Void: {EventVoided}, Withdraw: {EventWithdrawn},

	Send: {EventSent}, Receive: {EventSigned}, Check: {EventChecked, EventFaulted}, Correct: {EventCorrected},
	Supply: {EventSupplied}, Store: {EventStored}, StopFine: {EventStopped}, Lose: {EventLost}, Restore: {EventRestored},

	Merge: {EventMerged}, Reclassify: {EventReclassified}, Reopen: {EventReopened},
	Revisit: {EventRevisited, EventDissatisfied, EventRevisitWaived},

	Brief: {EventBriefed}, Attend: {EventAttended}, InputMarketing: {EventMarketingInput}, InputRND: {EventRNDInput},
	InputService: {EventServiceInput}, Join: {EventJoined}, Investigate: {EventInvestigated}, Collect: {EventCollected},
	Object: {EventObjected}, Liability: {EventLiabilityHeld}, Review: {EventReviewed}, Sign: {EventFormSigned}, Route: {EventRouted},
	SettleUp: {EventSettled}, Track: {EventTracked}, PassOn: {EventPassedOn}, Reply: {EventReplied},

	ProveArchive: {EventProven}, ProveContract: {EventProven}, ProveBalance: {EventProven},
	ProposeLimit: {EventLimitProposed}, ApproveLimit: {EventLimitSet, EventLimitKept},
	Request:   {EventReleased, EventOverLimit, EventCashOnly, EventSpecial, EventDeclined},
	SignFirst: {EventReleased, EventDeclined}, SignLast: {EventReleased, EventDeclined}, DecideSpecial: {EventReleased, EventDeclined},
	Plan: {EventPlanned, EventPrepaid}, Pay: {EventPaid, EventPrepaid}, Discover: {EventUnauthorised}, WriteOff: {EventWrittenOff},
	AskReview: {EventReviewAsked}, SettleReview: {EventUpheld, EventReleased},
	Assess: {EventAssessed}, GradeIt: {EventGraded}, Reassess: {EventReassessDue},
	CloseAccount: {EventAccountClosed}, ReopenAccount: {EventAccountReopened},
	Appoint: {EventAppointed}, Attempt: {EventAttempted}, RecordVisit: {EventVisited, EventDispleased}, RaiseIssue: {EventIssueRaised},
	AnswerIssue: {EventIssueAnswered, EventIssueStays}, ReviewVisit: {EventVisitReviewed}, Waive: {EventVisitWaived},
	Unreachable: {EventUnreached}, Refer: {EventReferred}, ReturnMaterial: {EventMaterialReturned}, KeepMaterial: {EventMaterialKept},
	SignCard: {EventCardSigned}, Contact: {EventContacted, EventCame, EventLapsed}, SignSecond: {EventSecondSigned},
	ConfirmClass: {EventClassConfirmed}, PlanFollowUp: {EventFollowUpPlanned}, TakeStock: {EventStockTaken}, Shelve: {EventShelved}, Win: {EventWon},
	GiveUp: {EventGivenUp}, Cancel: {EventCancelled},

	Grant: {EventCountersigned, EventGranted}, Deny: {EventDenied}, Issue: {EventIssued}, GiveBack: {EventGivenBack},
	EndAccess: {EventAccessEnded}, Amend: {EventAmended}, Disclose: {EventDisclosed}, ReportLeak: {EventLeaked}, SettleLeak: {EventLeakSettled},
	Identify: {EventIdentified}, Erase: {EventErased}, Restrict: {EventRestricted}, TurnDown: {EventTurnedDown},

	Bind: {EventBound}, Box: {EventBoxed}, ReviewRecord: {EventRecordReviewed}, ApproveDestruction: {EventDestructionApproved},
	KeepLonger: {EventKeptLonger}, Destroy: {EventDestroyed},

	ApproveGifts: {EventGiftsApproved}, ClosePage: {EventPageClosed},

	AskFor: {EventAskedFor}, Prepare: {EventPrepared}, KeepPromise: {EventPromiseKept},
	DraftPlan: {EventDrafted}, SubmitPlan: {EventSubmitted}, TallyQuota: {EventTallied}, CloseMonth: {EventMonthClosed},
}
