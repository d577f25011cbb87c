package models

import (
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// ErrDestroyed says that what a file held has been destroyed, because a case decided so.
var ErrDestroyed = errors.New("the file has been destroyed")

// destroyFiles destroys what the files hold that a condition on attachments names, as the case by decided, and returns how many
// attached ones that were. An attached file keeps its row, without the keyed hash by which its content could be found again: the event
// that attached it goes on naming it. One whose upload still waits goes whole. Whoever does it a second time finds nothing left.
// The database lets no other way lead to an attached file.
func destroyFiles(tx *gorm.DB, by string, now time.Time, where string, args ...any) (int64, error) {
	var files []Attachment
	if err := tx.Where("destroyed_at IS NULL").Where(where, args...).Order("id").Find(&files).Error; err != nil {
		return 0, fmt.Errorf("looking for files to destroy: %w", err)
	}
	destroyed := int64(0)
	for _, a := range files {
		if a.Seq != nil {
			destroyed++
		}
		if err := destroyFile(tx, a, by, now); err != nil {
			return 0, fmt.Errorf("destroying file %s: %w", a.ID, err)
		}
	}
	return destroyed, nil
}

func destroyFile(tx *gorm.DB, a Attachment, by string, now time.Time) error {
	if a.Seq != nil {
		err := tx.Model(&Attachment{}).Where("id = ?", a.ID).
			Updates(map[string]any{"destroyed_at": now, "destroyed_by": by, "hash": []byte(a.ID)}).Error // the hash is unique in its case
		if err != nil {
			return err
		}
	}
	if err := tx.Where("attachment_id = ?", a.ID).Delete(&AttachmentContent{}).Error; err != nil || a.Seq != nil {
		return err
	}
	return tx.Where("id = ?", a.ID).Delete(&Attachment{}).Error
}
