package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/models"
)

// tokenCmd looks after the tokens with which programs and browsers act as staff.
type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"Make a token for a member of staff; it is printed once."`
}

type tokenCreateCmd struct {
	storeFlags
	Staff   string        `required:"" placeholder:"CODE" help:"Number on the badge of the member of staff."`
	Label   string        `placeholder:"TEXT" help:"What the token is for."`
	Scope   string        `default:"all" enum:"all,read" help:"What it is good for: all that the member of staff may do, or to read and search."`
	Expires time.Duration `default:"2160h" placeholder:"DURATION" help:"How long it is good for, such as 720h: at most 366 days. [default: 2160h]"`
}

// Run prints the token to standard output and what it is to standard error, so that the output can be piped.
func (c *tokenCreateCmd) Run(ctx context.Context, s streams) error {
	if c.Expires <= 0 {
		return errors.New("--expires: a token can't have expired before it is made")
	}
	books, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	text, row, err := c.create(ctx, books)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "token %s for staff %s, good until %s; it is shown only now:\n", row.ID, c.Staff, row.ExpiresAt.Format(time.RFC3339))
	fmt.Fprintln(s.out, text)
	return nil
}

func (c *tokenCreateCmd) create(ctx context.Context, books *models.Books) (string, models.Token, error) {
	db := books.DB.WithContext(ctx)
	staff, err := models.StaffByCode(db, c.Staff)
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && !staff.Active {
		return "", models.Token{}, fmt.Errorf("no active staff with code %s: load them first with: carebook organisation load FILE", c.Staff)
	}
	if err != nil {
		return "", models.Token{}, err
	}
	text, row, err := books.IssueToken(ctx, models.NewToken{Staff: staff.ID, Label: c.Label, Scope: c.Scope, Life: c.Expires})
	if errors.Is(err, models.ErrTokenLife) {
		err = fmt.Errorf("--expires: %w", err)
	}
	return text, row, err
}
