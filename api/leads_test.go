package api

import (
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/policies"
)

// sellsHomes lets store S1 run by the policy of real-estate sales, tomorrow evening after the window for calls; the service
// consultant follows leads there.
func (c *counter) sellsHomes() (evening time.Time) {
	c.t.Helper()
	c.runsBy("real-estate", "sales_consultant", "site_manager")
	y, m, d := time.Now().In(BusinessZone()).Date()
	evening = time.Date(y, m, d+1, 18, 20, 0, 0, BusinessZone())
	c.at(evening)
	return evening
}

func (c *counter) newLead() map[string]any {
	return map[string]any{"unit": c.seed.Units["S1"], "customer_id": c.seed.Customer, "source": "visitor", "class": "b", "text": "想看三居"}
}

// lead enters a visitor of class b, and returns the path of the lead.
func (c *counter) lead() string {
	c.t.Helper()
	return base + "/leads/" + c.want(c.post("1006", base+"/leads", c.newLead()), 201, "").JSON["id"].(string)
}

func call(more map[string]any) map[string]any {
	body := map[string]any{"medium": "phone", "opening": "offer", "result": "reached", "text": "周末来看"}
	for field, value := range more {
		body[field] = value
	}
	return body
}

func TestALeadIsEnteredContactedAndReadBack(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.sellsHomes()
		r := c.want(c.post("1006", base+"/leads", c.newLead()), 201, "")
		path := base + "/leads/" + r.JSON["id"].(string)
		if r.Header.Get("ETag") != `"1"` || r.Header.Get("Location") != path || r.JSON["status"] != "new" || r.JSON["cadence"] != "visitor_ab" {
			t.Errorf("%v %s", r.Header, r.Text)
		}
		if owed := r.JSON["obligations"].([]any)[0].(map[string]any); owed["duty"] != "first_contact" || owed["action"] != "contact" {
			t.Errorf("%v", owed)
		}
		message := call(map[string]any{"medium": "message", "done": []string{"honorific", "phone", "consultant"}})
		c.want(c.post("1006", path+"/contact", message), 200, "")
		c.want(c.post("1006", path+"/contact", call(map[string]any{"agreed": true, "result": "progress"})), 200, "")

		r = c.want(c.get("1006", path), 200, "")
		for field, value := range map[string]any{"status": "contacted", "class": "b", "consultant": c.seed.Staff["1006"], "seq": 3.0, "stale": false} {
			equal(t, field, r.JSON[field], value)
		}
		last := r.JSON["contacts"].([]any)[0].(map[string]any)
		if last["medium"] != "phone" || last["opening"] != "offer" || last["result"] != "progress" || last["text"].(map[string]any)["text"] != "周末来看" {
			t.Errorf("%v", last)
		}
		first := c.want(c.get("1006", path+"/contacts?limit=1"), 200, "")
		second := c.want(c.get("1006", path+"/contacts?limit=1&cursor="+first.JSON["next"].(string)), 200, "")
		equal(t, "media", []any{first.items()[0]["medium"], second.items()[0]["medium"], second.JSON["next"]}, []any{"phone", "message", nil})
		facts := c.want(c.get("1006", base+"/cases/"+r.JSON["id"].(string)+"/events"), 200, "").items()[2]["facts"].(map[string]any)
		equal(t, "facts", facts["lead"], any(map[string]any{"opening": "offer", "result": "progress", "agreed": true}))
	})
}

func TestACallOutsideTheWindowIsAnsweredWithTheNextMoment(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		evening := c.sellsHomes()
		path := c.lead()
		r := c.want(c.post("1006", path+"/contact", call(nil)), 409, contract.CodeOutsideWindow)
		params := r.JSON["params"].(map[string]any)
		equal(t, "answer", []any{r.JSON["clause"], params["window"], params["next"]},
			[]any{"R1-5.3", "10:00-11:30, 15:30-17:00", evening.Add(15*time.Hour + 40*time.Minute).Format(time.RFC3339)})
		next := evening.Add(15*time.Hour + 40*time.Minute).In(BusinessZone()).Format("2006-01-02 15:04")
		if said := r.JSON["detail"].(string); !strings.Contains(said, "(10:00-11:30, 15:30-17:00): call from "+next+" on") {
			t.Error(said)
		}
		if n := c.rows("lead_contacts"); n != 0 {
			t.Errorf("%d contacts were kept", n)
		}
	})
}

func TestOneMessageTooManyIsWarnedOf(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	path := c.lead()
	c.line.answer = func(contract.Message) (contract.Receipt, error) {
		return contract.Receipt{}, contract.Refused(contract.CodeTextsInARow, "S2-3.4", "sent", "2", "limit", "3")
	}
	r := c.want(c.post("1006", path+"/contact", call(map[string]any{"medium": "sms"})), 409, contract.CodeTextsInARow)
	equal(t, "warning", r.JSON["params"], any(map[string]any{"sent": "2", "limit": "3"}))
}

func TestWhatALeadCanNotBeIsRefused(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	path := c.lead()
	for name, a := range map[string]struct {
		path   string
		change map[string]any
		status int
		code   string
	}{
		"an unknown class":     {base + "/leads", map[string]any{"class": "e"}, 422, contract.CodeUnknownValue},
		"no class":             {base + "/leads", map[string]any{"class": ""}, 422, codeInvalid},
		"an unknown source":    {base + "/leads", map[string]any{"source": "moon"}, 422, contract.CodeUnknownValue},
		"a class of a call-in": {base + "/leads", map[string]any{"source": "call_in"}, 422, contract.CodeUnknownValue},
		"an unknown customer":  {base + "/leads", map[string]any{"customer_id": c.seed.Vehicle}, 422, contract.CodeUnknownCustomer},
		"an unknown unit":      {base + "/leads", map[string]any{"unit": c.seed.Vehicle}, 422, contract.CodeUnknownUnit},
		"an unknown colleague": {base + "/leads", map[string]any{"consultant": c.seed.Vehicle}, 422, contract.CodeUnknownStaff},
		"a form of nothing":    {path + "/contact", map[string]any{"done": []string{"smile"}}, 422, codeInvalid},
		"no words":             {path + "/contact", map[string]any{"text": " "}, 422, codeInvalid},
		"a key without class":  {path + "/contact", map[string]any{"key_customer": true}, 422, codeInvalid},
		"an end without why":   {path + "/give-up", nil, 422, codeInvalid},
		"too many days":        {path + "/plan-follow-up", map[string]any{"text": "x", "days": 367}, 422, codeInvalid},
		"a step of another":    {path + "/sign-card", map[string]any{}, 409, contract.CodeNoSuchStep},
	} {
		body := map[string]any{}
		switch a.path {
		case base + "/leads":
			body = c.newLead()
		case path + "/contact":
			body = call(nil)
		}
		for field, value := range a.change {
			body[field] = value
		}
		t.Run(name, func(*testing.T) { c.want(c.post("1006", a.path, body), a.status, a.code) })
	}
	c.want(c.post("2003", path+"/note", map[string]any{"text": "x"}), 404, codeNotFound)
}

func TestLeadsAreListedByWhatIsAskedFor(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	path := c.lead()
	for query, want := range map[string]int{
		"": 1, "?status=new": 1, "?status=won": 0, "?source=visitor": 1, "?source=vip": 0, "?class=b": 1, "?class=a": 0, "?stale=true": 0,
		"?void=true": 0, "?running=true": 1, "?paused=true": 0, "?consultant=" + c.seed.Staff["1006"]: 1, "?consultant=" + c.seed.Staff["1005"]: 0,
		"?unit=" + c.seed.Units["S1"]: 1, "?customer_id=" + c.seed.Customer: 1, "?sort=updated_at": 1,
	} {
		if got := c.want(c.get("1006", base+"/leads"+query), 200, "").items(); len(got) != want {
			t.Errorf("%s: %d leads", query, len(got))
		}
	}
	for flag, column := range map[string]string{"stale": "stale", "void": "lapsed_at"} {
		value := any(true)
		if column == "lapsed_at" {
			value = time.Now()
		}
		if err := c.books.DB.Table("leads").Where("1 = 1").Update(column, value).Error; err != nil {
			t.Fatal(err)
		}
		if got := c.want(c.get("1006", base+"/leads?"+flag+"=true"), 200, "").items(); len(got) != 1 {
			t.Errorf("%s: %d leads", flag, len(got))
		}
	}
	if got := c.want(c.get("2003", base+"/leads"), 200, "").items(); len(got) != 0 {
		t.Errorf("another store sees %v", got)
	}
	c.want(c.get("2003", path), 404, codeNotFound)
	c.want(c.get("1006", base+"/leads?status=told"), 422, codeInvalid)
	complaint := base + "/leads/" + path[len(base+"/leads/"):]
	c.want(c.get("1006", base+"/complaints"+complaint[len(base+"/leads"):]), 404, codeNotFound)
}

func TestTheLiveStateOfALeadIsItsWorkflows(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	path := c.lead()
	r1, _ := shipped().Policy("R1")
	c.line.lead = contract.LeadState{
		CaseState:  contract.CaseState{Seq: 7, Status: contract.Cycling, Recipient: "r", Handler: "h"},
		LeadCourse: contract.LeadCourse{Traits: policies.Traits{Source: "visitor", Class: "c"}, Contacts: 2, Texts: 1, CallOwed: true},
		Terms:      &r1.Lead.LeadTerms,
	}
	equal(t, "state", c.want(c.get("1006", path+"/state"), 200, "").JSON, map[string]any{
		"seq": 7.0, "status": "cycling", "source": "visitor", "class": "c", "recipient": "r", "consultant": "h", "card_signed": false,
		"cadence": "visitor_c", "messages_in_a_row": 1.0, "call_owed": true, "obligations": []any{},
	})
}

func TestTheChoicesOfALeadAreThoseOfItsPolicy(t *testing.T) {
	c := openLite(t)
	c.sellsHomes()
	r := c.want(c.get("1006", base+"/choices?kind=lead&unit="+c.seed.Units["S1"]), 200, "")
	choices := r.JSON["choices"].(map[string]any)
	equal(t, "policy", []any{r.JSON["policy"], r.JSON["allowed"], choices["class"]}, []any{"R1", true, []any{"a", "b", "c", "d"}})
	for _, field := range []string{"source", "medium", "result", "opening", "done"} {
		if len(choices[field].([]any)) == 0 {
			t.Errorf("no %s in %v", field, choices)
		}
	}
}
