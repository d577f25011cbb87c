package models

import (
	"gorm.io/gorm"
)

// chainStore is where the verifier reads, one unchanging view of it.
type chainStore interface {
	eventsAfter(last *Event, limit int) ([]Event, error) // by stream and seq; all when last is nil
	owners(streams []string) ([]head, error)
	headless() ([]Break, error) // owners of streams without a single event
	auditAfter(seq int64, limit int) ([]AuditEvent, error)
	headsIn(n []int64) ([]AuditHead, error)
	lastHead() (AuditHead, error)
	hashes(leaves []Leaf) ([]Event, error)
	unsigned() (covered int64, err error) // events that no head covers
}

// storedChains are the books.
type storedChains struct{ tx *gorm.DB }

func (s storedChains) eventsAfter(last *Event, limit int) (events []Event, err error) {
	q := s.tx.Order("stream, seq").Limit(limit)
	if last != nil {
		q = q.Where("(stream, seq) > (?, ?)", last.Stream, last.Seq)
	}
	return events, q.Find(&events).Error
}

func (s storedChains) auditAfter(seq int64, limit int) (events []AuditEvent, err error) {
	return events, s.tx.Where("seq > ?", seq).Order("seq").Limit(limit).Find(&events).Error
}

func (s storedChains) headsIn(n []int64) (heads []AuditHead, err error) {
	return heads, s.tx.Where("n IN ?", n).Find(&heads).Error
}

func (s storedChains) lastHead() (AuditHead, error) { return lastHead(s.tx) }

func (s storedChains) hashes(leaves []Leaf) (events []Event, err error) {
	places := make([][]any, len(leaves))
	for i, l := range leaves {
		places[i] = []any{l.Stream, l.Seq}
	}
	return events, s.tx.Select("stream", "seq", "hash").Where("(stream, seq) IN ?", places).Find(&events).Error
}

func (s storedChains) unsigned() (covered int64, err error) {
	return covered, s.tx.Model(&UnsignedEvent{}).Select("coalesce(sum(covers), 0)").Scan(&covered).Error
}
