package api

import (
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// Moments and days that a request names lie in years that every zone can write with four digits: in an answer there is no spelling for
// others, so that what was stored of one could never be read again.
const (
	years       = `^[12][0-9]{3}-`
	yearsInWord = "of the years 1000 to 2999"
)

// sayable is the same for a moment that doesn't come as a field of a request.
func sayable(t time.Time) bool { return t.Year() >= 1000 && t.Year() < 3000 }

// yearly holds every moment and day that an operation takes to those years.
func yearly(doc *huma.OpenAPI, op *huma.Operation) {
	for _, p := range op.Parameters {
		boundYears(doc.Components.Schemas, p.Schema)
	}
	if op.RequestBody == nil {
		return
	}
	for _, media := range op.RequestBody.Content {
		boundYears(doc.Components.Schemas, media.Schema)
	}
}

func boundYears(known huma.Registry, s *huma.Schema) {
	switch {
	case s == nil:
	case s.Ref != "":
		boundYears(known, known.SchemaFromRef(s.Ref))
	case s.Format == "date-time", s.Format == "date":
		s.Pattern, s.PatternDescription = years, yearsInWord
		s.PrecomputeMessages()
	case s.Type == huma.TypeArray:
		boundYears(known, s.Items)
	}
	if s != nil {
		for _, field := range s.Properties {
			boundYears(known, field)
		}
	}
}
