package api

import (
	"context"
	"slices"
	"testing"
	"time"

	"carebook/internal/booktest"
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

func TestPersonalFieldsAreMaskedUntilSomebodySaysWhatFor(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/customers/" + c.seed.Customer
		masked := c.want(c.get("1006", path), 200, "")
		if masked.JSON["phone"] != "139****4321" || masked.JSON["name"] != "演**" {
			t.Errorf("shown: %s", masked.Text)
		}
		reveal := func(badge string, fields ...string) reply {
			return c.do(ask{method: "POST", path: path + "/reveal", badge: badge, key: "-", body: map[string]any{"fields": fields, "reason": "回访前核对"}})
		}
		c.token("2003")
		before := c.lastAudited()
		r := c.want(reveal("1006", "phone", "name"), 200, "")
		if r.JSON["phone"] != booktest.Phone || r.JSON["name"] != booktest.Name || r.JSON["vehicles"] != nil {
			t.Errorf("revealed: %s", r.Text)
		}
		rows := c.audited(before)
		if len(rows) != 2 || rows[0].Action != models.AuditRevealed || rows[0].ObjectKind != "customer.phone" || rows[0].ObjectID != c.seed.Customer ||
			rows[0].Sealed == nil || rows[0].UnitID != c.seed.Units["S1"] {
			t.Errorf("audited: %+v", rows)
		}
		c.want(reveal("2003", "phone"), 404, codeNotFound)
		c.want(c.do(ask{method: "POST", path: path + "/reveal", badge: "1006", key: "-", body: map[string]any{"fields": []string{"phone"}, "reason": " "}}), 422, "request_invalid")
		c.server.limits.Reveals = 3
		c.want(reveal("1006", "phone", "name"), 403, codeRevealQuota)
		if last := c.want(reveal("1006", "phone"), 200, ""); last.JSON["left"] != float64(0) {
			t.Errorf("left of three: %s", last.Text)
		}
		c.want(reveal("1006", "phone"), 403, codeRevealQuota)
		c.want(reveal("1005", "vin"), 200, "")
	})
}

// auditor makes 1008, who has left, come back as one who audits and does nothing else.
func (c *counter) auditor() string {
	c.t.Helper()
	if err := c.books.DB.Model(&models.Staff{}).Where("code = '1008'").Update("active", true).Error; err != nil {
		c.t.Fatal(err)
	}
	c.write(&models.RoleAssignment{ID: models.NewID(), StaffID: c.seed.Staff["1008"], Role: models.Auditor, UnitID: c.seed.Units["G"],
		ValidFrom: time.Now().Add(-time.Hour)})
	return "1008"
}

func TestOnlyAnAuditorReadsTheAuditAndReadsNothingElse(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id, who := c.complaint(), c.auditor()
		c.want(c.do(ask{method: "POST", path: base + "/customers/" + c.seed.Customer + "/reveal", badge: "1006", key: "-",
			body: map[string]any{"fields": []string{"phone"}, "reason": "回访前核对"}}), 200, "")
		for badge := range c.seed.Staff {
			if badge == who || badge == "1008" {
				continue
			}
			c.want(c.get(badge, base+"/audit/events"), 403, "wrong_role")
			c.want(c.get(badge, base+"/audit/heads"), 403, "wrong_role")
		}
		c.token(who)
		before := c.lastAudited()
		r := c.want(c.get(who, base+"/audit/events?action=revealed"), 200, "")
		items := r.JSON["items"].([]any)
		if len(items) != 1 || items[0].(map[string]any)["reason"] != "回访前核对" || items[0].(map[string]any)["object"] != c.seed.Customer {
			t.Errorf("read: %s", r.Text)
		}
		c.want(c.get(who, base+"/audit/heads"), 200, "")
		rows := c.audited(before)
		if len(rows) != 2 || rows[0].Action != models.AuditAuditRead || rows[0].Actor != c.seed.Staff[who] {
			t.Errorf("audited of the reading: %+v", rows)
		}
		seen, next := 0, ""
		for {
			page := c.want(c.get(who, base+"/audit/events?limit=20&cursor="+next), 200, "")
			seen += len(page.JSON["items"].([]any))
			more, _ := page.JSON["next"].(string)
			if next = more; next == "" {
				break
			}
		}
		if all := len(c.audited(0)); seen < 50 || seen > all {
			t.Errorf("%d of %d in pages", seen, all)
		}
		c.want(c.get(who, base+"/complaints/"+id), 404, codeNotFound)
		c.want(c.get(who, base+"/customers/"+c.seed.Customer), 404, codeNotFound)
		if list := c.want(c.get(who, base+"/complaints"), 200, ""); len(list.JSON["items"].([]any)) != 0 {
			t.Errorf("an auditor's complaints: %s", list.Text)
		}
		c.want(c.post(who, base+"/complaints/"+id+"/note", map[string]any{"text": "x"}), 404, codeNotFound)
	})
}
