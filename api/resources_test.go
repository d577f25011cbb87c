package api

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
)

// items are the entries of a list's answer.
func (r reply) items() []map[string]any {
	var out []map[string]any
	list, _ := r.JSON["items"].([]any)
	for _, item := range list {
		out = append(out, item.(map[string]any))
	}
	return out
}

func field(items []map[string]any, name string) []string {
	var out []string
	for _, item := range items {
		out = append(out, fmt.Sprint(item[name]))
	}
	return out
}

func TestAnOpenedComplaintIsReadBackMaskedWithWhatItOwes(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		r := c.want(c.post("1006", base+"/complaints", c.newComplaint()), 201, "")
		id := r.JSON["id"].(string)
		equal(t, "headers", []string{r.Header.Get("ETag"), r.Header.Get("Location")}, []string{`"1"`, base + "/complaints/" + id})
		receipt := r.JSON["receipt"].(map[string]any)
		if receipt["seq"] != 1.0 || receipt["status"] != "registered" {
			t.Errorf("receipt %v", receipt)
		}
		k := c.want(c.get("1003", base+"/complaints/"+id), 200, "").JSON
		customer := k["customer"].(map[string]any)
		equal(t, "customer", customer, map[string]any{
			"id": c.seed.Customer, "name": "演**", "phone": "139****4321",
			"vehicle": map[string]any{"id": c.seed.Vehicle, "model": booktest.Model, "plate": "沪A****1", "vin": "*************4321"},
		})
		if k["number"] != fmt.Sprintf("S1-%d-00001", time.Now().In(BusinessZone()).Year()) || k["round"] != 1.0 || k["amount"] != "0.00" {
			t.Errorf("%v", k)
		}
		duty := k["obligations"].([]any)[0].(map[string]any)
		if duty["action"] != "classify" || duty["kept_by_other"] != nil || duty["status"] != "registered" {
			t.Errorf("%v", duty)
		}
		if duty["duty"] != "classify" || duty["rule"] != "2 hours" || duty["source"] != "default" || duty["clause"] != "A-02" {
			t.Errorf("%v", duty)
		}
		if at := k["opened_at"].(string); !strings.HasSuffix(at, "+08:00") {
			t.Errorf("opened at %s", at)
		}
		if hash := k["edition"].(string); len(hash) != 64 {
			t.Errorf("edition %s", hash)
		}
	})
}

func TestACaseOfAnotherStoreIsNotThere(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id := c.complaint()
		duty := c.get("1003", base+"/obligations?case="+id).items()[0]["id"].(string)
		for _, path := range []string{
			"/complaints/" + id, "/complaints/" + id + "/state", "/cases/" + id + "/events", "/obligations?case=" + id,
			"/obligations/" + duty, "/obligations/" + duty + "/explain", "/customers/" + c.seed.Customer,
		} {
			c.want(c.get("2003", base+path), 404, codeNotFound)
			c.want(c.get("2003", base+strings.NewReplacer(id, models.NewID(), duty, models.NewID(), c.seed.Customer, models.NewID()).Replace(path)), 404, codeNotFound)
		}
		c.want(c.post("2003", base+"/complaints/"+id+"/note", map[string]any{"text": "x"}), 404, codeNotFound)
		c.want(c.post("2003", base+"/obligations/"+duty+"/claim", nil), 404, codeNotFound)
		c.want(c.post("2003", base+"/customers/"+c.seed.Customer+"/vehicles", map[string]any{"model": "x"}), 404, codeNotFound)
		body := c.newComplaint()
		body["unit"] = c.seed.Units["S2"]
		c.want(c.post("2003", base+"/complaints", body), 422, contract.CodeUnknownCustomer)
		if got := c.get("2003", base+"/complaints").items(); len(got) != 0 {
			t.Errorf("listed %v", got)
		}
		if n := c.rows("commands"); n != 3 { // two of the seed, the opening
			t.Errorf("%d commands", n)
		}
	})
}

func TestThePersonComplainedAboutCannotTouchTheComplaintNorReadIt(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		body := c.newComplaint()
		body["subjects"] = []string{c.seed.Staff["1003"]}
		r := c.want(c.post("1006", base+"/complaints", body), 201, "")
		id := r.JSON["id"].(string)
		equal(t, "exclusions", c.get("1006", base+"/complaints/"+id).JSON["exclusions"], any([]any{c.seed.Staff["1003"]}))
		p := c.want(c.post("1003", base+"/complaints/"+id+"/assign", map[string]any{"assignee": c.seed.Staff["1004"]}), 403, contract.CodeExcluded)
		if p.JSON["clause"] != "V13-2.2" {
			t.Errorf("clause %v", p.JSON["clause"])
		}
		duty := c.get("1004", base+"/obligations?case="+id).items()[0]["id"].(string)
		c.want(c.post("1003", base+"/obligations/"+duty+"/claim", nil), 403, contract.CodeExcluded)
		for _, path := range []string{"/complaints/" + id, "/complaints/" + id + "/state", "/cases/" + id + "/events", "/obligations/" + duty} {
			c.want(c.get("1003", base+path), 404, codeNotFound)
		}
		if got := c.get("1003", base+"/complaints").items(); len(got) != 0 {
			t.Errorf("listed %v", got)
		}
	})
}

func TestTheLedgersRefusalsComeWithClauseAndWayOut(t *testing.T) {
	c := openLite(t)
	with := func(changes map[string]any) map[string]any {
		body := c.newComplaint()
		for name, value := range changes {
			body[name] = value
		}
		return body
	}
	for name, a := range map[string]struct {
		badge  string
		body   map[string]any
		status int
		code   string
	}{
		"wrong role":        {"1007", with(nil), 403, contract.CodeWrongRole},
		"unknown channel":   {"1006", with(map[string]any{"channel": "carrier_pigeon"}), 422, contract.CodeUnknownValue},
		"unknown unit":      {"1006", with(map[string]any{"unit": models.NewID()}), 422, contract.CodeUnknownUnit},
		"unknown customer":  {"1006", with(map[string]any{"customer_id": models.NewID()}), 422, contract.CodeUnknownCustomer},
		"no car":            {"1006", with(map[string]any{"vehicle_id": models.NewID()}), 422, contract.CodeIncomplete},
		"nobody's subject":  {"1006", with(map[string]any{"subjects": []string{models.NewID()}}), 422, contract.CodeUnknownStaff},
		"about the opener":  {"1006", with(map[string]any{"subjects": []string{c.seed.Staff["1006"]}}), 403, contract.CodeExcluded},
		"unit without V13":  {"0006", with(map[string]any{"unit": c.seed.Units["G"]}), 409, contract.CodeNoPolicy},
		"blank content":     {"1006", with(map[string]any{"content": " \n"}), 422, codeInvalid},
		"the same twice":    {"1006", with(map[string]any{"subjects": []string{c.seed.Staff["1003"], c.seed.Staff["1003"]}}), 422, codeInvalid},
		"a name, not an id": {"1006", with(map[string]any{"customer_id": "演示客户甲"}), 422, codeInvalid},
	} {
		r := c.post(a.badge, base+"/complaints", a.body)
		if r.Status != a.status || r.code() != a.code {
			t.Errorf("%s: %d %s", name, r.Status, r.Text)
		}
	}
	if n := c.rows("cases"); n != 0 {
		t.Errorf("%d cases", n)
	}
}

func TestAPauseNamesAClauseOfTheRegister(t *testing.T) {
	c := openLite(t)
	path := base + "/complaints/" + c.complaint() + "/pause"
	c.want(c.post("1003", path, map[string]any{"reason": "等配件", "clause": "V99-1"}), 422, codeUnknownClause)
	c.want(c.post("1003", path, map[string]any{"reason": "等配件"}), 422, codeInvalid)
	c.want(c.post("1003", path, map[string]any{"reason": " ", "clause": "V13-2.4b"}), 422, codeInvalid)
	c.want(c.post("1003", path, map[string]any{"reason": "等配件", "clause": "V13-2.4b"}), 200, "")
}

// Every action's body arrives as plain facts and sealed texts, and nothing of one kind among the other.
func TestEveryActionSendsItsFactsAndSealsItsTexts(t *testing.T) {
	c := openLite(t)
	id, someone := c.complaint(), c.seed.Staff["1004"]
	for action, a := range map[contract.Action]struct {
		body  map[string]any
		facts contract.Facts
		texts string
	}{
		contract.Classify:     {map[string]any{"severity": "major", "major_kind": "repeated", "data_true": true, "subjects": []string{someone}}, contract.Facts{Severity: "major", MajorKind: "repeated", DataTrue: true, Subjects: []string{someone}}, ""},
		contract.Assign:       {map[string]any{"assignee": someone, "joint": true, "days": 2}, contract.Facts{Assignee: someone, Joint: true, Days: 2}, ""},
		contract.Report:       {map[string]any{"summary": "甲", "amount": "800.5"}, contract.Facts{Amount: 80050}, `{"summary":"甲"}`},
		contract.Decide:       {map[string]any{"verdict": "approve", "reason": "乙"}, contract.Facts{Verdict: "approve"}, `{"reason":"乙"}`},
		contract.Tell:         {map[string]any{"medium": "phone", "text": "丙"}, contract.Facts{Medium: "phone"}, `{"text":"丙"}`},
		contract.Answer:       {map[string]any{"verdict": "reject", "text": "丁"}, contract.Facts{Verdict: "reject"}, `{"text":"丁"}`},
		contract.Close:        {map[string]any{"settlement": "return"}, contract.Facts{Settlement: "return"}, ""},
		contract.ReportResult: {map[string]any{"result": "戊"}, contract.Facts{}, `{"result":"戊"}`},
		contract.Prewarn:      {map[string]any{"text": "己"}, contract.Facts{}, `{"text":"己"}`},
		contract.Relay:        {map[string]any{"text": "庚"}, contract.Facts{}, `{"text":"庚"}`},
		contract.Convene:      {map[string]any{"minutes": "辛"}, contract.Facts{}, `{"minutes":"辛"}`},
		contract.Note:         {map[string]any{"text": "壬", "occurred_at": "2026-11-20T09:00:00+08:00", "reason": "癸"}, contract.Facts{}, `{"reason":"癸","text":"壬"}`},
		contract.Reassign:     {map[string]any{"assignee": someone, "reason": "子"}, contract.Facts{Assignee: someone}, `{"reason":"子"}`},
		contract.Pause:        {map[string]any{"reason": "丑", "clause": "V13-2.3"}, contract.Facts{Clause: "V13-2.3"}, `{"reason":"丑"}`},
		contract.Resume:       {nil, contract.Facts{}, ""},
		contract.Void:         {map[string]any{"reason": "寅"}, contract.Facts{}, `{"reason":"寅"}`},
		contract.Withdraw:     {map[string]any{"reason": "卯"}, contract.Facts{}, `{"reason":"卯"}`},
		contract.Merge:        {map[string]any{"into": id, "reason": "辰"}, contract.Facts{Into: id}, `{"reason":"辰"}`},
		contract.Reclassify:   {map[string]any{"severity": "important", "nature": "quality", "subjects": []string{someone}, "reason": "巳"}, contract.Facts{Severity: "important", Nature: "quality", Subjects: []string{someone}}, `{"reason":"巳"}`},
		contract.Reopen:       {map[string]any{"reason": "午"}, contract.Facts{}, `{"reason":"午"}`},
		contract.Revisit:      {map[string]any{"verdict": "satisfied", "medium": "visit", "signed": true, "text": "未"}, contract.Facts{Verdict: "satisfied", Medium: "visit", Signed: true}, `{"text":"未"}`},

		contract.Brief:          {map[string]any{"text": "辰"}, contract.Facts{}, `{"text":"辰"}`},
		contract.Attend:         {map[string]any{"text": "巳"}, contract.Facts{}, `{"text":"巳"}`},
		contract.InputMarketing: {map[string]any{"text": "午"}, contract.Facts{}, `{"text":"午"}`},
		contract.InputRND:       {map[string]any{"text": "未"}, contract.Facts{}, `{"text":"未"}`},
		contract.InputService:   {map[string]any{"text": "申"}, contract.Facts{}, `{"text":"申"}`},
		contract.Join:           {map[string]any{"text": "酉"}, contract.Facts{}, `{"text":"酉"}`},
		contract.Investigate:    {map[string]any{"text": "戌"}, contract.Facts{}, `{"text":"戌"}`},
		contract.Collect:        {map[string]any{"text": "亥"}, contract.Facts{}, `{"text":"亥"}`},
		contract.Object:         {map[string]any{"text": "甲"}, contract.Facts{}, `{"text":"甲"}`},
		contract.Liability:      {map[string]any{"text": "乙", "liable": someone, "amount": "300"}, contract.Facts{Liable: someone, Amount: 30000}, `{"text":"乙"}`},
		contract.Review:         {map[string]any{"text": "丙", "verdict": "penalty"}, contract.Facts{Verdict: "penalty"}, `{"text":"丙"}`},
		contract.Sign:           {map[string]any{"text": "丁"}, contract.Facts{}, `{"text":"丁"}`},
		contract.Route:          {map[string]any{"copy": 2}, contract.Facts{Copy: 2}, ""},
		contract.SettleUp:       {map[string]any{"text": "戊", "approved": 10, "actual": 9}, contract.Facts{Approved: 10, Actual: 9}, `{"text":"戊"}`},
		contract.Track:          {map[string]any{"text": "己"}, contract.Facts{}, `{"text":"己"}`},
		contract.PassOn:         {map[string]any{"text": "庚", "assignee": someone}, contract.Facts{Assignee: someone}, `{"text":"庚"}`},
		contract.Reply:          {map[string]any{"text": "辛"}, contract.Facts{}, `{"text":"辛"}`},
	} {
		var got contract.Message
		c.line.answer = func(m contract.Message) (contract.Receipt, error) {
			got = m
			return contract.Receipt{Seq: 1, Status: contract.Registered}, nil
		}
		c.want(c.do(ask{method: "POST", path: base + "/complaints/" + id + "/" + segment(string(action)), badge: "1006", key: string(action), body: a.body}), 200, "")
		cmd := c.commandUnder("1006", string(action))
		equal(t, string(action), got.Facts, a.facts)
		if got.Action != action || got.Command != cmd.ID || got.Actor != c.seed.Staff["1006"] || cmd.Stream != id {
			t.Errorf("%s: %+v", action, got)
		}
		equal(t, string(action)+" texts", c.sealed(cmd), a.texts)
	}
	if n := len(policies.Actions("complaint")); n != 41 { // open, claim and attach are tested where they are answered
		t.Errorf("there are %d actions: each needs a row above", n)
	}
}

// sealed opens a command's texts as its event would.
func (c *counter) sealed(cmd *models.Command) string {
	c.t.Helper()
	if cmd.BodyKey == nil {
		return ""
	}
	e := models.Event{
		Stream: "sealed/" + cmd.ID, Seq: 1, Kind: "test", Type: "x", Effect: contract.Effect{Command: cmd.ID}.Key(), OccurredAt: cmd.OccurredAt,
		RecordedAt: cmd.ReceivedAt, Data: []byte("{}"), KeyID: cmd.BodyKey, Sealed: cmd.BodySealed,
	}
	e.Seal(nil)
	if err := c.books.DB.Create(&e).Error; err != nil {
		c.t.Fatal(err)
	}
	read, err := c.books.EventsOf(c.books.DB, e.Stream, 0, 1)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(read[0].Text)
}

func TestAmountsAreExactDecimals(t *testing.T) {
	c := openLite(t)
	path := base + "/complaints/" + c.complaint() + "/report"
	for _, amount := range []string{"", "-1", "1.234", "1e3", "1,000.00", "٣", "1000000001", "99999999999", " 1"} {
		c.want(c.post("1006", path, map[string]any{"summary": "x", "amount": amount}), 422, codeInvalid)
	}
	c.want(c.post("1006", path, map[string]any{"summary": "x", "amount": 800}), 422, codeInvalid)
}

func TestATodoIsClaimedExplainedAndMine(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.complaint()
		mine := c.want(c.get("1004", base+"/obligations?mine=true"), 200, "").items()
		if len(mine) != 1 || mine[0]["duty"] != "classify" || mine[0]["person"] != nil {
			t.Fatalf("%v", mine)
		}
		id := mine[0]["id"].(string)
		before := url.QueryEscape(time.Now().Format(time.RFC3339))
		if got := c.want(c.get("1004", base+"/obligations?mine=true&due_before="+before), 200, "").items(); len(got) != 0 {
			t.Errorf("due already: %v", got)
		}
		explained := c.want(c.get("1004", base+"/obligations/"+id+"/explain"), 200, "").JSON
		lines := explained["lines"].([]any)
		last := lines[len(lines)-1].(map[string]any)
		if last["what"] != "due" || last["from"] != explained["due_at"] || !strings.HasSuffix(last["text"].(string), "due") {
			t.Errorf("%v, due %v", last, explained["due_at"])
		}
		claimed := c.want(c.post("1004", base+"/obligations/"+id+"/claim", nil), 200, "")
		if claimed.JSON["person"] != c.seed.Staff["1004"] || claimed.Header.Get("ETag") != `"2"` {
			t.Errorf("%s", claimed.Text)
		}
		marks := c.want(c.get("1004", base+"/obligations/"+id), 200, "").JSON["marks"].([]any)
		if len(marks) != 2 || marks[1].(map[string]any)["kind"] != "breach" {
			t.Errorf("%v", marks)
		}
		if got := c.get("1003", base+"/obligations?role=customer_relations_specialist&unit="+c.seed.Units["S1"]).items(); len(got) != 1 {
			t.Errorf("by role and unit: %v", got)
		}
		c.want(c.get("1003", base+"/obligations?mine=true&role=x"), 422, codeInvalid)
		c.want(c.get("1003", base+"/obligations?state=paused"), 422, codeInvalid)
		c.want(c.get("1003", base+"/obligations/"+models.NewID()), 404, codeNotFound)
	})
}

func TestAnExplanationSpeaksTheReadersLanguage(t *testing.T) {
	c := openLite(t)
	c.complaint()
	id := c.get("1004", base+"/obligations?mine=true").items()[0]["id"].(string)
	for lang, word := range map[string]string{"en": "due", "zh-Hans": "到期", "zh-Hant": "到期", "fr": "到期"} {
		r := c.do(ask{method: "GET", path: base + "/obligations/" + id + "/explain", badge: "1004", headers: map[string]string{"Accept-Language": lang}})
		lines := r.JSON["lines"].([]any)
		if text := lines[len(lines)-1].(map[string]any)["text"].(string); !strings.HasSuffix(text, word) {
			t.Errorf("%s: %s", lang, text)
		}
	}
}

func TestListsAreReadPageByPageWithoutLosingOrRepeating(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		want := map[string]bool{}
		for range 5 {
			want[c.complaint()] = true
		}
		for _, list := range []string{"/complaints?limit=2", "/obligations?limit=2", "/obligations?limit=2&mine=true", "/staff?limit=2"} {
			seen, pages := map[string]bool{}, 0
			for path := base + list; ; {
				r := c.want(c.get("1004", path), 200, "")
				for _, id := range field(r.items(), "id") {
					if seen[id] {
						t.Errorf("%s repeats %s", list, id)
					}
					seen[id] = true
				}
				pages++
				next, more := r.JSON["next"].(string)
				if !more {
					break
				}
				path = base + list + "&cursor=" + next
			}
			if wanted := map[bool]int{true: 8, false: 5}[strings.HasPrefix(list, "/staff")]; len(seen) < min(5, wanted) || pages < 3 {
				t.Errorf("%s: %d entries on %d pages", list, len(seen), pages)
			}
		}
	})
}

func TestLimitsAndCursorsAreRefusedRatherThanBent(t *testing.T) {
	c := openLite(t)
	c.complaint()
	c.complaint()
	next := c.get("1004", base+"/complaints?limit=1").JSON["next"].(string)
	flipped := "A" + next[1:]
	if next[0] == 'A' {
		flipped = "B" + next[1:]
	}
	for _, query := range []string{
		"limit=0", "limit=201", "limit=-1", "limit=x", "limit=1000000000000", "cursor=x", "cursor=" + flipped, "cursor=" + next[:len(next)-2],
		"offset=10", "sort=id", "status=none",
	} {
		c.want(c.get("1004", base+"/complaints?"+query), 422, codeInvalid)
	}
	c.want(c.get("1004", base+"/notices?cursor="+next), 422, codeInvalid) // another list's
	c.want(c.get("1004", base+"/complaints?limit=200&cursor="+next), 200, "")
}

func TestComplaintsAreFilteredByWhatIsAsked(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		first, second := c.complaint(), c.complaint()
		c.want(c.post("1004", base+"/complaints/"+second+"/classify", map[string]any{"severity": "important", "data_true": true}), 200, "")
		for query, want := range map[string][]string{
			"status=classified": {second}, "status=registered": {first}, "severity=important": {second}, "unit=" + c.seed.Units["S1"]: {first, second},
			"unit=" + c.seed.Units["S2"]: nil, "customer_id=" + c.seed.Customer: {first, second}, "customer_id=x": nil, "running=true&status=told": nil,
		} {
			got := field(c.want(c.get("1003", base+"/complaints?"+query), 200, "").items(), "id")
			slices.Sort(got)
			slices.Sort(want)
			equal(t, query, got, want)
		}
	})
}

func TestEventsTellWhatHappenedWithTextsAndHashes(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id := c.complaint()
		for range 2 {
			c.want(c.post("1004", base+"/complaints/"+id+"/note", map[string]any{"text": "已致电"}), 200, "")
		}
		r := c.want(c.get("1003", base+"/cases/"+id+"/events?limit=2"), 200, "")
		events := r.items()
		equal(t, "types", field(events, "type"), []string{"opened", "noted"})
		more := c.want(c.get("1003", base+"/cases/"+id+"/events?limit=2&cursor="+r.JSON["next"].(string)), 200, "")
		if more.JSON["next"] != nil {
			t.Errorf("next %v", more.JSON["next"])
		}
		events = append(events, more.items()...)
		equal(t, "seqs", field(events, "seq"), []string{"1", "2", "3"})
		equal(t, "text", events[2]["text"], any(map[string]any{"text": "已致电"}))
		for i, e := range events[1:] {
			if e["prev_hash"] != events[i]["hash"] || len(e["hash"].(string)) != 64 {
				t.Errorf("chain broken at %v", e["seq"])
			}
		}
		equal(t, "roles", events[1]["roles"], any([]any{"customer_relations_specialist"}))
	})
}

func TestTheLiveStateComesFromTheProcess(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	due := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	c.line.state = func() (contract.ComplaintState, error) {
		return contract.ComplaintState{Round: 2, Amount: 12345, CaseState: contract.CaseState{
			Seq: 4, Status: contract.Assigned, Obligations: []contract.Obligation{{
				ID: "o", Duty: "report", Role: "handler", Clause: "V13-2.9", Since: due, Due: due,
				Marks: []contract.Mark{{N: 1, At: due, Kind: contract.Breach, To: "general_manager", Clause: "V13-2.9"}},
			}},
		}}, nil
	}
	r := c.want(c.get("1006", base+"/complaints/"+id+"/state"), 200, "").JSON
	duty := r["obligations"].([]any)[0].(map[string]any)
	if r["amount"] != "123.45" || r["round"] != 2.0 || duty["due_at"] != "2026-11-23T09:00:00+08:00" {
		t.Errorf("%v", r)
	}
}

func TestNoticesAreMineAndReadOnce(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		body := c.newComplaint()
		body["channel"] = "group_call_centre"
		c.want(c.post("0006", base+"/complaints", body), 201, "")
		notices := c.want(c.get("1003", base+"/notices?unread=true"), 200, "").items()
		if len(notices) != 1 || notices[0]["what"] != "opened" || notices[0]["clause"] != "V13-2.4a" {
			t.Fatalf("%v", notices)
		}
		path := base + "/notices/" + notices[0]["id"].(string) + "/read"
		for range 2 {
			c.want(c.post("1003", path, nil), 204, "")
		}
		c.want(c.post("1004", path, nil), 404, codeNotFound)
		if got := c.get("1003", base+"/notices?unread=true").items(); len(got) != 0 {
			t.Errorf("unread %v", got)
		}
		if got := c.get("1003", base+"/notices").items(); len(got) != 1 || got[0]["read_at"] == nil {
			t.Errorf("%v", got)
		}
	})
}

func TestStaffAndUnitsAreThoseThatICanSee(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		me := c.want(c.get("1003", base+"/staff/me"), 200, "").JSON
		role := me["roles"].([]any)[0].(map[string]any)
		if me["code"] != "1003" || role["role"] != "customer_relations_manager" || role["title"] != "Customer relations manager" {
			t.Errorf("%v", me)
		}
		equal(t, "units of a store", field(c.get("1003", base+"/units").items(), "code"), []string{"S1"})
		equal(t, "units of the group", field(c.get("0001", base+"/units").items(), "code"), []string{"G", "S1", "S2"})
		codes := field(c.get("1003", base+"/staff?limit=200").items(), "code")
		if len(codes) != 13 || slices.Contains(codes, "2001") || slices.Contains(codes, "1008") || slices.Contains(codes, "0001") {
			t.Errorf("staff of the store: %v", codes)
		}
		codes = field(c.get("1003", base+"/staff?limit=200&unit="+c.seed.Units["S1"]).items(), "code")
		if len(codes) != 20 || !slices.Contains(codes, "0001") {
			t.Errorf("who acts for the store: %v", codes)
		}
		equal(t, "by role", field(c.get("1003", base+"/staff?role=general_manager").items(), "code"), []string{"1001"})
		equal(t, "another store's", field(c.get("1003", base+"/staff?unit="+c.seed.Units["S2"]).items(), "code"), []string(nil))
		c.want(c.get("1008", base+"/staff/me"), 401, codeUnauthenticated)
	})
}

func TestPoliciesShowEveryNumberBesideItsClause(t *testing.T) {
	c := openLite(t)
	for _, id := range []string{"V13", "S3", "R9", "R4"} {
		if !slices.Contains(field(c.get("1003", base+"/policies").items(), "id"), id) ||
			!slices.Contains(field(c.get("1003", base+"/profiles").items(), "complaint"), id) {
			t.Errorf("%s isn't listed, or no profile runs it", id)
		}
	}
	r := c.want(c.get("1003", base+"/policies/V13"), 200, "")
	found := false
	for _, n := range r.JSON["numbers"].([]any) {
		n := n.(map[string]any)
		found = found || n["key"] == "complaint.duties.report_result.within" && n["value"] == "24 hours" && n["clause"] == "V13-2.4b" && n["source"] == "policy"
		if n["clause"] == "" || n["source"] == "" {
			t.Errorf("%v", n)
		}
	}
	if !found || r.Header.Get("ETag") != `"`+r.JSON["edition"].(string)+`"` {
		t.Errorf("%.2000s", r.Text)
	}
	c.want(c.get("1003", base+"/policies/V99"), 404, codeNotFound)
	if got := field(c.get("1003", base+"/clauses").items(), "id"); !slices.Contains(got, "V13-2.4b") || len(got) != len(shipped().Clauses()) {
		t.Errorf("%v", got)
	}
}

func TestMasksLeaveAsLittleAsIsNeeded(t *testing.T) {
	for in, want := range map[string]string{"张三": "张**", "": "", "欧阳娜娜": "欧**", "O'Neil": "O**"} {
		equal(t, in, maskName(in), want)
	}
	for in, want := range map[string]string{"138 0000 1234": "138****1234", "+86 13800001234": "138****1234", "": "", "12345": "****", "010-65529988": "106****9988"} {
		equal(t, in, maskPhone(in), want)
	}
	for in, want := range map[string]string{"沪A·D4321": "沪A****1", "": "", "AB1": "***"} {
		equal(t, in, maskPlate(in), want)
	}
	for in, want := range map[string]string{booktest.VIN: "*************4321", "": "", "123": "****"} {
		equal(t, in, maskVIN(in), want)
	}
}

func TestMarksThatCameLateAreListedForWhoeverSeesTheCase(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id := c.complaint()
		fired := time.Now().Add(-time.Hour).UTC().Truncate(time.Microsecond)
		if err := c.books.DB.Exec("UPDATE marks SET state = 'fired', at = ?, fired_at = ?, late_ms = 61500 WHERE case_id = ? AND kind = 'remind'",
			fired.Add(-61500*time.Millisecond), fired, id).Error; err != nil {
			t.Fatal(err)
		}
		late := c.want(c.get("1003", base+"/marks/late?at_least=61"), 200, "").items()
		if len(late) != 1 || late[0]["case"] != id || late[0]["duty"] != "classify" || late[0]["kind"] != "remind" || late[0]["late_seconds"] != 61.5 {
			t.Fatalf("%v", late)
		}
		if got := c.want(c.get("1003", base+"/marks/late?at_least=62"), 200, "").items(); len(got) != 0 {
			t.Errorf("62 seconds late: %v", got)
		}
		before := url.QueryEscape(fired.Format(time.RFC3339))
		if got := c.want(c.get("1003", base+"/marks/late?fired_until="+before), 200, "").items(); len(got) != 0 {
			t.Errorf("fired before it was: %v", got)
		}
		marks := c.want(c.get("1004", base+"/obligations/"+late[0]["obligation"].(string)), 200, "").JSON["marks"].([]any)
		if marks[0].(map[string]any)["late_seconds"] != 61.5 {
			t.Errorf("%v", marks)
		}
		c.want(c.get("1003", base+"/marks/late?at_least=0"), 422, codeInvalid)
		c.want(c.get("1003", base+"/marks/late?kind=whisper"), 422, codeInvalid)
		if got := c.want(c.get("2003", base+"/marks/late"), 200, "").items(); len(got) != 0 {
			t.Errorf("another store sees %v", got)
		}
	})
}
