package api

import (
	"net/http"
	"strings"
	"testing"

	"carebook/contract"
	"carebook/models"
)

// property makes store S1 a property management company, with somebody for each of its roles.
func (c *counter) property() {
	c.t.Helper()
	unit := c.seed.Units["S1"]
	if err := c.books.DB.Model(&models.Unit{}).Where("id = ?", unit).Update("profile", "property").Error; err != nil {
		c.t.Fatal(err)
	}
	for badge, role := range map[string]string{"1005": "property_assistant", "1001": "company_manager", "1003": "customer_service_supervisor"} {
		a := models.RoleAssignment{ID: models.NewID(), StaffID: c.seed.Staff[badge], Role: role, UnitID: unit}
		if err := c.books.DB.Create(&a).Error; err != nil {
			c.t.Fatal(err)
		}
	}
}

func TestTheSameIssueIsHintedAtMergedAndShownOnBothSides(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		first := c.complaint()
		r := c.want(c.post("1006", base+"/complaints", c.newComplaint()), 201, "")
		second := r.JSON["id"].(string)
		if hint := r.JSON["duplicates"].([]any); len(hint) != 1 || hint[0].(map[string]any)["id"] != first {
			t.Errorf("the opening hints at %v", hint)
		}
		list := c.want(c.get("1003", base+"/complaints/"+second+"/duplicates"), 200, "").JSON["items"].([]any)
		if len(list) != 1 || list[0].(map[string]any)["id"] != first {
			t.Errorf("duplicates: %v", list)
		}
		c.want(c.post("1003", base+"/complaints/"+first+"/merge", map[string]any{"into": second, "reason": "同一事"}), 409, contract.CodeNotMergeable)
		c.want(c.post("1003", base+"/complaints/"+second+"/merge", map[string]any{"into": first, "reason": "同一事"}), 200, "")
		survivor := c.want(c.get("1003", base+"/complaints/"+first), 200, "").JSON
		if merged := survivor["merged"].([]any); len(merged) != 1 || merged[0].(map[string]any)["id"] != second {
			t.Errorf("the survivor shows %v", merged)
		}
		if got := c.want(c.get("1003", base+"/complaints/"+second), 200, "").JSON["merged_into"]; got != first {
			t.Errorf("the younger was merged into %v", got)
		}
	})
}

func TestWhatIsCompletedIsTakenUpByANewComplaintThatNamesIt(t *testing.T) {
	c := openLite(t)
	old := c.complaint()
	if err := c.books.DB.Model(&models.Case{}).Where("id = ?", old).Updates(map[string]any{"status": "completed", "ended": true}).Error; err != nil {
		t.Fatal(err)
	}
	c.line.answer = func(m contract.Message) (contract.Receipt, error) {
		return contract.Receipt{Refusal: contract.HasEnded(m.Action, contract.Completed)}, nil
	}
	c.want(c.post("1003", base+"/complaints/"+old+"/reopen", map[string]any{"reason": "又坏了"}), 409, contract.CodeOpenAnew)
	c.line.answer = nil
	body := c.newComplaint()
	body["earlier_id"] = models.NewID()
	c.want(c.post("1006", base+"/complaints", body), 422, contract.CodeUnknownEarlier)
	body["earlier_id"] = old
	again := c.want(c.post("1006", base+"/complaints", body), 201, "").JSON["id"].(string)
	if got := c.want(c.get("1003", base+"/complaints/"+again), 200, "").JSON["earlier_id"]; got != old {
		t.Errorf("it takes up %v", got)
	}
	if later := c.want(c.get("1003", base+"/complaints/"+old), 200, "").JSON["later"].([]any); later[0].(map[string]any)["id"] != again {
		t.Errorf("the earlier one shows %v", later)
	}
}

func TestAnUnnamedComplainantAsksByACodeAndIsKnownToFew(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		body := map[string]any{
			"unit": c.seed.Units["S1"], "channel": "letter", "content": "夜间噪声", "anonymous": true, "identity": "三号楼王某",
		}
		c.want(c.post("1006", base+"/complaints", body), 422, contract.CodeUnknownValue) // V13 has no letters
		c.property()
		opening := ask{method: http.MethodPost, path: base + "/complaints", badge: "1005", key: "unnamed", body: body}
		r := c.want(c.do(opening), 201, "")
		id, code := r.JSON["id"].(string), r.JSON["follow_up_code"].(string)
		if again := c.want(c.do(opening), 201, ""); again.JSON["follow_up_code"] != code || again.JSON["id"] != id {
			t.Errorf("the same key gets %v", again.JSON)
		}
		for spelling, status := range map[string]int{
			code: 200, strings.ToLower(strings.ReplaceAll(code, "-", " ")): 200, strings.Repeat("A", 16): 404,
		} {
			found := c.do(ask{method: http.MethodPost, path: base + "/complaints/follow-up", badge: "1004", body: map[string]any{"code": spelling}})
			if found.Status != status || status == 200 && found.JSON["id"] != id {
				t.Errorf("%s finds %d %s", spelling, found.Status, found.Text)
			}
		}
		c.want(c.do(ask{method: http.MethodPost, path: base + "/complaints/follow-up", badge: "2003", body: map[string]any{"code": code}}), 404, codeNotFound)
		for badge, identity := range map[string]any{"1003": "三**", "1005": nil} {
			seen := c.want(c.get(badge, base+"/complaints/"+id), 200, "")
			if seen.JSON["identity"] != identity || seen.JSON["customer"] != nil || seen.JSON["anonymous"] != true {
				t.Errorf("%s sees %s", badge, seen.Text)
			}
			if strings.Contains(c.get(badge, base+"/cases/"+id+"/events").Text, "identity") {
				t.Error("the events show the identity")
			}
		}
		c.want(c.post("1003", base+"/complaints/"+id+"/note", map[string]any{"text": "书面答复附后"}), 200, "")
		var texts []any
		if texts = c.get("1005", base+"/complaints/"+id).JSON["texts"].([]any); len(texts) != 2 {
			t.Errorf("texts: %v", texts)
		}
	})
}

func TestAnUnnamedComplainantHasNoCustomerAndANamedOneHas(t *testing.T) {
	c := openLite(t)
	for _, change := range []map[string]any{
		{"customer_id": nil}, {"identity": "某人"}, {"anonymous": true}, {"anonymous": true, "customer_id": nil},
	} {
		body := c.newComplaint()
		for k, v := range change {
			if body[k] = v; v == nil {
				delete(body, k)
			}
		}
		c.want(c.post("1006", base+"/complaints", body), 422, codeInvalid)
	}
	body := c.newComplaint()
	delete(body, "customer_id")
	delete(body, "vehicle_id")
	body["anonymous"] = true
	c.want(c.post("1006", base+"/complaints", body), 422, contract.CodeAnonymousRefused)
}

func TestAWaivedReturnVisitNeedsAReasonAndAnotherAMedium(t *testing.T) {
	c := openLite(t)
	path := base + "/complaints/" + c.complaint() + "/revisit"
	for _, body := range []map[string]any{{"verdict": "waived"}, {"verdict": "satisfied"}, {"verdict": "happy", "medium": "phone"}} {
		c.want(c.post("1006", path, body), 422, codeInvalid)
	}
}
