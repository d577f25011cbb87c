package checker

import (
	"cmp"
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"strconv"
)

// accounts (I3) goes through each account event by event: what the ledger decided, the figures it showed, the lines it wrote
// and what it proposed against persons are reckoned again from the lines before. I8, I4 and I6 are seen on the way.
func (c *check) accounts() {
	c.onceEach()
	lines := map[string][]line{}
	for _, l := range c.books.lines {
		lines[l.Case] = append(lines[l.Case], l)
	}
	for _, k := range c.books.cases {
		if k.Kind != account {
			continue
		}
		r := replay{c: c, id: k.ID, lines: lines[k.ID], requests: map[string]*request{}}
		for _, e := range c.streams[k.ID] {
			r.event(e)
		}
		r.end()
		delete(lines, k.ID)
	}
	for id, all := range lines {
		c.violated("I3", id, "%d lines of no account", len(all))
	}
}

// onceEach: a unit books a receipt once, an account releases goods once.
func (c *check) onceEach() {
	seen := map[string]bool{}
	for _, l := range c.books.lines {
		for _, key := range []string{l.Unit + "/" + l.Receipt, l.Case + "/goods/" + l.Item} {
			if l.Receipt == "" && key == l.Unit+"/" || l.Kind != "goods" && key != l.Unit+"/"+l.Receipt {
				continue
			}
			if seen[key] {
				c.violated("I3", l.Case, "%s %s stands in the books twice", l.Kind, cmp.Or(l.Receipt, l.Item))
			}
			seen[key] = true
		}
	}
}

// replay is an account while its events are read.
type replay struct {
	c        *check
	id       string
	lines    []line
	done     int // lines that events have accounted for
	requests map[string]*request
	archived bool
	contract string
	year     int // of the latest balance that was proven
	proposed int64
	closed   bool
}

// decided is what an event should say.
type decided struct{ event, state, way string }

func (r *replay) violated(invariant string, e event, what string, args ...any) {
	r.c.violated(invariant, place(r.id, e.Seq), what, args...)
}

func (r *replay) event(e event) {
	book := reckon(r.lines[:r.done])
	figures, f := book.on(dateOf(e.OccurredAt)), e.what.Facts
	want, decides := r.decide(e, book, figures)
	switch d := e.what.Credit; {
	case decides && (d == nil || want != decided{e.Type, d.State, d.Way}):
		r.violated("I3", e, "%s of %q: %s as %+v, want %+v by %+v", e.Type, f.Item, e.Type, d, want, figures)
	case !decides && d != nil:
		r.violated("I3", e, "%s decides %+v", e.Type, *d)
	case d != nil && (d.Figures == nil || *d.Figures != figures):
		r.violated("I3", e, "it rests on %+v, reckoned %+v", d.Figures, figures)
	}
	r.otherEyes(e)
	r.books(e, book)
	r.persons(e)
	r.learn(e)
	r.stands(e)
}

// decide is what follows from an event's command by the figures; false when it decides about no goods.
func (r *replay) decide(e event, book *ledger, f reckoned) (decided, bool) {
	facts := e.what.Facts
	switch r.c.commandOf(e).Action {
	case "request":
		return r.answer(facts.Amount, f), true
	case "sign_first", "sign_last":
		return r.signed(e, f), true
	case "decide_special":
		if facts.Verdict == "refuse" {
			return refusal, true
		}
		return decided{"released", "released", "special"}, true
	case "settle_review":
		return decided{"released", "released", "review"}, facts.Verdict == "overturn"
	case "plan", "pay":
		return decided{"prepaid", "released", "prepaid"}, r.covered(e, book)
	case "discover":
		return decided{"unauthorised", "unauthorised", "unauthorised"}, true
	case "write_off":
		if g := book.goods(facts.Item); g != nil {
			return decided{"written_off", "", g.way}, true
		}
		return decided{}, true
	case "":
		w := r.lapsed(e)
		return decided{"breached", "declined", ""}, w.waitsFor("prepay")
	}
	return decided{}, false
}

// refusal is what comes of a request that somebody doesn't sign.
var refusal = decided{"declined", "declined", ""}

// signed is what a signature above the limit leads to. Nobody can sign what doesn't wait for it by the figures of that moment.
func (r *replay) signed(e event, f reckoned) decided {
	w := r.request(e.what.Facts.Item)
	switch way := f.way(w.Amount); {
	case e.what.Facts.Verdict == "refuse":
		return refusal
	case w.State == "waiting" && r.eligible(e) && (way == "in_limit" || way == w.Way):
		return decided{"released", "released", way}
	}
	return decided{}
}

// request is one that was made, empty when there is none.
func (r *replay) request(item string) request {
	if w := r.requests[item]; w != nil {
		return *w
	}
	return request{}
}

func (w request) waitsFor(ways ...string) bool {
	return w.State == "waiting" && slices.Contains(ways, w.Way)
}

// answer is the first decision on a request.
func (r *replay) answer(fen int64, f reckoned) decided {
	if !r.eligibleOn(f.Day) {
		return decided{"cash_only", "cash_only", "cash"}
	}
	switch way := f.way(fen); way {
	case "in_limit":
		return decided{"released", "released", way}
	case "special":
		return decided{"special", "waiting", way}
	default:
		return decided{"over_limit", "waiting", way}
	}
}

// covered: whoever remits first gets the goods, with a collection plan (V2-2.2.3).
func (r *replay) covered(e event, book *ledger) bool {
	f := e.what.Facts
	w := r.request(f.Item)
	if !w.waitsFor("first", "last", "prepay") {
		return false
	}
	money, days := book.held[f.Item], w.PlanDays
	if r.c.commandOf(e).Action == "pay" {
		money += f.Amount
	} else {
		days = int64(f.Days)
	}
	return money >= w.Amount && days > 0
}

// lapsed is the request whose time to be remitted for is over, as a mark says.
func (r *replay) lapsed(e event) request {
	if e.Type != "breached" || r.c.struckDuty(e) != "remit" {
		return request{}
	}
	return r.request(r.c.obligation[e.what.Fired.Obligation].Item)
}

// books wants exactly the lines that follow from an event.
func (r *replay) books(e event, book *ledger) {
	want := r.entered(e, book)
	var have []line
	for ; r.done < len(r.lines) && r.lines[r.done].Seq == e.Seq; r.done++ {
		l := r.lines[r.done]
		if l.N != int64(r.done+1) || !l.At.Equal(e.OccurredAt) || l.Day != dateOf(e.OccurredAt) {
			r.violated("I3", e, "line %d is the %d. and of %s at %s", l.N, r.done+1, l.Day, l.At)
		}
		have = append(have, line{Kind: l.Kind, Amount: l.Amount, Item: l.Item, Way: l.Way, Receipt: l.Receipt, Days: l.Days})
	}
	if !slices.Equal(have, want) {
		r.violated("I3", e, "%s enters %+v, want %+v", e.Type, have, want)
	}
}

// entered are those lines.
func (r *replay) entered(e event, book *ledger) []line {
	f, way, item := e.what.Facts, "", e.what.Facts.Item
	if d := e.what.Credit; d != nil {
		way, item = d.Way, d.Item
	}
	fen := f.Amount
	if w := r.requests[item]; w != nil && e.Type != "unauthorised" {
		fen = w.Amount
	}
	goods := line{Kind: "goods", Amount: fen, Item: item, Way: way}
	paid := line{Kind: "payment", Amount: f.Amount, Item: f.Item, Receipt: f.Receipt}
	switch e.Type {
	case "released", "unauthorised":
		return []line{goods}
	case "prepaid":
		if f.Receipt == "" {
			return []line{goods}
		}
		return []line{paid, goods}
	case "paid":
		return []line{paid}
	case "written_off":
		return []line{{Kind: "write_off", Amount: book.rest(item), Item: item}}
	case "limit_set":
		return []line{{Kind: "limit", Amount: r.proposed}}
	case "graded":
		return []line{{Kind: "terms", Days: termDays}}
	case "declined", "breached":
		if e.what.Credit != nil && book.held[item] > 0 {
			return []line{{Kind: "freed", Amount: book.held[item], Item: item}}
		}
	}
	return nil
}

// persons: goods without a release are borne in equal parts (V2-3.2), a bad debt of the last release by whoever signed it
// (V2-3.3), any other by whoever asked for it, as far as somebody enters by hand.
func (r *replay) persons(e event) {
	var want, have []string
	switch f := e.what.Facts; e.Type {
	case "unauthorised":
		n := int64(len(f.Bearers))
		for i, who := range f.Bearers {
			part := f.Amount / n
			if i == 0 {
				part += f.Amount % n
			}
			want = append(want, fmt.Sprint(who, " ", part))
		}
	case "written_off":
		want = r.debtor(e)
	}
	for _, x := range r.c.books.entries {
		if x.Case == r.id && x.Seq == e.Seq && !x.Obligation.Valid && !x.ContraOf.Valid {
			amount := "by hand"
			if x.Amount.Valid {
				amount = strconv.FormatInt(x.Amount.Int64, 10)
			}
			have = append(have, x.Staff+" "+amount)
		}
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(want, have) {
		r.violated("I3", e, "%s is borne by %v, want %v", e.Type, have, want)
	}
}

func (r *replay) debtor(e event) []string {
	d, w := e.what.Credit, r.request(e.what.Facts.Item)
	switch {
	case d == nil || d.Way == "unauthorised":
		return nil
	case d.Way == "last":
		return []string{fmt.Sprint(w.Signer.String, " ", d.Amount)}
	}
	return []string{w.Requester + " by hand"}
}

// otherEyes (I8): whoever asked for goods doesn't sign for them, whoever decided doesn't review that.
func (r *replay) otherEyes(e event) {
	w, action := r.request(e.what.Facts.Item), r.c.commandOf(e).Action
	signs := slices.Contains([]string{"sign_first", "sign_last", "decide_special", "settle_review"}, action)
	if signs && e.Actor == w.Requester || action == "settle_review" && e.Actor == w.Signer.String {
		r.violated("I8", e, "%s by whoever asked for it or decided it", action)
	}
}

// learn takes over what an event says.
func (r *replay) learn(e event) {
	f := e.what.Facts
	switch e.Type {
	case "proven":
		r.archived, r.contract = r.archived || f.Year == 0 && f.Contract == "", cmp.Or(f.Contract, r.contract)
		r.year = max(r.year, f.Year)
	case "limit_proposed":
		r.proposed = f.Amount
	case "account_closed", "account_reopened":
		r.closed = e.Type == "account_closed"
	case "planned", "prepaid":
		if w := r.requests[f.Item]; w != nil && r.c.commandOf(e).Action == "plan" {
			w.PlanDays = int64(f.Days)
		}
	case "review_asked":
		r.reviewed(f.Item, "asked")
	case "upheld":
		r.reviewed(f.Item, "upheld")
	}
	if d := e.what.Credit; d != nil && d.State != "" && d.Figures != nil {
		r.learnDecision(e, *d)
	}
}

func (r *replay) reviewed(item, how string) {
	if w := r.requests[item]; w != nil {
		w.Review = how
	}
}

func (r *replay) learnDecision(e event, d decision) {
	w := r.requests[d.Item]
	if w == nil {
		w = &request{Case: r.id, Item: d.Item, Amount: e.what.Facts.Amount, Requester: e.Actor}
		if e.what.Facts.Planned {
			w.PlanDays = int64(e.what.Facts.Days)
		}
		w.first, r.requests[d.Item] = *d.Figures, w
	} else {
		w.later = *d.Figures
		if e.Actor != "" {
			w.Signer = sql.NullString{String: e.Actor, Valid: true}
		}
	}
	if w.State, w.Way = d.State, d.Way; d.Way == "review" {
		w.Review = "overturned"
	}
	if d.State == "unauthorised" {
		w.Amount = e.what.Facts.Amount
	}
}

func (r *replay) eligible(e event) bool { return r.eligibleOn(dateOf(e.OccurredAt)) }

// eligibleOn: the archive, the contract, and the balance of the year before (V2-1.1).
func (r *replay) eligibleOn(day string) bool {
	year, _ := strconv.Atoi(day[:4]) // a day as it is written above
	return r.archived && r.contract != "" && r.year >= year-1
}

// stands (I6): the status is what the proofs say.
func (r *replay) stands(e event) {
	want := map[bool]string{true: "eligible", false: "not_eligible"}[r.eligible(e)]
	switch have := e.what.Status; {
	case r.closed || e.Type == "opened" || ended(have), e.Actor == "" && e.Type != "breached":
	case e.Actor == "" && have == "not_eligible": // at the year's change
	case have != want:
		r.violated("I6", e, "it is %s, by its proofs %s", have, want)
	}
}

// end compares the requests of the books with those that the events tell of; each waiting one is owed by somebody (I4).
func (r *replay) end() {
	if r.done != len(r.lines) {
		r.c.violated("I3", r.id, "%d lines, events account for %d", len(r.lines), r.done)
	}
	n := 0
	for _, row := range r.c.books.requests {
		if row.Case != r.id {
			continue
		}
		n++
		row.first, row.later, row.figures, row.signed = shown(row.figures), shown(row.signed), nil, nil
		if w := r.request(row.Item); !reflect.DeepEqual(row, w) {
			r.c.violated("I3", r.id, "request %s is %+v, its events say %+v", row.Item, row, w)
		}
	}
	if n != len(r.requests) {
		r.c.violated("I3", r.id, "%d requests, its events tell of %d", n, len(r.requests))
	}
	if !r.c.kase[r.id].Ended {
		r.owed()
	}
}

// waitDuties are what is owed for a request that waits.
var waitDuties = map[string]string{"first": "sign_first", "last": "sign_last", "special": "decide_special", "prepay": "remit"}

// owed (I4): somebody owes the decision on each request that waits and on each review, and the money for the oldest goods, and
// nothing else of that kind.
func (r *replay) owed() {
	want := map[string]int{}
	for item, w := range r.requests {
		if w.State == "waiting" {
			want[waitDuties[w.Way]+"/"+item]++
		}
		if w.Review == "asked" {
			want["settle_review/"+item]++
		}
	}
	if g := reckon(r.lines).oldest(); g != nil {
		want["collect/"+g.item]++
	}
	for _, o := range r.c.books.obligations {
		if o.Case != r.id || o.State != "open" {
			continue
		}
		switch o.Duty {
		case "sign_first", "sign_last", "decide_special", "remit", "settle_review", "collect":
			want[o.Duty+"/"+o.Item]--
		}
	}
	for what, n := range want {
		if n != 0 {
			r.c.violated("I4", r.id, "%s is missing %d times", what, n)
		}
	}
}
