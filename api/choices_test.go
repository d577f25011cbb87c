package api

import (
	"slices"
	"testing"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

// action is one item of a case's actions.
func (r reply) action(t *testing.T, name string) map[string]any {
	t.Helper()
	i := slices.IndexFunc(r.items(), func(a map[string]any) bool { return a["action"] == name })
	if i < 0 {
		t.Fatalf("no %s in %s", name, r.Text)
	}
	return r.items()[i]
}

func TestTheActionsOfACaseSayWhatIsOpenAndWhatTheCallerMay(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/cases/" + c.complaint() + "/actions"
		c.line.open = []contract.OpenAction{
			{Action: contract.Classify, Choices: map[string][]string{"severity": {"ordinary", "major"}}}, {Action: contract.Note},
		}
		r := c.want(c.get("1004", path), 200, "")
		equal(t, "classify", r.action(t, "classify"), map[string]any{
			"action": "classify", "clause": "V13-2.3",
			"roles": []any{"customer_relations_manager", "customer_relations_specialist", "recipient"},
			"open":  true, "allowed": true,
			"choices": map[string]any{"severity": []any{"ordinary", "major"}},
		})
		decide := r.action(t, "decide")
		equal(t, "decide", []any{decide["open"], decide["allowed"], decide["choices"]}, []any{false, false, nil})
		by := c.want(c.get("1006", path), 200, "")
		equal(t, "of the recipient", []any{by.action(t, "note")["allowed"], by.action(t, "void")["allowed"]}, []any{true, false})
		if r.JSON["papers"] != nil {
			t.Errorf("a complaint has no papers: %v", r.JSON["papers"])
		}
	})
}

func TestTheActionsOfACaseThatDoesNotRun(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	path := base + "/cases/" + id + "/actions"
	c.line.gone = dispatch.ErrGone
	c.want(c.get("1004", path), 503, codeNotRunning)
	c.want(c.get("2001", path), 404, codeNotFound)
	if err := c.books.DB.Model(&models.Case{}).Where("id = ?", id).Updates(map[string]any{"status": contract.Voided, "ended": true}).Error; err != nil {
		t.Fatal(err)
	}
	for _, item := range c.want(c.get("1004", path), 200, "").items() {
		if item["open"] != false {
			t.Errorf("a case that has ended allows %v", item)
		}
	}
}

func TestTheActionsOfAFileNameItsPapers(t *testing.T) {
	c := openLite(t)
	r := c.want(c.post("1006", base+"/archives", c.delivery()), 201, "")
	papers := c.want(c.get("1006", base+"/cases/"+r.JSON["id"].(string)+"/actions"), 200, "").JSON["papers"].([]any)
	if first := papers[0].(map[string]any); len(papers) != 4 || first["code"] == "" || first["title"] == "" {
		t.Errorf("%v", papers)
	}
}

func TestTheChoicesForAnOpeningAreThoseOfThePolicyInForce(t *testing.T) {
	c := openLite(t)
	unit := c.seed.Units["S1"]
	r := c.want(c.get("1006", base+"/choices?kind=complaint&unit="+unit), 200, "").JSON
	choices := r["choices"].(map[string]any)
	equal(t, "of a complaint", []any{r["policy"], r["allowed"], r["anonymous"], choices["severity"], choices["channel"].([]any)[0]},
		[]any{"V13", true, false, []any{"ordinary", "important", "major"}, "visit"})
	file := c.want(c.get("1007", base+"/choices?kind=archive&unit="+unit), 200, "").JSON
	equal(t, "of a file", []any{file["policy"], file["choices"]}, []any{"V4", map[string]any{"file": []any{"aftersales", "new_car"}}})
	if r := c.want(c.get("1007", base+"/choices?kind=complaint&unit="+unit), 200, "").JSON; r["allowed"] != false {
		t.Errorf("a department head opens complaints: %v", r)
	}
	c.want(c.get("1006", base+"/choices?kind=complaint&unit="+c.seed.Units["S2"]), 404, codeNotFound)
	c.want(c.get("1006", base+"/choices?kind=parcel&unit="+unit), 422, codeInvalid)
	if err := c.books.DB.Model(&models.Unit{}).Where("id = ?", unit).Update("profile", "").Error; err != nil {
		t.Fatal(err)
	}
	c.want(c.get("1006", base+"/choices?kind=complaint&unit="+unit), 409, contract.CodeNoPolicy)
}
