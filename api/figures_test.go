package api

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

// busy fills the books of a test with cases of both kinds in all states, with to-dos of all states, in both stores.
func (c *counter) busy(month time.Time) {
	c.t.Helper()
	write := func(rows ...any) {
		for _, row := range rows {
			if err := c.books.DB.Create(row).Error; err != nil {
				c.t.Fatal(err)
			}
		}
	}
	edition := models.Edition{Hash: models.NewID(), Policy: "V13", Content: []byte("x"), StoredAt: month}
	write(&edition)
	n := 0
	for _, unit := range []string{"S1", "S2"} {
		for _, status := range []contract.Status{contract.Registered, contract.Assigned, contract.Completed, contract.Waiting, contract.Stored} {
			for i := range 4 {
				n++
				k := models.Case{
					ID: models.NewID(), Kind: "complaint", Number: fmt.Sprintf("B%03d", n), UnitID: c.seed.Units[unit], Edition: edition.Hash, Calendar: "cn",
					Status: status, Ended: status == contract.Completed, Seq: 1, Head: []byte("h"), OpenedAt: month, UpdatedAt: month.Add(time.Duration(n) * time.Minute),
				}
				if i == 1 && !k.Ended {
					k.PausedAt = &month
				}
				if status == contract.Waiting || status == contract.Stored {
					k.Kind = "archive"
				}
				write(&k)
				if k.Kind == "archive" {
					write(&models.Archive{
						CaseID: k.ID, VehicleID: c.seed.Vehicle, CustomerID: c.seed.Customer, File: "aftersales", Delivery: k.Number,
						DeliveredAt: month, RecipientID: c.seed.Staff["1006"], ConsultantID: c.seed.Staff["1005"],
					})
				} else {
					write(&models.Complaint{CaseID: k.ID, CustomerID: &c.seed.Customer, Channel: "visit", Round: 1, RecipientID: c.seed.Staff["1006"]})
				}
				if i == 3 { // never counted for whoever is kept away
					write(&models.Exclusion{CaseID: k.ID, StaffID: c.seed.Staff["0001"], Seq: 1})
				}
				c.duties(write, k, month, n)
			}
		}
	}
}

func (c *counter) duties(write func(...any), k models.Case, month time.Time, n int) {
	for j, state := range []string{
		models.ObligationOpen, models.ObligationOpen, models.ObligationFulfilled, models.ObligationFulfilled, models.ObligationCancelled,
	} {
		o := models.Obligation{
			ID: models.NewID(), CaseID: k.ID, UnitID: k.UnitID, Duty: []string{"classify", "report"}[n%2],
			Role: []string{"customer_relations_specialist", "handler", "legal"}[n%3], Clause: []string{"A-02", "V13-2.9"}[j%2], Rule: "2 hours",
			Source: "default", Since: month, DueAt: month.Add(time.Duration(n*j) * 24 * time.Hour), Explanation: []byte("[]"), State: state, OpenedSeq: 1,
		}
		if j%2 == 1 || n%7 == 0 {
			o.BreachedAt, o.Annulled = &o.DueAt, n%5 == 0
		}
		write(&o)
	}
}

func TestEveryFigureOpensAsAListOfTheSameCount(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		month := time.Date(2026, 3, 1, 0, 0, 0, 0, BusinessZone())
		c.busy(month)
		from, to := month.Format(time.RFC3339), time.Date(2026, 4, 1, 0, 0, 0, 0, BusinessZone()).Format(time.RFC3339)
		for _, who := range []struct{ badge, unit string }{{"0001", ""}, {"0001", c.seed.Units["S2"]}, {"1003", ""}, {"0003", ""}} {
			asked := url.Values{"from": {from}, "to": {to}}
			if who.unit != "" {
				asked.Set("unit", who.unit)
			}
			f := c.want(c.get(who.badge, base+"/figures?"+asked.Encode()), 200, "").JSON
			opened := 0
			opens := func(list string, q url.Values, want any) {
				opened++
				q.Set("limit", "200")
				r := c.want(c.get(who.badge, base+list+"?"+q.Encode()), 200, "")
				if got := float64(len(r.items())); got != want || r.JSON["next"] != nil {
					t.Errorf("%s: %s?%s has %v, the figure says %v", who.badge, list, q.Encode(), got, want)
				}
			}
			owed := func(row map[string]any, more ...string) url.Values {
				q := url.Values{}
				for _, name := range []string{"unit", "role", "kind", "clause", "duty"} {
					q.Set(name, row[name].(string))
				}
				for i := 0; i < len(more); i += 2 {
					q.Set(more[i], more[i+1])
				}
				return q
			}
			for _, row := range rowsOf(f, "late") {
				opens("/obligations", owed(row, "late", "true"), row["count"])
			}
			for _, row := range rowsOf(f, "on_time") {
				opens("/obligations", owed(row, "timing", "known", "due_from", from, "due_before", to), row["settled"])
				opens("/obligations", owed(row, "timing", "in_time", "due_from", from, "due_before", to), row["in_time"])
			}
			for _, row := range rowsOf(f, "open_cases") {
				q := url.Values{"unit": {row["unit"].(string)}, "status": {row["status"].(string)}, "running": {"true"}}
				opens("/"+row["kind"].(string)+"s", q, row["count"])
				q.Set("paused", "true")
				opens("/"+row["kind"].(string)+"s", q, row["paused"])
			}
			c.nothingIsLeftOut(who.badge, who.unit, from, to, f)
			if opened < 10 {
				t.Errorf("%s: only %d figures", who.badge, opened)
			}
		}
	})
}

// nothingIsLeftOut compares the sums of figures with the lists that aren't narrowed.
func (c *counter) nothingIsLeftOut(badge, unit, from, to string, f map[string]any) {
	c.t.Helper()
	sum := func(list, name string) (n float64) {
		for _, row := range rowsOf(f, list) {
			n += row[name].(float64)
		}
		return n
	}
	narrow := ""
	if unit != "" {
		narrow = "&unit=" + unit
	}
	period := "&due_from=" + url.QueryEscape(from) + "&due_before=" + url.QueryEscape(to)
	size := func(path string) float64 {
		return float64(len(c.want(c.get(badge, base+path+"&limit=200"+narrow), 200, "").items()))
	}
	equal(c.t, "late", sum("late", "count"), size("/obligations?late=true"))
	equal(c.t, "settled", sum("on_time", "settled"), size("/obligations?timing=known"+period))
	equal(c.t, "in time", sum("on_time", "in_time"), size("/obligations?timing=in_time"+period))
	equal(c.t, "open", sum("open_cases", "count"), size("/complaints?running=true")+size("/archives?running=true"))
}

func rowsOf(f map[string]any, name string) (rows []map[string]any) {
	for _, row := range f[name].([]any) {
		rows = append(rows, row.(map[string]any))
	}
	return rows
}

func TestFiguresAreOfTheCurrentMonthAndNameRolesAndDepartments(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := time.Now().In(BusinessZone())
		month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, BusinessZone())
		c.busy(month)
		f := c.want(c.get("1003", base+"/figures"), 200, "").JSON
		from, _ := time.Parse(time.RFC3339, f["from"].(string))
		to, _ := time.Parse(time.RFC3339, f["to"].(string))
		if !from.Equal(month) || !to.Equal(time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, BusinessZone())) {
			t.Errorf("from %s to %s", from, to)
		}
		seen := map[string]string{}
		for _, row := range slices.Concat(rowsOf(f, "late"), rowsOf(f, "on_time")) {
			department, _ := row["department"].(map[string]any)
			seen[row["role"].(string)] = fmt.Sprint(row["role_title"], " ", department["name"])
		}
		equal(t, "roles", seen, map[string]string{
			"customer_relations_specialist": "Customer relations specialist 客户关系部", // all in one department
			"handler":                       "handler <nil>",                       // nobody holds it
			"legal":                         "Legal department <nil>",              // held without a department
		})
		r := c.want(c.get("1003", base+"/figures?from=2026-04-01T00:00:00Z&to=2026-04-01T00:00:00Z"), 422, codeInvalid)
		equal(t, "problem", r.JSON["errors"].([]any)[0].(map[string]any)["location"], any("query.to"))
		if other := c.want(c.get("1003", base+"/figures?unit="+c.seed.Units["S2"]), 200, "").JSON; len(rowsOf(other, "open_cases")) != 0 {
			t.Errorf("another store's: %v", other)
		}
	})
}

func TestARoleHeldInTwoDepartmentsHasNone(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now, err := c.books.Now(c.books.DB)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.books.DB.Create(&models.RoleAssignment{
			ID: models.NewID(), StaffID: c.seed.Staff["1006"], Role: "customer_relations_specialist", UnitID: c.seed.Units["G"], ValidFrom: now.Add(-time.Hour),
		}).Error; err != nil {
			t.Fatal(err)
		}
		scope, err := models.ScopeOf(c.books.DB, c.seed.Staff["0001"], now)
		if err != nil {
			t.Fatal(err)
		}
		got, err := models.DepartmentsOf(c.books.DB, scope, now)
		if err != nil {
			t.Fatal(err)
		}
		if d, one := got[models.RolePlace{UnitID: c.seed.Units["S1"], Role: "customer_relations_specialist"}]; one {
			t.Errorf("in %s, but somebody above the store holds it in none", d.Name)
		}
		if d := got[models.RolePlace{UnitID: c.seed.Units["S1"], Role: "sales_manager"}]; d.Code != "sales" {
			t.Errorf("%+v", d)
		}
		if d := got[models.RolePlace{UnitID: c.seed.Units["S2"], Role: "group_call_centre"}]; d.Code != "service" {
			t.Errorf("of the group: %+v", d)
		}
	})
}
