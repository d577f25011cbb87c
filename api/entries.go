package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/models"
)

// LedgerEntry is a money line that a clause proposes, with what has become of it.
type LedgerEntry struct {
	ID        string       `json:"id"`
	Case      string       `json:"case"`
	CaseKind  string       `json:"case_kind" example:"complaint"`
	Number    string       `json:"number" doc:"Number of the case."`
	Unit      string       `json:"unit"`
	Seq       int64        `json:"seq" doc:"Event of the case that brought it."`
	Kind      string       `json:"kind" doc:"fine, pay_cut, or a word of the policy such as liability." example:"fine"`
	Staff     *string      `json:"staff,omitempty" doc:"Whom it is against; absent while nobody is known."`
	Amount    *string      `json:"amount,omitempty" doc:"In CNY; absent where it is entered by hand when it is confirmed, and for a pay cut." example:"100.00"`
	Confirmed *string      `json:"confirmed_amount,omitempty" doc:"What was confirmed, in CNY; absent while nothing was."`
	Clause    string       `json:"clause"`
	State     string       `json:"state" enum:"proposed,needs_review,confirmed,rejected,reversed,review,contra" doc:"needs_review: its clock overlapped an outage. review: an entry that it counted doesn't count any more."`
	ContraOf  *string      `json:"contra_of,omitempty" doc:"The entry that this one reverses."`
	CreatedAt time.Time    `json:"created_at"`
	Fine      *FineFigures `json:"fine,omitempty" doc:"How the ledger priced it; absent where it didn't."`
}

// FineFigures say how a fine was priced.
type FineFigures struct {
	Policy       string  `json:"policy"`
	Edition      string  `json:"edition" doc:"Content hash of the policy."`
	Violation    string  `json:"violation" doc:"Key of the policy's table of fines." example:"late_sales"`
	Item         string  `json:"item,omitempty" doc:"Which one, where each is fined."`
	Again        bool    `json:"again,omitempty" doc:"The same one again, since it wasn't put right in time."`
	Month        string  `json:"month" example:"2026-03"`
	Nth          int64   `json:"nth" doc:"Which one of the person's in the month."`
	Once         string  `json:"once" doc:"What the violation costs once, in CNY." example:"50.00"`
	Factor       int64   `json:"factor" doc:"2 when it is doubled."`
	DoubleClause string  `json:"double_clause,omitempty"`
	Percent      *int64  `json:"percent,omitempty" doc:"Of the month's performance pay, as a pay cut proposes it."`
	Mode         string  `json:"mode" enum:"record_only,deduct" doc:"record_only: nothing is taken from pay."`
	Obligation   *string `json:"obligation,omitempty" doc:"Whose breach brought it."`
	Proposer     *string `json:"proposer,omitempty" doc:"Staff id; absent when a clock proposed it."`
	Corrects     *string `json:"corrects,omitempty" doc:"The entry in whose place it stands."`
}

func (s *Server) ledgerEntry(e models.EntryItem) LedgerEntry {
	out := LedgerEntry{
		ID: e.ID, Case: e.CaseID, CaseKind: string(e.CaseKind), Number: e.Number, Unit: e.UnitID, Seq: e.Seq, Kind: e.Kind, Staff: e.StaffID,
		Amount: moneyPtr(e.Amount), Confirmed: moneyPtr(e.Owed), Clause: e.Clause, State: e.Now, ContraOf: e.ContraOf, CreatedAt: s.at(e.CreatedAt),
	}
	if e.Violation != "" {
		out.Fine = &FineFigures{
			Policy: e.Policy, Edition: e.Edition, Violation: e.Violation, Item: e.Item, Again: e.Again, Month: e.Month, Nth: e.Counted + 1,
			Once: money(e.Base), Factor: e.Factor, DoubleClause: e.DoubleClause, Percent: e.Percent, Mode: e.Mode, Obligation: e.BreachOf,
			Proposer: e.ProposerID, Corrects: e.Corrects,
		}
	}
	return out
}

func moneyPtr(fen *int64) *string {
	if fen == nil {
		return nil
	}
	text := money(*fen)
	return &text
}

type entriesInput struct {
	Paging
	EntryQuery
}

// EntryQuery says which entries are wanted.
type EntryQuery struct {
	Mine   bool   `query:"mine" doc:"Only those that wait for a decision which I may take: not against me, not proposed by me."`
	Person string `query:"person" maxLength:"64" doc:"Staff id."`
	Month  string `query:"month" pattern:"^[0-9]{4}-[0-9]{2}$" doc:"Only fines and pay cuts of this month." example:"2026-03"`
	State  string `query:"state" enum:"proposed,needs_review,confirmed,rejected,reversed,review,contra"`
	Unit   string `query:"unit" maxLength:"64"`
	Case   string `query:"case" maxLength:"64"`
}

// listEntries lists the entries of all cases that the caller sees, the last one first.
func (s *Server) listEntries(ctx context.Context, in *entriesInput) (*listOutput[LedgerEntry], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, err := s.page(ctx, "entries", in.Paging)
	if err != nil {
		return nil, err
	}
	list := models.EntriesSeen
	if in.Mine {
		list = s.books.EntriesToDecide
	}
	rows, next, err := list(db, scope, models.EntryFilter{
		Person: in.Person, Month: in.Month, State: in.State, Unit: in.Unit, Case: in.Case,
	}, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "entries", rows, next, s.ledgerEntry), nil
}

// EntryDetail is an entry with all that speaks for it.
type EntryDetail struct {
	LedgerEntry
	AgainClause string          `json:"again_clause,omitempty" doc:"By which the same amount may be imposed again."`
	Counted     []string        `json:"counted" doc:"Ids of the entries that stood before it in the month when it was priced."`
	Decisions   []EntryDecision `json:"decisions" doc:"The first one first; the last is the state."`
	Outage      *Outage         `json:"outage,omitempty" doc:"In which no worker was alive while the clock ran."`
}

// EntryDecision is one decision on an entry.
type EntryDecision struct {
	Decision  string    `json:"decision" enum:"confirmed,rejected,reversed,review"`
	By        *string   `json:"by,omitempty" doc:"Staff id; absent when the ledger itself did it."`
	Clause    string    `json:"clause"`
	Amount    *string   `json:"amount,omitempty" doc:"What was confirmed, in CNY."`
	Percent   *int64    `json:"percent,omitempty"`
	BecauseOf *string   `json:"because_of,omitempty" doc:"Of a review: the entry that doesn't count any more."`
	Reason    string    `json:"reason,omitempty"`
	DecidedAt time.Time `json:"decided_at"`
}

// Outage is a time in which no worker was alive.
type Outage struct {
	BeganAt time.Time `json:"began_at"`
	EndedAt time.Time `json:"ended_at"`
}

type entryInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the entry."`
}

func (s *Server) getEntry(ctx context.Context, in *entryInput) (*bodyOutput[EntryDetail], error) {
	return s.showEntry(ctx, in.ID)
}

func (s *Server) showEntry(ctx context.Context, id string) (*bodyOutput[EntryDetail], error) {
	out := &bodyOutput[EntryDetail]{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		e, err := models.EntryByID(tx, scope, id)
		if err != nil {
			return err
		}
		out.Body, err = s.entryDetail(tx, e)
		return err
	})
	return out, err
}

func (s *Server) entryDetail(tx *gorm.DB, e *models.EntryItem) (out EntryDetail, err error) {
	out.LedgerEntry = s.ledgerEntry(*e)
	if out.Counted, err = models.CountedBy(tx, e.ID); err != nil {
		return out, err
	}
	if out.Decisions, err = s.decisions(tx, e.ID); err != nil {
		return out, err
	}
	if e.OutageID != nil {
		o, err := models.OutageByID(tx, *e.OutageID)
		if err != nil {
			return out, err
		}
		out.Outage = &Outage{s.at(o.BeganAt), s.at(o.EndedAt)}
	}
	if !e.Again {
		return out, nil
	}
	p, err := s.books.PolicyOf(tx, e.CaseKind, e.Edition)
	if err == nil && p.Process().Fines.Violations[e.Violation].Again != nil {
		out.AgainClause = p.Process().Fines.Violations[e.Violation].Again.Clause
	}
	return out, err
}

// decisions are all on an entry, each of a person with the reason that was given.
func (s *Server) decisions(tx *gorm.DB, id string) ([]EntryDecision, error) {
	rows, err := models.Decisions(tx, id)
	if err != nil {
		return nil, err
	}
	events, err := s.books.EventsOf(tx, models.EntryStream(id), 0, len(rows))
	if err != nil {
		return nil, err
	}
	reasons := map[int64]string{}
	for _, e := range events {
		text, err := opened(e)
		if err != nil {
			return nil, err
		}
		reasons[e.Seq] = text["reason"]
	}
	out := make([]EntryDecision, len(rows))
	for i, d := range rows {
		out[i] = EntryDecision{
			Decision: d.Decision, By: d.StaffID, Clause: d.Clause, Amount: moneyPtr(d.Amount), Percent: d.Percent, BecauseOf: d.BecauseOf,
			DecidedAt: s.at(d.DecidedAt),
		}
		if d.EventSeq != nil {
			out[i].Reason = reasons[*d.EventSeq]
		}
	}
	return out, nil
}
