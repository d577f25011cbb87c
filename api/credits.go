package api

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// NewCredit opens the account of a customer.
type NewCredit struct {
	Unit     string `json:"unit" format:"uuid" doc:"Id of the business unit at which the customer buys."`
	Customer string `json:"customer_id" format:"uuid"`
	Seller   string `json:"seller" format:"uuid" doc:"Staff id of whose customer it is."`
}

func (b NewCredit) fill(o *order) {
	o.facts.Unit, o.facts.Customer, o.facts.Assignee = b.Unit, b.Customer, b.Seller
}

// CreditDone is an account after a command on it: where it stands, what it owes, and the request that was decided.
type CreditDone struct {
	CreditItem
	Request     *CreditRequest `json:"request,omitempty" doc:"That this decided, with the figures and the clauses that the decision rests on."`
	Obligations []Obligation   `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt        `json:"receipt"`
}

var credits = family[CreditDone]{contract.Credit, "credits", "/credits", (*Server).creditDone}

func (s *Server) creditDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done CreditDone, err error) {
	c, err := models.CreditByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	done = CreditDone{CreditItem: s.creditItem(*c), Receipt: s.receipt(receipt)}
	if done.Obligations, err = s.openObligationsOf(db, scope, id); err != nil {
		return 0, done, err
	}
	r, err := models.CreditRequestAt(db, id, receipt.Seq)
	if err == nil && r != nil {
		var shown CreditRequest
		shown, err = s.creditRequest(*r)
		done.Request = &shown
	}
	return c.Seq, done, err
}

type creditsInput struct {
	Paging
	CreditQuery
}

// CreditQuery says which accounts are wanted.
type CreditQuery struct {
	Status   string `query:"status" enum:"not_eligible,eligible,account_closed,voided"`
	Unit     string `query:"unit" maxLength:"64"`
	Customer string `query:"customer_id" maxLength:"64"`
	Seller   string `query:"seller" maxLength:"64" doc:"Staff id of whose customer it is."`
	Grade    string `query:"grade" maxLength:"64"`
	Over     bool   `query:"over_limit" doc:"Owed more than the limit at the last event."`
	Waiting  bool   `query:"waiting" doc:"With requests that wait for a signature or for money."`
	Owing    bool   `query:"owing" doc:"With goods that aren't paid."`
	Running  bool   `query:"running" doc:"Without those that have ended."`
	Sort     string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// CreditItem is the account of a customer in a list.
type CreditItem struct {
	ID        string    `json:"id"`
	Number    string    `json:"number" example:"S1-C2026-00001"`
	Unit      string    `json:"unit"`
	Status    string    `json:"status" doc:"eligible and not_eligible as of the last event; today's answer stands in the account."`
	Ended     bool      `json:"ended"`
	Customer  string    `json:"customer_id"`
	Seller    string    `json:"seller" doc:"Staff id of whose customer it is."`
	Recipient string    `json:"recipient" doc:"Who opened the account."`
	Grade     string    `json:"grade,omitempty"`
	Unpaid    string    `json:"unpaid" doc:"CNY, at the last event; negative when the customer is ahead." example:"900.00"`
	Over      bool      `json:"over_limit" doc:"More than the limit, at the last event."`
	Waiting   int64     `json:"waiting" doc:"Requests that wait for a signature or for money."`
	Seq       int64     `json:"seq" doc:"Version."`
	OpenedAt  time.Time `json:"opened_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

func (s *Server) creditItem(c models.CreditItem) CreditItem {
	return CreditItem{
		ID: c.ID, Number: c.Number, Unit: c.Case.UnitID, Status: string(c.Status), Ended: c.Ended, Customer: c.CustomerID,
		Seller: c.SellerID, Recipient: c.RecipientID, Grade: c.Grade, Unpaid: policies.Money(c.Unpaid).String(), Over: c.Over,
		Waiting: c.Waiting, Seq: c.Seq, OpenedAt: s.at(c.OpenedAt), UpdatedAt: s.at(c.UpdatedAt),
	}
}

func (s *Server) listCredits(ctx context.Context, in *creditsInput) (*listOutput[CreditItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "credits", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Credits(db, scope, models.CreditFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Customer: in.Customer, Seller: in.Seller, Grade: in.Grade,
		Over: in.Over, Waiting: in.Waiting, Owing: in.Owing, Running: in.Running,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing accounts: %w", err)
	}
	return listed(s, list, rows, next, s.creditItem), nil
}
