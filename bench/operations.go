package main

import (
	"context"

	"carebook/bench/load"
	"carebook/contract"
)

// operation is what is compared.
type operation int

const (
	opening    operation = iota // a complaint: Update-with-Start
	action                      // of staff, one Update: a note
	moving                      // a staff action that moves the alarm: classifying
	visiting                    // opening the return visit of an event; the lot leaves one customer in ten out
	recording                   // it was made, and a report is owed
	cycling                     // opening a standing cycle of return visits
	recurring                   // one of its visits was made, and the next is owed
	crediting                   // opening the account of a customer
	requesting                  // goods within the limit, which the ledger releases at once
	paying                      // money for the oldest goods
	crowding                    // requests on one account, however many callers there are
	aging                       // requests on an account of many lines
	operations
)

// about is what the bench knows of an operation.
type about struct {
	name  string
	kind  contract.Kind
	opens bool // a case; else it is an action on one
	moves bool // the alarm, at least once on a case
	alike bool // empty workflows do it too: it is what all others are held against
}

func (o operation) about() about {
	return [operations]about{
		opening:    {name: "open", kind: contract.Complaint, opens: true, alike: true},
		action:     {name: "action", kind: contract.Complaint, alike: true},
		moving:     {name: "classify", kind: contract.Complaint, moves: true},
		visiting:   {name: "open visit", kind: contract.ReturnVisit, opens: true},
		recording:  {name: "record visit", kind: contract.ReturnVisit, moves: true},
		cycling:    {name: "open cycle", kind: contract.ReturnVisit, opens: true},
		recurring:  {name: "record in cycle", kind: contract.ReturnVisit, moves: true},
		crediting:  {name: "open account", kind: contract.Credit, opens: true},
		requesting: {name: "request", kind: contract.Credit, moves: true},
		paying:     {name: "pay", kind: contract.Credit},
		crowding:   {name: "request, one account", kind: contract.Credit, moves: true},
		aging:      {name: "request, old account", kind: contract.Credit, moves: true},
	}[o]
}

func (o operation) String() string { return o.about().name }

// measuredAt reports whether an operation is measured with so many callers, of whom there are at most so many: a crowd of one is
// no crowd, and what an old account costs is seen when nobody waits for anybody.
func (o operation) measuredAt(conc, most int) bool {
	switch o {
	case moving, crowding:
		return conc == most
	case aging:
		return conc == 1
	}
	return true
}

// against is what a rate of carebook is held against, and the least share of it that is promised: 0 for none.
func (c cell) against() (base cell, least float64) {
	switch {
	case c.op == crowding, c.op == aging:
		return cell{requesting, carebook, c.conc}, 0
	case c.op.about().opens:
		return cell{opening, empty, c.conc}, openingShare
	}
	return cell{action, empty, c.conc}, actionShare
}

// deed is what carebook is asked for in an operation.
type deed struct {
	do    func(ctx context.Context, id string) (string, error) // on a case, or on none when it opens one; returns its id
	ids   []string                                             // cases, in turn; none when it opens one
	often int                                                  // it can be done
}

// endless is as often as anybody likes.
const endless = 1 << 30

func (d deed) on(n int) string {
	if len(d.ids) == 0 {
		return ""
	}
	return d.ids[n%len(d.ids)]
}

func (d deed) op(ctx context.Context, n int) error {
	_, err := d.do(ctx, d.on(n))
	return err
}

var _ load.Op = deed{}.op

// opens is a deed that opens cases.
func opens(often int, open func(ctx context.Context) (string, error)) deed {
	return deed{often: often, do: func(ctx context.Context, _ string) (string, error) { return open(ctx) }}
}

// acts is a deed on cases, as often as anybody likes on each.
func acts(ids []string, act func(ctx context.Context, id string) error) deed {
	return deed{ids: ids, often: endless, do: func(ctx context.Context, id string) (string, error) { return id, act(ctx, id) }}
}

// once is a deed on cases, once on each.
func once(ids []string, act func(ctx context.Context, id string) error) deed {
	d := acts(ids, act)
	d.often = len(ids)
	return d
}

// deed prepares an operation, whatever it takes: that isn't measured.
func (b *bench) deed(ctx context.Context, op operation) (deed, error) {
	c, most := b.counter, b.bound.Ops+b.warm
	switch op {
	case opening:
		return opens(endless, c.openAndKeep), nil
	case action:
		return acts(c.complaints.recent(pool), c.note), nil
	case moving:
		return once(c.complaints.unused(most), c.classify), nil
	case visiting:
		return opens(endless, c.openVisit), nil
	case recording:
		return once(c.visits.unused(most), c.recordVisit), nil
	case cycling:
		return opens(most, c.openCycle), b.meet(ctx, visitor, most)
	case recurring:
		return once(c.cycles.unused(most), c.recordInCycle), nil
	case crediting:
		return opens(most, c.openAccount), b.meet(ctx, seller, most)
	}
	return b.account(ctx, op)
}
