package models

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// KindEntry is the kind of the stream of what people decided on an entry.
const KindEntry = "entry"

// What people do to an entry, and the events that it leads to.
const (
	ConfirmEntryAction contract.Action = "confirm_entry"
	RejectEntryAction  contract.Action = "reject_entry"
	ReverseEntryAction contract.Action = "reverse_entry"
	EventEntryDecided                  = "entry_" // and what was decided
)

// partProposer is whoever reported what an entry is about: somebody else must decide on it.
const partProposer = "proposer"

var entryActions = map[string]contract.Action{
	EntryConfirmed: ConfirmEntryAction, EntryRejected: RejectEntryAction, EntryReversed: ReverseEntryAction,
}

// EntryStream is the stream of what people decided on an entry.
func EntryStream(id string) string { return KindEntry + "/" + id }

// NewDecision is what somebody decides on an entry.
type NewDecision struct {
	Command  NewCommand
	Entry    string // id
	Decision string // EntryConfirmed, EntryRejected or EntryReversed
	Amount   int64  // fen, of an entry that has none; 0 otherwise
	Percent  int64  // of a pay cut; 0: as proposed
	Correct  bool   // a fine under review that goes is proposed anew, counted as of now
	Reason   string
}

// DecideEntry writes a decision on an entry, the event in the entry's stream and the settled command in one transaction:
// a confirmed entry is reversed by a contra entry, those that counted an entry that goes are marked for review. It returns
// the command as it stands; its outcome's seq is the number of the decision's event.
func (b *Books) DecideEntry(ctx context.Context, n NewDecision) (Command, error) {
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindEntry, EntryStream(n.Entry), entryActions[n.Decision]
	n.Command.Facts = contract.Facts{Amount: n.Amount, Percent: n.Percent, Correct: n.Correct}
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		j := judgement{deed: d, NewDecision: n}
		if refusal, err := j.load(); refusal != nil || err != nil {
			return refusal, err
		}
		for _, check := range []func() (*contract.Refusal, error){j.notExcluded, j.permitted, j.fourEyes, j.possible, j.figures} {
			if refusal, err := check(); refusal != nil || err != nil {
				return refusal, err
			}
		}
		return nil, j.write()
	})
}

// judgement carries one decision through its transaction.
type judgement struct {
	*deed
	NewDecision

	e      Entry
	f      *Fine // nil when the ledger didn't price it
	k      Case
	policy *policies.Policy
	permit policies.Permit
	roles  []string
	stands stands
	gets   EntryDecision
}

// load reads the entry under the lock of its month, or of its case.
func (j *judgement) load() (*contract.Refusal, error) {
	err := j.tx.Where("id = ?", j.Entry).Take(&j.e).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownEntry, ""), nil
	}
	var fines []Fine
	if err == nil {
		err = j.tx.Where("entry_id = ?", j.Entry).Find(&fines).Error
	}
	if err != nil {
		return nil, fmt.Errorf("reading entry %s: %w", j.Entry, err)
	}
	k, _, err := lockCase(j.tx, j.e.CaseID) // first the case, then the month: as Append does
	if err != nil {
		return nil, err
	}
	j.k = *k
	if len(fines) > 0 {
		j.f = &fines[0]
	}
	if j.f != nil && j.e.StaffID != nil {
		if _, err := (tally{*j.e.StaffID, j.f.Month, j.f.Policy}).lock(j.tx, 0); err != nil {
			return nil, err
		}
	}
	if j.policy, err = j.b.PolicyOf(j.tx, contract.Kind(j.k.Kind), j.k.Edition); err != nil {
		return nil, err
	}
	j.stands, err = standing(j.tx, j.e)
	return nil, err
}

// notExcluded refuses whoever the case is about (I9).
func (j *judgement) notExcluded() (*contract.Refusal, error) {
	excluded, err := Excluded(j.tx, j.k.ID, j.cmd.Principal)
	if err != nil || !excluded {
		return nil, err
	}
	return contract.Refused(contract.CodeExcluded, j.e.Clause), nil
}

// permitted finds the roles that let the actor decide, held at the case's unit or above it.
func (j *judgement) permitted() (*contract.Refusal, error) {
	var named bool
	if j.permit, named = decidedBy(j.policy.Process(), j.f != nil, j.e.Kind, j.Decision); !named {
		return contract.Refused(contract.CodeNobodyDecides, j.e.Clause), nil
	}
	held, err := RolesAt(j.tx, j.cmd.Principal, j.k.UnitID, j.now)
	if err != nil {
		return nil, err
	}
	for _, role := range j.permit.By.Value {
		if slices.Contains(held, role) {
			j.roles = append(j.roles, role)
		}
	}
	if len(j.roles) == 0 {
		p := party{tx: j.tx, policy: j.policy, caseID: j.k.ID, staff: j.cmd.Principal}
		if j.roles, j.behalf, err = p.place(j.k.UnitID, j.now, nil, j.permit.By.Value, policies.Permit{}); err != nil {
			return nil, err
		}
	}
	if len(j.roles) == 0 {
		return contract.Refused(contract.CodeWrongRole, j.permit.By.Clause,
			"action", string(j.cmd.Action), "roles", joinRoles(j.permit.By.Value)), nil
	}
	return nil, nil
}

// decidedBy is who may take a decision on an entry of a kind, priced by the ledger or not; false when the policy names nobody.
func decidedBy(p *policies.Process, priced bool, kind, decision string) (policies.Permit, bool) {
	switch {
	case !priced && p.Entries == nil, priced && p.Fines == nil:
		return policies.Permit{}, false
	case !priced:
		return deciding(*p.Entries, decision), true
	case kind == EntryDismissal && p.Fines.Dismiss != nil:
		return *p.Fines.Dismiss, true
	case decision != EntryConfirmed || kind != EntryPayCut:
		return deciding(p.Fines.Deciders, decision), true
	case p.Fines.ApprovePayCut == nil:
		return policies.Permit{}, false
	}
	return *p.Fines.ApprovePayCut, true
}

func deciding(who policies.Deciders, decision string) policies.Permit {
	switch decision {
	case EntryConfirmed:
		return who.Confirm
	case EntryRejected:
		return who.Reject
	}
	return who.Reverse
}

func (j *judgement) fines() *policies.Fines { return j.policy.Process().Fines }

// fourEyes: nobody decides on an entry against himself, nor on one that he proposed; nor does anybody in his place, or anybody in
// whose place he has acted in the case.
func (j *judgement) fourEyes() (*contract.Refusal, error) {
	persons, err := asOne(j.tx, j.k.ID, j.cmd.Principal, j.behalf)
	if err != nil {
		return nil, err
	}
	if j.e.StaffID != nil && slices.Contains(persons, *j.e.StaffID) {
		return contract.Refused(contract.CodeOwnEntry, j.permit.By.Clause), nil
	}
	if j.f != nil && j.f.ProposerID != nil && slices.Contains(persons, *j.f.ProposerID) {
		return contract.Refused(contract.CodeFourEyes, j.permit.By.Clause, "part", partProposer), nil
	}
	return nil, nil
}

// possible: what has been confirmed can only be reversed, what hasn't can't be, and what is gone stays so. An entry under
// review can be confirmed again as it is.
func (j *judgement) possible() (*contract.Refusal, error) {
	state, owed := j.stands.state, j.stands.owed
	ok := !slices.Contains(dead, state)
	switch j.Decision {
	case EntryConfirmed:
		ok = ok && state != EntryConfirmed
	case EntryRejected:
		ok = ok && !owed
	case EntryReversed:
		ok = ok && owed
	}
	if j.Correct {
		ok = ok && state == EntryReview && j.e.Kind == EntryFine
	}
	if ok {
		return nil, nil
	}
	return contract.Refused(contract.CodeEntryState, j.permit.By.Clause, "action", string(j.cmd.Action), "state", state), nil
}

// noMoney are the kinds of entries that have no amount, and get none.
var noMoney = []string{EntryDismissal, policies.DutyCancelled}

// figures settles what is confirmed: an amount where the entry has none, a part within the policy's range, nothing
// otherwise.
func (j *judgement) figures() (*contract.Refusal, error) {
	j.gets = EntryDecision{EntryID: j.e.ID, Decision: j.Decision, StaffID: &j.cmd.Principal, Clause: j.permit.By.Clause, DecidedAt: j.now}
	if j.Decision != EntryConfirmed {
		return nil, nil
	}
	part := j.e.Kind == EntryPayCut
	byHand := j.e.Amount == nil && !slices.Contains(noMoney, j.e.Kind) && !part
	switch {
	case byHand && j.Amount == 0 && j.stands.amount == nil:
		return contract.Refused(contract.CodeAmountNeeded, j.e.Clause), nil
	case !byHand && j.Amount != 0, !part && j.Percent != 0:
		return contract.Refused(contract.CodeAmountFixed, j.e.Clause), nil
	case part:
		return j.part(), nil
	}
	if j.gets.Amount = j.e.Amount; byHand {
		if j.gets.Amount = &j.Amount; j.Amount == 0 {
			j.gets.Amount = j.stands.amount // confirmed again as it is
		}
	}
	return nil, nil
}

// part settles the part of a pay cut: as asked for, as it was confirmed before, or as proposed.
func (j *judgement) part() *contract.Refusal {
	cut := j.fines().Double[j.fines().Violations[j.f.Violation].Party].PayCut
	percent := j.f.Percent
	if j.stands.percent != nil {
		percent = j.stands.percent
	}
	if j.Percent != 0 {
		percent = &j.Percent
	}
	if *percent < int64(cut.Least.Value) || *percent > int64(cut.Most.Value) {
		return contract.Refused(contract.CodePayCutRange, cut.Most.Clause, "least", cut.Least.Value.String(), "most", cut.Most.Value.String())
	}
	j.gets.Percent = percent
	return nil
}

// write puts the decision into the books, with what follows from it.
func (j *judgement) write() error {
	seq := j.stands.seq + 1
	j.gets.EventSeq = &seq
	if err := note(j.tx, j.gets); err != nil {
		return err
	}
	if err := noteSubstitute(j.tx, j.k.ID, j.cmd.Principal, j.behalf, j.k.Seq); err != nil {
		return err
	}
	if j.Decision == EntryReversed {
		if err := contra(j.tx, j.e, j.stands.amount, j.e.Seq, j.now); err != nil {
			return err
		}
	}
	if j.Decision != EntryConfirmed {
		if err := unsettle(j.tx, j.e.ID, j.gets.Clause, j.now); err != nil {
			return err
		}
	}
	if j.Correct {
		if err := j.correct(); err != nil {
			return err
		}
	}
	return j.told(seq)
}

// correct proposes the violation anew, at its place in the month, by the same edition.
func (j *judgement) correct() error {
	p := pricing{tx: j.tx, now: j.now, policy: j.policy, fines: j.fines()}
	e, f := j.e, *j.f
	e.ID, e.State, e.OutageID = beside(e.ID, "corrected"), EntryProposed, nil
	f.ProposerID, f.Corrects = &j.cmd.Principal, &j.e.ID
	return p.propose(e, f)
}

// told writes the event, the reason sealed with a key of its own: it may speak of anybody.
func (j *judgement) told(seq int64) error {
	prev, err := j.last(seq - 1)
	if err != nil {
		return err
	}
	row := Event{
		Stream: j.cmd.Stream, Seq: seq, Kind: KindEntry, Type: EventEntryDecided + j.Decision, Roles: joinRoles(j.roles),
	}
	if err := j.seal(&row, j.Reason); err != nil {
		return err
	}
	return j.deed.write(row, prev, seq)
}
