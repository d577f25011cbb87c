package api

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"carebook/models"
	"carebook/policies"
)

// called reports whether a reader finds a word for a value of a field, as the description tells him to look.
func called(field, value string) bool {
	_, qualified := words[field+"."+value]
	_, plain := words[value]
	return qualified || plain
}

// listsOf are the lists of words in a file that are wanted, by their variable.
func listsOf(t *testing.T, path string, wanted ...string) map[string][]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string][]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !slices.Contains(wanted, spec.Names[0].Name) {
			return true
		}
		ast.Inspect(spec, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				word, _ := strconv.Unquote(lit.Value)
				lists[spec.Names[0].Name] = append(lists[spec.Names[0].Name], word)
			}
			return true
		})
		return false
	})
	return lists
}

func TestEveryWordThatAPolicyMaySayIsCalledSomething(t *testing.T) {
	said := map[string][]string{"severity": policies.Severities(), "file": policies.ArchiveFiles(), "fault": policies.ArchiveFaults(), "contract": policies.CreditContracts(), "cause": policies.CreditCauses(), "event": {"entry_proposed"}}
	for _, family := range policies.Families() {
		said["kind"] = append(said["kind"], family)
		said["action"] = append(said["action"], policies.Actions(family)...)
		said["duty"] = append(said["duty"], policies.Duties(family)...)
		said["event"] = append(said["event"], policies.Events(family)...)
	}
	for path, fields := range map[string]map[string]string{
		"../policies/vocabulary.go":       {"channels": "channel", "majorKinds": "major_kind", "natures": "nature", "entries": "kind"},
		"../policies/complaint_beside.go": {"media": "medium"},
		"../policies/archive.go":          {"archiveSteps": "done"},
		"../policies/check_returnvisit.go": {
			"visitEvents": "event", "visitCycles": "cycle", "visitMedia": "medium", "visitClasses": "class", "visitWaivers": "verdict",
			"visitKinds": "customer_kind",
		},
		"../policies/retention.go": {"retentionRecords": "record", "retentionMethods": "method"},
		"../policies/visit.go":     {"visitPurposes": "purpose", "visitObjects": "object", "visitWays": "way", "visitMatters": "matter", "visitRequests": "item"},
		"../policies/visitplan.go": {"visitCounted": "quota", "visitPeriods": "per"},
		"../policies/lead.go": {
			"leadSources": "source", "leadClasses": "class", "leadMedia": "medium", "leadResults": "result", "leadReasons": "opening",
			"leadForm": "done", "leadKinds": "cadence",
		},
		"../policies/loan.go": {"loanPurposes": "purpose", "loanRelations": "relation", "loanWhole": "done", "loanRecords": "record"},
		"../policies/erasure.go": {
			"erasureChannels": "channel", "erasureAskers": "asker", "erasureProofs": "proof", "erasureConflicts": "conflict",
			"erasureRefusals": "ground", "erasureRestrictions": "ground",
		},
	} {
		lists := listsOf(t, path, slices.Collect(maps.Keys(fields))...)
		for list, field := range fields {
			if len(lists[list]) == 0 {
				t.Errorf("%s has no list %s", path, list)
			}
			said[field] = append(said[field], lists[list]...)
		}
	}
	for field, values := range said {
		for _, value := range values {
			if !called(field, value) {
				t.Errorf("%s %s isn't called anything: add it to words", field, value)
			}
		}
	}
}

func TestEveryWordOfTheShippedPoliciesIsCalledSomething(t *testing.T) {
	for _, p := range shipped().Policies() {
		if p.Process() == nil {
			continue
		}
		if f := p.Process().Fines; f != nil {
			for violation := range f.Violations {
				if !called("violation", violation) {
					t.Errorf("%s: violation %s isn't called anything", p.ID, violation)
				}
			}
			if !called("mode", f.Mode.Value) {
				t.Errorf("%s: mode %s isn't called anything", p.ID, f.Mode.Value)
			}
		}
		if p.Complaint != nil {
			for way := range p.Complaint.Settlements {
				if !called("settlement", way) {
					t.Errorf("%s: settlement %s isn't called anything", p.ID, way)
				}
			}
		}
	}
	for _, word := range []string{models.EntryFine, models.EntryPayCut} {
		if !called("kind", word) {
			t.Errorf("entries of the kind %s aren't called anything", word)
		}
	}
	for _, action := range []string{"confirm_entry", "reject_entry", "reverse_entry", "record_absence", "end_absence", "add_calendar", "import",
		"add_staff", "propose_role", "confirm_role", "reject_role", "end_role", "leave", "hand_over_duties", "substitute", "set_superior"} {
		if !called("action", action) {
			t.Errorf("action %s isn't called anything", action)
		}
	}
}

// What an answer or a question may say of a field stands in the description.
func TestEveryEnumOfTheDescriptionIsCalledSomething(t *testing.T) {
	doc, seen := closed().server.huma.OpenAPI(), 0
	look := func(where, name string, s *huma.Schema) {
		if s == nil {
			return
		}
		values := s.Enum
		if s.Items != nil {
			values = append(slices.Clone(values), s.Items.Enum...)
		}
		if name == "step" {
			name = "event"
		}
		for _, value := range values {
			seen++
			if text, ok := value.(string); ok && !isSort(name) && !called(name, text) {
				t.Errorf("%s: %s %s isn't called anything: add it to words", where, name, text)
			}
		}
	}
	for id, schema := range doc.Components.Schemas.Map() {
		for name, property := range schema.Properties {
			look(id, name, property)
		}
	}
	for path, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				look(path, p.Name, p.Schema)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d words stand in the description", seen)
	}
}

// isSort reports that a parameter's values name fields, with a sign that says the direction.
func isSort(name string) bool { return name == "sort" }

func TestWordsAndRolesAreSaidInTheCallersLanguage(t *testing.T) {
	c := openLite(t)
	for lang, want := range map[string][3]string{
		"en":      {"in person", "signed for by the archivist", "General manager"},
		"zh-Hans": {"上门", "已签收", "总经理"},
		"zh-Hant": {"上門", "已簽收", "總經理"},
	} {
		r := c.want(c.do(ask{method: http.MethodGet, path: base + "/words", badge: "1006", headers: map[string]string{"Accept-Language": lang}}), 200, "")
		said, roles := r.JSON["words"].(map[string]any), r.JSON["roles"].(map[string]any)
		equal(t, lang, [3]string{said["medium.visit"].(string), said["event.signed"].(string), roles["general_manager"].(string)}, want)
		if len(said) != len(words) || len(roles) != len(shipped().Roles()) {
			t.Errorf("%s: %d words, %d roles", lang, len(said), len(roles))
		}
		for key, text := range said {
			if strings.TrimSpace(text.(string)) == "" {
				t.Errorf("%s: %s is said as nothing", lang, key)
			}
		}
	}
	c.want(c.get("", base+"/words"), 401, "unauthenticated")
}
