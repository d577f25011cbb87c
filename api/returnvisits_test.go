package api

import (
	"strings"
	"testing"
	"time"

	"carebook/contract"
)

// visits lets store S1 run by the policy of property management, tomorrow at three.
func (c *counter) visits() (three time.Time) {
	c.t.Helper()
	c.runsBy("property", "property_assistant", "customer_service_supervisor")
	y, m, d := time.Now().In(BusinessZone()).Date()
	three = time.Date(y, m, d+1, 15, 0, 0, 0, BusinessZone())
	c.at(three)
	return three
}

func (c *counter) newVisit(event string) map[string]any {
	return map[string]any{"unit": c.seed.Units["S1"], "customer_id": c.seed.Customer, "event": event}
}

func (c *counter) visit(body map[string]any) string {
	c.t.Helper()
	return base + "/return-visits/" + c.want(c.post("1006", base+"/return-visits", body), 201, "").JSON["id"].(string)
}

func record(more map[string]any) map[string]any {
	body := map[string]any{
		"medium": "phone", "verdict": "satisfied", "text": "都好",
		"answers": []map[string]any{{"question": "satisfied", "value": "4"}, {"question": "open_matters", "value": "no"}},
	}
	for field, value := range more {
		body[field] = value
	}
	return body
}

func TestAReturnVisitIsOpenedMadeAndReadBackWithItsScript(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		three := c.visits()
		body := c.newVisit("move_in")
		body["reference"] = "HOUSE-7"
		r := c.want(c.post("1006", base+"/return-visits", body), 201, "")
		path := base + "/return-visits/" + r.JSON["id"].(string)
		if r.Header.Get("Location") != path || r.JSON["status"] != "planned" || r.JSON["role"] != "property_assistant" || r.JSON["sampled"] != nil {
			t.Errorf("%v %s", r.Header, r.Text)
		}
		c.want(c.post("1006", base+"/return-visits", body), 409, contract.CodeVisitExists)
		r = c.want(c.get("1006", path), 200, "")
		script := r.JSON["script"].(map[string]any)["questions"].([]any)[0].(map[string]any)
		equal(t, "question", []any{script["id"], script["kind"], script["low"]}, []any{"satisfied", "score", []any{"1", "2"}})
		if r.JSON["window"] != nil {
			t.Errorf("a window that the policy doesn't have: %v", r.JSON["window"])
		}
		c.want(c.post("1006", path+"/record", record(map[string]any{"answers": []map[string]any{{"question": "satisfied", "value": "9"}}})), 422, contract.CodeUnknownValue)
		c.want(c.post("1006", path+"/record", record(map[string]any{
			"answers": []map[string]any{{"question": "satisfied", "value": "2"}, {"question": "open_matters", "value": "no"}},
		})), 422, contract.CodeLowScore)
		c.want(c.post("1006", path+"/record", record(nil)), 200, "")
		r = c.want(c.get("1006", path), 200, "")
		for field, value := range map[string]any{
			"status": "recorded", "held": 1.0, "verdict": "satisfied", "medium": "phone", "score": 75.0, "late": false, "due_at": nil,
			"visitor": c.seed.Staff["1006"],
		} {
			equal(t, field, r.JSON[field], value)
		}
		round := r.JSON["rounds"].([]any)[0].(map[string]any)
		equal(t, "round", []any{round["visit"], round["round"], len(round["answers"].([]any)), round["text"]},
			[]any{1.0, 1.0, 2, map[string]any{"text": "都好"}})
		why := c.want(c.get("1006", path+"/why"), 200, "")
		equal(t, "why", []any{why.JSON["visited"], why.JSON["why"], why.JSON["clause"]}, []any{true, "everybody", "A-07"})
		figures := c.want(c.get("1006", base+"/return-visits/figures?month="+three.Add(7*24*time.Hour).Format("2006-01")), 200, "").items()
		equal(t, "figures", []any{figures[0]["event"], figures[0]["due"], figures[0]["done"], figures[0]["on_time_rate"]}, []any{"move_in", 1.0, 1.0, 100.0})
	})
}

func TestReturnVisitsAreListedForACalendarAndByTheirDraw(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		three := c.visits()
		one := c.visit(c.newVisit("move_in"))
		in, out := 0, 0
		for range 10 {
			r := c.want(c.get("1006", c.visit(c.newVisit("culture_event"))+"/why"), 200, "")
			if r.JSON["drawn"] == true {
				in++
			} else {
				out++
				equal(t, "why", []any{r.JSON["visited"], r.JSON["why"], r.JSON["rate"]}, []any{false, "left_out", "1/10"})
			}
			if len(r.JSON["commitment"].(string)) != 64 || r.JSON["secret"] != nil {
				t.Errorf("%s", r.Text)
			}
		}
		equal(t, "draw", []int{in, out}, []int{1, 9})
		equal(t, "left out", len(c.want(c.get("1006", base+"/return-visits?sampled=no"), 200, "").items()), 9)
		day := func(n int) string { return three.Add(time.Duration(n) * 24 * time.Hour).UTC().Format(time.RFC3339) }
		week := c.want(c.get("1006", base+"/return-visits?sort=due_at&due_from="+day(0)+"&due_before="+day(10)), 200, "").items()
		if len(week) != 1 || !strings.HasSuffix(one, week[0]["id"].(string)) {
			t.Errorf("%v", week)
		}
		equal(t, "running", len(c.want(c.get("1006", base+"/return-visits?running=true&sort=-due_at"), 200, "").items()), 2)
		choices := c.want(c.get("1006", base+"/choices?kind=returnvisit&unit="+c.seed.Units["S1"]), 200, "")
		if events := choices.JSON["choices"].(map[string]any)["event"].([]any); len(events) != 7 {
			t.Errorf("%v", events)
		}
		c.want(c.get("1006", base+"/return-visits/export?sampled=no"), 200, "")
	})
}

func TestAReturnVisitIsWrongWithoutAnEventOrWithBoth(t *testing.T) {
	c := openLite(t)
	c.visits()
	body := c.newVisit("move_in")
	delete(body, "event")
	c.want(c.post("1006", base+"/return-visits", body), 422, "request_invalid")
	body["event"], body["cycle"] = "move_in", "regular"
	c.want(c.post("1006", base+"/return-visits", body), 422, "request_invalid")
	c.want(c.post("1006", base+"/return-visits", c.newVisit("discharged")), 422, contract.CodeUnknownValue)
}

// A call at a hospital stays within its hours, and the page says when the next one may be made.
func TestThePageSaysWhenTheNextCallMayBeMade(t *testing.T) {
	c := openLite(t)
	three := c.visits()
	c.runsBy("clinic", "dedicated_caller", "customer_service_manager")
	path := c.visit(c.newVisit("discharged"))
	noon := three.Add(-150 * time.Minute)
	c.at(noon.Add(24 * time.Hour))
	window := c.want(c.get("1006", path), 200, "").JSON["window"].(map[string]any)
	if window["allowed"] != false || window["clause"] != "R3-4" || window["next_at"] == nil {
		t.Errorf("%v", window)
	}
}
