package main

import (
	"context"
	"fmt"
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
)

// stores is the number of business units: lists over many units are another query than lists of one.
const stores = 20

func organisation() []byte {
	var y strings.Builder
	y.WriteString("units:\n  - code: GROUP\n    name: 演示集团\n    units:\n")
	for n := range stores {
		fmt.Fprintf(&y, "      - {code: S%02d, name: 演示店 %d, profile: dealer-4s}\n", n+1, n+1)
	}
	y.WriteString("staff:\n")
	for _, s := range [][3]string{
		{adviser, "sales_consultant", "S01"}, {specialist, "customer_relations_specialist", "S01"},
		{group, "group_customer_service", "GROUP"}, {administrator, "administrator", "S01"},
	} {
		fmt.Fprintf(&y, "  - {code: %s, name: 演示员工, roles: [{role: %s, unit: %s}]}\n", s[0], s[1], s[2])
	}
	return []byte(y.String())
}

// staff fills the books with an organisation and one customer, and returns a counter that knows everybody's token.
func (s *stage) staff(ctx context.Context) (*counter, error) {
	if _, err := models.LoadOrganisation(ctx, s.books, organisation()); err != nil {
		return nil, err
	}
	c := newCounter(s.address)
	for _, code := range []string{adviser, specialist, group, administrator} {
		member, err := models.StaffByCode(s.books.DB.WithContext(ctx), code)
		if err != nil {
			return nil, err
		}
		if c.tokens[code], _, err = s.books.CreateToken(ctx, member.ID, "bench", nil); err != nil {
			return nil, err
		}
	}
	if err := s.books.DB.WithContext(ctx).Raw("SELECT id FROM units WHERE code = 'S01'").Scan(&c.unit).Error; err != nil {
		return nil, err
	}
	return c, c.newCustomer(ctx)
}
