package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/keys"
)

// NewAttachment is a file as it goes into the books. Command.Stream is its case; which attachment the command's facts name is
// found here.
type NewAttachment struct {
	Command NewCommand
	KeyID   string // person key that seals the case's texts
	Type    string // media type
	Content []byte // not empty
}

// ReceiveAttachment stores a command that attaches a file to a case together with the file, sealed, in one transaction. The
// same content is stored once in a case: the command names the attachment that has it. What Receive says of keys used before
// holds here too; nothing is stored then. gorm.ErrRecordNotFound when there is no such case, a *contract.Refusal when there are
// too many files already.
func (b *Books) ReceiveAttachment(ctx context.Context, n NewAttachment) (cmd Command, fresh bool, err error) {
	n.Command.Action = contract.Attach
	hash := b.Keys.FileHash(n.Command.Stream, n.Content)
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		if _, _, err := lockCase(tx, n.Command.Stream); err != nil { // nobody else stores or drops files of this case now
			return err
		}
		var a Attachment
		err = tx.Where("case_id = ? AND hash = ?", n.Command.Stream, hash).Take(&a).Error
		there := err == nil
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return fmt.Errorf("looking for the same file: %w", err)
		}
		if !there {
			a = Attachment{
				ID: NewID(), CaseID: n.Command.Stream, Hash: hash, Size: int64(len(n.Content)), Type: n.Type, KeyID: n.KeyID, StoredAt: now,
			}
		}
		n.Command.Facts.Attachment = a.ID
		if cmd, fresh, err = receive(tx, n.Command, now); err != nil || !fresh || there {
			return err
		}
		if err := mayStore(tx, n.Command, now); err != nil {
			return err
		}
		return b.storeAttachment(tx, a, n.Content)
	})
	if err != nil {
		return Command{}, false, fmt.Errorf("receiving attachment: %w", err)
	}
	return cmd, fresh, nil
}

// How many files are taken: of one case, and of one person within 24 hours.
const (
	filesOfCase = 300
	filesOfDay  = 500
)

// mayStore refuses one file too many. The case is locked, and its new command among those that are counted.
func mayStore(tx *gorm.DB, n NewCommand, now time.Time) error {
	var ofCase, ofDay int64
	err := tx.Model(&Attachment{}).Where("case_id = ?", n.Stream).Count(&ofCase).Error
	if err == nil {
		err = tx.Model(&Command{}).Where("principal = ? AND action = ? AND received_at > ?", n.Principal, contract.Attach, now.Add(-24*time.Hour)).
			Count(&ofDay).Error
	}
	if err != nil {
		return fmt.Errorf("counting files: %w", err)
	}
	if ofCase >= filesOfCase || ofDay > filesOfDay {
		return contract.Refused(contract.CodeFilesFull, "", "of_case", strconv.Itoa(filesOfCase), "of_day", strconv.Itoa(filesOfDay))
	}
	return nil
}

func (b *Books) storeAttachment(tx *gorm.DB, a Attachment, content []byte) error {
	key, err := b.personKey(tx, a.KeyID)
	if err != nil {
		return err
	}
	if err := tx.Create(&a).Error; err != nil {
		return fmt.Errorf("storing the file: %w", err)
	}
	row := AttachmentContent{AttachmentID: a.ID, Sealed: keys.Seal(key, a.place(), content)}
	if err := tx.Create(&row).Error; err != nil {
		return fmt.Errorf("storing the file's content: %w", err)
	}
	return nil
}

// place says where a content belongs and what was said of it: neither can be changed without the key.
func (a Attachment) place() []byte {
	return fmt.Appendf(cell("attachment_contents", "sealed", a.ID), "/%s/%d/%s/%x", a.CaseID, a.Size, a.Type, a.Hash)
}

// waitingFile judges the file that a command wants to attach: it must wait in this case.
func (w *writer) waitingFile() (*contract.Refusal, error) {
	if w.cmd.Action != contract.Attach {
		return nil, nil
	}
	var a Attachment
	err := w.tx.Where("id = ? AND case_id = ?", w.facts.Attachment, w.k.ID).Take(&a).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return contract.Refused(contract.CodeUnknownAttachment, ""), nil
	case err != nil:
		return nil, fmt.Errorf("reading the file: %w", err)
	case a.Seq != nil:
		return contract.Refused(contract.CodeAttached, "", "attachment", a.ID, "seq", fmt.Sprint(*a.Seq)), nil
	}
	return nil, nil
}

// attachedFile checks that the paper which a command rests on, if it names one, is a file of this case.
func (w *writer) attachedFile() (*contract.Refusal, error) {
	if w.facts.Attachment == "" {
		return nil, nil
	}
	var files int64
	err := w.tx.Model(&Attachment{}).Where("id = ? AND case_id = ? AND seq IS NOT NULL", w.facts.Attachment, w.k.ID).Count(&files).Error
	if err != nil {
		return nil, fmt.Errorf("reading the file: %w", err)
	}
	if files == 0 {
		return contract.Refused(contract.CodeUnknownAttachment, ""), nil
	}
	return nil, nil
}

// attachFile ties the file to the event that attaches it.
func (w *writer) attachFile() error {
	if w.event.Type != contract.EventAttached {
		return nil
	}
	err := w.tx.Model(&Attachment{}).Where("id = ?", w.facts.Attachment).Update("seq", w.event.Seq).Error
	if err != nil {
		return fmt.Errorf("attaching the file: %w", err)
	}
	return nil
}

// dropFiles forgets the files of a case that no event has attached and no upload waits for any more. The case must be locked.
func dropFiles(tx *gorm.DB, caseID string) error {
	var idle []string
	err := tx.Model(&Attachment{}).Where("case_id = ? AND seq IS NULL", caseID).Pluck("id", &idle).Error
	if err != nil || len(idle) == 0 {
		return err
	}
	var waiting []Command
	err = tx.Where("state = 'received' AND stream = ? AND action = ?", caseID, contract.Attach).Find(&waiting).Error
	if err != nil {
		return err
	}
	for _, c := range waiting {
		var f contract.Facts
		if err := json.Unmarshal(c.Facts, &f); err != nil {
			return err
		}
		idle = slices.DeleteFunc(idle, func(id string) bool { return id == f.Attachment })
	}
	if len(idle) == 0 {
		return nil
	}
	if err := tx.Where("attachment_id IN ?", idle).Delete(&AttachmentContent{}).Error; err != nil {
		return err
	}
	return tx.Where("id IN ?", idle).Delete(&Attachment{}).Error
}

// sweepFiles is dropFiles for every case that keeps a file waiting.
func (b *Books) sweepFiles(ctx context.Context) error {
	var cases []string
	err := b.DB.WithContext(ctx).Model(&Attachment{}).Where("seq IS NULL").Distinct().Pluck("case_id", &cases).Error
	if err != nil {
		return fmt.Errorf("looking for files that wait: %w", err)
	}
	for _, id := range cases {
		err := b.Tx(ctx, func(tx *gorm.DB) error {
			if _, _, err := lockCase(tx, id); err != nil {
				return err
			}
			return dropFiles(tx, id)
		})
		if err != nil {
			return fmt.Errorf("dropping files of case %s: %w", id, err)
		}
	}
	return nil
}
