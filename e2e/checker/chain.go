package checker

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
)

// chain (I10) recomputes every hash: SHA-256 over the previous hash and, each behind its length in four bytes, the format's
// name and all other columns in the order of the table; numbers and microseconds in eight bytes, big-endian; a column that
// may be NULL behind one byte that says whether it is.
func (c *check) chain() {
	heads := map[string][]byte{}
	for i := range c.books.events {
		e := &c.books.events[i]
		prev, begun := heads[e.Stream]
		if !begun {
			prev = make([]byte, 32)
		}
		where := place(e.Stream, e.Seq)
		if !bytes.Equal(e.Prev, prev) {
			c.violated("I10", where, "prev_hash isn't the hash of the event before")
		}
		if !bytes.Equal(digest(e), e.Hash) {
			c.violated("I10", where, "hash doesn't match the row")
		}
		heads[e.Stream] = e.Hash
	}
	for _, k := range c.books.cases {
		if !bytes.Equal(heads[k.ID], k.Head) {
			c.violated("I10", k.ID, "the case's head isn't the hash of its last event")
		}
	}
}

func digest(e *event) []byte {
	var b bytes.Buffer
	b.Write(e.Prev)
	put := func(v []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(v))) // a buffer takes everything
		b.Write(v)
	}
	number := func(n int64) { _ = binary.Write(&b, binary.BigEndian, n) }
	maybe := func(there bool, v []byte) {
		if !there {
			b.WriteByte(0)
			return
		}
		b.WriteByte(1)
		put(v)
	}
	put([]byte("carebook/event/1"))
	put([]byte(e.Stream))
	number(e.Seq)
	for _, text := range []string{e.Kind, e.Type, e.Effect, e.Actor, e.Role} {
		put([]byte(text))
	}
	number(e.OccurredAt.UnixMicro())
	number(e.RecordedAt.UnixMicro())
	put([]byte(e.Calendar))
	put(e.Data)
	maybe(e.KeyID.Valid, []byte(e.KeyID.String))
	maybe(e.Sealed != nil, e.Sealed)
	sum := sha256.Sum256(b.Bytes())
	return sum[:]
}
