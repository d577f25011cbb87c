package checker

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"
)

// The automaton of a customer's account (PF-11, PF-12), as a table like that of a complaint. Which of the two first statuses it
// has, its proofs say.
var accountTransitions = map[string]map[string][]string{
	"":             {"opened": {"not_eligible"}},
	"not_eligible": inBooks("not_eligible", "eligible"),
	"eligible":     inBooks("not_eligible", "eligible"),
	"account_closed": {
		"account_reopened": {"not_eligible", "eligible"}, "proven": {"account_closed"}, "limit_set": {"account_closed"}, "limit_kept": {"account_closed"},
		"paid": {"account_closed"}, "unauthorised": {"account_closed"}, "written_off": {"account_closed"}, "review_asked": {"account_closed"},
		"upheld": {"account_closed"}, "released": {"account_closed"}, "assessed": {"account_closed"}, "graded": {"account_closed"},
		"reassess_due": {"account_closed"},
	},
}

// inBooks are the events of an account that isn't closed.
func inBooks(to ...string) map[string][]string {
	all := map[string][]string{"account_closed": {"account_closed"}}
	for _, event := range append(slices.Clone(anywhere), "proven", "limit_proposed", "limit_set", "limit_kept", "released", "over_limit",
		"cash_only", "special", "declined", "prepaid", "planned", "paid", "unauthorised", "written_off", "review_asked", "upheld", "assessed",
		"graded", "reassess_due") {
		all[event] = to
	}
	return all
}

// line is something that moves an account's figures.
type line struct {
	Case, Unit, Kind, Item, Way, Receipt, Day string
	N, Amount, Days, Seq                      int64
	At                                        time.Time
}

// request is a request for goods, as its row has it or as its events tell.
type request struct {
	Case, Item, State, Way, Review string
	Amount                         int64
	Signer                         sql.NullString
	PlanDays                       int64
	Requester                      string
	figures, signed                []byte   // as the row keeps them
	first, later                   reckoned // as its events tell: those of the first decision and of the last
}

func readAccounts(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.lines, err = rows(ctx, tx, `SELECT case_id, unit_id, kind, item, way, receipt, day, n, amount, days, seq, at FROM credit_lines
		ORDER BY case_id, n`, func(l *line) []any {
		return []any{&l.Case, &l.Unit, &l.Kind, &l.Item, &l.Way, &l.Receipt, &l.Day, &l.N, &l.Amount, &l.Days, &l.Seq, &l.At}
	})
	if err != nil {
		return err
	}
	b.requests, err = rows(ctx, tx, `SELECT case_id, item, state, way, review, amount, signer_id, plan_days, requester_id, figures, signed
		FROM credit_requests ORDER BY case_id, item`, func(r *request) []any {
		return []any{&r.Case, &r.Item, &r.State, &r.Way, &r.Review, &r.Amount, &r.Signer, &r.PlanDays, &r.Requester, &r.figures, &r.signed}
	})
	return err
}

// reckoned are the figures that a decision shows.
type reckoned struct {
	Day      string `json:"d"`
	Limit    int64  `json:"l"`
	Goods    int64  `json:"v"`
	Starting int64  `json:"s"`
	Cap      int64  `json:"c"`
	Unpaid   int64  `json:"u"`
	Held     int64  `json:"h"`
	Oldest   string `json:"o"`
	Item     string `json:"i"`
	Age      int    `json:"a"`
	Term     int    `json:"t"`
	Over     int    `json:"n"`
}

// V2's numbers: the days whose goods are a limit, the days in which goods are to be paid, and the releases above the limit.
const (
	windowDays = 30
	termDays   = 30
)

var overWays = []string{"first", "last"}

// shanghai is the business zone of all that is judged here.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

func dateOf(at time.Time) string { return at.In(shanghai).Format(time.DateOnly) }

// daysBetween are those from one date to another.
func daysBetween(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

func dayAfter(day string) string {
	t, _ := time.Parse(time.DateOnly, day) // a day of the books
	return t.Add(24 * time.Hour).Format(time.DateOnly)
}

// ledger is an account reckoned by hand from its lines, one at a time: who owes for what, and what lies there for whom.
type ledger struct {
	lines []line // so far
	left  []left
	held  map[string]int64
	spare int64
	over  int
	term  int
	last  string
}

// left is what is still to be paid for goods.
type left struct {
	item, day, way string
	fen            int64
}

// reckon adds up lines in the order in which they happened.
func reckon(lines []line) *ledger {
	l := &ledger{held: map[string]int64{}, term: termDays}
	for _, x := range slices.SortedFunc(slices.Values(lines), func(a, b line) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.N, b.N))
	}) {
		l.passTo(x.Day)
		l.take(x)
		l.last = x.Day
		switch {
		case l.unpaid() <= l.limit(x.Day):
			l.over = 0
		case slices.Contains(overWays, x.Way):
			l.over++
		}
	}
	return l
}

// passTo lets days go by: on each the limit may be met again without anything happening.
func (l *ledger) passTo(day string) {
	for l.last != "" && l.last < day {
		if l.last = dayAfter(l.last); l.unpaid() <= l.limit(l.last) {
			l.over = 0
		}
	}
}

func (l *ledger) take(x line) {
	l.lines = append(l.lines, x)
	switch goods := l.goods(x.Item); x.Kind {
	case "goods":
		l.left = append(l.left, left{x.Item, x.Day, x.Way, x.Amount})
		l.pay(x.Item, l.held[x.Item])
		delete(l.held, x.Item)
	case "payment":
		if x.Item != "" && goods == nil {
			l.held[x.Item] += x.Amount
			return
		}
		l.pay(x.Item, x.Amount)
	case "freed":
		l.pay("", l.held[x.Item])
		delete(l.held, x.Item)
	case "write_off":
		if goods != nil {
			goods.fen -= min(x.Amount, goods.fen)
		}
	case "terms":
		l.term = int(x.Days)
	}
}

func (l *ledger) goods(item string) *left {
	for i := range l.left {
		if l.left[i].item == item {
			return &l.left[i]
		}
	}
	return nil
}

// rest is what isn't paid of goods.
func (l *ledger) rest(item string) int64 {
	if g := l.goods(item); g != nil {
		return g.fen
	}
	return 0
}

// pay settles the goods that a payment is for, then the oldest.
func (l *ledger) pay(item string, fen int64) {
	if g := l.goods(item); g != nil {
		part := min(fen, g.fen)
		g.fen, fen = g.fen-part, fen-part
	}
	l.spare += fen
	for i := range l.left {
		part := min(l.spare, l.left[i].fen)
		l.left[i].fen, l.spare = l.left[i].fen-part, l.spare-part
	}
}

func (l *ledger) unpaid() int64 {
	sum := -l.spare
	for _, g := range l.left {
		sum += g.fen
	}
	return sum
}

// limit is the goods of the days before a day, or what was entered by hand.
func (l *ledger) limit(day string) int64 { return max(l.before(day), l.starting()) }

func (l *ledger) before(day string) (sum int64) {
	for _, x := range l.lines {
		if ago := daysBetween(x.Day, day); x.Kind == "goods" && x.Way != "unauthorised" && ago >= 1 && ago <= windowDays {
			sum += x.Amount
		}
	}
	return sum
}

func (l *ledger) starting() (fen int64) {
	for _, x := range l.lines {
		if x.Kind == "limit" {
			fen = x.Amount
		}
	}
	return fen
}

func (l *ledger) oldest() *left {
	for i := range l.left {
		if l.left[i].fen > 0 {
			return &l.left[i]
		}
	}
	return nil
}

// on are the figures of a day.
func (l *ledger) on(day string) reckoned {
	l.passTo(day)
	f := reckoned{
		Day: day, Limit: l.limit(day), Goods: l.before(day), Starting: l.starting(), Unpaid: l.unpaid(), Term: l.term, Over: l.over,
	}
	for _, fen := range l.held {
		f.Held += fen
	}
	if g := l.oldest(); g != nil {
		f.Oldest, f.Item, f.Age = g.day, g.item, max(0, daysBetween(g.day, day))
	}
	return f
}

// way is how goods can be released by the figures, by both readings of the limit: "special" when something is older than
// the term, above the limit only what is truly less than a third of it (V2-2.2.1, V2-2.2.2).
func (f reckoned) way(fen int64) string {
	switch {
	case f.Age > f.Term:
		return "special"
	case f.Unpaid+fen <= f.Limit:
		return "in_limit"
	case f.Over < len(overWays) && 3*fen < f.Limit:
		return overWays[f.Over]
	}
	return "prepay"
}

// shown reads figures as a row keeps them; none are none.
func shown(data []byte) (f reckoned) {
	if len(data) > 0 && json.Unmarshal(data, &f) != nil {
		return reckoned{Day: "unreadable"}
	}
	return f
}
