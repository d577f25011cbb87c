package models

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/policies"
)

const (
	partSender = "sender"

	dutyHandOver = "hand_over_" // and the kind of file
	dutyCorrect  = "correct"
)

func (a *Archive) take(caseID string, f contract.Facts, opener string) {
	*a = Archive{
		CaseID: caseID, VehicleID: f.Vehicle, CustomerID: f.Customer, File: f.File, RecipientID: opener, ConsultantID: f.Assignee,
	}
}

func (a *Archive) learn(w *writer) {
	switch w.event.Type {
	case contract.EventReassigned:
		if w.facts.Obligation == "" {
			a.ConsultantID = w.facts.Assignee
		}
	case contract.EventSent:
		a.SenderID = &w.cmd.Principal
	case contract.EventSigned:
		a.SignedAt = &w.event.At
	case contract.EventStored:
		a.StoredAt = &w.event.At
	case contract.EventVoided:
		a.Voided = true
	}
}

func (a *Archive) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return a.ConsultantID == staff
	case partRecipient:
		return a.RecipientID == staff
	case partSender:
		return deref(a.SenderID) == staff
	}
	return false
}

func (a *Archive) mayDecide(string, *policies.Policy) []string { return nil }

func (a *Archive) is(condition string) bool { return condition == a.File }

func (a *Archive) handler() string { return a.ConsultantID }

// admit checks what the tables know about a command on a file.
func (a *Archive) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return a.admitOpening(w)
	case contract.Send:
		excused := slices.ContainsFunc(w.facts.Papers, func(p contract.Paper) bool { return p.State == contract.PaperExcused })
		return a.reasoned(w, excused), nil
	case contract.StopFine:
		return a.reasoned(w, true), nil
	case contract.Lose:
		if w.facts.Person != "" {
			return w.worksHere(w.facts.Person, "person")
		}
	case contract.Check:
		return a.admitClocks(w)
	}
	return nil, nil
}

// reasoned refuses what needs a reason and has none. The reason itself is free text, and sealed.
func (a *Archive) reasoned(w *writer, needed bool) *contract.Refusal {
	if !needed || len(w.cmd.BodySealed) > 0 {
		return nil
	}
	return contract.Refused(contract.CodeIncomplete, w.process().Actions[string(w.cmd.Action)].By.Clause, "fields", "reason")
}

// admitOpening checks that the policy knows the kind of file, that somebody hands it over, that the vehicle is the
// customer's, and that this delivery has no case yet.
func (a *Archive) admitOpening(w *writer) (*contract.Refusal, error) {
	p := w.policy.Archive
	if _, known := p.Files[a.File]; !known {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "file", "value", a.File), nil
	}
	if a.ConsultantID == "" {
		return contract.Refused(contract.CodeUnknownStaff, p.Actions[string(contract.Open)].By.Clause, "field", "assignee"), nil
	}
	var vehicles int64
	err := w.tx.Model(&Vehicle{}).Where("id = ? AND customer_id = ?", a.VehicleID, a.CustomerID).Count(&vehicles).Error
	if err != nil {
		return nil, fmt.Errorf("reading the vehicle: %w", err)
	}
	if vehicles == 0 {
		return contract.Refused(contract.CodeUnknownVehicle, ""), nil
	}
	a.DeliveredAt = micros(w.cmd.OccurredAt)
	clause := p.Actions[string(contract.Open)].By.Clause
	if p.Once != nil && slices.Contains(p.Once.Value, a.File) {
		clause = p.Once.Clause
	} else {
		a.Delivery = a.DeliveredAt.In(w.cal.Location()).Format(time.DateOnly)
	}
	var other Archive
	err = w.tx.Where("vehicle_id = ? AND file = ? AND delivery = ? AND NOT voided", a.VehicleID, a.File, a.Delivery).Take(&other).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a case of this delivery: %w", err)
	}
	return contract.Refused(contract.CodeArchiveExists, clause, "case", other.CaseID), nil
}

// admitClocks refuses a check whose clocks begin on another day than the sender has named: a message can't shift them.
func (a *Archive) admitClocks(w *writer) (*contract.Refusal, error) {
	for _, o := range w.in.Proposal.Owe {
		if o.From == nil {
			continue
		}
		var paper ArchivePaper
		err := w.tx.Where("case_id = ? AND code = ?", a.CaseID, o.Item).Take(&paper).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return nil, fmt.Errorf("reading the paper: %w", err)
		}
		if paper.ExpectedAt == nil || !paper.ExpectedAt.Equal(*o.From) {
			return contract.Refused(contract.CodeForged, ""), nil
		}
	}
	return nil, nil
}

// keep writes the papers and the defects that an event tells of, and whether the file is late.
func (a *Archive) keep(w *writer) error {
	var do []func(*writer) error
	switch w.event.Type {
	case contract.EventBreached, contract.EventSigned:
		do = append(do, a.keepLate)
	case contract.EventSent:
		do = append(do, a.keepPapers)
	case contract.EventChecked, contract.EventFaulted:
		do = append(do, a.keepExcuses, a.keepDefects)
	case contract.EventCorrected, contract.EventStopped:
		do = append(do, a.settleDefect)
	case contract.EventSupplied:
		do = append(do, a.keepSupplied)
	case contract.EventStored:
		do = append(do, a.retain)
	}
	for _, f := range do {
		if err := f(w); err != nil {
			return fmt.Errorf("keeping the file: %w", err)
		}
	}
	return nil
}

// keepLate compares the moment of both signatures, or that of a breach, with the time allowed.
func (a *Archive) keepLate(w *writer) error {
	over := "due_at < ?" // a limit includes its own moment
	if w.event.Type == contract.EventBreached {
		over = "due_at <= ?"
		if a.SignedAt != nil {
			return nil
		}
	}
	var missed int64
	err := w.tx.Model(&Obligation{}).Where("case_id = ? AND duty = ?", a.CaseID, dutyHandOver+a.File).Where(over, w.event.At).Count(&missed).Error
	a.Late = missed > 0
	return err
}

func (a *Archive) keepPapers(w *writer) error {
	rows := make([]ArchivePaper, len(w.facts.Papers))
	for i, p := range w.facts.Papers {
		rows[i] = ArchivePaper{
			CaseID: a.CaseID, Code: p.Code, State: p.State, ExpectedAt: microsPtr(p.Expected), StaffID: w.cmd.Principal, At: w.event.At,
		}
	}
	return w.tx.Create(&rows).Error
}

// keepExcuses: one that isn't accepted is a missing paper.
func (a *Archive) keepExcuses(w *writer) error {
	for _, p := range w.facts.Papers {
		err := w.tx.Model(&ArchivePaper{}).Where("case_id = ? AND code = ?", a.CaseID, p.Code).Updates(map[string]any{
			"state": p.State, "approved": p.State == contract.PaperExcused, "staff_id": w.cmd.Principal, "at": w.event.At,
		}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// keepDefects are what the check orders to be put right, whether it costs something or not.
func (a *Archive) keepDefects(w *writer) error {
	for _, o := range w.in.Proposal.Owe {
		if o.Duty != dutyCorrect {
			continue
		}
		row := ArchiveDefect{CaseID: a.CaseID, Item: o.Item, State: DefectOpen, FoundBy: w.cmd.Principal, FoundAt: w.event.At}
		if err := w.tx.Create(&row).Error; err != nil {
			return err
		}
		a.Defects++
	}
	return nil
}

// settleDefect ends a defect; a paper that was missing is there now. A late hand-over is no defect of the file.
func (a *Archive) settleDefect(w *writer) error {
	state := DefectCorrected
	if w.event.Type == contract.EventStopped {
		state = DefectStopped
	}
	res := w.tx.Model(&ArchiveDefect{}).Where("case_id = ? AND item = ? AND state = ?", a.CaseID, w.facts.Item, DefectOpen).
		Updates(map[string]any{"state": state, "settled_by": w.cmd.Principal, "settled_at": w.event.At})
	a.Defects -= res.RowsAffected
	code, missing := strings.CutSuffix(w.facts.Item, "/"+contract.FaultMissing)
	if res.Error != nil || !missing || state != DefectCorrected {
		return res.Error
	}
	return a.come(w, code)
}

func (a *Archive) keepSupplied(w *writer) error { return a.come(w, w.facts.Item) }

// come notes that a paper is there now; one that wasn't listed before, too.
func (a *Archive) come(w *writer, code string) error {
	row := ArchivePaper{CaseID: a.CaseID, Code: code, State: contract.PaperPresent, StaffID: w.cmd.Principal, At: w.event.At}
	return w.tx.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "case_id"}, {Name: "code"}}, DoUpdates: clause.AssignmentColumns([]string{"state", "staff_id", "at"}),
	}).Create(&row).Error
}
