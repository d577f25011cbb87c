package api

import (
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// A moment in the last year that has a spelling lies beyond it in another zone: it was answered with a panic.
func TestAMomentThatAnAnswerCouldNotSayIsRefused(t *testing.T) {
	c := openLite(t)
	for _, query := range []string{"to=9999-12-31T23:59:59Z", "from=9999-12-31T22:00:00Z&to=9999-12-31T23:59:59Z", "from=0000-01-01T00:00:00Z"} {
		c.want(c.get("1003", base+"/figures?"+query), 422, codeInvalid)
	}
	for _, moment := range []string{"9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"} {
		if _, problem := (reader{zone: BusinessZone()}).readMoment(moment); problem != "moment" {
			t.Errorf("%s in a workbook: %q", moment, problem)
		}
	}
}

// Every operation is asked with each moment and each day that it takes, in its first and in its last year.
func TestNoOperationTakesAMomentThatAnAnswerCouldNotSay(t *testing.T) {
	c := openLite(t)
	taken := 0
	for _, item := range c.server.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				taken += c.bounded(op.OperationID+" "+p.Name, p.Schema)
			}
			if op.RequestBody != nil && op.RequestBody.Content["application/json"] != nil {
				taken += c.bounded(op.OperationID, op.RequestBody.Content["application/json"].Schema)
			}
		}
	}
	if taken < 100 {
		t.Errorf("only %d moments and days are taken", taken)
	}
	path := base + "/staff/" + c.seed.Staff["1006"]
	c.administered()
	for _, moment := range []string{"9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"} {
		role := map[string]any{"role": "archivist", "unit": c.seed.Units["S1"], "to": moment}
		if r := c.want(c.post("1001", path+"/roles", role), 422, codeInvalid); r.JSON["errors"].([]any)[0].(map[string]any)["code"] != "years" {
			t.Errorf("%s", r.Text)
		}
	}
	c.want(c.post("1001", path+"/absences", map[string]any{"from": "2026-03-02", "to": "9999-12-31"}), 422, codeInvalid)
	c.want(c.post("1001", path+"/leave", map[string]any{"last_day": "9999-12-31"}), 422, codeInvalid)
	c.want(c.get("1001", base+"/figures?to=9999-12-31T23:59:59Z"), 422, codeInvalid)
}

// bounded counts the moments and days in a schema that a request is held to.
func (c *counter) bounded(where string, s *huma.Schema) (taken int) {
	if s.Ref != "" {
		s = c.server.huma.OpenAPI().Components.Schemas.SchemaFromRef(s.Ref)
	}
	if s.Format == "date-time" || s.Format == "date" {
		if s.Pattern != years {
			c.t.Errorf("%s takes any year", where)
		}
		return 1
	}
	if s.Items != nil {
		taken += c.bounded(where+"[]", s.Items)
	}
	for name, field := range s.Properties {
		taken += c.bounded(where+"."+name, field)
	}
	return taken
}
