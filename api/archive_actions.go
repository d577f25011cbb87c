package api

import (
	"fmt"
	"time"

	"carebook/contract"
)

// The bodies of the actions on the file of a vehicle.

// PaperSent is how one document of a file stands when it is handed over.
type PaperSent struct {
	Code     string `json:"code" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Of the checklist." example:"licence"`
	State    string `json:"state" enum:"present,missing,excused" doc:"missing is noted in the register; excused can't exist yet and comes by a day, without a fine, if the archivist agrees."`
	Expected string `json:"expected_on,omitempty" format:"date" doc:"Of an excused one: the day by which it comes." example:"2026-03-20"`
}

// Sending is the sender's own check: every document of the file, as the register has it.
type Sending struct {
	OccurredAt *time.Time  `json:"occurred_at,omitempty" doc:"When it happened, if not now. Needs a reason; the policy says how far back it may lie."`
	Reason     string      `json:"reason,omitempty" maxLength:"2000" doc:"Why: required with occurred_at, and when a document is excused."`
	Papers     []PaperSent `json:"papers" minItems:"1" maxItems:"40" doc:"Each document of the checklist once; optional ones may be left out."`
}

func (b Sending) fill(o *order) {
	o.at(b.OccurredAt, b.Reason)
	excused := false
	for i, p := range b.Papers {
		paper := contract.Paper{Code: p.Code, State: p.State}
		excused = excused || p.State == contract.PaperExcused
		switch at := fmt.Sprintf("body.papers[%d].expected_on", i); {
		case p.State != contract.PaperExcused && p.Expected != "":
			o.reject(at, "excused_only")
		case p.State == contract.PaperExcused && p.Expected == "":
			o.reject(at, "required")
		case p.Expected != "":
			day, err := time.ParseInLocation(time.DateOnly, p.Expected, BusinessZone())
			if err != nil {
				o.reject(at, "format")
			}
			day = day.UTC()
			paper.Expected = &day
		}
		o.facts.Papers = append(o.facts.Papers, paper)
	}
	if excused && b.OccurredAt == nil && o.texts["reason"] == "" {
		o.reject("body.reason", "required")
	}
}

// Found is something that is wrong with a file.
type Found struct {
	Code  string `json:"code,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Of the document; absent for contact." example:"checklist"`
	Fault string `json:"fault" enum:"missing,wrong,user_signature,internal_signature,contact" doc:"contact: person and number weren't verified at the visit."`
}

// Excuse answers the excuse of one document.
type Excuse struct {
	Code   string `json:"code" pattern:"^[a-z][a-z0-9_]{0,39}$" example:"licence"`
	Accept bool   `json:"accept" doc:"false: the document is missing."`
}

// Checking is what the archivist finds in a file. What the register notes as missing needn't be named again.
type Checking struct {
	Moment
	Findings []Found  `json:"findings,omitempty" maxItems:"100" doc:"Nothing when the file is as it should be."`
	Excuses  []Excuse `json:"excuses,omitempty" maxItems:"40" doc:"An answer to each document that the sender excused."`
}

func (b Checking) fill(o *order) {
	b.Moment.fill(o)
	for i, f := range b.Findings {
		if (f.Code == "") != (f.Fault == contract.FaultContact) {
			o.reject(fmt.Sprintf("body.findings[%d].code", i), "finding")
		}
		o.facts.Findings = append(o.facts.Findings, contract.Finding{Code: f.Code, Fault: f.Fault})
	}
	for _, e := range b.Excuses {
		paper := contract.Paper{Code: e.Code, State: contract.PaperMissing}
		if e.Accept {
			paper.State = contract.PaperExcused
		}
		o.facts.Papers = append(o.facts.Papers, paper)
	}
}

// Item is one thing of a file that has been put right, or has come.
type Item struct {
	Moment
	Item string `json:"item" pattern:"^[a-z][a-z0-9_]{0,39}(/[a-z][a-z0-9_]{0,39})?$" doc:"As the file's obligations name it." example:"checklist/user_signature"`
}

func (b Item) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Item = b.Item
}

// Stop ends the fines for something that stays as it is.
type Stop struct {
	Reasoned
	Item string `json:"item" pattern:"^[a-z][a-z0-9_]{0,39}(/[a-z][a-z0-9_]{0,39})?$" doc:"As the file's obligations name it." example:"photo/missing"`
}

func (b Stop) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Item = b.Item
}

// Storing says what has been done with a file.
type Storing struct {
	Moment
	Done []string `json:"done" maxItems:"10" uniqueItems:"true" enum:"copied,scanned,cabinet,register" doc:"The policy says which of them it takes."`
}

func (b Storing) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Done = b.Done
}

// Loss is what is lost of a file, or damaged.
type Loss struct {
	Moment
	Pieces int    `json:"pieces" minimum:"1" maximum:"40"`
	Person string `json:"person,omitempty" format:"uuid" doc:"Staff id of whoever lost or damaged them; absent when nobody is known."`
	Text   string `json:"text,omitempty" maxLength:"20000" doc:"What happened."`
}

func (b Loss) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Pieces, o.facts.Person = b.Pieces, b.Person
}
