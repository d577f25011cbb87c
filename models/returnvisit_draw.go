package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"carebook/contract"
)

// everybody is the rate at which there is nothing to draw.
const everybody = 100

// decide draws at the opening: whom the lot leaves out is owed nothing, and the case has ended. The first of a month are visited
// whatever the lot says, where the policy wants so many at least. No lot falls on whoever is visited again after an earlier visit
// of which nothing good came, nor on whoever is called in.
func (r *ReturnVisit) decide(w *writer) error {
	e := w.policy.ReturnVisit.Events[r.Event]
	f := w.facts
	if w.begun() || r.Cycle != "" || f.Certain || f.CalledIn != "" || e.Rate.Value == everybody {
		return nil
	}
	d, err := w.draw(r.Event, e.Rate, r.CustomerID, deref(r.OriginID))
	if err != nil {
		return err
	}
	w.event.Draw = &d
	if least := e.Least != nil && d.N <= int64(e.Least.Value); !d.Visited() && !least {
		w.in.Proposal.Status, w.in.Proposal.Owe = contract.NotSampled, nil
	}
	return nil
}

// follow tells the complaint after which the customer was visited what came of it, and calls another customer in for one who
// can't be reached.
func (r *ReturnVisit) follow(w *writer) error {
	if verdict := r.tells(w); verdict != "" {
		_, err := w.spawn(contract.Complaint, *r.OriginID, contract.Revisit, contract.Facts{Verdict: verdict, Earlier: r.CaseID})
		if err != nil {
			return err
		}
	}
	if w.event.Type == contract.EventUnreached {
		return r.replace(w)
	}
	return nil
}

// tells is what the complaint hears: nothing of a customer who was called in for another one, since that complaint has been told
// before, and nothing of a visit that the complaint itself has taken back.
func (r *ReturnVisit) tells(w *writer) string {
	if r.OriginID == nil || r.Event != eventHandled || r.CalledIn {
		return ""
	}
	switch w.event.Type {
	case contract.EventOpened:
		if w.event.Status == contract.NotSampled {
			return contract.NotDrawn
		}
	case contract.EventVisited:
		return contract.Satisfied
	case contract.EventDispleased:
		return contract.Dissatisfied
	case contract.EventVisitWaived, contract.EventUnreached:
		return contract.Waived
	case contract.EventVoided:
		if w.cmd.Cause == "" && r.Held == 0 {
			return contract.Waived
		}
	}
	return ""
}

// replace gives the place of a customer whom the lot had drawn to the next one.
func (r *ReturnVisit) replace(w *writer) error {
	gap, called, err := w.replace(w.facts.Verdict)
	if errors.Is(err, errNotSampled) {
		return nil // no lot was drawn
	}
	if err != nil {
		return err
	}
	for _, c := range called {
		facts, err := calledIn(w.tx, c)
		if err != nil {
			return err
		}
		if gap.Case, err = w.spawn(contract.ReturnVisit, "", contract.Open, facts); err != nil {
			return err
		}
	}
	w.event.Gap = &gap
	return nil
}

// calledIn opens the visit of a customer whom the lot had left out.
func calledIn(tx *gorm.DB, c CallIn) (contract.Facts, error) {
	var spared ReturnVisit
	if err := tx.Where("case_id = ?", c.Case).Take(&spared).Error; err != nil {
		return contract.Facts{}, fmt.Errorf("reading the visit that the lot had left out: %w", err)
	}
	return contract.Facts{
		Unit: spared.UnitID, Customer: spared.CustomerID, Event: spared.Event, Severity: spared.Severity, Class: spared.Class,
		Earlier: deref(spared.OriginID), CalledIn: c.Case,
	}, nil
}

// CloseVisitSamples closes the months that are over: their secrets are revealed, and whoever is still to be visited so that a month
// has its rate is called in.
func (b *Books) CloseVisitSamples(ctx context.Context) error {
	return b.CloseSamples(ctx, func(tx *gorm.DB, now time.Time, c CallIn) error {
		facts, err := calledIn(tx, c)
		if err != nil {
			return err
		}
		c.Case = uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "visit of %s/%d", c.Period, c.N)).String()
		return bring(tx, now, brought{
			what: callIn, cause: fmt.Sprintf("%s/%d", c.Period, c.N), kind: contract.ReturnVisit, stream: c.Case, action: contract.Open, facts: facts,
		})
	})
}

// SparedCase is the case in which the lot had left out a customer who was called in for another one.
func (b *Books) SparedCase(tx *gorm.DB, caseID string) (string, error) {
	events, err := b.EventsOf(tx, caseID, 0, 1)
	if err != nil || len(events) == 0 {
		return "", err
	}
	return events[0].What.Facts.CalledIn, nil
}
