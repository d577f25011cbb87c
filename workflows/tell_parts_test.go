package workflows_test

import (
	"fmt"
	"strings"

	"carebook/contract"
	"carebook/models"
)

// told tells what an event says beside the main line.
func (s *stage) told(b *strings.Builder, e contract.Event) {
	p, f := s.policy.Complaint, e.Facts
	if p == nil {
		return
	}
	switch e.Type {
	case contract.EventTold:
		if p.Media != nil {
			fmt.Fprintf(b, ", by %s (%s)", f.Medium, p.Media.Clause)
		}
	case contract.EventClosed:
		if f.Settlement != "" {
			fmt.Fprintf(b, ", settlement: %s", f.Settlement)
		}
	case contract.EventRouted:
		s.copied(b, e)
	case contract.EventSettled:
		if eq := p.Settlements[s.complaint().Settlement].Equal; eq != nil {
			fmt.Fprintf(b, ", approved %d, came %d (%s)", f.Approved, f.Actual, eq.Clause)
		}
	case contract.EventReviewed:
		fmt.Fprintf(b, ", %s", f.Verdict)
	case contract.EventOpened:
		if p.AskedFirst() {
			fmt.Fprintf(b, ", handler until handed over: %s (%s)", s.role(e.Actor), p.FirstAsked.Clause)
		}
	}
}

func (s *stage) complaint() (row models.Complaint) {
	if err := s.books.DB.Where("case_id = ?", s.caseID).Take(&row).Error; err != nil {
		s.t.Fatal(err)
	}
	return row
}

// copied tells of a copy by what the books say, with the clause that names its receiver.
func (s *stage) copied(b *strings.Builder, e contract.Event) {
	var row models.Copy
	if err := s.books.DB.Where("case_id = ? AND copy = ?", s.caseID, e.Facts.Copy).Take(&row).Error; err != nil {
		s.t.Fatal(err)
	}
	receiver := s.policy.Complaint.Settlements[s.complaint().Settlement].Copies[row.Copy-1]
	fmt.Fprintf(b, ", copy %d to %s (%s)", row.Copy, row.Receiver, receiver.Clause)
}

// startOf says from which event a clock runs that could be thought to run from another one.
func startOf(b *strings.Builder, duty, event string) {
	clauses := map[string]string{"conclude": "A-57, A-22", "track": "A-48, A-22"}
	if clause := clauses[duty]; clause != "" {
		fmt.Fprintf(b, ", counted from %s (%s)", event, clause)
	}
	if duty == "report" && event == contract.EventInvestigated {
		fmt.Fprintf(b, ", counted from %s (A-57)", event)
	}
}

// wholeDay says whether a period of days or up to a named day runs to the end of its last day.
func (s *stage) wholeDay(b *strings.Builder, row models.Obligation) {
	if s.policy.Counting == nil || s.policy.Counting.EndsAt == nil || s.policy.Counting.EndsAt.Value != "midnight" {
		return
	}
	if strings.HasSuffix(row.Rule, " month") || strings.HasSuffix(row.Rule, "day") && !strings.Contains(row.Rule, "working") ||
		strings.HasSuffix(row.Rule, " days") && !strings.Contains(row.Rule, "working") {
		fmt.Fprintf(b, ", the whole last day counts (%s)", s.policy.Counting.EndsAt.Clause)
	}
}
