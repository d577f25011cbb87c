package api

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

func TestPoliciesShowTheEditionInForceAndOthersByTheirHash(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		v13, _ := shipped().Policy("V13")
		c.complaint() // pinned to the shipped edition
		before := c.want(c.get("1003", base+"/policies/V13"), 200, "")
		if _, dated := before.JSON["effective_from"]; dated || before.JSON["edition"] != v13.Edition {
			t.Errorf("%.300s", before.Text)
		}
		today := c.loads(fstest.MapFS{
			"V13.yaml":      {Data: []byte(strings.Replace(string(v13.Content), "within:   {value: 24 hours, clause: V13-2.5a}", "within:   {value: 12 hours, clause: V13-2.5a}", 1))},
			"roles.yaml":    {Data: []byte("roles: {customer_relations_manager: {en: Head of care}}\n")},
			"profiles.yaml": {Data: []byte("profiles: {kiosk: {title: {en: Kiosk}, calendar: cn}}\n")},
			"clauses.yaml":  {Data: []byte("clauses: {OWN-1: {family: all, kept: stated, title: {en: Be kind}}}\n")},
		})
		after := c.want(c.get("1003", base+"/policies/V13"), 200, "")
		if after.JSON["edition"] == v13.Edition || after.JSON["effective_from"] != today || !strings.Contains(after.Text, `"12 hours"`) {
			t.Errorf("%.300s", after.Text)
		}
		for _, p := range c.get("1003", base+"/policies").items() {
			if since := p["effective_from"]; (p["id"] == "V13") != (since == today) {
				t.Errorf("%v is in force since %v", p["id"], since)
			}
		}
		old := c.want(c.get("1003", base+"/policies/V13?edition="+v13.Edition), 200, "")
		if old.JSON["edition"] != v13.Edition || strings.Contains(old.Text, `"12 hours"`) {
			t.Errorf("%.300s", old.Text)
		}
		c.want(c.get("1003", base+"/policies/V13?edition="+strings.Repeat("0", 64)), 404, codeNotFound)
		c.want(c.get("1003", base+"/policies/V14?edition="+v13.Edition), 404, codeNotFound)
		c.want(c.get("1003", base+"/policies/V13?edition=newest"), 422, codeInvalid)
		if got := field(c.get("1003", base+"/profiles").items(), "id"); !slices.Contains(got, "kiosk") {
			t.Errorf("%v", got)
		}
		if got := field(c.get("1003", base+"/clauses").items(), "id"); !slices.Contains(got, "OWN-1") {
			t.Errorf("%v", got)
		}
		c.want(c.post("1003", base+"/complaints/"+c.complaint()+"/pause", map[string]any{"reason": "等配件", "clause": "OWN-1"}), 200, "")
		if r := c.want(c.post("1006", base+"/complaints/"+c.complaint()+"/close", nil), 403, contract.CodeWrongRole); !strings.Contains(r.JSON["detail"].(string), "Head of care") {
			t.Error(r.Text)
		}
	})
}

// loads stores an edition of the company's binder that counts from today, and returns when that began.
func (c *counter) loads(own fstest.MapFS) (from string) {
	c.t.Helper()
	content, hash, err := policies.Pack(own)
	if err != nil {
		c.t.Fatal(err)
	}
	now, err := c.books.Now(c.books.DB)
	if err != nil {
		c.t.Fatal(err)
	}
	y, m, d := now.In(BusinessZone()).Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, BusinessZone())
	_, _, err = c.books.LoadBinder(context.Background(), models.NewBinder{Content: content, Hash: hash, From: today, By: models.LoadedByCLI})
	if err != nil {
		c.t.Fatal(err)
	}
	return today.Format(time.RFC3339)
}
