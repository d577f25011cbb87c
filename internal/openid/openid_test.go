package openid

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"carebook/internal/idptest"
)

func config(issuer string) Config {
	return Config{Issuer: issuer, ClientID: idptest.ClientID, Secret: idptest.Secret, Redirect: "http://127.0.0.1:8080/api/v1/session/oidc/callback"}
}

func provider(t *testing.T, c Config) *Provider {
	t.Helper()
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAnAddressThatCannotBeComparedOrIsOpenToOthersIsRefused(t *testing.T) {
	for _, bad := range []string{
		"", "sso.example.com", "http://sso.example.com", "https://user@sso.example.com", "https://sso.example.com/?x=1", "https://sso.example.com/#x",
		"https://sso.example.com?", "ftp://sso.example.com", "file:///etc/passwd", "https:sso.example.com", "http://localhost.:1", "http://2130706433:1",
	} {
		if _, err := New(config(bad)); err == nil {
			t.Errorf("issuer %q is taken", bad)
		}
		c := config("https://sso.example.com")
		c.Redirect = bad
		if _, err := New(c); err == nil {
			t.Errorf("redirect %q is taken", bad)
		}
	}
	for _, good := range []string{"https://sso.example.com", "https://sso.example.com/realms/care", "http://127.0.0.1:9000", "http://[::1]:9000", "http://localhost:9000"} {
		if _, err := New(config(good)); err != nil {
			t.Errorf("issuer %q: %v", good, err)
		}
	}
	if _, err := New(Config{Issuer: "https://sso.example.com", Redirect: "https://care.example.com"}); err == nil {
		t.Error("no client id, and no complaint")
	}
}

// B11: whatever a name resolves to, and whoever named it.
func TestBeyondTheIssuersHostOnlyPublicAddressesAreReached(t *testing.T) {
	for issuer, addresses := range map[string]map[string]bool{
		"https://sso.example.com": {
			"sso.example.com:443 10.1.2.3": true, "sso.example.com:443 fd00::1": true, "sso.example.com:443 203.0.113.7": true,
			"sso.example.com:443 127.0.0.1": false, "sso.example.com:443 169.254.169.254": false, "sso.example.com:443 0.0.0.0": false,
			"sso.example.com:443 ::ffff:127.0.0.1": false, "sso.example.com:443 fe80::1": false, "sso.example.com:443 224.0.0.1": false,
			"sso.example.com:7233 10.1.2.3": false, "keys.example.com:443 10.1.2.3": false, "keys.example.com:443 192.168.1.1": false,
			"keys.example.com:443 100.64.1.1": false, "keys.example.com:443 ::1": false, "keys.example.com:443 203.0.113.7": true,
			"keys.example.com:443 ::ffff:10.0.0.1": false, "keys.example.com:443 255.255.255.255": false,
		},
		"http://127.0.0.1:9000": {
			"127.0.0.1:9000 127.0.0.1": true, "127.0.0.1:5432 127.0.0.1": false, "localhost:9000 127.0.0.1": false, "sso.example.com:443 203.0.113.7": true,
		},
	} {
		u, err := url.Parse(issuer)
		if err != nil {
			t.Fatal(err)
		}
		c := newClient(u, time.Second)
		for where, want := range addresses {
			asked, ip, _ := strings.Cut(where, " ")
			if got := c.mayReach(asked, netip.MustParseAddr(ip)); got != want {
				t.Errorf("of %s, %s may be reached: %v", issuer, where, got)
			}
		}
	}
}

func TestAClosedAddressIsNotDialled(t *testing.T) {
	c := newClient(&url.URL{Scheme: "https", Host: "sso.example.com"}, time.Second)
	conn, err := c.dial(context.Background(), "tcp", idptest.New(t).URL[len("http://"):])
	if err == nil {
		_ = conn.Close()
	}
	if !errors.Is(err, errNetwork) {
		t.Errorf("dialled: %v", err)
	}
}

// The provider may name any address in its answers; none of these is asked.
func TestAProviderThatNamesAnotherSortOfAddressIsNotUsed(t *testing.T) {
	for _, endpoint := range []string{"authorization_endpoint", "token_endpoint", "jwks_uri"} {
		for _, bad := range []string{
			"", "javascript:alert(1)", "http://169.254.169.254/latest", "file:///etc/passwd", "gopher://127.0.0.1:5432/", "http://127.0.0.1:7233/",
			"https://user:password@sso.example.com/", "http://sso.example.com/token", "//sso.example.com/token", "https://",
		} {
			idp := idptest.New(t)
			idp.Discover = func(document map[string]any) { document[endpoint] = bad }
			if at, err := provider(t, config(idp.URL)).Begin(context.Background(), NewAttempt()); !errors.Is(err, ErrAway) {
				t.Errorf("%s %q: %s, %v", endpoint, bad, at, err)
			}
			if idp.Asked["/token"]+idp.Asked["/keys"] > 0 {
				t.Errorf("%s %q: asked on", endpoint, bad)
			}
		}
	}
}

func TestAProviderThatComesBackIsAskedAgain(t *testing.T) {
	idp := idptest.New(t)
	p := provider(t, config(idp.URL))
	const path = "/.well-known/openid-configuration"
	for name, instead := range map[string]func(http.ResponseWriter, *http.Request){
		"an error":       func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"a redirect":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/moved", http.StatusFound) },
		"without an end": endless,
		"no JSON":        func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"another issuer": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"issuer":"https://elsewhere.test"}`))
		},
	} {
		idp.Instead[path] = instead
		if _, err := p.Begin(context.Background(), NewAttempt()); !errors.Is(err, ErrAway) {
			t.Errorf("%s: %v", name, err)
		} else if len(err.Error()) > 400 {
			t.Errorf("%s: the error quotes %d bytes", name, len(err.Error()))
		}
	}
	if idp.Asked["/moved"] > 0 {
		t.Error("a redirect was followed")
	}
	delete(idp.Instead, path)
	at, err := p.Begin(context.Background(), NewAttempt())
	if err != nil || !strings.HasPrefix(at, idp.URL+"/authorize?") {
		t.Errorf("%s, %v", at, err)
	}
	asked := idp.Asked[path]
	if _, err := p.Begin(context.Background(), NewAttempt()); err != nil || idp.Asked[path] != asked {
		t.Errorf("asked %d times, then %d: %v", asked, idp.Asked[path], err)
	}
}

func endless(w http.ResponseWriter, _ *http.Request) {
	line := []byte(strings.Repeat(" ", 1<<10))
	for range 2 << 10 {
		if _, err := w.Write(line); err != nil {
			return
		}
	}
}

func TestASlowProviderIsNotWaitedForLong(t *testing.T) {
	idp := idptest.New(t)
	gone := make(chan struct{})
	t.Cleanup(func() { close(gone) })
	idp.Instead["/.well-known/openid-configuration"] = func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-gone:
		}
	}
	p := provider(t, config(idp.URL))
	p.client.Timeout = 50 * time.Millisecond
	if _, err := p.Begin(context.Background(), NewAttempt()); !errors.Is(err, ErrAway) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Begin(ctx, NewAttempt()); !errors.Is(err, ErrAway) {
		t.Errorf("for somebody who left: %v", err)
	}
}

// Anybody may send tokens with a made-up key: that must not turn carebook against the provider.
func TestKeysAreAskedForOnlySoOften(t *testing.T) {
	idp := idptest.New(t)
	p := provider(t, config(idp.URL))
	idp.Header = map[string]any{"kid": "made-up"}
	for range 50 {
		var refused *Refused
		if _, err := p.Logout(context.Background(), idp.LogoutToken(), time.Now()); !errors.As(err, &refused) {
			t.Fatalf("%v", err)
		}
	}
	if n := idp.Asked["/keys"]; n > 11 {
		t.Errorf("asked %d times", n)
	}
	idp.Header = nil
	if _, err := p.Logout(context.Background(), idp.LogoutToken(), time.Now()); err != nil {
		t.Errorf("a good token with a known key: %v", err)
	}
}
