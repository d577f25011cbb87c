package models

import (
	"cmp"
	"slices"
	"time"

	"carebook/contract"
)

// CreditRules are the days by which an account counts, where no grade says otherwise.
type CreditRules struct {
	Window int // goods released in so many days before a day are its limit (V2-1.2)
	Term   int // days in which goods are to be paid (V2-1.4.2)
}

// CreditFiguresOn are the figures of an account on a day, such as 2026-03-06, by the lines that are given: a function of them
// alone, whoever asks and whenever. Lines may come in any order.
func CreditFiguresOn(lines []CreditLine, day string, r CreditRules) contract.CreditFigures {
	return booked(lines, r).on(dayNumber(day))
}

// CreditSeries are the figures at the end of each day from one to another, both included.
func CreditSeries(lines []CreditLine, from, to string, r CreditRules) []contract.CreditFigures {
	lines = inOrder(lines)
	a := newAccount(r)
	var out []contract.CreditFigures
	for day := dayNumber(from); day <= dayNumber(to); day++ {
		for len(lines) > 0 && dayNumber(lines[0].Day) <= day {
			a.book(lines[0])
			lines = lines[1:]
		}
		out = append(out, a.on(day))
	}
	return out
}

// account is what lines add up to, in the order in which they happened.
type account struct {
	rules    CreditRules
	items    []goods
	places   map[string]int   // of items, by reference: no two have the same
	paid     int              // so many of items, from the first, are settled
	goods    map[int]int64    // released, by day
	pool     int64            // paid, and more than there was to pay
	held     map[string]int64 // paid for goods that aren't released, by their reference
	starting int64
	cap      int64 // the most that a limit can be; 0: no most
	term     int
	over     int // releases above the limit since it was last met
	last     int // day of the last line
}

// goods are those of one release, as far as they aren't paid.
type goods struct {
	item string
	day  int
	at   time.Time
	way  string
	left int64
}

func newAccount(r CreditRules) *account {
	return &account{rules: r, term: r.Term, places: map[string]int{}, goods: map[int]int64{}, held: map[string]int64{}}
}

func booked(lines []CreditLine, r CreditRules) *account {
	a := newAccount(r)
	for _, l := range inOrder(lines) {
		a.book(l)
	}
	return a
}

// inOrder are lines as they happened; those of one moment as they were recorded. Nearly always they were recorded as they happened.
func inOrder(lines []CreditLine) []CreditLine {
	byMoment := func(a, b CreditLine) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.N, b.N)) }
	if slices.IsSortedFunc(lines, byMoment) {
		return lines
	}
	return slices.SortedFunc(slices.Values(lines), byMoment)
}

// dayNumber counts days; consecutive ones have consecutive numbers.
func dayNumber(day string) int {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0 // the books hold no such day
	}
	return int(t.Unix() / (24 * 60 * 60))
}

func dayText(n int) string { return time.Unix(int64(n)*24*60*60, 0).UTC().Format(time.DateOnly) }

func (a *account) book(l CreditLine) {
	day := dayNumber(l.Day)
	a.until(day)
	switch l.Kind {
	case LineGoods:
		a.release(l, day)
	case LinePayment:
		a.pay(l)
	case LineFreed:
		a.pool += a.held[l.Item]
		delete(a.held, l.Item)
	case LineWriteOff:
		if g := a.find(l.Item); g != nil {
			g.left -= min(l.Amount, g.left)
		}
	case LineLimit:
		a.starting = l.Amount
	case LineTerms:
		a.cap, a.term = l.Amount, int(l.Days)
	}
	a.settle()
	a.last = day
	above := l.Way == contract.WayFirst || l.Way == contract.WayLast
	switch {
	case a.over == 0 && !above: // whether the limit is met makes no difference
	case a.met(day):
		a.over = 0
	case above:
		a.over++
	}
}

// until looks whether the limit was met on a day on which nothing happened: it moves by itself.
func (a *account) until(day int) {
	for d := a.last + 1; d <= day && a.over > 0; d++ {
		if a.met(d) {
			a.over = 0
		}
	}
}

// release adds goods; what was remitted for them pays them. Goods that left without a release make no limit: they weren't
// invoiced (V2-1.2, V2-3.2).
func (a *account) release(l CreditLine, day int) {
	if l.Way != contract.WayUnauthorised {
		a.goods[day] += l.Amount
	}
	held := a.held[l.Item]
	delete(a.held, l.Item)
	g := goods{l.Item, day, l.At, l.Way, l.Amount - min(held, l.Amount)}
	a.pool += held - min(held, l.Amount)
	a.places[l.Item] = len(a.items)
	a.items = append(a.items, g)
}

// pay settles the goods that a payment names and then the oldest; what is paid for goods that aren't released is held for
// them.
func (a *account) pay(l CreditLine) {
	switch g := a.find(l.Item); {
	case l.Item == "":
		a.pool += l.Amount
	case g == nil:
		a.held[l.Item] += l.Amount
	default:
		part := min(l.Amount, g.left)
		g.left -= part
		a.pool += l.Amount - part
	}
}

// settle pays the oldest goods first from what isn't meant for others.
func (a *account) settle() {
	for i := a.paid; i < len(a.items); i++ {
		g := &a.items[i]
		part := min(a.pool, g.left)
		g.left -= part
		a.pool -= part
		if g.left == 0 && i == a.paid {
			a.paid++
		}
	}
}

func (a *account) find(item string) *goods {
	i, known := a.places[item]
	if !known {
		return nil
	}
	return &a.items[i]
}

// unpaid is what is still to be received, less what was paid too much. What is held for other goods doesn't count.
func (a *account) unpaid() int64 {
	sum := -a.pool
	for _, g := range a.items[a.paid:] {
		sum += g.left
	}
	return sum
}

// limit is that of a day: the goods of the days before it, or what was entered for a customer who has bought little; never
// more than the grade allows.
func (a *account) limit(day int) (limit, goods int64) {
	for d := day - a.rules.Window; d < day; d++ {
		goods += a.goods[d]
	}
	limit = max(goods, a.starting)
	if a.cap > 0 {
		limit = min(limit, a.cap)
	}
	return limit, goods
}

func (a *account) met(day int) bool {
	limit, _ := a.limit(day)
	return a.unpaid() <= limit
}

// on are the figures of a day.
func (a *account) on(day int) contract.CreditFigures {
	a.until(day)
	a.last = max(a.last, day)
	f := contract.CreditFigures{
		Day: dayText(day), Starting: a.starting, Cap: a.cap, Unpaid: a.unpaid(), Term: a.term, Over: a.over,
	}
	f.Limit, f.Goods = a.limit(day)
	for _, held := range a.held {
		f.Held += held
	}
	if g := a.oldest(); g != nil {
		f.Oldest, f.Item, f.Age = dayText(g.day), g.item, max(0, day-g.day)
	}
	return f
}

// oldest are the goods that have waited longest for their money; nil when all are paid.
func (a *account) oldest() *goods {
	for i := range a.items[a.paid:] {
		if g := &a.items[a.paid+i]; g.left > 0 {
			return g
		}
	}
	return nil
}
