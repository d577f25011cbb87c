package openid

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/time/rate"
)

// longest is how many bytes of an answer are read: keys and tokens are far shorter.
const longest = 256 << 10

var (
	errTooLong = errors.New("the answer is too long")
	errTooMany = errors.New("its keys were asked for a moment ago")
	errNetwork = errors.New("an address that the provider may not name")
)

// client asks the provider, and nobody whom it shouldn't: it follows no redirect, reads no answer without end, and reaches
// beyond the issuer's own host only public addresses, whatever a name resolves to.
type client struct {
	*http.Client
	own      string // host and port of the issuer
	loopback bool   // the issuer is on this machine
	keys     atomic.Pointer[string]
	again    *rate.Limiter // of asking for keys: an unknown one, which anybody may send, has us ask
}

func newClient(issuer *url.URL, timeout time.Duration) *client {
	c := &client{own: dialled(issuer), loopback: onLoopback(issuer.Hostname()), again: rate.NewLimiter(rate.Every(10*time.Second), 10)}
	c.Client = &http.Client{
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: capped{c, &http.Transport{
			DialContext: c.dial, TLSHandshakeTimeout: timeout, ResponseHeaderTimeout: timeout, MaxResponseHeaderBytes: 32 << 10,
			MaxIdleConnsPerHost: 2, IdleConnTimeout: 30 * time.Second, ForceAttemptHTTP2: true,
		}},
	}
	return c
}

// dial looks at the address that a name came to: a name may come to another one each time.
func (c *client) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	d := net.Dialer{Timeout: slow, Control: func(_, resolved string, _ syscall.RawConn) error {
		ip, err := netip.ParseAddrPort(resolved)
		if err != nil || !c.mayReach(addr, ip.Addr()) {
			return errNetwork
		}
		return nil
	}}
	return d.DialContext(ctx, network, addr)
}

// shared is the address space of carriers (RFC 6598): no more public than that of a company.
var shared = netip.MustParsePrefix("100.64.0.0/10")

func (c *client) mayReach(addr string, ip netip.Addr) bool {
	ip = ip.Unmap()
	switch {
	case ip.IsLoopback():
		return c.loopback && addr == c.own
	case !ip.IsGlobalUnicast(): // link-local among them, where clouds keep their secrets
		return false
	case addr == c.own:
		return true
	}
	return !ip.IsPrivate() && !shared.Contains(ip)
}

// capped is a transport whose answers end, and that asks for keys only so often.
type capped struct {
	of   *client
	next http.RoundTripper
}

func (t capped) RoundTrip(r *http.Request) (*http.Response, error) {
	if keys := t.of.keys.Load(); keys != nil && r.URL.String() == *keys && !t.of.again.Allow() {
		return nil, errTooMany
	}
	answer, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, fmt.Errorf("asking the identity provider: %w", err)
	}
	answer.Body = &short{answer.Body, longest}
	return answer, nil
}

// short is a body that fails after so many bytes, so that a long answer isn't taken for a whole one.
type short struct {
	io.ReadCloser
	left int
}

func (s *short) Read(into []byte) (int, error) {
	if s.left < 0 {
		return 0, errTooLong
	}
	n, err := s.ReadCloser.Read(into)
	if s.left -= n; s.left < 0 {
		return 0, errTooLong
	}
	return n, err
}
