package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"carebook/bench/load"
)

// report is all that a run found.
type report struct {
	short       bool
	conditions  [][2]string
	calibration []calibration
	cells       map[cell][]measured
	statements  map[operation]map[string]asked
	history     map[operation]size
	waited      waited
	timers      burst // of empty workflows
	marks       burst
	imports     []imported
	festival    festival
	lists       []listed
	rows        int
}

// calibration is one thing measured at the beginning and at the end.
type calibration struct {
	name  string
	rates []float64
}

// drifted is how far the machine may move during a run.
const drifted = 0.15

func (c calibration) drift() float64 { return c.rates[len(c.rates)-1]/c.rates[0] - 1 }

type waited struct {
	cases  map[operation]int   // that were looked at, by what opened them
	events map[operation]int64 // that they had more
	open   int                 // at least so many were waiting
	time   time.Duration
	cpu    float64 // CPUs busy meanwhile
}

type listed struct {
	what string
	load.Result
}

func (r *report) calibrate(name string, rate float64) {
	for i := range r.calibration {
		if r.calibration[i].name == name {
			r.calibration[i].rates = append(r.calibration[i].rates, rate)
			return
		}
	}
	r.calibration = append(r.calibration, calibration{name, []float64{rate}})
}

// ratio compares two cells round by round; only figures of the same round are ever divided.
func (r *report) ratio(a, b cell, of func(measured) float64) load.Spread {
	var ratios []float64
	for i, m := range r.cells[a] {
		ratios = append(ratios, of(m)/of(r.cells[b][i]))
	}
	return load.SpreadOf(ratios)
}

func rate(m measured) float64    { return m.Rate() }
func spent(m measured) float64   { return ms(m.cpu.sum()) / float64(m.Ops) }
func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// print writes everything down and reports whether every budget holds.
func (r *report) print(out io.Writer) bool {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	r.printConditions(w)
	r.printCells(w)
	r.printRest(w)
	ok := r.printBudgets(w)
	w.Flush()
	return ok
}

func (r *report) printConditions(w io.Writer) {
	fmt.Fprintln(w, "Conditions")
	for _, c := range r.conditions {
		fmt.Fprintf(w, "  %s\t%s\n", c[0], c[1])
	}
	for _, c := range r.calibration {
		quiet := "quiet"
		if d := c.drift(); d > drifted || d < -drifted {
			quiet = "NOISY"
		}
		fmt.Fprintf(w, "  calibration\t%s: %.0f/s first, %.0f/s last, %+.0f %%: %s\n",
			c.name, c.rates[0], c.rates[len(c.rates)-1], 100*c.drift(), quiet)
	}
	if r.short {
		fmt.Fprintln(w, "  NOTE\tone round: shows that everything works, not how fast it is")
	}
}

func (r *report) printCells(w io.Writer) {
	if len(r.cells) == 0 {
		return
	}
	fmt.Fprintln(w, "\nOperations: median of rounds (least … most); CPU in ms per operation")
	fmt.Fprintln(w, "  operation\tby\tat once\tper second\tp50 ms\tp99 ms\tserve\tPostgreSQL\tclient\tCPU")
	for _, c := range r.order() {
		m := r.cells[c]
		s := over(m, rate)
		fmt.Fprintf(w, "  %s\t%s\t%d\t%.0f (%.0f … %.0f)\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\n", c.op, c.who, c.conc,
			s.Median, s.Min, s.Max,
			over(m, func(m measured) float64 { return ms(m.P(0.5)) }).Median,
			over(m, func(m measured) float64 { return ms(m.P(0.99)) }).Median,
			over(m, func(m measured) float64 { return ms(m.cpu.serve) / float64(m.Ops) }).Median,
			over(m, func(m measured) float64 { return ms(m.cpu.postgres) / float64(m.Ops) }).Median,
			over(m, func(m measured) float64 { return ms(m.cpu.bench) / float64(m.Ops) }).Median,
			over(m, spent).Median)
	}
}

func over(all []measured, of func(measured) float64) load.Spread {
	values := make([]float64, len(all))
	for i, m := range all {
		values[i] = of(m)
	}
	return load.SpreadOf(values)
}

func (r *report) order() []cell {
	var cells []cell
	for c := range r.cells {
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b cell) int {
		for _, d := range []int{int(a.op) - int(b.op), a.conc - b.conc, int(a.who) - int(b.who)} {
			if d != 0 {
				return d
			}
		}
		return 0
	})
	return cells
}

// printRest leaves out what wasn't measured.
func (r *report) printRest(w io.Writer) {
	if len(r.history)+len(r.statements) > 0 {
		r.printTraces(w)
	}
	if len(r.marks.late) > 0 {
		r.printBursts(w)
	}
	if len(r.waited.cases) > 0 {
		fmt.Fprintf(w, "\nWaiting: open cases were left alone for %s: %.1f %% of one CPU busy, at least %d cases open\n",
			r.waited.time, 100*r.waited.cpu, r.waited.open)
	}
	if len(r.imports) > 0 {
		r.printImports(w)
	}
	if r.festival.customers > 0 {
		r.festival.print(w)
	}
	if len(r.lists) > 0 {
		r.printLists(w)
	}
}

func (r *report) printImports(w io.Writer) {
	fmt.Fprintln(w, "\nImports: each workbook is carried out, then the same rows come again; memory is that of serve")
	fmt.Fprintln(w, "  rows\tkB\ttook\tper second\tagain\tper second\tMiB before\tat most")
	for _, i := range r.imports {
		fmt.Fprintf(w, "  %d %s\t%d\t%s\t%.0f\t%s\t%.0f\t%d\t%d\n", i.rows, i.kind, i.size/1000, seconds(i.first),
			float64(i.rows)/i.first.Seconds(), seconds(i.again), float64(i.rows)/i.again.Seconds(), i.before>>10, i.top>>10)
	}
}

func (r *report) printTraces(w io.Writer) {
	fmt.Fprintln(w, "\nWhat one operation leaves (most of several) and asks of PostgreSQL (mean)")
	fmt.Fprintln(w, "  operation\tevents\thistory bytes\tSQL in books\tms\tin Temporal's store\tms\tin visibility\tms")
	for op := range operations {
		h, s := r.history[op], r.statements[op]
		books, store, visibility := s[booksDatabase], s[booksDatabase+"_temporal"], s[booksDatabase+"_temporal_visibility"]
		fmt.Fprintf(w, "  %s\t%d\t%d\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\n", op, h.events, h.bytes,
			books.statements, books.ms, store.statements, store.ms, visibility.statements, visibility.ms)
	}
}

func (r *report) printBursts(w io.Writer) {
	fmt.Fprintf(w, "\nDue in the same second, with %d people at work beside it\n", people)
	fmt.Fprintln(w, "  what\tcount\tlate p50\tp95\tp99\tlast\tper second\taction idle p50\tp99\tmeanwhile p50\tp99")
	for _, b := range []struct {
		what string
		burst
	}{{empty.dues() + " of empty workflows", r.timers}, {carebook.dues(), r.marks}} {
		fmt.Fprintf(w, "  %s\t%d\t%s\t%s\t%s\t%s\t%.0f\t%s\t%s\t%s\t%s\n", b.what, len(b.late), seconds(b.p(0.5)), seconds(b.p(0.95)),
			seconds(b.p(0.99)), seconds(b.p(1)), b.rate(), short(b.idle.P(0.5)), short(b.idle.P(0.99)), short(b.busy.P(0.5)), short(b.busy.P(0.99)))
	}
	fmt.Fprintf(w, "  of %d histories of these cases, %d went to the books by a regular activity, %d had workflow tasks that timed out or failed\n",
		r.marks.looked, r.marks.detours, r.marks.lost)
}

func (r *report) printLists(w io.Writer) {
	fmt.Fprintf(w, "\nLists of 50 over %d seeded cases, %d callers\n", r.rows, people)
	fmt.Fprintln(w, "  list\tper second\tp50\tp95\tp99")
	for _, l := range r.lists {
		fmt.Fprintf(w, "  %s\t%.0f\t%s\t%s\t%s\n", l.what, l.Rate(), short(l.P(0.5)), short(l.P(0.95)), short(l.P(0.99)))
	}
}

func (b burst) p(q float64) time.Duration { return load.Quantile(b.late, q) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func short(d time.Duration) string { return fmt.Sprintf("%.1f ms", ms(d)) }
