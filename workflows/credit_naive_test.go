package workflows_test

import (
	"cmp"
	"slices"
	"time"

	"carebook/contract"
	"carebook/models"
)

// naive is an account reckoned the long way: every line in its order, every day in its turn, every sum from the beginning.
// It shares nothing with the ledger's way, and knows V2's numbers by itself.
type naive struct {
	lines  []models.CreditLine // that have happened so far
	owed   []naiveGoods
	held   []naiveHeld
	spare  int64 // paid too much
	above  int   // releases above the limit since it was last met
	window int
	term   int
}

type naiveGoods struct {
	ref  string
	day  time.Time
	left int64
}

type naiveHeld struct {
	ref   string
	money int64
}

// reckon is the account at the end of what its lines say, or of a day if that is later.
func reckon(lines []models.CreditLine, today time.Time) *naive {
	n := &naive{window: 30, term: 30}
	todo := slices.Clone(lines)
	slices.SortFunc(todo, func(a, b models.CreditLine) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.N, b.N)) })
	if len(todo) == 0 {
		return n
	}
	last := today
	if end := date(todo[len(todo)-1].Day); end.After(last) {
		last = end
	}
	for day := date(todo[0].Day); !day.After(last); day = day.Add(24 * time.Hour) {
		n.look(day, "")
		for len(todo) > 0 && date(todo[0].Day).Equal(day) {
			n.take(todo[0])
			n.look(day, todo[0].Way)
			todo = todo[1:]
		}
	}
	return n
}

func date(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

// look counts releases above the limit, and forgets them as soon as the limit is met.
func (n *naive) look(day time.Time, way string) {
	switch {
	case n.exposure() <= n.limit(day):
		n.above = 0
	case way == "first" || way == "last":
		n.above++
	}
}

func (n *naive) take(l models.CreditLine) {
	n.lines = append(n.lines, l)
	switch l.Kind {
	case models.LineGoods:
		n.owed = append(n.owed, naiveGoods{l.Item, date(l.Day), l.Amount})
		n.settle(l.Item, n.release(l.Item))
	case models.LinePayment:
		known := slices.ContainsFunc(n.owed, func(g naiveGoods) bool { return g.ref == l.Item })
		if l.Item != "" && !known {
			n.held = append(n.held, naiveHeld{l.Item, l.Amount})
			return
		}
		n.settle(l.Item, l.Amount)
	case models.LineFreed:
		n.settle("", n.release(l.Item))
	case models.LineWriteOff:
		for i := range n.owed {
			if n.owed[i].ref == l.Item {
				n.owed[i].left = max(0, n.owed[i].left-l.Amount)
			}
		}
	}
	n.settle("", 0)
}

// release is the money that was held for goods.
func (n *naive) release(ref string) (money int64) {
	var others []naiveHeld
	for _, h := range n.held {
		if h.ref == ref {
			money += h.money
		} else {
			others = append(others, h)
		}
	}
	n.held = others
	return money
}

// settle pays the goods of a reference first, then the rest fen by fen from the oldest on.
func (n *naive) settle(ref string, money int64) {
	for i := range n.owed {
		if n.owed[i].ref == ref {
			part := min(money, n.owed[i].left)
			n.owed[i].left, money = n.owed[i].left-part, money-part
		}
	}
	money, n.spare = money+n.spare, 0
	for i := range n.owed {
		part := min(money, n.owed[i].left)
		n.owed[i].left, money = n.owed[i].left-part, money-part
	}
	n.spare = money
}

func (n *naive) exposure() int64 {
	sum := -n.spare
	for _, g := range n.owed {
		sum += g.left
	}
	return sum
}

func (n *naive) limit(day time.Time) int64 {
	var goods, entered, most int64
	for _, l := range n.lines {
		switch ago := day.Sub(date(l.Day)); {
		case l.Kind == models.LineGoods && l.Way != "unauthorised" && ago >= 24*time.Hour && ago <= time.Duration(n.window)*24*time.Hour:
			goods += l.Amount
		case l.Kind == models.LineLimit:
			entered = l.Amount
		case l.Kind == models.LineTerms:
			most = l.Amount
		}
	}
	limit := max(goods, entered)
	if most > 0 {
		limit = min(limit, most)
	}
	return limit
}

// age is that of the oldest goods that aren't paid, in days; 0 when all are.
func (n *naive) age(today time.Time) int {
	for _, g := range n.owed {
		if g.left > 0 {
			return max(0, int(today.Sub(g.day)/(24*time.Hour)))
		}
	}
	return 0
}

// way is how goods can be released today, as V2 says.
func (n *naive) way(amount int64, today time.Time) string {
	limit := n.limit(today)
	small := 3*amount < limit
	switch {
	case n.age(today) > n.term:
		return "special"
	case n.exposure()+amount <= limit:
		return "in_limit"
	case n.above == 0 && small:
		return "first"
	case n.above == 1 && small:
		return "last"
	}
	return "prepay"
}

// same reports what the ledger's figures say otherwise; "" when nothing.
func (n *naive) same(f contract.CreditFigures) string {
	today := date(f.Day)
	var held int64
	for _, h := range n.held {
		held += h.money
	}
	switch {
	case n.limit(today) != f.Limit:
		return "limit"
	case n.exposure() != f.Unpaid:
		return "unpaid"
	case n.age(today) != f.Age:
		return "age"
	case n.above != f.Over:
		return "releases above the limit"
	case held != f.Held:
		return "held"
	}
	return ""
}
