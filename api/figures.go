package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/models"
)

// Figures are what a manager asks first. Each opens as a list with the same count.
type Figures struct {
	From      time.Time    `json:"from" doc:"Beginning of the period of on_time."`
	To        time.Time    `json:"to" doc:"Its end, which isn't in it."`
	Late      []LateFigure `json:"late" doc:"Open obligations that are late; GET /obligations with late=true and the same unit, role, kind, clause and duty lists them."`
	OnTime    []OnTime     `json:"on_time" doc:"Obligations that were due in the period and were fulfilled or breached; GET /obligations with timing=known, or in_time, and due_from and due_before lists them."`
	OpenCases []OpenCases  `json:"open_cases" doc:"Cases that still have something to be done; GET /complaints, /archives, /campaigns, /leads, /loans, /erasures, /retentions, /visits, /visit-plans or /return-visits with running=true, unit and status lists them."`
}

// Owing is who owes what.
type Owing struct {
	Unit       string      `json:"unit"`
	Role       string      `json:"role" doc:"Role that owes it."`
	RoleTitle  string      `json:"role_title,omitempty" doc:"What the role is called, in the caller's language."`
	Department *Department `json:"department,omitempty" doc:"In which all who hold the role for the unit hold it now; absent where that isn't one."`
	Kind       string      `json:"kind" doc:"Kind of the cases."`
	Clause     string      `json:"clause" example:"V13-2.9"`
	Duty       string      `json:"duty" example:"report"`
}

// LateFigure is how many obligations are open and late.
type LateFigure struct {
	Owing
	Count int64 `json:"count"`
}

// OnTime is how many obligations were kept, and how many of them in time.
type OnTime struct {
	Owing
	Settled int64 `json:"settled" doc:"Fulfilled or breached."`
	InTime  int64 `json:"in_time" doc:"Of these: not breached, or the breach was annulled."`
}

// OpenCases is how many cases stand in a status.
type OpenCases struct {
	Unit   string `json:"unit"`
	Kind   string `json:"kind"`
	Status string `json:"status"`
	Count  int64  `json:"count"`
	Paused int64  `json:"paused" doc:"Of these: their clocks stand still."`
}

type figuresInput struct {
	Unit string    `query:"unit" maxLength:"64" doc:"Only of this unit; all that the caller sees otherwise."`
	From time.Time `query:"from" doc:"Beginning of the current month if left out."`
	To   time.Time `query:"to" doc:"End of the current month if left out."`
}

func (s *Server) figures(ctx context.Context, in *figuresInput) (*bodyOutput[Figures], error) {
	out := &bodyOutput[Figures]{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		now, err := s.books.Now(tx)
		if err != nil {
			return err
		}
		out.Body.From, out.Body.To = s.period(in, now)
		if !out.Body.From.Before(out.Body.To) {
			return s.invalid(requestOf(ctx), FieldProblem{Location: "query.to", Code: "range"})
		}
		return s.tally(ctx, tx, scope, in.Unit, now, &out.Body)
	})
	return out, err
}

// period is the one asked for; what is left out is that of the current month in the business zone.
func (s *Server) period(in *figuresInput, now time.Time) (from, to time.Time) {
	year, month, _ := s.at(now).Date()
	from, to = time.Date(year, month, 1, 0, 0, 0, 0, s.zone), time.Date(year, month+1, 1, 0, 0, 0, 0, s.zone)
	if !in.From.IsZero() {
		from = s.at(in.From)
	}
	if !in.To.IsZero() {
		to = s.at(in.To)
	}
	return from, to
}

// tally fills figures in from one look into the books.
func (s *Server) tally(ctx context.Context, tx *gorm.DB, scope models.Scope, unit string, now time.Time, out *Figures) error {
	book, _, err := s.shelf.At(tx, now)
	if err != nil {
		return err
	}
	departments, err := models.DepartmentsOf(tx, scope, now)
	if err != nil {
		return err
	}
	lang := requestOf(ctx).lang
	owing := func(d models.Duties) Owing {
		o := Owing{Unit: d.UnitID, Role: d.Role, RoleTitle: roleName(book, d.Role, lang), Kind: string(d.Kind), Clause: d.Clause, Duty: d.Duty}
		if of, one := departments[models.RolePlace{UnitID: d.UnitID, Role: d.Role}]; one {
			o.Department = &Department{of.ID, of.Code, of.Name}
		}
		return o
	}
	late, err := models.LateFigures(tx, scope, unit)
	if err != nil {
		return err
	}
	out.Late = showAll(late, func(f models.LateFigure) LateFigure { return LateFigure{owing(f.Duties), f.Count} })
	timing, err := models.TimingFigures(tx, scope, unit, out.From, out.To)
	if err != nil {
		return err
	}
	out.OnTime = showAll(timing, func(f models.TimingFigure) OnTime { return OnTime{owing(f.Duties), f.Settled, f.InTime} })
	cases, err := models.OpenFigures(tx, scope, unit)
	if err != nil {
		return err
	}
	out.OpenCases = showAll(cases, func(f models.OpenFigure) OpenCases {
		return OpenCases{f.UnitID, string(f.Kind), string(f.Status), f.Count, f.Paused}
	})
	return nil
}

// showAll turns rows into what is shown of them; never nil.
func showAll[Row, Item any](rows []Row, show func(Row) Item) []Item {
	out := make([]Item, len(rows))
	for i, row := range rows {
		out[i] = show(row)
	}
	return out
}
