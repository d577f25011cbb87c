package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// KindActivity is the kind of the stream of what somebody has done in a month.
const KindActivity = "visit_activity"

// What happens to the activities of a month.
const (
	RecordActivityAction  contract.Action = "record_activity"
	EventActivityRecorded string          = "activity_recorded"
)

// ActivityStream is the stream of what somebody has done in a month.
func ActivityStream(plan string) string { return KindActivity + "/" + plan }

// NewActivity is something that somebody has done, as it counts for a quota.
type NewActivity struct {
	Command    NewCommand
	Plan       string // case of the month
	Kind       string // of the policy's quotas, or ShowDuty
	Day        string // 2026-03-06
	Customer   string // id, or
	Number     string // of a card, a list, a road show
	Show       string // number of the road show at which a lead was collected
	Attachment string // of the month's case: what shows it
}

// RecordActivity writes an activity, its event in the stream of the month's activities and the settled command in one transaction, under
// the lock of the month's case: nothing comes in behind a day's counting.
func (b *Books) RecordActivity(ctx context.Context, n NewActivity) (Command, error) {
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindActivity, ActivityStream(n.Plan), RecordActivityAction
	n.Command.Facts = contract.Facts{Event: n.Kind, From: n.Day, Customer: n.Customer, Reference: n.Number, Attachment: n.Attachment, Item: n.Show}
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		a := activity{deed: d, NewActivity: n}
		if refusal, err := a.load(); refusal != nil || err != nil {
			return refusal, err
		}
		for _, check := range []func() (*contract.Refusal, error){a.open, a.known, a.mine, a.shown, a.once} {
			if refusal, err := check(); refusal != nil || err != nil {
				return refusal, err
			}
		}
		return nil, a.write()
	})
}

// activity carries one through its transaction.
type activity struct {
	*deed
	NewActivity

	k      *Case
	p      VisitPlan
	policy *policies.VisitPlan
	zone   *time.Location
}

func (a *activity) load() (*contract.Refusal, error) {
	k, current, err := lockCase(a.tx, a.Plan)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownPlan, ""), nil
	}
	if err != nil {
		return nil, err
	}
	if err := a.tx.Where("case_id = ?", a.Plan).Take(&a.p).Error; err != nil {
		return nil, fmt.Errorf("reading the month: %w", err)
	}
	policy, err := a.b.PolicyOf(a.tx, contract.VisitPlan, k.Edition)
	if err != nil {
		return nil, err
	}
	cal, err := a.b.CalendarByN(a.tx, current)
	if err != nil {
		return nil, err
	}
	a.k, a.policy, a.zone = k, policy.VisitPlan, cal.Location()
	if k.Ended {
		return contract.HasEnded(RecordActivityAction, k.Status), nil
	}
	return nil, nil
}

func (a *activity) mine() (*contract.Refusal, error) {
	return a.p.may(a.tx, a.cmd.Principal, RecordActivityAction, a.policy, a.now)
}

// quota is the one that an activity counts for, or that hangs on it.
func (a *activity) quota() (policies.VisitQuota, bool) {
	name := a.Kind
	if name == ShowDuty {
		name = KindLead
	}
	q, known := a.policy.Quotas[name]
	return q, known && a.Kind != policies.CountedVisits
}

// open refuses a day outside the month, one to come, and one that is counted.
func (a *activity) open() (*contract.Refusal, error) {
	q, known := a.quota()
	if !known {
		return contract.Refused(contract.CodeUnknownValue, a.policy.Heads.Clause, "field", "kind", "value", a.Kind), nil
	}
	day, err := time.ParseInLocation(time.DateOnly, a.Day, a.zone)
	if err != nil || day.Format(contract.MonthForm) != a.p.Month || day.After(a.now) {
		return contract.Refused(contract.CodeUnknownValue, q.Least.Clause, "field", "day", "value", a.Day), nil
	}
	begun := a.k.OpenedAt.In(a.zone).Format(time.DateOnly) // the day itself isn't counted
	if q.Per.Value != policies.PerMonth && a.Day <= a.p.CountedTo && a.Day > begun {
		return contract.Refused(contract.CodePeriodClosed, a.policy.Closed.Clause, "period", a.p.CountedTo), nil
	}
	return nil, nil
}

// known wants what the activity was about: a customer of the unit, or a number that no person has.
func (a *activity) known() (*contract.Refusal, error) {
	if (a.Customer == "") == (a.Number == "") {
		return contract.Refused(contract.CodeIncomplete, a.policy.Heads.Clause, "fields", "customer_id,number"), nil
	}
	if a.Number != "" && !contract.IsPaperNumber(a.Number) || a.Show != "" && !contract.IsPaperNumber(a.Show) {
		return contract.Refused(contract.CodeReference, "", "field", "number"), nil
	}
	if a.Customer == "" {
		return nil, nil
	}
	c, err := CustomerKeyOf(a.tx, a.Customer)
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, err
	}
	if c.UnitID != a.k.UnitID {
		return contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	return nil, nil
}

// shown wants a file where the policy does (S2-5.4a), and the road show of a lead: one at which the person is on duty.
func (a *activity) shown() (*contract.Refusal, error) {
	q, _ := a.quota()
	if a.Attachment == "" && q.Evidence != nil && q.Evidence.Value {
		return contract.Refused(contract.CodeEvidence, q.Evidence.Clause), nil
	}
	if a.Attachment != "" {
		var files int64
		err := a.tx.Model(&Attachment{}).Where("id = ? AND case_id = ? AND seq IS NOT NULL", a.Attachment, a.Plan).Count(&files).Error
		if err != nil || files == 0 {
			return contract.Refused(contract.CodeUnknownAttachment, ""), wrap(err, "reading the file")
		}
	}
	if lead := a.Kind == KindLead && q.Per.Value == policies.PerShow; lead != (a.Show != "") {
		return contract.Refused(contract.CodeUnknownValue, q.Per.Clause, "field", "show", "value", a.Show), nil
	}
	if a.Show == "" {
		return nil, nil
	}
	var duty int64
	err := a.tx.Model(&VisitActivity{}).Where("case_id = ? AND kind = ? AND about = ? AND day = ?", a.Plan, ShowDuty, a.Show, a.Day).Count(&duty).Error
	if err != nil || duty == 0 {
		return contract.Refused(contract.CodeUnknownValue, q.Per.Clause, "field", "show", "value", a.Show), wrap(err, "reading the road show")
	}
	return nil, nil
}

// about is whom or what it was about.
func (a *activity) about() string {
	if a.Customer != "" {
		return a.Customer
	}
	return a.Number
}

func (a *activity) once() (*contract.Refusal, error) {
	var there int64
	q := a.tx.Model(&VisitActivity{}).Where("case_id = ? AND kind = ? AND show = ? AND about = ?", a.Plan, a.Kind, a.Show, a.about())
	if !slices.Contains([]string{RoadShow, ShowDuty, KindLead}, a.Kind) {
		q = q.Where("day = ?", a.Day) // a road show and a lead are one, whatever the day
	}
	if err := q.Count(&there).Error; err != nil {
		return nil, fmt.Errorf("looking for the activity: %w", err)
	}
	if there == 0 {
		return nil, nil
	}
	return contract.Refused(contract.CodeActivityExists, ""), nil
}

func (a *activity) write() error {
	var n int64
	if err := a.tx.Model(&VisitActivity{}).Select("coalesce(max(n), 0)").Where("case_id = ?", a.Plan).Scan(&n).Error; err != nil {
		return fmt.Errorf("numbering the activity: %w", err)
	}
	row := VisitActivity{
		CaseID: a.Plan, N: n + 1, ID: a.cmd.ID, Kind: a.Kind, Day: a.Day, About: a.about(), CustomerID: optional(a.Customer), Show: a.Show,
		AttachmentID: optional(a.Attachment), RecordedBy: a.cmd.Principal, RecordedAt: a.now,
	}
	if err := a.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("writing the activity: %w", err)
	}
	roles, err := RolesAt(a.tx, a.cmd.Principal, a.k.UnitID, a.now)
	if err != nil {
		return err
	}
	prev, err := a.last(n)
	if err != nil {
		return err
	}
	return a.deed.write(Event{Stream: a.cmd.Stream, Seq: n + 1, Kind: KindActivity, Type: EventActivityRecorded, Roles: joinRoles(roles)}, prev, n+1)
}
