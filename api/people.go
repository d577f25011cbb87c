package api

import (
	"context"
	"time"

	"carebook/models"
)

// Title is what a role of the binder is called.
type Title struct {
	ID    string `json:"id"`
	Title string `json:"title" doc:"In the caller's language."`
}

func (s *Server) roles(ctx context.Context, _ *struct{}) (*listOutput[Title], error) {
	book, _, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	var out []Title
	for _, r := range book.Roles() {
		out = append(out, Title{r.ID, roleTitle(book, r.ID, requestOf(ctx).lang)})
	}
	return listed(s, "roles", out, nil, func(t Title) Title { return t }), nil
}

// RoleTerm is a role that somebody holds, held or will hold.
type RoleTerm struct {
	ID         string     `json:"id"`
	Role       string     `json:"role"`
	Title      string     `json:"title" doc:"What the role is called, in the caller's language."`
	Unit       string     `json:"unit"`
	Department *string    `json:"department,omitempty"`
	From       time.Time  `json:"from"`
	To         *time.Time `json:"to,omitempty" doc:"Not included; absent while no end is known."`
}

type staffIDInput struct {
	ID string `path:"id" maxLength:"64" doc:"Staff id."`
}

func (s *Server) staffRoles(ctx context.Context, in *staffIDInput) (*listOutput[RoleTerm], error) {
	return s.roleTerms(ctx, in.ID)
}

// roleTerms are all roles of a member of staff, the first one first.
func (s *Server) roleTerms(ctx context.Context, id string) (*listOutput[RoleTerm], error) {
	book, _, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := models.RolesEver(s.db(ctx), id)
	if err != nil {
		return nil, err
	}
	return listed(s, "staff-roles", rows, nil, func(r models.RoleAssignment) RoleTerm {
		title := roleTitle(book, r.Role, requestOf(ctx).lang)
		return RoleTerm{r.ID, r.Role, title, r.UnitID, r.DepartmentID, s.at(r.ValidFrom), s.atPtr(r.ValidTo)}
	}), nil
}

// NewMember is somebody who begins to work here.
type NewMember struct {
	Code   string `json:"code" minLength:"1" maxLength:"64" pattern:"^[0-9A-Za-z._-]+$" doc:"The number on the badge."`
	Name   string `json:"name" minLength:"1" maxLength:"100"`
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed."`
}

type newMemberInput struct {
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewMember
}

func (s *Server) addStaff(ctx context.Context, in *newMemberInput) (*bodyOutput[StaffMember], error) {
	cmd, err := s.books.AddStaff(ctx, models.NewStaff{
		Command: s.newCommand(ctx, order{}), ID: models.NewID(), Code: in.Body.Code, Name: in.Body.Name, Reason: in.Body.Reason,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.member(ctx, models.StaffOfStream(cmd.Stream))
}

// member shows a member of staff after a change.
func (s *Server) member(ctx context.Context, id string) (*bodyOutput[StaffMember], error) {
	db := s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	row, err := models.StaffByID(db, id)
	if err != nil {
		return nil, err
	}
	shown, err := s.staff(ctx, db, []models.Staff{*row}, now)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[StaffMember]{shown[0]}, nil
}

// Leaving says when somebody works here for the last time.
type Leaving struct {
	LastDay string `json:"last_day" format:"date" example:"2026-03-31"`
	Force   bool   `json:"force,omitempty" doc:"Although something open names the person: see /staff/{id}/open."`
	Reason  string `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed."`
}

type leavingInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Staff id."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body Leaving
}

func (s *Server) leave(ctx context.Context, in *leavingInput) (*bodyOutput[StaffMember], error) {
	until, err := s.endOf(in.Body.LastDay)
	if err != nil {
		return nil, err
	}
	cmd, err := s.books.Leave(ctx, models.Leaving{
		Command: s.newCommand(ctx, order{}), Staff: in.ID, LastDay: in.Body.LastDay, Until: until, Force: in.Body.Force, Reason: in.Body.Reason,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.member(ctx, in.ID)
}

// beginOf is when a day of the business zone begins; endOf, when the next one does. Its format has been looked at.
func (s *Server) beginOf(day string) (time.Time, error) {
	return time.ParseInLocation(time.DateOnly, day, s.zone)
}

func (s *Server) endOf(day string) (time.Time, error) {
	at, err := s.beginOf(day)
	y, m, d := at.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, s.zone), err
}

// OpenDuty is something open that names a member of staff.
type OpenDuty struct {
	Case       string  `json:"case"`
	Kind       string  `json:"kind"`
	Number     string  `json:"number"`
	Unit       string  `json:"unit"`
	Obligation *string `json:"obligation,omitempty" doc:"Absent for a case that the person is responsible for, with all that is owed in it by the same."`
	Duty       string  `json:"duty,omitempty"`
}

func (s *Server) openDuties(ctx context.Context, in *staffIDInput) (*listOutput[OpenDuty], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := models.OpenDuties(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return listed(s, "open-duties", rows, nil, openDuty), nil
}

func openDuty(o models.OpenDuty) OpenDuty {
	return OpenDuty{o.CaseID, string(o.Kind), o.Number, o.UnitID, o.ObligationID, o.Duty}
}
