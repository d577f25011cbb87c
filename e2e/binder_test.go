package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestARunningServiceTakesUpANewEditionOfTheBinderForNewCasesAlone(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onSQLite, apart} {
		t.Run(shape, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, shape, byTheBook)
			h.up()
			customer, car := h.customer("客户九", "13800000009", "沪A00009")
			opens := func() string { return h.must(h.opening("adviser", customer, car, "which edition?")).body.ID }
			before := opens()
			h.limit(before, "classify", "2 hours")
			edition, _ := h.inForce()

			h.loadsBinder("3 hours", "2 hours → 3 hours")
			after := opens()
			h.limit(after, "classify", "3 hours")
			h.must(on(before, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
			h.limit(before, "assign", "2 hours")
			next, since := h.inForce()
			if y, m, d := time.Now().In(shanghai).Date(); next == edition || !since.Equal(time.Date(y, m, d, 0, 0, 0, 0, shanghai)) {
				t.Errorf("in force is %s since %s", next, since)
			}

			h.loadsBinder("4 hours", "3 hours → 4 hours", "--effective", time.Now().In(shanghai).Add(30*24*time.Hour).Format(time.DateOnly))
			h.limit(opens(), "classify", "3 hours")
			if list := run(t, h.environment(), full(t), "policy", "editions"); !strings.Contains(list, "in force") || !strings.Contains(list, "coming") {
				t.Error(list)
			}
			for name, p := range h.processes {
				if !p.running() {
					t.Errorf("%s has ended", name)
				}
			}
			h.passes(demand{acks: 5})
			h.down()
		})
	}
}

// loadsBinder loads an edition of V13 in which what is due within 2 hours by default is due within another time, and wants
// to read what that changes.
func (h *house) loadsBinder(limit, change string, flags ...string) {
	h.t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "policies", "book", "V13.yaml"))
	if err != nil {
		h.t.Fatal(err)
	}
	dir := h.t.TempDir()
	text := strings.ReplaceAll(string(src), "within:   {value: 2 hours, clause: A-02", "within:   {value: "+limit+", clause: A-02")
	if err := os.WriteFile(filepath.Join(dir, "V13.yaml"), []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
	out := run(h.t, h.environment(), full(h.t), append([]string{"policy", "load", dir}, flags...)...)
	if !strings.Contains(out, change) {
		h.t.Fatalf("loading an edition says\n%s", out)
	}
}

// limit wants what a case owes to be due within a time.
func (h *house) limit(id, duty, want string) {
	h.t.Helper()
	var list struct{ Items []struct{ Duty, Rule string } }
	h.read("care-manager", "/obligations?case="+id, &list)
	for _, o := range list.Items {
		if o.Duty == duty && o.Rule == want {
			return
		}
	}
	h.t.Errorf("%s is not owed within %s: %+v", duty, want, list.Items)
}

// inForce is the edition of V13 that new cases run by, and since when.
func (h *house) inForce() (edition string, since time.Time) {
	h.t.Helper()
	var p struct {
		Edition       string
		EffectiveFrom time.Time `json:"effective_from"`
	}
	h.read("care-manager", "/policies/V13", &p)
	return p.Edition, p.EffectiveFrom
}
