package contract

import (
	"regexp"

	"carebook/policies"
)

// CreditState is all that the workflow of a customer's account knows: what waits for somebody, what was proven, and the grade.
// What is dispatched and paid stands in the books alone, so that an account stays small for years.
type CreditState struct {
	CaseState
	Waiting  []CreditWait          `json:"waiting,omitempty"`  // requests that wait for a signature or for money, in their order
	Proofs   []CreditProof         `json:"proofs,omitempty"`   // the last one of each kind
	Proposed bool                  `json:"proposed,omitempty"` // a starting limit waits for approval
	Sheet    bool                  `json:"sheet,omitempty"`    // an assessment waits for its grade
	Grade    string                `json:"grade,omitempty"`
	Terms    *policies.CreditTerms `json:"credit_terms,omitempty"`
}

// CreditWait is a request for goods that waits.
type CreditWait struct {
	Item   string `json:"i"`           // reference of the request
	Way    string `json:"w,omitempty"` // way in which it can be released: first, last, prepay, special; "" while a decision is reviewed
	Review bool   `json:"r,omitempty"` // its decision is reviewed
}

// CreditProof is a proof of eligibility.
type CreditProof struct {
	What string `json:"p"`           // action that brought it
	Kind string `json:"k,omitempty"` // of the contract
	Year int    `json:"y,omitempty"` // of the balance
}

// Actions on a customer's account (PF-11, PF-12): the proofs of eligibility, requests with what becomes of them, money, and
// the grade.
const (
	ProveArchive  Action = "prove_archive"  // the archive is there, with a copy of the ID card
	ProveContract Action = "prove_contract" // signed, with a settlement agreement
	ProveBalance  Action = "prove_balance"  // nothing of a year is still to be received
	ProposeLimit  Action = "propose_limit"  // a starting limit, entered by hand
	ApproveLimit  Action = "approve_limit"
	Request       Action = "request"        // goods on account: the ledger decides
	SignFirst     Action = "sign_first"     // the first release above the limit
	SignLast      Action = "sign_last"      // the last one
	DecideSpecial Action = "decide_special" // beyond the term
	Plan          Action = "plan"           // a collection plan is handed in
	Pay           Action = "pay"            // money came
	Discover      Action = "discover"       // goods had left without a release, as was verified
	WriteOff      Action = "write_off"      // goods won't be paid any more
	AskReview     Action = "ask_review"     // a person is to look at a decision
	SettleReview  Action = "settle_review"
	Assess        Action = "assess"   // the assessment sheet is filled in
	GradeIt       Action = "grade"    // with it the terms are set
	Reassess      Action = "reassess" // before its time; Facts.Earlier is the complaint that brings it, if one does
	CloseAccount  Action = "close_account"
	ReopenAccount Action = "reopen_account"
)

// Event types of a customer's account.
const (
	EventProven        = "proven"
	EventLimitProposed = "limit_proposed"
	EventLimitSet      = "limit_set"
	EventLimitKept     = "limit_kept" // what was proposed isn't approved
	EventReleased      = "released"
	EventOverLimit     = "over_limit" // it waits for a signature, or for the money
	EventCashOnly      = "cash_only"
	EventSpecial       = "special" // it waits for a decision of its own
	EventDeclined      = "declined"
	EventPrepaid       = "prepaid" // released against money that came before
	EventPlanned       = "planned"
	EventPaid          = "paid"
	EventUnauthorised  = "unauthorised"
	EventWrittenOff    = "written_off"
	EventReviewAsked   = "review_asked"
	EventUpheld        = "upheld"
	EventAssessed      = "assessed"
	EventGraded        = "graded"
	EventReassessDue   = "reassess_due"

	EventAccountClosed   = "account_closed"
	EventAccountReopened = "account_reopened"
)

// Statuses of a customer's account.
const (
	NotEligible Status = "not_eligible" // cash only
	Eligible    Status = "eligible"

	AccountClosed Status = "account_closed" // nothing is released from it; what is owed is still collected
)

// Ways in which goods are released, or can be. A request that waits for money has WayPrepay.
const (
	WayInLimit      = "in_limit"
	WayFirst        = "first"
	WayLast         = "last"
	WayPrepay       = "prepay"
	WayPrepaid      = "prepaid"
	WaySpecial      = "special"
	WayReview       = "review" // a review overturned the decision
	WayCash         = "cash"
	WayUnauthorised = "unauthorised"
)

// States of a request.
const (
	RequestWaiting      = "waiting"
	RequestReleased     = "released"
	RequestCash         = "cash_only"
	RequestDeclined     = "declined"
	RequestUnauthorised = "unauthorised"
)

// Verdicts of SignFirst, SignLast, DecideSpecial and ApproveLimit are Approve and Refusing; of SettleReview these.
const (
	Refusing = "refuse"
	Uphold   = "uphold"
	Overturn = "overturn"
)

// Causes of an assessment that a process sees by itself.
const (
	CauseOverdue   = "overdue"
	CauseBadDebt   = "bad_debt"
	CauseComplaint = "complaint"
)

// CreditDecision is what the ledger decided about a request, or about goods, and what the decision rests on.
type CreditDecision struct {
	Item    string         `json:"i,omitempty"` // reference of the request
	State   string         `json:"s,omitempty"` // RequestReleased, …
	Way     string         `json:"w,omitempty"` // WayInLimit, …
	Amount  int64          `json:"a,omitempty"` // fen, where the ledger found it
	Grounds []string       `json:"g,omitempty"` // clauses
	Figures *CreditFigures `json:"f,omitempty"` // before the decision
}

// CreditFigures are those of an account on one day, from its lines alone. Amounts are fen.
type CreditFigures struct {
	Day      string `json:"d"`           // 2026-03-06, in the business zone
	Limit    int64  `json:"l"`           // of this day
	Goods    int64  `json:"v"`           // released in the window before it
	Starting int64  `json:"s,omitempty"` // limit entered by hand
	Cap      int64  `json:"c,omitempty"` // of the grade; 0: none
	Unpaid   int64  `json:"u"`           // less what was paid too much: negative when the customer is ahead
	Held     int64  `json:"h,omitempty"` // remitted for goods that aren't released
	Oldest   string `json:"o,omitempty"` // day of the oldest goods that aren't paid
	Item     string `json:"i,omitempty"` // their reference
	Age      int    `json:"a,omitempty"` // in days
	Term     int    `json:"t"`           // days in which goods are to be paid
	Over     int    `json:"n,omitempty"` // releases above the limit since it was last met
}

// referenceForm keeps persons and free text out of what outside systems call things.
var referenceForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9./-]{0,39}$`)

// IsReference reports whether a text can be the reference of a request or of a receipt: letters, digits, - / and points.
func IsReference(s string) bool { return referenceForm.MatchString(s) }

// Proof is what an event proves of a customer's eligibility; nil when nothing. What of it there is, says which proof it was.
func (e Event) Proof() *CreditProof {
	switch f := e.Facts; {
	case e.Type != EventProven:
		return nil
	case f.Year != 0:
		return &CreditProof{What: string(ProveBalance), Year: f.Year}
	case f.Contract != "":
		return &CreditProof{What: string(ProveContract), Kind: f.Contract}
	}
	return &CreditProof{What: string(ProveArchive)}
}

// Waits is the request that waits under a reference; nil when none does.
func (c *CreditState) Waits(item string) *CreditWait {
	for i := range c.Waiting {
		if c.Waiting[i].Item == item {
			return &c.Waiting[i]
		}
	}
	return nil
}

// Proof is the last proof of a kind; nil when there is none.
func (c *CreditState) Proof(what Action) *CreditProof {
	for i := range c.Proofs {
		if c.Proofs[i].What == string(what) {
			return &c.Proofs[i]
		}
	}
	return nil
}

// Choices are the values that an action takes in the present state, by the policy that the account is pinned to.
func (c *CreditState) Choices(a Action) map[string][]string {
	all := map[string][]string{}
	switch a {
	case ProveContract:
		all["contract"] = c.Terms.Contracts.Value
	case ApproveLimit:
		all["verdict"] = []string{Approve, Refusing}
	case SignFirst, SignLast, DecideSpecial:
		all["verdict"], all["reference"] = []string{Approve, Refusing}, c.references(CreditWaysOf[a]...)
	case Plan:
		all["reference"] = c.references(WayFirst, WayLast, WayPrepay)
	case SettleReview:
		all["verdict"] = []string{Uphold, Overturn}
		for _, w := range c.Waiting {
			if w.Review {
				all["reference"] = append(all["reference"], w.Item)
			}
		}
	case GradeIt:
		all["grade"] = c.Terms.Grades.Value
	case Reassess:
		all["cause"] = c.Terms.Causes.Value
	}
	return named(all)
}

// CreditWaysOf are the ways of requests that a signature is for.
var CreditWaysOf = map[Action][]string{SignFirst: {WayFirst}, SignLast: {WayLast}, DecideSpecial: {WaySpecial}}

func (c *CreditState) references(ways ...string) (items []string) {
	for _, w := range c.Waiting {
		for _, way := range ways {
			if w.Way == way {
				items = append(items, w.Item)
			}
		}
	}
	return items
}
