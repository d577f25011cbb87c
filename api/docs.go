package api

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.html
var docsHTML string

var docsPage = template.Must(template.New("docs").Parse(docsHTML))

// docs is the description as a page for people: no script, nothing loaded from anywhere.
func (s *Server) docs() ([]byte, error) {
	var out bytes.Buffer
	err := docsPage.Execute(&out, map[string]any{
		"API": s.huma.OpenAPI(), "Base": base, "Groups": s.groups(), "Problems": problemRows(), "Schemas": s.schemas(),
	})
	return out.Bytes(), err
}

type docGroup struct {
	Tag        *huma.Tag
	Operations []docOperation
}

type docOperation struct {
	*huma.Operation
	Body    []docField
	Answers []docAnswer
}

type docField struct {
	Name, Kind, Doc string
	Required        bool
}

type docAnswer struct{ Status, Doc string }

// groups are the operations by tag, in the order of the timetable.
func (s *Server) groups() []docGroup {
	api := s.huma.OpenAPI()
	byTag := map[string][]docOperation{}
	for _, path := range slices.Sorted(maps.Keys(api.Paths)) {
		item := api.Paths[path]
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op != nil {
				byTag[op.Tags[0]] = append(byTag[op.Tags[0]], docOperation{op, s.bodyOf(op), answersOf(op)})
			}
		}
	}
	var groups []docGroup
	for _, tag := range api.Tags {
		groups = append(groups, docGroup{tag, byTag[tag.Name]})
	}
	return groups
}

func (s *Server) bodyOf(op *huma.Operation) []docField {
	if op.RequestBody == nil {
		return nil
	}
	if media := op.RequestBody.Content["application/json"]; media != nil {
		return s.fields(media.Schema)
	}
	return []docField{{"body", "file", op.RequestBody.Description, true}}
}

// fields are the properties of an object, the required ones first.
func (s *Server) fields(schema *huma.Schema) []docField {
	for schema.Ref != "" {
		schema = s.huma.OpenAPI().Components.Schemas.SchemaFromRef(schema.Ref)
	}
	var fields []docField
	for name, p := range schema.Properties {
		fields = append(fields, docField{name, kindOf(p), p.Description, slices.Contains(schema.Required, name)})
	}
	slices.SortFunc(fields, func(a, b docField) int {
		if a.Required != b.Required {
			return map[bool]int{true: -1, false: 1}[a.Required]
		}
		return cmp.Compare(a.Name, b.Name)
	})
	return fields
}

func kindOf(p *huma.Schema) string {
	switch {
	case p.Ref != "":
		return p.Ref[len("#/components/schemas/"):]
	case p.Items != nil:
		return "list of " + kindOf(p.Items)
	case p.Format != "":
		return p.Type + " (" + p.Format + ")"
	}
	return p.Type
}

func answersOf(op *huma.Operation) []docAnswer {
	var answers []docAnswer
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		answers = append(answers, docAnswer{status, op.Responses[status].Description})
	}
	return answers
}

type docSchema struct {
	Name   string
	Fields []docField
}

func (s *Server) schemas() []docSchema {
	all := s.huma.OpenAPI().Components.Schemas.Map()
	var schemas []docSchema
	for _, name := range slices.Sorted(maps.Keys(all)) {
		schemas = append(schemas, docSchema{name, s.fields(all[name])})
	}
	return schemas
}

type docProblem struct {
	Code, Title, Hans, Hant, En string
	Status                      int
}

// problemRows is the table of problems, by status and code.
func problemRows() []docProblem {
	var rows []docProblem
	for code, k := range problems {
		rows = append(rows, docProblem{code, http.StatusText(k.status), k.hans, k.hant, k.en, k.status})
	}
	slices.SortFunc(rows, func(a, b docProblem) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Code, b.Code))
	})
	return rows
}
