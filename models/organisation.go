package models

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
)

// Organisation is a company's file of units, departments and staff.
type Organisation struct {
	Units []OrganisationUnit  `yaml:"units"`
	Staff []OrganisationStaff `yaml:"staff"`
}

// OrganisationUnit is a unit with all that is below it.
type OrganisationUnit struct {
	Code        string                   `yaml:"code"`
	Name        string                   `yaml:"name"`
	Profile     string                   `yaml:"profile"`
	Calendar    string                   `yaml:"calendar"` // id of the calendar it counts by; empty: its profile's
	Departments []OrganisationDepartment `yaml:"departments"`
	Units       []OrganisationUnit       `yaml:"units"`
}

// OrganisationDepartment is a department; its code is unique within its unit.
type OrganisationDepartment struct {
	Code string `yaml:"code"`
	Name string `yaml:"name"`
}

// OrganisationStaff is a member of staff with every role held now. Whoever has left stays in the file with left: true.
type OrganisationStaff struct {
	Code  string             `yaml:"code"`
	Name  string             `yaml:"name"`
	Left  bool               `yaml:"left"`
	Roles []OrganisationRole `yaml:"roles"`

	Superior    string `yaml:"superior"`     // code of whoever is above, in the line; empty: as it stands in the books
	AreaManager string `yaml:"area_manager"` // code of whoever is above by area; idem
}

// OrganisationRole is a role at a unit and everything below it, or in one department of the unit.
type OrganisationRole struct {
	Role       string `yaml:"role"`
	Unit       string `yaml:"unit"`
	Department string `yaml:"department"`
}

// ParseOrganisation reads an organisation file strictly: unknown keys, missing or repeated codes and names of units that
// aren't there are errors, all reported at once.
func ParseOrganisation(src []byte) (*Organisation, error) {
	var o Organisation
	dec := yaml.NewDecoder(bytes.NewReader(src), yaml.Strict())
	if err := dec.Decode(&o); err != nil {
		return nil, fmt.Errorf("organisation: %w", err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, errors.New("organisation: one document expected")
	}
	c := orgCheck{units: map[string]map[string]bool{}, staff: map[string]bool{}}
	for _, u := range o.Units {
		c.unit(u)
	}
	for _, s := range o.Staff {
		c.member(s)
	}
	return &o, errors.Join(c.errs...)
}

// orgCheck collects the problems of a file, and its codes: units with their departments, staff.
type orgCheck struct {
	units map[string]map[string]bool
	staff map[string]bool
	errs  []error
}

func (c *orgCheck) problem(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("organisation: "+format, args...))
}

func (c *orgCheck) unit(u OrganisationUnit) {
	c.need("unit", u.Code, u.Name)
	if c.units[u.Code] != nil {
		c.problem("unit %s stands in the file twice", u.Code)
	}
	c.units[u.Code] = map[string]bool{}
	for _, d := range u.Departments {
		c.need("department of unit "+u.Code, d.Code, d.Name)
		if c.units[u.Code][d.Code] {
			c.problem("department %s of unit %s stands in the file twice", d.Code, u.Code)
		}
		c.units[u.Code][d.Code] = true
	}
	for _, below := range u.Units {
		c.unit(below)
	}
}

func (c *orgCheck) member(s OrganisationStaff) {
	c.need("member of staff", s.Code, s.Name)
	if c.staff[s.Code] {
		c.problem("staff %s stands in the file twice", s.Code)
	}
	c.staff[s.Code] = true
	if s.Left && len(s.Roles) > 0 {
		c.problem("staff %s has left but holds roles", s.Code)
	}
	seen := map[OrganisationRole]bool{}
	for _, r := range s.Roles {
		if r.Role == "" || strings.ContainsAny(r.Role, ", ") {
			c.problem("staff %s: a role is one word", s.Code)
		}
		if c.units[r.Unit] == nil {
			c.problem("staff %s: no unit %q in the file", s.Code, r.Unit)
		} else if r.Department != "" && !c.units[r.Unit][r.Department] {
			c.problem("staff %s: no department %q in unit %s", s.Code, r.Department, r.Unit)
		}
		if seen[r] {
			c.problem("staff %s: role %s at %s stands in the file twice", s.Code, r.Role, r.Unit)
		}
		seen[r] = true
	}
}

func (c *orgCheck) need(what, code, name string) {
	if strings.TrimSpace(code) == "" || code != strings.TrimSpace(code) {
		c.problem("a %s (%s) has no code, or one with blanks around it", what, name)
	}
	if strings.TrimSpace(name) == "" {
		c.problem("%s %s has no name", what, code)
	}
}
