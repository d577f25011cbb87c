package api

import (
	"context"
	"net/url"
	"testing"
	"time"

	"carebook/internal/idptest"
	"carebook/models"
)

// administers makes a badge an administrator of a unit.
func (c *counter) administers(badge, unit string) {
	c.t.Helper()
	c.write(&models.RoleAssignment{
		ID: models.NewID(), StaffID: c.seed.Staff[badge], Role: models.Administrator, UnitID: c.seed.Units[unit], ValidFrom: time.Now().Add(-time.Hour),
	})
}

// inPerson posts as somebody who signed in.
func (c *counter) inPerson(badge, path string, body any) reply {
	c.t.Helper()
	session, _ := c.byPassword(badge)
	return c.within(session, ask{method: "POST", path: path, body: body})
}

func (c *counter) identitiesOf(badge string) string {
	return base + "/staff/" + c.seed.Staff[badge] + "/identities"
}

func TestAnAdministratorOfThePersonsUnitLinksAnIdentityAndEndsItWithItsSessions(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		idp := idptest.New(t)
		c.signsInAt(idp)
		c.administers("1002", "S1")
		c.administers("2001", "S2")
		path, body := c.identitiesOf("1006"), map[string]string{"subject": "subject-1"}
		c.want(c.post("1002", path, body), 403, codePersonsOnly)
		c.want(c.inPerson("1001", path, body), 403, "wrong_role") // holds no role of carebook's own
		c.want(c.inPerson("2001", path, body), 404, codeNotFound) // administers another unit
		c.want(c.inPerson("1002", c.identitiesOf("1002"), body), 403, "own_identity")
		r := c.want(c.inPerson("1002", path, body), 201, "")
		if got := r.items(); len(got) != 1 || got[0]["subject"] != "subject-1" || got[0]["issuer"] != idp.URL || got[0]["created_by"] != c.seed.Staff["1002"] {
			t.Errorf("%s", r.Text)
		}
		c.want(c.inPerson("1002", path, body), 409, "identity_linked")
		c.want(c.inPerson("1002", c.identitiesOf("1003"), body), 409, "identity_taken")
		b := c.browser()
		c.want(b.signIn(idp), 302, "")
		id := r.items()[0]["id"].(string)
		c.want(c.get("1003", path), 404, codeNotFound) // a colleague
		c.want(c.inPerson("1003", path+"/"+id+"/end", nil), 404, codeNotFound)
		c.want(c.inPerson("1002", path+"/"+models.NewID()+"/end", nil), 404, "unknown_identity")
		c.want(c.inPerson("1002", path+"/"+id+"/end", nil), 200, "")
		c.want(b.me(), 401, codeUnauthenticated)
		c.want(c.browser().signIn(idp), 403, codeNobodyLinked)
		c.want(c.inPerson("1002", c.identitiesOf("1003"), body), 201, "") // free again
		changes, err := models.CredentialChanges(c.books.DB, c.seed.Staff["1006"], time.Now().Add(-time.Hour))
		if err != nil || len(changes) != 2 {
			t.Errorf("the person is told of %d changes, %v", len(changes), err)
		}
		if v, err := models.VerifyChains(context.Background(), c.books, func(b models.Break) { t.Errorf("%+v", b) }); err != nil || v.Events == 0 {
			t.Errorf("%+v, %v", v, err)
		}
	})
}

func TestWhoeverSignedInLinksHimselfBySigningInThere(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		idp := idptest.New(t)
		c.signsInAt(idp)
		link := func(b *browser) reply { return b.visit("POST", base+linkPath, `{"to":"/work"}`) }
		byToken := c.browser()
		byToken.cookies[sessionName] = c.session("1006")
		c.want(link(byToken), 403, codePersonsOnly)
		c.want(c.do(ask{method: "POST", path: base + linkPath, badge: "1006", key: "-"}), 403, codePersonsOnly)

		b := c.browser()
		var session models.Session
		b.cookies[sessionName], session = c.byPassword("1006")
		at := idp.Authorize(t, c.want(link(b), 200, "").JSON["go"].(string))
		if r := c.want(b.back(at), 302, ""); r.Header.Get("Location") != "/work" {
			t.Errorf("%v", r.Header)
		}
		at = idp.Authorize(t, c.want(link(b), 200, "").JSON["go"].(string))
		c.want(b.back(at), 302, "") // once more is as good
		if r := c.want(b.visit("GET", c.identitiesOf("1006"), ""), 200, ""); len(r.items()) != 1 || r.items()[0]["created_by"] != c.seed.Staff["1006"] {
			t.Errorf("%s", r.Text)
		}
		c.want(c.browser().signIn(idp), 302, "")

		other := c.browser()
		other.cookies[sessionName], _ = c.byPassword("1003")
		at = idp.Authorize(t, c.want(link(other), 200, "").JSON["go"].(string))
		c.want(other.back(at), 409, "identity_taken")

		idp.Subject = "subject-2"
		at = idp.Authorize(t, c.want(link(b), 200, "").JSON["go"].(string))
		if err := c.books.EndSession(context.Background(), session.StaffID, session.ID); err != nil {
			t.Fatal(err)
		}
		c.want(b.back(at), 403, codeSignInRefused)
		if n := c.rows("identities"); n != 1 {
			t.Errorf("%d identities", n)
		}
	})
}

// byPassword is a session of somebody who signed in.
func (c *counter) byPassword(badge string) (string, models.Session) {
	c.t.Helper()
	text, row, err := c.books.BeginSession(context.Background(), models.NewSession{Staff: c.seed.Staff[badge], How: models.ByPassword, Second: true})
	if err != nil {
		c.t.Fatal(err)
	}
	return text, row
}

func TestAnotherSiteCannotHaveABrowserLinkAnything(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	session, _ := c.byPassword("1006")
	c.want(c.within(session, ask{method: "POST", path: base + linkPath, key: "-", headers: map[string]string{"Sec-Fetch-Site": "cross-site"}}), 403, codeCrossOrigin)
	b := c.browser()
	b.cookies[sessionName] = session
	at := idp.Authorize(t, c.want(b.visit("POST", base+linkPath, ""), 200, "").JSON["go"].(string))
	victim := c.browser() // who is sent to the answer of somebody else's attempt
	c.want(victim.back(&url.URL{Path: at.Path, RawQuery: at.RawQuery}), 403, codeSignInRefused)
}
