package api

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// withDesk gives an open counter a page of its own.
func (c *counter) withDesk() {
	c.server.desk = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "the desk")
	})
}

func TestTheDeskAnswersWhereverNoRouteIsAndProgramsStillGetProblems(t *testing.T) {
	c := openLite(t)
	c.withDesk()
	for path, status := range map[string]int{"/": 200, "/complaints/case-of-a-walk?tab=rounds": 200, "/apis": 200, "/documents": 200, "/assets/gone.js": 404} {
		r := c.get("", path)
		if r.Status != status || r.code() != "" || r.Header.Get("Content-Security-Policy") != "default-src 'self'" || r.Header.Get("Content-Language") != "" {
			t.Errorf("%s: %d %v %s", path, r.Status, r.Header, r.Text)
		}
		for name, value := range headers {
			if name != "Content-Security-Policy" && name != "Cache-Control" && r.Header.Get(name) != value {
				t.Errorf("%s: %s is %q", path, name, r.Header.Get(name))
			}
		}
	}
	for _, path := range []string{"/api", "/api/", "/api/v1/nothing", "/api/v2/units", "/docs/", "/openapi", "/openapi.json/x", "/livez/x", "/readyz/"} {
		c.want(c.get("1006", path), 404, codeNotFound)
	}
	c.want(c.do(ask{method: "POST", path: "/complaints"}), 404, codeNotFound)
	if r := c.do(ask{method: "HEAD", path: "/complaints"}); r.Status != 200 {
		t.Errorf("HEAD: %d", r.Status)
	}
	if log := c.log.text(); strings.Contains(log, "case-of-a-walk") || strings.Contains(log, "gone.js") || !strings.Contains(log, "route=- status=200") {
		t.Errorf("the log: %s", log)
	}
}
