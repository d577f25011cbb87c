package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"carebook/internal/workbook"
)

// importCmd brings a workbook in through the API, as any other program could.
type importCmd struct {
	clientFlags
	Kind   string `arg:"" enum:"customers,vehicles,staff,deliveries,dispatches,payments" help:"What the rows are: customers, vehicles, staff, deliveries, dispatches or payments."`
	File   string `arg:"" type:"existingfile" placeholder:"FILE" help:"The .xlsx workbook; its first sheet is read."`
	Unit   string `required:"" placeholder:"CODE" help:"Code of the unit that the rows belong to."`
	Errors string `placeholder:"FILE" help:"Where the workbook of refused rows goes. [default: beside FILE, as FILE-errors.xlsx]"`
}

// Run follows the import to its end. The same file again finds the import that it began; when rows of that were refused,
// it is tried once more.
func (c *importCmd) Run(ctx context.Context, s streams) error {
	desk, err := c.desk(workbook.MediaType)
	if err != nil {
		return err
	}
	file, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("reading the workbook: %w", err)
	}
	unit, err := desk.unit(ctx, c.Unit)
	if err != nil {
		return err
	}
	i, again, err := desk.bring(ctx, c.Kind, unit, file)
	if err != nil {
		return err
	}
	if again {
		fmt.Fprintf(s.err, "this file was brought in before: import %s\n", i.ID)
	}
	if i, err = c.follow(ctx, s, desk, i); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d rows: %d created, %d unchanged, %d refused\n", i.Rows, i.Created, i.Unchanged, i.Refused)
	if i.Refused == 0 {
		return nil
	}
	return c.bad(ctx, desk, i)
}

// follow says how far the import has come until it is at its end. A server that is away for a while doesn't matter: the
// import goes on by itself.
func (c *importCmd) follow(ctx context.Context, s streams, desk *desk, i imported) (imported, error) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for said, missed := int64(-1), 0; ; {
		if i.Done != said {
			said = i.Done
			fmt.Fprintf(s.err, "%s: %d of %d rows, %.1f a second\n", c.Kind, i.Done, i.Rows, i.Rate)
		}
		if i.State == "finished" {
			return i, nil
		}
		select {
		case <-ctx.Done():
			return i, fmt.Errorf("no longer watched; the import goes on: the same command finds it again (%s)", i.ID)
		case <-tick.C:
		}
		now, err := desk.progress(ctx, i.ID)
		switch {
		case err == nil:
			i, missed = now, 0
		case ctx.Err() != nil:
		case !errors.Is(err, errAway) && !errors.Is(err, errBusy) || missed >= 120:
			return i, fmt.Errorf("%w; the import goes on when it can: the same command finds it again (%s)", err, i.ID)
		default:
			if missed++; missed == 1 {
				fmt.Fprintf(s.err, "%v; asking again for two minutes\n", err)
			}
		}
	}
}

// bad writes the workbook of refused rows.
func (c *importCmd) bad(ctx context.Context, desk *desk, i imported) error {
	file, err := desk.errors(ctx, i.ID)
	if err != nil {
		return err
	}
	path := c.Errors
	if path == "" {
		path = strings.TrimSuffix(c.File, ".xlsx") + "-errors.xlsx"
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return fmt.Errorf("writing the refused rows: %w", err)
	}
	return fmt.Errorf("%d of %d rows were refused: they stand in %s with their reasons; correct them there and import that file", i.Refused, i.Rows, path)
}
