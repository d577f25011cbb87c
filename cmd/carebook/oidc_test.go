package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnIdentityProviderIsOffUntilAnIssuerIsGiven(t *testing.T) {
	if p, err := (oidcFlags{}).provider(); p != nil || err != nil {
		t.Errorf("%v, %v", p, err)
	}
	if _, err := (oidcFlags{ClientID: "carebook"}).provider(); err == nil || !strings.Contains(err.Error(), "--oidc-issuer") {
		t.Errorf("half of the flags: %v", err)
	}
}

func TestAnIdentityProviderThatIsAwayKeepsNothingFromStarting(t *testing.T) {
	flags := oidcFlags{Issuer: "https://nobody.invalid", ClientID: "carebook", Redirect: "https://care.example.com/api/v1/session/oidc/callback"}
	if p, err := flags.provider(); err != nil || p.Name() != "nobody.invalid" {
		t.Errorf("%v, %v", p, err)
	}
	for _, bad := range []string{"", "https://care.example.com/", "http://care.example.com/api/v1/session/oidc/callback", "/api/v1/session/oidc/callback"} {
		flags.Redirect = bad
		if _, err := flags.provider(); err == nil {
			t.Errorf("people are sent back to %q", bad)
		}
	}
}

func TestTheClientsSecretComesFromAFileOpenToNobodyElse(t *testing.T) {
	dir := t.TempDir()
	flags := oidcFlags{
		Issuer: "https://sso.example.com", ClientID: "carebook", Redirect: "http://127.0.0.1:8080/api/v1/session/oidc/callback", SecretFile: filepath.Join(dir, "secret"),
	}
	if _, err := flags.provider(); err == nil {
		t.Error("there is no file, and no complaint")
	}
	for _, f := range []struct {
		text string
		mode os.FileMode
		good bool
	}{{"a secret\n", 0o600, true}, {"a secret", 0o400, true}, {"a secret", 0o640, false}, {"a secret", 0o604, false}, {"", 0o600, false}, {"a secret\nand more", 0o600, false}} {
		_ = os.Remove(flags.SecretFile)
		if err := os.WriteFile(flags.SecretFile, []byte(f.text), f.mode); err != nil {
			t.Fatal(err)
		}
		_, err := flags.provider()
		if (err == nil) != f.good || err != nil && strings.Contains(err.Error(), "a secret") {
			t.Errorf("%q, %o: %v", f.text, f.mode, err)
		}
	}
}
