package workflows

import (
	"slices"
	"strings"

	"carebook/contract"
)

// Duties of PF-06, as the policy names them.
const (
	dutyHandOver = "hand_over_" // and the kind of file
	dutyReceive  = "receive"
	dutyCheck    = "check"
	dutyCorrect  = "correct"
	dutySupply   = "supply"
	dutyStore    = "store"
)

// mostPieces is more than a file has.
const mostPieces = 40

var archiveSteps = steps[*archive]{
	contract.Send:     {in: in(contract.Waiting), check: (*archive).lists, proposal: (*archive).sent},
	contract.Receive:  {in: in(contract.Sent), proposal: (*archive).signed},
	contract.Check:    {in: in(contract.Signed), check: (*archive).judges, proposal: (*archive).checked},
	contract.Correct:  {check: (*archive).isDefect, proposal: (*archive).corrected},
	contract.Supply:   {check: itemOwed[*archive](dutySupply), proposal: (*archive).supplied},
	contract.Store:    {in: in(contract.Checked), check: (*archive).wholly, proposal: (*archive).stored},
	contract.StopFine: {check: itemOwed[*archive](dutyCorrect), proposal: (*archive).stopped},
	contract.Lose:     {in: in(contract.Stored, contract.Lost), check: pieces, proposal: (*archive).lost},
	contract.Restore:  {in: in(contract.Lost), proposal: (*archive).restored},
}.with()

// lists refuses a register that doesn't list each document of the file once: present, missing, or excused until a day to
// come.
func (a *archive) lists(m contract.Message) *contract.Refusal {
	t := a.terms()
	var seen []string
	for _, p := range m.Facts.Papers {
		switch {
		case !slices.Contains(t.Documents.Value, p.Code), slices.Contains(seen, p.Code):
			return contract.Refused(contract.CodeUnknownValue, t.Documents.Clause, "field", "papers", "value", p.Code)
		case !slices.Contains([]string{contract.PaperPresent, contract.PaperMissing, contract.PaperExcused}, p.State):
			return contract.Refused(contract.CodeUnknownValue, t.Documents.Clause, "field", "state", "value", p.State)
		case p.State == contract.PaperExcused && (p.Expected == nil || !p.Expected.After(m.At)):
			return contract.Refused(contract.CodeIncomplete, t.Documents.Clause, "fields", "expected")
		}
		seen = append(seen, p.Code)
	}
	missing := slices.DeleteFunc(slices.Clone(t.Documents.Value), func(code string) bool {
		return slices.Contains(seen, code) || slices.Contains(t.Optional.Value, code)
	})
	if len(missing) > 0 {
		return contract.Refused(contract.CodeIncomplete, t.Documents.Clause, "fields", strings.Join(missing, ","))
	}
	return nil
}

// judges refuses findings that can't be, and a check that leaves an excuse open.
func (a *archive) judges(m contract.Message) *contract.Refusal {
	t := a.terms()
	for i, f := range m.Facts.Findings {
		if !a.CanBe(f) || slices.Contains(m.Facts.Findings[:i], f) {
			return contract.Refused(contract.CodeUnknownValue, t.Faults.Clause, "field", "findings", "value", f.Item())
		}
	}
	var open []string
	for _, p := range a.Papers {
		if p.State == contract.PaperExcused {
			open = append(open, p.Code)
		}
	}
	for _, p := range m.Facts.Papers {
		i := slices.Index(open, p.Code)
		if i < 0 || p.State != contract.PaperExcused && p.State != contract.PaperMissing || p.Expected != nil {
			return contract.Refused(contract.CodeUnknownValue, t.Documents.Clause, "field", "papers", "value", p.Code)
		}
		open = slices.Delete(open, i, i+1)
	}
	if len(open) > 0 {
		return contract.Refused(contract.CodeIncomplete, t.Documents.Clause, "fields", strings.Join(open, ","))
	}
	return nil
}

func (a *archive) isDefect(m contract.Message) *contract.Refusal {
	if a.defect(m.Facts.Item) < 0 {
		return unknownItem(m)
	}
	return nil
}

// itemOwed allows an action only while its duty is open for the item that is named.
func itemOwed[F family](duty string) func(F, contract.Message) *contract.Refusal {
	return func(f F, m contract.Message) *contract.Refusal {
		if f.kase().OwingItem(duty, m.Facts.Item) == nil {
			return unknownItem(m)
		}
		return nil
	}
}

func unknownItem(m contract.Message) *contract.Refusal {
	return contract.Refused(contract.CodeUnknownItem, "", "action", string(m.Action), "item", m.Facts.Item)
}

// wholly refuses to call a file stored of which a step isn't done.
func (a *archive) wholly(m contract.Message) *contract.Refusal {
	steps := a.Terms.Stored
	missing := slices.DeleteFunc(slices.Clone(steps.Value), func(s string) bool { return slices.Contains(m.Facts.Done, s) })
	if len(missing) > 0 {
		return contract.Refused(contract.CodeIncomplete, steps.Clause, "fields", strings.Join(missing, ","))
	}
	return nil
}

func pieces(a *archive, m contract.Message) *contract.Refusal {
	if m.Facts.Pieces < 1 || m.Facts.Pieces > mostPieces {
		return contract.Refused(contract.CodeUnknownValue, a.Terms.Lost.Clause, "field", "pieces")
	}
	return nil
}
