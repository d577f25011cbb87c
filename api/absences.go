package api

import (
	"context"
	"time"

	"carebook/models"
)

// Absence is a time in which somebody is away, in whole days.
type Absence struct {
	ID         string     `json:"id"`
	Staff      string     `json:"staff"`
	From       string     `json:"from" format:"date"`
	To         *string    `json:"to,omitempty" format:"date" doc:"Included; absent while it isn't known."`
	RecordedBy string     `json:"recorded_by"`
	RecordedAt time.Time  `json:"recorded_at"`
	EndedBy    *string    `json:"ended_by,omitempty" doc:"Who said when it really ended."`
	EndedAt    *time.Time `json:"ended_at,omitempty"`
	Substitute string     `json:"substitute,omitempty" doc:"Staff id of whoever stands in meanwhile, or did so last."`
	StandsTo   *time.Time `json:"substitute_until,omitempty" doc:"Up to when, not included; absent while no end is known."`
}

func (s *Server) absence(a models.Absence, t models.Substitution) Absence {
	return Absence{
		a.ID, a.StaffID, a.FromDay, a.ToDay, a.RecordedBy, s.at(a.RecordedAt), a.EndedBy, s.atPtr(a.EndedAt), t.SubstituteID, s.atPtr(t.ValidTo),
	}
}

// NewAbsence says that somebody is away.
type NewAbsence struct {
	From   string `json:"from" format:"date" example:"2026-03-06"`
	To     string `json:"to,omitempty" format:"date" doc:"Last day, included; empty while it isn't known."`
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed and not shown in lists."`

	Substitute string `json:"substitute,omitempty" maxLength:"64" doc:"Staff id of whoever stands in meanwhile: may do what the absent person's roles and parts allow, but carebook's own roles."`
}

// AbsenceEnd says when an absence ended.
type AbsenceEnd struct {
	To     string `json:"to" format:"date" doc:"Last day, included; the day before it began takes it back."`
	Reason string `json:"reason,omitempty" maxLength:"2000"`
}

type absencesInput struct {
	ID string `path:"id" maxLength:"64" doc:"Staff id."`
	Paging
}

func (s *Server) listAbsences(ctx context.Context, in *absencesInput) (*listOutput[Absence], error) {
	page, err := s.page(ctx, "absences", in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.AbsencesOf(s.db(ctx), in.ID, page)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, a := range rows {
		ids[i] = a.ID
	}
	stand, err := models.SubstitutesOf(s.db(ctx), ids)
	if err != nil {
		return nil, err
	}
	return listed(s, "absences", rows, next, func(a models.Absence) Absence { return s.absence(a, stand[a.ID]) }), nil
}

type newAbsenceInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Staff id."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewAbsence
}

func (s *Server) recordAbsence(ctx context.Context, in *newAbsenceInput) (*listOutput[Absence], error) {
	if in.Body.To != "" && in.Body.To < in.Body.From {
		return nil, s.invalid(requestOf(ctx), FieldProblem{Location: "body.to", Code: "range"})
	}
	n := models.NewAbsence{
		Command: s.newCommand(ctx, order{}), ID: models.NewID(), Staff: in.ID, From: in.Body.From, To: in.Body.To, Reason: in.Body.Reason,
		Substitute: in.Body.Substitute,
	}
	var err error
	if n.Begins, err = s.beginOf(in.Body.From); err != nil {
		return nil, err
	}
	if in.Body.To != "" {
		ends, err := s.endOf(in.Body.To)
		if err != nil {
			return nil, err
		}
		n.Ends = &ends
	}
	cmd, err := s.books.RecordAbsence(ctx, s.shelf, n)
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.allAbsences(ctx, in.ID)
}

type endAbsenceInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Staff id."`
	Absence string `path:"absence" maxLength:"64" doc:"Id of the absence."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body    AbsenceEnd
}

func (s *Server) endAbsence(ctx context.Context, in *endAbsenceInput) (*listOutput[Absence], error) {
	ends, err := s.endOf(in.Body.To)
	if err != nil {
		return nil, err
	}
	cmd, err := s.books.EndAbsence(ctx, s.shelf, models.AbsenceEnd{
		Command: s.newCommand(ctx, order{}), ID: in.Absence, Staff: in.ID, To: in.Body.To, Reason: in.Body.Reason, Ends: ends,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.allAbsences(ctx, in.ID)
}

// NewSubstitute says who stands in from now on for the rest of an absence.
type NewSubstitute struct {
	Substitute string `json:"substitute,omitempty" maxLength:"64" doc:"Staff id; absent: nobody."`
	Reason     string `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed."`
}

type substituteInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Staff id."`
	Absence string `path:"absence" maxLength:"64" doc:"Id of the absence."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body    NewSubstitute
}

func (s *Server) substitute(ctx context.Context, in *substituteInput) (*listOutput[Absence], error) {
	cmd, err := s.books.Substitute(ctx, s.shelf, models.NewSubstitute{
		Command: s.newCommand(ctx, order{}), Absence: in.Absence, Staff: in.ID, Substitute: in.Body.Substitute, Reason: in.Body.Reason, Zone: s.zone,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.allAbsences(ctx, in.ID)
}

// allAbsences are those of a person after a change, the last ones at the end.
func (s *Server) allAbsences(ctx context.Context, id string) (*listOutput[Absence], error) {
	return s.listAbsences(ctx, &absencesInput{ID: id, Paging: Paging{Limit: whole}})
}
