package models

import "time"

// CustomerBirthday is a day on which a customer may be greeted, sealed with the customer's key; the index is a keyed hash. Written by
// RelateCustomer; a case of erasure deletes it.
type CustomerBirthday struct {
	ID         string
	CustomerID string
	Whose      string // own, family
	DaySealed  []byte `gorm:"not null"`
	DayIndex   []byte `gorm:"not null"`
}

// TableName is the table of birthdays.
func (CustomerBirthday) TableName() string { return "customer_birthdays" }

// Campaign is what a campaign has besides its case: how far its customers are gone through. Written by Append only.
type Campaign struct {
	CaseID     string `gorm:"primaryKey"`
	Occasion   string
	Period     string // of the schedule that began it; "" when somebody did
	Day        string // 2026-09-25
	Node       string
	Late       bool
	OpenerID   *string
	Reached    string // id of the last customer gone through
	Pages      int64
	Planned    int64
	Gifts      int64  // greetings that a gift may go with
	LeftOut    string // numbers by reason, as JSON
	ListedAt   *time.Time
	ApprovedAt *time.Time // the gifts
	ApproverID *string

	page *page // that is being opened
}

// TableName is the table of campaigns.
func (Campaign) TableName() string { return "campaigns" }

// CampaignPage is a part of a campaign's customers: the row that is locked while somebody in it is greeted, with a stream of its own.
// Written by Append and Greet.
type CampaignPage struct {
	ID       string
	CaseID   string
	ClockID  string // the obligation by which its customers are greeted
	N        int64
	Planned  int64
	Open     int64
	Seq      int64
	ClosedAt *time.Time
}

// TableName is the table of pages.
func (CampaignPage) TableName() string { return "campaign_pages" }

// Greeting is what greeting one customer has besides its obligation. Written by Append and Greet.
type Greeting struct {
	ObligationID string `gorm:"primaryKey"`
	CaseID       string
	PageID       string
	CustomerID   string
	Class        string
	Means        string // comma separated, the usual one first
	Gifts        string // idem; "" for none
	Tries        int64
	Outcome      string // of the last try; "" before the first
	ByMeans      string
	Gift         string
	StaffID      *string
	At           *time.Time
}

// TableName is the table of greetings.
func (Greeting) TableName() string { return "greetings" }
