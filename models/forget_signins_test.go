package models_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/internal/booktest"
	"carebook/models"
)

func TestSignInsAreForgottenAMonthAfterTheyAreOver(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s, ctx := booktest.Seed(t, b), context.Background()
		at, staff := now(t, b), s.Staff["1006"]
		ago := func(days int) time.Time { return at.Add(-time.Duration(days) * 24 * time.Hour) }
		create(t, b, &models.Identity{ID: "i", StaffID: staff, Issuer: "https://idp.example", Subject: "s", CreatedBy: staff, CreatedAt: ago(90)})
		for id, ends := range map[string]struct{ ended, ends int }{
			"live": {0, -1}, "ended yesterday": {1, -1}, "ended long ago": {31, -1}, "ran out yesterday": {0, 1}, "ran out long ago": {0, 31},
		} {
			row := models.Session{ID: id, Hash: []byte(id), StaffID: staff, How: models.ByOIDC, BegunAt: ago(40), SeenAt: ago(40), EndsAt: ago(ends.ends)}
			if ended := ago(ends.ended); ends.ended > 0 {
				row.EndedAt = &ended
			}
			create(t, b, &row)
			create(t, b, &models.IdentitySession{SessionID: id, IdentityID: "i", ProviderSession: id})
		}
		used := ago(31)
		create(t, b, &models.Invitation{ID: "good", Hash: []byte("good"), StaffID: staff, CreatedAt: ago(1), ExpiresAt: ago(-1)})
		create(t, b, &models.Invitation{ID: "used", Hash: []byte("used"), StaffID: staff, CreatedAt: ago(32), ExpiresAt: ago(30), UsedAt: &used})
		create(t, b, &models.Invitation{ID: "old", Hash: []byte("old"), StaffID: staff, CreatedAt: ago(40), ExpiresAt: ago(33)})
		for range 2 {
			if err := b.ForgetSignIns(ctx); err != nil {
				t.Fatal(err)
			}
		}
		kept := []string{"ended yesterday", "live", "ran out yesterday"}
		for query, want := range map[string][]string{
			"SELECT id FROM sessions ORDER BY id": kept, "SELECT session_id FROM identity_sessions ORDER BY session_id": kept, "SELECT id FROM invitations": {"good"},
		} {
			if diff := cmp.Diff(want, strs(t, b, query)); diff != "" {
				t.Errorf("%s:\n%s", query, diff)
			}
		}
	})
}
