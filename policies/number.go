package policies

import (
	"fmt"
	"strconv"
	"strings"

	"carebook/calendar"
)

// Number is one value of a policy as a reader sees it: the clause, the dotted key, the value with its unit, the source.
type Number struct {
	Clause string
	Key    string
	Value  string
	Source Source
}

// numbered is a value that stands beside its clause. As text is how it reads, with its unit.
type numbered interface {
	number() Number
}

func (r Rule[T]) number() Number {
	return Number{Clause: r.Clause, Value: asText(r.Value), Source: r.From()}
}

func (r Rung) number() Number {
	value := r.Role + " without limit"
	if r.UpTo != 0 {
		value = r.Role + " up to " + asText(r.UpTo)
	}
	source := r.Source
	if source == "" {
		source = FromPolicy
	}
	return Number{Clause: r.Clause, Value: value, Source: source}
}

// asText writes a value with its unit.
func asText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case Title:
		return v.all()
	case []string:
		return strings.Join(v, ", ")
	case bool:
		return strconv.FormatBool(v)
	case calendar.Rule:
		return v.String()
	case calendar.Window:
		return v.String()
	case Money:
		return v.String() + " CNY"
	}
	return fmt.Sprint(value)
}

// context completes how the numbers inside read: an announced role says little without what it is told about.
func (a Announce) context() string {
	if a.If == "" {
		return " on " + a.On
	}
	return " on " + a.On + " if " + a.If
}
