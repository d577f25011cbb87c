package api

import (
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

// wholesale lets store S1 run by the policy of customers' accounts, and gives its badges the roles of that.
func (c *counter) wholesale() {
	c.t.Helper()
	if err := c.books.DB.Model(&models.Unit{}).Where("id = ?", c.seed.Units["S1"]).Update("profile", "wholesale").Error; err != nil {
		c.t.Fatal(err)
	}
	from := time.Now().Add(-time.Hour).UTC()
	for badge, roles := range map[string][]string{
		"1003": {"general_manager", "sales_department_head"}, "1004": {"finance_department"}, "1005": {"regional_manager"},
		"1006": {"sales_department", "salesperson"},
	} {
		for _, role := range roles {
			c.write(&models.RoleAssignment{ID: models.NewID(), StaffID: c.seed.Staff[badge], Role: role, UnitID: c.seed.Units["S1"], ValidFrom: from})
		}
	}
}

func (c *counter) newAccount() map[string]any {
	return map[string]any{"unit": c.seed.Units["S1"], "customer_id": c.seed.Customer, "seller": c.seed.Staff["1006"]}
}

// account is one of a customer who may owe 1,000.00.
func (c *counter) account() string {
	c.t.Helper()
	id := c.want(c.post("1006", base+"/credits", c.newAccount()), 201, "").JSON["id"].(string)
	path := base + "/credits/" + id
	c.want(c.post("1006", path+"/prove-archive", map[string]any{}), 200, "")
	c.want(c.post("1006", path+"/prove-contract", map[string]any{"contract": "direct"}), 200, "")
	c.want(c.post("1004", path+"/prove-balance", map[string]any{"year": time.Now().In(BusinessZone()).Year() - 1}), 200, "")
	c.want(c.post("1006", path+"/propose-limit", map[string]any{"amount": "1000.00"}), 200, "")
	c.want(c.post("1003", path+"/approve-limit", map[string]any{"verdict": "approve"}), 200, "")
	return id
}

func TestGoodsAreAskedForDecidedAndReadBackWithTheirFigures(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.wholesale()
		id := c.account()
		path := base + "/credits/" + id
		r := c.want(c.post("1006", path+"/request", map[string]any{"reference": "D-1", "amount": "900.00"}), 200, "").JSON["request"].(map[string]any)
		equal(t, "decision", []any{r["state"], r["way"], r["amount"], r["clauses"]},
			[]any{"released", "in_limit", "900.00", []any{"V2-1.2", "V2-1.3", "V2-2.1", "A-55"}})
		r = c.want(c.post("1006", path+"/request", map[string]any{"reference": "D-2", "amount": "300", "currency": "CNY"}), 200, "").JSON["request"].(map[string]any)
		f := r["figures"].(map[string]any)
		equal(t, "above", []any{r["state"], r["way"], f["limit"], f["unpaid"], f["oldest_reference"]}, []any{"waiting", "first", "1000.00", "900.00", "D-1"})
		signed := c.want(c.post("1005", path+"/sign-first", map[string]any{"reference": "D-2", "verdict": "approve"}), 200, "").JSON
		r = signed["request"].(map[string]any)
		for _, o := range signed["obligations"].([]any) { // an account owes for years: what is over isn't in each answer
			if o := o.(map[string]any); o["state"] != "open" {
				t.Errorf("the answer still tells of %v, %v", o["duty"], o["state"])
			}
		}
		equal(t, "signed", []any{r["state"], r["way"], r["signer"]}, []any{"released", "first", c.seed.Staff["1005"]})

		whole := c.want(c.get("1006", path), 200, "").JSON
		equal(t, "today", []any{whole["figures"].(map[string]any)["unpaid"], whole["eligibility"].(map[string]any)["eligible"], whole["over_limit"]},
			[]any{"1200.00", true, true})
		if lines := c.want(c.get("1006", path+"/lines"), 200, "").items(); len(lines) != 3 || lines[2]["way"] != "first" || lines[0]["kind"] != "limit" {
			t.Errorf("%v", lines)
		}
		today := time.Now().In(BusinessZone()).Format(time.DateOnly)
		days := c.want(c.get("1006", path+"/exposure?from="+today+"&to="+today), 200, "").items()
		if len(days) != 1 || days[0]["unpaid"] != "1200.00" {
			t.Errorf("%v", days)
		}
		c.want(c.get("1006", path+"/exposure?from="+today+"&to=2000-01-01"), 422, codeInvalid)
		if got := c.want(c.get("1006", path+"/requests?state=released"), 200, "").items(); len(got) != 2 {
			t.Errorf("%v", got)
		}
		for query, want := range map[string]int{
			"": 1, "?over_limit=true": 1, "?waiting=true": 0, "?owing=true": 1, "?status=eligible": 1, "?status=account_closed": 0, "?running=true": 1,
			"?customer_id=" + c.seed.Customer: 1, "?unit=" + c.seed.Units["S1"]: 1, "?grade=A": 0,
		} {
			if got := c.want(c.get("1006", base+"/credits"+query), 200, "").items(); len(got) != want {
				t.Errorf("%s: %d accounts", query, len(got))
			}
		}
		c.want(c.get("2003", path), 404, codeNotFound)
		c.want(c.get("2003", path+"/lines"), 404, codeNotFound)
	})
}

func TestAnAccountThatHasEndedIsNotAmongTheRunning(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.wholesale()
		path := base + "/credits/" + c.want(c.post("1006", base+"/credits", c.newAccount()), 201, "").JSON["id"].(string)
		c.want(c.post("1003", path+"/void", map[string]any{"reason": "opened by mistake"}), 200, "")
		for query, want := range map[string]int{"": 1, "?running=true": 0} {
			if got := c.want(c.get("1006", base+"/credits"+query), 200, "").items(); len(got) != want {
				t.Errorf("%s: %d accounts", query, len(got))
			}
		}
	})
}

func TestACustomerHasOneAccountAndAReceiptIsBookedOnce(t *testing.T) {
	c := openLite(t)
	c.wholesale()
	id := c.account()
	r := c.want(c.post("1006", base+"/credits", c.newAccount()), 409, contract.CodeCreditExists)
	if params := r.JSON["params"].(map[string]any); params["case"] != id {
		t.Errorf("%v", params)
	}
	path := base + "/credits/" + id
	c.want(c.post("1004", path+"/pay", map[string]any{"receipt": "R-1", "amount": "5"}), 200, "")
	r = c.want(c.post("1004", path+"/pay", map[string]any{"receipt": "R-1", "amount": "5"}), 409, contract.CodeReceiptUsed)
	if params := r.JSON["params"].(map[string]any); params["case"] != id || params["receipt"] != "R-1" || r.JSON["clause"] == "" {
		t.Errorf("%s", r.Text)
	}
	c.want(c.post("1006", path+"/request", map[string]any{"reference": "D-1", "amount": "5"}), 200, "")
	c.want(c.post("1006", path+"/request", map[string]any{"reference": "D-1", "amount": "5"}), 409, contract.CodeReferenceUsed)
}

// What goods, receipts and grades are called goes into the plain part of a command: a name typed there must not come so far.
func TestATextInThePlaceOfAReferenceIsRefusedAndKeptNowhere(t *testing.T) {
	c := openLite(t)
	c.wholesale()
	id := c.account()
	path, before := base+"/credits/"+id, c.rows("commands")
	for action, body := range map[string]map[string]any{
		"request":    {"reference": "演示客户甲 13900004321", "amount": "5"},
		"sign-first": {"reference": "<img src=x>", "verdict": "refuse"},
		"pay":        {"receipt": "演示客户甲", "amount": "5"},
		"grade":      {"grade": "演示客户甲"},
	} {
		r := c.want(c.post("1003", path+"/"+action, body), 422, codeInvalid)
		for _, value := range body {
			if strings.Contains(r.Text, value.(string)) && value != "5" && value != "refuse" {
				t.Errorf("%s repeats what was sent: %s", action, r.Text)
			}
		}
	}
	if n := c.rows("commands"); n != before {
		t.Errorf("%d commands were stored", n-before)
	}
}
