package api

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/models"
)

// StaffMember is a member of staff with the roles held now.
type StaffMember struct {
	ID     string     `json:"id"`
	Code   string     `json:"code" doc:"The number on the badge."`
	Name   string     `json:"name"`
	Active bool       `json:"active"`
	Roles  []HeldRole `json:"roles"`
}

// HeldRole is a role at a unit and everything below it.
type HeldRole struct {
	Role       string  `json:"role"`
	Title      string  `json:"title" doc:"What the role is called, in the caller's language."`
	Unit       string  `json:"unit"`
	Department *string `json:"department,omitempty"`
}

type staffInput struct {
	Paging
	StaffQuery
}

// StaffQuery says which staff are wanted.
type StaffQuery struct {
	Unit string `query:"unit" maxLength:"64" doc:"Only who holds a role for this unit, given at it or above it."`
	Role string `query:"role" maxLength:"64"`
}

// listStaff lists who works in the units that the caller sees. With a unit it also lists those above who act for it.
func (s *Server) listStaff(ctx context.Context, in *staffInput) (*listOutput[StaffMember], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, err := s.page(ctx, "staff", in.Paging)
	if err != nil {
		return nil, err
	}
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	members, next, err := models.StaffSeen(db, scope, models.StaffFilter{Unit: in.Unit, Role: in.Role}, now, page)
	if err != nil {
		return nil, err
	}
	shown, err := s.staff(ctx, db, members, now)
	if err != nil {
		return nil, err
	}
	return listed(s, "staff", shown, next, func(m StaffMember) StaffMember { return m }), nil
}

// staff shows members with the roles they hold now.
func (s *Server) staff(ctx context.Context, db *gorm.DB, members []models.Staff, now time.Time) ([]StaffMember, error) {
	out, ids := make([]StaffMember, len(members)), make([]string, len(members))
	for i, m := range members {
		out[i] = StaffMember{ID: m.ID, Code: m.Code, Name: m.Name, Active: m.Active, Roles: []HeldRole{}}
		ids[i] = m.ID
	}
	given, err := models.Assignments(db, ids, now)
	if err != nil {
		return nil, err
	}
	book, _, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	for _, g := range given {
		i := slices.Index(ids, g.StaffID)
		out[i].Roles = append(out[i].Roles, HeldRole{g.Role, roleTitle(book, g.Role, requestOf(ctx).lang), g.UnitID, g.DepartmentID})
	}
	return out, nil
}

// Me is the caller, and what was changed lately among his ways in.
type Me struct {
	StaffMember
	Changes []CredentialChange `json:"credential_changes" doc:"Of the last 90 days, the newest first. Whoever doesn't know one of them tells an administrator."`
}

// CredentialChange is something that changed among the caller's ways in.
type CredentialChange struct {
	What string    `json:"what" enum:"token_made,token_ended,invited,password_set,password_changed,second_factor_added,second_factor_removed,recovery_codes_renewed,recovery_code_used"`
	By   *string   `json:"by,omitempty" doc:"Staff id; absent when it was done on the machine."`
	At   time.Time `json:"at"`
}

// changesShown is how long a change of somebody's ways in is shown.
const changesShown = 90 * 24 * time.Hour

func (s *Server) me(ctx context.Context, _ *struct{}) (*bodyOutput[Me], error) {
	db := s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	member := requestOf(ctx).staff
	shown, err := s.staff(ctx, db, []models.Staff{member}, now)
	if err != nil {
		return nil, err
	}
	changes, err := models.CredentialChanges(db, member.ID, now.Add(-changesShown))
	if err != nil {
		return nil, err
	}
	return &bodyOutput[Me]{Me{shown[0], showAll(changes, func(c models.CredentialChange) CredentialChange {
		return CredentialChange{c.What, c.ByStaff, s.at(c.At)}
	})}}, nil
}

// BusinessUnit is a unit that the caller sees.
type BusinessUnit struct {
	ID          string       `json:"id"`
	Parent      *string      `json:"parent,omitempty"`
	Code        string       `json:"code"`
	Name        string       `json:"name"`
	Profile     string       `json:"profile,omitempty" doc:"The policies it runs; absent for a unit that runs none of its own."`
	Departments []Department `json:"departments"`
}

// Department is a part of a unit.
type Department struct {
	ID   string `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
}

// units lists all units that the caller sees: a tree of a company is short enough to be one answer.
func (s *Server) units(ctx context.Context, _ *struct{}) (*listOutput[BusinessUnit], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := models.UnitsSeen(db, scope)
	if err != nil {
		return nil, err
	}
	return listed(s, "units", rows, nil, func(u models.UnitItem) BusinessUnit {
		out := BusinessUnit{ID: u.ID, Parent: u.ParentID, Code: u.Code, Name: u.Name, Profile: u.Profile, Departments: []Department{}}
		for _, d := range u.Departments {
			out.Departments = append(out.Departments, Department{d.ID, d.Code, d.Name})
		}
		return out
	}), nil
}
