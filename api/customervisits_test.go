package api

import (
	"testing"
	"time"

	"carebook/contract"
)

// plansVisits has store S1 run by the procedure of a producer, with the service consultant in all its posts.
func (c *counter) plansVisits() {
	c.t.Helper()
	c.runsBy("producer", "salesperson", "department_head", "department_supervisor", "vice_chairman")
}

func (c *counter) newCustomerVisit() map[string]any {
	return map[string]any{"unit": c.seed.Units["S1"], "customer_id": c.seed.Customer, "purpose": "customer_care", "object": "current", "way": "visit"}
}

// customerVisit plans a visit, and returns the path of it.
func (c *counter) customerVisit() string {
	c.t.Helper()
	return base + "/visits/" + c.want(c.post("1006", base+"/visits", c.newCustomerVisit()), 201, "").JSON["id"].(string)
}

// thisMonth is the month of the counter's clock, in the business zone.
func (c *counter) thisMonth() string {
	c.t.Helper()
	now, err := c.books.Now(c.books.DB)
	if err != nil {
		c.t.Fatal(err)
	}
	return now.In(c.server.zone).Format(contract.MonthForm)
}

// visitPlan opens the month of the service consultant, and returns the path of it.
func (c *counter) visitPlan() string {
	c.t.Helper()
	r := c.want(c.post("1006", base+"/visit-plans", map[string]any{"unit": c.seed.Units["S1"], "month": c.thisMonth()}), 201, "")
	return base + "/visit-plans/" + r.JSON["id"].(string)
}

func TestAVisitIsPlannedPreparedMadeAndReadBack(t *testing.T) {
	c := openLite(t)
	c.plansVisits()
	path := c.customerVisit()
	at := time.Now().Add(48 * time.Hour).UTC()
	soon, later := at.Format(time.RFC3339), at.Add(time.Minute).Format(time.RFC3339)
	c.want(c.post("1006", path+"/appoint", map[string]any{"next_at": soon, "contact": "张主任"}), 200, "")
	c.want(c.post("1006", path+"/ask-for", map[string]any{"requests": []any{map[string]any{"what": "gift", "amount": "150.00"}}, "text": "茶叶"}), 200, "")
	got := c.want(c.get("1006", path), 200, "")
	if n := len(got.JSON["obligations"].([]any)); n != 2 {
		t.Errorf("%d obligations: %s", n, got.Text)
	}
	if list := got.JSON["checklist"].(map[string]any)["before"].([]any); len(list) != 4 || list[0].(map[string]any)["clause"] != "V6-3.2.2" {
		t.Errorf("checklist: %v", list)
	}
	c.want(c.post("1006", path+"/report", map[string]any{"text": ""}), 422, "request_invalid")
	wrong := c.newCustomerVisit()
	wrong["plan"] = c.seed.Customer
	c.want(c.post("1006", base+"/visits", wrong), 422, "request_invalid")
	wrong["line"] = 1
	c.want(c.post("1006", base+"/visits", wrong), 422, contract.CodeUnknownPlan)
	wrong = c.newCustomerVisit()
	wrong["object"] = "rival"
	c.want(c.post("1006", base+"/visits", wrong), 422, contract.CodeUnknownValue)
	for query, want := range map[string]int{"": 1, "?purpose=customer_care": 1, "?purpose=coverage": 0, "?late=true": 0, "?promised=true": 0, "?running=true": 1,
		"?appointed_from=" + soon: 1, "?appointed_before=" + soon: 0, "?appointed_from=" + later: 0, "?appointed_from=" + soon + "&appointed_before=" + later: 1} {
		if items := c.want(c.get("1006", base+"/visits"+query), 200, "").items(); len(items) != want {
			t.Errorf("%s lists %d, want %d", query, len(items), want)
		}
	}
	c.want(c.get("1006", base+"/visits/export"), 200, "")
	c.want(c.get("2001", path), 404, "not_found")
}

func TestAMonthIsOpenedOnceDraftedAndReadBackWithItsLines(t *testing.T) {
	c := openLite(t)
	c.plansVisits()
	path := c.visitPlan()
	again := c.want(c.post("1006", base+"/visit-plans", map[string]any{"unit": c.seed.Units["S1"], "month": c.thisMonth()}), 409, contract.CodePlanExists)
	if again.Text == "" {
		t.Error("no sentence")
	}
	c.want(c.post("1006", base+"/visit-plans", map[string]any{"unit": c.seed.Units["S1"], "month": "2020-01"}), 422, contract.CodeUnknownValue)
	c.want(c.post("1006", base+"/visit-plans", map[string]any{"unit": c.seed.Units["S1"], "month": "2020-13"}), 422, "request_invalid")
	c.want(c.post("1006", path+"/draft", map[string]any{"lines": []any{map[string]any{"purpose": "coverage", "object": "target", "visits": 3}}}), 200, "")
	got := c.want(c.get("1006", path), 200, "")
	if plan := got.JSON["plan"].([]any); len(plan) != 1 || plan[0].(map[string]any)["visits"] != 3.0 || plan[0].(map[string]any)["actual"] != 0.0 {
		t.Errorf("plan: %v", plan)
	}
	if items := c.want(c.get("1006", base+"/visit-plans?month="+c.thisMonth()), 200, "").items(); len(items) != 1 {
		t.Errorf("%d months", len(items))
	}
	c.want(c.get("1006", base+"/visit-plans/export"), 200, "")
}

// S2-5.2a: what somebody does is recorded once, by himself or whoever the policy names, as long as the day isn't counted.
func TestWhatSomebodyDoesIsRecordedOnceByHimself(t *testing.T) {
	c := openLite(t)
	c.runsBy("dealer-4s", "key_account_specialist")
	path := c.visitPlan()
	now, err := c.books.Now(c.books.DB)
	if err != nil {
		t.Fatal(err)
	}
	deed := map[string]any{"kind": "called", "day": now.In(c.server.zone).Format(time.DateOnly), "number": "CARD-17"}
	first := c.want(c.post("1006", path+"/activities", deed), 201, "")
	if first.JSON["number"] != "CARD-17" {
		t.Errorf("%s", first.Text)
	}
	c.want(c.post("1006", path+"/activities", deed), 409, contract.CodeActivityExists)
	deed["number"] = "13900001234"
	c.want(c.post("1006", path+"/activities", deed), 422, contract.CodeReference)
	deed["number"] = "CARD-18"
	c.want(c.post("1005", path+"/activities", deed), 403, contract.CodeWrongRole)
	c.want(c.post("1012", path+"/activities", deed), 201, "") // the sales manager
	deed["kind"] = "road_show"
	c.want(c.post("1006", path+"/activities", deed), 422, contract.CodeEvidence)
	deed["kind"], deed["day"] = "met", "2020-01-01"
	c.want(c.post("1006", path+"/activities", deed), 422, contract.CodeUnknownValue)
	if items := c.want(c.get("1006", path+"/activities?limit=1"), 200, "").items(); len(items) != 1 {
		t.Errorf("a page of %d", len(items))
	}
}
