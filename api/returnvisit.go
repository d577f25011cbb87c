package api

import (
	"context"
	"reflect"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// Visit is a return visit as the books have it. A cycle may run for years: its rounds are a list of their own.
type Visit struct {
	VisitItem
	Edition     string        `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string        `json:"calendar"`
	Owner       *CustomerSeen `json:"customer"`
	Script      *VisitScript  `json:"script,omitempty" doc:"What is said and asked; absent where the policy has no script for this customer."`
	Window      *CallWindow   `json:"window,omitempty" doc:"When customers are called; absent where the policy doesn't say."`
	Rounds      []VisitRound  `json:"rounds" doc:"The last ten, the latest first; GET /return-visits/{id}/rounds lists all."`
	Obligations []Obligation  `json:"obligations" doc:"Open ones, by due time."`
	Attachments []Attachment  `json:"attachments" doc:"In the order of events."`
}

// VisitScript is what a visitor says and asks, in its order.
type VisitScript struct {
	Title     string          `json:"title" doc:"In the caller's language, or the nearest that there is."`
	Steps     []ScriptStep    `json:"steps"`
	Questions []AskedQuestion `json:"questions"`
}

// ScriptStep is one part of a call, or a wording that is fixed.
type ScriptStep struct {
	ID     string `json:"id" example:"greeting"`
	Title  string `json:"title"`
	Clause string `json:"clause" example:"R3-3"`
}

// AskedQuestion is something that the customer is asked.
type AskedQuestion struct {
	ID       string         `json:"id" example:"quality"`
	Title    string         `json:"title"`
	Kind     string         `json:"kind" enum:"score,yes_no,choice"`
	Values   []string       `json:"values" doc:"The answers that it takes: the marks of the scale from the lowest, yes and no, or the ids of the choices."`
	Choices  []AnswerChoice `json:"choices,omitempty" doc:"Of a choice: what its answers are called."`
	Low      []string       `json:"low,omitempty" doc:"Marks that no satisfied customer gives."`
	Optional bool           `json:"optional,omitempty" doc:"It may be left out."`
	Clause   string         `json:"clause" example:"R5-7.2"`
}

// AnswerChoice is one answer of several.
type AnswerChoice struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// CallWindow says whether a call may be made now, and when the next one may.
type CallWindow struct {
	Window  string     `json:"window" example:"10:00-12:00, 15:00-17:00, not on holidays"`
	Clause  string     `json:"clause" example:"R3-4"`
	Allowed bool       `json:"allowed" doc:"Now."`
	NextAt  *time.Time `json:"next_at,omitempty" doc:"The next permitted moment; absent while a call is allowed."`
	Length  string     `json:"call_length,omitempty" doc:"What is announced to the customer." example:"10 minutes"`
}

// VisitRound is one talk with the customer, or one answer to an issue.
type VisitRound struct {
	Seq         int64             `json:"seq" doc:"Of its event."`
	Visit       int64             `json:"visit" doc:"Number of the visit."`
	Item        string            `json:"item,omitempty" doc:"Issue that was answered; absent for the visit itself."`
	Round       int64             `json:"round" doc:"1 for the visit itself."`
	Medium      string            `json:"medium"`
	Verdict     string            `json:"verdict"`
	Kind        string            `json:"customer_kind,omitempty"`
	Score       *int64            `json:"score,omitempty" doc:"Per cent of all scales."`
	Signed      bool              `json:"signed"`
	Attachment  *string           `json:"attachment,omitempty" doc:"Id of the file with the signed paper."`
	By          string            `json:"by" doc:"Staff id."`
	At          time.Time         `json:"at"`
	DueAt       time.Time         `json:"due_at"`
	AppointedAt *time.Time        `json:"appointed_at,omitempty" doc:"What was agreed before."`
	Answers     []Answered        `json:"answers"`
	Text        map[string]string `json:"text,omitempty" doc:"What was said."`
	Forgotten   bool              `json:"forgotten,omitempty" doc:"There was a text, but the customer was forgotten."`
}

const lastRounds = 10

type visitInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type visitOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Visit
}

// getVisit reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getVisit(ctx context.Context, in *visitInput) (*visitOutput, error) {
	out := &visitOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		v, err := models.VisitByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(v.Seq)
		out.Body, err = s.visit(tx, scope, v, requestOf(ctx).lang)
		return err
	})
	return out, err
}

// visit gathers what the books hold of a return visit.
func (s *Server) visit(tx *gorm.DB, scope models.Scope, v *models.VisitItem, lang string) (out Visit, err error) {
	out = Visit{VisitItem: s.visitItem(*v), Edition: v.Edition, Calendar: v.Calendar}
	p, err := s.books.PolicyOf(tx, contract.ReturnVisit, v.Edition)
	if err != nil {
		return out, err
	}
	out.Script = visitScript(p.ReturnVisit, v, lang)
	for _, read := range []func() error{
		func() error { out.Owner, err = s.customerOf(tx, scope, &v.CustomerID, nil); return err },
		func() error { out.Window, err = s.callWindow(tx, p, v); return err },
		func() error { out.Rounds, _, err = s.roundsOf(tx, v.ID, 0, lastRounds); return err },
		func() error { out.Obligations, err = s.openObligationsOf(tx, scope, v.ID); return err },
		func() error { out.Attachments, err = s.attachmentsOf(tx, v.ID); return err },
	} {
		if err := read(); err != nil {
			return out, err
		}
	}
	return out, nil
}

// visitScript is what this customer is asked; nil where the policy has no script.
func visitScript(p *policies.ReturnVisit, v *models.VisitItem, lang string) *VisitScript {
	way, _ := p.Way(v.Event, v.Cycle)
	script, there := p.Scripts[way.ScriptFor(v.Severity, v.Class)]
	if !there {
		return nil
	}
	in := func(t policies.Title) string { text, _ := t.In(lang); return text }
	out := &VisitScript{Title: in(script.Title), Steps: []ScriptStep{}, Questions: []AskedQuestion{}}
	for _, step := range script.Steps {
		out.Steps = append(out.Steps, ScriptStep{step.ID, in(step.Title), step.Clause})
	}
	for _, q := range script.Questions {
		asked := AskedQuestion{ID: q.ID, Title: in(q.Title), Kind: q.Kind, Values: q.Values(), Optional: q.Optional != nil, Clause: q.Clause}
		for _, c := range q.Choices {
			asked.Choices = append(asked.Choices, AnswerChoice{c.ID, in(c.Title)})
		}
		for _, value := range q.Values() {
			if q.IsLow(value) {
				asked.Low = append(asked.Low, value)
			}
		}
		out.Questions = append(out.Questions, asked)
	}
	return out
}

// callWindow says what a caller may do now, by the calendar of the case.
func (s *Server) callWindow(tx *gorm.DB, p *policies.Policy, v *models.VisitItem) (*CallWindow, error) {
	window := models.CallWindow(p.Process())
	if window == nil {
		return nil, nil
	}
	now, err := s.books.Now(tx)
	if err != nil {
		return nil, err
	}
	next, err := s.books.NextCall(tx, v.Calendar, window.Value, now)
	if err != nil {
		return nil, err
	}
	out := &CallWindow{Window: window.Value.String(), Clause: window.Clause, Allowed: next.Equal(now)}
	if !out.Allowed {
		out.NextAt = s.atPtr(&next)
	}
	if length := p.ReturnVisit.Length; length != nil {
		out.Length = length.Value.String()
	}
	return out, nil
}

func (s *Server) roundsOf(tx *gorm.DB, id string, before int64, limit int) (out []VisitRound, more bool, err error) {
	rows, more, err := s.books.VisitRounds(tx, id, before, limit)
	if err != nil {
		return nil, false, err
	}
	out = []VisitRound{}
	for _, r := range rows {
		text, err := opened(r.Said)
		if err != nil {
			return nil, false, err
		}
		shown := VisitRound{
			Seq: r.Seq, Visit: r.Visit, Item: r.Item, Round: r.Round, Medium: r.Medium, Verdict: r.Verdict, Kind: r.VisitRound.Kind, Score: r.Score,
			Signed: r.Signed, Attachment: r.AttachmentID, By: r.StaffID, At: s.at(r.At), DueAt: s.at(r.DueAt), AppointedAt: s.atPtr(r.AppointedAt),
			Answers: []Answered{}, Text: text, Forgotten: r.Said.Forgotten,
		}
		for _, a := range r.Answers {
			shown.Answers = append(shown.Answers, Answered{a.Question, a.Value})
		}
		out = append(out, shown)
	}
	return out, more, nil
}

// visitRounds lists a visit's rounds from the latest.
func (s *Server) visitRounds(ctx context.Context, in *ofCaseInput) (*listOutput[VisitRound], error) {
	return ofCase(ctx, s, contract.ReturnVisit, in, "rounds", s.roundsOf, func(r VisitRound) int64 { return r.Seq })
}

// VisitState is where a return visit stands, as its running workflow says.
type VisitState struct {
	Seq         int64       `json:"seq"`
	Status      string      `json:"status"`
	Event       string      `json:"event,omitempty"`
	Cycle       string      `json:"cycle,omitempty"`
	Recipient   string      `json:"recipient"`
	Visitor     string      `json:"visitor,omitempty"`
	PausedAt    *time.Time  `json:"paused_at,omitempty"`
	Visit       int         `json:"visit" doc:"Number of the visit that is owed, or was last."`
	Held        int         `json:"held"`
	AppointedAt *time.Time  `json:"appointed_at,omitempty"`
	Issues      []LiveIssue `json:"issues" doc:"Open ones."`
	Reviewed    bool        `json:"reviewed"`
	FewerCalls  bool        `json:"fewer_calls"`
	Obligations []LiveDuty  `json:"obligations" doc:"Open ones, in the order of opening."`
}

// LiveIssue is something that the customer waits for.
type LiveIssue struct {
	Item  string `json:"item"`
	Round int    `json:"round" doc:"Of the next answer."`
}

func (s *Server) visitState(ctx context.Context, in *visitInput) (*bodyOutput[VisitState], error) {
	var v contract.ReturnVisitState
	if err := s.live(ctx, contract.ReturnVisit, in.ID, &v); err != nil {
		return nil, err
	}
	out := VisitState{
		Seq: v.Seq, Status: string(v.Status), Event: v.Event, Cycle: v.Cycle, Recipient: v.Recipient, Visitor: v.Handler,
		PausedAt: s.atPtr(v.PausedAt), Visit: v.Visit, Held: v.Held, AppointedAt: s.atPtr(v.Appointed), Issues: []LiveIssue{},
		Reviewed: v.Reviewed, FewerCalls: v.Lower, Obligations: s.liveDuties(v.Obligations),
	}
	for _, x := range v.Issues {
		out.Issues = append(out.Issues, LiveIssue{x.Item, x.Round})
	}
	return &bodyOutput[VisitState]{out}, nil
}

// VisitFacts are what an event says about a return visit.
type VisitFacts struct {
	Event      string     `json:"event,omitempty" doc:"After which the customer is visited."`
	Cycle      string     `json:"cycle,omitempty"`
	Class      string     `json:"class,omitempty"`
	Reference  string     `json:"reference,omitempty"`
	Again      bool       `json:"again,omitempty" doc:"Without a draw: an earlier visit wasn't the end of it."`
	CalledIn   string     `json:"called_in,omitempty" doc:"Id of the case in which the lot had left this customer out."`
	NextAt     *time.Time `json:"next_at,omitempty" doc:"What was agreed."`
	Answers    []Answered `json:"answers,omitempty"`
	Kind       string     `json:"customer_kind,omitempty"`
	Borrowed   bool       `json:"borrowed,omitempty"`
	Special    bool       `json:"special,omitempty"`
	FewerCalls bool       `json:"fewer_calls,omitempty"`
}

// visitFacts are nil where an event says nothing of a return visit.
func (s *Server) visitFacts(f contract.Facts) *VisitFacts {
	out := VisitFacts{
		Event: f.Event, Cycle: f.Cycle, Class: f.Class, Reference: f.Reference, Again: f.Certain, CalledIn: f.CalledIn, NextAt: s.atPtr(f.Next),
		Kind: f.Kind, Borrowed: f.Borrowed, Special: f.Special, FewerCalls: f.Lower,
	}
	for _, a := range f.Answers {
		out.Answers = append(out.Answers, Answered{a.Question, a.Value})
	}
	if reflect.ValueOf(out).IsZero() {
		return nil
	}
	return &out
}
