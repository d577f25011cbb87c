package models

import (
	"bytes"
	"crypto/ed25519"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// MemoryChains is all that the verifier reads, in memory: thousands of tamperings are tried on copies of it.
type MemoryChains struct {
	Events  []Event // by stream and seq
	Owners  []Owner
	Audit   []AuditEvent
	Heads   []AuditHead
	Waiting int64
	File    []byte
	Public  ed25519.PublicKey
}

// Owner is what owns a stream.
type Owner = head

// ReadChains reads them from the books.
func ReadChains(tx *gorm.DB, file []byte, public ed25519.PublicKey) (*MemoryChains, error) {
	s := storedChains{tx}
	m := &MemoryChains{File: file, Public: public}
	var err error
	if m.Events, err = s.eventsAfter(nil, 1<<20); err != nil {
		return nil, err
	}
	var streams []string
	for _, e := range m.Events {
		streams = append(streams, e.Stream)
	}
	if m.Owners, err = s.owners(slices.Compact(streams)); err != nil {
		return nil, err
	}
	if m.Audit, err = s.auditAfter(0, 1<<20); err != nil {
		return nil, err
	}
	if m.Waiting, err = s.unsigned(); err != nil {
		return nil, err
	}
	return m, tx.Order("n").Find(&m.Heads).Error
}

// Clone is a copy that can be tampered with.
func (m *MemoryChains) Clone() *MemoryChains {
	c := *m
	c.Events, c.Owners, c.Audit, c.Heads, c.File =
		slices.Clone(m.Events), slices.Clone(m.Owners), slices.Clone(m.Audit), slices.Clone(m.Heads), slices.Clone(m.File)
	return &c
}

// Verify is VerifyAll on what is in memory.
func (m *MemoryChains) Verify() (Verdict, []Break, error) { return verifyWhole(m, m.File, m.Public) }

// VerifyWholeIn is VerifyAll in a transaction, so that a test can roll its tampering back.
func VerifyWholeIn(tx *gorm.DB, file []byte, public ed25519.PublicKey) ([]Break, error) {
	_, breaks, err := verifyWhole(storedChains{tx}, file, public)
	return breaks, err
}

func verifyWhole(s chainStore, file []byte, public ed25519.PublicKey) (Verdict, []Break, error) {
	var breaks []Break
	v := verifier{store: s, report: func(b Break) { breaks = append(breaks, b) }}
	err := v.whole(bytes.NewReader(file), public)
	return v.Verdict, breaks, err
}

// Sum recomputes an audited event's hash from its columns.
func (e *AuditEvent) Sum() []byte { return e.sum() }

func (m *MemoryChains) eventsAfter(last *Event, limit int) ([]Event, error) {
	slices.SortStableFunc(m.Events, func(a, b Event) int {
		if c := strings.Compare(a.Stream, b.Stream); c != 0 {
			return c
		}
		return int(a.Seq - b.Seq)
	})
	from := 0
	if last != nil {
		for from < len(m.Events) && (m.Events[from].Stream < last.Stream || m.Events[from].Stream == last.Stream && m.Events[from].Seq <= last.Seq) {
			from++
		}
	}
	return slices.Clone(m.Events[from:min(len(m.Events), from+limit)]), nil
}

func (m *MemoryChains) owners(streams []string) (found []head, err error) {
	for _, o := range m.Owners {
		if slices.Contains(streams, o.ID) {
			found = append(found, o)
		}
	}
	return found, nil
}

func (m *MemoryChains) headless() (breaks []Break, err error) {
	for _, o := range m.Owners {
		if !slices.ContainsFunc(m.Events, func(e Event) bool { return e.Stream == o.ID }) {
			breaks = append(breaks, Break{Stream: o.ID, What: "no event is left"})
		}
	}
	return breaks, nil
}

func (m *MemoryChains) auditAfter(seq int64, limit int) ([]AuditEvent, error) {
	slices.SortStableFunc(m.Audit, func(a, b AuditEvent) int { return int(a.Seq - b.Seq) })
	from := 0
	for from < len(m.Audit) && m.Audit[from].Seq <= seq {
		from++
	}
	return slices.Clone(m.Audit[from:min(len(m.Audit), from+limit)]), nil
}

func (m *MemoryChains) headsIn(n []int64) (heads []AuditHead, err error) {
	for _, h := range m.Heads {
		if slices.Contains(n, h.N) {
			heads = append(heads, h)
		}
	}
	return heads, nil
}

func (m *MemoryChains) lastHead() (last AuditHead, err error) {
	for _, h := range m.Heads {
		if h.N > last.N {
			last = h
		}
	}
	return last, nil
}

func (m *MemoryChains) hashes(leaves []Leaf) (events []Event, err error) {
	for _, e := range m.Events {
		if slices.ContainsFunc(leaves, func(l Leaf) bool { return l.Stream == e.Stream && l.Seq == e.Seq }) {
			events = append(events, e)
		}
	}
	return events, nil
}

func (m *MemoryChains) unsigned() (int64, error) { return m.Waiting, nil }

// SignHeadsIn is SignHeads in a transaction that a test ends as it likes.
func SignHeadsIn(b *Books, tx *gorm.DB, file HeadsFile, key ed25519.PrivateKey) error {
	_, err := headSigner{b: b, tx: tx, file: file, key: key}.sign()
	return err
}
