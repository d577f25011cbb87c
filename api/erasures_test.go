package api

import (
	"context"
	"strings"
	"testing"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/dispatch"
	"carebook/models"
)

// erasure takes a request to erase a customer, and returns its path.
func (c *counter) erasure(customer string) string {
	c.t.Helper()
	return base + "/erasures/" + c.want(c.post("1006", base+"/erasures", c.newErasure(customer)), 201, "").JSON["id"].(string)
}

func (c *counter) newErasure(customer string) map[string]any {
	return map[string]any{"unit": c.seed.Units["S1"], "customer_id": customer, "asker": "self", "channel": "letter", "text": "请删除我的资料"}
}

func TestARequestToEraseIsTakenCheckedAndCarriedOutByASecondPerson(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := c.erasure(c.seed.Customer)
		if again := c.want(c.post("1006", base+"/erasures", c.newErasure(c.seed.Customer)), 409, contract.CodeUnderWay); again.JSON["params"].(map[string]any)["case"] != path[len(base+"/erasures/"):] {
			t.Error(again.Text)
		}
		file := c.want(c.attach("1006", path[len(base+"/erasures/"):], aPDF, "来信.pdf", nil), 201, "").Header.Get("Location")
		c.want(c.post("1001", path+"/identify", map[string]any{"proof": "identity_card"}), 200, "")
		c.want(c.post("1006", path+"/erase", map[string]any{}), 403, contract.CodeWrongRole)
		c.want(c.post("1001", path+"/erase", map[string]any{}), 403, contract.CodeFourEyes)
		done := c.want(c.post("1002", path+"/erase", map[string]any{}), 200, "")
		if done.JSON["status"] != "erased" || done.JSON["files"] != 1.0 || done.JSON["erased_at"] == nil || done.JSON["decider"] != c.seed.Staff["1002"] {
			t.Error(done.Text)
		}
		c.erased(file, done.JSON["pseudonym"].(string))
		c.toldAuditors(map[models.AuditAction]int{models.AuditErasureAsked: 1, models.AuditErasureChecked: 1, models.AuditErased: 1})
	})
}

// Somebody whose answer was lost sends the same key again, and meanwhile the person was erased (I1).
func TestWhatWasSentBeforeAnErasureIsAnsweredAfterItByTheSameKey(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		complaint := c.complaint()
		note := func(key, path string) ask {
			return ask{method: "POST", path: path + "/note", badge: "1006", key: key, body: map[string]any{"text": "回电无人接听"}}
		}
		of := base + "/complaints/" + complaint
		c.want(c.do(note("recorded-there", of)), 200, "")
		late := func(a ask) {
			t.Helper()
			c.line.answer = func(contract.Message) (contract.Receipt, error) { return contract.Receipt{}, dispatch.ErrLate }
			c.want(c.do(a), 504, codeLate)
			c.line.answer = nil
		}
		late(note("waits-there", of))
		c.want(c.post("1003", of+"/void", map[string]any{"reason": "误开"}), 200, "")
		path := c.erasure(c.seed.Customer)
		c.want(c.do(note("recorded-here", path)), 200, "")
		late(note("waits-here", path))
		file := c.attached(path, "file")
		c.want(c.post("1001", path+"/identify", map[string]any{"proof": "identity_card"}), 200, "")
		c.want(c.post("1002", path+"/erase", map[string]any{}), 200, "")

		c.want(c.do(note("recorded-there", of)), 200, "")
		c.want(c.do(note("recorded-here", path)), 200, "")
		if again := c.attached(path, "file"); again != file {
			t.Errorf("the file is %s, then %s", file, again)
		}
		c.want(c.do(note("waits-there", of)), 409, contract.CodeErased)
		c.want(c.do(note("waits-here", path)), 409, contract.CodeErased)
		for _, key := range []string{"waits-there", "waits-here"} {
			if cmd := c.commandUnder("1006", key); cmd.State != models.Refused || cmd.BodySealed != nil {
				t.Errorf("%s is %s", key, cmd.State)
			}
		}
		c.want(c.do(note("new", path)), 409, contract.CodeErased)
		c.want(c.do(note("recorded-here", of)), 422, contract.CodeKeyReused)
	})
}

// attached is where a file is found that was sent under a key.
func (c *counter) attached(path, key string) string {
	c.t.Helper()
	id := path[strings.LastIndex(path, "/")+1:]
	return c.want(c.attach("1006", id, aPDF, "来信.pdf", map[string]string{"Idempotency-Key": key}), 201, "").Header.Get("Location")
}

// erased asks for the customer in all ways in which the counter can be asked.
func (c *counter) erased(file, pseudonym string) {
	t := c.t
	t.Helper()
	for lang, word := range map[string]string{"zh-Hans": "已删除人员 ", "zh-Hant": "已刪除人員 ", "en": "erased person "} {
		r := c.want(c.do(ask{method: "GET", path: base + "/customers/" + c.seed.Customer, badge: "1006", headers: map[string]string{"Accept-Language": lang}}), 200, "")
		if r.JSON["name"] != word+pseudonym || r.JSON["phone"] != "" || r.JSON["erased_at"] == nil {
			t.Errorf("%s: %s", lang, r.Text)
		}
	}
	c.want(c.get("1006", file), 410, codeForgotten)
	c.want(c.post("1006", base+"/customers/"+c.seed.Customer+"/reveal", map[string]any{"fields": []string{"name"}, "reason": "回电"}), 410, codeForgotten)
	c.want(c.post("1006", base+"/erasures", c.newErasure(c.seed.Customer)), 409, contract.CodeErased)
	c.want(c.post("1006", base+"/customers/"+c.seed.Customer+"/vehicles", map[string]any{"model": "Demo Two"}), 409, contract.CodeErased)
	found := c.want(c.post("1006", base+"/customers/search", map[string]any{"phone": booktest.Phone}), 200, "")
	if len(found.items()) != 0 {
		t.Error(found.Text)
	}
}

// toldAuditors counts what the second chain was told.
func (c *counter) toldAuditors(want map[models.AuditAction]int) {
	c.t.Helper()
	for action, n := range want {
		var got int64
		if err := c.books.DB.Model(&models.AuditEvent{}).Where("action = ? AND object_id = ?", action, c.seed.Customer).Count(&got).Error; err != nil || int(got) != n {
			c.t.Errorf("%s is audited %d times, want %d (%v)", action, got, n, err)
		}
	}
}

func TestWhatStandsAgainstAnErasureIsSaidAndKeptDataAreStoredOnly(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.complaint()
		path := c.erasure(c.seed.Customer)
		c.want(c.post("1006", path+"/identify", map[string]any{"proof": "call_back"}), 200, "")
		r := c.want(c.do(ask{method: "POST", path: path + "/erase", badge: "1001", body: map[string]any{}, headers: map[string]string{"Accept-Language": "en", "Idempotency-Key": models.NewID()}}), 409, contract.CodeConflict)
		if said := r.JSON["detail"].(string); r.JSON["clause"] != "A-60" || !strings.Contains(said, "a case that is still open") {
			t.Error(r.Text)
		}
		if found := c.want(c.get("1001", path), 200, "").JSON["conflicts"].([]any); len(found) != 1 || found[0].(map[string]any)["what"] != "open_case" {
			t.Error(found)
		}
		c.want(c.post("1001", path+"/restrict", map[string]any{"ground": "public_authority"}), 422, codeInvalid)
		c.want(c.post("1001", path+"/restrict", map[string]any{"ground": "public_authority", "reason": "主管机关要求"}), 200, "")
		if got := c.want(c.get("1006", base+"/customers/"+c.seed.Customer), 200, ""); got.JSON["restricted_at"] == nil {
			t.Error(got.Text)
		}
		c.want(c.post("1006", base+"/customers/"+c.seed.Customer+"/reveal", map[string]any{"fields": []string{"name"}, "reason": "回电"}), 409, contract.CodeRestricted)
		c.want(c.post("1006", base+"/customers/"+c.seed.Customer+"/vehicles", map[string]any{"model": "Demo Two"}), 409, contract.CodeRestricted)
		c.want(c.post("1001", path+"/turn-down", map[string]any{"ground": "legal_duty", "reason": "法律规定"}), 200, "")
		c.complaint()
		for query, want := range map[string]int{"": 1, "?status=turned_down": 1, "?running=true": 0, "?asker=agent": 0, "?customer_id=" + c.seed.Customer: 1} {
			if got := c.want(c.get("1006", base+"/erasures"+query), 200, "").items(); len(got) != want {
				t.Errorf("%s: %d requests", query, len(got))
			}
		}
		c.want(c.get("1006", base+"/erasures/export"), 200, "")
		if got := c.want(c.get("2003", base+"/erasures"), 200, "").items(); len(got) != 0 {
			t.Errorf("another store sees %d", len(got))
		}
		c.toldAuditors(map[models.AuditAction]int{models.AuditRestricted: 1, models.AuditErasureRefused: 1, models.AuditErased: 0})
	})
}

func TestWhatARequestToEraseCanNotBeIsRefused(t *testing.T) {
	c := openLite(t)
	for name, a := range map[string]struct {
		change map[string]any
		status int
		code   string
	}{
		"an unknown channel":  {map[string]any{"channel": "fax"}, 422, contract.CodeUnknownValue},
		"an unknown asker":    {map[string]any{"asker": "neighbour"}, 422, contract.CodeUnknownValue},
		"an unknown customer": {map[string]any{"customer_id": c.seed.Vehicle}, 422, contract.CodeUnknownCustomer},
	} {
		t.Run(name, func(t *testing.T) {
			body := c.newErasure(c.seed.Customer)
			for field, value := range a.change {
				body[field] = value
			}
			c.want(c.post("1006", base+"/erasures", body), a.status, a.code)
		})
	}
	if n := c.rows("erasures"); n != 0 {
		t.Errorf("%d requests were taken", n)
	}
}

func TestAFileThatWasDestroyedIsGone(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id := c.complaint()
		location := c.want(c.attach("1006", id, aPDF, "a.pdf", nil), 201, "").Header.Get("Location")
		err := c.books.DB.WithContext(context.Background()).Exec("UPDATE attachments SET destroyed_at = stored_at, destroyed_by = case_id").Error
		if err != nil {
			t.Fatal(err)
		}
		c.want(c.get("1006", location), 410, codeDestroyed)
		if listed := c.want(c.get("1006", base+"/cases/"+id+"/attachments"), 200, "").items()[0]; listed["destroyed_by"] != id || listed["name"] != "" {
			t.Error(listed)
		}
	})
}
