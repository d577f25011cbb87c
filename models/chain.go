package models

import (
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// chainFormat stands first in what is hashed. Another order or encoding of fields is another format, with its own name.
const chainFormat = "carebook/event/1"

// genesis is what the first event of a stream follows.
var genesis = make([]byte, sha256.Size)

// Seal links an event to its stream: prev is the hash of the event before it, nil for the first. It brings the event's
// moments to the precision of the books, since a moment that comes back otherwise than it was hashed breaks the chain.
func (e *Event) Seal(prev []byte) {
	if len(prev) == 0 {
		prev = genesis
	}
	e.OccurredAt, e.RecordedAt = micros(e.OccurredAt), micros(e.RecordedAt)
	e.PrevHash = prev
	e.Hash = e.sum()
}

// sum is SHA-256(prev ‖ canonical).
func (e *Event) sum() []byte {
	h := sha256.New()
	h.Write(e.PrevHash)
	h.Write(e.canonical())
	return h.Sum(nil)
}

// canonical is every other column in the order of the table, each behind its length or of a fixed one, so that no two
// different events have the same bytes. It stands over the sealed text: whoever can't read it can still verify.
func (e *Event) canonical() []byte {
	var c canonical
	c.text(chainFormat)
	c.text(e.Stream)
	c.number(e.Seq)
	c.text(e.Kind)
	c.text(e.Type)
	c.text(e.Effect)
	c.text(e.Actor)
	c.text(e.Roles)
	c.moment(e.OccurredAt)
	c.moment(e.RecordedAt)
	c.text(e.Calendar)
	c.bytes(e.Data)
	c.optional(e.KeyID != nil, deref(e.KeyID))
	c.optional(e.Sealed != nil, string(e.Sealed))
	return c
}

type canonical []byte

func (c *canonical) number(n int64) { *c = binary.BigEndian.AppendUint64(*c, uint64(n)) }

func (c *canonical) moment(t time.Time) { c.number(t.UnixMicro()) }

func (c *canonical) bytes(b []byte) {
	*c = binary.BigEndian.AppendUint32(*c, uint32(len(b)))
	*c = append(*c, b...)
}

func (c *canonical) text(s string) { c.bytes([]byte(s)) }

// optional tells NULL from empty.
func (c *canonical) optional(there bool, s string) {
	if !there {
		*c = append(*c, 0)
		return
	}
	*c = append(*c, 1)
	c.text(s)
}

func deref[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}
