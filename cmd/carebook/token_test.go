package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carebook/models"
)

const tokenOrganisation = `
units:
  - {code: S1, name: 演示一店, profile: dealer-4s}
staff:
  - {code: "1003", name: Demo Manager, roles: [{role: customer_relations_manager, unit: S1}]}
  - {code: "1008", name: Demo Leaver, left: true}
`

// prepared is a data folder with migrated books and a small organisation.
func prepared(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "organisation.yaml")
	if err := os.WriteFile(file, []byte(tokenOrganisation), 0o600); err != nil {
		t.Fatal(err)
	}
	good(t, "migrate", "up", "--data", dir)
	if got := good(t, "organisation", "load", file, "--data", dir); got != "1 units, 0 departments and 2 staff made or changed; 1 roles given, 0 ended\n" {
		t.Errorf("first load: %s", got)
	}
	if got := good(t, "organisation", "load", file, "--data", dir); got != "0 units, 0 departments and 0 staff made or changed; 0 roles given, 0 ended\n" {
		t.Errorf("second load: %s", got)
	}
	return dir
}

// good runs carebook and gives what it printed.
func good(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(args, &out, &errs); status != exitOK {
		t.Fatalf("carebook %s: %s", strings.Join(args, " "), errs.String())
	}
	return out.String()
}

// bad runs carebook and gives what it complained about.
func bad(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(args, &out, &errs); status == exitOK || out.Len() > 0 {
		t.Fatalf("carebook %s: status %d, printed %s", strings.Join(args, " "), status, out.String())
	}
	return errs.String()
}

func TestATokenIsPrintedOnceAndLetsItsOwnerIn(t *testing.T) {
	dir := prepared(t)
	token := strings.TrimSpace(good(t, "token", "create", "--data", dir, "--staff", "1003", "--label", "desk", "--expires", "1h"))
	books, err := models.Open(context.Background(), filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	staff, err := books.StaffByToken(context.Background(), token)
	if err != nil || staff.Code != "1003" {
		t.Errorf("%+v: %v", staff, err)
	}
	var row models.Token
	if err := books.DB.Take(&row).Error; err != nil || row.Label != "desk" || row.ExpiresAt == nil {
		t.Errorf("%+v: %v", row, err)
	}
}

func TestATokenIsForActiveStaffOnly(t *testing.T) {
	dir := prepared(t)
	for _, code := range []string{"1008", "9999"} {
		if got := bad(t, "token", "create", "--data", dir, "--staff", code); !strings.Contains(got, "no active staff with code "+code) {
			t.Errorf("%s: %s", code, got)
		}
	}
	if got := bad(t, "token", "create", "--data", dir, "--staff", "1003", "--expires=-1h"); !strings.Contains(got, "--expires") {
		t.Error(got)
	}
}

func TestAnOrganisationFileIsReadStrictly(t *testing.T) {
	dir := t.TempDir()
	good(t, "migrate", "up", "--data", dir)
	file := filepath.Join(dir, "organisation.yaml")
	if err := os.WriteFile(file, []byte("units: []\nstaf: []\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := bad(t, "organisation", "load", file, "--data", dir); !strings.Contains(got, "staf") {
		t.Error(got)
	}
}

func TestTheDescriptionOfTheAPIIsPrinted(t *testing.T) {
	committed, err := os.ReadFile("../../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got := good(t, "openapi"); got != string(committed) {
		t.Error("carebook openapi prints something else than api/openapi.yaml")
	}
}
