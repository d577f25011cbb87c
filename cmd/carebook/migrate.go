package main

import (
	"context"
	"fmt"

	"carebook/models"
)

// migrateCmd looks after the schema of the books.
type migrateCmd struct {
	Up     migrateUpCmd     `cmd:"" help:"Bring the books to the schema that this binary wants; new books also get a master key and an audit key."`
	Status migrateStatusCmd `cmd:"" help:"List migrations, and which of them the books have."`
	Down   migrateDownCmd   `cmd:"" help:"Take back the last migration. What its tables held is lost."`
}

type migrateUpCmd struct{ storeFlags }

// Run prints each migration that it applied.
func (c *migrateUpCmd) Run(ctx context.Context, s streams) error {
	books, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	done, err := models.MigrateUp(ctx, books)
	for _, m := range done {
		fmt.Fprintln(s.out, "applied:", m.Name)
	}
	if err != nil {
		return err
	}
	if len(done) == 0 {
		fmt.Fprintln(s.out, "the books are up to date")
	}
	return c.ensureKey(ctx, books)
}

type migrateStatusCmd struct{ storeFlags }

// Run prints one line per migration.
func (c *migrateStatusCmd) Run(ctx context.Context, s streams) error {
	books, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	all, err := models.MigrateStatus(ctx, books)
	for _, m := range all {
		fmt.Fprintln(s.out, m)
	}
	return err
}

type migrateDownCmd struct{ storeFlags }

// Run prints the migration that it took back.
func (c *migrateDownCmd) Run(ctx context.Context, s streams) error {
	books, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	m, err := models.MigrateDown(ctx, books)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, "taken back:", m.Name)
	return nil
}
