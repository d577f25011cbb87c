package api

import (
	"context"
	"fmt"
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
	units := scope.Units()
	if in.Unit != "" && slices.Contains(units, in.Unit) {
		units, err = above(db, in.Unit)
	} else if in.Unit != "" {
		units = nil
	}
	if err != nil {
		return nil, err
	}
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	members, next, err := members(db, units, in.Role, now, page)
	if err != nil {
		return nil, err
	}
	shown, err := s.staff(ctx, db, members, now)
	if err != nil {
		return nil, err
	}
	return listed(s, "staff", shown, next, func(m StaffMember) StaffMember { return m }), nil
}

// above are a unit and all units above it.
func above(db *gorm.DB, unit string) (ids []string, err error) {
	err = db.Raw(`WITH RECURSIVE above (id, parent_id) AS (
			SELECT id, parent_id FROM units WHERE id = ?
			UNION SELECT u.id, u.parent_id FROM units u JOIN above ON u.id = above.parent_id
		) SELECT id FROM above`, unit).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("reading the units above: %w", err)
	}
	return ids, nil
}

// holds is the condition that an assignment counts now.
const holds = "a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)"

// members are the active staff with a role at one of the units, in the order in which they came.
func members(db *gorm.DB, units []string, role string, now time.Time, p models.Page) ([]models.Staff, *models.Cursor, error) {
	given := db.Table("role_assignments a").Select("a.staff_id").Where("a.unit_id IN ?", append(units, "")).Where(holds, now, now)
	if role != "" {
		given = given.Where("a.role = ?", role)
	}
	q := db.Where("active AND id IN (?)", given).Order("created_at, id").Limit(p.Limit + 1)
	if p.After != nil {
		q = q.Where("(created_at, id) > (?, ?)", p.After.At, p.After.ID)
	}
	var rows []models.Staff
	if err := q.Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing staff: %w", err)
	}
	if len(rows) <= p.Limit {
		return rows, nil, nil
	}
	last := rows[p.Limit-1]
	return rows[:p.Limit], &models.Cursor{At: last.CreatedAt, ID: last.ID}, nil
}

// staff shows members with the roles they hold now.
func (s *Server) staff(ctx context.Context, db *gorm.DB, members []models.Staff, now time.Time) ([]StaffMember, error) {
	out, ids := make([]StaffMember, len(members)), make([]string, len(members))
	for i, m := range members {
		out[i] = StaffMember{ID: m.ID, Code: m.Code, Name: m.Name, Active: m.Active, Roles: []HeldRole{}}
		ids[i] = m.ID
	}
	var given []models.RoleAssignment
	err := db.Table("role_assignments a").Where("a.staff_id IN ?", append(ids, "")).Where(holds, now, now).
		Order("a.staff_id, a.unit_id, a.role").Find(&given).Error
	if err != nil {
		return nil, fmt.Errorf("reading roles: %w", err)
	}
	for _, g := range given {
		i := slices.Index(ids, g.StaffID)
		out[i].Roles = append(out[i].Roles, HeldRole{g.Role, s.roleTitle(g.Role, requestOf(ctx).lang), g.UnitID, g.DepartmentID})
	}
	return out, nil
}

func (s *Server) me(ctx context.Context, _ *struct{}) (*bodyOutput[StaffMember], error) {
	db := s.books.DB.WithContext(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	shown, err := s.staff(ctx, db, []models.Staff{requestOf(ctx).staff}, now)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[StaffMember]{shown[0]}, nil
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
	var rows []models.Unit
	var departments []models.Department
	ids := append(scope.Units(), "")
	if err := db.Where("id IN ?", ids).Order("code").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing units: %w", err)
	}
	if err := db.Where("unit_id IN ?", ids).Order("code").Find(&departments).Error; err != nil {
		return nil, fmt.Errorf("listing departments: %w", err)
	}
	return listed(s, "units", rows, nil, func(u models.Unit) BusinessUnit {
		out := BusinessUnit{ID: u.ID, Parent: u.ParentID, Code: u.Code, Name: u.Name, Profile: u.Profile, Departments: []Department{}}
		for _, d := range departments {
			if d.UnitID == u.ID {
				out.Departments = append(out.Departments, Department{d.ID, d.Code, d.Name})
			}
		}
		return out
	}), nil
}
