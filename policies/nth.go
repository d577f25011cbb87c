package policies

import (
	"fmt"
	"strconv"
	"strings"
)

// Nth is a place in a row, from 1. In files it is an English ordinal: 2nd.
type Nth int

// String is the ordinal.
func (n Nth) String() string {
	suffix := "th"
	if tens := n % 100; tens < 11 || tens > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(int(n)) + suffix
}

// MarshalText gives the ordinal.
func (n Nth) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads the ordinal, up to the 999th.
func (n *Nth) UnmarshalText(b []byte) error {
	number := strings.TrimRight(string(b), "stndrh")
	if i, err := strconv.Atoi(number); err == nil && i > 0 && i < 1000 && digits(number) {
		if *n = Nth(i); n.String() == string(b) {
			return nil
		}
		return fmt.Errorf("place %q: write it as %s", b, *n)
	}
	return fmt.Errorf("place %q: want an ordinal, like 2nd or 3rd", b)
}

// Percent is a whole part of a hundred, from 1 to 100. In files it is written with its sign: 10 %.
type Percent int64

// String is the number with its sign.
func (p Percent) String() string { return strconv.FormatInt(int64(p), 10) + " %" }

// MarshalText gives the number with its sign.
func (p Percent) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the number with its sign.
func (p *Percent) UnmarshalText(b []byte) error {
	number, signed := strings.CutSuffix(string(b), " %")
	i, err := strconv.Atoi(number)
	if !signed || err != nil || i < 1 || i > 100 || strconv.Itoa(i) != number {
		return fmt.Errorf("part %q: want a whole number from 1 to 100 with its sign, like 10 %%", b)
	}
	*p = Percent(i)
	return nil
}
