package models

import (
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/internal/draw"
	"carebook/policies"
)

// CallIn is a customer who wasn't drawn by lot and is to be visited all the same. Whoever gets one brings that visit to life in
// the same transaction.
type CallIn struct {
	Period   string // id
	N        int64
	Case     string // that the lot spared
	Customer string
	For      int64  // the number whose place this one takes; 0: to round the period up
	Reason   string // why that one is replaced, of contract.GapReasons; "" to round up
	Clause   string // of the rate
}

// sampling draws, replaces and closes in one transaction of the ledger.
type sampling struct {
	b   *Books
	tx  *gorm.DB
	now time.Time
}

// drawing is what is drawn for.
type drawing struct {
	unit, event string
	zone        *time.Location // of the unit's calendar
	rate        policies.Rule[policies.Percent]
	caseID      string // that is being opened
	customer    string
	source      string // stream of what happened, "" when nothing here tells of it
}

// draw gives the case that is being opened the next number of its unit's month and says whether the lot falls on it. The answer
// belongs into the opening event. The month is that of recording, so that nobody chooses it by dating back; it keeps the rate
// with which it began.
func (w *writer) draw(event string, rate policies.Rule[policies.Percent], customer, source string) (contract.Draw, error) {
	return sampling{w.b, w.tx, w.now}.draw(drawing{
		unit: w.k.UnitID, event: event, zone: w.cal.Location(), rate: rate, caseID: w.in.Case, customer: customer, source: source,
	})
}

func (s sampling) draw(d drawing) (contract.Draw, error) {
	p, err := s.allot(d)
	if err != nil {
		return contract.Draw{}, err
	}
	secret, err := s.b.Keys.Unwrap(p.Sealed)
	if err != nil {
		return contract.Draw{}, fmt.Errorf("opening the secret of %s: %w", p.ID, err)
	}
	row := Sample{
		PeriodID: p.ID, N: p.N, CaseID: d.caseID, CustomerID: d.customer, Source: d.source, Drawn: p.lottery(secret).Drawn(p.N), At: s.now,
	}
	if err := s.tx.Create(&row).Error; err != nil {
		return contract.Draw{}, fmt.Errorf("drawing number %d of %s: %w", p.N, p.ID, err)
	}
	out := contract.Draw{
		Period: p.ID, N: p.N, Block: p.Rate().Block(p.N), Drawn: row.Drawn, Rate: p.Rate().String(), Clause: p.Clause,
		Commitment: hex.EncodeToString(p.Commitment),
	}
	fills, err := s.fill(p, secret)
	for _, f := range fills {
		out.For = f.ForN // it is this number that fills: what others could fill has been filled before
	}
	return out, err
}

// allot is the period of a drawing with its next number, locked until the transaction ends.
func (s sampling) allot(d drawing) (SamplePeriod, error) {
	at := s.now.In(d.zone)
	p := SamplePeriod{
		UnitID: d.unit, Event: d.event, Month: at.Format("2006-01"), Clause: d.rate.Clause, N: 1, OpenedAt: s.now,
		EndsAt: time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, d.zone).UTC(),
	}
	p.ID = p.UnitID + "/" + p.Event + "/" + p.Month
	var there SamplePeriod
	err := s.tx.Raw(`UPDATE sample_periods SET n = n + 1 WHERE id = ? AND closed_at IS NULL RETURNING *`, p.ID).Scan(&there).Error
	if err != nil || there.ID != "" {
		return there, wrap(err, "numbering in %s", p.ID)
	}
	rate := draw.RateOf(d.rate.Value)
	p.Parts, p.Whole = rate.Parts, rate.Whole
	secret, sealed := s.b.Keys.NewPersonKey() // 32 random bytes, and the same under the master key
	p.Commitment, p.Sealed = draw.Commitment(secret), sealed
	made := s.tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&p)
	if made.Error == nil && made.RowsAffected == 0 {
		return p, errRace // somebody else has just opened it, or closed it at midnight
	}
	return p, wrap(made.Error, "opening %s", p.ID)
}

// wrap says at what an error came; nil stays nil.
func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}

// errNotSampled says that nobody is to be replaced in a case: it was never drawn, or the place was already given up.
var errNotSampled = errors.New("nobody who is to be visited stands in the sample for this case")

// replace gives up the place of the case's customer, who was drawn or stands in for somebody, for one of contract.GapReasons.
// The answer belongs into the case's event. Nobody is called in while the following block has nobody: then a later draw takes
// the place.
func (w *writer) replace(reason string) (contract.Gap, []CallIn, error) {
	return sampling{w.b, w.tx, w.now}.replace(w.in.Case, reason)
}

func (s sampling) replace(caseID, reason string) (contract.Gap, []CallIn, error) {
	var row Sample
	err := s.tx.Where("case_id = ?", caseID).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = errNotSampled
	}
	if err != nil {
		return contract.Gap{}, nil, wrap(err, "replacing %s", caseID)
	}
	p, err := s.lock(row.PeriodID)
	if err != nil {
		return contract.Gap{}, nil, err
	}
	if err := s.recordGap(p, row, reason); err != nil {
		return contract.Gap{}, nil, err
	}
	secret, err := s.b.secretOf(p)
	if err != nil {
		return contract.Gap{}, nil, err
	}
	fills, err := s.fill(p, secret)
	if err != nil {
		return contract.Gap{}, nil, err
	}
	called, err := s.callIns(p, fills)
	g := contract.Gap{Period: p.ID, N: row.N, Reason: reason}
	for _, c := range called {
		g.By, g.Case = c.N, c.Case
	}
	return g, called, err
}

// recordGap writes that the customer of a sample can't be reached. Only somebody who is to be visited can be missed, and once.
func (s sampling) recordGap(p SamplePeriod, row Sample, reason string) error {
	var gaps, mine, fills int64
	for into, q := range map[*int64]*gorm.DB{
		&gaps:  s.tx.Model(&SampleGap{}).Where("period_id = ?", p.ID),
		&mine:  s.tx.Model(&SampleGap{}).Where("period_id = ? AND n = ?", p.ID, row.N),
		&fills: s.tx.Model(&SampleFill{}).Where("period_id = ? AND n = ?", p.ID, row.N),
	} {
		if err := q.Count(into).Error; err != nil {
			return fmt.Errorf("reading gaps of %s: %w", p.ID, err)
		}
	}
	if mine > 0 || !row.Drawn && fills == 0 {
		return fmt.Errorf("replacing number %d of %s: %w", row.N, p.ID, errNotSampled)
	}
	err := s.tx.Create(&SampleGap{
		PeriodID: p.ID, N: row.N, Place: gaps + 1, Reason: reason, Seen: p.N, Late: p.ClosedAt != nil, At: s.now,
	}).Error
	return wrap(err, "replacing number %d of %s", row.N, p.ID)
}

// lock reads a period and keeps every other writer of it waiting until the transaction ends.
func (s sampling) lock(id string) (SamplePeriod, error) {
	var p SamplePeriod
	err := s.tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&p).Error
	return p, wrap(err, "locking %s", id)
}

// secretOf is the secret of a period: revealed, or sealed while it is open.
func (b *Books) secretOf(p SamplePeriod) ([]byte, error) {
	if p.ClosedAt != nil {
		return p.Secret, nil
	}
	secret, err := b.Keys.Unwrap(p.Sealed)
	return secret, wrap(err, "opening the secret of %s", p.ID)
}

// fill writes what the rules of package draw fill by now and hasn't been filled yet. The period is locked.
func (s sampling) fill(p SamplePeriod, secret []byte) ([]SampleFill, error) {
	gaps, there, err := gapsAndFills(s.tx, p.ID)
	if err != nil || len(gaps) == 0 && p.ClosedAt == nil {
		return nil, err
	}
	filled := map[int64]bool{}
	for _, f := range there {
		filled[f.N] = true
	}
	var fresh []SampleFill
	for _, f := range p.lottery(secret).Fills(p.N, asGaps(gaps), p.ClosedAt != nil) {
		if !filled[f.N] {
			fresh = append(fresh, SampleFill{PeriodID: p.ID, N: f.N, ForN: f.For, At: s.now})
		}
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	return fresh, wrap(s.tx.Create(&fresh).Error, "filling gaps of %s", p.ID)
}

// gapsAndFills are those of a period, gaps in the order in which they were recorded.
func gapsAndFills(tx *gorm.DB, period string) (gaps []SampleGap, fills []SampleFill, err error) {
	err = tx.Where("period_id = ?", period).Order("place").Find(&gaps).Error
	if err == nil {
		err = tx.Where("period_id = ?", period).Order("n").Find(&fills).Error
	}
	return gaps, fills, wrap(err, "reading gaps of %s", period)
}

func asGaps(rows []SampleGap) []draw.Gap {
	gaps := make([]draw.Gap, len(rows))
	for i, g := range rows {
		gaps[i] = draw.Gap{N: g.N, Seen: g.Seen, Late: g.Late}
	}
	return gaps
}

// callIns looks up who the fills are and whose place they take.
func (s sampling) callIns(p SamplePeriod, fills []SampleFill) ([]CallIn, error) {
	var called []CallIn
	for _, f := range fills {
		var row Sample
		if err := s.tx.Where("period_id = ? AND n = ?", p.ID, f.N).Take(&row).Error; err != nil {
			return nil, fmt.Errorf("reading number %d of %s: %w", f.N, p.ID, err)
		}
		c := CallIn{Period: p.ID, N: f.N, Case: row.CaseID, Customer: row.CustomerID, For: f.ForN, Clause: p.Clause}
		if f.ForN != 0 {
			var gap SampleGap
			if err := s.tx.Where("period_id = ? AND n = ?", p.ID, f.ForN).Take(&gap).Error; err != nil {
				return nil, fmt.Errorf("reading the gap at %d of %s: %w", f.ForN, p.ID, err)
			}
			c.Reason = gap.Reason
		}
		called = append(called, c)
	}
	return called, nil
}

// Sampled is what the books know of a case's place in the sample of its period.
type Sampled struct {
	Sample
	Period SamplePeriod
	Gap    *SampleGap  // the customer can't be reached; nil otherwise
	Fill   *SampleFill // called in without a lot; nil otherwise
}

// SampledCase answers why a case's customer was drawn or wasn't; nil for a case that no lot decided about.
func SampledCase(tx *gorm.DB, caseID string) (*Sampled, error) {
	var rows []Sample
	err := tx.Where("case_id = ?", caseID).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, wrap(err, "reading the sample of %s", caseID)
	}
	s := &Sampled{Sample: rows[0]}
	if err := tx.Where("id = ?", s.PeriodID).Take(&s.Period).Error; err != nil {
		return nil, fmt.Errorf("reading the sample of %s: %w", caseID, err)
	}
	var gaps []SampleGap
	var fills []SampleFill
	for _, found := range []any{&gaps, &fills} {
		if err := tx.Where("period_id = ? AND n = ?", s.PeriodID, s.N).Limit(1).Find(found).Error; err != nil {
			return nil, fmt.Errorf("reading the sample of %s: %w", caseID, err)
		}
	}
	if len(gaps) > 0 {
		s.Gap = &gaps[0]
	}
	if len(fills) > 0 {
		s.Fill = &fills[0]
	}
	return s, nil
}
