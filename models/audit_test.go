package models_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/internal/booktest"
	"carebook/models"
)

// audited are all audited events in their order.
func audited(t *testing.T, b *models.Books) []models.AuditEvent {
	t.Helper()
	var rows []models.AuditEvent
	if err := b.DB.Order("seq").Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestWhatIsAuditedNamesWhoDidWhatFromWhere(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		who := s.Staff["1006"]
		ctx := models.WithOrigin(context.Background(), models.Origin{Request: "r1", Source: "192.0.2.7"})
		before := len(audited(t, b))
		err := b.AuditNow(ctx, models.AuditEntry{
			Actor: who, Unit: s.Units["S1"], Action: models.AuditRevealed, Kind: "customer", Object: s.Customer, Reason: "calls back",
		}, models.AuditEntry{Actor: models.ByNobody, Action: models.AuditSignedIn, Kind: "session", Code: "unauthenticated"})
		if err != nil {
			t.Fatal(err)
		}
		rows := audited(t, b)[before:]
		if len(rows) != 2 {
			t.Fatalf("%d audited events", len(rows))
		}
		first, second := rows[0], rows[1]
		roles := must(models.RolesAt(b.DB, who, s.Units["S1"], now(t, b)))(t)
		got := []string{first.Actor, first.Roles, first.UnitID, string(first.Action), first.ObjectKind, first.ObjectID, first.Result, first.RequestID}
		want := []string{who, strings.Join(roles, ","), s.Units["S1"], "revealed", "customer", s.Customer, models.AuditDone, "r1"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if bytes.Contains(first.Sealed, []byte("calls back")) || first.KeyID == nil || len(first.Source) != 32 || bytes.Contains(first.Source, []byte("192")) {
			t.Errorf("reason or source stand open: %+v", first)
		}
		if second.Result != models.AuditRefused || second.Code != "unauthenticated" || second.Roles != "" {
			t.Errorf("the refusal is %+v", second)
		}
		if !bytes.Equal(second.PrevHash, first.Hash) || second.Seq != first.Seq+1 {
			t.Error("the second doesn't follow the first")
		}
	})
}

func TestAnActionThatIsNotInTheListIsNotAudited(t *testing.T) {
	b := booktest.OpenSQLite(t)
	if err := b.AuditNow(context.Background(), models.AuditEntry{Actor: models.ByWorker, Action: "ate_lunch"}); err == nil {
		t.Error("any word is written")
	}
}

func TestNothingIsDoneThatCannotBeAudited(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		err := b.Tx(context.Background(), func(tx *gorm.DB) error {
			if err := tx.Model(&models.Unit{}).Where("id = ?", s.Units["S1"]).Update("name", "changed").Error; err != nil {
				return err
			}
			return b.Audit(tx, models.AuditEntry{Actor: models.ByCommandLine, Action: "ate_lunch"})
		})
		if err == nil {
			t.Fatal("no error")
		}
		unit := must(models.UnitByCode(b.DB, "S1"))(t)
		if unit.Name == "changed" {
			t.Error("it was done all the same")
		}
	})
}

func TestAuditedEventsAndHeadsCannotBeChangedOrDeleted(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		booktest.Seed(t, b)
		if err := b.AuditNow(context.Background(), models.AuditEntry{Actor: models.ByWorker, Action: models.AuditKeyChanged}); err != nil {
			t.Fatal(err)
		}
		create(t, b, &models.AuditHead{N: 1, At: now(t, b), AuditHash: []byte{1}, PrevHash: []byte{1}, Hash: []byte{1}, Signature: []byte{1}})
		for _, sql := range []string{
			"UPDATE audit_events SET actor = 'x'", "DELETE FROM audit_events", "UPDATE audit_heads SET events = 0", "DELETE FROM audit_heads",
		} {
			if err := b.DB.Exec(sql).Error; err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", sql, err)
			}
		}
		if b.Dialect == models.SQLite {
			return // it knows no TRUNCATE
		}
		for _, table := range []string{"audit_events", "audit_heads"} {
			if err := b.DB.Exec("TRUNCATE " + table).Error; err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("truncating %s: %v", table, err)
			}
		}
	})
}

func TestManyWhoAuditAtOnceMakeOneChain(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		const writers, each = 8, 20
		before := len(audited(t, b))
		errs := make([]error, writers)
		var wg sync.WaitGroup
		for i := range writers {
			wg.Go(func() {
				for n := range each {
					entry := models.AuditEntry{Actor: models.ByWorker, Action: models.AuditExported, Object: fmt.Sprint(i, n)}
					errs[i] = errors.Join(errs[i], b.AuditNow(context.Background(), entry))
				}
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		rows := audited(t, b)
		if len(rows) != before+writers*each {
			t.Fatalf("%d rows", len(rows))
		}
		prev := make([]byte, 32)
		for i, row := range rows {
			if row.Seq != int64(i+1) || !bytes.Equal(row.PrevHash, prev) {
				t.Fatalf("row %d doesn't follow", i)
			}
			prev = row.Hash
		}
	})
}

func TestWhatIsChangedBesideTheCasesIsAudited(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		s := booktest.Seed(t, b)
		_, token := func() (string, models.Token) {
			text, row, err := b.CreateToken(ctx, s.Staff["1003"], "desk", nil)
			if err != nil {
				t.Fatal(err)
			}
			return text, row
		}()
		for range 2 { // the second time there is nothing to revoke
			if err := b.RevokeToken(ctx, token.ID); err != nil {
				t.Fatal(err)
			}
		}
		adopt(t, b, models.FromFolder, files(base("audited", "18:00", "monday"))) // beside the one of the seed
		adopt(t, b, models.FromFolder, files(base("audited", "17:00", "monday")))
		got := map[models.AuditAction]int{}
		var last models.AuditEvent
		for _, row := range audited(t, b) {
			got[row.Action]++
			if row.Actor != models.ByCommandLine {
				t.Errorf("%s by %q", row.Action, row.Actor)
			}
			last = row
		}
		if got[models.AuditTokenCreated] != 1 || got[models.AuditTokenRevoked] != 1 || got[models.AuditCalendarAdopted] != 3 ||
			got[models.AuditOrganisation] != 1 || got[models.AuditStaffAdded] == 0 || got[models.AuditRoleGiven] == 0 {
			t.Errorf("audited: %v", got)
		}
		if len(last.BeforeHash) != 32 || bytes.Equal(last.BeforeHash, last.AfterHash) {
			t.Error("the second edition doesn't name the first by its hash")
		}
	})
}
