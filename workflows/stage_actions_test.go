package workflows_test

import (
	"errors"
	"slices"
	"strconv"

	"go.temporal.io/sdk/temporal"

	"carebook/contract"
)

// allowed asks the workflow whether its state allows an action, and which values that takes.
func (s *stage) allowed(a contract.Action) (open contract.OpenAction, allowed bool) {
	s.t.Helper()
	if a == contract.Open {
		return open, true
	}
	value, err := s.env.QueryWorkflow(contract.QueryActions)
	if err != nil {
		s.t.Fatal(err)
	}
	var all []contract.OpenAction
	if err := value.Get(&all); err != nil {
		s.t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(o contract.OpenAction) bool { return o.Action == a })
	if i < 0 {
		return open, false
	}
	return all[i], true
}

// foreseen holds what the workflow said it allows against what became of a command: every diary proves it at each step.
func (s *stage) foreseen(m contract.Message, open contract.OpenAction, allowed bool, err error) {
	s.t.Helper()
	var app *temporal.ApplicationError
	var why contract.Refusal
	switch {
	case m.Action == contract.Reassign && m.Facts.Obligation != "": // any open to-do may be
	case err == nil && !allowed:
		s.t.Errorf("%s at %s was accepted, but not said to be open", m.Action, s.env.Now())
	case err == nil && m.Action == contract.Open: // what it takes is asked before there is a case
	case err == nil && (m.Action != contract.Revisit || m.Facts.Earlier == ""): // else nobody chooses: another case says it
		s.chosen(m, open)
	case err == nil:
	case errors.As(err, &app) && app.Details(&why) == nil:
		state := []string{contract.CodeWrongState, contract.CodePaused, contract.CodeNotPaused, contract.CodeCaseEnded, contract.CodeCopiesOut}
		if allowed && slices.Contains(state, why.Code) {
			s.t.Errorf("%s at %s was said to be open, and answered with %s", m.Action, s.env.Now(), why.Code)
		}
	}
}

// chosen holds the values of an accepted command against those that the workflow offered.
func (s *stage) chosen(m contract.Message, open contract.OpenAction) {
	s.t.Helper()
	f := m.Facts
	said := map[string][]string{
		"severity": {f.Severity}, "major_kind": {f.MajorKind}, "nature": {f.Nature}, "verdict": {f.Verdict}, "medium": {f.Medium},
		"settlement": {f.Settlement}, "item": {f.Item}, "done": f.Done, "contract": {f.Contract}, "grade": {f.Grade}, "cause": {f.Cause},
	}
	if s.d.kind == contract.Credit {
		if said["item"] = nil; open.Choices["reference"] != nil { // else it is for whoever asks to name one
			said["reference"] = []string{f.Item}
		}
	}
	if m.Action == contract.ClosePage { // which pages are open the books know
		said["item"] = nil
	}
	said["customer_kind"] = []string{f.Kind}
	if f.Copy > 0 {
		said["copy"] = []string{strconv.Itoa(f.Copy)}
	}
	if f.Lead != nil && m.Action != contract.Open {
		said["class"], said["opening"], said["result"] = []string{f.Lead.Class}, []string{f.Lead.Reason}, []string{f.Lead.Result}
	}
	if s.d.kind == contract.Loan && m.Action == contract.Lose {
		said["item"] = nil
	}
	if f.Erasure != nil && m.Action != contract.Open {
		said["proof"], said["ground"] = []string{f.Erasure.Proof}, []string{f.Erasure.Ground}
	}
	said["method"] = []string{f.Retained().Method}
	for _, found := range f.Findings {
		said["findings"] = append(said["findings"], found.Item())
	}
	of := "papers"
	if m.Action == contract.Check {
		of = "excuses"
	}
	for _, p := range f.Papers {
		said[of] = append(said[of], p.Code)
	}
	for field, values := range said {
		for _, value := range values {
			if value != "" && !slices.Contains(open.Choices[field], value) {
				s.t.Errorf("%s at %s took the %s %s, and offered %v", m.Action, s.env.Now(), field, value, open.Choices[field])
			}
		}
	}
}
