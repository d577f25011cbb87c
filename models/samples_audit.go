package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/draw"
)

// SampleAsk says which samples are to be audited.
type SampleAsk struct {
	Month string // 2026-03
	Unit  string // code; "" for all
	Event string // "" for all
}

// SampleReport is what an audit of the samples of a month found.
type SampleReport struct {
	Periods []AuditedPeriod
	Strays  []SampleFault // of periods that the books don't have
}

// AuditedPeriod is one period computed again. It holds no secret but one that was revealed.
type AuditedPeriod struct {
	ID, Unit, Event string // Unit is the code
	Rate            draw.Rate
	Clause          string
	Commitment      []byte
	Secret          []byte // nil while it is open: then the sealed one was used
	Numbers         int64  // allotted
	Drawn           int64  // by lot
	Gaps            int64  // can't be reached
	Fills           int64  // called in
	Faults          []SampleFault
}

// Faults counts all disagreements.
func (r SampleReport) Faults() int {
	n := len(r.Strays)
	for _, p := range r.Periods {
		n += len(p.Faults)
	}
	return n
}

// AuditSample computes every draw of a month again, on one unchanging view of the books, and compares it with the samples and
// with the opening events. Of a period that is still open it uses the sealed secret, which it doesn't tell.
func (b *Books) AuditSample(ctx context.Context, ask SampleAsk) (SampleReport, error) {
	a := sampleAudit{b: b, ask: ask, known: map[string]*periodAudit{}}
	if err := b.Look(ctx, a.all); err != nil {
		return SampleReport{}, fmt.Errorf("auditing samples: %w", err)
	}
	return a.report(), nil
}

type sampleAudit struct {
	b     *Books
	ask   SampleAsk
	unit  string // id of the unit that is asked for
	order []*periodAudit
	known map[string]*periodAudit // by id
	stray []SampleFault
}

func (a *sampleAudit) all(tx *gorm.DB) error {
	begins, err := time.Parse("2006-01", a.ask.Month)
	if err != nil {
		return fmt.Errorf("month %q: want a year and a month, like 2026-03", a.ask.Month)
	}
	if err := a.findUnit(tx); err != nil {
		return err
	}
	if err := a.periods(tx); err != nil {
		return err
	}
	return a.strays(tx, begins)
}

func (a *sampleAudit) findUnit(tx *gorm.DB) error {
	if a.ask.Unit == "" {
		return nil
	}
	var units []Unit
	if err := tx.Where("code = ?", a.ask.Unit).Find(&units).Error; err != nil {
		return err
	}
	if len(units) == 0 {
		return fmt.Errorf("no unit has the code %q: see the organisation's file", a.ask.Unit)
	}
	a.unit = units[0].ID
	return nil
}

func (a *sampleAudit) report() SampleReport {
	r := SampleReport{Strays: a.stray}
	for _, p := range a.order {
		r.Periods = append(r.Periods, p.AuditedPeriod)
	}
	return r
}

// asked reports whether a period is one of those to be audited.
func (a *sampleAudit) asked(id string) bool {
	part := strings.Split(id, "/")
	return len(part) == 3 && part[2] == a.ask.Month && (a.unit == "" || a.unit == part[0]) &&
		(a.ask.Event == "" || a.ask.Event == part[1])
}

func (a *sampleAudit) periods(tx *gorm.DB) error {
	q := tx.Table("sample_periods").Joins("JOIN units ON units.id = sample_periods.unit_id").
		Select("sample_periods.*, units.code").Where("month = ?", a.ask.Month)
	if a.unit != "" {
		q = q.Where("unit_id = ?", a.unit)
	}
	if a.ask.Event != "" {
		q = q.Where("event = ?", a.ask.Event)
	}
	var rows []struct {
		SamplePeriod
		Code string
	}
	if err := q.Order("units.code, event").Scan(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		p := &periodAudit{row: row.SamplePeriod, AuditedPeriod: AuditedPeriod{
			ID: row.ID, Unit: row.Code, Event: row.Event, Rate: row.Rate(), Clause: row.Clause, Commitment: row.Commitment,
			Secret: row.Secret, Numbers: row.N,
		}}
		if err := p.audit(a.b, tx); err != nil {
			return err
		}
		a.order, a.known[p.ID] = append(a.order, p), p
	}
	return nil
}

// strays finds openings that were drawn for and have no sample. Numbers are allotted in the transaction that writes the event,
// so those of a month were recorded in it, wherever on Earth the unit is.
func (a *sampleAudit) strays(tx *gorm.DB, begins time.Time) error {
	const day = 24 * time.Hour
	ends := time.Date(begins.Year(), begins.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	q := tx.Where("seq = 1 AND recorded_at >= ? AND recorded_at < ?", begins.Add(-day), ends.Add(day))
	return eachEvent(q, func(row *Event, e contract.Event) {
		if e.Draw == nil || !a.asked(e.Draw.Period) {
			return
		}
		p := a.known[e.Draw.Period]
		if p == nil {
			a.stray = append(a.stray, SampleFault{FaultPeriodGone, e.Draw.Period, e.Draw.N, row.Stream})
		} else if !p.cases[row.Stream] {
			p.fault(FaultNoSample, e.Draw.N, row.Stream)
		}
	})
}

// eachEvent goes through events in the order of their streams.
func eachEvent(q *gorm.DB, see func(*Event, contract.Event)) error {
	q = q.Session(&gorm.Session{})
	var last Event
	for {
		var rows []Event
		err := q.Where("(stream, seq) > (?, ?)", last.Stream, last.Seq).Order("stream, seq").Limit(batch).Find(&rows).Error
		if err != nil {
			return err
		}
		for i := range rows {
			see(&rows[i], readEvent(&rows[i]))
		}
		if len(rows) < batch {
			return nil
		}
		last = rows[len(rows)-1]
	}
}
