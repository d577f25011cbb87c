package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// fieldLiable names whoever is to bear a loss in a refusal.
const fieldLiable = "liable"

// Copy is one numbered copy of a settlement's form that was handed to its receiver (S3-29). Written by Append only.
type Copy struct {
	CaseID   string `gorm:"primaryKey"`
	Copy     int64  `gorm:"primaryKey;autoIncrement:false"` // 1, 2, …
	Receiver string // role
	Seq      int64  // event that handed it over
	RoutedAt time.Time
	RoutedBy string // staff id
}

// TableName is the table of copies.
func (Copy) TableName() string { return "complaint_copies" }

// Copies are those copies of a settlement's form that were handed over, by number. Whether the case may be seen is for the
// caller to ask first.
func Copies(tx *gorm.DB, caseID string) ([]Copy, error) {
	var rows []Copy
	if err := tx.Where("case_id = ?", caseID).Order("copy").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing copies of case %s: %w", caseID, err)
	}
	return rows, nil
}

// follower is a family that writes more for an event than its own row.
type follower interface{ follow(w *writer) error }

// follow writes what else an event of this family leads to.
func (w *writer) follow() error {
	if f, ok := w.detail.(follower); ok {
		return f.follow(w)
	}
	return nil
}

// learnParts is learn for what happens beside the handling and after closing.
func (d *Complaint) learnParts(w *writer) {
	switch f := w.facts; w.event.Type {
	case contract.EventOpened:
		if w.policy.Complaint.AskedFirst() {
			d.HandlerID = &d.RecipientID // until it is handed over
		}
	case contract.EventAssigned:
		d.Joint = f.Joint
	case contract.EventDismissed:
		d.Dismissed = true
	case contract.EventRejected:
		d.Dismissed = false
	case contract.EventClosed:
		d.Settlement = f.Settlement
	case contract.EventSettled:
		d.ApprovedQuantity, d.ActualQuantity = f.Approved, f.Actual
	case contract.EventReviewed:
		d.Review = f.Verdict
	}
}

// isPart reports whether a condition of an announcement holds for what happened beside the handling.
func (d *Complaint) isPart(condition string) bool {
	return condition == d.Settlement || condition == d.Review || condition == "joint" && d.Joint
}

func (d *Complaint) follow(w *writer) error {
	switch w.event.Type {
	case contract.EventClosed: // a reopened complaint is settled anew; its chain keeps the old copies
		if err := w.tx.Where("case_id = ?", d.CaseID).Delete(&Copy{}).Error; err != nil {
			return fmt.Errorf("taking back copies: %w", err)
		}
	case contract.EventRouted:
		return d.routed(w)
	case contract.EventLiabilityHeld:
		return d.held(w)
	}
	return nil
}

func (d *Complaint) routed(w *writer) error {
	n := w.facts.Copy
	copies := w.policy.Complaint.Settlements[d.Settlement].Copies
	if n < 1 || n > len(copies) {
		return fmt.Errorf("a settlement by %s has no copy %d", d.Settlement, n)
	}
	row := Copy{
		CaseID: d.CaseID, Copy: int64(n), Receiver: copies[n-1].Value, Seq: w.event.Seq, RoutedAt: w.event.At, RoutedBy: w.event.Actor,
	}
	if err := w.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("routing copy %d: %w", n, err)
	}
	return nil
}

// held proposes the loss that a statement of liability enters, by hand and with approval. A statement that names
// neither a person nor a loss proposes nothing.
func (d *Complaint) held(w *writer) error {
	f := w.facts
	if f.Liable == "" && f.Amount == 0 {
		return nil
	}
	entry := Entry{
		ID: w.id("entry", w.event.Type), CaseID: d.CaseID, Seq: w.event.Seq, Kind: string(contract.Liability), StaffID: optional(f.Liable),
		Clause: w.process().Actions[string(contract.Liability)].By.Clause, State: EntryProposed, CreatedAt: w.now,
	}
	if f.Amount > 0 {
		entry.Amount = &f.Amount
	}
	if err := w.tx.Create(&entry).Error; err != nil {
		return fmt.Errorf("proposing %s: %w", entry.Kind, err)
	}
	return nil
}

// admitParts checks whom a statement of liability names.
func (d *Complaint) admitParts(w *writer) (*contract.Refusal, error) {
	if w.facts.Liable == "" {
		return nil, nil
	}
	return w.worksHere(w.facts.Liable, fieldLiable)
}
