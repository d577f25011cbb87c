package main

import (
	"context"
	"fmt"

	"carebook/models"
)

// auditCmd checks that nobody changed what happened.
type auditCmd struct {
	Verify auditVerifyCmd `cmd:"" help:"Recompute the hash chain of every case and customer."`
	Sample auditSampleCmd `cmd:"" help:"Compute the draws of a month again: who was to be visited, and who was instead."`
}

type auditVerifyCmd struct{ storeFlags }

// Run prints every place where a chain doesn't hold, then what was counted; it fails when there is one.
func (c *auditVerifyCmd) Run(ctx context.Context, s streams) error {
	books, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	if err := books.Ready(ctx); err != nil {
		return err
	}
	verdict, err := models.VerifyChains(ctx, books, func(b models.Break) {
		fmt.Fprintf(s.out, "%s seq %d: %s\n", b.Stream, b.Seq, b.What)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d streams, %d events, %d breaks\n", verdict.Streams, verdict.Events, verdict.Breaks)
	if verdict.Breaks > 0 {
		return fmt.Errorf("%d chains or events have been changed", verdict.Breaks)
	}
	return nil
}
