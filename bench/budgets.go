package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"carebook/bench/load"
)

// budget is one promise of docs/bench.md, and what this run says of it.
type budget struct {
	what, want, got string
	holds           bool
	info            bool // a figure without a promise
}

// The promises.
const (
	openingShare = 0.7 // of the rate of an empty workflow's Update-with-Start
	actionShare  = 0.5 // of its Update
	burstShare   = 0.8 // of the rate at which empty workflows resume from timers
	slowerBusy   = 3.0 // p99 of staff actions during a burst, against idle
	actionEvents = 6
	movingEvents = 8
	actionBytes  = 4 << 10
	listP95      = 200 * time.Millisecond
)

func (r *report) printBudgets(w io.Writer) bool {
	all := r.budgets()
	fmt.Fprintln(w, "\nBudgets: ratios are taken within a round, then the median (least … most)")
	fmt.Fprintln(w, "  what\tpromised\tfound\t")
	for _, b := range all {
		verdict := "holds"
		switch {
		case b.info:
			verdict = ""
		case !b.holds:
			verdict = "MISSED"
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", b.what, b.want, b.got, verdict)
	}
	return !slices.ContainsFunc(all, func(b budget) bool { return !b.info && !b.holds })
}

func (r *report) budgets() []budget {
	return slices.Concat(r.rateBudgets(), r.historyBudgets(), r.burstBudgets(), r.festival.budgets(), r.listBudgets())
}

func (r *report) rateBudgets() []budget {
	var all []budget
	for _, c := range r.order() {
		if c.who != carebook {
			continue
		}
		base, least := c.against()
		if least == 0 {
			what := fmt.Sprintf("%s, %d at once, of the rate on young accounts, one for each caller", c.op, c.conc)
			all = append(all, figure(what, r.ratio(c, base, rate)))
			continue
		}
		what := fmt.Sprintf("%s, %d at once, of an empty workflow's rate", c.op, c.conc)
		all = append(all, atLeast(what, least, r.ratio(c, base, rate)))
		withRows := base
		withRows.who = rows
		all = append(all, figure("  of its rate with 3 rows", r.ratio(c, withRows, rate)),
			figure("  CPU of an empty workflow's", r.ratio(c, base, spent)))
	}
	return all
}

func atLeast(what string, least float64, s load.Spread) budget {
	return budget{what: what, want: fmt.Sprintf("≥ %.2f", least), got: spread(s), holds: s.Median >= least}
}

func figure(what string, s load.Spread) budget { return budget{what: what, got: spread(s), info: true} }

func spread(s load.Spread) string { return fmt.Sprintf("%.2f (%.2f … %.2f)", s.Median, s.Min, s.Max) }

func (r *report) historyBudgets() []budget {
	var all []budget
	for op := range operations {
		if n := r.waited.cases[op]; n > 0 {
			what := fmt.Sprintf("events of %d waiting cases in %s, after %s", n, r.waited.time, op)
			all = append(all, atMost(what, 0, r.waited.events[op]))
		}
		h, measured := r.history[op]
		if !measured || op.about().opens {
			continue
		}
		most := int64(actionEvents)
		if op.about().moves {
			most = movingEvents
		}
		all = append(all, atMost("events of "+op.String(), most, h.events), atMost("history bytes of "+op.String(), actionBytes, h.bytes))
	}
	return all
}

func atMost(what string, most, got int64) budget {
	return budget{what: what, want: fmt.Sprintf("≤ %d", most), got: fmt.Sprint(got), holds: got <= most}
}

func (r *report) burstBudgets() []budget {
	if len(r.marks.late) == 0 {
		return nil
	}
	marks := r.marks.rate() / r.timers.rate()
	slower := float64(r.marks.busy.P(0.99)) / float64(r.marks.idle.P(0.99))
	early := r.marks.p(0)
	return []budget{
		{what: "marks fire, of the rate of empty workflows' timers", want: fmt.Sprintf("≥ %.2f", burstShare),
			got: fmt.Sprintf("%.2f", marks), holds: marks >= burstShare},
		{what: "p99 of staff actions meanwhile, of idle", want: fmt.Sprintf("≤ %.1f", slowerBusy),
			got: fmt.Sprintf("%.1f", slower), holds: slower <= slowerBusy},
		atMost("staff actions that failed meanwhile", 0, int64(r.marks.busy.Errors)),
		{what: "earliest mark, after its moment", want: "≥ 0", got: early.String(), holds: early >= 0},
	}
}

func (r *report) listBudgets() []budget {
	var all []budget
	for _, l := range r.lists {
		all = append(all, budget{what: "p95 of list: " + l.what, want: "≤ " + short(listP95), got: short(l.P(0.95)), holds: l.P(0.95) <= listP95})
	}
	return all
}
