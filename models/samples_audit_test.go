package models_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

func (d *sampleDesk) audit(t *testing.T) models.SampleReport {
	t.Helper()
	return must(d.b.AuditSample(context.Background(), models.SampleAsk{Month: "2026-03"}))(t)
}

// tamper runs statements as somebody would who owns the database.
func (d *sampleDesk) tamper(t *testing.T, statements ...string) {
	t.Helper()
	for _, table := range []string{"samples", "sample_gaps", "sample_fills", "sample_periods", "events"} {
		off := []string{"ALTER TABLE " + table + " DISABLE TRIGGER USER"}
		if d.b.Dialect == models.SQLite {
			off = strs(t, d.b, `SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?`, table)
		}
		statements = slices.Insert(statements, 0, off...)
	}
	for _, sql := range statements {
		if err := d.b.DB.Exec(sql).Error; err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// month draws 9 of a month at 50 %, misses two of them, and ends it.
func (d *sampleDesk) month(t *testing.T) (drawn, free []int64) {
	t.Helper()
	drawn, free = d.drawsMany(t, 50, 8)
	d.misses(t, drawn[0], contract.GapMoved)
	d.misses(t, drawn[3], contract.GapRefused) // waits
	if got := d.draws(t, 50); got.Drawn {
		drawn = append(drawn, 9)
	} else {
		free = append(free, 9)
	}
	return drawn, free
}

func TestWhatNobodyChangedAgreesWhileItIsOpenAndWhenItIsClosed(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, _ := d.month(t)
		for _, open := range []bool{true, false} {
			r := d.audit(t)
			if r.Faults() != 0 || len(r.Periods) != 1 || (r.Periods[0].Secret == nil) != open {
				t.Fatalf("%+v", r)
			}
			p := r.Periods[0]
			if p.Unit != "S1" || p.Event != drawnFor || p.Numbers != 9 || p.Drawn != int64(len(drawn)) || p.Gaps != 2 || p.Fills < 1 {
				t.Errorf("%+v", p)
			}
			d.closes(t)
		}
		d.misses(t, drawn[1], contract.GapUnreachable)
		if r := d.audit(t); r.Faults() != 0 {
			t.Errorf("after a late gap: %+v", r)
		}
	})
}

func TestTheAuditAsksForUnitAndEvent(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		d.draws(t, 50)
		for ask, want := range map[models.SampleAsk]int{
			{Month: "2026-03", Unit: "S1", Event: drawnFor}: 1, {Month: "2026-03", Unit: "S2"}: 0,
			{Month: "2026-03", Event: "repair_finished"}: 0, {Month: "2026-04"}: 0,
		} {
			if r := must(d.b.AuditSample(context.Background(), ask))(t); len(r.Periods) != want || r.Faults() != 0 {
				t.Errorf("%+v: %+v", ask, r)
			}
		}
		for want, ask := range map[string]models.SampleAsk{"like 2026-03": {Month: "March"}, `code "S9"`: {Month: "2026-03", Unit: "S9"}} {
			if _, err := d.b.AuditSample(context.Background(), ask); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v", err)
			}
		}
	})
}

// frauds are what somebody who owns the database may do to a closed month, and the fault that names it.
var frauds = map[string]struct {
	do   func(d *sampleDesk, drawn, free []int64) []string
	want []string // each is found
}{
	"a customer is swapped": {func(d *sampleDesk, drawn, _ []int64) []string {
		return []string{"UPDATE samples SET customer_id = '" + d.customers[drawn[0]%3] + "' WHERE n = " + num(drawn[0])}
	}, []string{models.FaultEventCustomer}},
	"two swap their cases": {func(d *sampleDesk, drawn, free []int64) []string {
		a, b := num(drawn[0]), num(free[0])
		return []string{
			"UPDATE samples SET case_id = 'x' WHERE n = " + a,
			"UPDATE samples SET case_id = '" + d.cases[drawn[0]] + "' WHERE n = " + b,
			"UPDATE samples SET case_id = '" + d.cases[free[0]] + "' WHERE n = " + a,
		}
	}, []string{models.FaultEventNumber, models.FaultEventDrawn}},
	"a customer is dropped": {func(_ *sampleDesk, drawn, _ []int64) []string {
		return []string{"DELETE FROM samples WHERE n = " + num(drawn[1])}
	}, []string{models.FaultNumberGone, models.FaultNoSample}},
	"the last one is dropped, and the count with it": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"DELETE FROM samples WHERE n = 9", "UPDATE sample_periods SET n = 8"}
	}, []string{models.FaultNoSample}},
	"a customer is added": {func(d *sampleDesk, _, _ []int64) []string {
		return []string{
			"INSERT INTO samples (period_id, n, case_id, customer_id, source, drawn, at) SELECT period_id, 10, 'x', customer_id, '', true, at FROM samples WHERE n = 9",
		}
	}, []string{models.FaultNumberAdded, models.FaultNoEvent}},
	"a customer is added, and the count with it": {func(d *sampleDesk, _, _ []int64) []string {
		return []string{
			"INSERT INTO samples (period_id, n, case_id, customer_id, source, drawn, at) SELECT period_id, 10, 'x', customer_id, '', true, at FROM samples WHERE n = 9",
			"UPDATE sample_periods SET n = 10",
		}
	}, []string{models.FaultNoEvent}},
	"a lot is flipped": {func(_ *sampleDesk, drawn, _ []int64) []string {
		return []string{"UPDATE samples SET drawn = false WHERE n = " + num(drawn[2])}
	}, []string{models.FaultLot, models.FaultEventDrawn}},
	"the secret is changed": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"UPDATE sample_periods SET secret = commitment"}
	}, []string{models.FaultSecret}},
	"the secret goes": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"UPDATE sample_periods SET secret = NULL"}
	}, []string{models.FaultSecret}},
	"the commitment is changed": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"UPDATE sample_periods SET commitment = secret"}
	}, []string{models.FaultSecret, models.FaultEventPledge}},
	"the rate is changed": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"UPDATE sample_periods SET whole = 4"}
	}, []string{models.FaultEventRate}},
	"the rate is none": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"UPDATE sample_periods SET whole = 4000000000"}
	}, []string{models.FaultEventRate}},
	"the secret is revealed early": {func(d *sampleDesk, _, _ []int64) []string {
		return []string{"UPDATE sample_periods SET closed_at = opened_at"}
	}, []string{models.FaultClosedEarly}},
	"a stand-in goes": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"DELETE FROM sample_fills"}
	}, []string{models.FaultFillGone}},
	"a stand-in is chosen": {func(_ *sampleDesk, _, free []int64) []string {
		return []string{"UPDATE sample_fills SET n = 99 WHERE n = (SELECT min(n) FROM sample_fills)"}
	}, []string{models.FaultFillAdded, models.FaultFillGone}},
	"a gap is made up": {func(_ *sampleDesk, drawn, _ []int64) []string {
		return []string{
			"INSERT INTO sample_gaps (period_id, n, place, reason, seen, late, at) SELECT period_id, " + num(drawn[2]) +
				", 3, 'moved', 9, true, at FROM sample_gaps WHERE place = 1",
		}
	}, []string{models.FaultGapAdded}},
	"a gap goes": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"DELETE FROM sample_gaps WHERE place = 1"}
	}, []string{models.FaultGapGone, models.FaultFillAdded}},
	"a reason is changed": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"UPDATE sample_gaps SET reason = 'duplicate' WHERE place = 1"}
	}, []string{models.FaultGapAdded}},
	"an event is changed": {func(d *sampleDesk, drawn, _ []int64) []string {
		return []string{"UPDATE events SET actor = 'x' WHERE stream = '" + d.cases[drawn[0]] + "'"}
	}, []string{models.FaultEvent}},
	"the period goes": {func(*sampleDesk, []int64, []int64) []string {
		return []string{"DELETE FROM sample_fills", "DELETE FROM sample_gaps", "DELETE FROM samples", "DELETE FROM sample_periods"}
	}, []string{models.FaultPeriodGone}},
}

func num(n int64) string { return string(rune('0' + n)) }

func TestEveryFraudIsNamed(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, free := d.month(t)
		d.closes(t)
		d.tamper(t)
		for name, fraud := range frauds {
			t.Run(name, func(t *testing.T) {
				tx := d.b.DB.Begin()
				defer tx.Rollback()
				for _, sql := range fraud.do(d, drawn, free) {
					if err := tx.Exec(sql).Error; err != nil {
						t.Fatalf("%s: %v", sql, err)
					}
				}
				r := must(models.AuditSampleIn(d.b, tx, "2026-03"))(t)
				found := r.Strays
				for _, p := range r.Periods {
					found = append(found, p.Faults...)
				}
				for _, want := range fraud.want {
					if !slices.ContainsFunc(found, func(f models.SampleFault) bool { return f.What == want }) {
						t.Errorf("%s isn't among %v", want, found)
					}
				}
			})
		}
		if r := d.audit(t); r.Faults() != 0 {
			t.Errorf("what was rolled back is found: %+v", r)
		}
	})
}

func TestAnOpenMonthIsCheckedWithTheSealedSecret(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, _ := d.month(t)
		d.tamper(t, "UPDATE samples SET drawn = false WHERE n = "+num(drawn[0]))
		r := d.audit(t)
		if len(r.Periods) != 1 || len(r.Periods[0].Faults) < 2 || r.Periods[0].Secret != nil {
			t.Fatalf("%+v", r)
		}
		want := models.SampleFault{What: models.FaultLot, Period: d.period(), N: drawn[0], Case: d.cases[drawn[0]]}
		if !slices.Contains(r.Periods[0].Faults, want) {
			t.Errorf("%v", r.Periods[0].Faults)
		}
		d.tamper(t, "UPDATE sample_periods SET sealed = commitment")
		if r := d.audit(t); !slices.Contains(r.Periods[0].Faults, models.SampleFault{What: models.FaultSealed, Period: d.period()}) {
			t.Errorf("%v", r.Periods[0].Faults)
		}
	})
}

func TestACountThatWasBlownUpIsntCountedTo(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		d.month(t)
		d.tamper(t, "UPDATE sample_periods SET n = 9000000000000000")
		began := time.Now()
		if r := d.audit(t); r.Faults() < 1000 || time.Since(began) > 10*time.Second {
			t.Errorf("%d faults in %s", r.Faults(), time.Since(began))
		}
	})
}

func TestEveryFaultHasASentence(t *testing.T) {
	for _, fraud := range frauds {
		for _, what := range fraud.want {
			text := models.SampleFault{What: what, N: 7, Case: "c"}.String()
			if !strings.HasPrefix(text, "number 7: case c: ") || len(text) < 30 {
				t.Errorf("%s: %q", what, text)
			}
		}
	}
}
