package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// lends is what the process of a request proposes.
func (l *line) lends(p *contract.Proposal, id string, m contract.Message) {
	fulfils := func(duties ...string) {
		for _, duty := range duties {
			if owed := l.owed(id, duty); owed != "" {
				p.Settle = append(p.Settle, contract.Settle{ID: owed, How: contract.Fulfilled})
			}
		}
	}
	var asked models.Loan
	l.books.DB.Where("case_id = ?", id).Limit(1).Find(&asked)
	switch m.Action {
	case contract.Open:
		p.Status, p.Owe = contract.Requested, []contract.Owe{{Duty: "approve", Since: m.At}}
	case contract.Grant:
		l.approves(p, id, m, asked.Purpose)
	case contract.Deny:
		p.Status = contract.Denied
	case contract.Withdraw:
		p.Status = contract.Withdrawn
	case contract.Issue:
		fulfils("issue")
		p.Status, p.Owe = contract.OnLoan, []contract.Owe{{Duty: "give_back", Since: m.At}}
	case contract.GiveBack:
		fulfils("give_back")
		p.Status = contract.Returned
	case contract.Lose:
		p.Settle = []contract.Settle{{ID: l.owed(id, "give_back"), How: contract.Cancelled}}
		p.Status, p.Fines = contract.Lost, []contract.Fine{{Violation: "lost_documents", Person: asked.AskerID}}
	case contract.EndAccess:
		p.Status = contract.Returned
	case contract.Amend:
		p.Status = contract.Amended
	case contract.ReportLeak:
		p.Owe = []contract.Owe{{Duty: "settle_leak", Since: m.At}}
	case contract.SettleLeak:
		fulfils("settle_leak")
	}
}

// approves gives one approval; the last one that is owed lets the request go on.
func (l *line) approves(p *contract.Proposal, id string, m contract.Message, purpose string) {
	var owed []models.Obligation
	l.books.DB.Where("case_id = ? AND duty = 'approve' AND state = 'open'", id).Order("item").Find(&owed)
	for _, o := range owed {
		if m.Facts.Item == "" && len(owed) == 1 || o.Item == m.Facts.Item {
			p.Settle = []contract.Settle{{ID: o.ID, How: contract.Fulfilled}}
		}
	}
	if len(owed) > 1 {
		return
	}
	p.Type, p.Status = contract.EventGranted, contract.Approved
	if purpose == contract.ToBorrow || purpose == contract.ToRead {
		p.Owe = []contract.Owe{{Duty: "issue", Since: m.At}}
	}
}

// newLoan asks for the paper of a file at store S1.
func (c *counter) newLoan(more map[string]any) map[string]any {
	body := map[string]any{"record": "vehicle_file", "purpose": "borrow", "reason": "客户索要复印件"}
	if more["case"] == nil && more["customer_id"] == nil {
		body["unit"], body["paper"] = c.seed.Units["S1"], "F-17"
	}
	for field, value := range more {
		body[field] = value
	}
	return body
}

// asks opens a request and returns its path.
func (c *counter) asks(badge string, more map[string]any) string {
	c.t.Helper()
	return base + "/loans/" + c.want(c.post(badge, base+"/loans", c.newLoan(more)), 201, "").JSON["id"].(string)
}

func lastOf(path string) string { return path[strings.LastIndex(path, "/")+1:] }

func TestARecordIsAskedForLentGivenBackAndReadBack(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		r := c.want(c.post("1006", base+"/loans", c.newLoan(nil)), 201, "")
		path := base + "/loans/" + r.JSON["id"].(string)
		owed := r.JSON["obligations"].([]any)[0].(map[string]any)
		equal(t, "opening", []any{r.Header.Get("ETag"), r.Header.Get("Location"), r.JSON["status"], r.JSON["relation"], owed["duty"], owed["role"], owed["action"]},
			[]any{`"1"`, path, "requested", "own", "approve", "customer_care", "grant"})
		c.want(c.post("1009", path+"/grant", map[string]any{}), 403, contract.CodeWrongRole)
		r = c.want(c.post("1010", path+"/grant", map[string]any{}), 200, "")
		equal(t, "owes", r.JSON["obligations"].([]any)[0].(map[string]any)["role"], "archivist")
		c.want(c.post("1009", path+"/issue", map[string]any{}), 200, "")
		if out := c.want(c.get("1010", base+"/loans?out=true"), 200, "").items(); len(out) != 1 || out[0]["due_at"] == nil || out[0]["asker"] != c.seed.Staff["1006"] {
			t.Errorf("the register of loans: %v", out)
		}
		c.want(c.post("1009", path+"/report-leak", map[string]any{"text": "复印件外流"}), 200, "")
		equal(t, "leaks", len(c.want(c.get("1010", base+"/loans?leaks=true"), 200, "").items()), 1)
		c.want(c.post("1009", path+"/give-back", map[string]any{"done": []string{"complete", "undamaged"}}), 200, "")
		c.want(c.post("1001", path+"/settle-leak", map[string]any{"text": "已追回"}), 200, "")

		r = c.want(c.get("1006", path), 200, "")
		for field, value := range map[string]any{"status": "returned", "record": "vehicle_file", "purpose": "borrow", "paper": "F-17", "late": false, "leaks": 0.0, "seq": 6.0} {
			equal(t, field, r.JSON[field], value)
		}
		for query, want := range map[string]int{"?out=true": 0, "?leaks=true": 0, "?record=vehicle_file&purpose=borrow&relation=own": 1, "?mine=true": 0, "?status=returned": 1, "?running=true": 0} {
			if got := c.want(c.get("1010", base+"/loans"+query), 200, "").items(); len(got) != want {
				t.Errorf("%s: %d requests", query, len(got))
			}
		}
		first := c.want(c.get("1006", base+"/cases/"+lastOf(path)+"/events"), 200, "").items()[0]["facts"].(map[string]any)["loan"].(map[string]any)
		equal(t, "facts", []any{first["record"], first["purpose"], first["paper"], first["relation"]}, []any{"vehicle_file", "borrow", "F-17", "own"})
	})
}

func TestThreeOfThemSignForCustomersDocumentsAndNobodyForHimselfOrTwice(t *testing.T) {
	c := openLite(t)
	for role, badge := range map[string]string{"group_leader": "1012", "sales_assistant": "1005"} {
		c.write(&models.RoleAssignment{ID: models.NewID(), StaffID: c.seed.Staff[badge], Role: role, UnitID: c.seed.Units["S1"], ValidFrom: time.Now().Add(-time.Hour)})
	}
	path := c.asks("1005", map[string]any{"record": "customer_documents", "paper": "D-17"})
	equal(t, "owes", len(c.want(c.get("1005", path), 200, "").JSON["obligations"].([]any)), 3)
	c.want(c.post("1005", path+"/grant", map[string]any{"item": "sales_assistant"}), 403, contract.CodeFourEyes)
	r := c.want(c.post("1012", path+"/grant", map[string]any{"item": "sales_manager"}), 200, "")
	equal(t, "status", r.JSON["status"], "requested")
	equal(t, "clause", c.want(c.post("1012", path+"/grant", map[string]any{"item": "group_leader"}), 403, contract.CodeFourEyes).JSON["clause"], "S2-7.10a")
}

// lentFile is a file of store S1 that may be read on screen by somebody of store S2, and the path of the request.
func (c *counter) lentFile() (file, request string) {
	c.t.Helper()
	file = c.archive()
	c.want(c.attach("1006", file, aPDF, "工单.pdf", nil), 201, "")
	request = c.asks("2004", map[string]any{"purpose": "read", "case": file})
	c.want(c.get("2004", base+"/archives/"+file), 404, codeNotFound)
	equal(c.t, "status", c.want(c.post("1001", request+"/grant", map[string]any{}), 200, "").JSON["status"], "reading")
	return file, request
}

func TestAnApprovedRequestOpensAFileToWhoeverAskedAndEachLookIsLogged(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		file, request := c.lentFile()
		c.write(&models.Entry{ID: models.NewID(), CaseID: file, Seq: 1, Kind: models.EntryFine, Clause: "V4-5.2", State: models.EntryProposed, CreatedAt: time.Now()})
		before := c.lastAudited()
		path := base + "/archives/" + file
		r := c.want(c.get("2004", path), 200, "")
		files := r.JSON["attachments"].([]any)
		owner := r.JSON["customer"].(map[string]any)
		equal(t, "what is lent", []any{r.JSON["id"], len(files), owner["name"], len(r.JSON["entries"].([]any)), len(r.JSON["obligations"].([]any))}, []any{file, 1, "", 0, 1})
		c.want(c.get("2004", base+"/attachments/"+files[0].(map[string]any)["id"].(string)), 200, "")
		equal(t, "events", len(c.want(c.get("2004", base+"/cases/"+file+"/events"), 200, "").items()), 2)
		for _, badge := range []string{"2003", "2001"} {
			c.want(c.get(badge, path), 404, codeNotFound)
		}
		equal(t, "a list", len(c.want(c.get("2004", base+"/archives"), 200, "").items()), 0)
		c.want(c.post("2004", path+"/receive", map[string]any{}), 403, contract.CodeWrongRole)

		var read []string
		for _, look := range c.want(c.get("1001", request+"/reads"), 200, "").items() {
			equal(t, "who looked at what", []any{look["by"], look["case"]}, []any{c.seed.Staff["2004"], file})
			read = append(read, look["what"].(string))
		}
		equal(t, "looks", read, []string{"/cases/{id}/events", "/attachments/{id}", "/archives/{id}"})
		var told int
		for _, e := range c.audited(before) {
			if e.Action == models.AuditLentRead {
				told++
				equal(t, "audited", []any{e.Actor, e.ObjectKind, e.ObjectID, e.UnitID}, []any{c.seed.Staff["2004"], "loan", lastOf(request) + "/" + file, c.seed.Units["S1"]})
			}
		}
		equal(t, "audited looks", told, 3)
	})
}

func TestALentFileIsClosedWhenTheAccessEndsOrItsTimeIsOver(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		file, request := c.lentFile()
		path := base + "/archives/" + file
		until, err := time.Parse(time.RFC3339, c.want(c.get("2004", request), 200, "").JSON["until"].(string))
		if err != nil {
			t.Fatal(err)
		}
		c.want(c.get("2004", path), 200, "")
		c.at(until.Add(time.Second))
		c.want(c.get("2004", path), 404, codeNotFound)
		c.at(until.Add(-time.Hour))
		c.want(c.get("2004", path), 200, "")
		c.want(c.post("2004", request+"/end-access", map[string]any{}), 200, "")
		c.want(c.get("2004", path), 404, codeNotFound)
		equal(t, "his own request", c.want(c.get("2004", request), 200, "").JSON["status"], "returned")
		c.want(c.get("2003", request), 404, codeNotFound)
		equal(t, "his own requests", len(c.want(c.get("2004", base+"/loans?mine=true"), 200, "").items()), 1)
		equal(t, "those of his unit", len(c.want(c.get("2004", base+"/loans"), 200, "").items()), 0)
	})
}

func TestWhoeverIsExcludedSeesNothingThatWasLentAndMayNotAsk(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		file, _ := c.lentFile()
		c.exclude(file, "2004")
		c.want(c.get("2004", base+"/archives/"+file), 404, codeNotFound)
		c.want(c.get("2004", base+"/cases/"+file+"/attachments"), 404, codeNotFound)
		c.want(c.post("2004", base+"/loans", c.newLoan(map[string]any{"purpose": "read", "case": file})), 422, contract.CodeUnknownRecord)
		if n := c.rows("loan_reads"); n != 0 {
			t.Errorf("%d looks", n)
		}
	})
}

func TestWhoeverLosesCustomersDocumentsIsFinedAndNeverLentAny(t *testing.T) {
	c := openLite(t)
	documents := map[string]any{"record": "customer_documents", "paper": "D-17"}
	c.write(
		&models.RoleAssignment{ID: models.NewID(), StaffID: c.seed.Staff["1010"], Role: "group_leader", UnitID: c.seed.Units["S1"], ValidFrom: time.Now().Add(-time.Hour)},
		&models.RoleAssignment{ID: models.NewID(), StaffID: c.seed.Staff["1011"], Role: "sales_assistant", UnitID: c.seed.Units["S1"], ValidFrom: time.Now().Add(-time.Hour)},
	)
	path := c.asks("1005", documents)
	for role, badge := range map[string]string{"sales_manager": "1012", "group_leader": "1010", "sales_assistant": "1011"} {
		c.want(c.post(badge, path+"/grant", map[string]any{"item": role}), 200, "")
	}
	c.want(c.post("1009", path+"/issue", map[string]any{}), 200, "")
	c.want(c.post("1009", path+"/lose", map[string]any{"pieces": 1}), 200, "")
	fine := c.want(c.get("1012", path), 200, "").JSON["entries"].([]any)[0].(map[string]any)
	equal(t, "fine", []any{fine["staff"], fine["amount"], fine["clause"]}, []any{c.seed.Staff["1005"], "50.00", "S2-7.10c"})
	r := c.want(c.post("1005", base+"/loans", c.newLoan(documents)), 403, contract.CodeBanned)
	equal(t, "clause", r.JSON["clause"], "S2-7.10c")
	c.asks("1005", nil) // another record
	c.asks("1006", documents)
	c.want(c.post("1012", base+"/entries/"+fine["id"].(string)+"/reject", map[string]any{"reason": "是仓库的错"}), 200, "")
	c.asks("1005", documents)
}

func TestWhatIsAmendedStandsBesideARecordThatStaysAsItIs(t *testing.T) {
	c := openLite(t)
	file := c.archive()
	before := c.want(c.get("1006", base+"/archives/"+file), 200, "")
	path := c.asks("1006", map[string]any{"purpose": "amend", "case": file})
	c.want(c.post("1010", path+"/grant", map[string]any{}), 200, "")
	c.want(c.post("1006", path+"/amend", map[string]any{}), 422, codeInvalid)
	c.want(c.post("1005", path+"/amend", map[string]any{"text": "车主电话有误"}), 403, contract.CodeWrongRole)
	equal(t, "status", c.want(c.post("1006", path+"/amend", map[string]any{"text": "车主电话有误"}), 200, "").JSON["status"], "amended")
	equal(t, "the record", c.want(c.get("1006", base+"/archives/"+file), 200, "").Text, before.Text)
}

func TestWhatARequestCanNotBeIsRefused(t *testing.T) {
	c := openLite(t)
	file, complaint := c.archive(), c.complaint()
	for name, a := range map[string]struct {
		change map[string]any
		status int
		code   string
	}{
		"nothing named":          {map[string]any{"paper": ""}, 422, codeInvalid},
		"two records":            {map[string]any{"customer_id": c.seed.Customer, "paper": "F-17"}, 422, codeInvalid},
		"a paper of no unit":     {map[string]any{"unit": nil}, 422, codeInvalid},
		"no reason":              {map[string]any{"reason": " "}, 422, codeInvalid},
		"an unknown record":      {map[string]any{"record": "diary"}, 422, contract.CodeUnknownValue},
		"an unknown purpose":     {map[string]any{"purpose": "burn"}, 422, codeInvalid},
		"not for that":           {map[string]any{"record": "order_list"}, 422, contract.CodeUnknownValue},
		"a phone number":         {map[string]any{"paper": "13900004321"}, 422, contract.CodeReference},
		"a record of other kind": {map[string]any{"case": complaint}, 422, contract.CodeUnknownRecord},
		"a file nobody knows":    {map[string]any{"case": models.NewID()}, 422, contract.CodeUnknownRecord},
		"a file of no such kind": {map[string]any{"record": "customer_documents", "case": file}, 422, contract.CodeUnknownValue},
		"not for consultants":    {map[string]any{"record": "order_list", "purpose": "read"}, 403, contract.CodeWrongRole},
		"a unit nobody knows":    {map[string]any{"unit": models.NewID()}, 422, contract.CodeUnknownUnit},
	} {
		t.Run(name, func(t *testing.T) {
			body := c.newLoan(a.change)
			for field, value := range body {
				if value == nil {
					delete(body, field)
				}
			}
			c.want(c.post("1006", base+"/loans", body), a.status, a.code)
		})
	}
	if n := c.rows("loans"); n != 0 {
		t.Errorf("%d requests were kept", n)
	}
}

func TestTheChoicesOfARequestAreThoseOfThePolicy(t *testing.T) {
	c := openLite(t)
	r := c.want(c.get("1006", base+"/choices?kind=loan&unit="+c.seed.Units["S1"]), 200, "").JSON["choices"].(map[string]any)
	equal(t, "records", r["record"], any([]any{"customer_documents", "order_list", "vehicle_file"}))
	equal(t, "purposes", r["purpose.vehicle_file"], any([]any{"read", "borrow", "amend"}))
}

func TestTheLiveStateOfARequestNamesWhoHasStillToApprove(t *testing.T) {
	c := openLite(t)
	path := c.asks("1006", nil)
	c.line.loan = contract.LoanState{
		CaseState: contract.CaseState{
			Seq: 1, Status: contract.Requested, Recipient: c.seed.Staff["1006"],
			Obligations: []contract.Obligation{{ID: models.NewID(), Duty: "approve", Item: "customer_care", Role: "customer_care"}},
		},
		Purpose: contract.ToBorrow, Terms: &policies.LoanTerms{},
	}
	r := c.want(c.get("1006", path+"/state"), 200, "")
	equal(t, "state", []any{r.JSON["purpose"], r.JSON["asker"], r.JSON["unsigned"]}, []any{"borrow", c.seed.Staff["1006"], any([]any{"customer_care"})})
}

func TestRequestsAreExportedInTheWordsOfTheCaller(t *testing.T) {
	c := openLite(t)
	c.asks("1006", nil)
	_, rows := c.exported("1010", "/loans/export", "zh-Hans")
	if len(rows) != 1 || !strings.Contains(fmt.Sprint(rows[0]), "F-17") {
		t.Errorf("%v", rows)
	}
	if r := c.want(c.get("2003", base+"/loans/export"), http.StatusOK, ""); strings.Contains(cellsOf(c, r.Text), "F-17") {
		t.Error("another store's")
	}
}
