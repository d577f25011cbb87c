package api

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// fined opens a complaint under a policy with a table of fines, and fines a person in it as often as asked. It gives the
// ids of the entries, in their order.
func (c *counter) fined(person string, times int) (ids []string) {
	c.t.Helper()
	shelf, id, seq := booktest.Fining(c.t, shipped()), models.NewID(), int64(0)
	facts := contract.Facts{Unit: c.seed.Units["S1"], Customer: c.seed.Customer, Vehicle: c.seed.Vehicle, Channel: "visit"}
	for i := range times + 1 {
		n := c.seed.Command("/complaints", id)
		n.Kind, n.Action, n.Facts, n.BodySealed = string(contract.Complaint), contract.Open, facts, []byte("sealed")
		p := contract.Proposal{Type: contract.EventOpened, Status: contract.Registered, Facts: facts}
		if i > 0 {
			n.Action, n.Facts = contract.Note, contract.Facts{}
			p = contract.Proposal{Type: contract.EventNoted, Status: contract.Registered}
			p.Fines = []contract.Fine{{Violation: "late_service", Person: c.seed.Staff[person], Again: i > 1}}
		}
		cmd, _, err := c.books.Receive(context.Background(), n)
		if err != nil {
			c.t.Fatal(err)
		}
		out, err := c.books.Append(context.Background(), shelf, contract.Record{
			Kind: contract.Complaint, Case: id, After: seq, Effect: contract.Effect{Command: cmd.ID}, Proposal: p,
		})
		if err != nil || out.Outcome != contract.Written {
			c.t.Fatalf("%+v %v", out, err)
		}
		seq = out.Seq
		for _, e := range c.want(c.get("1001", base+"/entries?case="+id), 200, "").items() {
			if e["seq"] == float64(seq) && e["kind"] == "fine" {
				ids = append(ids, e["id"].(string))
			}
		}
	}
	return ids
}

// director makes a member of staff customer director.
func (c *counter) director(badge string) {
	c.t.Helper()
	now, err := c.books.Now(c.books.DB)
	if err == nil {
		err = c.books.DB.Create(&models.RoleAssignment{
			ID: models.NewID(), StaffID: c.seed.Staff[badge], Role: "customer_director", UnitID: c.seed.Units["S1"], ValidFrom: now,
		}).Error
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

func TestAnEntryShowsItsFiguresAndIsDecidedOn(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.director("1002")
		ids := c.fined("1005", 3)
		third := c.want(c.get("1002", base+"/entries/"+ids[2]), 200, "").JSON
		fine := third["fine"].(map[string]any)
		equal(t, "figures", []any{third["amount"], third["clause"], fine["once"], fine["factor"], fine["nth"], fine["double_clause"], fine["mode"], third["again_clause"]},
			[]any{"100.00", "V4-5.4", "50.00", 2.0, 3.0, "V4-5.6b", "record_only", "V4-5.10"})
		equal(t, "counted", third["counted"], any([]any{ids[0], ids[1]}))

		path := base + "/entries/" + ids[0]
		p := c.want(c.post("1003", path+"/confirm", nil), 403, contract.CodeWrongRole)
		equal(t, "clause", p.JSON["clause"], any("V4-5.9"))
		c.want(c.post("1002", path+"/confirm", map[string]any{"amount": "1.00"}), 422, contract.CodeAmountFixed)
		c.want(c.post("1002", path+"/reverse", map[string]any{"reason": "误记"}), 409, contract.CodeEntryState)
		c.want(c.post("1002", path+"/reject", nil), 422, codeInvalid)
		c.want(c.post("1002", path+"/reject", map[string]any{"reason": " "}), 422, codeInvalid)
		got := c.want(c.post("1002", path+"/reject", map[string]any{"reason": "误记"}), 200, "").JSON
		decided := got["decisions"].([]any)[0].(map[string]any)
		equal(t, "decision", []any{got["state"], decided["reason"], decided["clause"], decided["by"]}, []any{"rejected", "误记", "V4-5.9", c.seed.Staff["1002"]})

		review := c.want(c.get("1002", base+"/entries?state=review&month="+fine["month"].(string)+"&person="+c.seed.Staff["1005"]), 200, "").items()
		if len(review) != 3 { // the second, the third, and the pay cut that came with it
			t.Fatalf("%v", review)
		}
		c.want(c.post("1002", base+"/entries/"+ids[2]+"/reject", map[string]any{"reason": "更正", "correct": true}), 200, "")
		corrected := c.want(c.get("1002", base+"/entries?state=proposed"), 200, "").items()
		if len(corrected) != 1 || corrected[0]["amount"] != "50.00" || corrected[0]["fine"].(map[string]any)["corrects"] != ids[2] {
			t.Errorf("%v", corrected)
		}
		for _, e := range review {
			if e["kind"] == "pay_cut" {
				cut := base + "/entries/" + e["id"].(string) + "/confirm"
				p := c.want(c.post("1002", cut, map[string]any{"percent": 31}), 422, contract.CodePayCutRange)
				equal(t, "range", []any{p.JSON["clause"], p.JSON["detail"]}, []any{"V4-5.6b", "The policy doesn't allow this part of the pay: choose 10 % to 30 %."})
				done := c.want(c.post("1002", cut, map[string]any{"percent": 20}), 200, "").JSON["decisions"].([]any)
				equal(t, "percent", done[len(done)-1].(map[string]any)["percent"], any(20.0))
			}
		}
	})
}

func TestMyEntriesAreThoseThatWaitForMyDecision(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.director("1002")
		ids := c.fined("1005", 2)
		mine := func(badge string) []string {
			return field(c.want(c.get(badge, base+"/entries?mine=true&limit=1"), 200, "").items(), "id")
		}
		equal(t, "the director's, the last one first", mine("1002"), []string{ids[1]})
		equal(t, "those of somebody who may see them", mine("1003"), []string(nil))
		for _, id := range ids {
			c.want(c.post("1002", base+"/entries/"+id+"/confirm", nil), 200, "")
		}
		equal(t, "after the decisions", mine("1002"), []string(nil))
	})
}

func TestADecisionWithTheSameKeyIsMadeOnce(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.director("1002")
		ids := c.fined("1005", 1)
		for range 2 {
			c.want(c.do(ask{method: http.MethodPost, path: base + "/entries/" + ids[0] + "/confirm", badge: "1002", key: "once"}), 200, "")
		}
		if n := c.rows("entry_decisions"); n != 1 {
			t.Errorf("%d decisions", n)
		}
	})
}

func TestEntriesOfAnotherStoreAreNotThereAndListsTurnPages(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		ids := c.fined("1005", 3)
		for _, path := range []string{"/entries/" + ids[0], "/entries/" + models.NewID()} {
			c.want(c.get("2001", base+path), 404, codeNotFound)
			c.want(c.post("2001", base+path+"/confirm", nil), 404, codeNotFound)
		}
		if got := c.want(c.get("2001", base+"/entries"), 200, "").items(); len(got) != 0 {
			t.Errorf("%v", got)
		}
		var seen []string
		for cursor := ""; ; {
			r := c.want(c.get("1001", base+"/entries?limit=2&cursor="+cursor), 200, "")
			seen = append(seen, field(r.items(), "id")...)
			next, more := r.JSON["next"].(string)
			if cursor = next; !more {
				break
			}
		}
		whole := field(c.get("1001", base+"/entries").items(), "id")
		equal(t, "pages", seen, whole)
		if len(whole) != 4 {
			t.Errorf("%d entries", len(whole))
		}
		for _, query := range []string{"month=2026", "state=gone"} {
			c.want(c.get("1001", base+"/entries?"+query), 422, codeInvalid)
		}
	})
}

func TestAbsencesAreRecordedEndedAndListed(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/staff/" + c.seed.Staff["1005"] + "/absences"
		c.want(c.post("1006", path, map[string]any{"from": "2026-03-06"}), 403, contract.CodeWrongRole)
		c.want(c.post("1005", path, map[string]any{"from": "2026-03-06"}), 403, contract.CodeOwnAbsence)
		c.want(c.post("2001", path, map[string]any{"from": "2026-03-06"}), 404, codeNotFound)
		for _, body := range []map[string]any{{}, {"from": "6 March"}, {"from": "2026-02-30"}, {"from": "2026-03-06", "to": "2026-03-05"}} {
			c.want(c.post("1001", path, body), 422, codeInvalid)
		}
		r := c.want(c.post("1001", path, map[string]any{"from": "2026-03-06", "reason": "探亲"}), 201, "").items()
		if len(r) != 1 || r[0]["from"] != "2026-03-06" || r[0]["to"] != nil || r[0]["recorded_by"] != c.seed.Staff["1001"] {
			t.Fatalf("%v", r)
		}
		end := path + "/" + fmt.Sprint(r[0]["id"]) + "/end"
		c.want(c.post("1001", path+"/"+models.NewID()+"/end", map[string]any{"to": "2026-03-09"}), 404, contract.CodeUnknownAbsence)
		c.want(c.post("1007", end, map[string]any{"to": "2026-03-09"}), 200, "")
		got := c.want(c.get("1004", path), 200, "").items()
		if len(got) != 1 || got[0]["to"] != "2026-03-09" || got[0]["ended_by"] != c.seed.Staff["1007"] {
			t.Errorf("%v", got)
		}
	})
}
