package models

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// OpenDuty is something open that names a member of staff: a to-do, or a case with all that its handler owes.
type OpenDuty struct {
	CaseID       string
	Kind         contract.Kind
	Number       string // of the case
	UnitID       string
	ObligationID *string // nil for the case itself
	Duty         string  // of the obligation
}

// handlers say where each kind of case names who is responsible for it.
var handlers = map[contract.Kind]struct{ table, column string }{
	contract.Complaint: {"complaints", "handler_id"}, contract.Archive: {"archives", "consultant_id"},
	contract.Credit: {"credits", "seller_id"}, contract.ReturnVisit: {"return_visits", "handler_id"},
	contract.Lead: {"leads", "consultant_id"}, contract.Loan: {"loans", "asker_id"}, contract.Erasure: {"erasures", "handler_id"},
	contract.Retention: {"retentions", "keeper_id"}, contract.Campaign: {"campaigns", "opener_id"}, contract.Visit: {"visits", "person_id"}, contract.VisitPlan: {"visit_plans", "person_id"},
}

// OpenDuties are what names a member of staff and is open, as far as the scope shows it: cases that the person is responsible for, by
// kind and number, then to-dos of other cases.
func OpenDuties(tx *gorm.DB, s Scope, staff string) ([]OpenDuty, error) {
	return openDuties(tx, staff, s.cases)
}

// dutiesBut are OpenDuties in all units, but for cases from which whoever asks is excluded: for that person there are none.
func dutiesBut(tx *gorm.DB, asks, staff string) ([]OpenDuty, error) {
	return openDuties(tx, staff, func(q *gorm.DB) *gorm.DB { return q.Where(admitted, asks) })
}

func openDuties(tx *gorm.DB, staff string, shown func(*gorm.DB) *gorm.DB) ([]OpenDuty, error) {
	all := []OpenDuty{}
	var owned []string
	for _, kind := range sortedKeys(handlers) {
		h, rows := handlers[kind], []OpenDuty{}
		err := shown(tx.Table("cases")).Select("cases.id AS case_id, cases.kind, cases.number, cases.unit_id").
			Joins("JOIN "+h.table+" f ON f.case_id = cases.id").Where("NOT cases.ended AND f."+h.column+" = ?", staff).
			Order("cases.number").Scan(&rows).Error
		if err != nil {
			return nil, fmt.Errorf("listing what %s looks after: %w", staff, err)
		}
		for _, r := range rows {
			owned = append(owned, r.CaseID)
		}
		all = append(all, rows...)
	}
	var owed []OpenDuty
	q := shown(tx.Table("obligations o").Joins("JOIN cases ON cases.id = o.case_id")).
		Select("o.case_id, cases.kind, cases.number, o.unit_id, o.id AS obligation_id, o.duty").
		Where("o.person_id = ? AND o.state IN ? AND NOT cases.ended", staff, stillOwed)
	if err := q.Order("cases.number, o.id").Scan(&owed).Error; err != nil {
		return nil, fmt.Errorf("listing what %s owes: %w", staff, err)
	}
	own := map[string]bool{}
	for _, id := range owned {
		own[id] = true
	}
	for _, o := range owed {
		if !own[o.CaseID] { // else it goes with the case
			all = append(all, o)
		}
	}
	return all, nil
}

// Leaving says on which day somebody works here for the last time.
type Leaving struct {
	Command NewCommand
	Staff   string
	LastDay string    // 2026-03-06
	Until   time.Time // its end, exclusive
	Force   bool      // although something open names the person
	Reason  string
}

// Leave ends all roles of a member of staff at the end of the last day, by the event in the person's stream and the settled
// command in one transaction: from then on nobody acts, signs in or asks as that person. Administrators of each unit at which
// the person holds a role may, and nobody for himself. While something open names the person it is refused, unless forced
// (V12-1.6.4).
func (b *Books) Leave(ctx context.Context, n Leaving) (Command, error) {
	n.Command.Facts = contract.Facts{To: n.LastDay}
	return b.aboutStaff(ctx, n.Command, n.Staff, LeaveAction, func(p *personal) (*contract.Refusal, error) {
		if !p.who.Active {
			return contract.Refused(contract.CodeUnknownStaff, "", "field", "staff"), nil
		}
		if n.Staff == p.cmd.Principal {
			return contract.Refused(contract.CodeOwnLeaving, ""), nil
		}
		if refusal, err := p.administersAll(n.Staff); refusal != nil || err != nil {
			return refusal, err
		}
		until := micros(n.Until)
		if refusal, err := p.endAll(until); refusal != nil || err != nil {
			return refusal, err
		}
		open, err := dutiesBut(p.tx, p.cmd.Principal, n.Staff)
		if err != nil {
			return nil, err
		}
		if len(open) > 0 && !n.Force {
			return contract.Refused(contract.CodeStillOwes, "", "open", strconv.Itoa(len(open))), nil
		}
		p.audit(AuditEntry{Action: AuditStaffLeft, Kind: KindStaff, Object: n.Staff})
		return nil, p.goes(until, n.Reason)
	})
}

// endAll checks that every unit keeps an administrator without the one who leaves.
func (p *personal) endAll(until time.Time) (*contract.Refusal, error) {
	var rows []RoleAssignment
	err := p.tx.Where("staff_id = ? AND role = ? AND (valid_to IS NULL OR valid_to > ?)", p.who.ID, administrator, until).Order("unit_id, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading the roles of %s: %w", p.who.ID, err)
	}
	for _, r := range rows {
		if refusal, err := p.leavesOne(r, until); refusal != nil || err != nil {
			return refusal, err
		}
	}
	return nil, nil
}

// goes ends at a moment whatever the person holds.
func (p *personal) goes(until time.Time, reason string) error {
	if until.Before(p.now) {
		until = p.now
	}
	for _, held := range []struct {
		row any
		who string
	}{
		{&RoleAssignment{}, "staff_id = ?"}, {&Substitution{}, "substitute_id = ?"}, {&Superior{}, "? IN (staff_id, superior_id)"},
	} {
		err := p.tx.Model(held.row).Where(held.who, p.who.ID).Where("valid_to IS NULL OR valid_to > ?", until).
			Update("valid_to", gorm.Expr("CASE WHEN valid_from > ? THEN valid_from ELSE ? END", until, until)).Error
		if err != nil {
			return fmt.Errorf("ending what %s holds: %w", p.who.ID, err)
		}
	}
	if err := p.tx.Model(&Staff{}).Where("id = ?", p.who.ID).Update("leaves_at", until).Error; err != nil {
		return fmt.Errorf("noting the last day: %w", err)
	}
	if !until.After(p.now) {
		ended, err := depart(p.tx, p.now)
		if err != nil {
			return err
		}
		for _, e := range ended {
			p.audit(e)
		}
	}
	return p.told(EventLeaving, reason)
}

// Depart makes those inactive whose last day is over, revokes their tokens, ends their sessions and forgets where they were told. None of it counts from that moment
// on, whether this has run or not.
func (b *Books) Depart(ctx context.Context) error {
	var waiting int64
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return err
	}
	err = db.Model(&Staff{}).Where("active AND leaves_at <= ?", now).Limit(1).Count(&waiting).Error
	if err == nil && waiting > 0 {
		err = b.Tx(ctx, func(tx *gorm.DB) error {
			ended, err := depart(tx, now)
			if err != nil {
				return err
			}
			for i := range ended {
				ended[i].Actor = ByWorker
			}
			return b.Audit(tx, ended...)
		})
	}
	if err != nil {
		return fmt.Errorf("letting staff go: %w", err)
	}
	return nil
}

// depart gives what is to be audited of it.
func depart(tx *gorm.DB, now time.Time) ([]AuditEntry, error) {
	gone := tx.Model(&Staff{}).Select("id").Where("leaves_at <= ?", now)
	var sessions []Session
	err := tx.Where("ended_at IS NULL AND ends_at > ? AND staff_id IN (?)", now, gone).Order("id").Find(&sessions).Error
	if err == nil {
		err = tx.Model(&Session{}).Where("ended_at IS NULL AND staff_id IN (?)", gone).Update("ended_at", now).Error
	}
	if err == nil {
		err = tx.Model(&Token{}).Where("revoked_at IS NULL AND staff_id IN (?)", gone).Update("revoked_at", now).Error
	}
	if err == nil {
		err = tx.Where("staff_id IN (?)", gone).Delete(&StaffChannel{}).Error
	}
	if err == nil {
		err = tx.Model(&Staff{}).Where("active AND leaves_at <= ?", now).Update("active", false).Error
	}
	if err != nil {
		return nil, fmt.Errorf("letting staff go: %w", err)
	}
	var ended []AuditEntry
	for _, s := range sessions {
		ended = append(ended, AuditEntry{Action: AuditSessionEnded, Kind: "session", Object: s.ID})
	}
	return ended, nil
}
