package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// CustomerVisit is a visit as the books have it. What was written with it stands in its events.
type CustomerVisit struct {
	CustomerVisitItem
	Edition     string         `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string         `json:"calendar"`
	Owner       *CustomerSeen  `json:"customer"`
	Checklist   VisitChecklist `json:"checklist"`
	Obligations []Obligation   `json:"obligations" doc:"By due time, those that came to their end included."`
	Attachments []Attachment   `json:"attachments" doc:"In the order of events."`
	Entries     []LedgerEntry  `json:"entries" doc:"What was proposed, with what has become of it."`
}

// VisitChecklist is what belongs to a visit by its policy, for its purpose.
type VisitChecklist struct {
	Before []ScriptStep `json:"before" doc:"All of it is done before the visit."`
	During []ScriptStep `json:"during" doc:"As far as it is called for."`
}

func visitChecklist(of policies.VisitChecklist, lang string) VisitChecklist {
	steps := func(all []policies.Step) []ScriptStep {
		out := []ScriptStep{}
		for _, step := range all {
			title, _ := step.Title.In(lang)
			out = append(out, ScriptStep{step.ID, title, step.Clause})
		}
		return out
	}
	return VisitChecklist{steps(of.Before), steps(of.During)}
}

type customerVisitInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type customerVisitOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body CustomerVisit
}

// getCustomerVisit reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getCustomerVisit(ctx context.Context, in *customerVisitInput) (*customerVisitOutput, error) {
	out, lang := &customerVisitOutput{}, requestOf(ctx).lang
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		v, err := models.CustomerVisitByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		p, err := s.books.PolicyOf(tx, contract.Visit, v.Edition)
		if err != nil {
			return err
		}
		out.ETag = etag(v.Seq)
		out.Body = CustomerVisit{
			CustomerVisitItem: s.customerVisitItem(*v), Edition: v.Edition, Calendar: v.Calendar,
			Checklist: visitChecklist(p.Visit.Checklist(v.Purpose), lang),
		}
		for _, read := range []func() error{
			func() error { out.Body.Owner, err = s.customerOf(tx, scope, &v.CustomerID, nil); return err },
			func() error { out.Body.Obligations, err = s.obligationsOf(tx, scope, v.ID); return err },
			func() error { out.Body.Attachments, err = s.attachmentsOf(tx, v.ID); return err },
			func() error { out.Body.Entries, err = s.entriesOf(tx, scope, v.ID); return err },
		} {
			if err := read(); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// CustomerVisitState is where a visit stands, as its running workflow says.
type CustomerVisitState struct {
	Seq         int64      `json:"seq"`
	Status      string     `json:"status"`
	Visitor     string     `json:"visitor"`
	AppointedAt *time.Time `json:"appointed_at,omitempty"`
	Asked       []string   `json:"asked" doc:"For which an approval is open."`
	Granted     []string   `json:"granted"`
	Prepared    bool       `json:"prepared"`
	Obligations []LiveDuty `json:"obligations" doc:"Open ones, in the order of opening."`
}

func (s *Server) customerVisitState(ctx context.Context, in *customerVisitInput) (*bodyOutput[CustomerVisitState], error) {
	var v contract.CustomerVisitState
	if err := s.live(ctx, contract.Visit, in.ID, &v); err != nil {
		return nil, err
	}
	return &bodyOutput[CustomerVisitState]{CustomerVisitState{
		Seq: v.Seq, Status: string(v.Status), Visitor: v.Handler, AppointedAt: s.atPtr(v.Appointed), Asked: append([]string{}, v.Asked...),
		Granted: append([]string{}, v.Granted...), Prepared: v.Ready, Obligations: s.liveDuties(v.Obligations),
	}}, nil
}

// CustomerVisitFacts are what an event says about a visit.
type CustomerVisitFacts struct {
	Purpose  string         `json:"purpose,omitempty"`
	Object   string         `json:"object,omitempty"`
	Way      string         `json:"way,omitempty"`
	Matter   string         `json:"matter,omitempty"`
	Plan     string         `json:"plan,omitempty"`
	Line     int            `json:"line,omitempty"`
	NextAt   *time.Time     `json:"next_at,omitempty"`
	Requests []VisitRequest `json:"requests,omitempty"`
	Given    []string       `json:"given,omitempty"`
	Minutes  int            `json:"minutes,omitempty"`
	Promises int            `json:"promises,omitempty"`
}

// VisitRequest is something that is asked for before a visit.
type VisitRequest struct {
	What   string `json:"what" enum:"items,expenses,gift,entertainment"`
	Amount string `json:"amount,omitempty" pattern:"^[0-9]{1,9}\\.[0-9]{2}$" doc:"CNY." example:"150.00"`
}

func (s *Server) customerVisitFacts(f contract.Facts) *CustomerVisitFacts {
	if f.CustomerVisit == nil {
		return nil
	}
	v := f.Visited()
	out := &CustomerVisitFacts{
		Purpose: v.Purpose, Object: v.Object, Way: v.Channel, Matter: v.Matter, Plan: v.Plan, Line: v.Line, NextAt: s.atPtr(f.Next), Given: v.Given,
		Minutes: v.Minutes, Promises: v.Promises,
	}
	for _, r := range v.Requests {
		asked := VisitRequest{What: r.What}
		if r.Amount > 0 {
			asked.Amount = money(r.Amount)
		}
		out.Requests = append(out.Requests, asked)
	}
	return out
}

// The bodies of the actions on a visit.

// CustomerAppointment is what is agreed with the customer.
type CustomerAppointment struct {
	Moment
	NextAt  time.Time `json:"next_at" doc:"When; still to come."`
	Contact string    `json:"contact,omitempty" maxLength:"2000" doc:"Whom to see there, and where."`
}

func (b CustomerAppointment) fill(o *order) {
	b.Moment.fill(o)
	o.text("contact", b.Contact)
	o.next(&b.NextAt)
}

// VisitRequests are what is asked for before a visit, each for an approval of its own.
type VisitRequests struct {
	Moment
	Requests []VisitRequest `json:"requests" minItems:"1" maxItems:"4"`
	Text     string         `json:"text" minLength:"1" maxLength:"2000" doc:"What it is, and what for."`
}

func (b VisitRequests) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	said := &contract.CustomerVisitFacts{}
	for _, r := range b.Requests {
		var fen policies.Money
		if r.Amount != "" && fen.UnmarshalText([]byte(r.Amount)) != nil {
			o.reject("body.requests", "range")
		}
		said.Requests = append(said.Requests, contract.VisitRequest{What: r.What, Amount: int64(fen)})
	}
	o.facts.CustomerVisit = said
}

// VisitGrant approves one of the things that were asked for.
type VisitGrant struct {
	Moment
	Item string `json:"item" enum:"items,expenses,gift,entertainment"`
}

func (b VisitGrant) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Item = b.Item
}

// VisitDenial turns one of them down.
type VisitDenial struct {
	Reasoned
	Item string `json:"item" enum:"items,expenses,gift,entertainment"`
}

func (b VisitDenial) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Item = b.Item
}

// VisitPreparation says what of the checklist is done.
type VisitPreparation struct {
	Moment
	Done []string `json:"done,omitempty" maxItems:"20" uniqueItems:"true" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Ids of the checklist's steps before a visit: all of them."`
}

func (b VisitPreparation) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Done = b.Done
}

// CustomerVisitRecord is what came of a visit.
type CustomerVisitRecord struct {
	Moment
	Done     []string `json:"done,omitempty" maxItems:"20" uniqueItems:"true" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Ids of the checklist's steps during a visit that were called for."`
	Given    []string `json:"given,omitempty" maxItems:"2" uniqueItems:"true" enum:"gift,entertainment" doc:"Nothing is given that wasn't granted before."`
	Minutes  int      `json:"minutes,omitempty" minimum:"0" maximum:"480" doc:"For which the customer was trained."`
	Promises int      `json:"promises,omitempty" minimum:"0" maximum:"20" doc:"How many were made: each is owed at once, as 1, 2, …"`
	Text     string   `json:"text,omitempty" maxLength:"20000" doc:"What came of it, and what was promised."`
}

func (b CustomerVisitRecord) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Done = b.Done
	if len(b.Given)+b.Minutes+b.Promises > 0 {
		o.facts.CustomerVisit = &contract.CustomerVisitFacts{Given: b.Given, Minutes: b.Minutes, Promises: b.Promises}
	}
}

// KeptPromise says how a promise was kept.
type KeptPromise struct {
	Message
	Item string `json:"item" pattern:"^[1-9][0-9]?$" doc:"Number of the promise." example:"1"`
}

func (b KeptPromise) fill(o *order) {
	b.Message.fill(o)
	o.facts.Item = b.Item
}
