package models

import "time"

// Attachment is a file that belongs to a case, once for each content. Who attached it, when, and what it is called stands in
// the event that attached it; from then on the database refuses to change or delete it, but for its destruction. Stored by
// ReceiveAttachment with its command, attached by Append, dropped when no upload waits for it any more, destroyed by destroyFiles.
type Attachment struct {
	ID       string // UUIDv7
	CaseID   string
	Hash     []byte `gorm:"not null"` // keys.Ring.FileHash of case and content
	Size     int64  // bytes
	Type     string // media type, found by content
	KeyID    string // person key that seals the content: that of the case's texts
	StoredAt time.Time
	Seq      *int64 // event that attached it; nil while its upload waits

	DestroyedAt *time.Time // what it held is gone since then; nil otherwise
	DestroyedBy *string    // case that decided so
}

// TableName is the table of attachments.
func (Attachment) TableName() string { return "attachments" }

// AttachmentContent is what an attachment holds. It stands apart so that no list reads it.
type AttachmentContent struct {
	AttachmentID string `gorm:"primaryKey"`
	Sealed       []byte `gorm:"not null"`
}

// TableName is the table of what attachments hold.
func (AttachmentContent) TableName() string { return "attachment_contents" }
