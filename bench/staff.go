package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"carebook/models"
)

// Who acts in the run; all of them made up. The adviser takes complaints in, so that the clock of classifying them doesn't
// run against the one who says when they came.
const (
	adviser       = "adviser"
	specialist    = "specialist"
	group         = "group"
	administrator = "administrator"

	caller  = "caller"  // visits after events, some of whose customers are drawn
	visitor = "visitor" // visits customers in cycles
	seller  = "seller"
	finance = "finance"
	manager = "manager"

	consultant = "consultant" // of a home seller, whose customers are greeted
	host       = "host"
)

// everybody are all of them, with a role and a unit, in the order in which they are hired.
var everybody = [][3]string{
	{adviser, "sales_consultant", store}, {specialist, "customer_relations_specialist", store},
	{group, "group_customer_service", "GROUP"}, {administrator, "administrator", store},
	{caller, "visit_staff", "BUILD"}, {visitor, "visit_specialist", "VISIT"},
	{seller, "sales_department", "TRADE"}, {finance, "finance_department", "TRADE"}, {manager, "general_manager", "TRADE"},
	{consultant, "sales_consultant", "HOMES"}, {host, "site_manager", "HOMES"},
}

// at is the unit of a member of staff.
func at(code string) string {
	i := slices.IndexFunc(everybody, func(s [3]string) bool { return s[0] == code })
	return everybody[i][2]
}

// store is the first of the stores.
const store = "S01"

// stores is the number of business units: lists over many units are another query than lists of one.
const stores = 20

func organisation() []byte {
	var y strings.Builder
	y.WriteString("units:\n  - code: GROUP\n    name: 演示集团\n    units:\n")
	for n := range stores {
		fmt.Fprintf(&y, "      - {code: S%02d, name: 演示店 %d, profile: dealer-4s}\n", n+1, n+1)
	}
	for _, u := range [][2]string{{"BUILD", "renovation"}, {"VISIT", "specialist"}, {"TRADE", "wholesale"}, {"HOMES", "real-estate"}} {
		fmt.Fprintf(&y, "  - {code: %s, name: 演示公司, profile: %s}\n", u[0], u[1])
	}
	y.WriteString("staff:\n")
	for _, s := range everybody {
		fmt.Fprintf(&y, "  - {code: %s, name: 演示员工, roles: [{role: %s, unit: %s}]}\n", s[0], s[1], s[2])
	}
	return []byte(y.String())
}

// staff fills the books with an organisation and its first customers, and returns a counter that knows everybody's token.
func (s *stage) staff(ctx context.Context) (*counter, error) {
	if _, err := models.LoadOrganisation(ctx, s.books, organisation()); err != nil {
		return nil, err
	}
	c := newCounter(s.address)
	for _, who := range everybody {
		code := who[0]
		member, err := models.StaffByCode(s.books.DB.WithContext(ctx), code)
		if err != nil {
			return nil, err
		}
		c.people[code] = member.ID
		if c.tokens[code], _, err = s.books.CreateToken(ctx, member.ID, "bench", nil); err != nil {
			return nil, err
		}
	}
	var units []models.Unit
	if err := s.books.DB.WithContext(ctx).Find(&units).Error; err != nil {
		return nil, err
	}
	for _, u := range units {
		c.units[u.Code] = u.ID
	}
	if err := c.newCustomer(ctx); err != nil {
		return nil, err
	}
	var err error
	c.builder, err = c.meet(ctx, caller)
	return c, err
}
