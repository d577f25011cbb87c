// Command bench measures carebook beside an empty workflow on the same Temporal server and the same PostgreSQL, in one
// run, and holds the ratios against the budgets of docs/bench.md.
//
// Here belongs: starting what is measured, the operations, and the report. Loops and processor time stand in load, the empty
// workflow in bare. It is a client like any other: it uses carebook's own binary, its web API, and reads its books.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"carebook/bench/load"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options say how much is measured.
type options struct {
	rounds   int
	conc     int           // callers at once in the crowded cells
	bound    load.Bound    // of one cell
	warm     int           // operations before each cell that aren't counted
	marks    int           // due in the same second
	rows     int           // cases in the seeded lists
	imported int           // customers of an import; a quarter as many of everything else
	greeted  int           // customers of a festival
	settle   time.Duration // staff actions before a burst
	idle     time.Duration // waiting cases are left alone
	cases    int           // that are looked at one by one
	list     load.Bound
	only     []string // steps; none means all
	strict   bool
	binary   string // instead of building one
	profile  string // folder for processor profiles
}

// What bench returns to the shell. A budget that doesn't hold is reported; it is an error with -strict only.
const (
	exitOK      = 0
	exitVoid    = 1 // it couldn't run, or too much went wrong for the figures to mean anything
	exitUsage   = 2
	exitMissed  = 3 // with -strict: a budget doesn't hold
	wholeRun    = 32 * time.Minute
	profileTime = 10 // seconds
)

func parse(args []string, errs io.Writer) (options, error) {
	o := options{
		bound: load.Bound{Ops: 300, For: 2 * time.Second}, warm: 16, settle: 5 * time.Second, idle: 20 * time.Second,
		cases: 20,
		list:  load.Bound{Ops: 200, For: 10 * time.Second},
	}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(errs)
	short := f.Bool("short", false, "everything once and small, about a minute: shows that it works, not how fast it is")
	f.BoolVar(&o.strict, "strict", false, "fail when a budget doesn't hold")
	f.IntVar(&o.rounds, "rounds", 3, "rounds; each measures everything once, in another order")
	f.IntVar(&o.conc, "conc", 16, "callers at once in the crowded cells")
	f.IntVar(&o.marks, "marks", 1000, "marks that fall due in the same second")
	f.IntVar(&o.rows, "rows", 50_000, "cases in the books while lists are measured")
	f.IntVar(&o.imported, "imported", 8000, "customers in an import, and a quarter as many vehicles and deliveries")
	f.IntVar(&o.greeted, "greeted", 100_000, "customers who are greeted at a festival")
	only := f.String("only", "", "measure only these: rounds, statements, history, waiting, burst, imports, festival, lists, separated by commas")
	f.StringVar(&o.binary, "binary", "", "measure this carebook instead of building one")
	f.StringVar(&o.profile, "profile", "", "also write processor profiles of carebook into this folder (builds a special binary)")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if *only != "" {
		o.only = strings.Split(*only, ",")
	}
	if err := o.check(f.Args()); err != nil {
		fmt.Fprintln(errs, err)
		return o, err
	}
	if *short {
		o.shrink()
	}
	return o, nil
}

func (o *options) check(rest []string) error {
	if len(rest) > 0 || o.rounds < 1 || o.conc < 1 || o.marks < 1 || o.imported < 1 || o.greeted < 1000 || o.rows < 100 {
		return errors.New("bench takes flags only, at least one of everything, 100 rows and 1000 greeted customers")
	}
	if o.binary != "" && o.profile != "" {
		return errors.New("-profile builds a binary of its own: -binary can't be given too")
	}
	for _, step := range o.only {
		if !slices.Contains(order, step) {
			return fmt.Errorf("-only %s: there is no such step", step)
		}
	}
	return nil
}

func (o *options) shrink() {
	o.rounds, o.marks, o.rows, o.idle, o.cases = 1, min(o.marks, 60), min(o.rows, 2000), 3*time.Second, 5
	o.settle, o.imported, o.greeted = 2*time.Second, min(o.imported, 200), 1000
	o.bound, o.list = load.Bound{Ops: 40, For: time.Second}, load.Bound{Ops: 40, For: 2 * time.Second}
}

// run is the whole program.
func run(args []string, out, errs io.Writer) int {
	o, err := parse(args, errs)
	if err != nil {
		return exitUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, wholeRun)
	defer cancel()
	b := &bench{options: o, progress: progress(errs), report: report{short: o.rounds == 1}}
	if err := b.whole(ctx); err != nil {
		fmt.Fprintln(errs, "bench: void:", err)
		return exitVoid
	}
	if !b.report.print(out) && o.strict {
		return exitMissed
	}
	return exitOK
}

// progress says on the side what is going on, with the time since the start.
func progress(w io.Writer) func(format string, args ...any) {
	begun := time.Now()
	return func(format string, args ...any) {
		fmt.Fprintf(w, "[%4.0fs] %s\n", time.Since(begun).Seconds(), fmt.Sprintf(format, args...))
	}
}
