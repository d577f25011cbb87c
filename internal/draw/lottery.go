package draw

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"

	"carebook/policies"
)

// format stands first in what is hashed. Another order or encoding is another format, with its own name.
const format = "carebook/draw/1"

// Rate is how many of how many are drawn, in lowest terms: 30 % is 3 of 10. Whole is also the length of a block.
type Rate struct{ Parts, Whole int64 }

// RateOf is the rate of a part of a hundred.
func RateOf(p policies.Percent) Rate {
	a, b := int64(p), int64(100)
	for b != 0 {
		a, b = b, a%b
	}
	return Rate{Parts: int64(p) / a, Whole: 100 / a}
}

func (r Rate) String() string { return fmt.Sprintf("%d/%d", r.Parts, r.Whole) }

// Block is the block that a number lies in, counted from 1 as numbers are.
func (r Rate) Block(n int64) int64 { return (n-1)/r.Whole + 1 }

// Target is how many of the first n are to be drawn when the period is closed: rounded up, and so at least one of any.
func (r Rate) Target(n int64) int64 { return (n*r.Parts + r.Whole - 1) / r.Whole }

// Commitment is what is recorded of a secret before anything is drawn with it.
func Commitment(secret []byte) []byte {
	sum := sha256.Sum256(secret)
	return sum[:]
}

// Lottery draws the numbers of one period.
type Lottery struct {
	Secret []byte
	Event  string // kind of event
	Period string // id of the period
	Rate   Rate
}

// Ticket is what decides about a position (1, 2, … Whole) of a block: HMAC-SHA256 under the secret over the format's name, the
// kind of event, the period, the block and the position, each written as length:text, with a comma behind it.
func (l Lottery) Ticket(block, position int64) []byte {
	h := hmac.New(sha256.New, l.Secret)
	for _, field := range []string{format, l.Event, l.Period, strconv.FormatInt(block, 10), strconv.FormatInt(position, 10)} {
		fmt.Fprintf(h, "%d:%s,", len(field), field)
	}
	return h.Sum(nil)
}

// Order are the numbers of a block, the smallest ticket first. The first Parts of them are drawn.
func (l Lottery) Order(block int64) []int64 {
	type entry struct {
		n      int64
		ticket []byte
	}
	entries := make([]entry, l.Rate.Whole)
	for i := range entries {
		position := int64(i) + 1
		entries[i] = entry{(block-1)*l.Rate.Whole + position, l.Ticket(block, position)}
	}
	slices.SortFunc(entries, func(a, b entry) int { return bytes.Compare(a.ticket, b.ticket) })
	numbers := make([]int64, len(entries))
	for i, e := range entries {
		numbers[i] = e.n
	}
	return numbers
}

// Drawn reports whether the lot has fallen on a number. Numbers begin with 1.
func (l Lottery) Drawn(n int64) bool {
	return slices.Contains(l.Order(l.Rate.Block(n))[:l.Rate.Parts], n)
}
