package api

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewRetention files a record that is kept for its time: the file of a case, or a paper.
type NewRetention struct {
	Moment
	Unit     string `json:"unit" format:"uuid" doc:"Id of the business unit that keeps it."`
	Record   string `json:"record" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Kind of record: one of the policy's." example:"deal_archive"`
	Case     string `json:"case,omitempty" maxLength:"64" doc:"Id or number of the case whose file it is. It must be stored; where the policy keeps such files it is kept by itself from then on." example:"S1-A2026-00001"`
	Paper    string `json:"paper,omitempty" maxLength:"40" doc:"Number of a paper: letters, digits, - / and points; no number of a person." example:"D-17"`
	Customer string `json:"customer_id,omitempty" format:"uuid" doc:"Whose paper it is, where it is somebody's."`
	Text     string `json:"text,omitempty" maxLength:"20000" doc:"What it is, where it stands."`
}

func (b NewRetention) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	if (b.Case == "") == (b.Paper == "") {
		o.reject("body.case", "case_or_paper")
	}
	o.facts.Unit, o.facts.Customer = b.Unit, b.Customer
	o.facts.Retention = &contract.RetentionFacts{Record: b.Record, Case: b.Case, Paper: b.Paper}
}

// ofKept finds the case whose file is kept, and whose key seals what is written about the record.
func (s *Server) ofKept(ctx context.Context, o *order) error {
	said := o.facts.Retention
	if said.Case == "" {
		return s.ofPaper(ctx, o)
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return err
	}
	file, err := models.StoredArchive(db, scope, said.Case)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownKept, "")
	}
	if err != nil {
		return err
	}
	said.Case, o.facts.Customer = file.ID, file.CustomerID
	o.person, err = models.CaseKey(db, file.ID)
	return err
}

func (s *Server) ofPaper(ctx context.Context, o *order) (err error) {
	if o.facts.Customer != "" {
		return s.ofCustomer(ctx, o)
	}
	o.person, err = s.books.NewPersonKey(ctx)
	return err
}

// RetentionDone is a record after a command on it: where it stands and what it owes.
type RetentionDone struct {
	RetentionItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt      `json:"receipt"`
}

var retentions = family[RetentionDone]{contract.Retention, "retentions", "/retentions", (*Server).retentionDone}

func (s *Server) retentionDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done RetentionDone, err error) {
	r, err := models.RetentionByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.openObligationsOf(db, scope, id)
	return r.Seq, RetentionDone{s.retentionItem(*r), owed, s.receipt(receipt)}, err
}

type retentionsInput struct {
	Paging
	RetentionQuery
}

// RetentionQuery says which records are wanted.
type RetentionQuery struct {
	Status          string    `query:"status" enum:"left,bound,boxed,retained,due,reviewed,approved,kept,destroyed,voided"`
	Unit            string    `query:"unit" maxLength:"64"`
	Record          string    `query:"record" enum:"vehicle_archive,deal_archive,tenant_file,reception_data"`
	Case            string    `query:"case" maxLength:"64" doc:"Id of the case whose file is kept."`
	Customer        string    `query:"customer_id" maxLength:"64"`
	Method          string    `query:"method" enum:"shred,delete,firm"`
	UntilFrom       time.Time `query:"until_from" doc:"The due list of a year: whose time is over in it, from its first moment."`
	UntilBefore     time.Time `query:"until_before" doc:"Idem, before the first moment of the next."`
	DestroyedFrom   time.Time `query:"destroyed_from" doc:"The destroyed list of a year, likewise."`
	DestroyedBefore time.Time `query:"destroyed_before"`
	Running         bool      `query:"running" doc:"Without those that have ended."`
	Sort            string    `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// RetentionItem is a record in a list; of a destroyed one it is the record of destruction.
type RetentionItem struct {
	ID          string     `json:"id"`
	Number      string     `json:"number" example:"S1-K2026-00001"`
	Unit        string     `json:"unit"`
	Status      string     `json:"status"`
	Ended       bool       `json:"ended"`
	Record      string     `json:"record" example:"deal_archive"`
	Case        *string    `json:"case,omitempty" doc:"Id of the case whose file it is."`
	Customer    *string    `json:"customer_id,omitempty"`
	Paper       string     `json:"paper,omitempty" example:"D-17"`
	Keeper      string     `json:"keeper" doc:"Staff id of whoever filed it, or was given it since."`
	FiledAt     time.Time  `json:"filed_at"`
	Until       *time.Time `json:"until,omitempty" doc:"When its time, or that for which it is kept longer, is over."`
	DueAt       *time.Time `json:"due_at,omitempty" doc:"Since when it waits for a decision."`
	ReviewedAt  *time.Time `json:"reviewed_at,omitempty"`
	ReviewedBy  *string    `json:"reviewed_by,omitempty" doc:"Staff id."`
	ApprovedAt  *time.Time `json:"approved_at,omitempty"`
	ApprovedBy  *string    `json:"approved_by,omitempty" doc:"Staff id: somebody else than whoever reviewed it."`
	DestroyedAt *time.Time `json:"destroyed_at,omitempty"`
	DestroyedBy *string    `json:"destroyed_by,omitempty" doc:"Staff id."`
	Method      string     `json:"method,omitempty" doc:"How it was destroyed: shred, delete or firm." example:"shred"`
	Files       int64      `json:"files_destroyed" doc:"Attached files whose content was destroyed with it."`
	Seq         int64      `json:"seq" doc:"Version."`
	OpenedAt    time.Time  `json:"opened_at"`
	UpdatedAt   time.Time  `json:"updated_at"`
}

func (s *Server) retentionItem(r models.RetentionItem) RetentionItem {
	return RetentionItem{
		ID: r.ID, Number: r.Number, Unit: r.UnitID, Status: string(r.Status), Ended: r.Ended, Record: r.Record, Case: r.KeptCaseID,
		Customer: r.CustomerID, Paper: r.Paper, Keeper: r.KeeperID, FiledAt: s.at(r.FiledAt), Until: s.atPtr(r.UntilAt), DueAt: s.atPtr(r.DueAt),
		ReviewedAt: s.atPtr(r.ReviewedAt), ReviewedBy: r.ReviewerID, ApprovedAt: s.atPtr(r.ApprovedAt), ApprovedBy: r.ApproverID,
		DestroyedAt: s.atPtr(r.DestroyedAt), DestroyedBy: r.DestroyerID, Method: r.Method, Files: r.Files, Seq: r.Seq,
		OpenedAt: s.at(r.OpenedAt), UpdatedAt: s.at(r.UpdatedAt),
	}
}

func (s *Server) listRetentions(ctx context.Context, in *retentionsInput) (*listOutput[RetentionItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "retentions", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Retentions(db, scope, models.RetentionFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Record: in.Record, KeptCase: in.Case, Customer: in.Customer, Method: in.Method,
		UntilFrom: moment(in.UntilFrom), UntilBefore: moment(in.UntilBefore), DestroyedFrom: moment(in.DestroyedFrom),
		DestroyedBefore: moment(in.DestroyedBefore), Running: in.Running,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing records that are kept: %w", err)
	}
	return listed(s, list, rows, next, s.retentionItem), nil
}
