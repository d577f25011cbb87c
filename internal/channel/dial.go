package channel

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"time"
)

// longest is how much of an answer is read: what robots say is far shorter.
const longest = 16 << 10

var errPrivate = errors.New("an address that isn't public")

// line is the way to one host. It looks at the address that is dialled, not at the name: a name may come to another one each time.
type line struct {
	host    string // that the operator has written
	allowed bool   // by the operator, wherever it leads
	ranges  []netip.Prefix
	roots   *x509.CertPool // nil for the system's
}

// public are the ranges of addresses that lead to the world; special are those among them that don't.
var (
	worldwide = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("2000::/3")}
	special   = prefixes("0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
		"192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 2001::/23 2001:db8::/32 2002::/16 3fff::/20")
)

func prefixes(list string) (all []netip.Prefix) {
	for _, p := range strings.Fields(list) {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}

func within(ip netip.Addr, ranges []netip.Prefix) bool {
	return slices.ContainsFunc(ranges, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// mayReach lets the line out to public addresses, and to others when the operator names the host, the address or its range.
func (l line) mayReach(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	return l.allowed || within(ip, l.ranges) || within(ip, worldwide) && !within(ip, special)
}

func (l line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: Patience, Control: func(_, resolved string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(resolved)
		if err != nil || !l.mayReach(at.Addr()) {
			return errPrivate
		}
		return nil
	}}
	return d.DialContext(ctx, network, address)
}

func (l line) tls() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, ServerName: l.host, RootCAs: l.roots}
}

// client follows no redirect, asks no proxy and reads no answer without end.
func (l line) client() *http.Client {
	return &http.Client{
		Timeout:       Patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: l.dial, TLSClientConfig: l.tls(), TLSHandshakeTimeout: Patience, MaxResponseHeaderBytes: longest,
			MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
		},
	}
}

// post sends a body of JSON and returns the answer to it. Whatever goes wrong comes back as a code: the address may hold a key.
func post(ctx context.Context, c *http.Client, address string, m Message, body []byte, headers map[string]string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, failed(NoAnswer)
	}
	// Go would ask again by itself when a connection that was kept has gone: each try is to be known.
	req.GetBody = nil
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set(KeyHeader, m.Key)
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	resp, err := c.Do(req)
	switch {
	case errors.Is(err, errPrivate):
		return nil, failed(PrivateAddress)
	case err != nil:
		return nil, failed(NoAnswer)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, longest))
	switch {
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return nil, failed(fmt.Sprintf("http_%d", resp.StatusCode))
	case err != nil:
		return nil, failed(NoAnswer)
	}
	return answer, nil
}

// KeyHeader is where every message over HTTP has its key.
const KeyHeader = "Carebook-Key"
