package api

import (
	"testing"

	"carebook/contract"
	"carebook/models"
)

// runsBy lets store S1 run by a profile, and gives the service consultant the roles that it needs there.
func (c *counter) runsBy(profile string, roles ...string) {
	c.t.Helper()
	unit := c.seed.Units["S1"]
	if err := c.books.DB.Model(&models.Unit{}).Where("id = ?", unit).Update("profile", profile).Error; err != nil {
		c.t.Fatal(err)
	}
	var held models.RoleAssignment
	if err := c.books.DB.Where("staff_id = ?", c.seed.Staff["1006"]).Take(&held).Error; err != nil {
		c.t.Fatal(err)
	}
	for _, role := range roles {
		held.ID, held.Role = models.NewID(), role
		if err := c.books.DB.Create(&held).Error; err != nil {
			c.t.Fatal(err)
		}
	}
}

func TestAClosedComplaintShowsWhichCopiesOfItsFormWereHandedOver(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.runsBy("services", "sales_department", "customer_service_manager", "warehouse", "finance_department", "general_managers_office")
		id := c.complaint()
		path := base + "/complaints/" + id
		if got := c.want(c.get("1006", path), 200, "").JSON; got["settlement"] != nil || got["monthly_review"] != nil {
			t.Errorf("before closing: %v %v", got["settlement"], got["monthly_review"])
		}
		c.want(c.post("1006", path+"/close", map[string]any{"settlement": "return"}), 200, "")
		c.want(c.post("1006", path+"/route", map[string]any{"copy": 2}), 200, "")
		c.want(c.post("1006", path+"/settle", map[string]any{"approved": 10, "actual": 10}), 200, "")
		c.want(c.post("1006", path+"/monthly-review", map[string]any{"verdict": "penalty", "text": "处分"}), 200, "")
		c.want(c.post("1006", path+"/liability", map[string]any{"amount": "300.00", "liable": c.seed.Staff["1005"], "text": "责任"}), 200, "")
		got := c.want(c.get("1006", path), 200, "").JSON
		way := got["settlement"].(map[string]any)
		equal(t, "quantities", []any{way["way"], way["approved"], way["actual"], got["monthly_review"]}, []any{"return", 10.0, 10.0, "penalty"})
		copies := way["copies"].([]any)
		if len(copies) != 4 {
			t.Fatalf("%d copies", len(copies))
		}
		second, third := copies[1].(map[string]any), copies[2].(map[string]any)
		if second["receiver"] != "warehouse" || second["clause"] != "S3-29.3" || second["routed_at"] == nil || second["routed_by"] != c.seed.Staff["1006"] {
			t.Errorf("copy 2: %v", second)
		}
		if third["receiver"] != "finance_department" || third["routed_at"] != nil {
			t.Errorf("copy 3: %v", third)
		}
		entry := got["entries"].([]any)[0].(map[string]any)
		equal(t, "entry", []any{entry["kind"], entry["amount"], entry["staff"], entry["clause"], entry["state"]},
			[]any{"liability", "300.00", c.seed.Staff["1005"], "S3-25.4", "proposed"})
	})
}

func TestAStepThatThePolicyDoesntHaveIsRefused(t *testing.T) {
	c := openLite(t)
	path := base + "/complaints/" + c.complaint()
	c.want(c.post("1003", path+"/track", map[string]any{"text": "x"}), 409, contract.CodeNoSuchStep)
	c.want(c.post("1003", path+"/liability", map[string]any{"text": "x", "amount": "1.005"}), 422, codeInvalid)
}
