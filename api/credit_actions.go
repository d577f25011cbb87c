package api

import (
	"carebook/policies"
)

// The bodies of the actions on a customer's account. What is no amount, or no reference, goes to the ledger all the same: its
// refusal cites the clause.

// Money is an amount in a currency.
type Money struct {
	Amount   string `json:"amount" maxLength:"20" doc:"CNY, above zero, at most two decimals." example:"300.00"`
	Currency string `json:"currency,omitempty" maxLength:"3" doc:"CNY, which it is when absent: accounts are kept in nothing else." example:"CNY"`
}

func (b Money) fill(o *order) {
	if amount, err := policies.ParseMoney(b.Amount); err == nil {
		o.facts.Amount = int64(amount)
	}
	o.facts.Currency = b.Currency
}

// ContractProof says which contract was signed.
type ContractProof struct {
	Moment
	Contract string `json:"contract" enum:"distribution,direct" doc:"Signed, with a settlement agreement."`
}

func (b ContractProof) fill(o *order) { b.Moment.fill(o); o.facts.Contract = b.Contract }

// BalanceProof says of which year nothing is still to be received.
type BalanceProof struct {
	Moment
	Year int `json:"year" minimum:"2000" maximum:"9999" example:"2025"`
}

func (b BalanceProof) fill(o *order) { b.Moment.fill(o); o.facts.Year = b.Year }

// StartingLimit is what a customer who has bought little may owe.
type StartingLimit struct {
	Moment
	Money
}

func (b StartingLimit) fill(o *order) { b.Moment.fill(o); b.Money.fill(o) }

// LimitVerdict decides about a starting limit.
type LimitVerdict struct {
	Moment
	Verdict string `json:"verdict" enum:"approve,refuse"`
}

func (b LimitVerdict) fill(o *order) { b.Moment.fill(o); o.facts.Verdict = b.Verdict }

// Reference names a request, or goods.
type Reference struct {
	Reference string `json:"reference" pattern:"^[A-Za-z0-9][A-Za-z0-9./-]{0,39}$" doc:"As the outside system has it: letters, digits, - / and points, at most 40. Nothing personal." example:"D-2026-0001"`
}

// GoodsRequest asks for goods on account.
type GoodsRequest struct {
	Moment
	Money
	Reference
	Plan int `json:"plan_days,omitempty" minimum:"1" maximum:"366" doc:"A collection plan comes with it, by which the money is there in so many days: whoever has no credit needs one, and pays cash."`
}

func (b GoodsRequest) fill(o *order) {
	b.Moment.fill(o)
	b.Money.fill(o)
	o.facts.Item, o.facts.Days, o.facts.Planned = b.Reference.Reference, b.Plan, b.Plan > 0
}

// ReleaseVerdict decides about a request that waits. The figures are looked at again.
type ReleaseVerdict struct {
	Moment
	Reference
	Verdict string `json:"verdict" enum:"approve,refuse"`
}

func (b ReleaseVerdict) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Item, o.facts.Verdict = b.Reference.Reference, b.Verdict
}

// CollectionPlan says by when the money for a request comes.
type CollectionPlan struct {
	Moment
	Reference
	Days int    `json:"days" minimum:"1" maximum:"366"`
	Text string `json:"text,omitempty" maxLength:"20000" doc:"The plan."`
}

func (b CollectionPlan) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Item, o.facts.Days = b.Reference.Reference, b.Days
}

// Payment is money that came.
type Payment struct {
	Moment
	Money
	Receipt string `json:"receipt" pattern:"^[A-Za-z0-9][A-Za-z0-9./-]{0,39}$" doc:"Its number in the outside system: letters, digits, - / and points, at most 40. A unit books each once." example:"R-2026-0001"`
	For     string `json:"reference,omitempty" pattern:"^[A-Za-z0-9][A-Za-z0-9./-]{0,39}$" doc:"Goods that it pays, or a request that waits for it; the oldest goods when absent."`
}

func (b Payment) fill(o *order) {
	b.Moment.fill(o)
	b.Money.fill(o)
	o.facts.Receipt, o.facts.Item = b.Receipt, b.For
}

// Discovery says that goods had left without a release, as was verified.
type Discovery struct {
	Reasoned
	Money
	Reference
	Bearers []string `json:"bearers" format:"uuid" minItems:"1" maxItems:"10" doc:"Staff ids of those who bear the goods, in the order of the policy's roles."`
}

func (b Discovery) fill(o *order) {
	b.Reasoned.fill(o)
	b.Money.fill(o)
	o.facts.Item, o.facts.Bearers = b.Reference.Reference, b.Bearers
}

// GoodsReason is about goods or a request, with a reason.
type GoodsReason struct {
	Reasoned
	Reference
}

func (b GoodsReason) fill(o *order) { b.Reasoned.fill(o); o.facts.Item = b.Reference.Reference }

// ReviewVerdict ends the review of a decision.
type ReviewVerdict struct {
	Reasoned
	Reference
	Verdict string `json:"verdict" enum:"uphold,overturn" doc:"overturn releases the goods."`
}

func (b ReviewVerdict) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Item, o.facts.Verdict = b.Reference.Reference, b.Verdict
}

// Assessment is the sheet by which a customer is graded.
type Assessment struct {
	Moment
	Text string `json:"text" minLength:"1" maxLength:"20000" doc:"Credit standing, trading history, cooperation."`
}

func (b Assessment) fill(o *order) { b.Moment.fill(o); o.need("text", b.Text) }

// Grading sets the grade, and with it the terms.
type Grading struct {
	Moment
	Grade string `json:"grade" pattern:"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$" doc:"One of the policy's grades." example:"B"`
}

func (b Grading) fill(o *order) { b.Moment.fill(o); o.facts.Grade = b.Grade }

// Reassessment says why a customer is to be assessed before the time. Goods overdue, a bad debt and a complaint that is opened
// here do that by themselves; that the customer has another owner is recorded with it.
type Reassessment struct {
	Moment
	Cause      string `json:"cause" enum:"overdue,bad_debt,complaint,ownership" doc:"ownership records that the customer has another owner. The others come by themselves when carebook sees them."`
	Attachment string `json:"attachment,omitempty" format:"uuid" doc:"Id of the file that it rests on, such as the notice of a new owner, attached before."`
	Text       string `json:"text,omitempty" maxLength:"20000" doc:"What has changed."`
}

func (b Reassessment) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Cause, o.facts.Attachment = b.Cause, b.Attachment
}
