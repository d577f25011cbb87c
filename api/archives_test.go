package api

import (
	"fmt"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

func (c *counter) delivery() map[string]any {
	return map[string]any{
		"unit": c.seed.Units["S1"], "vehicle_id": c.seed.Vehicle, "file": "aftersales", "consultant": c.seed.Staff["1006"],
		"delivered_at": time.Now().Add(-time.Hour).Format(time.RFC3339),
	}
}

// archive opens the file of a service visit at store S1, and returns its id.
func (c *counter) archive() string {
	c.t.Helper()
	return c.want(c.post("1006", base+"/archives", c.delivery()), 201, "").JSON["id"].(string)
}

func papers(excused string) []map[string]any {
	var out []map[string]any
	for _, code := range []string{"reception_form", "task_order", "settlement"} {
		paper := map[string]any{"code": code, "state": "present"}
		if code == excused {
			paper["state"], paper["expected_on"] = "excused", "2999-03-20"
		}
		out = append(out, paper)
	}
	return out
}

func TestAFileIsOpenedSentSignedCheckedAndReadBack(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		r := c.want(c.post("1006", base+"/archives", c.delivery()), 201, "")
		id := r.JSON["id"].(string)
		if r.Header.Get("ETag") != `"1"` || r.Header.Get("Location") != base+"/archives/"+id || r.JSON["status"] != "waiting" {
			t.Errorf("%v %s", r.Header, r.Text)
		}
		path := base + "/archives/" + id
		c.want(c.post("1006", path+"/send", map[string]any{"papers": papers("settlement"), "reason": "下周开票"}), 200, "")
		c.want(c.post("1009", path+"/receive", map[string]any{}), 200, "")
		c.want(c.post("1009", path+"/check", map[string]any{
			"findings": []any{map[string]any{"code": "task_order", "fault": "user_signature"}},
			"excuses":  []any{map[string]any{"code": "settlement", "accept": true}},
		}), 200, "")

		r = c.want(c.get("1009", path), 200, "")
		want := map[string]any{"status": "defective", "file": "aftersales", "consultant": c.seed.Staff["1006"], "defects": 1.0, "seq": 4.0}
		for field, value := range want {
			equal(t, field, r.JSON[field], value)
		}
		paper := r.JSON["papers"].([]any)[2].(map[string]any)
		if paper["code"] != "settlement" || paper["state"] != "excused" || paper["approved"] != true || paper["expected_on"] != "2999-03-20" ||
			paper["title"] != "Settlement" || paper["by"] != c.seed.Staff["1009"] {
			t.Errorf("%v", paper)
		}
		found := r.JSON["findings"].([]any)[0].(map[string]any)
		if found["item"] != "task_order/user_signature" || found["state"] != "open" || found["found_by"] != c.seed.Staff["1009"] {
			t.Errorf("%v", found)
		}
		equal(t, "register", c.register(r), []string{"sent 1006", "signed 1009", "faulted 1009"})
		if said := r.JSON["texts"].([]any)[0].(map[string]any)["text"].(map[string]any); said["reason"] != "下周开票" {
			t.Errorf("%v", said)
		}
		if e := r.JSON["entries"].([]any)[0].(map[string]any); e["state"] != "proposed" || e["clause"] != "V4-5.2" {
			t.Errorf("%v", e)
		}
		item := c.want(c.get("1009", base+"/obligations?case="+id+"&state=open"), 200, "").items()
		if last := item[len(item)-1]; last["item"] != "task_order/user_signature" && item[0]["item"] != "task_order/user_signature" {
			t.Errorf("%v", item)
		}
		for _, o := range item {
			if o["action"] != map[string]any{"correct": "correct", "hand_over_aftersales": "receive"}[o["duty"].(string)] || o["kept_by_other"] != true {
				t.Errorf("%v", o)
			}
		}
		event := c.want(c.get("1009", base+"/cases/"+id+"/events"), 200, "").items()[3]["facts"].(map[string]any)
		equal(t, "findings of the event", event["findings"], any([]any{"task_order/user_signature"}))
	})
}

// register is who signed, by badge.
func (c *counter) register(r reply) (out []string) {
	for _, line := range r.JSON["register"].([]any) {
		line := line.(map[string]any)
		for badge, id := range c.seed.Staff {
			if id == line["by"] {
				out = append(out, fmt.Sprint(line["step"], " ", badge))
			}
		}
	}
	return out
}

func TestFilesAreListedByWhatIsAskedFor(t *testing.T) {
	c := openLite(t)
	id := c.archive()
	for query, want := range map[string]int{
		"": 1, "?status=waiting": 1, "?status=stored": 0, "?file=aftersales": 1, "?file=new_car": 0, "?late=true": 0, "?defects=true": 0,
		"?running=true": 1, "?consultant=" + c.seed.Staff["1006"]: 1, "?consultant=" + c.seed.Staff["1005"]: 0,
		"?unit=" + c.seed.Units["S1"]: 1, "?vehicle_id=" + c.seed.Vehicle: 1, "?customer_id=" + c.seed.Customer: 1,
	} {
		if got := c.want(c.get("1009", base+"/archives"+query), 200, "").items(); len(got) != want {
			t.Errorf("%s: %d files", query, len(got))
		}
	}
	if got := c.want(c.get("2003", base+"/archives"), 200, "").items(); len(got) != 0 {
		t.Errorf("another store sees %v", got)
	}
	c.want(c.get("2003", base+"/archives/"+id), 404, codeNotFound)
	c.want(c.get("1009", base+"/archives?status=told"), 422, codeInvalid)
}

func TestAFileIsNoComplaintAndAComplaintNoFile(t *testing.T) {
	c := openLite(t)
	file, complaint := c.archive(), c.complaint()
	c.want(c.get("1009", base+"/complaints/"+file), 404, codeNotFound)
	c.want(c.get("1009", base+"/archives/"+complaint), 404, codeNotFound)
	c.want(c.get("1009", base+"/archives/"+complaint+"/state"), 404, codeNotFound)
	c.want(c.post("1009", base+"/archives/"+complaint+"/note", map[string]any{"text": "x"}), 404, codeNotFound)
	c.want(c.post("1006", base+"/complaints/"+file+"/note", map[string]any{"text": "x"}), 404, codeNotFound)
}

func TestWhatAFileLacksIsSaidFieldByField(t *testing.T) {
	c := openLite(t)
	path := base + "/archives/" + c.archive()
	for name, a := range map[string]struct {
		action string
		body   map[string]any
		at     string
		code   string
	}{
		"an excuse without a day":    {"send", map[string]any{"reason": "r", "papers": []any{map[string]any{"code": "settlement", "state": "excused"}}}, "body.papers[0].expected_on", "required"},
		"an excuse without a reason": {"send", map[string]any{"papers": papers("settlement")}, "body.reason", "required"},
		"a day without an excuse":    {"send", map[string]any{"papers": []any{map[string]any{"code": "settlement", "state": "present", "expected_on": "2999-01-01"}}}, "body.papers[0].expected_on", "excused_only"},
		"no such day":                {"send", map[string]any{"papers": []any{map[string]any{"code": "settlement", "state": "excused", "expected_on": "2999-02-30"}}}, "body.papers[0].expected_on", "format"},
		"a contact of a document":    {"check", map[string]any{"findings": []any{map[string]any{"code": "settlement", "fault": "contact"}}}, "body.findings[0].code", "finding"},
		"a fault of nothing":         {"check", map[string]any{"findings": []any{map[string]any{"fault": "wrong"}}}, "body.findings[0].code", "finding"},
		"an unknown step":            {"store", map[string]any{"done": []any{"shredded"}}, "body.done[0]", "choice"},
		"a stop without a reason":    {"stop", map[string]any{"item": "settlement/missing"}, "body.reason", "required"},
		"no piece at all":            {"lose", map[string]any{"pieces": 0}, "body.pieces", "range"},
	} {
		r := c.want(c.post("1006", path+"/"+a.action, a.body), 422, codeInvalid)
		if got := r.JSON["errors"].([]any)[0].(map[string]any); got["location"] != a.at || got["code"] != a.code {
			t.Errorf("%s: %v", name, got)
		}
	}
	if len(c.line.sent) != 1 {
		t.Errorf("sent: %v", c.line.sent)
	}
}

func TestADeliveryOpensOneCaseAndNamesIt(t *testing.T) {
	c := openLite(t)
	id := c.archive()
	r := c.want(c.post("1006", base+"/archives", c.delivery()), 409, contract.CodeArchiveExists)
	if r.JSON["params"].(map[string]any)["case"] != id {
		t.Errorf("%s", r.Text)
	}
	body := c.delivery()
	body["vehicle_id"] = models.NewID()
	c.want(c.post("1006", base+"/archives", body), 422, contract.CodeUnknownVehicle)
	body = c.delivery()
	body["consultant"] = c.seed.Staff["1008"]
	c.want(c.post("1006", base+"/archives", body), 422, contract.CodeUnknownStaff)
}

func TestTheChecklistNamesEachDocumentAndWhoSigns(t *testing.T) {
	c := openLite(t)
	path := base + "/archives/checklist?file=new_car&unit=" + c.seed.Units["S1"]
	r := c.want(c.get("1005", path), 200, "")
	all := r.JSON["documents"].([]any)
	if len(all) != 12 || r.JSON["policy"] != "V4" || r.JSON["clause"] != "V4-4.1" {
		t.Fatalf("%s", r.Text)
	}
	signed := all[4].(map[string]any)
	if signed["code"] != "checklist" || signed["title"] != "Delivery checklist" || fmt.Sprint(signed["signs"]) !=
		"[map[clause:V4-5.2 who:customer] map[clause:V4-4.1 who:house]]" {
		t.Errorf("%v", signed)
	}
	if last := all[11].(map[string]any); last["optional"] != true {
		t.Errorf("%v", last)
	}
	c.want(c.get("1005", base+"/archives/checklist?file=new_car&unit="+c.seed.Units["S2"]), 404, codeNotFound)
	c.want(c.get("1005", base+"/archives/checklist?file=new_car"), 422, codeInvalid)
}

func TestManyFilesAreSignedForAndEachSaysWhatBecameOfIt(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		ready, waiting := c.archive(), c.archiveOf("new_car")
		c.want(c.post("1006", base+"/archives/"+ready+"/send", map[string]any{"papers": papers("")}), 200, "")
		c.line.answer = func(m contract.Message) (contract.Receipt, error) {
			cmd, err := models.CommandByID(c.books.DB, m.Command)
			if err != nil || cmd.Stream == waiting {
				return contract.Receipt{Refusal: contract.Refused(contract.CodeWrongState, "V4-4.1", "action", "receive", "status", "waiting", "owed", "send")}, err
			}
			return c.line.record(t.Context(), contract.Archive, cmd.Stream, m)
		}
		a := ask{method: "POST", path: base + "/archives/receive", badge: "1009", key: "many", body: map[string]any{"cases": []string{ready, waiting}}}
		first := c.want(c.do(a), 200, "")
		files := first.JSON["files"].([]any)
		done, refused := files[0].(map[string]any), files[1].(map[string]any)
		if done["case"] != ready || done["receipt"].(map[string]any)["status"] != "signed" || done["problem"] != nil {
			t.Errorf("%v", done)
		}
		if refused["case"] != waiting || refused["receipt"] != nil || refused["problem"].(map[string]any)["code"] != contract.CodeWrongState {
			t.Errorf("%v", refused)
		}
		events := c.rows("events")
		again := c.want(c.do(a), 200, "")
		equal(t, "the same key", again.JSON["files"].([]any)[0], files[0])
		if c.rows("events") != events {
			t.Error("something was done twice")
		}
		a.body = map[string]any{"cases": []string{waiting}}
		c.want(c.do(a), 422, contract.CodeKeyReused)
	})
}

func (c *counter) archiveOf(file string) string {
	c.t.Helper()
	body := c.delivery()
	body["file"], body["consultant"] = file, c.seed.Staff["1005"]
	return c.want(c.post("1005", base+"/archives", body), 201, "").JSON["id"].(string)
}

func TestSigningForManyDoesNothingWhenOneIsUnknownAndGoesOnAfterAnOutage(t *testing.T) {
	c := openLite(t)
	one, two := c.archive(), c.archiveOf("new_car")
	r := c.want(c.post("1009", base+"/archives/receive", map[string]any{"cases": []string{one, models.NewID()}}), 422, codeInvalid)
	if got := r.JSON["errors"].([]any)[0].(map[string]any); got["location"] != "body.cases[1]" || got["code"] != "no_case" {
		t.Errorf("%v", got)
	}
	sent := len(c.line.sent)
	if sent != 2 { // the openings
		t.Errorf("sent: %v", c.line.sent)
	}
	a := ask{method: "POST", path: base + "/archives/receive", badge: "1009", key: "many", body: map[string]any{"cases": []string{one, two}}}
	c.line.answer = func(m contract.Message) (contract.Receipt, error) {
		if len(c.line.sent) == sent+2 {
			return contract.Receipt{}, fmt.Errorf("%w: no route", dispatch.ErrAway)
		}
		cmd, err := models.CommandByID(c.books.DB, m.Command)
		if err != nil {
			return contract.Receipt{}, err
		}
		return c.line.record(t.Context(), contract.Archive, cmd.Stream, m)
	}
	c.want(c.do(a), 503, codeTemporalAway)
	files := c.want(c.do(a), 200, "").JSON["files"].([]any)
	for i, f := range files {
		if f.(map[string]any)["receipt"] == nil {
			t.Errorf("file %d: %v", i, f)
		}
	}
}

func TestTheRunningProcessSaysWhereAFileStands(t *testing.T) {
	c := openLite(t)
	id := c.archive()
	c.line.file = contract.ArchiveState{
		CaseState: contract.CaseState{Seq: 3, Status: contract.Defective, Handler: c.seed.Staff["1006"]}, File: "aftersales",
		Papers: []contract.Paper{{Code: "settlement", State: contract.PaperPresent}}, Defects: []contract.Finding{{Code: "settlement", Fault: "wrong"}},
	}
	r := c.want(c.get("1009", base+"/archives/"+id+"/state"), 200, "")
	equal(t, "findings", r.JSON["findings"], any([]any{"settlement/wrong"}))
	if r.JSON["status"] != "defective" || r.JSON["consultant"] != c.seed.Staff["1006"] {
		t.Errorf("%s", r.Text)
	}
}
