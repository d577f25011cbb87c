package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// OpenedTo reports whether a thing that the scope doesn't show is there all the same for the member of staff: it belongs to a request of
// his own, or to a case that an approved one opens. A look at the latter leaves a line in the log of each request that opens it
// (C1-5.3.2, V16-3.1.7): what is how the route is called, without ids; "" for whoever doesn't look but tries to act.
func (b *Books) OpenedTo(ctx context.Context, s Scope, t Thing, kind, id, what string) (bool, error) {
	db := b.DB.WithContext(ctx)
	q := s.reads(db.Table("cases"))
	switch t {
	case ThingCase:
		q = q.Where("cases.id = ?", id)
	case ThingTodo, ThingFile:
		q = q.Where("cases.id = (?)", caseOf(db, t, id))
	default:
		return false, nil
	}
	if kind != "" {
		q = q.Where("cases.kind = ?", kind)
	}
	var k Case
	err := q.Take(&k).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for what opens %s %s: %w", t, id, err)
	}
	if what == "" || s.Sees(k.UnitID) {
		return true, nil
	}
	return true, b.noteRead(ctx, s, k, what)
}

// noteRead writes the lines, and into the second chain who saw which case by which request. Without them nothing is shown.
func (b *Books) noteRead(ctx context.Context, s Scope, k Case, what string) error {
	return b.Tx(ctx, func(tx *gorm.DB) error {
		var grants []LoanGrant
		err := tx.Table("loan_grants g").Where("g.record_case_id = ? AND "+openGrant, append([]any{k.ID}, s.grantVars()...)...).
			Order("g.case_id").Find(&grants).Error
		if err != nil || len(grants) == 0 { // none: it is a request of his own
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		rows, told := make([]LoanRead, len(grants)), make([]AuditEntry, len(grants))
		for i, g := range grants {
			rows[i] = LoanRead{ID: NewID(), CaseID: g.CaseID, RecordCaseID: k.ID, StaffID: s.Staff, What: what, At: now}
			told[i] = AuditEntry{Actor: s.Staff, Unit: k.UnitID, Action: AuditLentRead, Kind: "loan", Object: g.CaseID + "/" + k.ID}
		}
		if err := tx.Create(&rows).Error; err != nil {
			return fmt.Errorf("logging a look at case %s: %w", k.ID, err)
		}
		return b.Audit(tx, told...)
	})
}
