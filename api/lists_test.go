package api

import (
	"net/url"
	"slices"
	"testing"
)

// all reads a list page by page.
func (c *counter) all(badge, path string) []map[string]any {
	c.t.Helper()
	var out []map[string]any
	for cursor := ""; ; {
		r := c.want(c.get(badge, base+path+"limit=2&cursor="+url.QueryEscape(cursor)), 200, "")
		out = append(out, r.items()...)
		next, more := r.JSON["next"].(string)
		if !more {
			return out
		}
		cursor = next
	}
}

func TestACursorIsGoodForItsListAndItsSortAlone(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		for range 3 {
			c.complaint()
		}
		for _, l := range []struct{ path, own, other string }{
			{"/complaints?limit=2", "&sort=updated_at", "&sort=-updated_at"},
			{"/complaints?limit=2", "", "&sort=opened_at"},
			{"/obligations?limit=2", "&sort=-due_at", ""},
		} {
			first := c.want(c.get("1003", base+l.path+l.own), 200, "")
			cursor := "&cursor=" + url.QueryEscape(first.JSON["next"].(string))
			if rest := c.want(c.get("1003", base+l.path+l.own+cursor), 200, "").items(); len(rest) != 1 {
				t.Errorf("%s%s: %d on the second page", l.path, l.own, len(rest))
			}
			r := c.want(c.get("1003", base+l.path+l.other+cursor), 422, codeInvalid)
			equal(t, "problem", r.JSON["errors"].([]any)[0].(map[string]any)["location"], any("query.cursor"))
		}
		c.want(c.get("1003", base+"/complaints?sort=number"), 422, codeInvalid)
	})
}

func TestAListIsSortedByWhatWasLastChanged(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		first, second := c.complaint(), c.complaint()
		c.want(c.post("1003", base+"/complaints/"+first+"/note", map[string]any{"text": "x"}), 200, "")
		equal(t, "newest", field(c.all("1003", "/complaints?"), "id"), []string{second, first})
		equal(t, "changed", field(c.all("1003", "/complaints?sort=-updated_at&"), "id"), []string{first, second})
		due := field(c.all("1003", "/obligations?"), "id")
		slices.Reverse(due)
		equal(t, "due", field(c.all("1003", "/obligations?sort=-due_at&"), "id"), due)
	})
}

func TestFiltersThatAQuestionAboutObligationsDoesNotKnowAreRefused(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	for _, filter := range []string{
		"duty=classify", "clause=A-02", "kind=complaint", "late=true", "timing=known", "person=x", "due_from=2026-03-01T00:00:00Z",
	} {
		if filter != "duty=classify" { // what waits for my decision is a duty
			c.want(c.get("1003", base+"/obligations?mine=true&"+filter), 422, codeInvalid)
		}
		c.want(c.get("1003", base+"/obligations?case="+id+"&"+filter), 422, codeInvalid)
		c.want(c.get("1003", base+"/obligations?"+filter), 200, "")
	}
	c.want(c.get("1003", base+"/obligations?mine=true&state=fulfilled"), 422, codeInvalid)
}
