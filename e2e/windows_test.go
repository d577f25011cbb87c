package e2e_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"carebook/e2e/checker"
	"carebook/internal/failpoint"
)

// diesAt configures a process to kill itself when a failpoint is passed for the n-th time.
func diesAt(at string, n int) string { return fmt.Sprintf("CAREBOOK_FAILPOINT=%s:%d", at, n) }

// dies sends an order that the service doesn't survive.
func (h *house) dies(o order, at string) {
	h.t.Helper()
	if a, err := h.once(o); err == nil {
		h.t.Fatalf("%s was answered %d %s, want a lost connection", o.action, a.status, a.raw)
	}
	if err := h.processes["serve"].diedAt(at, time.Minute); err != nil {
		h.t.Fatal(err)
	}
}

// plants are bugs, each with a scene in which it shows and the invariant that it breaks. Without the bug the checker is
// content with the same scene.
var plants = []struct {
	bug, breaks string
	pace        pace
	scene       func(h *house, planted bool)
}{
	{"skip-5a", "I2", byTheBook, theSameCommandAfterACrash},
	{"skip-5b", "I6", byTheBook, anotherCommandAfterACrash},
	{"confirm-before-commit", "I11", byTheBook, theSameCommandAfterACrash},
	{"excluded-acts", "I9", byTheBook, somebodyJudgesAComplaintAboutThemselves},
	{"fire-twice", "I2", quick, aReminderFires},
	{"spawn-twice", "I2", byTheBook, aTenantIsVisited},
	{"over-release", "I3", byTheBook, goodsAreAskedForAboveTheLimit},
}

func TestEveryPlantedBugIsCaughtAndItsAbsenceIsNot(t *testing.T) {
	t.Parallel()
	for _, p := range plants {
		t.Run(p.bug+" planted", func(t *testing.T) {
			h := newHouse(t, onSQLite, p.pace)
			h.extra = []string{"CAREBOOK_PLANT=" + p.bug}
			p.scene(h, true)
			r := h.still()
			if r.Verdict() != checker.Fail || !slices.Contains(r.Broken(), p.breaks) {
				t.Errorf("the checker says %s, want FAIL with %s", r, p.breaks)
			}
			t.Logf("%s: %s %v", p.bug, r.Verdict(), r.Broken())
		})
		t.Run(p.bug+" absent", func(t *testing.T) {
			h := newHouse(t, onSQLite, p.pace)
			p.scene(h, false)
			if r := h.still(); r.Verdict() != checker.Pass {
				t.Errorf("the checker says %s, want PASS", r)
			}
		})
	}
}

// still is the checker's word after a while in which nothing was asked of the service.
func (h *house) still() *checker.Report {
	h.t.Helper()
	time.Sleep(3 * time.Second) // long enough for everything that is only late
	return h.look(demand{acks: 2})
}

// theSameCommandAfterACrash: the ledger had committed a note, the workflow knew nothing; the client asks again.
func theSameCommandAfterACrash(h *house, _ bool) {
	h.up(diesAt(failpoint.AfterLedgerCommit, 2))
	customer, car := h.customer("客户四", "13800000004", "沪A00004")
	id := h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
	note := on(id, "care-manager", "note", text("a remark"))
	h.dies(note, failpoint.AfterLedgerCommit)
	h.up()
	h.must(note)
}

// anotherCommandAfterACrash: the ledger had committed a classification, the workflow knew nothing; somebody else classifies.
func anotherCommandAfterACrash(h *house, planted bool) {
	h.up(diesAt(failpoint.AfterLedgerCommit, 2))
	customer, car := h.customer("客户五", "13800000005", "沪A00005")
	id := h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
	first := on(id, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true})
	h.dies(first, failpoint.AfterLedgerCommit)
	h.up()
	second := on(id, "care-manager", "classify", map[string]any{"severity": "important", "data_true": true})
	if planted {
		h.gets(second)
	} else {
		h.refused(second, http.StatusConflict, "wrong_state")
		h.must(first)
	}
}

// somebodyJudgesAComplaintAboutThemselves names oneself among those complained about.
func somebodyJudgesAComplaintAboutThemselves(h *house, planted bool) {
	h.up()
	customer, car := h.customer("客户六", "13800000006", "沪A00006")
	id := h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
	o := on(id, "care-specialist", "classify", map[string]any{
		"severity": "ordinary", "data_true": true, "subjects": []string{h.people["care-specialist"]},
	})
	if planted {
		_, _ = h.once(o) // carried out, and the answer is that there is nothing to see for this person
		return
	}
	h.refused(o, http.StatusForbidden, "person_excluded")
}

// aReminderFires lets a case's first clock run out.
func aReminderFires(h *house, _ bool) {
	h.up()
	customer, car := h.customer("客户七", "13800000007", "沪A00007")
	h.must(h.opening("adviser", customer, car, "a complaint"))
	h.eventually(30*time.Second, "a mark has fired", func() error {
		if n := h.count("SELECT count(*) FROM marks WHERE state = 'fired'"); n < 1 {
			return fmt.Errorf("%d marks have fired", n)
		}
		return nil
	})
}

// aTenantIsVisited closes a complaint at the property company, whose customer is drawn or not.
func aTenantIsVisited(h *house, _ bool) {
	h.up()
	unit := h.goesTo(landlords...)
	id := h.settles(unit, h.must(h.newCustomer("prop-service", unit)).body.ID)
	h.visitAfter(id)
}

// goodsAreAskedForAboveTheLimit asks for more than the customer may owe.
func goodsAreAskedForAboveTheLimit(h *house, _ bool) {
	h.up()
	h.must(onCredit(h.trade(), "trade-sales", "request", map[string]any{"reference": "D-1", "amount": "1200.00"}))
}

func TestWhatNobodyAsksForAgainIsFoundByTheSweeper(t *testing.T) {
	t.Parallel()
	h := newHouse(t, onSQLite, byTheBook)
	h.up(diesAt(failpoint.AfterLedgerCommit, 1))
	customer, car := h.customer("客户八", "13800000008", "沪A00008")
	h.dies(h.opening("adviser", customer, car, "opened, and the client goes away"), failpoint.AfterLedgerCommit)
	h.up(diesAt(failpoint.AfterLedgerCommit, 2))
	id := h.must(h.opening("adviser", customer, car, "another")).body.ID
	h.dies(on(id, "care-manager", "note", text("noted, and the client goes away")), failpoint.AfterLedgerCommit)
	h.up()
	forgotten := "SELECT count(*) FROM commands WHERE state = 'recorded' AND confirmed_at IS NULL"
	if n := h.count(forgotten); n < 2 {
		t.Fatalf("%d commands are unconfirmed after the kills, want 2 at least", n)
	}
	began := time.Now()
	h.eventually(90*time.Second, "every recorded command is confirmed", func() error {
		if n := h.count(forgotten); n > 0 {
			return fmt.Errorf("%d are not", n)
		}
		return nil
	})
	t.Logf("confirmed %s after the start", time.Since(began).Round(time.Second))
	h.passes(demand{acks: 2})
	h.down()
}
