package workflows

import (
	"slices"
	"strings"

	"carebook/contract"
)

// Duties of PF-08, as the policy names them.
const (
	dutyApprove       = "approve" // for each role that approves
	dutyIssue         = "issue"
	dutyGiveBack      = "give_back"      // what was lent
	dutyFinishReading = "finish_reading" // what is read in the office
	dutySettleLeak    = "settle_leak"
)

var loanSteps = steps[*loan]{
	contract.Grant:      {in: in(contract.Requested), check: (*loan).signable, proposal: (*loan).granted},
	contract.Deny:       {in: in(contract.Requested), proposal: ended[*loan](contract.EventDenied, contract.Denied)},
	contract.Withdraw:   {in: in(contract.Requested, contract.Approved), paused: true, proposal: ended[*loan](contract.EventWithdrawn, contract.Withdrawn)},
	contract.Issue:      {in: in(contract.Approved), check: owed[*loan](dutyIssue), proposal: (*loan).issued},
	contract.GiveBack:   {in: in(contract.Reading, contract.OnLoan, contract.Overdue, contract.Lost), check: (*loan).whole, proposal: (*loan).givenBack},
	contract.Lose:       {in: in(contract.Reading, contract.OnLoan, contract.Overdue), check: (*loan).losable, proposal: (*loan).lost},
	contract.EndAccess:  {in: in(contract.Reading), check: (*loan).onScreen, proposal: (*loan).accessEnded},
	contract.Amend:      {in: in(contract.Approved), check: asked(contract.ToAmend), proposal: leads[*loan](contract.EventAmended, contract.Amended)},
	contract.Disclose:   {in: in(contract.Approved), check: asked(contract.ToDisclose), proposal: leads[*loan](contract.EventDisclosed, contract.Disclosed)},
	contract.ReportLeak: {paused: true, proposal: (*loan).leaked},
	contract.SettleLeak: {paused: true, check: owed[*loan](dutySettleLeak), proposal: (*loan).leakSettled},
	contract.Reassign:   {paused: true, check: (*loan).handedOver, proposal: reassigned[*loan]},
	contract.Void:       {paused: true, check: (*loan).isIn, proposal: ended[*loan](contract.EventVoided, contract.Voided)},
}.with()

// leads is an event that only leads to another status.
func leads[F family](event string, status contract.Status) func(F, contract.Message) contract.Proposal {
	return func(F, contract.Message) contract.Proposal { return contract.Proposal{Type: event, Status: status} }
}

// approval is the open approval that a command gives: the one it names, or the only one.
func (l *loan) approval(m contract.Message) *contract.Obligation {
	if m.Facts.Item == "" && len(l.Unsigned()) == 1 {
		return l.Owing(dutyApprove)
	}
	return l.OwingItem(dutyApprove, m.Facts.Item)
}

func (l *loan) signable(m contract.Message) *contract.Refusal {
	if l.approval(m) == nil {
		return unknownItem(m)
	}
	return nil
}

// asked allows an action only for the purpose that was asked for.
func asked(purpose string) func(*loan, contract.Message) *contract.Refusal {
	return func(l *loan, m contract.Message) *contract.Refusal {
		if l.Purpose != purpose {
			return notNow(&l.CaseState, m.Action)
		}
		return nil
	}
}

// whole refuses to take a record back of which something wasn't looked at (V4-2.6).
func (l *loan) whole(m contract.Message) *contract.Refusal {
	if !l.Out() && l.Status != contract.Lost {
		return notNow(&l.CaseState, m.Action)
	}
	steps := l.Terms.Record.Whole
	if steps == nil {
		return nil
	}
	missing := slices.DeleteFunc(slices.Clone(steps.Value), func(s string) bool { return slices.Contains(m.Facts.Done, s) })
	if len(missing) > 0 {
		return contract.Refused(contract.CodeIncomplete, steps.Clause, "fields", strings.Join(missing, ","))
	}
	return nil
}

func (l *loan) losable(m contract.Message) *contract.Refusal {
	switch {
	case !l.Out():
		return notNow(&l.CaseState, m.Action)
	case m.Facts.Pieces < 1 || m.Facts.Pieces > mostPieces:
		return contract.Refused(contract.CodeUnknownValue, l.Terms.Record.Keeper.Clause, "field", "pieces")
	}
	return nil
}

func (l *loan) onScreen(m contract.Message) *contract.Refusal {
	if !l.Screen {
		return notNow(&l.CaseState, m.Action)
	}
	return nil
}

// isIn keeps a request that has a record out from being voided: the record has to come back first.
func (l *loan) isIn(m contract.Message) *contract.Refusal {
	if l.Out() {
		return notNow(&l.CaseState, m.Action)
	}
	return nil
}

// handedOver gives a to-do to somebody else. A loan itself stays with whoever has the record.
func (l *loan) handedOver(m contract.Message) *contract.Refusal {
	o := l.Obligation(m.Facts.Obligation)
	if m.Facts.Obligation == "" || o != nil && (o.Duty == dutyGiveBack || o.Duty == dutyFinishReading) {
		return notNow(&l.CaseState, m.Action)
	}
	return reassignable(l, m)
}
