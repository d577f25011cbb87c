package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carebook/internal/keys"
	"carebook/models"
)

func TestTheFirstAdministratorIsLetInByAnInvitationOfTheMachine(t *testing.T) {
	dir := prepared(t)
	ctx := context.Background()
	books, err := models.Open(ctx, filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	if books.Keys, err = keys.Load(filepath.Join(dir, "master.key")); err != nil {
		t.Fatal(err)
	}
	none, err := books.NobodyCanSignIn(ctx)
	if err != nil || !none {
		t.Fatalf("%v, %v: there is an account that nobody made", none, err)
	}
	secret := strings.TrimSpace(good(t, "invite", "--data", dir, "--staff", "1003"))
	var row models.Invitation
	if err := books.DB.Take(&row).Error; err != nil || row.ExpiresAt.Sub(row.CreatedAt) != time.Hour || row.ByStaff != nil || strings.Contains(string(row.Hash), secret) {
		t.Errorf("%+v: %v", row, err)
	}
	if err := books.UseInvitation(ctx, models.UseInvitation{Secret: secret, Password: "jade kettle 9 rivers"}); err != nil {
		t.Error(err)
	}
	if none, err = books.NobodyCanSignIn(ctx); err != nil || none {
		t.Errorf("%v, %v", none, err)
	}
	for _, code := range []string{"1008", "9999"} {
		if got := bad(t, "invite", "--data", dir, "--staff", code); !strings.Contains(got, "no active staff with code "+code) {
			t.Error(got)
		}
	}
}

func TestSessionsMayBeMadeShorterAndNotLonger(t *testing.T) {
	for _, c := range []struct {
		idle, end time.Duration
		ok        bool
	}{
		{30 * time.Minute, 12 * time.Hour, true}, {time.Minute, time.Minute, true}, {5 * time.Minute, time.Hour, true},
		{31 * time.Minute, 12 * time.Hour, false}, {30 * time.Minute, 13 * time.Hour, false}, {0, 12 * time.Hour, false},
		{30 * time.Minute, 29 * time.Minute, false}, {-time.Minute, time.Hour, false},
	} {
		if _, err := (sessionFlags{c.idle, c.end}).limits(); (err == nil) != c.ok {
			t.Errorf("%s, %s: %v", c.idle, c.end, err)
		}
	}
	if got := bad(t, "api", "--data", t.TempDir(), "--session-idle", "2h"); !strings.Contains(got, "--session-idle") {
		t.Error(got)
	}
}

func TestATokenAlwaysHasAnEnd(t *testing.T) {
	dir := prepared(t)
	good(t, "token", "create", "--data", dir, "--staff", "1003")
	good(t, "token", "create", "--data", dir, "--staff", "1003", "--scope", "read", "--expires", "8784h")
	if got := bad(t, "token", "create", "--data", dir, "--staff", "1003", "--expires", "8785h"); !strings.Contains(got, "366 days") {
		t.Error(got)
	}
	books, err := models.Open(context.Background(), filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	var rows []models.Token
	if err := books.DB.Order("created_at").Find(&rows).Error; err != nil || len(rows) != 2 {
		t.Fatal(len(rows), err)
	}
	if life := rows[0].ExpiresAt.Sub(rows[0].CreatedAt); life != models.TokenLife || rows[0].Scope != models.ScopeAll || rows[1].Scope != models.ScopeRead {
		t.Errorf("%s, %s, %s", life, rows[0].Scope, rows[1].Scope)
	}
}
