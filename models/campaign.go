package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// CampaignItem is a campaign with its case, and how far it has got.
type CampaignItem struct {
	Case
	Campaign
	Open   int64 // greetings that are still owed
	Made   int64
	Missed int64 // nobody was greeted in time
}

// CampaignFilter narrows a list of campaigns; empty fields don't.
type CampaignFilter struct {
	Status   contract.Status
	Unit     string // id
	Occasion string
	DayFrom  string // 2026-09-25
	DayTo    string // the last one
	Running  bool   // without those that have ended
}

// Campaigns are those that the scope shows, the newest case first unless the page is sorted otherwise.
func Campaigns(tx *gorm.DB, s Scope, f CampaignFilter, p Page) ([]CampaignItem, *Cursor, error) {
	q := s.cases(campaigns(tx))
	for _, c := range []struct{ condition, value string }{
		{"cases.status = ?", string(f.Status)}, {"cases.unit_id = ?", f.Unit}, {"campaigns.occasion = ?", f.Occasion},
		{"campaigns.day >= ?", f.DayFrom}, {"campaigns.day <= ?", f.DayTo},
	} {
		if c.value != "" {
			q = q.Where(c.condition, c.value)
		}
	}
	if f.Running {
		q = q.Where(running)
	}
	var rows []CampaignItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing campaigns: %w", err)
	}
	rows, next := turn(p, rows, func(c CampaignItem) Cursor { return p.place(c.Case) })
	return rows, next, nil
}

// CampaignByID is one campaign; gorm.ErrRecordNotFound when there is none that the scope shows.
func CampaignByID(tx *gorm.DB, s Scope, id string) (*CampaignItem, error) {
	var c CampaignItem
	if err := s.cases(campaigns(tx)).Where("cases.id = ?", id).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading the campaign %s: %w", id, err)
	}
	return &c, nil
}

func campaigns(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN campaigns ON campaigns.case_id = cases.id").Select(`cases.*, campaigns.*,
		(SELECT coalesce(sum(p.open), 0) FROM campaign_pages p WHERE p.case_id = cases.id) AS open,
		(SELECT count(*) FROM greetings g WHERE g.case_id = cases.id AND g.outcome = 'greeted') AS made,
		(SELECT count(*) FROM greetings g JOIN obligations o ON o.id = g.obligation_id
			WHERE g.case_id = cases.id AND o.breached_at IS NOT NULL) AS missed`)
}

// CampaignClocks are what a campaign owes as a whole, by due time: the clock by which customers are greeted, and an approval. Whether the
// campaign may be seen is for the caller to ask first.
func CampaignClocks(tx *gorm.DB, caseID string) ([]Todo, error) {
	rows, _, err := listTodos(todos(tx).Where("obligations.case_id = ? AND obligations.calendar_n > ?", caseID, followsClock), Page{Limit: mostOwed})
	return rows, err
}

// GreetingByID is what is owed to one customer.
func GreetingByID(tx *gorm.DB, obligation string) (*GreetingItem, error) {
	var g GreetingItem
	err := tx.Table("greetings").Joins("JOIN obligations o ON o.id = greetings.obligation_id").Select("greetings.*, o.state").
		Where("greetings.obligation_id = ?", obligation).Take(&g).Error
	if err != nil {
		return nil, fmt.Errorf("reading greeting %s: %w", obligation, err)
	}
	return &g, nil
}

// GreetingItem is what is owed to one customer, and what came of it.
type GreetingItem struct {
	Greeting
	State string
}

// GreetingFilter narrows the greetings of a campaign; empty fields don't.
type GreetingFilter struct {
	State    string // of the obligation
	Outcome  string
	Customer string // id
}

// Greetings are those of a campaign, in the order of customers. Whether the campaign may be seen is for the caller to ask first.
func Greetings(tx *gorm.DB, caseID string, f GreetingFilter, p Page) ([]GreetingItem, *Cursor, error) {
	q := tx.Table("greetings").Joins("JOIN obligations o ON o.id = greetings.obligation_id").Select("greetings.*, o.state").
		Where("greetings.case_id = ?", caseID)
	for _, c := range []struct{ column, value string }{
		{"o.state", f.State}, {"greetings.outcome", f.Outcome}, {"greetings.customer_id", f.Customer},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	if p.After != nil {
		q = q.Where("greetings.customer_id > ?", p.After.ID)
	}
	var rows []GreetingItem
	if err := q.Order("greetings.customer_id").Limit(p.Limit + 1).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing greetings: %w", err)
	}
	rows, next := turn(p, rows, func(g GreetingItem) Cursor { return Cursor{ID: g.CustomerID} })
	return rows, next, nil
}
