package api

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
)

func (c *counter) newCampaign() map[string]any {
	return map[string]any{"unit": c.seed.Units["S1"], "occasion": "nodes", "node": "topping_out", "text": "明日封顶"}
}

// campaign begins one at a point of the project, and returns the path of it.
func (c *counter) campaign() string {
	c.t.Helper()
	return base + "/campaigns/" + c.want(c.post("1006", base+"/campaigns", c.newCampaign()), 201, "").JSON["id"].(string)
}

// knowsSchedules has the books note what begins by itself, as a worker does.
func (c *counter) knowsSchedules() {
	c.t.Helper()
	if _, err := c.books.KnowSchedules(c.t.Context(), c.server.shelf); err != nil {
		c.t.Fatal(err)
	}
}

// page opens the next page of a campaign, by the real ledger without a process behind it.
func (c *counter) page(id string, n int) contract.Recorded {
	c.t.Helper()
	var k models.Case
	if err := c.books.DB.Where("id = ?", id).Take(&k).Error; err != nil {
		c.t.Fatal(err)
	}
	now := time.Now()
	if at, err := c.books.Now(c.books.DB); err == nil {
		now = at
	}
	rec, err := c.books.Append(c.t.Context(), c.server.shelf, contract.Record{
		Kind: contract.Campaign, Case: id, After: k.Seq, Effect: contract.Effect{Case: id, Page: n}, At: now,
		Proposal: contract.Proposal{
			Type: contract.EventPageOpened, Status: contract.Listing,
			Owe: []contract.Owe{{Duty: "greet", Item: "1", Since: now}, {Duty: "approve_gifts", Since: now}},
		},
	})
	if err != nil || rec.Outcome != contract.Written {
		c.t.Fatalf("%v %v", rec.Outcome, err)
	}
	return rec
}

func TestACustomerIsRelatedGreetedAndTheGreetingReadBack(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.sellsHomes()
		customer := base + "/customers/" + c.seed.Customer
		related := c.want(c.post("1006", customer+"/relation", map[string]any{
			"class": "important", "consent": true, "birthdays": []any{map[string]any{"whose": "own", "lunar": true, "month": 8, "day": 15}},
		}), 200, "")
		if related.JSON["class"] != "important" || related.JSON["consented_at"] == nil {
			t.Errorf("%s", related.Text)
		}
		c.want(c.post("1006", customer+"/relation", map[string]any{
			"consent": true, "birthdays": []any{map[string]any{"whose": "own", "month": 2, "day": 30}},
		}), 422, codeInvalid)
		path := c.campaign()
		id := path[len(base+"/campaigns/"):]
		c.page(id, 1)
		all := c.want(c.get("1006", path+"/greetings"), 200, "").items()
		if len(all) != 1 {
			t.Fatalf("%d greetings", len(all))
		}
		greet := base + "/obligations/" + all[0]["id"].(string) + "/greet"
		c.want(c.post("1006", greet, map[string]any{"outcome": "greeted", "means": "visit"}), 422, contract.CodeUnknownValue)
		c.want(c.post("1006", greet, map[string]any{"outcome": "not_reached", "means": "phone"}), 200, "")
		made := c.want(c.post("1006", greet, map[string]any{"outcome": "greeted", "means": "phone"}), 200, "")
		if made.JSON["state"] != "fulfilled" || made.JSON["tries"] != float64(2) || made.JSON["by"] != "phone" {
			t.Errorf("%s", made.Text)
		}
		c.want(c.post("1006", greet, map[string]any{"outcome": "greeted", "means": "phone"}), 409, contract.CodeAlreadyDone)
		read := c.want(c.get("1006", path), 200, "")
		if read.JSON["made"] != float64(1) || read.JSON["open"] != float64(0) || read.JSON["percent"] != float64(100) {
			t.Errorf("%s", read.Text)
		}
		if strings.Contains(read.Text, "L0815") {
			t.Error("a birthday is shown")
		}
	})
}

// greets relates the customer and opens a page of a campaign with the one greeting; it returns the path of that.
func (c *counter) greets() string {
	c.t.Helper()
	c.want(c.post("1006", base+"/customers/"+c.seed.Customer+"/relation", map[string]any{"class": "important", "consent": true}), 200, "")
	path := c.campaign()
	c.page(path[len(base+"/campaigns/"):], 1)
	return base + "/obligations/" + c.want(c.get("1006", path+"/greetings"), 200, "").items()[0]["id"].(string)
}

// R1-5.5: the honorific comes first, phone and the consultant's name last. The name is shown through the door of revealed fields alone.
func TestTheTextOfAGreetingIsReadyToSendAndItsNameIsMaskedUntilSomebodySaysWhatFor(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.sellsHomes()
		path := c.greets()
		masked := c.want(c.get("1006", path+"/text?lang=zh-Hans"), 200, "")
		if want := "尊敬的演**：演示一店的项目有新进展：封顶。诚邀您前来看看。{phone} 演示服务顾问"; masked.JSON["text"] != want || masked.JSON["clause"] != "R1-3.3" {
			t.Errorf("%s, want %s", masked.Text, want)
		}
		if missing := masked.JSON["missing"].([]any); len(missing) != 1 || missing[0] != "phone" {
			t.Errorf("%v", missing)
		}
		reveal := func(badge string, body map[string]any) reply {
			return c.do(ask{method: "POST", path: path + "/reveal", badge: badge, key: "-", body: body})
		}
		before := c.lastAudited()
		r := c.want(reveal("1006", map[string]any{"reason": "节点告知", "lang": "en", "phone": "021-5550 0100"}), 200, "")
		want := "Dear " + booktest.Name + ", the project of 演示一店 has come a step further: topping-out. You are welcome to come and see. 021-5550 0100 演示服务顾问"
		if r.JSON["text"] != want || r.JSON["lang"] != "en" || len(r.JSON["missing"].([]any)) != 0 {
			t.Errorf("%s, want %s", r.Text, want)
		}
		rows := c.audited(before)
		if len(rows) != 1 || rows[0].Action != models.AuditRevealed || rows[0].ObjectKind != "customer.name" || rows[0].ObjectID != c.seed.Customer || rows[0].Sealed == nil {
			t.Errorf("audited: %+v", rows)
		}
		c.want(reveal("1006", map[string]any{"reason": " "}), 422, codeInvalid)
		c.want(reveal("1006", map[string]any{"reason": "节点告知", "phone": "打给我"}), 422, codeInvalid)
		c.token("2003")
		c.want(reveal("2003", map[string]any{"reason": "节点告知"}), 404, codeNotFound)
		c.server.limits.Reveals = 1
		c.want(reveal("1006", map[string]any{"reason": "节点告知"}), 403, codeRevealQuota)
		c.want(c.get("1006", path+"/text"), 200, "")
		c.want(c.post("1006", path+"/greet", map[string]any{"outcome": "greeted", "means": "phone"}), 200, "")
		c.want(c.get("1006", path+"/text"), 409, contract.CodeNothingToSay)
		c.want(reveal("1006", map[string]any{"reason": "节点告知"}), 409, contract.CodeNothingToSay)
	})
}

// A campaign keeps the edition with which it began: one from before there were texts has none.
func TestAnOccasionWithoutATextSaysSo(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	v11, _ := shipped().Policy("V11")
	src, after, _ := strings.Cut(string(v11.Content), "      text:\n        value:\n          zh-Hans: \"{salutation}：{unit}的项目")
	_, rest, _ := strings.Cut(after, "        source: house\n")
	before, err := policies.Parse("V11.yaml", []byte(src+rest))
	if err != nil || len(after) == 0 {
		t.Fatal(err)
	}
	path := c.greets()
	c.write(&models.Edition{Hash: before.Edition, Policy: before.ID, Family: before.Family, Content: before.Content, StoredAt: time.Now()})
	if err := c.books.DB.Model(&models.Case{}).Where("id = ?", c.caseOf(path)).Update("edition", before.Edition).Error; err != nil {
		t.Fatal(err)
	}
	c.want(c.get("1006", path+"/text"), 409, contract.CodeNoText)
}

// What is written about a case that is nobody's is sealed with the key of its opening, whether something was written then or not.
func TestANoteCanBeAddedToACampaignThatWasBegunWithoutAWord(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	body := c.newCampaign()
	delete(body, "text")
	path := base + "/campaigns/" + c.want(c.post("1006", base+"/campaigns", body), 201, "").JSON["id"].(string)
	c.want(c.post("1006", path+"/note", map[string]any{"text": "改到下午"}), 200, "")
}

func TestASchedulesNextRoundsAreListedAndItIsPausedResumedAndTriggered(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.sellsHomes()
		c.knowsSchedules()
		all := c.want(c.get("1006", base+"/schedules"), 200, "").items()
		if len(all) != 3 {
			t.Fatalf("%d schedules", len(all))
		}
		var news map[string]any
		for _, s := range all {
			if next := s["next"].([]any); len(next) != 5 {
				t.Errorf("%s: %d rounds to come", s["name"], len(next))
			}
			if s["name"] == "news" {
				news = s
			}
		}
		path := base + "/schedules/" + news["id"].(string)
		why := map[string]any{"reason": "店庆改期"}
		c.want(c.post("1006", path+"/resume", why), 409, contract.CodeScheduleRuns)
		if s := c.want(c.post("1006", path+"/pause", why), 200, ""); s.JSON["paused_at"] == nil {
			t.Errorf("%s", s.Text)
		}
		c.want(c.post("1006", path+"/pause", why), 409, contract.CodeSchedulePaused)
		c.want(c.post("1006", path+"/resume", why), 200, "")
		begun := c.want(c.post("1006", path+"/trigger", why), 200, "")
		last := begun.JSON["last"].(map[string]any)
		if last["source"] != "hand" || last["result"] != "unopened" || last["late"] != false {
			t.Errorf("%v", last)
		}
		if next := begun.JSON["next"].([]any)[0].(map[string]any); next["period"] != last["period"] || next["begun"] != true {
			t.Errorf("%v after %v", next, last)
		}
		c.want(c.post("1006", path+"/backfill", map[string]any{"reason": "补", "from": "2026-03-02", "to": "2026-03-01"}), 422, codeInvalid)
		c.want(c.post("1006", path+"/backfill", map[string]any{"reason": "补发", "from": "2026-01-01", "to": "2026-03-31"}), 200, "")
		if n := len(c.want(c.get("1006", path+"/periods"), 200, "").items()); n != 4 {
			t.Errorf("%d rounds have begun, want the next one and three of the first quarter", n)
		}
		c.want(c.post("1006", path+"/backfill", map[string]any{"reason": "补发", "from": "2026-01-01", "to": "2026-03-31"}), 409, contract.CodeNothingToBegin)
		if r := c.do(ask{method: http.MethodGet, path: base + "/schedules/export", badge: "1006"}); r.Status != http.StatusOK {
			t.Errorf("%d %s", r.Status, r.Text)
		}
	})
}

// caseOf is the id of the case to which a greeting belongs.
func (c *counter) caseOf(greeting string) string {
	c.t.Helper()
	var g models.Greeting
	if err := c.books.DB.Where("obligation_id = ?", lastOf(greeting)).Take(&g).Error; err != nil {
		c.t.Fatal(err)
	}
	return g.CaseID
}

// V11-2.7: whoever is invited is told to what.
func TestTheTextOfAnInvitationNamesItsEvent(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	c.want(c.post("1006", base+"/customers/"+c.seed.Customer+"/relation", map[string]any{"class": "important", "consent": true}), 200, "")
	event := c.newCampaign()
	event["occasion"], event["node"] = "events", "site_tour"
	path := base + "/campaigns/" + c.want(c.post("1006", base+"/campaigns", event), 201, "").JSON["id"].(string)
	c.page(path[len(base+"/campaigns/"):], 1)
	id := c.want(c.get("1006", path+"/greetings"), 200, "").items()[0]["id"].(string)
	read := c.want(c.get("1006", base+"/obligations/"+id+"/text?lang=zh-Hans"), 200, "")
	if text, _ := read.JSON["text"].(string); !strings.Contains(text, "参观工地") {
		t.Errorf("%s", read.Text)
	}
}
