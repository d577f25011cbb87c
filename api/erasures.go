package api

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewErasure is somebody who asks that a customer be erased.
type NewErasure struct {
	Moment
	Unit     string `json:"unit" format:"uuid" doc:"Id of the business unit that takes the request."`
	Customer string `json:"customer_id" format:"uuid" doc:"Who is to be erased."`
	Asker    string `json:"asker" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"On whose behalf: one of the policy's." example:"self"`
	Channel  string `json:"channel" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"How it was asked: one of the policy's." example:"letter"`
	Text     string `json:"text,omitempty" maxLength:"20000" doc:"What was asked. It goes with the customer."`
}

func (b NewErasure) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Unit, o.facts.Customer, o.facts.Channel = b.Unit, b.Customer, b.Channel
	o.facts.Erasure = &contract.ErasureFacts{Asker: b.Asker}
}

// IdentityChecked says how it was checked who asks.
type IdentityChecked struct {
	Moment
	Proof string `json:"proof" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's. No number of a paper belongs here." example:"identity_card"`
}

func (b IdentityChecked) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Erasure = &contract.ErasureFacts{Proof: b.Proof}
}

// Grounded is a decision not to erase, with its ground and the words that whoever asked hears.
type Grounded struct {
	Reasoned
	Ground string `json:"ground" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's." example:"kept_file"`
}

func (b Grounded) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Erasure = &contract.ErasureFacts{Ground: b.Ground}
}

// ErasureDone is a request after a command on it: where it stands and what it owes.
type ErasureDone struct {
	ErasureItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt      `json:"receipt"`
}

var erasures = family[ErasureDone]{contract.Erasure, "erasures", "/erasures", (*Server).erasureDone}

func (s *Server) erasureDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done ErasureDone, err error) {
	e, err := models.ErasureByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.openObligationsOf(db, scope, id)
	return e.Seq, ErasureDone{s.erasureItem(*e), owed, s.receipt(receipt)}, err
}

type erasuresInput struct {
	Paging
	ErasureQuery
}

// ErasureQuery says which requests are wanted.
type ErasureQuery struct {
	Status   string `query:"status" enum:"erasure_asked,identified,restricted,erased,turned_down,withdrawn,voided"`
	Unit     string `query:"unit" maxLength:"64"`
	Customer string `query:"customer_id" maxLength:"64"`
	Asker    string `query:"asker" enum:"self,guardian,agent,relative"`
	Running  bool   `query:"running" doc:"Without those that have ended."`
	Sort     string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// ErasureItem is a request to erase a person in a list.
type ErasureItem struct {
	ID        string     `json:"id"`
	Number    string     `json:"number" example:"S1-E2026-00001"`
	Unit      string     `json:"unit"`
	Status    string     `json:"status"`
	Ended     bool       `json:"ended"`
	PausedAt  *time.Time `json:"paused_at,omitempty"`
	Customer  string     `json:"customer_id"`
	Pseudonym string     `json:"pseudonym" doc:"What the customer is called afterwards: short, stable, and nothing of the person." example:"7F3A1C"`
	Asker     string     `json:"asker" example:"self"`
	Channel   string     `json:"channel" example:"letter"`
	Recipient string     `json:"recipient" doc:"Staff id of whoever took the request."`
	Handler   string     `json:"handler" doc:"Staff id of whoever answers for it: the same, until it is reassigned or handed over."`
	Proof     string     `json:"proof,omitempty" doc:"How it was checked who asks; absent before that." example:"identity_card"`
	Checker   *string    `json:"checker,omitempty" doc:"Staff id."`
	CheckedAt *time.Time `json:"checked_at,omitempty"`
	Decider   *string    `json:"decider,omitempty" doc:"Staff id: neither who took the request nor who checked it."`
	DecidedAt *time.Time `json:"decided_at,omitempty"`
	Ground    string     `json:"ground,omitempty" doc:"Why it was turned down or restricted." example:"kept_file"`
	ErasedAt  *time.Time `json:"erased_at,omitempty"`
	Files     int64      `json:"files" doc:"Attachments that were destroyed."`
	Rows      int64      `json:"import_rows" doc:"Rows of imports that named the person, and were emptied."`
	SweptAt   *time.Time `json:"swept_at,omitempty" doc:"When the database's own files were rid of what was erased."`
	Seq       int64      `json:"seq" doc:"Version."`
	OpenedAt  time.Time  `json:"opened_at"`
	UpdatedAt time.Time  `json:"updated_at"`
}

func (s *Server) erasureItem(e models.ErasureItem) ErasureItem {
	return ErasureItem{
		ID: e.ID, Number: e.Number, Unit: e.UnitID, Status: string(e.Status), Ended: e.Ended, PausedAt: s.atPtr(e.PausedAt), Customer: e.CustomerID,
		Pseudonym: models.Pseudonym(e.CustomerID), Asker: e.Asker, Channel: e.Channel, Recipient: e.ReceiverID, Handler: e.HandlerID, Proof: e.Proof, Checker: e.CheckerID,
		CheckedAt: s.atPtr(e.CheckedAt), Decider: e.DeciderID, DecidedAt: s.atPtr(e.DecidedAt), Ground: e.Ground, ErasedAt: s.atPtr(e.ErasedAt),
		Files: e.Files, Rows: e.ImportRows, SweptAt: s.atPtr(e.SweptAt), Seq: e.Seq, OpenedAt: s.at(e.OpenedAt), UpdatedAt: s.at(e.UpdatedAt),
	}
}

func (s *Server) listErasures(ctx context.Context, in *erasuresInput) (*listOutput[ErasureItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "erasures", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Erasures(db, scope, models.ErasureFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Customer: in.Customer, Asker: in.Asker, Running: in.Running,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing requests to erase somebody: %w", err)
	}
	return listed(s, list, rows, next, s.erasureItem), nil
}
