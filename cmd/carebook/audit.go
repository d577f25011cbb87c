package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"

	"carebook/internal/keys"
	"carebook/models"
)

// auditCmd checks that nobody changed what happened.
type auditCmd struct {
	Verify auditVerifyCmd `cmd:"" help:"Recompute every hash chain, and compare them with the heads that were signed."`
	Sample auditSampleCmd `cmd:"" help:"Compute the draws of a month again: who was to be visited, and who was instead."`
}

type auditVerifyCmd struct {
	storeFlags
	PublicKey string `placeholder:"FILE" help:"Public half of the audit key. [default: audit.key.pub beside the master key]"`
}

// Run prints every place where something doesn't hold, then what was counted; it fails when there is one.
func (c *auditVerifyCmd) Run(ctx context.Context, s streams) error {
	books, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	if err := books.Ready(ctx); err != nil {
		return err
	}
	public, err := c.public(ctx, books)
	if err != nil {
		return err
	}
	verdict, err := models.VerifyAll(ctx, books, c.headsFile(), public, func(b models.Break) {
		fmt.Fprintf(s.out, "%s seq %d: %s\n", b.Stream, b.Seq, b.What)
	}, progress(s))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d streams, %d events, %d audited events, %d signed heads, %d breaks\n",
		verdict.Streams, verdict.Events, verdict.Audited, verdict.Heads, verdict.Breaks)
	if verdict.Breaks > 0 {
		return fmt.Errorf("%d chains, events or heads have been changed", verdict.Breaks)
	}
	return nil
}

// public is the key that heads are verified with. It may be missing only where nothing was ever signed.
func (c *auditVerifyCmd) public(ctx context.Context, books *models.Books) (ed25519.PublicKey, error) {
	file := c.PublicKey
	if file == "" {
		file = c.auditKeyFile() + ".pub"
	}
	key, err := keys.LoadAuditPublic(file)
	if !errors.Is(err, fs.ErrNotExist) || c.PublicKey != "" {
		return key, err
	}
	signed, holds := books.HoldsHeads(ctx)
	if holds != nil || !signed {
		return nil, holds
	}
	return nil, fmt.Errorf("%w (name the file with --public-key)", err)
}

// shownEvery is how many rows lie between two lines of progress.
const shownEvery = 100_000

// progress tells whoever waits how far a long verification is.
func progress(s streams) func(models.Verdict) {
	shown := int64(0)
	return func(v models.Verdict) {
		if rows := v.Events + v.Audited + v.Heads; rows-shown >= shownEvery {
			shown = rows
			fmt.Fprintf(s.err, "%d events, %d audited events, %d signed heads so far\n", v.Events, v.Audited, v.Heads)
		}
	}
}
