package main

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"carebook/models"
)

// The demo is data like a company's own: an organisation, editions of V13 and V4 whose limits are seconds, and what staff have
// done before a newcomer comes. No other code knows that there is a demo.
//
//go:embed demo
var demoFiles embed.FS

// demoStaff are those who get a token: enough to walk a complaint, a vehicle's file, a return visit, a lead and credit through.
var demoStaff = []string{
	"adviser", "care-specialist", "care-manager", "vice-manager", "general-manager", "brand", "archivist", "customer-director",
	"prop-assistant", "prop-service", "prop-manager", "trade-sales", "trade-head", "trade-finance", "trade-regional", "trade-manager",
	"homes-consultant", "homes-manager",
}

// demoUnits are those whose id is printed: where the walk-throughs happen.
var demoUnits = []string{"EAST", "PROP", "TRADE", "HOMES"}

// demoBinder is the overlay with the demo's policy.
func demoBinder() (fs.FS, error) { return fs.Sub(demoFiles, "demo/policies") }

// openDemo loads the organisation and, the first time, prints a token for each of demoStaff.
func openDemo(ctx context.Context, s streams, books *models.Books, address string) error {
	organisation, err := fs.ReadFile(demoFiles, "demo/organisation.yaml")
	if err != nil {
		return fmt.Errorf("reading the demo organisation: %w", err)
	}
	fresh, err := books.HasNoTokens(ctx)
	if err != nil {
		return err
	}
	if _, err := models.LoadOrganisation(ctx, books, organisation); err != nil {
		return err
	}
	if !fresh {
		fmt.Fprintln(s.out, "The tokens were printed when this data folder was new; make another with: carebook token create --staff care-manager --data DIR")
		return nil
	}
	fmt.Fprintln(s.out, "\nPaste these into the shell that you will type in; then follow the walk-through in README.md:")
	fmt.Fprintf(s.out, "export CAREBOOK=http://%s/api/v1\n", address)
	for _, code := range demoUnits {
		unit, err := models.UnitByCode(books.DB.WithContext(ctx), code)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "export %s=%s\n", code, unit.ID)
	}
	for _, code := range demoStaff {
		if err := printToken(ctx, s, books, code); err != nil {
			return err
		}
	}
	return nil
}

func printToken(ctx context.Context, s streams, books *models.Books, code string) error {
	staff, err := models.StaffByCode(books.DB.WithContext(ctx), code)
	if err != nil {
		return err
	}
	token, _, err := books.CreateToken(ctx, staff.ID, "demo", nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "export %[1]s=%[2]s %[1]s_ID=%[3]s\n", shellName(code), token, staff.ID)
	return nil
}

// shellName is "care-manager" as a name of a shell variable.
func shellName(code string) string {
	name := []byte(code)
	for i, c := range name {
		switch {
		case c == '-':
			name[i] = '_'
		case c >= 'a' && c <= 'z':
			name[i] = c - 'a' + 'A'
		}
	}
	return string(name)
}
