package calendar

import (
	"fmt"
	"strings"
	"time"
)

// A Cadence is a duty's rhythm: "every" and a rule, such as "every 7 days" or
// "every Sunday 17:00". Cadences compare with ==; the zero Cadence is none.
type Cadence struct{ rule Rule }

// ParseCadence reads the one spelling of a cadence. A length of one goes without
// its number ("every month"), a festival without its "on".
func ParseCadence(s string) (Cadence, error) {
	text, ok := strings.CutPrefix(s, "every ")
	if !ok {
		return Cadence{}, fmt.Errorf(`cadence %s: want "every" and a rule, such as "every 7 days" or "every Sunday 17:00"`, quoted(s))
	}
	r, err := cadenceRule(text)
	if err != nil {
		return Cadence{}, fmt.Errorf("cadence %s: %w", quoted(s), err)
	}
	c := Cadence{r}
	switch {
	case r.next || r.form == workingDay:
		return Cadence{}, fmt.Errorf(`cadence %s: "next" comes only once, leave it out`, quoted(s))
	case c.String() != s:
		return Cadence{}, fmt.Errorf("cadence %s: write it as %q", quoted(s), c.String())
	}
	return c, nil
}

func cadenceRule(text string) (Rule, error) {
	if u := unitNamed(text); u != noUnit && units[u].most > 0 {
		return Rule{form: length, n: 1, unit: u}, nil
	}
	if anchorForm.MatchString(text) {
		text = "on " + text
	}
	return ParseRule(text)
}

// String gives the spelling ParseCadence accepts; the zero Cadence gives "".
func (c Cadence) String() string {
	switch {
	case c.IsZero():
		return ""
	case c.rule.form == length && c.rule.n == 1:
		return "every " + units[c.rule.unit].one
	}
	return "every " + strings.TrimPrefix(c.rule.String(), "on ")
}

// IsZero reports whether c was never set.
func (c Cadence) IsZero() bool { return c == Cadence{} }

// IsYearly reports whether c comes round with a festival, or so long before or after
// it.
func (c Cadence) IsYearly() bool { return c.rule.form == anchored }

// MarshalText lets JSON and YAML hold the cadence as its string.
func (c Cadence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText wrote; an empty text is the zero Cadence.
func (c *Cadence) UnmarshalText(text []byte) (err error) {
	*c = Cadence{}
	if len(text) > 0 {
		*c, err = ParseCadence(string(text))
	}
	return err
}

// Next is the first time after a moment that a rhythm that began at start comes
// round. A length counts from start, k times over; anything else is the next
// moment of its kind.
func (c *Calendar) Next(cad Cadence, start, after time.Time) (Due, error) {
	if cad.rule.form == length {
		r, err := c.multiple(cad.rule, start, after)
		if err != nil {
			return Due{}, fmt.Errorf("%s from %s: %w", cad, start.Format(time.RFC3339), err)
		}
		return c.Due(start, r)
	}
	w := c.walkFrom(later(start, after), cad.rule)
	w.again = true
	return w.ran(cad.rule, w.count)
}

// multiple is the smallest multiple of r, counted from start, that ends after a
// moment.
func (c *Calendar) multiple(r Rule, start, after time.Time) (Rule, error) {
	times := func(k int) Rule { return Rule{form: length, n: k * r.n, unit: r.unit} }
	ends := func(k int) (bool, error) {
		at, _, err := c.Moment(start, times(k))
		return at.After(after), err
	}
	most := units[r.unit].most / r.n
	low, high := 0, 1 // low times is too early, high times is enough
	for {
		enough, err := ends(high)
		if err != nil {
			return Rule{}, err
		}
		if enough {
			break
		}
		if high == most {
			return Rule{}, fmt.Errorf("it hasn't come round by %s after %d times", after.Format(time.RFC3339), most)
		}
		low, high = high, min(2*high, most)
	}
	for high-low > 1 {
		middle := (low + high) / 2
		enough, err := ends(middle)
		if err != nil {
			return Rule{}, err
		}
		if enough {
			high = middle
		} else {
			low = middle
		}
	}
	return times(high), nil
}
