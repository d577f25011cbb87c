package api

import (
	"slices"
	"strings"
	"time"

	"carebook/contract"
)

// The bodies of the actions on a return visit.

// VisitAssignment says who visits.
type VisitAssignment struct {
	Moment
	Visitor string `json:"visitor" format:"uuid" doc:"Staff id of somebody with the role that visits this customer."`
}

func (b VisitAssignment) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Assignee = b.Visitor
}

// VisitAppointment is what is agreed with the customer.
type VisitAppointment struct {
	Moment
	Medium string    `json:"medium" enum:"visit,phone,message,letter,email,questionnaire" doc:"How. A call outside the policy's window is refused, with the next permitted moment in params.next."`
	NextAt time.Time `json:"next_at" doc:"When; still to come."`
	Place  string    `json:"place,omitempty" maxLength:"2000" doc:"Where, and what is to be brought along."`
}

func (b VisitAppointment) fill(o *order) {
	b.Moment.fill(o)
	o.text("place", b.Place)
	o.facts.Medium = b.Medium
	o.next(&b.NextAt)
}

// next takes over when something is to come, as facts carry it.
func (o *order) next(t *time.Time) {
	if t == nil {
		return
	}
	at := t.UTC().Truncate(time.Microsecond)
	o.facts.Next = &at
}

// VisitAttempt is a try at which nobody was spoken to.
type VisitAttempt struct {
	Moment
	Verdict    string     `json:"verdict" enum:"no_answer,declined" doc:"declined: the customer had no time, and said when he has."`
	NextAt     *time.Time `json:"next_at,omitempty" doc:"When it is tried again; required with declined."`
	FewerCalls bool       `json:"fewer_calls,omitempty" doc:"The customer wants fewer calls: a cycle slows down."`
	Text       string     `json:"text,omitempty" maxLength:"20000"`
}

func (b VisitAttempt) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Verdict, o.facts.Lower = b.Verdict, b.FewerCalls
	o.next(b.NextAt)
}

// Met is how the customer was met, what he said of it, and when somebody comes again if he must.
type Met struct {
	Moment
	Medium     string     `json:"medium" enum:"visit,phone,message,letter,email,questionnaire" doc:"How the customer was met. A call made outside the policy's window is refused."`
	Verdict    string     `json:"verdict" enum:"satisfied,dissatisfied"`
	Signed     bool       `json:"signed,omitempty" doc:"The customer signed for a visit in person."`
	Attachment string     `json:"attachment,omitempty" format:"uuid" doc:"Id of the file with the signed paper, attached before."`
	NextAt     *time.Time `json:"next_at,omitempty" doc:"What a customer who isn't satisfied is told: when somebody comes or calls again."`
	Text       string     `json:"text,omitempty" maxLength:"20000" doc:"What the customer said."`
}

func (b Met) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Medium, o.facts.Verdict, o.facts.Signed, o.facts.Attachment = b.Medium, b.Verdict, b.Signed, b.Attachment
	o.next(b.NextAt)
}

// Answered is an answer to one question of the script.
type Answered struct {
	Question string `json:"question" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Id of the question." example:"quality"`
	Value    string `json:"value" pattern:"^[a-z0-9][a-z0-9_]{0,39}$" doc:"A mark of the scale, yes or no, or one of the choices." example:"5"`
}

// VisitRecord is a visit or a call that was made.
type VisitRecord struct {
	Met
	Answers    []Answered `json:"answers,omitempty" maxItems:"40" doc:"To the questions of the script, each once."`
	Kind       string     `json:"customer_kind,omitempty" enum:"impulsive,hesitant,satisfaction_seeking" doc:"How the customer is to be met."`
	Borrowed   bool       `json:"borrowed,omitempty" doc:"Material was taken along, and is to be given back."`
	Special    bool       `json:"special,omitempty" doc:"Somebody else must know of this customer's state: it is to be referred."`
	FewerCalls bool       `json:"fewer_calls,omitempty" doc:"The customer wants fewer calls: a cycle slows down."`
}

func (b VisitRecord) fill(o *order) {
	b.Met.fill(o)
	for _, a := range b.Answers {
		o.facts.Answers = append(o.facts.Answers, contract.VisitAnswer{Question: a.Question, Value: a.Value})
	}
	slices.SortFunc(o.facts.Answers, func(x, y contract.VisitAnswer) int { return strings.Compare(x.Question, y.Question) })
	o.facts.Kind, o.facts.Borrowed, o.facts.Special, o.facts.Lower = b.Kind, b.Borrowed, b.Special, b.FewerCalls
}

// NewIssue is something that couldn't be answered at once.
type NewIssue struct {
	Moment
	NextAt time.Time `json:"next_at" doc:"When the customer is told to expect the answer."`
	Text   string    `json:"text" minLength:"1" maxLength:"20000" doc:"What it is."`
}

func (b NewIssue) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	o.next(&b.NextAt)
}

// IssueAnswer is a further round with the customer about an issue.
type IssueAnswer struct {
	Met
	Item string `json:"item" pattern:"^[1-9][0-9]{0,5}$" doc:"Number of the issue, as the visit's obligations name it." example:"1"`
}

func (b IssueAnswer) fill(o *order) {
	b.Met.fill(o)
	o.facts.Item = b.Item
}

// Waiver drops a visit before it is made.
type Waiver struct {
	Reasoned
	Verdict    string `json:"verdict" enum:"anonymous,written_reply,open_letter" doc:"Why; written_reply needs the reply."`
	Attachment string `json:"attachment,omitempty" format:"uuid" doc:"Id of the file with the reply, attached before."`
}

func (b Waiver) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Verdict, o.facts.Attachment = b.Verdict, b.Attachment
}

// Unreached says why another customer takes the place.
type Unreached struct {
	Reasoned
	Verdict string `json:"verdict" enum:"unreachable,moved,refused,duplicate" doc:"unreachable: somebody has tried; duplicate: the same customer was drawn for the same already."`
}

func (b Unreached) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Verdict = b.Verdict
}
