package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/keys"
)

// AttachmentCard is an attachment with what its event says of it, in plain text. It must not be logged.
type AttachmentCard struct {
	Attachment
	Name      string // of the file, as whoever attached it called it; "" when nobody said, or it was destroyed
	By        string // staff id
	At        time.Time
	Forgotten bool // the person's key has been destroyed: nobody can read name and content any more
}

// FileName is the text of an event that says what the attached file is called.
const FileName = "file_name"

// AttachmentsOf are the files attached to a case after a seq, at most limit, in the order of their events. Whether the case
// may be seen is for the caller to ask first.
func (b *Books) AttachmentsOf(tx *gorm.DB, caseID string, after int64, limit int) ([]AttachmentCard, error) {
	var rows []Attachment
	if err := tx.Where("case_id = ? AND seq > ?", caseID, after).Order("seq").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing attachments of case %s: %w", caseID, err)
	}
	return b.attachmentCards(tx, caseID, rows)
}

// AttachmentByID is one attached file of a case that the scope shows; gorm.ErrRecordNotFound when there is none.
func (b *Books) AttachmentByID(tx *gorm.DB, s Scope, id string) (*AttachmentCard, error) {
	var a Attachment
	q := s.reads(tx.Table("attachments").Select("attachments.*").Joins("JOIN cases ON cases.id = attachments.case_id"))
	if err := q.Where("attachments.id = ? AND attachments.seq IS NOT NULL", id).Take(&a).Error; err != nil {
		return nil, fmt.Errorf("reading attachment %s: %w", id, err)
	}
	cards, err := b.attachmentCards(tx, a.CaseID, []Attachment{a})
	if err != nil {
		return nil, err
	}
	return &cards[0], nil
}

// attachmentCards adds to attached files of one case what their events say.
func (b *Books) attachmentCards(tx *gorm.DB, caseID string, rows []Attachment) ([]AttachmentCard, error) {
	seqs := make([]int64, len(rows))
	for i, a := range rows {
		seqs[i] = *a.Seq
	}
	var events []Event
	if err := tx.Where("stream = ? AND seq IN ?", caseID, seqs).Find(&events).Error; err != nil {
		return nil, fmt.Errorf("reading what attached the files of case %s: %w", caseID, err)
	}
	by, known := map[int64]Happened{}, map[string][]byte{}
	for _, e := range events {
		h := Happened{Event: e}
		if err := b.openEvent(tx, &h, known); err != nil {
			return nil, fmt.Errorf("opening event %d of %s: %w", e.Seq, caseID, err)
		}
		by[e.Seq] = h
	}
	cards := make([]AttachmentCard, len(rows))
	for i, a := range rows {
		h, ok := by[*a.Seq]
		if !ok || h.Type != contract.EventAttached {
			return nil, fmt.Errorf("attachment %s: event %d of %s didn't attach it", a.ID, *a.Seq, caseID)
		}
		texts := map[string]string{}
		if len(h.Text) > 0 {
			if err := json.Unmarshal(h.Text, &texts); err != nil {
				return nil, fmt.Errorf("reading the texts of event %d of %s: not what was written", h.Seq, caseID)
			}
		}
		cards[i] = AttachmentCard{Attachment: a, Name: texts[FileName], By: h.Actor, At: h.OccurredAt, Forgotten: h.Forgotten}
		if a.DestroyedAt != nil {
			cards[i].Name = ""
		}
	}
	return cards, nil
}

// CaseKey names the person key that seals what is personal in a case: that of its opening's texts or, without any, of the
// customer whom the opening names.
func CaseKey(tx *gorm.DB, caseID string) (string, error) {
	var opening Event
	if err := tx.Where("stream = ? AND seq = 1", caseID).Take(&opening).Error; err != nil {
		return "", fmt.Errorf("reading the opening of case %s: %w", caseID, err)
	}
	if opening.KeyID != nil {
		return *opening.KeyID, nil
	}
	var e contract.Event
	if err := json.Unmarshal(opening.Data, &e); err != nil {
		return "", fmt.Errorf("reading the opening of case %s: %w", caseID, err)
	}
	c, err := CustomerKeyOf(tx, e.Facts.Customer)
	return c.KeyID, err
}

// AttachmentContent is what a file holds: whole, as it came, of the size and type that its row says. keys.ErrSealed when
// anything of that has been changed or is gone, keys.ErrWrapped under another master key, ErrForgotten when the person's key was
// destroyed, ErrDestroyed when the file alone was.
func (b *Books) AttachmentContent(tx *gorm.DB, a Attachment) ([]byte, error) {
	key, err := b.personKey(tx, a.KeyID)
	if err != nil {
		return nil, fmt.Errorf("opening attachment %s: %w", a.ID, err)
	}
	if a.DestroyedAt != nil {
		return nil, fmt.Errorf("opening attachment %s: %w", a.ID, ErrDestroyed)
	}
	var row AttachmentContent
	err = tx.Where("attachment_id = ?", a.ID).Take(&row).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) { // a row that is gone opens as little as one that was changed
		return nil, fmt.Errorf("reading the content of attachment %s: %w", a.ID, err)
	}
	content, err := keys.Open(key, a.place(), row.Sealed)
	if err != nil {
		return nil, fmt.Errorf("opening attachment %s: %w", a.ID, err)
	}
	return content, nil
}
