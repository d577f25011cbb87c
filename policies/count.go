package policies

import (
	"fmt"
	"strconv"
)

// Count is a whole number from 1 to 99, written in quotes.
type Count int

// UnmarshalText reads it.
func (c *Count) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 1 || n > 99 || strconv.Itoa(n) != string(text) {
		return fmt.Errorf("count %s: want a whole number from 1 to 99", quote(string(text)))
	}
	*c = Count(n)
	return nil
}

// MarshalText writes it as it is read.
func (c Count) MarshalText() ([]byte, error) { return []byte(strconv.Itoa(int(c))), nil }
