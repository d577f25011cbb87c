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

// NewArchive is a delivery: from then on the file of the car is to be handed over.
type NewArchive struct {
	Unit        string    `json:"unit" format:"uuid" doc:"Id of the business unit that delivered the car."`
	Vehicle     string    `json:"vehicle_id" format:"uuid" doc:"The car that was delivered, or given back after a service."`
	File        string    `json:"file" enum:"new_car,aftersales" doc:"Kind of file."`
	Consultant  string    `json:"consultant" format:"uuid" doc:"Staff id of whoever hands the file over."`
	DeliveredAt time.Time `json:"delivered_at" doc:"When the car was delivered: the clock starts there, however late this is entered. The policy says how far back it may lie."`
}

func (b NewArchive) fill(o *order) {
	o.occurred = &b.DeliveredAt
	o.facts.Unit, o.facts.Vehicle, o.facts.File, o.facts.Assignee = b.Unit, b.Vehicle, b.File, b.Consultant
}

// ArchiveDone is a file after a command on it: where it stands and what it owes. Its papers are read with GET.
type ArchiveDone struct {
	ArchiveItem
	Obligations []Obligation `json:"obligations" doc:"By due time, those that came to their end included."`
	Receipt     Receipt      `json:"receipt"`
}

// archives are the files of vehicles.
var archives = family[ArchiveDone]{contract.Archive, "archives", "/archives", (*Server).archiveDone}

// ofVehicle says that a case is about the customer whose car its facts name. For whoever may not see the customer there is
// no such car.
func (s *Server) ofVehicle(ctx context.Context, o *order) (err error) {
	o.facts.Customer, err = models.CustomerOfVehicle(s.db(ctx), o.facts.Vehicle)
	if err == nil {
		err = s.ofCustomer(ctx, o)
	}
	var refused *contract.Refusal
	if errors.Is(err, gorm.ErrRecordNotFound) || errors.As(err, &refused) {
		return contract.Refused(contract.CodeUnknownVehicle, "")
	}
	return err
}

func (s *Server) archiveDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done ArchiveDone, err error) {
	a, err := models.ArchiveByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.obligationsOf(db, scope, id)
	return a.Seq, ArchiveDone{s.archiveItem(*a), owed, s.receipt(receipt)}, err
}

type archivesInput struct {
	Paging
	ArchiveQuery
}

// ArchiveQuery says which files are wanted.
type ArchiveQuery struct {
	Status     string `query:"status" enum:"waiting,sent,signed,checked,defective,stored,lost,voided"`
	Unit       string `query:"unit" maxLength:"64"`
	File       string `query:"file" enum:"new_car,aftersales"`
	Consultant string `query:"consultant" maxLength:"64" doc:"Staff id of whoever hands the file over."`
	Customer   string `query:"customer_id" maxLength:"64"`
	Vehicle    string `query:"vehicle_id" maxLength:"64"`
	Late       bool   `query:"late" doc:"Handed over too late, or not yet and too late."`
	Defects    bool   `query:"defects" doc:"With something to be put right."`
	Running    bool   `query:"running" doc:"Without those that are stored, and those that have ended."`
	Paused     bool   `query:"paused" doc:"Only those whose clocks stand still."`
	Sort       string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// ArchiveItem is the file of a vehicle in a list.
type ArchiveItem struct {
	ID          string     `json:"id"`
	Number      string     `json:"number" example:"S1-A2026-00001"`
	Unit        string     `json:"unit"`
	Status      string     `json:"status"`
	Ended       bool       `json:"ended"`
	PausedAt    *time.Time `json:"paused_at,omitempty"`
	File        string     `json:"file" doc:"Kind of file." example:"new_car"`
	Vehicle     string     `json:"vehicle_id"`
	Customer    string     `json:"customer_id"`
	Consultant  string     `json:"consultant" doc:"Who hands the file over."`
	Recipient   string     `json:"recipient" doc:"Who opened the case."`
	DeliveredAt time.Time  `json:"delivered_at"`
	SignedAt    *time.Time `json:"signed_at,omitempty" doc:"When both sides had signed: it was handed over."`
	StoredAt    *time.Time `json:"stored_at,omitempty"`
	Late        bool       `json:"late" doc:"Handed over too late, or not yet and too late."`
	Defects     int64      `json:"defects" doc:"How many things are to be put right."`
	Seq         int64      `json:"seq" doc:"Version."`
	OpenedAt    time.Time  `json:"opened_at"`
	UpdatedAt   time.Time  `json:"updated_at"`
}

func (s *Server) archiveItem(a models.ArchiveItem) ArchiveItem {
	return ArchiveItem{
		ID: a.ID, Number: a.Number, Unit: a.UnitID, Status: string(a.Status), Ended: a.Ended, PausedAt: s.atPtr(a.PausedAt), File: a.File,
		Vehicle: a.VehicleID, Customer: a.CustomerID, Consultant: a.ConsultantID, Recipient: a.RecipientID,
		DeliveredAt: s.at(a.DeliveredAt), SignedAt: s.atPtr(a.SignedAt), StoredAt: s.atPtr(a.StoredAt), Late: a.Late, Defects: a.Defects,
		Seq: a.Seq, OpenedAt: s.at(a.OpenedAt), UpdatedAt: s.at(a.UpdatedAt),
	}
}

func (s *Server) listArchives(ctx context.Context, in *archivesInput) (*listOutput[ArchiveItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "archives", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Archives(db, scope, models.ArchiveFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, File: in.File, Consultant: in.Consultant, Customer: in.Customer,
		Vehicle: in.Vehicle, Late: in.Late, Defects: in.Defects, Running: in.Running, Paused: in.Paused,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing files: %w", err)
	}
	return listed(s, list, rows, next, s.archiveItem), nil
}
