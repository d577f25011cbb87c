package models

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/draw"
)

// periodAudit compares one period's samples with its secret and with the events of its cases.
type periodAudit struct {
	AuditedPeriod
	row     SamplePeriod
	samples []Sample
	gaps    []SampleGap
	fills   []SampleFill
	cases   map[string]bool // that have a sample

	openings map[string]contract.Event // by case
	missed   map[int64]string          // number → reason, as events say it
}

func (p *periodAudit) fault(what string, n int64, caseID string) {
	p.Faults = append(p.Faults, SampleFault{what, p.ID, n, caseID})
}

func (p *periodAudit) audit(b *Books, tx *gorm.DB) error {
	if err := p.read(tx); err != nil {
		return err
	}
	p.numbers()
	p.chain()
	p.recorded()
	if secret, err := b.secretOf(p.row); err != nil {
		p.fault(FaultSealed, 0, "")
	} else {
		p.lots(p.row.lottery(secret))
	}
	return nil
}

func (p *periodAudit) read(tx *gorm.DB) (err error) {
	if err = tx.Where("period_id = ?", p.ID).Order("n").Find(&p.samples).Error; err != nil {
		return err
	}
	if p.gaps, p.fills, err = gapsAndFills(tx, p.ID); err != nil {
		return err
	}
	p.cases, p.openings, p.missed = map[string]bool{}, map[string]contract.Event{}, map[int64]string{}
	for _, s := range p.samples {
		p.cases[s.CaseID] = true
		if s.Drawn {
			p.Drawn++
		}
	}
	p.Gaps, p.Fills = int64(len(p.gaps)), int64(len(p.fills))
	return p.events(tx)
}

// events reads what the cases' own streams say about the draw.
func (p *periodAudit) events(tx *gorm.DB) error {
	q := tx.Where("stream IN (?)", tx.Model(&Sample{}).Select("case_id").Where("period_id = ?", p.ID))
	return eachEvent(q, func(row *Event, e contract.Event) {
		if e.Draw == nil && e.Gap == nil {
			return
		}
		if !bytes.Equal(row.Hash, row.sum()) {
			p.fault(FaultEvent, 0, row.Stream)
		}
		if e.Draw != nil && e.Draw.Period == p.ID && row.Seq == 1 {
			p.openings[row.Stream] = e
		}
		if e.Gap != nil && e.Gap.Period == p.ID {
			p.missed[e.Gap.N] = e.Gap.Reason
		}
	})
}

// readEvent is what an event says; one that can't be read says nothing.
func readEvent(row *Event) contract.Event {
	var e contract.Event
	if json.Unmarshal(row.Data, &e) != nil {
		return contract.Event{}
	}
	return e
}

// mostMissing keeps a count that was changed to something huge from being counted to: what lies further behind the last
// sample isn't named number by number.
const mostMissing = 1000

// numbers are 1, 2, … without a gap, up to the one that was allotted last.
func (p *periodAudit) numbers() {
	next := int64(1)
	for _, s := range p.samples {
		for ; next < s.N && next <= p.row.N; next++ {
			p.fault(FaultNumberGone, next, "")
		}
		if s.N > p.row.N {
			p.fault(FaultNumberAdded, s.N, s.CaseID)
		}
		next = s.N + 1
	}
	p.row.N = min(p.row.N, next+mostMissing)
	for ; next <= p.row.N; next++ {
		p.fault(FaultNumberGone, next, "")
	}
}

// chain compares each sample with the opening event of its case.
func (p *periodAudit) chain() {
	pledge := hex.EncodeToString(p.row.Commitment)
	for _, s := range p.samples {
		e, there := p.openings[s.CaseID]
		if !there {
			p.fault(FaultNoEvent, s.N, s.CaseID)
			continue
		}
		for _, said := range []struct {
			what    string
			differs bool
		}{
			{FaultEventNumber, e.Draw.N != s.N},
			{FaultEventDrawn, e.Draw.Drawn != s.Drawn},
			{FaultEventCustomer, e.Facts.Customer != s.CustomerID},
			{FaultEventPledge, e.Draw.Commitment != pledge},
			{FaultEventRate, e.Draw.Rate != p.Rate.String()},
		} {
			if said.differs {
				p.fault(said.what, s.N, s.CaseID)
			}
		}
	}
}

// recorded compares the gaps with the events that tell of them.
func (p *periodAudit) recorded() {
	for _, g := range p.gaps {
		if reason, told := p.missed[g.N]; !told || reason != g.Reason {
			p.fault(FaultGapAdded, g.N, "")
		}
	}
	for _, s := range p.samples {
		_, told := p.missed[s.N]
		if told && !slices.ContainsFunc(p.gaps, func(g SampleGap) bool { return g.N == s.N }) {
			p.fault(FaultGapGone, s.N, s.CaseID)
		}
	}
}

// lots computes again who is drawn and who is called in.
func (p *periodAudit) lots(l draw.Lottery) {
	if !bytes.Equal(draw.Commitment(l.Secret), p.row.Commitment) {
		p.fault(FaultSecret, 0, "")
	}
	if p.row.ClosedAt != nil && p.row.ClosedAt.Before(p.row.EndsAt) {
		p.fault(FaultClosedEarly, 0, "")
	}
	if l.Rate.Parts < 1 || l.Rate.Whole < l.Rate.Parts || l.Rate.Whole > 100 { // no part of a hundred
		p.fault(FaultEventRate, 0, "")
		return
	}
	for _, s := range p.samples {
		if l.Drawn(s.N) != s.Drawn {
			p.fault(FaultLot, s.N, s.CaseID)
		}
	}
	due := l.Fills(p.row.N, asGaps(p.gaps), p.row.ClosedAt != nil)
	for _, f := range due {
		if !slices.ContainsFunc(p.fills, func(r SampleFill) bool { return r.N == f.N && r.ForN == f.For }) {
			p.fault(FaultFillGone, f.N, "")
		}
	}
	for _, r := range p.fills {
		if !slices.Contains(due, draw.Fill{N: r.N, For: r.ForN}) {
			p.fault(FaultFillAdded, r.N, "")
		}
	}
}
