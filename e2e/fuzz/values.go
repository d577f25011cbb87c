package fuzz

import (
	"fmt"
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// maker makes the values of one request. Moments lie around now, the moment at which the world was made.
type maker struct {
	*rand.Rand
	w    *World
	unit string // most ids are of this unit
	now  time.Time
}

// one chooses one of several.
func one[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// chance is true in n of 100 cases.
func (m *maker) chance(n int) bool { return m.IntN(100) < n }

// value is one that a schema allows; at the edge of what it allows when edge is set. name is what the field is called.
func (m *maker) value(s *openapi3.Schema, name string, edge bool) any {
	if len(s.Enum) > 0 {
		return one(m.Rand, s.Enum)
	}
	switch {
	case s.Type.Is("object"):
		return m.object(s, edge)
	case s.Type.Is("array"):
		return m.list(s, name, edge)
	case s.Type.Is("integer"), s.Type.Is("number"):
		return m.number(s, edge)
	case s.Type.Is("boolean"):
		return m.chance(50)
	}
	return m.text(s, name, edge)
}

func (m *maker) object(s *openapi3.Schema, edge bool) map[string]any {
	out := map[string]any{}
	names := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names) // the same seed makes the same request
	for _, name := range names {
		likely := 30
		if name == "occurred_at" {
			likely = 8
		}
		if slices.Contains(s.Required, name) || m.chance(likely) {
			out[name] = m.value(s.Properties[name].Value, name, edge)
		}
	}
	return out
}

func (m *maker) list(s *openapi3.Schema, name string, edge bool) []any {
	n := int(s.MinItems) + m.IntN(3)
	if edge {
		n = int(s.MinItems)
		if s.MaxItems != nil && m.chance(30) {
			n = int(min(*s.MaxItems, 50))
		}
	}
	out := make([]any, n)
	for i := range out {
		out[i] = m.value(s.Items.Value, name, edge)
	}
	return out
}

func (m *maker) number(s *openapi3.Schema, edge bool) any {
	low, high := 0.0, 1000.0
	if s.Min != nil {
		low = *s.Min
	}
	if s.Max != nil {
		high = *s.Max
	}
	if edge {
		return one(m.Rand, []float64{low, high})
	}
	return low + float64(m.IntN(int(high-low)+1))
}

// resources says of which resource a field's id is.
var resources = map[string]string{
	"unit": "units", "customer_id": "customers", "vehicle_id": "vehicles", "earlier_id": "complaints", "into": "complaints", "complaint": "complaints",
	"case": "cases", "cases": "cases", "attachment": "attachments", "subjects": "staff", "assignee": "staff", "handler": "staff", "person": "staff",
	"consultant": "staff", "seller": "staff", "visitor": "staff", "liable": "staff", "bearers": "staff", "superior": "staff",
}

// text is a string: an id where the name says whose it is, else a word, a moment, or free text.
func (m *maker) text(s *openapi3.Schema, name string, edge bool) string {
	if resource := resources[name]; resource != "" {
		return m.id(resource)
	}
	switch {
	case s.Format == "date-time" && edge:
		return one(m.Rand, []string{"9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z"})
	case s.Format == "date" && edge:
		return one(m.Rand, []string{"9999-12-31", "0001-01-01", "0000-01-01", "1969-12-31"})
	}
	switch s.Format {
	case "date-time":
		return m.now.Add(time.Duration(m.IntN(2000)-1000) * time.Minute).Format(time.RFC3339)
	case "date":
		return m.now.Add(time.Duration(m.IntN(60)-30) * 24 * time.Hour).Format(time.DateOnly)
	case "uuid":
		return m.madeUp()
	}
	if s.Pattern != "" {
		if words := vocabulary[name]; len(words) > 0 && m.chance(80) {
			return one(m.Rand, words)
		}
		return m.matching(s.Pattern)
	}
	if words := vocabulary[name]; len(words) > 0 && m.chance(80) {
		return one(m.Rand, words)
	}
	return m.free(s, edge)
}

func (m *maker) free(s *openapi3.Schema, edge bool) string {
	most := 40
	if s.MaxLength != nil {
		most = int(*s.MaxLength)
	}
	if edge {
		n := one(m.Rand, []int{int(s.MinLength), most})
		return strings.Repeat(one(m.Rand, []string{"x", "键", "\U00020000"}), n)
	}
	text := one(m.Rand, []string{"刹车异响，三次维修未解决", "客戶不滿意", "It rattles.", "ok", "D-17", "100.00"})
	return string([]rune(text)[:min(most, len([]rune(text)))])
}

// vocabulary are words that the shipped policies know: with them a request comes further than the description can tell.
var vocabulary = map[string][]string{
	"severity": {"ordinary", "important", "major"}, "channel": {"visit", "phone", "letter"}, "nature": {"service", "quality"},
	"medium": {"phone", "visit", "sms"}, "result": {"reached", "progress", "no_answer"}, "source": {"call_in", "visitor", "introduced"},
	"class": {"a", "b", "c"}, "event": {"move_in", "repair_finished"}, "clause": {"V13-2.4b", "S2-3.1", "V4-4.1"}, "item": {"invoice", "1", "contract"},
	"amount": {"0.00", "0.01", "800.00", "5000.00", "99999999.99"}, "currency": {"CNY"}, "reference": {"D-1", "D-2"}, "receipt": {"R-1", "R-2"},
	"phone": {"13800000001", "+86 138 0000 0002"}, "grade": {"a", "b"}, "major_kind": {"repeated"}, "settlement": {"none"}, "code": {"new_car"},
	"kind": {"complaint", "archive"}, "role": {"archivist", "sales_manager"}, "state": {"there", "missing"}, "question": {"quality"},
}

// id is one of a resource: mostly of the unit, sometimes of another, sometimes of nothing.
func (m *maker) id(resource string) string {
	all := m.w.of(resource, m.unit)
	if n := m.IntN(100); n < 15 || len(all) == 0 {
		others := m.w.IDs[resource]
		if n < 5 || len(others) == 0 {
			return m.madeUp()
		}
		return one(m.Rand, others).ID
	}
	return one(m.Rand, all)
}

// madeUp is an id of nothing, in the form in which the counter makes ids.
func (m *maker) madeUp() string {
	return fmt.Sprintf("%08x-%04x-7%03x-8%03x-%012x", m.Uint32(), m.IntN(1<<16), m.IntN(1<<12), m.IntN(1<<12), m.Uint64()>>16)
}

// matching is a text that a pattern of the description matches.
func (m *maker) matching(pattern string) string {
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return pattern
	}
	var b strings.Builder
	m.expand(&b, parsed)
	return b.String()
}

func (m *maker) expand(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		i := 2 * m.IntN(len(re.Rune)/2)
		b.WriteRune(re.Rune[i] + m.Int32N(re.Rune[i+1]-re.Rune[i]+1))
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			m.expand(b, sub)
		}
	case syntax.OpAlternate:
		m.expand(b, one(m.Rand, re.Sub))
	case syntax.OpQuest, syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		low, high := bounds(re)
		for range low + m.IntN(high-low+1) {
			m.expand(b, re.Sub[0])
		}
	}
}

// bounds says how often a part of a pattern may be repeated, as far as we care.
func bounds(re *syntax.Regexp) (low, high int) {
	switch re.Op {
	case syntax.OpQuest:
		return 0, 1
	case syntax.OpStar:
		return 0, 4
	case syntax.OpPlus:
		return 1, 5
	}
	if re.Max < 0 {
		return re.Min, re.Min + 4
	}
	return re.Min, re.Max
}
