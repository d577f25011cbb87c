package api

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"carebook/models"
)

func (w *walker) address(op *huma.Operation, may right) string {
	id := map[string]string{"calendars": "cn", "policies": w.policy.ID}[strings.Split(op.Path, "/")[1]]
	if known := w.of[may.Of]; known != "" {
		id = known
	}
	path := base + strings.NewReplacer("{id}", id, "{role}", w.role, "{absence}", models.NewID(), "{identity}", models.NewID(), "{vehicle}", w.seed.Vehicle).Replace(op.Path)
	var query []string
	for _, p := range op.Parameters {
		if p.In == "query" && p.Required {
			query = append(query, p.Name+"="+url.QueryEscape(fmt.Sprint(w.value(p.Name, p.Schema))))
		}
	}
	if len(query) > 0 {
		path += "?" + strings.Join(query, "&")
	}
	return path
}

// more are fields that an operation needs beside those that its description requires.
var more = map[string]map[string]any{
	"/complaints":              {"anonymous": true},
	"/complaints/{id}/revisit": {"medium": "phone"},
	"/return-visits":           {"event": "move_in"},
	"/staff/{id}/leave":        {"last_day": "2099-12-31"},     // who has left isn't there for anybody
	"/loans":                   {"paper": "F-17", "unit": nil}, // the one that is known
	"/customers/{id}/correct":  {"phone": "137 0000 1234"},
	"/customers/{id}/vehicles/{vehicle}/correct": {"model": "Demo Five"},
	"/retentions":          {"paper": "R-2026-03"},
	"/campaigns":           {"occasion": "nodes", "node": "opening"},
	"/visits":              {"purpose": "coverage", "object": "current"},
	"/visit-plans":         {"month": "2098-12"},
	"/archives/{id}/check": {"findings": []any{map[string]any{"code": "task_order", "fault": "user_signature"}}},
}

// bodyFor is the smallest body that the description takes, with the headers that it needs.
func (w *walker) bodyFor(op *huma.Operation) (body any, headers map[string]string) {
	if op.RequestBody == nil {
		return nil, nil
	}
	if media := op.RequestBody.Content["application/json"]; media != nil {
		body := w.value("", media.Schema)
		for field, value := range more[op.Path] {
			if value == nil {
				value = w.value(field, &huma.Schema{Type: huma.TypeString})
			}
			body.(map[string]any)[field] = value
		}
		return body, nil
	}
	for kind := range op.RequestBody.Content {
		return aPDF, map[string]string{"Content-Type": kind, "X-File-Name": "a.pdf"}
	}
	return nil, nil
}

// value is the smallest value of a schema, with ids of what is there.
func (w *walker) value(name string, s *huma.Schema) any {
	for s.Ref != "" {
		s = w.server.huma.OpenAPI().Components.Schemas.SchemaFromRef(s.Ref)
	}
	known := map[string]any{
		"cases": []any{w.id}, "reference": "D-1", "unit": w.seed.Units["S1"], "customer_id": w.seed.Customer, "vehicle_id": w.seed.Vehicle, "kind": string(w.kind),
	}
	switch {
	case known[name] != nil && len(s.Enum) == 0 || name == "kind" && slices.Contains(s.Enum, any(string(w.kind))):
		return known[name]
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type == huma.TypeObject:
		object := map[string]any{}
		for _, field := range s.Required {
			object[field] = w.value(field, s.Properties[field])
		}
		return object
	case s.Type == huma.TypeArray:
		return []any{w.value(name, s.Items)}
	case s.Type == huma.TypeBoolean:
		return true
	case s.Type == huma.TypeInteger, s.Type == huma.TypeNumber:
		if s.Minimum != nil {
			return *s.Minimum
		}
		return 1
	}
	return w.text(name, s)
}

func (w *walker) text(name string, s *huma.Schema) string {
	switch {
	case s.Format == "date-time":
		return time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)
	case s.Format == "date":
		return time.Now().Add(-24 * time.Hour).Format(time.DateOnly)
	case s.Format == "uuid":
		return w.seed.Staff["1006"]
	case len(s.Examples) > 0:
		return fmt.Sprint(s.Examples[0])
	case s.Pattern != "":
		return "1.00"
	}
	return strings.Repeat("1", max(1, deref(s.MinLength)))
}

func deref(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
