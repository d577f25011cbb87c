package main

import (
	"context"
	"fmt"
	"os"

	"carebook/models"
)

// organisationCmd looks after units, departments and staff.
type organisationCmd struct {
	Load organisationLoadCmd `cmd:"" help:"Bring units, departments, staff and roles up to a file; loading it again changes nothing."`
}

type organisationLoadCmd struct {
	storeFlags
	File string `arg:"" type:"existingfile" placeholder:"FILE" help:"YAML file with units and staff."`
}

// Run prints what the file changed.
func (c *organisationLoadCmd) Run(ctx context.Context, s streams) error {
	src, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("reading the organisation: %w", err)
	}
	books, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	sum, err := models.LoadOrganisation(ctx, books, src)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d units, %d departments and %d staff made or changed; %d roles given, %d ended\n",
		sum.Units, sum.Departments, sum.Staff, sum.Given, sum.Ended)
	return nil
}
