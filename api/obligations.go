package api

import (
	"context"
	"time"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// Obligation is a to-do: who owes what until when, and by which clause.
type Obligation struct {
	ID          string     `json:"id"`
	Case        string     `json:"case" doc:"Id of its case."`
	Kind        string     `json:"kind,omitempty" doc:"Kind of the case."`
	Number      string     `json:"number,omitempty" doc:"Number of the case."`
	Unit        string     `json:"unit"`
	Duty        string     `json:"duty" example:"report"`
	Action      string     `json:"action" doc:"What keeps it." example:"report"`
	KeptByOther bool       `json:"kept_by_other,omitempty" doc:"Somebody else takes that action than who owes this."`
	Status      string     `json:"status" doc:"Where its case stands." example:"assigned"`
	Item        string     `json:"item,omitempty" doc:"Which one, where each is owed: a document with its fault." example:"checklist/user_signature"`
	Role        string     `json:"role" doc:"Role that owes it."`
	Person      *string    `json:"person,omitempty" doc:"Staff id; absent until somebody claims it."`
	Clause      string     `json:"clause" example:"V13-2.9"`
	Rule        string     `json:"rule" doc:"The time allowed." example:"3 working days"`
	Source      string     `json:"source" doc:"Where that number comes from." enum:"policy,default,house"`
	Since       time.Time  `json:"since"`
	DueAt       time.Time  `json:"due_at"`
	LastAt      *time.Time `json:"last_at,omitempty" doc:"Last moment at which the call or visit is permitted; reminders count back from it. Absent when the duty has no window, or nothing is permitted before the due time."`
	Provisional bool       `json:"provisional" doc:"A year without a published arrangement was counted."`
	EarlierDue  *time.Time `json:"earlier_due_at,omitempty" doc:"What the due time was before a new edition of the calendar; see explain."`
	State       string     `json:"state" enum:"open,paused,fulfilled,cancelled"`
	LastMark    string     `json:"last_mark,omitempty" doc:"The last mark that fired on its clock; absent while none has." enum:"remind,escalate,breach"`
	BreachedAt  *time.Time `json:"breached_at,omitempty"`
	Annulled    bool       `json:"annulled,omitempty" doc:"Recorded as breached, but it was kept in time."`
	SettledAt   *time.Time `json:"settled_at,omitempty"`
	Behalf      string     `json:"on_behalf_of,omitempty" doc:"Staff id of whoever is away and in whose place this is the caller's; only in the list of what is mine."`
	Marks       []Mark     `json:"marks,omitempty" doc:"What happens on its clock; only when one obligation is asked for."`
}

// Mark is a moment on an obligation's clock.
type Mark struct {
	N       int        `json:"n"`
	At      time.Time  `json:"at"`
	Kind    string     `json:"kind" enum:"remind,escalate,breach"`
	To      string     `json:"to" doc:"Role that is told."`
	Clause  string     `json:"clause"`
	State   string     `json:"state,omitempty" enum:"waiting,paused,fired,folded,dropped"`
	FiredAt *time.Time `json:"fired_at,omitempty"`
	Late    *float64   `json:"late_seconds,omitempty" doc:"fired_at less at, to the millisecond."`
}

func (s *Server) obligation(t models.Todo) Obligation {
	action, other := policies.KeptBy(string(t.Kind), t.Duty)
	last := t.LastMark
	if last == contract.Breach && policies.Lasts(string(t.Kind), t.Duty) {
		last = "" // its time is over: nobody has missed anything
	}
	return Obligation{
		Action: action, KeptByOther: other, Status: string(t.Status), LastMark: string(last),
		ID: t.ID, Case: t.CaseID, Kind: string(t.Kind), Number: t.Number, Unit: t.UnitID, Duty: t.Duty, Item: t.Item, Role: t.Role,
		Person: t.PersonID, Clause: t.Clause, Rule: t.Rule, Source: t.Source, Since: s.at(t.Since), DueAt: s.at(t.DueAt),
		LastAt: s.atPtr(t.LastAt), EarlierDue: s.atPtr(t.EarlierDueAt), Provisional: t.Provisional, State: t.State, BreachedAt: s.atPtr(t.BreachedAt), Annulled: t.Annulled,
		SettledAt: s.atPtr(t.SettledAt),
	}
}

type obligationsInput struct {
	Paging
	ObligationQuery
}

// ObligationQuery says which obligations are wanted.
type ObligationQuery struct {
	Mine      bool      `query:"mine" doc:"Mine, or my role's and unclaimed."`
	Case      string    `query:"case" maxLength:"64" doc:"All of one case, ended ones included."`
	Unit      string    `query:"unit" maxLength:"64"`
	Role      string    `query:"role" maxLength:"64"`
	Person    string    `query:"person" maxLength:"64" doc:"Staff id."`
	Duty      string    `query:"duty" maxLength:"64"`
	Clause    string    `query:"clause" maxLength:"64"`
	Kind      string    `query:"kind" enum:"complaint,archive,campaign,lead,loan,retention,credit,returnvisit,erasure,visit,visitplan"`
	Late      bool      `query:"late" doc:"Only those that are breached, and not annulled."`
	Timing    string    `query:"timing" enum:"known,in_time,late" doc:"Whatever their state, unless it is given: those of which it is known whether they were kept in time, being fulfilled or breached; those that were; those that weren't."`
	DueFrom   time.Time `query:"due_from"`
	DueBefore time.Time `query:"due_before"`
	State     string    `query:"state" enum:"open,paused,fulfilled,cancelled" doc:"Open ones, if nothing else is asked for; paused and cancelled ones are listed with case only."`
	Sort      string    `query:"sort" enum:"due_at,-due_at" default:"due_at" doc:"With - the latest first."`
}

// listObligations answers three questions: what is mine, what belongs to this case, what my units owe or owed. They don't
// mix: a filter that the question doesn't know is refused instead of being passed over.
func (s *Server) listObligations(ctx context.Context, in *obligationsInput) (*listOutput[Obligation], error) {
	if wrong := in.wrong(); len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "obligations", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	var rows []models.Todo
	var next *models.Cursor
	switch {
	case in.Mine:
		rows, next, err = models.MyTodos(db, scope, in.Duty, moment(in.DueBefore), page)
	case in.Case != "":
		if _, err := s.seen(ctx, anyKind, in.Case); err != nil {
			return nil, err
		}
		rows, next, err = models.CaseTodos(db, scope, in.Case, page)
		rows = in.ofCase(rows)
	default:
		rows, next, err = models.Todos(db, scope, in.filter(), page)
	}
	if err != nil {
		return nil, err
	}
	return listed(s, list, rows, next, func(t models.Todo) Obligation {
		o := s.obligation(t)
		if in.Mine {
			o.Behalf = scope.Behalf(t.Role, t.UnitID, t.PersonID)
		}
		return o
	}), nil
}

func (in *obligationsInput) filter() models.TodoFilter {
	return models.TodoFilter{
		Role: in.Role, Unit: in.Unit, Person: in.Person, Duty: in.Duty, Clause: in.Clause, Kind: contract.Kind(in.Kind), State: in.State,
		Timing: models.Timing(in.Timing), Late: in.Late, DueFrom: moment(in.DueFrom), DueBefore: moment(in.DueBefore),
	}
}

// wrong names the filters that don't go with the question.
func (in *obligationsInput) wrong() []FieldProblem {
	var wrong []FieldProblem
	add := func(bad bool, location string) {
		if bad {
			wrong = append(wrong, FieldProblem{Location: location, Code: "choice"})
		}
	}
	add(in.Mine && in.Case != "", "query.case")
	if in.Mine || in.Case != "" {
		for _, f := range []struct {
			given bool
			name  string
		}{
			{in.Unit != "", "unit"}, {in.Role != "", "role"}, {in.Person != "", "person"}, {in.Case != "" && in.Duty != "", "duty"},
			{in.Clause != "", "clause"}, {in.Kind != "", "kind"}, {in.Late, "late"}, {in.Timing != "", "timing"},
			{!in.DueFrom.IsZero(), "due_from"},
		} {
			add(f.given, "query."+f.name)
		}
	}
	add(in.Mine && in.State == models.ObligationFulfilled, "query.state")
	add(in.Case == "" && (in.State == models.ObligationPaused || in.State == models.ObligationCancelled), "query.state")
	return wrong
}

// ofCase filters a page of one case's to-dos; a page may come out shorter than its limit.
func (in *obligationsInput) ofCase(rows []models.Todo) []models.Todo {
	kept := rows[:0]
	for _, t := range rows {
		if (in.State == "" || t.State == in.State) && (in.DueBefore.IsZero() || t.DueAt.Before(in.DueBefore)) {
			kept = append(kept, t)
		}
	}
	return kept
}

type obligationInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the obligation."`
}

func (s *Server) todo(ctx context.Context, id string) (*models.Todo, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	return models.TodoByID(db, scope, id)
}

func (s *Server) getObligation(ctx context.Context, in *obligationInput) (*bodyOutput[Obligation], error) {
	o, err := s.showObligation(ctx, in.ID)
	return &bodyOutput[Obligation]{o}, err
}

func (s *Server) showObligation(ctx context.Context, id string) (Obligation, error) {
	t, err := s.todo(ctx, id)
	if err != nil {
		return Obligation{}, err
	}
	o := s.obligation(*t)
	marks, err := models.Marks(s.db(ctx), id)
	if err != nil {
		return Obligation{}, err
	}
	for _, m := range marks {
		shown := Mark{
			N: m.N, At: s.at(m.At), Kind: string(m.Kind), To: m.ToRole, Clause: m.Clause, State: m.State, FiredAt: s.atPtr(m.FiredAt),
		}
		if m.LateMs != nil {
			late := float64(*m.LateMs) / 1000
			shown.Late = &late
		}
		o.Marks = append(o.Marks, shown)
	}
	return o, nil
}

type obligationActInput[B body] struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the obligation."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the case's version that this depends on."`
	Body    B
}

// ObligationDone is an obligation after a command on it.
type ObligationDone struct {
	Obligation
	Receipt Receipt `json:"receipt"`
}

type obligationOutput struct {
	ETag string `header:"ETag" doc:"Version of its case."`
	Body ObligationDone
}

// actOnObligation carries out a command on one to-do: it goes to its case like any other.
func actOnObligation[B body](action contract.Action) func(*Server, context.Context, *obligationActInput[B]) (*obligationOutput, error) {
	return func(s *Server, ctx context.Context, in *obligationActInput[B]) (*obligationOutput, error) {
		id, err := models.CaseOfTodo(s.db(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		o := order{action: action}
		o.facts.Obligation = in.ID
		in.Body.fill(&o)
		receipt, err := s.act(ctx, anyKind, id, in.IfMatch, o)
		if err != nil {
			return nil, err
		}
		shown, err := s.showObligation(ctx, in.ID)
		if err != nil {
			return nil, afterSending(err)
		}
		return &obligationOutput{etag(receipt.Seq), ObligationDone{shown, s.receipt(receipt)}}, nil
	}
}
