package api

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

// administered makes two of store S1's staff its administrators, and gives their badges.
func (c *counter) administered() (first, second string) {
	c.seed.Administer(c.t, c.books, "1001", "S1")
	c.seed.Administer(c.t, c.books, "1002", "S1")
	return "1001", "1002"
}

// propose asks for a role at store S1.
func (c *counter) propose(badge, staff, role string) reply {
	c.t.Helper()
	return c.post(badge, base+"/staff/"+staff+"/roles", map[string]any{"role": role, "unit": c.seed.Units["S1"], "reason": "理由"})
}

// given is a role at store S1 that two administrators have given.
func (c *counter) given(staff, role string) {
	c.t.Helper()
	id := c.want(c.propose("1001", staff, role), 201, "").JSON["id"]
	c.want(c.post("1002", fmt.Sprintf("%s/role-proposals/%v/confirm", base, id), map[string]any{}), 200, "")
}

// ended ends the first role of a kind that somebody holds.
func (c *counter) ended(badge, staff, role string) reply {
	c.t.Helper()
	for _, r := range c.get(badge, base+"/staff/"+staff+"/roles").items() {
		if r["role"] == role && r["to"] == nil {
			return c.post(badge, fmt.Sprintf("%s/staff/%s/roles/%v/end", base, staff, r["id"]), map[string]any{})
		}
	}
	c.t.Fatalf("nobody holds %s", role)
	return reply{}
}

func (c *counter) chainsHold() {
	c.t.Helper()
	v, err := models.VerifyChains(context.Background(), c.books, func(b models.Break) { c.t.Error(b) })
	if err != nil || v.Breaks != 0 {
		c.t.Error(v, err)
	}
}

func TestARoleCountsWhenASecondAdministratorHasConfirmedIt(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.administered()
		body := map[string]any{"code": "1099", "name": "演示新员工", "reason": "入职"}
		c.want(c.post("1003", base+"/staff", body), 403, contract.CodeWrongRole)
		made := c.want(c.post("1001", base+"/staff", body), 201, "")
		c.want(c.post("1001", base+"/staff", body), 409, contract.CodeStaffExists)
		id := made.JSON["id"].(string)
		c.seed.Staff["1099"] = id
		c.want(c.get("1003", base+"/staff/"+id+"/roles"), 404, codeNotFound) // holds none: known to administrators alone

		c.want(c.propose("1003", id, "archivist"), 403, contract.CodeWrongRole)
		c.want(c.propose("1003", c.seed.Staff["1004"], "archivist"), 403, contract.CodeWrongRole)
		c.want(c.propose("1001", id, "wizard"), 422, contract.CodeUnknownRole)
		c.want(c.propose("1001", c.seed.Staff["1001"], "archivist"), 403, contract.CodeOwnRole)
		p := c.want(c.propose("1001", id, "archivist"), 201, "").JSON
		c.want(c.propose("1002", id, "archivist"), 409, contract.CodeRoleHeld)
		if got := c.get("1099", base+"/units").items(); len(got) != 0 {
			t.Errorf("a role counts that nobody has confirmed: %v", got)
		}
		equal(t, "waiting", field(c.get("1002", base+"/role-proposals").items(), "id"), []string{fmt.Sprint(p["id"])})
		c.want(c.get("1003", base+"/role-proposals"), 403, contract.CodeWrongRole)

		confirm := fmt.Sprintf("%s/role-proposals/%v/confirm", base, p["id"])
		c.want(c.post("1003", confirm, map[string]any{}), 403, contract.CodeWrongRole)
		c.want(c.post("1001", confirm, map[string]any{}), 403, contract.CodeFourEyes)
		done := c.want(c.post("1002", confirm, map[string]any{}), 200, "").JSON
		equal(t, "decided", []any{done["decision"], done["decided_by"]}, []any{"confirmed", c.seed.Staff["1002"]})
		c.want(c.post("1002", confirm, map[string]any{}), 409, contract.CodeProposalDecided)
		equal(t, "it counts", field(c.get("1099", base+"/units").items(), "code"), []string{"S1"})
		c.chainsHold()
	})
}

func TestNobodyConfirmsTheRoleThatHeGetsAndARejectedOneNeverCounts(t *testing.T) {
	c := openLite(t)
	c.administered()
	p := c.want(c.propose("1001", c.seed.Staff["1002"], "archivist"), 201, "").JSON
	path := fmt.Sprintf("%s/role-proposals/%v", base, p["id"])
	c.want(c.post("1002", path+"/confirm", map[string]any{}), 403, contract.CodeOwnRole)
	c.want(c.post("1001", path+"/reject", map[string]any{"reason": "误"}), 200, "")
	c.seed.Administer(t, c.books, "1003", "S1")
	c.want(c.post("1003", path+"/confirm", map[string]any{}), 409, contract.CodeProposalDecided)
}

func TestAProposalOfSomebodyWhoIsNoAdministratorAnyMoreDoesNotCount(t *testing.T) {
	c := openLite(t)
	c.administered()
	p := c.want(c.propose("1001", c.seed.Staff["1005"], "archivist"), 201, "").JSON
	c.want(c.ended("1002", c.seed.Staff["1001"], models.Administrator), 200, "")
	c.want(c.post("1002", fmt.Sprintf("%s/role-proposals/%v/confirm", base, p["id"]), map[string]any{}), 409, contract.CodeProposalStale)
}

func TestARoleThatEndsTakesEffectAtTheNextRequestAndInTheLedger(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.administered()
		staff := c.seed.Staff["1004"]
		c.given(staff, "group_leader")
		id, body := c.complaint(), map[string]any{"severity": "ordinary", "data_true": true}
		c.line.answer = func(m contract.Message) (contract.Receipt, error) { // the request has come through, the ledger hasn't judged it yet
			c.line.answer = nil
			c.want(c.ended("1001", staff, "customer_relations_specialist"), 200, "")
			return c.line.record(context.Background(), contract.Complaint, id, m)
		}
		c.want(c.post("1004", base+"/complaints/"+id+"/classify", body), 403, contract.CodeWrongRole)
		c.want(c.get("1004", base+"/complaints/"+id), 200, "")
		c.want(c.ended("1002", staff, "group_leader"), 200, "")
		c.want(c.get("1004", base+"/complaints/"+id), 404, codeNotFound)
		history := c.get("1001", base+"/staff/"+staff+"/roles").items()
		if len(history) != 2 || history[0]["to"] == nil || history[1]["to"] == nil {
			t.Errorf("%v", history)
		}
		c.want(c.post("1001", fmt.Sprintf("%s/staff/%s/roles/%v/end", base, staff, history[0]["id"]), map[string]any{}), 409, contract.CodeRoleEnded)
		c.chainsHold()
	})
}

func TestAUnitKeepsAnAdministrator(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.administered()
		c.want(c.post("1003", base+"/staff/"+c.seed.Staff["1001"]+"/leave", map[string]any{"last_day": "2026-03-06"}), 403, contract.CodeWrongRole)
		c.want(c.post("1001", base+"/staff/"+c.seed.Staff["1001"]+"/leave", map[string]any{"last_day": "2026-03-06"}), 403, contract.CodeOwnLeaving)
		c.want(c.ended("1001", c.seed.Staff["1002"], models.Administrator), 200, "")
		c.want(c.ended("1001", c.seed.Staff["1001"], models.Administrator), 409, contract.CodeLastAdministrator)
		c.seed.Administer(t, c.books, "0001", "G") // above counts
		c.want(c.ended("1001", c.seed.Staff["1001"], models.Administrator), 200, "")
		c.want(c.ended("0001", c.seed.Staff["0001"], models.Administrator), 409, contract.CodeLastAdministrator)
	})
}

func TestWhoeverHasLeftIsLetInNoMore(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.administered()
		staff := c.seed.Staff["1004"]
		path, today := base+"/staff/"+staff+"/leave", time.Now().In(BusinessZone())
		c.want(c.get("1004", base+"/units"), 200, "")
		c.seed.Administer(t, c.books, "2001", "S2")
		c.want(c.post("2001", path, map[string]any{"last_day": "2026-03-06"}), 404, codeNotFound)
		c.want(c.post("1001", path, map[string]any{"last_day": "6 March"}), 422, codeInvalid)
		left := c.want(c.post("1001", path, map[string]any{"last_day": today.Format(time.DateOnly), "reason": "辞职"}), 200, "").JSON
		if left["active"] != true {
			t.Errorf("the last day isn't over: %v", left)
		}
		c.want(c.get("1004", base+"/units"), 200, "")
		c.at(today.Add(24 * time.Hour))
		c.want(c.get("1004", base+"/units"), 401, codeUnauthenticated)
		if err := c.books.Depart(context.Background()); err != nil {
			t.Fatal(err)
		}
		row, err := models.StaffByID(c.books.DB, staff)
		if err != nil || row.Active {
			t.Errorf("%+v %v", row, err)
		}
		c.want(c.propose("1001", staff, "archivist"), 422, contract.CodeUnknownStaff)
		c.want(c.post("1001", path, map[string]any{"last_day": "2026-03-06"}), 422, contract.CodeUnknownStaff)
		c.chainsHold()
	})
}

func TestWhoIsNamedBySomethingOpenLeavesWhenThatIsForced(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.administered()
		staff, id := c.seed.Staff["1004"], c.complaint()
		duty := c.get("1004", base+"/obligations?case="+id).items()[0]["id"].(string)
		c.want(c.post("1004", base+"/obligations/"+duty+"/claim", nil), 200, "")
		c.want(c.get("1003", base+"/staff/"+staff+"/open"), 403, contract.CodeWrongRole)
		open := c.want(c.get("1001", base+"/staff/"+staff+"/open"), 200, "").items()
		equal(t, "open", []any{len(open), open[0]["obligation"], open[0]["duty"]}, []any{1, duty, "classify"})
		body := map[string]any{"last_day": "2026-03-06"}
		c.want(c.post("1001", base+"/staff/"+staff+"/leave", body), 409, contract.CodeStillOwes)
		body["force"] = true
		left := c.want(c.post("1001", base+"/staff/"+staff+"/leave", body), 200, "").JSON
		equal(t, "left", []any{left["active"], left["roles"]}, []any{false, []any{}})
		c.want(c.get("1004", base+"/units"), 401, codeUnauthenticated)
	})
}

func TestTheRolesOfTheBinderAreListedByTheirTitles(t *testing.T) {
	c := openLite(t)
	var found bool
	for _, r := range c.want(c.get("1006", base+"/roles"), 200, "").items() {
		found = found || r["id"] == "archivist" && r["title"] == "Archivist"
	}
	if !found {
		t.Error("no archivist")
	}
}

func TestAHandOverIsOrderedAndSaysHowFarItIs(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.administered()
		staff, id := c.seed.Staff["1004"], c.complaint()
		duty := c.get("1004", base+"/obligations?case="+id).items()[0]["id"].(string)
		c.want(c.post("1004", base+"/obligations/"+duty+"/claim", nil), 200, "")
		path, body := base+"/staff/"+staff+"/hand-over", map[string]any{"to": c.seed.Staff["1003"], "reason": "离职"}
		c.want(c.post("1003", path, body), 403, contract.CodeWrongRole)
		c.want(c.post("1001", path, map[string]any{"to": staff, "reason": "离职"}), 422, contract.CodeUnknownStaff)
		c.want(c.post("1001", base+"/staff/"+c.seed.Staff["1001"]+"/hand-over", body), 403, contract.CodeOwnLeaving)
		ordered := c.want(c.post("1001", path, body), 201, "").JSON
		equal(t, "ordered", []any{ordered["moved"], ordered["left"], ordered["refused"]}, []any{0.0, 1.0, []any{}})
		at := base + "/hand-overs/" + fmt.Sprint(ordered["id"])
		c.seed.Administer(t, c.books, "2001", "S2")
		c.want(c.get("2001", at), 404, codeNotFound)
		sent, err := c.books.Spawned(context.Background(), 10)
		if err != nil || len(sent) != 1 {
			t.Fatal(sent, err)
		}
		why := contract.Refused(contract.CodeSelfAppointed, "V13-2.2")
		if err := c.books.Refuse(context.Background(), sent[0].ID, *why); err != nil {
			t.Fatal(err)
		}
		got := c.want(c.get("1002", at), 200, "").JSON
		stays := got["refused"].([]any)[0].(map[string]any)
		equal(t, "what stays", []any{got["left"], stays["case"], stays["duty"], stays["code"]}, []any{0.0, id, "classify", contract.CodeSelfAppointed})
		equal(t, "listed", field(c.get("1002", base+"/staff/"+staff+"/hand-overs").items(), "id"), []string{fmt.Sprint(ordered["id"])})
		c.chainsHold()
	})
}

func TestWhatAnAbsentPersonOwesAndIsToldIsInTheListsOfWhoStandsIn(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id, away, stands := c.complaint(), c.seed.Staff["1004"], c.seed.Staff["1005"]
		path, day := base+"/staff/"+away+"/absences", time.Now().In(BusinessZone()).Format(time.DateOnly)
		c.want(c.post("1001", path, map[string]any{"from": day, "substitute": away}), 422, contract.CodeSubstitute)
		equal(t, "before", len(c.get("1005", base+"/obligations?mine=true").items()), 0)
		r := c.want(c.post("1001", path, map[string]any{"from": day, "substitute": stands}), 201, "").items()
		equal(t, "substitute", r[0]["substitute"], any(stands))
		back := base + "/staff/" + stands + "/absences" // round in a circle
		c.want(c.post("1001", back, map[string]any{"from": day, "substitute": away}), 422, contract.CodeSubstitute)
		mine := c.get("1005", base+"/obligations?mine=true").items()
		equal(t, "mine", []any{len(mine), mine[0]["duty"], mine[0]["on_behalf_of"]}, []any{1, "classify", away})
		at := time.Now().UTC().Truncate(time.Microsecond)
		c.write(&models.Notice{ID: models.NewID(), CaseID: id, UnitID: c.seed.Units["S1"], Seq: 1, ToStaff: &away, What: "opened", Clause: "V13-2.1", CreatedAt: at})
		told := c.get("1005", base+"/notices").items()
		equal(t, "told", []any{len(told), told[0]["on_behalf_of"]}, []any{1, away})
		c.want(c.post("1005", base+"/complaints/"+id+"/classify", map[string]any{"severity": "ordinary", "data_true": true}), 200, "")
		events := c.get("1003", base+"/cases/"+id+"/events").items()
		last := events[len(events)-1]
		equal(t, "both", []any{last["actor"], last["on_behalf_of"]}, []any{stands, away})
		end := fmt.Sprintf("%s/%v/end", path, r[0]["id"])
		yesterday := time.Now().In(BusinessZone()).Add(-24 * time.Hour).Format(time.DateOnly)
		c.want(c.post("1001", end, map[string]any{"to": yesterday}), 200, "")
		equal(t, "after", len(c.get("1005", base+"/obligations?mine=true").items()), 0)
		c.want(c.post("1005", base+"/complaints/"+id+"/classify", map[string]any{"severity": "ordinary", "data_true": true}), 403, contract.CodeWrongRole)
		c.chainsHold()
	})
}

// What is written there may be anything, a line of a log among it.
func TestADepartmentThatNobodyKnowsIsRefusedAndNotRepeated(t *testing.T) {
	c := openLite(t)
	c.administered()
	for _, department := range []string{"nowhere", "zq\n2026-01-01 level=ERROR"} {
		r := c.want(c.post("1001", base+"/staff/"+c.seed.Staff["1005"]+"/roles", map[string]any{
			"role": "archivist", "unit": c.seed.Units["S1"], "department": department,
		}), 422, contract.CodeUnknownUnit)
		if strings.Contains(r.Text, department) || strings.Contains(r.Text, "level=ERROR") {
			t.Error(r.Text)
		}
	}
}
