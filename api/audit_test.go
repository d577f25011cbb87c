package api

import (
	"context"
	"slices"
	"testing"

	"carebook/models"
)

// audited are the audited events after a seq.
func (c *counter) audited(after int64) (rows []models.AuditEvent) {
	c.t.Helper()
	if err := c.books.DB.Where("seq > ?", after).Order("seq").Find(&rows).Error; err != nil {
		c.t.Fatal(err)
	}
	return rows
}

func (c *counter) lastAudited() int64 {
	rows := c.audited(0)
	return rows[len(rows)-1].Seq
}

func TestARefusalForWantOfARightIsAuditedAndOneThatTellsNothingIsNot(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id := c.complaint()
		c.token("2003")
		before := c.lastAudited()
		r := c.want(c.do(ask{method: "POST", path: base + "/complaints/" + id + "/classify", badge: "1005", body: map[string]any{"severity": "ordinary", "data_true": true}}), 403, "wrong_role")
		rows := c.audited(before)
		if len(rows) != 2 || rows[1].Action != models.AuditDenied { // the first is the token of whoever asks
			t.Fatalf("audited: %+v", rows)
		}
		e := rows[1]
		got := []string{e.Actor, e.ObjectKind, e.ObjectID, e.Result, e.Code, e.RequestID}
		want := []string{c.seed.Staff["1005"], "post-complaints-id-classify", id, models.AuditRefused, "wrong_role", r.Header.Get("X-Request-Id")}
		if !slices.Equal(got, want) || len(e.Source) != 32 || e.Roles == "" {
			t.Errorf("audited %q, want %q; %+v", got, want, e)
		}
		before = c.lastAudited()
		c.want(c.do(ask{method: "GET", path: base + "/complaints/" + models.NewID(), badge: "2003"}), 404, codeNotFound)
		c.want(c.do(ask{method: "GET", path: base + "/complaints/" + id, badge: "1006"}), 200, "")
		if rows := c.audited(before); len(rows) != 0 {
			t.Errorf("audited: %+v", rows)
		}
	})
}

func TestAnExportIsAuditedBeforeItIsAnswered(t *testing.T) {
	c := openLite(t)
	c.complaint()
	before := c.lastAudited()
	c.exported("1006", "/complaints/export", "en")
	rows := c.audited(before)
	if len(rows) != 1 || rows[0].Action != models.AuditExported || rows[0].ObjectID != "/complaints" || rows[0].Actor != c.seed.Staff["1006"] {
		t.Fatalf("audited: %+v", rows)
	}
	if err := c.books.DB.Exec("DROP TABLE audit_events").Error; err != nil {
		t.Fatal(err)
	}
	if r := c.do(ask{method: "GET", path: base + "/complaints/export", badge: "1006"}); r.Status < 500 {
		t.Errorf("exported without being audited: %d", r.Status)
	}
	if err := c.books.AuditNow(context.Background(), models.AuditEntry{Action: models.AuditExported}); err == nil {
		t.Error("audited into nothing")
	}
}
