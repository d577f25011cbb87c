package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// Sum recomputes an event's hash from its columns.
func (e *Event) Sum() []byte { return e.sum() }

// VerifyIn is VerifyChains inside a transaction, so that a test can roll its tampering back.
func VerifyIn(tx *gorm.DB) (breaks []Break, err error) {
	v := verifier{store: storedChains{tx}, report: func(b Break) { breaks = append(breaks, b) }}
	return breaks, v.all()
}

// DestroyFiles destroys the files of a case.
func DestroyFiles(tx *gorm.DB, caseID, by string, now time.Time) (int64, error) {
	return destroyFiles(tx, by, now, "case_id = ?", caseID)
}

// EraseIn erases a customer in tx, as a case decided, and says how many files and imported rows were found.
func EraseIn(b *Books, tx *gorm.DB, customerID, by string, now time.Time) (files, rows int64, err error) {
	e, err := b.erase(tx, customerID, by, now)
	if err != nil {
		return 0, 0, err
	}
	return e.files, e.rows, nil
}

// CaseTables are those that casesOf asks.
var CaseTables = caseTables

// DrawIn draws for a case that is being opened in tx.
func DrawIn(b *Books, tx *gorm.DB, now time.Time, unit, event string, percent policies.Percent, caseID, customer string) (contract.Draw, error) {
	return sampling{b, tx, now}.draw(drawing{
		unit: unit, event: event, zone: shanghai, rate: policies.Rule[policies.Percent]{Value: percent, Clause: "V17-1.3a"},
		caseID: caseID, customer: customer,
	})
}

// ReplaceIn gives up the place of a case in tx.
func ReplaceIn(b *Books, tx *gorm.DB, now time.Time, caseID, reason string) (contract.Gap, []CallIn, error) {
	return sampling{b, tx, now}.replace(caseID, reason)
}

// AuditSampleIn is AuditSample inside a transaction, so that a test can roll its tampering back.
func AuditSampleIn(b *Books, tx *gorm.DB, month string) (SampleReport, error) {
	a := sampleAudit{b: b, ask: SampleAsk{Month: month}, known: map[string]*periodAudit{}}
	err := a.all(tx)
	return a.report(), err
}

// Tables that no row policy protects.
var (
	OpenTables   = openTables
	ClosedTables = closedTables
)

// CallsIn writes the command of a call-in.
func CallsIn(tx *gorm.DB, now time.Time, c CallIn) error {
	return bring(tx, now, brought{what: callIn, cause: fmt.Sprintf("%s/%d", c.Period, c.N), kind: contract.Complaint, stream: c.Case, action: contract.Assign})
}

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// What a draw or a replacement may come to.
var (
	ErrRace       = errRace
	ErrNotSampled = errNotSampled
)

// KindsHandedOver are the kinds of cases whose handler a hand-over finds.
func KindsHandedOver() []contract.Kind { return sortedKeys(handlers) }

// Kinds are all kinds of cases.
func Kinds() []contract.Kind { return sortedKeys(families) }

// Missing is what is to be fined of a quota.
var Missing = missing
