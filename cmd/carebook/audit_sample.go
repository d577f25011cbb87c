package main

import (
	"context"
	"encoding/hex"
	"fmt"

	"carebook/models"
)

type auditSampleCmd struct {
	storeFlags
	Period string `arg:"" help:"Month in which the events were recorded, like 2026-03."`
	Unit   string `placeholder:"CODE" help:"Only the samples of this unit."`
	Event  string `placeholder:"WORD" help:"Only those of this kind of event, like complaint_closed."`
}

// Run prints each sample of the month with what doesn't agree in it; it fails when something doesn't. It needs the master key:
// the draws of a month that is still open are computed with the sealed secret, since waiting for the end would leave a month for
// whatever was changed to be acted upon.
func (c *auditSampleCmd) Run(ctx context.Context, s streams) error {
	books, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	report, err := books.AuditSample(ctx, models.SampleAsk{Month: c.Period, Unit: c.Unit, Event: c.Event})
	if err != nil {
		return err
	}
	for _, p := range report.Periods {
		printSample(s, p)
	}
	for _, f := range report.Strays {
		fmt.Fprintf(s.out, "%s\n  %s\n", f.Period, f)
	}
	if n := report.Faults(); n > 0 {
		return fmt.Errorf("the samples of %s were changed: %d disagreements", c.Period, n)
	}
	if len(report.Periods) == 0 {
		fmt.Fprintf(s.out, "nothing was drawn in %s\n", c.Period)
	}
	return nil
}

// printSample says what was drawn, by what anybody can compute it again, and whether it agrees.
func printSample(s streams, p models.AuditedPeriod) {
	fmt.Fprintf(s.out, "%s %s: %s (%s), %d numbers, %d drawn, %d not reached, %d called in\n",
		p.Unit, p.Event, p.Rate, p.Clause, p.Numbers, p.Drawn, p.Gaps, p.Fills)
	secret := "open: checked with the sealed secret, which is revealed when the month is closed"
	if p.Secret != nil {
		secret = "secret " + hex.EncodeToString(p.Secret)
	}
	fmt.Fprintf(s.out, "  period %s\n  commitment %s\n  %s\n", p.ID, hex.EncodeToString(p.Commitment), secret)
	for _, f := range p.Faults {
		fmt.Fprintf(s.out, "  %s\n", f)
	}
	if len(p.Faults) == 0 {
		fmt.Fprintln(s.out, "  agrees")
	} else {
		fmt.Fprintf(s.out, "  doesn't agree: %d disagreements\n", len(p.Faults))
	}
}
