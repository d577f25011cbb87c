package models

import "crypto/sha256"

// auditFormat stands first in what is hashed of an audited event.
const auditFormat = "carebook/audit/1"

// Seal links an audited event to the chain: prev is the hash of the event before it, nil for the first.
func (e *AuditEvent) Seal(prev []byte) {
	if len(prev) == 0 {
		prev = genesis
	}
	e.At = micros(e.At)
	e.PrevHash = prev
	e.Hash = e.sum()
}

// sum is SHA-256(prev ‖ canonical).
func (e *AuditEvent) sum() []byte {
	h := sha256.New()
	h.Write(e.PrevHash)
	h.Write(e.canonical())
	return h.Sum(nil)
}

// canonical is every other column in the order of the table, as an event's is: over the sealed reason, not over what it says.
func (e *AuditEvent) canonical() []byte {
	var c canonical
	c.text(auditFormat)
	c.number(e.Seq)
	c.moment(e.At)
	for _, text := range []string{
		e.Actor, e.Roles, e.UnitID, string(e.Action), e.ObjectKind, e.ObjectID, e.Result, e.Code,
	} {
		c.text(text)
	}
	c.optional(e.KeyID != nil, deref(e.KeyID))
	c.optional(e.Sealed != nil, string(e.Sealed))
	c.optional(e.Source != nil, string(e.Source))
	c.text(e.RequestID)
	c.optional(e.BeforeHash != nil, string(e.BeforeHash))
	c.optional(e.AfterHash != nil, string(e.AfterHash))
	return c
}
