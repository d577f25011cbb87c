package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"carebook/internal/openid"
)

// oidcFlags say at which identity provider staff sign in. Without an issuer nobody does.
type oidcFlags struct {
	Issuer       string   `name:"oidc-issuer" env:"CAREBOOK_OIDC_ISSUER" placeholder:"URL" help:"Identity provider where staff may sign in (OpenID Connect), exactly as it writes itself."`
	ClientID     string   `name:"oidc-client-id" env:"CAREBOOK_OIDC_CLIENT_ID" placeholder:"ID" help:"What the identity provider knows carebook by."`
	SecretFile   string   `name:"oidc-client-secret-file" env:"CAREBOOK_OIDC_CLIENT_SECRET_FILE" placeholder:"FILE" help:"File with the client's secret, readable by its owner alone; without it the client is a public one."`
	Redirect     string   `name:"oidc-redirect" env:"CAREBOOK_OIDC_REDIRECT" placeholder:"URL" help:"Where the identity provider sends people back to: https://HOST/api/v1/session/oidc/callback."`
	SecondFactor []string `name:"oidc-second-factor" env:"CAREBOOK_OIDC_SECOND_FACTOR" placeholder:"VALUE,…" help:"Values of acr or amr in an id token that count as a second factor; without them none does."`
}

// callback is the end of the only address to which the provider may send people back.
const callback = "/api/v1/session/oidc/callback"

// provider is nil without an issuer. It asks nobody yet.
func (f oidcFlags) provider() (*openid.Provider, error) {
	if f.Issuer == "" {
		if f.ClientID+f.SecretFile+f.Redirect != "" || len(f.SecondFactor) > 0 {
			return nil, errors.New("signing in at an identity provider: --oidc-issuer is missing")
		}
		return nil, nil
	}
	secret, err := f.secret()
	if err == nil && !strings.HasSuffix(f.Redirect, callback) {
		err = fmt.Errorf("the redirect address must end with %s", callback)
	}
	var p *openid.Provider
	if err == nil {
		p, err = openid.New(openid.Config{
			Issuer: f.Issuer, ClientID: f.ClientID, Secret: secret, Redirect: f.Redirect, SecondFactor: f.SecondFactor,
		})
	}
	if err != nil {
		return nil, fmt.Errorf("signing in at an identity provider: %w", err)
	}
	return p, nil
}

// secret reads the client's secret from a file that is open to nobody else. No error quotes it.
func (f oidcFlags) secret() (string, error) {
	if f.SecretFile == "" {
		return "", nil
	}
	file, err := os.Open(f.SecretFile)
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if p := info.Mode().Perm(); !info.Mode().IsRegular() || p&0o077 != 0 {
		return "", fmt.Errorf("%s is open to others, or no file (%04o): chmod 600 it", f.SecretFile, p)
	}
	text, err := io.ReadAll(io.LimitReader(file, 4<<10))
	if err != nil {
		return "", err
	}
	secret := strings.TrimSpace(string(text))
	if secret == "" || strings.ContainsAny(secret, "\r\n") {
		return "", fmt.Errorf("%s must hold the client's secret on one line", f.SecretFile)
	}
	return secret, nil
}
