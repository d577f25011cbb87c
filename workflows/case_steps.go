package workflows

import (
	"maps"
	"slices"

	"carebook/contract"
)

// A step is one action on a case: the statuses it is taken in, whether it may be taken while the case is paused, what else
// must hold, and the event it leads to. The ledger judges who may take it; a step only knows when.
type step[F family] struct {
	in       []contract.Status // empty: any that hasn't ended
	paused   bool
	check    func(F, contract.Message) *contract.Refusal
	proposal func(F, contract.Message) contract.Proposal
}

// steps are all that a kind of case understands.
type steps[F family] map[contract.Action]step[F]

// with adds to a family's own steps those that every open case understands.
func (t steps[F]) with() steps[F] {
	all := steps[F]{
		contract.Note:     {paused: true, proposal: stays[F](contract.EventNoted)},
		contract.Attach:   {paused: true, proposal: stays[F](contract.EventAttached)},
		contract.Claim:    {paused: true, check: unclaimed[F], proposal: claimed[F]},
		contract.Reassign: {paused: true, check: reassignable[F], proposal: reassigned[F]},
		contract.Pause:    {proposal: clock[F](contract.EventPaused, contract.Stop)},
		contract.Resume:   {paused: true, check: isPaused[F], proposal: clock[F](contract.EventResumed, contract.Go)},
		contract.Void:     {paused: true, proposal: ended[F](contract.EventVoided, contract.Voided)},
	}
	maps.Copy(all, t)
	return all
}

// may says why a command can't be carried out in the present state; nil means that it can.
func (t steps[F]) may(f F, m contract.Message) *contract.Refusal {
	s, known := t[m.Action]
	switch k := f.kase(); {
	case k.Status.Ended():
		return contract.HasEnded(m.Action, k.Status)
	case !known, k.Seq == 0, len(s.in) > 0 && !slices.Contains(s.in, k.Status):
		return notNow(k, m.Action)
	case k.PausedAt != nil && !s.paused:
		return contract.Refused(contract.CodePaused, "", "action", string(m.Action))
	case s.check != nil:
		return s.check(f, m)
	}
	return nil
}

// propose is the event that a command leads to, or why it can't.
func (t steps[F]) propose(f F, m contract.Message) (contract.Proposal, *contract.Refusal) {
	if refusal := t.may(f, m); refusal != nil {
		return contract.Proposal{}, refusal
	}
	p := t[m.Action].proposal(f, m)
	p.Facts = m.Facts
	return p, nil
}

// notNow says what the case waits for instead: the way out of a wrong state.
func notNow(k *contract.CaseState, a contract.Action) *contract.Refusal {
	r := contract.Refused(contract.CodeWrongState, "", "action", string(a), "status", string(k.Status))
	if len(k.Obligations) > 0 {
		r.Clause, r.Params["owed"] = k.Obligations[0].Clause, k.Obligations[0].Duty
	}
	return r
}

// in are the statuses of a step.
func in(statuses ...contract.Status) []contract.Status { return statuses }

// owed allows an action only while its duty is open.
func owed[F family](duty string) func(F, contract.Message) *contract.Refusal {
	return func(f F, m contract.Message) *contract.Refusal {
		if f.kase().Owing(duty) != nil {
			return nil
		}
		return notNow(f.kase(), m.Action)
	}
}

func named[F family](_ F, m contract.Message) *contract.Refusal {
	if m.Facts.Assignee == "" {
		return contract.Refused(contract.CodeUnknownStaff, "", "field", "assignee")
	}
	return nil
}

func unclaimed[F family](f F, m contract.Message) *contract.Refusal {
	switch o := f.kase().Obligation(m.Facts.Obligation); {
	case o == nil:
		return contract.Refused(contract.CodeUnknownTodo, "", "obligation", m.Facts.Obligation)
	case o.Person != "":
		return contract.Refused(contract.CodeClaimed, o.Clause, "duty", o.Duty)
	}
	return nil
}

func reassignable[F family](f F, m contract.Message) *contract.Refusal {
	switch k := f.kase(); {
	case m.Facts.Assignee == "":
		return named(f, m)
	case m.Facts.Obligation != "" && k.Obligation(m.Facts.Obligation) == nil:
		return contract.Refused(contract.CodeUnknownTodo, "", "obligation", m.Facts.Obligation)
	case m.Facts.Obligation == "" && k.Handler == "":
		return notNow(k, m.Action)
	}
	return nil
}

func isPaused[F family](f F, _ contract.Message) *contract.Refusal {
	if f.kase().PausedAt == nil {
		return contract.Refused(contract.CodeNotPaused, "")
	}
	return nil
}

// stays is an event that leaves the case where it is.
func stays[F family](event string) func(F, contract.Message) contract.Proposal {
	return func(f F, _ contract.Message) contract.Proposal {
		return contract.Proposal{Type: event, Status: f.kase().Status}
	}
}

// claimed gives a to-do to whoever asks for it.
func claimed[F family](f F, m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventClaimed, Status: f.kase().Status,
		Move: []contract.Move{{ID: m.Facts.Obligation, Person: m.Actor}},
	}
}

// reassigned gives one to-do, or the case with all that its handler owes, to somebody else.
func reassigned[F family](f F, m contract.Message) contract.Proposal {
	k := f.kase()
	p := contract.Proposal{Type: contract.EventReassigned, Status: k.Status}
	for _, o := range k.Obligations {
		if o.ID == m.Facts.Obligation || (m.Facts.Obligation == "" && o.Person == k.Handler) {
			p.Move = append(p.Move, contract.Move{ID: o.ID, Person: m.Facts.Assignee})
		}
	}
	return p
}

func clock[F family](event string, c contract.Clock) func(F, contract.Message) contract.Proposal {
	return func(f F, _ contract.Message) contract.Proposal {
		return contract.Proposal{Type: event, Status: f.kase().Status, Clock: c}
	}
}

// ended takes the case out of the world: everything still owed is cancelled.
func ended[F family](event string, status contract.Status) func(F, contract.Message) contract.Proposal {
	return func(f F, _ contract.Message) contract.Proposal {
		p := contract.Proposal{Type: event, Status: status}
		for _, o := range f.kase().Obligations {
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Cancelled})
		}
		return p
	}
}

// struck is the event of a mark whose moment has come.
func struck(k *contract.CaseState, f contract.Fire) contract.Proposal {
	names := map[contract.MarkKind]string{
		contract.Remind: contract.EventReminded, contract.Escalate: contract.EventEscalated, contract.Breach: contract.EventBreached,
	}
	return contract.Proposal{Type: names[f.Kind], Status: k.Status, Fire: &f}
}
