package models

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"gorm.io/gorm"
)

// Streams that a break can be in, beside those of events.
const (
	StreamAudit = "audit" // the audited events
	StreamHeads = "heads" // the signed heads
)

// VerifyAll verifies the chains of events, that of the audited events, and the heads file, on one unchanging view of the books:
// what was changed, deleted, inserted, swapped or cut off since it was signed is reported, by place. public is the key that signed; nil
// when nothing ever was. tell is told how far it is, batch by batch.
func VerifyAll(ctx context.Context, b *Books, file HeadsFile, public ed25519.PublicKey, report func(Break), tell func(Verdict)) (Verdict, error) {
	var v verifier
	err := b.Look(ctx, func(tx *gorm.DB) error {
		size, err := b.pin(ctx, tx, file)
		if err != nil {
			return err
		}
		v = verifier{store: storedChains{tx}, report: report, tell: tell}
		heads, err := os.Open(file.Path)
		if errors.Is(err, fs.ErrNotExist) {
			return v.whole(bytes.NewReader(nil), public)
		}
		if err != nil {
			return err
		}
		defer heads.Close()
		return v.whole(io.LimitReader(heads, size), public)
	})
	if err != nil {
		return v.Verdict, fmt.Errorf("verifying: %w", err)
	}
	return v.Verdict, nil
}

// pin begins the view while nobody signs, and says how long the heads file is then: from there on they belong together, however
// much is signed meanwhile.
func (b *Books) pin(ctx context.Context, view *gorm.DB, file HeadsFile) (size int64, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := b.lockSigning(tx); err != nil {
			return err
		}
		if _, err := lastHead(view); err != nil {
			return err
		}
		info, err := os.Stat(file.Path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		size = info.Size()
		return nil
	})
	return size, err
}

// whole is everything. The order is that of what depends on what: heads last.
func (v *verifier) whole(file io.Reader, public ed25519.PublicKey) error {
	if err := v.all(); err != nil {
		return err
	}
	if err := v.audited(); err != nil {
		return err
	}
	return v.signed(file, public)
}

// audited follows the chain of the audited events.
func (v *verifier) audited() error {
	last := AuditEvent{Hash: genesis}
	for {
		rows, err := v.store.auditAfter(last.Seq, batch)
		if err != nil {
			return err
		}
		for _, e := range rows {
			v.Audited++
			switch {
			case e.Seq != last.Seq+1:
				v.broken(StreamAudit, e.Seq, "seq %d expected: audited events are missing", last.Seq+1)
			case !bytes.Equal(e.PrevHash, last.Hash):
				v.broken(StreamAudit, e.Seq, "prev_hash isn't the hash of the event before")
			}
			if !bytes.Equal(e.Hash, e.sum()) {
				v.broken(StreamAudit, e.Seq, "hash doesn't match: the event was changed")
			}
			last = e
		}
		v.progress()
		if len(rows) < batch {
			return nil
		}
	}
}

// signed follows the heads file and compares it with the books.
func (v *verifier) signed(file io.Reader, public ed25519.PublicKey) error {
	var last AuditHead
	r := newHeadReader(file)
	for {
		h, leaves, err := r.next()
		switch {
		case errors.Is(err, io.EOF):
			return v.endOfHeads(last)
		case errors.Is(err, io.ErrUnexpectedEOF):
			v.broken(StreamHeads, last.N+1, "the file ends within a head")
			return v.endOfHeads(last)
		case errors.Is(err, errLine):
			v.broken(StreamHeads, last.N+1, "line %d of the file was changed: it isn't one that was written", r.line)
			return v.endOfHeads(last)
		case err != nil:
			return err
		}
		v.Heads++
		v.head(h, leaves, last, public)
		if err := v.headStored(h); err != nil {
			return err
		}
		if err := v.leaves(h, leaves); err != nil {
			return err
		}
		if err := v.auditEnd(h); err != nil {
			return err
		}
		if last = h; v.Heads%batch == 0 {
			v.progress()
		}
	}
}

// head checks a head by itself and against the one before it.
func (v *verifier) head(h AuditHead, leaves []Leaf, last AuditHead, public ed25519.PublicKey) {
	events := last.Events
	for _, l := range leaves {
		events += l.Covers
	}
	switch {
	case h.N != last.N+1:
		v.broken(StreamHeads, h.N, "%d expected: heads are missing in the file, or stand elsewhere", last.N+1)
	case !bytes.Equal(h.PrevHash, orGenesis(last.Hash)):
		v.broken(StreamHeads, h.N, "it doesn't follow the head before it in the file")
	}
	if h.Leaves != int64(len(leaves)) || h.Events != events || !bytes.Equal(h.Hash, h.sum(leaves)) {
		v.broken(StreamHeads, h.N, "hash doesn't match: the head or its leaves were changed in the file")
	}
	if len(public) != ed25519.PublicKeySize || !ed25519.Verify(public, h.signed(), h.Signature) {
		v.broken(StreamHeads, h.N, "the signature isn't by this key")
	}
}

// headStored compares a head with the books' own.
func (v *verifier) headStored(h AuditHead) error {
	rows, err := v.store.headsIn([]int64{h.N})
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		v.broken(StreamHeads, h.N, "the head is gone from the books")
	case rows[0].line() != h.line():
		v.broken(StreamHeads, h.N, "the head in the books is another one")
	}
	return nil
}

// leaves compares the ends of streams that were signed with the events.
func (v *verifier) leaves(h AuditHead, leaves []Leaf) error {
	for len(leaves) > 0 {
		some := leaves[:min(len(leaves), 500)]
		leaves = leaves[len(some):]
		events, err := v.store.hashes(some)
		if err != nil {
			return err
		}
		hash := map[string][]byte{}
		for _, e := range events {
			hash[fmt.Sprint(e.Stream, " ", e.Seq)] = e.Hash
		}
		for _, l := range some {
			switch got, there := hash[fmt.Sprint(l.Stream, " ", l.Seq)]; {
			case !there:
				v.broken(l.Stream, l.Seq, "the event is gone, head %d signed it: the tail was cut off", h.N)
			case !bytes.Equal(got, l.Hash):
				v.broken(l.Stream, l.Seq, "the event isn't the one that head %d signed", h.N)
			}
		}
	}
	return nil
}

// auditEnd compares the end of the audited events that was signed with them.
func (v *verifier) auditEnd(h AuditHead) error {
	if h.AuditSeq == 0 {
		return nil
	}
	rows, err := v.store.auditAfter(h.AuditSeq-1, 1)
	switch {
	case err != nil:
		return err
	case len(rows) == 0 || rows[0].Seq != h.AuditSeq:
		v.broken(StreamAudit, h.AuditSeq, "the event is gone, head %d signed it: the tail was cut off", h.N)
	case !bytes.Equal(rows[0].Hash, h.AuditHash):
		v.broken(StreamAudit, h.AuditSeq, "the event isn't the one that head %d signed", h.N)
	}
	return nil
}

// endOfHeads checks that the file ends where the books do, and that every event is signed or waits to be.
func (v *verifier) endOfHeads(last AuditHead) error {
	stored, err := v.store.lastHead()
	if err != nil {
		return err
	}
	if stored.N > last.N {
		v.broken(StreamHeads, stored.N, "the file ends with head %d: its tail was cut off", last.N)
		return nil
	}
	waiting, err := v.store.unsigned()
	if err != nil {
		return err
	}
	if counted := last.Events + waiting; counted != v.Events {
		v.broken(StreamHeads, last.N, "%d events are signed or wait to be, the books hold %d", counted, v.Events)
	}
	return nil
}
