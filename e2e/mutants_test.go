package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"carebook/e2e/checker"
)

// later moves a moment in the form in which SQLite keeps it.
func later(column, by string) string {
	return column + " = strftime('%Y-%m-%d %H:%M:%f', " + column + ", '" + by + "') || '+00:00'"
}

// mutant is a harm done to good books, with the invariant that it breaks.
type mutant struct{ breaks, sql string }

var mutants = []mutant{
	{"I1", `DELETE FROM commands WHERE action = 'note'`},
	{"I1", `UPDATE commands SET state = 'received' WHERE action = 'note'`},
	{"I1", `UPDATE commands SET state = 'recorded' WHERE state = 'refused'`},
	{"I1", `UPDATE commands SET stream = (SELECT max(id) FROM cases) WHERE stream = (SELECT min(id) FROM cases)`},
	{"I2", `UPDATE events SET effect = 'command:nobody' WHERE type = 'noted'`},
	{"I2", `UPDATE events SET effect = effect || ':again' WHERE type = 'breached'`},
	{"I2", `UPDATE events SET actor = (SELECT max(id) FROM staff WHERE id <> actor) WHERE type = 'noted'`},
	{"I2", `UPDATE marks SET state = 'waiting', fired_at = NULL WHERE state = 'fired' AND kind = 'breach'`},
	{"I2", `UPDATE marks SET state = 'folded' WHERE state = 'fired' AND kind = 'breach'`},
	{"I2", `DELETE FROM notices WHERE what = 'breached'`},
	{"I2", `INSERT INTO notices (id, case_id, seq, unit_id, to_role, to_staff, what, clause, obligation_id, created_at) SELECT id || 'x', case_id, seq, unit_id, to_role, to_staff, what, clause, obligation_id, created_at
		FROM notices WHERE what = 'breached'`},
	{"I3", `INSERT INTO ledger_entries SELECT id || 'x', case_id, seq, obligation_id, kind, staff_id, amount, clause,
		CASE state WHEN 'proposed' THEN 'needs_review' ELSE 'proposed' END, contra_of, outage_id, created_at FROM ledger_entries`},
	{"I3", `UPDATE ledger_entries SET obligation_id = (SELECT id FROM obligations WHERE breached_at IS NULL LIMIT 1)
		WHERE kind = 'liability' AND obligation_id IS NOT NULL`},
	{"I3", `DELETE FROM fines WHERE violation = 'sales_signature'`},
	{"I3", `UPDATE fines SET violation = 'sales_signature' WHERE violation = 'late_sales'`},
	{"I3", `UPDATE fines SET item = 'photo/missing' WHERE violation = 'sales_signature'`},
	{"I3", `UPDATE ledger_entries SET seq = seq - 1 WHERE kind = 'fine'`},
	{"I3", `UPDATE ledger_entries SET amount = 2 * amount WHERE kind = 'fine'`},
	{"I3", `UPDATE fines SET factor = 1, counted = 0 WHERE factor = 2`},
	{"I3", `INSERT INTO ledger_entries SELECT e.id || 'x', case_id, seq, e.obligation_id, kind, staff_id, amount, clause, state, contra_of,
		outage_id, created_at FROM ledger_entries e WHERE kind = 'fine'`},
	{"I4", `UPDATE obligations SET state = 'fulfilled' WHERE state = 'open'`},
	{"I4", `UPDATE obligations SET state = 'open' WHERE duty = 'correct' AND state = 'fulfilled'`},
	{"I4", `UPDATE obligations SET state = 'open' WHERE state = 'fulfilled'`},
	{"I4", `UPDATE marks SET state = 'waiting', ` + later("at", "-1 hour") + ` WHERE state = 'dropped'`},
	{"I5", `UPDATE marks SET ` + later("fired_at", "-1 minute") + ` WHERE state = 'fired'`},
	{"I5", `UPDATE marks SET ` + later("fired_at", "+1 hour") + ` WHERE state = 'fired'`},
	{"I5", `UPDATE marks SET late_ms = late_ms + 1 WHERE state = 'fired'`},
	{"I5", `UPDATE marks SET late_ms = NULL WHERE state = 'fired'`},
	{"I5", `UPDATE marks SET late_ms = 0 WHERE state = 'dropped'`},
	{"I5", `UPDATE obligations SET explanation = '{}'`},
	{"I5", `UPDATE obligations SET calendar_n = 0 WHERE state = 'open'`},
	{"I5", `UPDATE obligations SET ` + later("due_at", "+1 second")},
	{"I5", `UPDATE events SET data = CAST(replace(CAST(data AS text), '"item":"hand_over"', '"item":"photo/missing"') AS blob)
		WHERE type = 'breached'`},
	{"I6", `UPDATE cases SET kind = 'complaint' WHERE kind = 'archive'`},
	{"I6", `UPDATE cases SET kind = 'archive' WHERE kind = 'complaint'`},
	{"I6", `UPDATE events SET type = 'stored' WHERE type = 'signed'`},
	{"I6", `UPDATE cases SET status = 'told' WHERE status = 'completed'`},
	{"I6", `UPDATE cases SET seq = seq + 1`},
	{"I6", `UPDATE events SET seq = seq + 1000 WHERE type = 'result_reported'`},
	{"I6", `UPDATE events SET type = 'approved' WHERE type = 'reported'`},
	{"I6", `DELETE FROM events WHERE type = 'assigned'`},
	{"I8", `UPDATE events SET actor = (SELECT max(actor) FROM events WHERE type = 'approved') WHERE type IN ('reported', 'approved')`},
	{"I8", `UPDATE events SET actor = (SELECT actor FROM events WHERE type = 'sent') WHERE type = 'signed'`},
	{"I9", `INSERT INTO case_exclusions SELECT stream, actor, 1 FROM events WHERE type = 'noted'`},
	{"I2", `DELETE FROM commands WHERE cause <> '' AND action = 'open'`},
	{"I2", `INSERT INTO commands SELECT id || 'x', principal, key || 'x', method, path, body_hash, kind, stream, action, facts, body_key, body_sealed,
		expect_seq, occurred_at, backdated, received_at, 'refused', outcome, settled_at, confirmed_at, cause FROM commands
		WHERE cause <> '' AND action = 'revisit'`},
	{"I2", `UPDATE commands SET cause = '' WHERE action = 'revisit'`},
	{"I2", `UPDATE commands SET facts = replace(facts, '"satisfied"', '"dissatisfied"') WHERE action = 'revisit'`},
	{"I2", `UPDATE events SET data = CAST(replace(CAST(data AS text), '"spawned"', '"brought"') AS blob) WHERE type = 'visited'`},
	{"I4", `UPDATE commands SET state = 'received' WHERE action = 'revisit' AND cause <> ''`},
	{"I4", `UPDATE commands SET state = 'refused' WHERE action = 'open' AND cause <> ''`},
	{"I4", `UPDATE obligations SET state = 'fulfilled' WHERE duty = 'visit' AND state = 'open'`},
	{"I4", `UPDATE obligations SET duty = 'report' WHERE duty = 'visit' AND state = 'open'`},
	{"I4", `UPDATE obligations SET item = '7' WHERE duty = 'sign_first' AND state = 'open'`},
	{"I4", `UPDATE obligations SET duty = 'collect_plan' WHERE duty = 'collect'`},
	{"I4", `UPDATE obligations SET duty = 'progress' WHERE duty = 'contact' AND state = 'open'`},
	{"I5", `UPDATE obligations SET ` + later("since", "-1 second") + ` WHERE duty = 'visit'`},
	{"I5", `UPDATE obligations SET ` + later("due_at", "+1 second") + ` WHERE duty = 'first_contact'`},
	{"I5", `UPDATE marks SET ` + later("at", "-1 second") + ` WHERE kind = 'breach'
		AND obligation_id IN (SELECT id FROM obligations WHERE duty = 'sign_first')`},
	{"I6", `UPDATE events SET data = CAST(replace(CAST(data AS text), '"status":"assigned"', '"status":"reported"') AS blob)
		WHERE type = 'assigned' AND kind = 'returnvisit'`},
	{"I6", `UPDATE events SET type = 'appointed' WHERE type = 'visited'`},
	{"I6", `UPDATE events SET type = 'second_signed' WHERE type = 'card_signed'`},
	{"I6", `UPDATE events SET data = CAST(replace(CAST(data AS text), '"status":"eligible"', '"status":"not_eligible"') AS blob)
		WHERE type = 'released'`},
	{"I6", `UPDATE cases SET kind = 'lead' WHERE kind = 'returnvisit'`},
	{"I3", `UPDATE credit_lines SET amount = 10 * amount WHERE kind = 'goods'`},
	{"I3", `UPDATE credit_lines SET amount = amount - 1 WHERE kind = 'payment'`},
	{"I3", `DELETE FROM credit_lines WHERE kind = 'payment'`},
	{"I3", `INSERT INTO credit_lines SELECT case_id, n + 100, unit_id, kind, amount, item, way, receipt || 'x', days, day, at, seq, recorded_at
		FROM credit_lines WHERE kind = 'payment'`},
	{"I3", `UPDATE credit_lines SET receipt = receipt || 'x' WHERE kind = 'payment'`},
	{"I3", `UPDATE credit_requests SET way = 'in_limit' WHERE way = 'first'`},
	{"I3", `UPDATE credit_requests SET figures = CAST(replace(CAST(figures AS text), '"u":', '"u":1') AS blob)`},
	{"I3", `UPDATE events SET data = CAST(replace(CAST(data AS text), '"w":"first"', '"w":"in_limit"') AS blob) WHERE type = 'over_limit'`},
	{"I3", `UPDATE ledger_entries SET amount = amount + 1 WHERE case_id IN (SELECT case_id FROM credits)`},
	{"I3", `UPDATE fines SET base = 2 * base WHERE violation = 'torn_card'`},
	{"I8", `UPDATE events SET actor = (SELECT actor FROM events WHERE type = 'over_limit') WHERE kind = 'credit' AND type = 'released'`},
	{"I8", `UPDATE events SET actor = (SELECT actor FROM events WHERE type = 'visited') WHERE type = 'visit_reviewed'`},
	{"I8", `UPDATE events SET actor = (SELECT actor FROM events WHERE type = 'opened' AND kind = 'lead') WHERE type = 'card_signed'`},
	{"I10", `UPDATE samples SET drawn = NOT drawn`},
	{"I10", `DELETE FROM samples WHERE drawn`},
	{"I10", `UPDATE sample_periods SET n = n + 1`},
	{"I10", `UPDATE sample_periods SET commitment = zeroblob(32)`},
	{"I10", `UPDATE samples SET n = 1000 - n`},
	{"I10", `INSERT INTO sample_fills SELECT period_id, n, n, at FROM samples WHERE drawn`},
	{"I10", `DELETE FROM sample_fills`},
	{"I11", `UPDATE cases SET status = 'assigned' WHERE id IN (SELECT origin_id FROM return_visits WHERE NOT ended AND held = 0)`},
	{"I10", `UPDATE events SET roles = roles || 'x' WHERE type = 'noted'`},
	{"I10", `UPDATE events SET sealed = x'00' WHERE type = 'noted'`},
	{"I10", `UPDATE events SET key_id = NULL WHERE type = 'noted'`},
	{"I10", `UPDATE events SET ` + later("recorded_at", "+1 second") + ` WHERE type = 'noted'`},
	{"I10", `UPDATE events SET kind = 'x' WHERE kind = 'customer'`},
	{"I10", `UPDATE cases SET head = zeroblob(32)`},
}

func TestTheCheckerNoticesEveryHarmDoneToGoodBooks(t *testing.T) {
	t.Parallel()
	h := newHouse(t, onSQLite, quick)
	h.up()
	h.plays()
	good := h.stopped()
	harms := slices.Concat(mutants, keptMutants)
	for _, m := range harms {
		bad := good
		bad.Books = harmed(t, good.Books, m.sql)
		if r := checker.Check(t.Context(), bad); r.Verdict() != checker.Fail || !slices.Contains(r.Broken(), m.breaks) {
			t.Errorf("%s\nthe checker says %s, want FAIL with %s", m.sql, r, m.breaks)
		}
	}
	t.Logf("%d harms noticed", len(harms))
	noticesWhatIsSaid(t, good)
}

// plays takes cases of all kinds through what can happen to them: a whole one, one that is forgotten, a file that is late.
func (h *house) plays() {
	h.t.Helper()
	customer, car := h.customer("客户", "13800000011", "沪A00011")
	whole := h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
	h.major(whole)
	h.must(on(whole, "care-manager", "note", text("a remark")))
	h.finish(whole)
	forgotten := h.must(h.opening("adviser", customer, car, "another")).body.ID
	h.must(on(forgotten, "care-specialist", "classify", map[string]any{"severity": "major", "major_kind": "repeated", "data_true": true}))
	late := h.lateFile()
	h.must(onFile(late, "adviser", "send", allPresent("new_car")))
	h.shelve(late)
	h.eventually(time.Minute, "the early warning is breached", func() error { return h.fired(forgotten, "prewarn") })
	h.signsCards(customer)
	h.sellsAboveTheLimit()
	h.visitsTenants()
	h.lendsKeepsAndErases()
}

// stopped ends the service and returns the evidence with which the checker is content. A mark may strike between the last question to a
// workflow and the end: then the service runs once more, until the workflow is as far as the books.
func (h *house) stopped() checker.Evidence {
	h.t.Helper()
	var last *checker.Report
	for range 3 {
		h.up()
		h.passes(demand{acks: 10})
		ev, err := h.evidence(demand{})
		if err != nil {
			h.t.Fatal(err)
		}
		h.down()
		ev.Tolerance = untouched
		if last = checker.Check(h.t.Context(), ev); last.Verdict() == checker.Pass {
			return ev
		}
	}
	h.t.Fatalf("the books are not good to begin with: %s", last)
	return checker.Evidence{}
}

// untouched is for how long good books stay good after the service has ended: marks come due in them that nobody strikes.
const untouched = 30 * time.Minute

// harmed is a copy of the books with the harm done, and the path to it. The triggers that would refuse it are taken away
// first: somebody who can do harm can do that.
func harmed(t testing.TB, books, harm string) string {
	t.Helper()
	data, err := os.ReadFile(books)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "books.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sqliteFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	triggers := []string{"sample_periods_fixed", "person_keys_destroyed"}
	for _, table := range []string{
		"events", "ledger_entries", "fines", "calendars", "credit_lines", "samples", "sample_fills", "loan_reads", "loan_bans", "attachments",
		"attachment_contents",
	} {
		triggers = append(triggers, table+"_no_update", table+"_no_delete")
	}
	for _, trigger := range triggers {
		if _, err := db.Exec("DROP TRIGGER " + trigger); err != nil {
			t.Fatal(err)
		}
	}
	done, err := db.Exec(harm)
	if err != nil {
		t.Fatalf("%s: %v", harm, err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s: harmed %d rows (%v)", harm, n, err)
	}
	return path
}

// noticesWhatIsSaid changes what isn't in the books: what the workflows say, what was acknowledged, how much happened.
func noticesWhatIsSaid(t *testing.T, good checker.Evidence) {
	t.Helper()
	var open, ended string
	for id, l := range good.Live {
		if l.Running {
			open = id
		} else {
			ended = id
		}
	}
	for name, c := range map[string]struct {
		change func(*checker.Evidence)
		want   checker.Verdict
		breaks string
	}{
		"the workflow is behind":      {func(e *checker.Evidence) { e.Live[open] = checker.Live{Running: true, Seq: 1} }, checker.Fail, "I11"},
		"no workflow runs":            {func(e *checker.Evidence) { e.Live[open] = checker.Live{} }, checker.Fail, "I4"},
		"an ended case runs":          {func(e *checker.Evidence) { e.Live[ended] = checker.Live{Running: true} }, checker.Fail, "I11"},
		"a workflow without a case":   {func(e *checker.Evidence) { e.Live["x"] = checker.Live{Running: true} }, checker.Fail, "I11"},
		"nobody asked the workflow":   {func(e *checker.Evidence) { delete(e.Live, open) }, checker.Indeterminate, ""},
		"the books are not there":     {func(e *checker.Evidence) { e.Books += ".gone" }, checker.Indeterminate, ""},
		"too little was acknowledged": {func(e *checker.Evidence) { e.MinAcks = 1000 }, checker.Indeterminate, ""},
		"too few kills hit":           {func(e *checker.Evidence) { e.MinKills = 1 }, checker.Indeterminate, ""},
		"an answer for nothing": {func(e *checker.Evidence) {
			e.Acks = append(slices.Clone(e.Acks), checker.Ack{Key: "k", Staff: "adviser", Action: "note", Status: 200})
		}, checker.Fail, "I1"},
	} {
		bad := good
		bad.Live = map[string]checker.Live{}
		for id, l := range good.Live {
			bad.Live[id] = l
		}
		c.change(&bad)
		r := checker.Check(context.Background(), bad)
		if r.Verdict() != c.want || (c.breaks != "" && !slices.Contains(r.Broken(), c.breaks)) {
			t.Errorf("%s: the checker says %s, want %s %s", name, r, c.want, c.breaks)
		}
	}
}
