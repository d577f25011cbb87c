package api

import (
	"context"
	"net/http"
	"testing"

	"carebook/contract"
	"carebook/models"
)

// keeps has store S1 keep records, with all roles of it in the hands of 1006, and 1002 approve what goes.
func (c *counter) keeps() {
	c.t.Helper()
	c.runsBy("reception", "receptionist", "department_head", "general_manager")
}

func (c *counter) newRetention() map[string]any {
	return map[string]any{"unit": c.seed.Units["S1"], "record": "reception_data", "paper": "R-2026-02", "text": "登记簿一册"}
}

// retention files data of the reception desk, and returns the path of it.
func (c *counter) retention() string {
	c.t.Helper()
	return base + "/retentions/" + c.want(c.post("1006", base+"/retentions", c.newRetention()), 201, "").JSON["id"].(string)
}

// brought opens the case that the event of another one has brought, as a worker does.
func (c *counter) brought() string {
	c.t.Helper()
	cmds, err := c.books.Spawned(context.Background(), 10)
	if err != nil || len(cmds) != 1 {
		c.t.Fatalf("%d commands were brought, %v", len(cmds), err)
	}
	m, err := cmds[0].Message()
	if err != nil {
		c.t.Fatal(err)
	}
	if r, err := c.line.record(context.Background(), contract.Retention, cmds[0].Stream, m); err != nil || r.Refusal != nil {
		c.t.Fatal(r, err)
	}
	return cmds[0].Stream
}

func TestARecordIsFiledDecidedByTwoAndDestroyedWithARecord(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.keeps()
		r := c.want(c.post("1006", base+"/retentions", c.newRetention()), 201, "")
		path := base + "/retentions/" + r.JSON["id"].(string)
		if r.Header.Get("Location") != path || r.JSON["status"] != "due" || r.JSON["record"] != "reception_data" || r.JSON["due_at"] == nil {
			t.Errorf("%v %s", r.Header, r.Text)
		}
		c.want(c.post("1006", path+"/review-record", map[string]any{}), 200, "")
		c.want(c.post("1006", path+"/approve-destruction", map[string]any{}), http.StatusForbidden, contract.CodeFourEyes)
		c.want(c.post("1001", path+"/approve-destruction", map[string]any{}), 200, "")
		c.want(c.post("1006", path+"/destroy", map[string]any{"method": "shred"}), 422, codeInvalid)
		done := c.want(c.post("1006", path+"/destroy", map[string]any{"method": "shred", "text": "两人在场"}), 200, "")
		for field, want := range map[string]any{
			"status": "destroyed", "ended": true, "method": "shred", "reviewed_by": c.seed.Staff["1006"], "approved_by": c.seed.Staff["1001"],
			"destroyed_by": c.seed.Staff["1006"],
		} {
			if done.JSON[field] != want {
				t.Errorf("%s is %v, want %v", field, done.JSON[field], want)
			}
		}
		events := c.want(c.get("1006", base+"/cases/"+path[len(base+"/retentions/"):]+"/events"), 200, "").items()
		last := events[len(events)-1]
		if last["facts"].(map[string]any)["retention"].(map[string]any)["method"] != "shred" || last["text"].(map[string]any)["text"] != "两人在场" {
			t.Errorf("%v", last)
		}
		c.want(c.get("1006", path), 200, "")
		c.want(c.get("2003", path), 404, codeNotFound)
	})
}

func TestDestroyingTheFileOfACaseDestroysWhatIsAttachedToIt(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.runsBy("dealer-4s", "archivist", "customer_care")
		c.director("1002")
		file := c.archive()
		attached := c.want(c.attach("1006", file, aPDF, "合同.pdf", nil), 201, "").Header.Get("Location")
		c.want(c.post("1006", base+"/archives/"+file+"/store", map[string]any{"done": []string{"copied", "scanned", "cabinet", "register"}}), 200, "")
		path := base + "/retentions/" + c.brought()
		kept := c.want(c.get("1006", path), 200, "").JSON
		if kept["case"] != file || kept["customer_id"] != c.seed.Customer || kept["status"] != "retained" || kept["until"] == nil {
			t.Errorf("%v", kept)
		}
		c.want(c.post("1006", base+"/retentions", map[string]any{"unit": c.seed.Units["S1"], "record": "vehicle_archive", "case": file}), 409, contract.CodeRetentionExists)
		c.want(c.post("1006", path+"/review-record", map[string]any{}), 200, "")
		complaint := c.complaint()
		c.want(c.post("1002", path+"/approve-destruction", map[string]any{}), 409, contract.CodeStillNeeded)
		if err := c.books.DB.Model(&models.Case{}).Where("id = ?", complaint).Update("ended", true).Error; err != nil {
			t.Fatal(err)
		}
		c.want(c.post("1002", path+"/approve-destruction", map[string]any{}), 200, "")
		c.want(c.get("1006", attached), 200, "")
		done := c.want(c.post("1006", path+"/destroy", map[string]any{"method": "delete", "text": "电子档案删除"}), 200, "")
		if done.JSON["files_destroyed"] != 1.0 {
			t.Errorf("%s", done.Text)
		}
		c.want(c.get("1006", attached), http.StatusGone, codeDestroyed)
		listed := c.want(c.get("1006", base+"/cases/"+file+"/attachments"), 200, "").items()[0]
		if listed["destroyed_at"] == nil || listed["name"] != "" || listed["hash"] != nil {
			t.Errorf("%v", listed)
		}
		if verdict, err := models.VerifyChains(context.Background(), c.books, func(b models.Break) { t.Error(b) }); err != nil {
			t.Error(verdict, err)
		}
	})
}

func TestRecordsAreListedAsTheDueListAndTheDestroyedListOfAYear(t *testing.T) {
	c := openLite(t)
	c.keeps()
	path := c.retention()
	const from, before = "2020-01-01T00:00:00%2B08:00", "2090-01-01T00:00:00%2B08:00"
	wants := func(list map[string]int) {
		t.Helper()
		for query, want := range list {
			if got := c.want(c.get("1006", base+"/retentions"+query), 200, "").items(); len(got) != want {
				t.Errorf("%s: %d records", query, len(got))
			}
		}
	}
	wants(map[string]int{
		"": 1, "?status=due": 1, "?status=destroyed": 0, "?record=reception_data": 1, "?record=deal_archive": 0, "?running=true": 1,
		"?until_from=" + from + "&until_before=" + before: 1, "?until_before=" + from: 0, "?destroyed_from=" + from: 0,
		"?unit=" + c.seed.Units["S1"]: 1, "?customer_id=" + c.seed.Customer: 0, "?method=shred": 0, "?case=" + c.seed.Vehicle: 0,
	})
	c.want(c.post("1006", path+"/destroy", map[string]any{"method": "shred", "text": "两人在场"}), 200, "")
	wants(map[string]int{
		"": 1, "?status=destroyed": 1, "?until_from=" + from: 0, "?destroyed_from=" + from + "&destroyed_before=" + before: 1,
		"?destroyed_before=" + from: 0, "?method=shred": 1, "?method=firm": 0, "?running=true": 0,
	})
	if got := c.want(c.get("2003", base+"/retentions"), 200, "").items(); len(got) != 0 {
		t.Errorf("another store sees %v", got)
	}
}

func TestWhatCannotBeKeptSaysWhy(t *testing.T) {
	c := openLite(t)
	c.keeps()
	path := c.retention()
	for name, a := range map[string]struct {
		path   string
		change map[string]any
		status int
		code   string
	}{
		"an unknown record":      {base + "/retentions", map[string]any{"record": "deal_archive"}, 422, contract.CodeUnknownValue},
		"neither paper nor case": {base + "/retentions", map[string]any{"paper": ""}, 422, codeInvalid},
		"both":                   {base + "/retentions", map[string]any{"case": "S1-A2026-00001"}, 422, codeInvalid},
		"a case that isn't":      {base + "/retentions", map[string]any{"paper": "", "case": "S1-A2026-00001"}, 422, contract.CodeUnknownKept},
		"no number of a paper":   {base + "/retentions", map[string]any{"paper": "箱 3"}, 422, contract.CodeReference},
		"another's customer":     {base + "/retentions", map[string]any{"customer_id": c.seed.Vehicle}, 422, contract.CodeUnknownCustomer},
		"an unknown unit":        {base + "/retentions", map[string]any{"unit": c.seed.Vehicle}, 422, contract.CodeUnknownUnit},
		"longer without why":     {path + "/keep-longer", map[string]any{"until": "2090-01-01"}, 422, codeInvalid},
		"until no day":           {path + "/keep-longer", map[string]any{"until": "soon", "reason": "x"}, 422, codeInvalid},
		"until a day gone by":    {path + "/keep-longer", map[string]any{"until": "2020-01-01", "reason": "x"}, 422, contract.CodeUnknownValue},
		"for too long":           {path + "/keep-longer", map[string]any{"until": "2990-01-01", "reason": "x"}, 422, contract.CodeUnknownValue},
		"by an unknown way":      {path + "/destroy", map[string]any{"method": "burn", "text": "x"}, 422, codeInvalid},
		"bound, where none is":   {path + "/bind", map[string]any{}, 409, contract.CodeNoSuchStep},
	} {
		body := map[string]any{}
		if a.path == base+"/retentions" {
			body = c.newRetention()
		}
		for field, value := range a.change {
			body[field] = value
			if value == "" {
				delete(body, field)
			}
		}
		t.Run(name, func(*testing.T) { c.want(c.post("1006", a.path, body), a.status, a.code) })
	}
}
