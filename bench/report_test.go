package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"carebook/bench/load"
)

// whole is a report in which every budget holds: the product does eight while an empty workflow does ten.
func whole() *report {
	r := &report{cells: map[cell][]measured{}, history: map[operation]size{action: {6, 1500}, moving: {8, 2200}, crediting: {12, 4100}}}
	for op := range operations {
		for who := range contenders {
			c := cell{op, who, 1}
			ops := 10
			if who == carebook {
				ops = 8
			}
			if !op.about().alike && who != carebook {
				continue
			}
			for round := range 3 { // the machine slows down from round to round; the ratio doesn't know
				elapsed := time.Duration(round+1) * time.Second
				r.cells[c] = append(r.cells[c], measured{load.Result{Ops: ops, Elapsed: elapsed}, cpu{serve: elapsed}})
			}
		}
	}
	r.timers.late, r.marks.late = []time.Duration{time.Second}, []time.Duration{time.Second}
	r.marks.idle.Latencies, r.marks.busy.Latencies = []time.Duration{time.Millisecond}, []time.Duration{2 * time.Millisecond}
	r.lists = []listed{{"some", load.Result{Latencies: []time.Duration{time.Millisecond}}}}
	r.calibrate("something", 100)
	r.calibrate("something", 110)
	r.waited.cases, r.waited.events = map[operation]int{opening: 7, crediting: 8}, map[operation]int64{}
	return r
}

func TestARunInWhichAllBudgetsHold(t *testing.T) {
	var out bytes.Buffer
	if !whole().print(&out) || strings.Contains(out.String(), "MISSED") || strings.Contains(out.String(), "NOISY") {
		t.Errorf("a budget is missed:\n%s", out.String())
	}
	if !strings.Contains(out.String(), "0.80 (0.80 … 0.80)") {
		t.Errorf("ratios weren't taken within a round:\n%s", out.String())
	}
}

func TestEachBudgetCanBeMissed(t *testing.T) {
	slow := func(op operation) func(*report) {
		return func(r *report) {
			for i := range r.cells[cell{op, carebook, 1}] {
				r.cells[cell{op, carebook, 1}][i].Ops = 4
			}
		}
	}
	for name, spoil := range map[string]func(*report){
		"open, 1 at once":                slow(opening),
		"action, 1 at once":              slow(action),
		"classify, 1 at once":            slow(moving),
		"events of action":               func(r *report) { r.history[action] = size{7, 1500} },
		"events of classify":             func(r *report) { r.history[moving] = size{9, 1500} },
		"events of request":              func(r *report) { r.history[requesting] = size{9, 1500} },
		"history bytes of action":        func(r *report) { r.history[action] = size{6, 4097} },
		"events of 7 waiting cases":      func(r *report) { r.waited.events[opening] = 1 },
		"events of 8 waiting cases":      func(r *report) { r.waited.events[crediting] = 1 },
		"open account, 1 at once":        slow(crediting),
		"pay, 1 at once":                 slow(paying),
		"marks fire":                     func(r *report) { r.marks.late = []time.Duration{2 * time.Second} },
		"earliest mark":                  func(r *report) { r.marks.late = []time.Duration{-1, time.Second} },
		"staff actions that failed":      func(r *report) { r.marks.busy.Errors = 1 },
		"p99 of staff actions meanwhile": func(r *report) { r.marks.busy.Latencies[0] = time.Second },
		"p95 of list: some":              func(r *report) { r.lists[0].Latencies[0] = time.Second },
	} {
		r := whole()
		spoil(r)
		var missed []string
		for _, b := range r.budgets() {
			if !b.info && !b.holds {
				missed = append(missed, b.what)
			}
		}
		if len(missed) != 1 || !strings.HasPrefix(missed[0], name) {
			t.Errorf("%s: missed are %q", name, missed)
		}
		if r.print(io.Discard) {
			t.Errorf("%s: the report says that all is well", name)
		}
	}
}

func TestAMachineThatMovedIsCalledNoisy(t *testing.T) {
	for last, noisy := range map[float64]bool{100: false, 114: false, 116: true, 86: false, 84: true} {
		r := whole()
		r.calibration = nil
		r.calibrate("something", 100)
		r.calibrate("something", last)
		var out bytes.Buffer
		r.print(&out)
		if strings.Contains(out.String(), "NOISY") != noisy {
			t.Errorf("100 first, %v last: noisy should be %v\n%s", last, noisy, out.String())
		}
	}
}

func TestCommandLinesThatMeasureNothingAreRefused(t *testing.T) {
	for _, line := range []string{"-rounds 0", "-marks 0", "-rows 1", "-nonsense", "extra", "-binary x -profile y", "-only everything"} {
		if got := run(strings.Fields(line), io.Discard, io.Discard); got != exitUsage {
			t.Errorf("%s: status %d", line, got)
		}
	}
}

func TestWhatWasNotMeasuredIsNotReported(t *testing.T) {
	var out bytes.Buffer
	r := report{}
	if !r.print(&out) || len(r.budgets()) != 0 || strings.Contains(out.String(), "holds") {
		t.Errorf("a run that measured nothing says:\n%s", out.String())
	}
}
