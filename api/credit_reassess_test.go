package api

import (
	"context"
	"testing"

	"carebook/contract"
	"carebook/models"
)

// reasons are the facts of the events by which a customer is to be assessed again.
func (c *counter) reasons(badge, account string) (out []map[string]any) {
	c.t.Helper()
	for _, e := range c.want(c.get(badge, base+"/cases/"+account+"/events"), 200, "").items() {
		if e["type"] == contract.EventReassessDue {
			out = append(out, e)
		}
	}
	return out
}

func TestAnotherOwnerIsRecordedWithThePaperThatItRestsOn(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.wholesale()
		id := c.account()
		path := base + "/credits/" + id + "/reassess"
		c.want(c.post("1006", path, map[string]any{"cause": "ownership", "attachment": models.NewID()}), 422, contract.CodeUnknownAttachment)
		paper := c.want(c.attach("1006", id, aPDF, "notice.pdf", nil), 201, "").JSON["id"].(string)
		c.want(c.post("1006", path, map[string]any{"cause": "ownership", "attachment": paper, "text": "股东变更"}), 200, "")
		e := c.reasons("1006", id)
		if len(e) != 1 {
			t.Fatalf("%d causes: %v", len(e), e)
		}
		f := e[0]["facts"].(map[string]any)
		equal(t, "recorded", []any{f["cause"], f["attachment"], e[0]["text"]}, []any{"ownership", paper, map[string]any{"text": "股东变更"}})
		c.want(c.post("1006", path, map[string]any{"cause": "weather"}), 422, codeInvalid)
	})
}

func TestAComplaintIsTheCauseThatTheAccountNames(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.wholesale()
		id := c.account()
		if err := c.books.DB.Model(&models.Unit{}).Where("id = ?", c.seed.Units["G"]).Update("profile", "dealer-4s").Error; err != nil {
			t.Fatal(err)
		}
		body := c.newComplaint()
		body["unit"], body["channel"] = c.seed.Units["G"], "group_call_centre"
		complaint := c.want(c.post("0006", base+"/complaints", body), 201, "").JSON["id"].(string)
		waiting, err := c.books.Spawned(context.Background(), 10)
		if err != nil || len(waiting) != 1 {
			t.Fatalf("%d commands wait, %v", len(waiting), err)
		}
		m, err := waiting[0].Message()
		if err != nil {
			t.Fatal(err)
		}
		if r, err := c.line.Act(context.Background(), contract.Credit, waiting[0].Stream, m); err != nil || r.Refusal != nil {
			t.Fatalf("%v %v", r.Refusal, err)
		}
		e := c.reasons("1006", id)
		if len(e) != 1 {
			t.Fatalf("%d causes: %v", len(e), e)
		}
		f := e[0]["facts"].(map[string]any)
		equal(t, "recorded", []any{f["cause"], f["earlier_id"], e[0]["actor"]}, []any{"complaint", complaint, c.seed.Staff["0006"]})
		c.want(c.get("1006", base+"/complaints/"+complaint), 404, codeNotFound) // whoever works below the group alone
	})
}
