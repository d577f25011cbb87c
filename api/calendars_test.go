package api

import (
	"io/fs"
	"strings"
	"testing"

	"carebook/calendar/data"
)

// shippedCN is the text of calendar cn.
func shippedCN(t *testing.T) string {
	t.Helper()
	src, err := fs.ReadFile(data.FS(), "cn.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func TestCalendarsAreListedAndReadWithTheirEditions(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		all := c.want(c.get("1006", base+"/calendars"), 200, "").items()
		if len(all) != 1 || all[0]["id"] != "cn" || all[0]["title"] != "Mainland China" || all[0]["origin"] != "shipped" {
			t.Fatalf("%v", all)
		}
		r := c.want(c.get("1006", base+"/calendars/cn"), 200, "")
		editions := r.JSON["editions"].([]any)
		if len(editions) != 1 || r.Header.Get("ETag") != `"1"` || r.JSON["content"] != shippedCN(t) {
			t.Errorf("%v, ETag %s", editions, r.Header.Get("ETag"))
		}
		if arrangements := r.JSON["arrangements"].([]any); len(arrangements) < 9 || arrangements[1].(map[string]any)["amends"] != true {
			t.Errorf("%v", arrangements)
		}
		days := c.want(c.get("1006", base+"/calendars/cn/days?year=2026"), 200, "").items()
		if days[1]["text"] != "2026-01-04 Sun make-up day for New Year's Day" || days[1]["what"] != "make_up_day" {
			t.Errorf("%v", days)
		}
		c.want(c.get("1006", base+"/calendars/mars"), 404, codeNotFound)
		c.want(c.get("1006", base+"/calendars/cn/days?year=1999"), 422, codeInvalid)
		c.want(c.get("1006", base+"/calendars/cn/days"), 422, codeInvalid)
	})
}

func TestAKeeperAddsTheNextEditionOfACalendar(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/calendars/cn/editions"
		next := map[string]any{"content": strings.Replace(shippedCN(t), `close_of_business: "18:00"`, `close_of_business: "17:30"`, 1)}
		c.want(c.post("1003", path, next), 403, "wrong_role")
		made := c.want(c.post("0007", path, next), 201, "")
		if made.Header.Get("ETag") != `"2"` || made.JSON["origin"] != "staff" || made.JSON["stored_by"] != c.seed.Staff["0007"] {
			t.Errorf("%v", made.JSON)
		}
		c.want(c.post("0007", path, next), 409, "calendar_unchanged")
		stale := ask{method: "POST", path: path, badge: "0007", headers: map[string]string{"If-Match": `"1"`}, body: next}
		c.want(c.do(stale), 412, "version_mismatch")
		bad := c.want(c.post("0007", path, map[string]any{"content": "id: cn\nweek: never\n"}), 422, codeInvalid)
		problems := bad.JSON["errors"].([]any)
		first := problems[0].(map[string]any)
		if len(problems) < 2 || first["location"] != "body.content" || !strings.HasPrefix(first["message"].(string), "a problem in the calendar: cn.yaml:1:1: ") {
			t.Errorf("%v", problems)
		}
		c.want(c.post("0007", path, map[string]any{"content": ""}), 422, codeInvalid)
		if n := len(c.get("1006", base+"/calendars/cn").JSON["editions"].([]any)); n != 2 {
			t.Errorf("%d editions", n)
		}
	})
}
