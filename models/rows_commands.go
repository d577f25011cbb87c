package models

import (
	"time"

	"carebook/contract"
)

// States of a command. Recorded and refused are answers of the ledger; expired means nobody sent it again for a day.
const (
	Received = "received"
	Recorded = "recorded"
	Refused  = "refused"
	Expired  = "expired"
)

// Command is what somebody asked for, and what came of it. Key, hash and outcome stay for ever; the sealed body goes
// once its facts stand in their columns. Written by Receive or with an
// event, settled by Append or Refuse, then confirmed.
type Command struct {
	ID          string // UUIDv7; also the id of the update that carries it
	Principal   string // staff id
	Key         string // Idempotency-Key
	Method      string
	Path        string
	BodyHash    []byte `gorm:"not null"` // keyed: a guess at the body can't be checked without the master key
	Kind        string // of the stream
	Stream      string // case or customer that it opens or acts on
	Action      contract.Action
	Facts       []byte  `gorm:"not null"` // contract.Facts as JSON
	BodyKey     *string // person key of BodySealed
	BodySealed  []byte
	ExpectSeq   *int64 // If-Match
	OccurredAt  time.Time
	Backdated   bool // the caller named OccurredAt and it is earlier than ReceivedAt
	ReceivedAt  time.Time
	State       string
	Outcome     []byte // Outcome as JSON, nothing personal
	SettledAt   *time.Time
	ConfirmedAt *time.Time // the workflow's answer was seen
	Cause       string     // stream and seq of the event that brought it: of another case, or of whoever hands over; "" for a request
}

// TableName is the table of commands.
func (Command) TableName() string { return "commands" }

// Counter allots numbers: to cases, one row per scope "complaint/<unit code>/<year>", and to editions of calendars. Whoever
// adds to it keeps others of the scope waiting. Written by Append at an opening, AdoptCalendars and AddCalendar.
type Counter struct {
	Scope string `gorm:"primaryKey"`
	N     int64
}

// TableName is the table of counters.
func (Counter) TableName() string { return "counters" }
