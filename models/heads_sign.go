package models

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// ErrHeadsApart says that the heads file and the books don't end with the same head: one of them was cut off, or the file is
// another one.
var ErrHeadsApart = errors.New("the heads file and the books don't end with the same signed head")

// signLock is the advisory lock behind which heads are signed on PostgreSQL.
const signLock = 0x63626f6f6b686561

// SignHeads signs the end of the audited events and of every stream with something new, into the file and then into the books,
// and reports whether there was anything. Its work is that of what is new. A crash between the two leaves a head in the file that
// the books don't have: the next call writes it into them.
func (b *Books) SignHeads(ctx context.Context, file HeadsFile, key ed25519.PrivateKey) (signed bool, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := b.lockSigning(tx); err != nil {
			return err
		}
		s := headSigner{b: b, tx: tx, file: file, key: key}
		signed, err = s.sign()
		return err
	})
	if err != nil {
		return false, fmt.Errorf("signing heads: %w", err)
	}
	return signed, nil
}

// lockSigning keeps everybody else from signing until tx ends.
func (b *Books) lockSigning(tx *gorm.DB) error {
	if b.Dialect != Postgres {
		return nil // one writer anyhow
	}
	return tx.Exec("SELECT pg_advisory_xact_lock(?)", int64(signLock)).Error
}

type headSigner struct {
	b    *Books
	tx   *gorm.DB
	file HeadsFile
	key  ed25519.PrivateKey
}

func (s headSigner) sign() (bool, error) {
	last, err := lastHead(s.tx)
	if err != nil {
		return false, err
	}
	written, leaves, err := s.file.last()
	if err != nil {
		return false, err
	}
	switch {
	case written.N == last.N && bytes.Equal(written.Hash, last.Hash):
		return s.next(last)
	case written.N == last.N+1 && s.follows(written, leaves, last):
		return true, s.record(written, leaves)
	}
	return false, fmt.Errorf("%w: %s ends with %d, the books with %d (carebook audit verify says more)", ErrHeadsApart, s.file.Path, written.N, last.N)
}

// follows reports whether a head is one that this key signed after another.
func (s headSigner) follows(h AuditHead, leaves []Leaf, last AuditHead) bool {
	public, _ := s.key.Public().(ed25519.PublicKey)
	return bytes.Equal(h.PrevHash, orGenesis(last.Hash)) && bytes.Equal(h.Hash, h.sum(leaves)) &&
		ed25519.Verify(public, h.signed(), h.Signature)
}

// next signs what is new since the last head.
func (s headSigner) next(last AuditHead) (bool, error) {
	leaves, err := unsignedLeaves(s.tx)
	if err != nil {
		return false, err
	}
	audit, err := lastAudit(s.tx)
	if err != nil || len(leaves) == 0 && audit.Seq == last.AuditSeq {
		return false, err
	}
	now, err := s.b.Now(s.tx)
	if err != nil {
		return false, err
	}
	h := AuditHead{
		N: last.N + 1, At: now, AuditSeq: audit.Seq, AuditHash: audit.Hash, Events: last.Events, PrevHash: orGenesis(last.Hash),
	}
	for _, l := range leaves {
		h.Events += l.Covers
	}
	h.sign(s.key, leaves)
	if err := s.record(h, leaves); err != nil {
		return false, err
	}
	return true, s.file.add(&h, leaves) // the commit follows
}

// record writes a head into the books. Nothing that it covers is unsigned any more.
func (s headSigner) record(h AuditHead, leaves []Leaf) error {
	for _, l := range leaves {
		err := s.tx.Where("stream = ? AND seq <= ?", l.Stream, l.Seq).Delete(&UnsignedEvent{}).Error
		if err != nil {
			return fmt.Errorf("noting what is signed: %w", err)
		}
	}
	if err := s.tx.Create(&h).Error; err != nil {
		return fmt.Errorf("writing head %d: %w", h.N, err)
	}
	return nil
}

// lastHead is the last signed head; N is 0 when there is none.
func lastHead(tx *gorm.DB) (h AuditHead, err error) {
	if err := tx.Order("n DESC").Limit(1).Find(&h).Error; err != nil {
		return h, fmt.Errorf("reading the last head: %w", err)
	}
	return h, nil
}

// unsignedLeaves are the ends of streams that no head covers yet, some of them when there are many.
func unsignedLeaves(tx *gorm.DB) (leaves []Leaf, err error) {
	var rows []Leaf
	err = tx.Raw(`SELECT u.stream, u.seq, u.covers, e.hash FROM unsigned_events u
		LEFT JOIN events e ON e.stream = u.stream AND e.seq = u.seq ORDER BY u.stream, u.seq LIMIT ?`, mostLeaves).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading what isn't signed: %w", err)
	}
	for _, l := range rows {
		l.Hash = orGenesis(l.Hash)
		if n := len(leaves); n > 0 && leaves[n-1].Stream == l.Stream {
			l.Covers += leaves[n-1].Covers
			leaves[n-1] = l
			continue
		}
		leaves = append(leaves, l)
	}
	return leaves, nil
}

func orGenesis(hash []byte) []byte {
	if len(hash) == 0 {
		return genesis
	}
	return hash
}

// HoldsHeads reports whether anything was ever signed.
func (b *Books) HoldsHeads(ctx context.Context) (bool, error) {
	h, err := lastHead(b.DB.WithContext(ctx))
	return h.N > 0, err
}
