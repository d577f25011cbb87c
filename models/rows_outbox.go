package models

import "time"

// KnownChannel is a channel over which notices may leave the house: some worker has it. Written by KnowChannels.
type KnownChannel struct {
	Name   string `gorm:"primaryKey"`
	SeenAt time.Time
}

// TableName is the table of channels.
func (KnownChannel) TableName() string { return "channels" }

// StaffChannel says that a member of staff is told over a channel. Written by ChooseChannels and MakeMornings, and gone when the person
// is.
type StaffChannel struct {
	StaffID       string `gorm:"primaryKey"`
	Channel       string `gorm:"primaryKey"`
	Lang          string
	KeyID         *string
	AddressSealed []byte // of an e-mail; nil where there is no address
	ChosenAt      time.Time
	Morning       string // the last day whose list was made
}

// TableName is the table of chosen channels.
func (StaffChannel) TableName() string { return "staff_channels" }

// Kinds of what leaves the house.
const (
	OutNotice  = "notice"
	OutMorning = "morning" // the list of a day's to-dos
	OutTest    = "test"
)

// States of a row of the outbox.
const (
	OutWaiting = "waiting"
	OutSent    = "sent"
	OutGivenUp = "given_up"
	OutDropped = "dropped" // before it was sent, nobody was left whom it was for
)

// Outgoing is a message that leaves the house, or has left, over one channel: to one person, or to all who share the channel. Its id is
// the key by which a receiver tells doubles. Written by FanOut, MakeMornings, TestChannel and whatever sends it.
type Outgoing struct {
	ID        string
	Kind      string
	Channel   string
	StaffID   *string
	NoticeID  *string
	CaseID    *string
	UnitID    *string
	Subject   string // both are "" until the first try, and stay what they are from then on
	Body      string
	State     string
	Tries     int64
	Error     string    // code of the last failure
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	NextAt    time.Time
	UntilAt   time.Time // then it is given up
	TriedAt   *time.Time
	SettledAt *time.Time
}

// TableName is the table of what leaves the house.
func (Outgoing) TableName() string { return "outbox" }
