package contract

import (
	"strings"
	"time"

	"carebook/policies"
)

// ArchiveState is all that the workflow of a vehicle's file knows. Ids, enum values and moments; nothing personal.
type ArchiveState struct {
	CaseState
	File    string                 `json:"file,omitempty"`    // kind of file: new_car, aftersales
	Sender  string                 `json:"sender,omitempty"`  // who signed the register first
	Papers  []Paper                `json:"papers,omitempty"`  // as the register has them, since then as they stand
	Defects []Finding              `json:"defects,omitempty"` // still to be put right
	Terms   *policies.ArchiveTerms `json:"archive_terms,omitempty"`
}

// Paper is one document of a file. At the sending each document of the file is listed; at the check each excuse once more:
// excused when it is accepted, missing when it isn't.
type Paper struct {
	Code     string     `json:"c"`
	State    string     `json:"s"`
	Expected *time.Time `json:"e,omitempty"` // of an excused one: the first moment of the day on which it should come, in UTC
}

// States of a paper.
const (
	PaperPresent = "present"
	PaperMissing = "missing" // noted in the register
	PaperExcused = "excused" // can't exist yet: comes later, without a fine
)

// Finding is what the archivist finds wrong with a document, or with the check of the contact.
type Finding struct {
	Code  string `json:"c,omitempty"` // of the document; empty for FaultContact
	Fault string `json:"f"`
}

// Faults of a file.
const (
	FaultMissing           = "missing"
	FaultWrong             = "wrong" // or not to standard
	FaultUserSignature     = "user_signature"
	FaultInternalSignature = "internal_signature"
	FaultContact           = "contact" // person and number weren't verified at the visit
)

// ItemHandOver is the item of a correction when the file itself comes late.
const ItemHandOver = "hand_over"

// Item names what must be put right: "licence/missing", or "contact".
func (f Finding) Item() string { return strings.TrimPrefix(f.Code+"/"+f.Fault, "/") }
