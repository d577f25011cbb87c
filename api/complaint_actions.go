package api

import (
	"time"

	"carebook/contract"
	"carebook/policies"
)

// The bodies of the actions on a complaint. Each knows what of it is a plain fact and what is a text; who may do it and
// when is asked elsewhere.

// Moment lets a command say that it happened earlier.
type Moment struct {
	OccurredAt *time.Time `json:"occurred_at,omitempty" doc:"When it happened, if not now. Needs a reason; the policy says how far back it may lie."`
	Reason     string     `json:"reason,omitempty" maxLength:"2000" doc:"Why: required with occurred_at."`
}

// Reasoned is Moment for a command that always needs a reason.
type Reasoned struct {
	OccurredAt *time.Time `json:"occurred_at,omitempty" doc:"When it happened, if not now. The policy says how far back it may lie."`
	Reason     string     `json:"reason" minLength:"1" maxLength:"2000" doc:"Why."`
}

func (m Moment) fill(o *order) { o.at(m.OccurredAt, m.Reason) }

func (m Reasoned) fill(o *order) {
	o.occurred = m.OccurredAt
	o.need("reason", m.Reason)
}

// Classification says how grave a complaint is.
type Classification struct {
	Moment
	Severity  string   `json:"severity" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's severities." example:"major"`
	MajorKind string   `json:"major_kind,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's kinds of major complaint; only with major." example:"negative_media"`
	Nature    string   `json:"nature,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's natures, where it has any." example:"quality"`
	DataTrue  bool     `json:"data_true" doc:"The customer's data were checked and are true."`
	Subjects  []string `json:"subjects,omitempty" format:"uuid" maxItems:"20" uniqueItems:"true" doc:"Staff whom the complaint is about: they are kept away from it from now on."`
}

func (b Classification) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Severity, o.facts.MajorKind, o.facts.DataTrue, o.facts.Subjects = b.Severity, b.MajorKind, b.DataTrue, b.Subjects
	o.facts.Nature = b.Nature
}

// Reclassification says that a complaint is graver or less grave than was thought. It takes the whole classification's place.
type Reclassification struct {
	Reasoned
	Severity  string   `json:"severity" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's severities; major starts the early warning now." example:"major"`
	MajorKind string   `json:"major_kind,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's kinds of major complaint; only with major."`
	Nature    string   `json:"nature,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's natures, where it has any."`
	Subjects  []string `json:"subjects,omitempty" format:"uuid" maxItems:"20" uniqueItems:"true" doc:"More staff whom the complaint is about: they are kept away from it from now on."`
}

func (b Reclassification) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Severity, o.facts.MajorKind, o.facts.Nature, o.facts.Subjects = b.Severity, b.MajorKind, b.Nature, b.Subjects
}

// Merging says which earlier complaint is the same issue: this one ends, the earlier one goes on.
type Merging struct {
	Reasoned
	Into string `json:"into" format:"uuid" doc:"Id of the earlier complaint."`
}

func (b Merging) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Into = b.Into
}

// ReturnVisit says what came of the visit or call after a complaint was closed.
type ReturnVisit struct {
	Moment
	Verdict string `json:"verdict" enum:"satisfied,dissatisfied,waived" doc:"dissatisfied opens the next round; waived needs a reason."`
	Medium  string `json:"medium,omitempty" enum:"visit,phone" doc:"How the customer was met; required unless waived."`
	Signed  bool   `json:"signed,omitempty" doc:"The customer signed for a visit in person."`
	Text    string `json:"text,omitempty" maxLength:"20000" doc:"What the customer said."`
}

func (b ReturnVisit) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	switch waived := b.Verdict == contract.Waived; {
	case waived && o.texts["reason"] == "":
		o.reject("body.reason", "required")
	case !waived && b.Medium == "":
		o.reject("body.medium", "required")
	}
	o.facts.Verdict, o.facts.Medium, o.facts.Signed = b.Verdict, b.Medium, b.Signed
}

// Assignment gives a complaint to a handler.
type Assignment struct {
	Moment
	Assignee string `json:"assignee,omitempty" format:"uuid" doc:"Staff id of the handler. May be left out only where the policy keeps whoever was asked first responsible."`
	Joint    bool   `json:"joint,omitempty" doc:"Departments handle it together, where the policy says so."`
	Days     int    `json:"days,omitempty" minimum:"1" maximum:"60" doc:"Limit in days that the form sets for that; the policy's when absent."`
}

func (b Assignment) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Assignee, o.facts.Joint, o.facts.Days = b.Assignee, b.Joint, b.Days
}

// HandlingReport says how a complaint is to be settled.
type HandlingReport struct {
	Moment
	Summary string `json:"summary" minLength:"1" maxLength:"20000" doc:"What was found and what is proposed."`
	Amount  string `json:"amount" pattern:"^[0-9]{1,10}(\\.[0-9]{1,2})?$" doc:"Compensation in CNY; \"0.00\" for none. The authority table finds who decides." example:"800.00"`
}

func (b HandlingReport) fill(o *order) {
	b.Moment.fill(o)
	o.need("summary", b.Summary)
	amount, err := policies.ParseMoney(b.Amount)
	if err != nil {
		o.reject("body.amount", "amount")
	}
	o.facts.Amount = int64(amount)
}

// Decision is the answer to a report by whoever the authority table names.
type Decision struct {
	OccurredAt *time.Time `json:"occurred_at,omitempty" doc:"When it happened, if not now."`
	Reason     string     `json:"reason" minLength:"1" maxLength:"2000" doc:"Why."`
	Verdict    string     `json:"verdict" enum:"approve,return,not_upheld" doc:"return sends the report back to the handler; not_upheld where the policy says what follows from it."`
}

func (b Decision) fill(o *order) {
	Reasoned{b.OccurredAt, b.Reason}.fill(o)
	o.facts.Verdict = b.Verdict
}

// Telling says that the customer was told the outcome.
type Telling struct {
	Moment
	Medium string `json:"medium" enum:"phone,letter,visit" doc:"How the customer was told."`
	Text   string `json:"text" minLength:"1" maxLength:"20000" doc:"What the customer was told."`
}

func (b Telling) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	o.facts.Medium = b.Medium
}

// CustomerAnswer is what the customer said to the outcome.
type CustomerAnswer struct {
	Moment
	Verdict string `json:"verdict" enum:"accept,reject" doc:"reject opens the next round."`
	Text    string `json:"text" minLength:"1" maxLength:"20000" doc:"What the customer said."`
}

func (b CustomerAnswer) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	o.facts.Verdict = b.Verdict
}

// Closing ends the work with the customer.
type Closing struct {
	Moment
	Text       string `json:"text,omitempty" maxLength:"20000" doc:"Closing remark."`
	Settlement string `json:"settlement,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's ways to settle it, or none; only where the policy has such ways." example:"return"`
}

func (b Closing) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Settlement = b.Settlement
}

// ResultReport is what the group is told of the outcome.
type ResultReport struct {
	Moment
	Result string `json:"result" minLength:"1" maxLength:"20000" doc:"The result as it is reported."`
}

func (b ResultReport) fill(o *order) {
	b.Moment.fill(o)
	o.need("result", b.Result)
}

// Message is a text that goes with an action: an early warning, its relay, a note.
type Message struct {
	Moment
	Text string `json:"text" minLength:"1" maxLength:"20000" doc:"What is said."`
}

func (b Message) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
}

// Meeting says what the crisis team resolved.
type Meeting struct {
	Moment
	Minutes string `json:"minutes" minLength:"1" maxLength:"20000" doc:"Who met, and what was resolved."`
}

func (b Meeting) fill(o *order) {
	b.Moment.fill(o)
	o.need("minutes", b.Minutes)
}

// Reassignment gives a complaint, or one to-do, to somebody else.
type Reassignment struct {
	Reasoned
	Assignee string `json:"assignee" format:"uuid" doc:"Staff id of whoever takes over."`
}

func (b Reassignment) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Assignee = b.Assignee
}

// Pause stops all clocks of a complaint.
type Pause struct {
	Reasoned
	Clause string `json:"clause" pattern:"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$" doc:"The clause that allows the pause." example:"V13-2.4b"`
}

func (b Pause) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Clause = b.Clause
}
