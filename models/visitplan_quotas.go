package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// Kinds of activities that are no quota: being on duty at a road show, of which leads are counted.
const (
	ShowDuty = "show_duty"
	KindLead = "lead"
	RoadShow = "road_show"
)

// countedLate is how long after its moment a day or month is counted by a worker that was there; later ones say so.
const countedLate = time.Hour

// missing is what is to be fined of a quota: nothing where somebody wasn't there.
func missing(least, done int64, away bool) int64 {
	if away || done >= least {
		return 0
	}
	return least - done
}

// nextDay is the first day that isn't counted yet, at its first moment.
func (p *VisitPlan) nextDay(zone *time.Location) time.Time {
	day, err := time.ParseInLocation(time.DateOnly, p.CountedTo, zone)
	if err != nil {
		first, _, _ := contract.VisitPlanFacts{Month: p.Month}.Begins(zone)
		return first
	}
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, zone)
}

// closes is when a day is counted: so long after its end. The month is counted with its last day.
func (p *VisitPlan) closes(cal *calendar.Calendar, policy *policies.VisitPlan, day time.Time) (time.Time, error) {
	zone := cal.Location()
	if _, next, _ := (contract.VisitPlanFacts{Month: p.Month}).Begins(zone); !day.Before(next) {
		day = next.Add(-time.Second)
	}
	due, err := cal.Due(p.after(day).Add(-time.Second), policy.Closed.Value)
	if err != nil {
		return time.Time{}, fmt.Errorf("when %s is counted: %w", day.Format(time.DateOnly), err)
	}
	return micros(due.At), nil
}

// CloseQuotas counts the days and months that are over: once for each person, quota and period, whoever calls it and however often.
// What is missing is brought before the person's month as a command, and so is the month's closing when all of it is counted. Each
// month goes in a transaction of its own: one that can't be counted doesn't hold up the others.
func (b *Books) CloseQuotas(ctx context.Context) error {
	now, err := b.Now(b.DB.WithContext(ctx))
	if err != nil {
		return err
	}
	var ids []string
	if err := b.DB.WithContext(ctx).Model(&VisitPlan{}).Where("next_at <= ?", now).Order("next_at, case_id").Pluck("case_id", &ids).Error; err != nil {
		return fmt.Errorf("looking for months to be counted: %w", err)
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, wrap(b.Tx(ctx, func(tx *gorm.DB) error { return b.countMonth(tx, id, now) }), "counting the month of case %s", id))
	}
	return errors.Join(failed...)
}

// countMonth counts what is over of one month, under the lock of its case.
func (b *Books) countMonth(tx *gorm.DB, id string, now time.Time) error {
	k, current, err := lockCase(tx, id)
	if err != nil {
		return err
	}
	var p VisitPlan
	if err := tx.Where("case_id = ?", id).Take(&p).Error; err != nil {
		return fmt.Errorf("reading the month: %w", err)
	}
	if k.Ended || p.NextAt == nil || p.NextAt.After(now) {
		return nil // somebody else was first
	}
	policy, err := b.PolicyOf(tx, contract.VisitPlan, k.Edition)
	if err != nil {
		return err
	}
	cal, err := b.CalendarByN(tx, current)
	if err != nil {
		return err
	}
	c := &counting{tx: tx, now: now, k: k, p: &p, policy: policy.VisitPlan, cal: cal.Counting(policy.Way())}
	if err := c.run(); err != nil {
		return err
	}
	err = tx.Model(&VisitPlan{}).Where("case_id = ?", id).Updates(map[string]any{"counted_to": p.CountedTo, "next_at": p.NextAt}).Error
	return wrap(err, "noting how far the month is counted")
}

// counting counts what is over of one month.
type counting struct {
	tx     *gorm.DB
	now    time.Time
	k      *Case
	p      *VisitPlan
	policy *policies.VisitPlan
	cal    *calendar.Calendar
	sent   int // commands brought so far: they are sent in this order
}

// run counts day by day, then the month, and closes that when nothing that it brought is still on its way.
func (c *counting) run() error {
	zone := c.cal.Location()
	_, next, _ := contract.VisitPlanFacts{Month: c.p.Month}.Begins(zone)
	for day := c.p.nextDay(zone); day.Before(next); day = c.p.nextDay(zone) {
		due, err := c.p.closes(c.cal, c.policy, day)
		if err != nil {
			return err
		}
		if c.p.NextAt = &due; due.After(c.now) {
			return nil
		}
		late := c.now.Sub(due) > countedLate
		if err := c.day(day, late); err != nil {
			return err
		}
		c.p.CountedTo = day.Format(time.DateOnly)
		if !c.p.nextDay(zone).Before(next) {
			if err := c.each(policies.PerMonth, c.p.Month, next, late, false); err != nil {
				return err
			}
		}
	}
	c.p.NextAt = &c.now
	return c.close(next)
}

// day counts what is owed of a day: its quotas where it is worked and the person isn't on leave, and the road shows of it.
func (c *counting) day(day time.Time, late bool) error {
	name, end := day.Format(time.DateOnly), c.p.after(day)
	works, err := c.cal.Works(day)
	if err != nil {
		return err
	}
	leave, err := LeaveDays(c.tx, c.p.PersonID, name, name)
	if err != nil {
		return err
	}
	if err := c.each(policies.PerDay, name, end, late, !works || len(leave) > 0); err != nil {
		return err
	}
	var shows []string
	err = c.tx.Model(&VisitActivity{}).Where("case_id = ? AND kind = ? AND day = ?", c.p.CaseID, ShowDuty, name).Order("about").Pluck("about", &shows).Error
	if err != nil {
		return fmt.Errorf("reading the road shows of %s: %w", name, err)
	}
	for _, show := range shows {
		if err := c.each(policies.PerShow, show, end, late, false); err != nil {
			return err
		}
	}
	return nil
}

// after is the first moment behind a day.
func (p *VisitPlan) after(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, day.Location())
}

// each counts the quotas of one sort of period for the roles that the person held at its end. Away: nothing is missing.
func (c *counting) each(per, period string, end time.Time, late, away bool) error {
	held, err := c.held(end.Add(-time.Second))
	if err != nil {
		return err
	}
	for _, quota := range sortedKeys(c.policy.Quotas) {
		q := c.policy.Quotas[quota]
		if q.Per.Value != per || !slices.Contains(held, q.By.Value) {
			continue
		}
		done, err := c.done(quota, per, period)
		if err != nil {
			return err
		}
		row := VisitQuota{
			UnitID: c.p.UnitID, Quota: quota, PersonID: c.p.PersonID, Period: period, CaseID: c.p.CaseID, Done: done, Least: int64(q.Least.Value),
			Missing: missing(int64(q.Least.Value), done, away), Late: late, ClosedAt: c.now,
		}
		if err := c.count(row, end); err != nil {
			return err
		}
	}
	return nil
}

// held are the roles of the person at the unit itself: a quota is one of a post.
func (c *counting) held(at time.Time) (roles []string, err error) {
	err = assignments(c.tx, at).Where("a.staff_id = ? AND a.unit_id = ?", c.p.PersonID, c.p.UnitID).Distinct("a.role").Pluck("a.role", &roles).Error
	if err != nil {
		return nil, fmt.Errorf("reading the roles of a month: %w", err)
	}
	return roles, nil
}

// done is how often somebody did it, in a period.
func (c *counting) done(quota, per, period string) (n int64, err error) {
	q := c.tx.Model(&VisitActivity{}).Where("case_id = ? AND kind = ?", c.p.CaseID, quota)
	switch {
	case quota == policies.CountedVisits:
		from, until := c.span(per, period)
		q = c.tx.Model(&Visit{}).Where("unit_id = ? AND person_id = ? AND visited_at >= ? AND visited_at < ?", c.p.UnitID, c.p.PersonID, from, until)
	case per == policies.PerDay:
		q = q.Where("day = ?", period)
	case per == policies.PerShow:
		q = q.Where("show = ?", period)
	}
	if err := q.Count(&n).Error; err != nil {
		return 0, fmt.Errorf("counting %s of %s: %w", quota, period, err)
	}
	return n, nil
}

// span is a day or a month in moments.
func (c *counting) span(per, period string) (from, until time.Time) {
	zone := c.cal.Location()
	if day, err := time.ParseInLocation(time.DateOnly, period, zone); per == policies.PerDay && err == nil {
		return day.UTC(), c.p.after(day).UTC()
	}
	first, next, _ := contract.VisitPlanFacts{Month: c.p.Month}.Begins(zone)
	return first.UTC(), next.UTC()
}

// count writes what was counted and, where something is missing, brings it before the month as of the end of the period.
func (c *counting) count(row VisitQuota, end time.Time) error {
	if err := c.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("noting what was counted of %s: %w", row.Quota, err)
	}
	if row.Missing == 0 {
		return nil
	}
	return c.bring(contract.TallyQuota, row.Quota+"/"+row.Period, end.Add(-time.Second), contract.VisitPlanFacts{Quota: row.Quota, Period: row.Period})
}

// close ends the month when all that was brought before it has been settled.
func (c *counting) close(next time.Time) error {
	var waiting int64
	err := c.tx.Model(&Command{}).Where("stream = ? AND cause <> '' AND state = ?", c.p.CaseID, Received).Count(&waiting).Error
	if err != nil || waiting > 0 {
		return wrap(err, "looking for what is still to be tallied")
	}
	return c.bring(contract.CloseMonth, "month", next.Add(-time.Second), contract.VisitPlanFacts{})
}

func (c *counting) bring(action contract.Action, name string, at time.Time, said contract.VisitPlanFacts) error {
	facts := contract.Facts{}
	if said.Quota != "" {
		facts.VisitPlan = &said
	}
	c.sent++
	return bring(c.tx, c.now.Add(time.Duration(c.sent)*time.Microsecond), brought{
		what: "visitplan " + string(action), cause: c.p.CaseID + "/" + name, kind: contract.VisitPlan, stream: c.p.CaseID, action: action,
		facts: facts, at: at,
	})
}

// compare puts plan and actual beside each other when the month is closed.
func (p *VisitPlan) compare(w *writer) error {
	lines, err := PlanLines(w.tx, p.CaseID)
	if err != nil {
		return err
	}
	p.Planned, p.Actual = 0, 0
	for _, l := range lines {
		p.Planned, p.Actual = p.Planned+l.Visits, p.Actual+l.Actual
	}
	first, next, _ := contract.VisitPlanFacts{Month: p.Month}.Begins(w.cal.Location())
	err = w.tx.Model(&Visit{}).Where("unit_id = ? AND person_id = ? AND visited_at >= ? AND visited_at < ?", p.UnitID, p.PersonID, first.UTC(), next.UTC()).
		Where("plan_id IS NULL OR plan_id <> ?", p.CaseID).Count(&p.Beside).Error
	if err != nil {
		return fmt.Errorf("counting visits beside the plan: %w", err)
	}
	w.event.Tally = &contract.VisitTally{Done: p.Actual, Least: p.Planned, Missing: max(0, p.Planned-p.Actual)}
	return nil
}
