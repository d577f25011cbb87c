package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
)

// NoticeItem is a notice as one member of staff sees it.
type NoticeItem struct {
	Notice
	Kind   contract.Kind
	Number string     // of the case
	Duty   string     // of the obligation; "" for a notice about none
	Item   string     // which one, where each is owed
	ReadAt *time.Time // nil: not yet by this one
}

// Notices are what a member of staff was told: in person, or by a role held for the unit; and what was told to whoever is away and
// in whose place the person stands. Never about a case from which
// the person is excluded. The newest comes first.
func Notices(tx *gorm.DB, s Scope, unread bool, p Page) ([]NoticeItem, *Cursor, error) {
	q := notices(tx, s)
	if unread {
		q = q.Where("r.read_at IS NULL")
	}
	var rows []NoticeItem
	if err := p.backward(q, "notices.created_at", "notices.id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing notices: %w", err)
	}
	rows, next := turn(p, rows, func(n NoticeItem) Cursor { return Cursor{n.CreatedAt, n.ID} })
	return rows, next, nil
}

func notices(tx *gorm.DB, s Scope) *gorm.DB {
	return s.notExcluded(tx.Table("notices").Joins("JOIN cases ON cases.id = notices.case_id").
		Joins("LEFT JOIN obligations o ON o.id = notices.obligation_id").
		Joins("LEFT JOIN notice_reads r ON r.notice_id = notices.id AND r.staff_id = ?", s.Staff).
		Select("notices.*, cases.kind, cases.number, o.duty, o.item, r.read_at")).
		Where("(? OR ?)", s.byName("notices.to_staff"), s.byRole("notices.to_role", "notices.unit_id"))
}

// MarkRead notes that a member of staff has read a notice; once is enough, a second time changes nothing. A notice that
// the scope doesn't show is gorm.ErrRecordNotFound.
func (b *Books) MarkRead(ctx context.Context, s Scope, noticeID string) error {
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		var n NoticeItem
		if err := notices(tx, s).Where("notices.id = ?", noticeID).Take(&n).Error; err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		return tx.Clauses(clause.OnConflict{DoNothing: true}).
			Create(&NoticeRead{NoticeID: noticeID, StaffID: s.Staff, ReadAt: now}).Error
	})
	if err != nil {
		return fmt.Errorf("marking notice %s as read: %w", noticeID, err)
	}
	return nil
}
