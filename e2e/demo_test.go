package e2e_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A desk that is new isn't empty. What the demo's staff have done is done once: a start that was killed meanwhile is made up for by
// the next one, and one after that finds nothing left to do.
func TestTheDemosCasesAreOpenedOnceHoweverOftenItStarts(t *testing.T) {
	data, address := t.TempDir(), freeAddress(t)
	h := &house{t: t, web: address, http: http.DefaultClient, tokens: map[string]string{}}
	start := func(until string) *process {
		log := filepath.Join(t.TempDir(), "serve.log")
		p := launch(t, "serve", log, []string{"CAREBOOK_LISTEN=" + address}, full(t), "serve", "--demo", "--data", data)
		h.eventually(2*time.Minute, "serve has said "+until, func() error {
			text, err := os.ReadFile(log)
			if err == nil && !strings.Contains(string(text), until) {
				err = fmt.Errorf("it hasn't\n%s", text)
			}
			return err
		})
		return p
	}
	start("route=/api/v1/leads status=201").kill()
	for _, code := range []string{"prop-manager", "homes-manager", "trade-manager", "general-manager"} {
		h.tokens[code] = strings.TrimSpace(run(t, nil, full(t), "token", "create", "--staff", code, "--data", data))
	}
	for range 2 {
		p := start("\nThe desk: ")
		for _, c := range []struct {
			staff, path string
			want        int
		}{
			{"prop-manager", "/return-visits", 3}, {"homes-manager", "/leads", 2}, {"homes-manager", "/return-visits", 1},
			{"prop-manager", "/retentions", 1}, {"trade-manager", "/credits", 1}, {"trade-manager", "/credits?waiting=true", 1},
			{"homes-manager", "/campaigns", 1}, {"prop-manager", "/visit-plans?status=submitted", 1}, {"prop-manager", "/visits?running=true", 1},
			{"general-manager", "/visits", 2}, {"general-manager", "/loans?out=true", 1}, {"general-manager", "/erasures?status=identified", 1},
		} {
			var list struct{ Items []struct{ ID string } }
			if h.read(c.staff, c.path, &list); len(list.Items) != c.want {
				t.Errorf("%d of %s, want %d\n%s", len(list.Items), c.path, c.want, p.tail())
			}
		}
		p.stop(t)
	}
}
