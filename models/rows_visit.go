package models

import "time"

// Visit is what a visit to a customer has besides its case: the state that lists and rights need. Written by Append only.
type Visit struct {
	CaseID       string `gorm:"primaryKey"`
	UnitID       string
	CustomerID   string
	PersonID     string  // who visits
	RecipientID  *string // who planned it
	PlanID       *string // the case of the month whose plan has it
	PlanLine     int64   // 0: on its own
	Purpose      string
	Object       string // what the customer is
	Way          string // visit, phone
	Matter       string // of a call
	EarlierID    *string
	AppointedAt  *time.Time
	PreparedAt   *time.Time
	VisitedAt    *time.Time
	Minutes      int64 // for which the customer was trained
	Promises     int64
	Kept         int64 // promises
	ReportedAt   *time.Time
	Late         bool // the report
	ReviewedAt   *time.Time
	ReviewerID   *string
	OffDutyUntil *time.Time // of whoever hadn't reported, as it is proposed
}

// TableName is the table of visits.
func (Visit) TableName() string { return "visits" }

// VisitPlan is what a person's month has besides its case. Written by Append, and by CloseQuotas as far as it is counted.
type VisitPlan struct {
	CaseID      string `gorm:"primaryKey"`
	UnitID      string
	PersonID    string
	Month       string  // 2026-03
	RecipientID *string // who opened it; nil for a schedule
	Lines       int64
	SubmittedAt *time.Time
	ApprovedAt  *time.Time
	ApproverID  *string
	CountedTo   string     // last day that is counted; "" before the first
	NextAt      *time.Time // when something can be counted next; nil when nothing can any more
	ClosedAt    *time.Time
	Planned     int64 // visits, at the closing
	Actual      int64 // of those planned ones
	Beside      int64 // that nobody had planned
	Voided      bool
}

// TableName is the table of months.
func (VisitPlan) TableName() string { return "visit_plans" }

// VisitPlanLine is one line of a plan. Written by Append only.
type VisitPlanLine struct {
	CaseID     string `gorm:"primaryKey"`
	N          int64  `gorm:"primaryKey;autoIncrement:false"`
	Purpose    string
	Object     string
	CustomerID *string // nil for a class of customers
	Visits     int64   // how many
}

// TableName is the table of lines of plans.
func (VisitPlanLine) TableName() string { return "visit_plan_lines" }

// VisitActivity is something that somebody has done, as it counts for a quota. The database refuses to change or delete one. Written by
// RecordActivity.
type VisitActivity struct {
	CaseID       string `gorm:"primaryKey"` // the person's month
	N            int64  `gorm:"primaryKey;autoIncrement:false"`
	ID           string `gorm:"not null"`
	Kind         string // met, called, …
	Day          string // 2026-03-06
	About        string // id of the customer, or a number
	CustomerID   *string
	Show         string // number of the road show at which a lead was collected
	AttachmentID *string
	RecordedBy   string
	RecordedAt   time.Time
}

// TableName is the table of activities.
func (VisitActivity) TableName() string { return "visit_activities" }

// VisitQuota is what was counted of a quota in a period, once. The database refuses to change or delete one. Written by CloseQuotas.
type VisitQuota struct {
	UnitID   string `gorm:"primaryKey"`
	Quota    string `gorm:"primaryKey"`
	PersonID string `gorm:"primaryKey"`
	Period   string `gorm:"primaryKey"` // 2026-03-06, 2026-03, or the number of a road show
	CaseID   string
	Done     int64
	Least    int64
	Missing  int64
	Late     bool // counted later than it should have been
	ClosedAt time.Time
}

// TableName is the table of what was counted.
func (VisitQuota) TableName() string { return "visit_quotas" }
