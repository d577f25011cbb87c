package e2e_test

import (
	"strings"
	"testing"
)

// filling writes 100,000 complaints beside one that was really opened, spread evenly over both stores, all statuses and three
// years. One in ten runs; its to-do falls due around now. They have no events and no workflow: nothing but lists may touch them.
const filling = `
CREATE TEMPORARY TABLE opened AS SELECT c.edition, c.calendar, c.head, c.id AS case_id, o.calendar_n, o.explanation
	FROM cases c JOIN obligations o ON o.case_id = c.id LIMIT 1;
CREATE TEMPORARY TABLE seeds AS SELECT g, 'seed-' || g AS id, g % 10 = 0 AS running,
	(SELECT id FROM units WHERE code = CASE WHEN g / 10 % 2 = 0 THEN 'EAST' ELSE 'WEST' END) AS unit_id,
	CASE WHEN g % 10 = 0 THEN (ARRAY['registered', 'classified', 'assigned', 'reported', 'approved', 'told', 'accepted', 'closed'])[1 + g / 20 % 8]
		ELSE (ARRAY['completed', 'completed', 'completed', 'voided', 'withdrawn', 'merged'])[1 + g % 6] END AS status,
	now() - g * interval '15 minutes' AS opened_at
	FROM generate_series(1, 100000) g;
INSERT INTO cases (id, kind, number, unit_id, edition, calendar, status, ended, seq, head, opened_at, updated_at)
	SELECT id, 'complaint', 'SEED-' || lpad(g::text, 6, '0'), unit_id, edition, calendar, status, NOT running, 1, head, opened_at,
		opened_at + g * 7919 % 100000 * interval '1 second' FROM seeds, opened;
INSERT INTO complaints (case_id, customer_id, vehicle_id, channel, severity, major_kind, data_true, round, recipient_id, handler_id, amount)
	SELECT s.id, c.customer_id, c.vehicle_id, (ARRAY['phone', 'visit'])[1 + g % 2],
		CASE WHEN status = 'registered' THEN '' ELSE (ARRAY['ordinary', 'important', 'major'])[1 + g % 3] END,
		'', true, 1, c.recipient_id, CASE WHEN g % 3 = 0 THEN NULL ELSE c.recipient_id END, g * 100
	FROM seeds s, opened o JOIN complaints c ON c.case_id = o.case_id;
INSERT INTO obligations (id, case_id, unit_id, duty, role, clause, rule, source, since, due_at, provisional, calendar, calendar_n,
		explanation, state, annulled, settled_at, opened_seq)
	SELECT 'due-' || g, id, unit_id, 'classify', 'customer_relations_specialist', 'V13-2.3', '2 hours', 'default', opened_at,
		CASE WHEN running THEN now() + (g % 2000 - 1000) * interval '1 minute' ELSE opened_at + interval '2 hours' END,
		false, calendar, calendar_n, explanation, CASE WHEN running THEN 'open' ELSE 'fulfilled' END, false,
		CASE WHEN running THEN NULL ELSE opened_at + interval '1 hour' END, 1 FROM seeds, opened;
ANALYZE cases, complaints, obligations`

// What a person waits for, from the click to the painted rows; walks/list.measure.ts says how that is measured.
func TestAListOf100000RowsAnswersAnInteractionWithin300ms(t *testing.T) {
	browses(t)
	h := newHouse(t, onPostgres, byTheBook)
	h.tokens["ceo"] = strings.TrimSpace(run(t, h.environment(), full(t), "token", "create", "--staff", "ceo")) // who sees both stores
	h.up()
	customer, car := h.customer("客户一", "13800000001", "沪A00001")
	h.must(h.opening("adviser", customer, car, "first complaint"))
	h.fill()
	walk(t, h.web, h.tokens, nil, "walks/measure.config.ts")
	h.down()
}

func (h *house) fill() {
	h.t.Helper()
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // temporary tables belong to a connection
	for _, sql := range strings.Split(filling, ";\n") {
		if _, err := db.ExecContext(h.t.Context(), sql); err != nil {
			h.t.Fatalf("%v in %s", err, sql)
		}
	}
	if n := h.count("SELECT count(*) FROM cases"); n != 100_001 {
		h.t.Fatalf("%d cases", n)
	}
}
