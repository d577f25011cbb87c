package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/models"
)

// inviteCmd lets the first administrator in, and whoever is locked out: whoever holds the machine holds the books.
type inviteCmd struct {
	storeFlags
	Staff       string `required:"" placeholder:"CODE" help:"Number on the badge of the member of staff."`
	DropsFactor bool   `name:"drop-second-factor" help:"The second factor and all recovery codes are lost: they end when the invitation is used."`
}

// Run prints the invitation to standard output and what it is to standard error, so that the output can be piped.
func (c *inviteCmd) Run(ctx context.Context, s streams) error {
	books, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	staff, err := models.StaffByCode(books.DB.WithContext(ctx), c.Staff)
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && !staff.Active {
		return fmt.Errorf("no active staff with code %s: load them first with: carebook organisation load FILE", c.Staff)
	}
	if err != nil {
		return err
	}
	text, row, err := books.Invite(ctx, models.NewInvitation{Staff: staff.ID, DropsFactor: c.DropsFactor})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "invitation for staff %s, good once and until %s; it is shown only now. A password is set with it by POST /api/v1/session/password:\n",
		c.Staff, row.ExpiresAt.Format(time.RFC3339))
	fmt.Fprintln(s.out, text)
	return nil
}

// sessionFlags say when sessions end by themselves: not later than carebook itself allows.
type sessionFlags struct {
	SessionIdle time.Duration `default:"30m" env:"CAREBOOK_SESSION_IDLE" placeholder:"DURATION" help:"How long nothing may be asked before one has to sign in again, at most 30m; 15m at most for carebook's own roles. [default: 30m]"`
	SessionEnd  time.Duration `default:"12h" env:"CAREBOOK_SESSION_END" placeholder:"DURATION" help:"How long after signing in one has to sign in again, at most 12h. [default: 12h]"`
}

// limits are those of the flags, or why they can't be.
func (f sessionFlags) limits() (models.SessionLimits, error) {
	l := models.SessionLimits{Idle: f.SessionIdle, End: f.SessionEnd}
	if err := l.Check(); err != nil {
		return l, fmt.Errorf("--session-idle, --session-end: %w", err)
	}
	return l, nil
}

// sayWhoComesFirst tells whoever starts carebook how the first administrator gets in, while nobody can.
func sayWhoComesFirst(ctx context.Context, svc *service) error {
	none, err := svc.books.NobodyCanSignIn(ctx)
	if err == nil && none {
		svc.log.WarnContext(ctx, "nobody can sign in yet: let the first administrator in", "with", "carebook invite --staff CODE")
	}
	return err
}
