package api

import (
	"context"
	"errors"
	"time"

	"carebook/calendar"
	"carebook/contract"
	"carebook/models"
)

// Schedule is what begins by itself for a unit, because its policy says so.
type Schedule struct {
	ID        string      `json:"id"`
	Unit      string      `json:"unit"`
	Kind      string      `json:"kind" doc:"Of the cases that it opens." example:"campaign"`
	Name      string      `json:"name" example:"festivals"`
	Every     []string    `json:"every" doc:"Its cadences." example:"[\"every mid_autumn\"]"`
	At        string      `json:"at" doc:"Time of the day, in the unit's zone." example:"09:00"`
	Policy    string      `json:"policy"`
	Clause    string      `json:"clause"`
	Since     time.Time   `json:"since" doc:"Rounds before aren't begun."`
	PausedAt  *time.Time  `json:"paused_at,omitempty"`
	Next      []Round     `json:"next" doc:"The rounds that are to come, at most five."`
	LastRound *PeriodItem `json:"last,omitempty" doc:"The round that was begun last."`
	Seq       int64       `json:"seq" doc:"Deeds of people on it so far."`
}

// Round is one that is to come.
type Round struct {
	Period string    `json:"period" example:"mid_autumn 2026"`
	At     time.Time `json:"at"`
	Begun  bool      `json:"begun" doc:"Somebody has begun it before its time."`
}

// PeriodItem is a round of a schedule that has begun.
type PeriodItem struct {
	Period   string    `json:"period" example:"mid_autumn 2026"`
	BeginsAt time.Time `json:"begins_at" doc:"When it was to begin."`
	BegunAt  time.Time `json:"begun_at"`
	Late     bool      `json:"late" doc:"More than an hour after it was to begin."`
	Source   string    `json:"source" doc:"Who noticed: temporal, sweeper, or hand." example:"temporal"`
	Case     string    `json:"case" doc:"Id of the case that it opens. A round that opens one for each person stands here once for each."`
	Result   string    `json:"result" doc:"Status of that case; unopened while it waits, not_opened when it couldn't be."`
}

type schedulesInput struct {
	Paging
	ScheduleQuery
}

// ScheduleQuery says which schedules are wanted.
type ScheduleQuery struct {
	Unit string `query:"unit" maxLength:"64"`
}

func (s *Server) listSchedules(ctx context.Context, in *schedulesInput) (*listOutput[Schedule], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, err := s.page(ctx, "schedules", in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := s.books.SchedulesSeen(db, scope, s.shelf, models.ScheduleFilter{Unit: in.Unit}, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "schedules", rows, next, s.schedule), nil
}

func (s *Server) schedule(r models.ScheduleItem) Schedule {
	out := Schedule{
		ID: r.ID, Unit: r.UnitID, Kind: r.Family, Name: r.Word, At: r.Says.At.Value.String(), Policy: r.Policy.ID, Clause: r.Says.Every.Clause,
		Since: s.at(r.Since), PausedAt: s.atPtr(r.PausedAt), Seq: r.Seq, Every: []string{}, Next: []Round{},
	}
	for _, c := range r.Says.Every.Value {
		out.Every = append(out.Every, c.String())
	}
	for _, n := range r.Next {
		out.Next = append(out.Next, Round{n.Name, s.at(n.At), r.Begun[n.Name]})
	}
	if r.Last != nil {
		last := s.begun(*r.Last)
		out.LastRound = &last
	}
	return out
}

func (s *Server) begun(p models.PeriodItem) PeriodItem {
	return PeriodItem{
		Period: p.Round(), BeginsAt: s.at(p.BeginsAt), BegunAt: s.at(p.BegunAt), Late: p.Late, Source: p.Source, Case: p.CaseID, Result: p.Result,
	}
}

type periodsInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the schedule."`
	Paging
}

func (s *Server) listPeriods(ctx context.Context, in *periodsInput) (*listOutput[PeriodItem], error) {
	if err := models.ScheduleIsThere(s.db(ctx), in.ID); err != nil {
		return nil, err
	}
	list := "periods/" + in.ID
	page, err := s.page(ctx, list, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Periods(s.ledger(ctx), in.ID, page)
	if err != nil {
		return nil, err
	}
	return listed(s, list, rows, next, s.begun), nil
}

// Direction is what somebody does about a schedule.
type Direction struct {
	Reason string `json:"reason" minLength:"1" maxLength:"2000" doc:"Why. It is kept sealed."`
}

func (b Direction) direction(*Server) (models.NewDirection, []FieldProblem) {
	o := order{}
	o.need("reason", b.Reason)
	return models.NewDirection{Reason: b.Reason}, o.wrong
}

// Backfill says of which days rounds that haven't begun are begun.
type Backfill struct {
	Direction
	From string `json:"from" format:"date" example:"2026-10-01"`
	To   string `json:"to" format:"date" doc:"The last day." example:"2026-10-08"`
}

func (b Backfill) direction(s *Server) (models.NewDirection, []FieldProblem) {
	n, wrong := b.Direction.direction(s)
	from, err := time.ParseInLocation(time.DateOnly, b.From, s.zone)
	to, err2 := time.ParseInLocation(time.DateOnly, b.To, s.zone)
	if errors.Join(err, err2) != nil || to.Before(from) {
		return n, append(wrong, FieldProblem{Location: "body.to", Code: "range"})
	}
	n.From, n.To, n.FromDay, n.ToDay = from, calendar.EndOfDay(to), b.From, b.To
	return n, wrong
}

type direction interface {
	direction(*Server) (models.NewDirection, []FieldProblem)
}

type directInput[B direction] struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the schedule."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body B
}

func directSchedule[B direction](a contract.Action) func(*Server, context.Context, *directInput[B]) (*bodyOutput[Schedule], error) {
	return func(s *Server, ctx context.Context, in *directInput[B]) (*bodyOutput[Schedule], error) {
		n, wrong := in.Body.direction(s)
		if len(wrong) > 0 {
			return nil, s.invalid(requestOf(ctx), wrong...)
		}
		n.Command, n.Schedule = s.newCommand(ctx, order{action: a}), in.ID
		cmd, err := s.books.DirectSchedule(ctx, s.shelf, n)
		if err := s.done(ctx, cmd, err); err != nil {
			return nil, err
		}
		s.spawned()
		r, err := s.books.ScheduleNow(s.ledger(ctx), s.shelf, in.ID)
		if err != nil {
			return nil, err
		}
		return &bodyOutput[Schedule]{s.schedule(*r)}, nil
	}
}
