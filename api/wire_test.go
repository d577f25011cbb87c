package api

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// wire sends bytes as they are and reads what comes back until the counter hangs up, or until the time is over.
func wire(t *testing.T, address, text string, within time.Duration) string {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(within)); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.WriteString(conn, text) }() // the counter may hang up meanwhile
	said, _ := io.ReadAll(conn)                       // idem
	return string(said)
}

func TestOversizedHeadersAndAddressesAreRefusedBeforeAnythingIsRead(t *testing.T) {
	c := openLite(t)
	address, _ := c.online()
	for name, text := range map[string]string{
		"a header":        "GET /livez HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 40_000) + "\r\n\r\n",
		"10,000 headers":  "GET /livez HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X-A: b\r\n", 10_000) + "\r\n",
		"a 64 KB address": "GET /livez?" + strings.Repeat("x", 64<<10) + " HTTP/1.1\r\nHost: a\r\n\r\n",
	} {
		if said := wire(t, address, text, 5*time.Second); !strings.HasPrefix(said, "HTTP/1.1 431 ") {
			t.Errorf("%s: %.80q", name, said)
		}
	}
}

func TestABodyWithoutEndIsCutAtTheLimit(t *testing.T) {
	c := openLite(t)
	address, _ := c.online()
	r, err := http.NewRequest("POST", address+base+"/complaints", io.LimitReader(endless{}, 1<<30))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+c.token("1006"))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", "endless")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return // it hung up while the body was still being sent: net/http may see that first
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", res.StatusCode)
	}
}

// endless is blanks for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestSlowCallersAreCutOffAndOthersAreAnsweredMeanwhile(t *testing.T) {
	c := openLite(t)
	address, _ := c.online(func(s *http.Server) {
		s.ReadHeaderTimeout, s.ReadTimeout, s.IdleTimeout = 300*time.Millisecond, 600*time.Millisecond, 300*time.Millisecond
	})
	cut := make(chan error)
	slow := map[string]string{
		"slow header": "GET /livez HTTP/1.1\r\nHo",
		"slow body":   "POST " + base + "/complaints HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + c.token("1006") + "\r\nIdempotency-Key: slow\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
		"no request":  "",
	}
	for name, text := range slow {
		go func() {
			conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
			if err != nil {
				cut <- err
				return
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, text)
			_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
			if _, err := io.ReadAll(conn); errors.Is(err, errTimeout(err)) {
				cut <- fmt.Errorf("%s: still there after 10 s", name)
				return
			}
			cut <- nil
		}()
	}
	res, err := http.Get(address + "/livez")
	if err != nil || res.StatusCode != 200 {
		t.Errorf("meanwhile: %v", err)
	} else {
		res.Body.Close()
	}
	for range slow {
		if err := <-cut; err != nil {
			t.Error(err)
		}
	}
	if n := c.rows("commands"); n != 2 { // the seed's own
		t.Errorf("%d commands were stored", n)
	}
}

// errTimeout is err itself when it is one of a deadline, and another one else.
func errTimeout(err error) error {
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return err
	}
	return errors.New("no timeout")
}

func TestABodyOfTwoLengthsHidesNoSecondRequest(t *testing.T) {
	c := openLite(t)
	address, _ := c.online()
	hidden := "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
	head := "POST " + base + "/session HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + c.token("1006") + "\r\n"
	for name, text := range map[string]string{
		"a length and chunks": head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
		"chunks alone":        head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
		"two lengths":         head + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + hidden,
		"odd chunks":          head + "Transfer-Encoding: xchunked\r\n\r\n" + hidden,
		"two encodings":       head + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
	} {
		said := wire(t, address, text, 3*time.Second)
		if n := strings.Count(said, "HTTP/1.1 "); n != 1 || strings.Contains(said, "openapi") {
			t.Errorf("%s: %d answers: %.300q", name, n, said)
		}
	}
}

func TestAnotherHostIsNeitherBelievedNorRepeated(t *testing.T) {
	c := openLite(t)
	address, _ := c.online()
	for _, text := range []string{
		"GET /livez HTTP/1.1\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n",
	} {
		if said := wire(t, address, text, 3*time.Second); !strings.HasPrefix(said, "HTTP/1.1 400 ") {
			t.Errorf("%q: %.100q", text, said)
		}
	}
	customer := c.do(ask{method: "POST", path: base + "/customers", badge: "1003", body: map[string]any{
		"unit": c.seed.Units["S1"], "name": "演示客户丁", "phone": "13800000004",
	}, headers: map[string]string{"X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test"}})
	if location := customer.Header.Get("Location"); customer.Status != 201 || location != "" && !strings.HasPrefix(location, base+"/") {
		t.Errorf("%d, Location %q", customer.Status, location)
	}
	for _, path := range []string{"/docs", "/openapi.json", "/nothing", "/api/v1/staff/me"} {
		said := wire(t, address, "GET "+path+" HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n", 5*time.Second)
		if !strings.HasPrefix(said, "HTTP/1.1 ") || strings.Contains(said, "evil.test") {
			t.Errorf("%s: %.100q", path, said)
		}
	}
}

func TestAHeaderThatBreaksItsLineAddsNothing(t *testing.T) {
	c := openLite(t)
	address, _ := c.online()
	for _, text := range []string{
		"GET /livez HTTP/1.1\r\nHost: a\r\nX-A: b\x00c\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
		"GET /live z HTTP/1.1\r\nHost: a\r\n\r\n", "GET /livez HTTP/9.9\r\nHost: a\r\n\r\n", "\x16\x03\x01\x02\x00\r\n\r\n",
	} {
		said := wire(t, address, text, 3*time.Second)
		if status := line1(said); !strings.HasPrefix(status, "HTTP/1.1 4") && !strings.HasPrefix(status, "HTTP/1.1 505") && !strings.HasPrefix(status, "HTTP/1.0 400") {
			t.Errorf("%q: %q", text, status)
		}
	}
}

func line1(text string) string {
	line, _, _ := bufio.NewReader(strings.NewReader(text)).ReadLine()
	return string(line)
}

// Who asks is said by a token and by nothing else; what is asked, by the method and the address as they are written.
func TestNoHeaderSaysWhoAsksOrWhatIsMeant(t *testing.T) {
	c := openLite(t)
	for _, name := range []string{"X-Remote-User", "Remote-User", "REMOTE_USER", "X-Forwarded-User", "X-Auth-Request-User", "X-WEBAUTH-USER"} {
		c.want(c.do(ask{method: "GET", path: "/api/v1/staff/me", headers: map[string]string{name: "1006"}}), 401, codeUnauthenticated)
	}
	for _, name := range []string{"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"} {
		r := c.want(c.do(ask{method: "GET", path: "/api/v1/staff/me", badge: "1006", headers: map[string]string{name: "DELETE"}}), 200, "")
		if r.JSON["id"] != c.seed.Staff["1006"] {
			t.Errorf("%s: %s", name, r.Text)
		}
	}
	for _, name := range []string{"X-Original-URL", "X-Rewrite-URL"} {
		r := c.want(c.do(ask{method: "GET", path: "/api/v1/staff/me", badge: "1006", headers: map[string]string{name: "/livez"}}), 200, "")
		if r.JSON["id"] == nil {
			t.Errorf("%s: %s", name, r.Text)
		}
	}
	for _, path := range []string{
		"/api/v1/staff/me/", "/api/v1/Staff/me", "/API/v1/staff/me", "/api/v1//staff/me", "/api//v1/staff/me", "/api/v1/%2e/staff/me", "/api/v1/x/%2e%2e/staff/me", "/api/v1/staff/me;a=b", "/api/v1/staff/me%20",
	} {
		c.want(c.get("1006", path), 404, codeNotFound)
	}
	c.want(c.get("", "/api/v1/staff%2fme"), 401, codeUnauthenticated) // another spelling of the same address: its rights are the same
	for _, method := range []string{"HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT"} {
		if r := c.do(ask{method: method, path: "/api/v1/staff/me", badge: "1006"}); r.Status != 405 {
			t.Errorf("%s: %d", method, r.Status)
		}
	}
}

// Nothing answers but what the description says: no debugging, no figures, no other version.
func TestNothingElseAnswers(t *testing.T) {
	c := openLite(t)
	for _, path := range []string{
		"/debug/pprof/", "/debug/vars", "/metrics", "/api/v0/units", "/api/v2/units", "/api/units", "/swagger", "/swagger.json", "/openapi-3.0.json", "/schemas/Problem.json", "/.git/config", "/.env", "/admin", "/health", "/actuator", "/graphql",
	} {
		c.want(c.get("1006", path), 404, codeNotFound)
	}
}
