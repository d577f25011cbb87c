package keys

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Field is a kind of personal value that can be found by exact match.
type Field string

// Fields with a blind index. Each has a key of its own: equal values in different fields don't look equal.
const (
	Name       Field = "name"
	Phone      Field = "phone"
	PhoneLast4 Field = "phone_last4"
	Plate      Field = "plate"
	VIN        Field = "vin"
	Reference  Field = "reference" // what another system calls somebody or something
	FollowUp   Field = "follow_up" // code of a complaint by somebody unnamed
	Birthday   Field = "birthday"  // day of a solar or of a lunar year
)

var fields = []Field{Name, Phone, PhoneLast4, Plate, VIN, Reference, FollowUp, Birthday}

// Index is the blind index of a value: equal for all its usual spellings. A value of which nothing is left has an empty
// index, by which nothing may be searched.
func (r *Ring) Index(f Field, value string) []byte {
	v := Normal(f, value)
	if v == "" {
		return []byte{}
	}
	return mac(r.blind[f], []byte(v))
}

// Normal is the one spelling under which a value is found.
func Normal(f Field, value string) string {
	v := strings.TrimSpace(norm.NFKC.String(value))
	switch f {
	case Name:
		return strings.Join(strings.Fields(v), " ")
	case Phone:
		return phone(v)
	case PhoneLast4:
		d := digits(v)
		return d[max(0, len(d)-4):]
	case Reference:
		return v
	default:
		return bare(v)
	}
}

// bare is a plate or VIN without the blanks, dots and dashes people write it with. What stood apart may now join ("A¨" holds a
// blank of its own), so it is written the one way again until nothing changes.
func bare(v string) string {
	for {
		next := norm.NFKC.String(strings.ToUpper(strings.Map(letterOrDigit, v)))
		if next == v {
			return v
		}
		v = next
	}
}

// phone is the number as dialled inside the country, without the trunk zero: 010-6552 9988 and +86 10 6552 9988 are one.
func phone(v string) string {
	d := digits(v)
	if rest, ok := strings.CutPrefix(d, "0086"); ok {
		d = rest
	} else if strings.HasPrefix(v, "+") {
		d = strings.TrimPrefix(d, "86")
	}
	return strings.TrimLeft(d, "0")
}

func digits(v string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, v)
}

func letterOrDigit(r rune) rune {
	if unicode.IsSpace(r) || strings.ContainsRune("-–—·.・_", r) {
		return -1
	}
	return r
}
