package models

import "time"

// Lead is what a lead or a customer's card has besides its case: the state that lists, rights and clocks need. Written by
// Append only.
type Lead struct {
	CaseID        string `gorm:"primaryKey"`
	CustomerID    string
	RecipientID   string // who entered it
	ConsultantID  string // who follows it
	Source        string
	Class         string // of a visitor; "" without one
	Quality       bool
	KeyCustomer   bool
	Objection     bool
	OnDuty        bool
	Dislikes      bool   // to be called
	Cadence       string // row of the policy's table by which it is followed; "" for none
	Contacts      int64  // since its clocks began
	Texts         int64  // of further contacts, in a row without a call or a visit
	CallOwed      bool   // a message stands for a call that is still to be made
	SignedAt      *time.Time
	LastContactAt *time.Time // on which somebody was reached
	LapsedAt      *time.Time // void since then; NULL otherwise
	Stale         bool       // without progress for too long
}

// TableName is the table of leads.
func (Lead) TableName() string { return "leads" }

// LeadContact is one call, message or visit; what was said is sealed in its event. The database refuses to change or delete
// one. Written by Append only.
type LeadContact struct {
	CaseID  string `gorm:"primaryKey"`
	Seq     int64  `gorm:"primaryKey;autoIncrement:false"` // of its event
	Medium  string
	Reason  string // with which it opened; "" without one
	Result  string
	Class   string // of the visitor, as it was set then
	StaffID string
	At      time.Time
}

// TableName is the table of contacts with leads.
func (LeadContact) TableName() string { return "lead_contacts" }
