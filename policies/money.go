package policies

import (
	"fmt"
	"strconv"
	"strings"
)

// Money is an amount in fen (1/100 CNY). At the edge, in files and in JSON of the API, it is a decimal string.
type Money int64

// maxYuan keeps amounts far from overflow; no complaint is about more.
const maxYuan = 1_000_000_000

// ParseMoney reads "1000", "1000.5" or "1000.50": no sign, no separators, at most two decimals.
func ParseMoney(s string) (Money, error) {
	yuan, cents, dotted := strings.Cut(s, ".")
	if !digits(yuan) || (dotted && (!digits(cents) || len(cents) > 2)) || len(yuan) > 10 {
		return 0, fmt.Errorf("amount %q: want CNY as digits with at most two decimals, like 1000.00", s)
	}
	y, err := strconv.ParseInt(yuan, 10, 64)
	if err != nil || y > maxYuan {
		return 0, fmt.Errorf("amount %q: more than %d CNY", s, maxYuan)
	}
	c, _ := strconv.ParseInt((cents + "00")[:2], 10, 64)
	return Money(y*100 + c), nil
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// String is the amount in CNY with two decimals.
func (m Money) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%s%d.%02d", sign, m/100, m%100)
}

// MarshalText gives the decimal string.
func (m Money) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the decimal string.
func (m *Money) UnmarshalText(b []byte) error {
	v, err := ParseMoney(string(b))
	*m = v
	return err
}
