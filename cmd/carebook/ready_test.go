package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestReadySaysWhatTheWebAPISaysAndFailsWithIt(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
	}{
		{http.StatusOK, `{"status":"ready","books":"ok","temporal":"ok"}`},
		{http.StatusServiceUnavailable, `{"status":"degraded","books":"ok","temporal":"away"}`},
	} {
		counter := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/readyz" {
				t.Errorf("asked for %s", r.URL.Path)
			}
			w.WriteHeader(c.status)
			_, _ = w.Write([]byte(c.body)) // whoever asks may be gone
		}))
		defer counter.Close()
		if c.status == http.StatusOK {
			if out := good(t, "ready", "--url", counter.URL+"/"); strings.TrimSpace(out) != c.body {
				t.Errorf("printed %s", out)
			}
		} else if errs := bad(t, "ready", "--url", counter.URL); !strings.Contains(errs, "not ready: 503 "+c.body) {
			t.Errorf("complained %s", errs)
		}
	}
}

func TestReadyFailsWhereNobodyAnswers(t *testing.T) {
	counter := httptest.NewServer(http.NotFoundHandler())
	counter.Close()
	if errs := bad(t, "ready", "--url", counter.URL); !strings.Contains(errs, "not ready: ") {
		t.Error(errs)
	}
}
