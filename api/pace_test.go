package api

import (
	"fmt"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

func TestStrangersAreSlowedDownByTheirAddressAndKnownStaffAreNot(t *testing.T) {
	c := openLite(t)
	c.server.pace = newPace(1)
	for range 2 * burst { // they get back what they take
		c.want(c.get("1006", "/api/v1/staff/me"), 200, "")
	}
	for range burst {
		c.want(c.get("", "/api/v1/staff/me"), 401, codeUnauthenticated)
	}
	for _, path := range []string{"/api/v1/staff/me", "/nothing", "/docs"} {
		if r := c.want(c.get("", path), 429, codeAddressBusy); r.Header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
	}
	c.want(c.get("", "/livez"), 200, "")
	elsewhere := httptest.NewRequest("GET", "/api/v1/staff/me", nil)
	elsewhere.RemoteAddr = "198.51.100.7:1234"
	c.want(c.serve(elsewhere), 401, codeUnauthenticated)
}

func TestAnAllowanceFillsUpAgainAndNoFurther(t *testing.T) {
	p, from, now := newPace(2), source("192.0.2.1"), time.Unix(0, 0)
	taken := func() (n int) {
		for p.take(from, now) {
			n++
		}
		return n
	}
	equal(t, "at once", taken(), 2*burst)
	now = now.Add(3 * time.Second)
	equal(t, "after 3 s", taken(), 6)
	now = now.Add(-time.Hour) // a clock that is set back gives nothing, and takes nothing
	equal(t, "after the clock was set back", taken(), 0)
	p.back(from)
	equal(t, "given back", taken(), 1)
	now = now.Add(24 * time.Hour)
	p.back(from)
	equal(t, "after a day", taken(), 2*burst)
}

func TestTheAllowancesOfManyAddressesAreBounded(t *testing.T) {
	p, now := newPace(1), time.Unix(0, 0)
	for i := range 2 * addressesKept {
		p.take(source(fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255)), now)
	}
	if len(p.of) > addressesKept+1 {
		t.Errorf("%d allowances are kept", len(p.of))
	}
	if p.take(source("192.0.2.1"), now) {
		t.Error("those beyond the bound share one allowance, which is used up")
	}
	now = now.Add(time.Hour)
	if !p.take(source("192.0.2.1"), now) || len(p.of) > 2 {
		t.Errorf("those that are full again aren't forgotten: %d", len(p.of))
	}
}

func TestANetworkOfVersionSixCountsAsOneAddress(t *testing.T) {
	for address, want := range map[string]string{
		"2001:db8:1:2:3::4": "2001:db8:1:2::/64", "192.0.2.1": "192.0.2.1/32", "::ffff:192.0.2.1": "192.0.2.1/32", "fe80::1%eth0": "fe80::/64", "nonsense": "invalid Prefix", "": "invalid Prefix",
	} {
		if got := source(address); got.String() != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// proxied is a counter behind proxies of a network.
func proxied(t *testing.T, networks ...string) *counter {
	t.Helper()
	c := openLite(t)
	var err error
	if c.server.proxies, err = parseProxies(networks); err != nil {
		t.Fatal(err)
	}
	trusting(c.server.engine, c.server.proxies.texts())
	return c
}

func TestAProxysWordAboutTheCallerCountsWhereItIsTrusted(t *testing.T) {
	for _, k := range []struct{ trusted, forwarded, want string }{
		{"192.0.2.0/24", "203.0.113.9", "203.0.113.9"},
		{"192.0.2.1", "10.1.1.1, 203.0.113.9", "203.0.113.9"}, // what the caller says of itself stands left of what our proxy says
		{"192.0.2.0/24,203.0.113.9", "10.1.1.1, 203.0.113.9", "10.1.1.1"},
		{"192.0.2.0/24", "nonsense", "192.0.2.1"},
		{"198.51.100.0/24", "203.0.113.9", "192.0.2.1"},
	} {
		c := proxied(t, strings.Split(k.trusted, ",")...)
		var seen string
		c.server.engine.GET("/whoami", func(g *gin.Context) { seen = g.ClientIP() })
		c.do(ask{method: "GET", path: "/whoami", headers: map[string]string{"X-Forwarded-For": k.forwarded, "X-Real-IP": "10.9.9.9"}})
		if seen != k.want {
			t.Errorf("%s behind %s: %s, want %s", k.forwarded, k.trusted, seen, k.want)
		}
	}
}

func TestACookieIsSecureWhereATrustedProxySaysThatTheBrowserCameEncrypted(t *testing.T) {
	for _, k := range []struct {
		trusted, proto string
		secure         bool
	}{{"192.0.2.0/24", "https", true}, {"192.0.2.0/24", "http, HTTPS", true}, {"192.0.2.0/24", "https, http", false}, {"192.0.2.0/24", "http", false}, {"198.51.100.0/24", "https", false}} {
		c := proxied(t, k.trusted)
		r := c.want(c.do(ask{method: "POST", path: "/api/v1/session", badge: "1006", key: "-", headers: map[string]string{"X-Forwarded-Proto": k.proto}}), 204, "")
		if got := strings.Contains(r.Header.Get("Set-Cookie"), "; Secure"); got != k.secure {
			t.Errorf("%q from %s: Secure %v", k.proto, k.trusted, got)
		}
	}
}

func TestAProxyThatIsNoAddressIsRefusedAtTheStart(t *testing.T) {
	for _, text := range []string{"", "proxy.test", "10.0.0.0/33", "10.0.0.0/8/8", "*"} {
		if _, err := parseProxies([]string{"10.0.0.0/8", text}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", text)) {
			t.Errorf("%q: %v", text, err)
		}
	}
	all, err := parseProxies([]string{"10.1.2.3/8", "::1"})
	if err != nil || !all.trust("10.200.0.1") || !all.trust("::ffff:10.0.0.1") || !all.trust("::1") || all.trust("11.0.0.1") || all.trust("") {
		t.Errorf("%v %v", all, err)
	}
	equal(t, "networks", all.texts(), []string{netip.MustParsePrefix("10.0.0.0/8").String(), "::1/128"})
}
