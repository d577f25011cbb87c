package api

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// addressesKept bounds what the counter remembers of who has asked: beyond them all share one allowance.
const addressesKept = 20_000

// burst is how many seconds' worth an address may ask at once.
const burst = 20

// pace slows down whoever asks too often before anybody knows who it is: a request takes one of its address's allowance, which fills up
// again by the second, and gets it back once it turns out to be from somebody known. Guesses and made-up tokens get none back.
type pace struct {
	mu    sync.Mutex
	rate  float64 // a second
	of    map[netip.Prefix]*allowance
	swept time.Time // when those that are full again were last forgotten
}

// allowance is what is left of one at a moment.
type allowance struct {
	left float64
	at   time.Time
}

func newPace(rate int) *pace { return &pace{rate: float64(rate), of: map[netip.Prefix]*allowance{}} }

// take takes one; false when there is none left.
func (p *pace) take(from netip.Prefix, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.allowance(from, now)
	a.left, a.at = p.refilled(a, now), now
	if a.left < 1 {
		return false
	}
	a.left--
	return true
}

// back gives one back.
func (p *pace) back(from netip.Prefix) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a := p.of[from]; a != nil {
		a.left = min(a.left+1, p.full())
	}
}

func (p *pace) full() float64 { return p.rate * burst }

func (p *pace) refilled(a *allowance, now time.Time) float64 {
	return min(a.left+p.rate*max(now.Sub(a.at).Seconds(), 0), p.full())
}

// allowance is that of an address. When there are too many of them, those are forgotten that are full again; not more often than once
// a second, for it looks at all of them.
func (p *pace) allowance(from netip.Prefix, now time.Time) *allowance {
	if a := p.of[from]; a != nil {
		return a
	}
	if len(p.of) >= addressesKept && now.Sub(p.swept) >= time.Second {
		p.swept = now
		for address, a := range p.of {
			if p.refilled(a, now) >= p.full() {
				delete(p.of, address)
			}
		}
	}
	if len(p.of) >= addressesKept {
		from = netip.Prefix{}
		if a := p.of[from]; a != nil {
			return a
		}
	}
	a := &allowance{left: p.full(), at: now}
	p.of[from] = a
	return a
}

// source is what counts as one address: in version 6 whoever has one has its whole network.
func source(address string) netip.Prefix {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

// paced is the pace of those whom nobody knows yet. Signs of life are asked for by machines beside us.
func (s *Server) paced(c *gin.Context) {
	switch c.FullPath() {
	case "/livez", "/readyz":
		return
	}
	r := requestOf(c.Request.Context())
	r.source = source(c.ClientIP())
	if !s.pace.take(r.source, time.Now()) {
		s.refuse(c, codeAddressBusy)
	}
}

// proxies are the addresses whose word about a caller counts: by default nobody's.
type proxies []netip.Prefix

// parseProxies reads networks such as 10.0.0.0/8, and single addresses.
func parseProxies(texts []string) (all proxies, err error) {
	var wrong []error
	for _, text := range texts {
		p, err := netip.ParsePrefix(text)
		if a, alone := netip.ParseAddr(text); alone == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("trusted proxy %q: want an address or a network such as 10.0.0.0/8", text))
			continue
		}
		all = append(all, p.Masked())
	}
	return all, errors.Join(wrong...)
}

func (all proxies) texts() (out []string) {
	for _, p := range all {
		out = append(out, p.String())
	}
	return out
}

func (all proxies) trust(address string) bool {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return false
	}
	for _, p := range all {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// encrypted reports whether a request has come encrypted: to us, or to a proxy that we trust. Of several proxies the last one to say
// so is ours.
func (s *Server) encrypted(c *gin.Context) bool {
	if c.Request.TLS != nil {
		return true
	}
	said := c.Request.Header.Values("X-Forwarded-Proto")
	if len(said) == 0 || !s.proxies.trust(c.RemoteIP()) {
		return false
	}
	last := said[len(said)-1]
	return strings.EqualFold(strings.TrimSpace(last[strings.LastIndex(last, ",")+1:]), "https")
}

// trusting has gin find the caller's address: the right-most one that isn't a trusted proxy's. Other headers count for nothing.
func trusting(e *gin.Engine, texts []string) {
	e.RemoteIPHeaders = []string{http.CanonicalHeaderKey("X-Forwarded-For")}
	if err := e.SetTrustedProxies(texts); err != nil {
		panic(err) // parseProxies has read them
	}
}
