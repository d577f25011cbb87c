package workflows

import (
	"slices"

	"carebook/contract"
)

// opened registers the complaint; classifying it is owed from this moment.
func (c *complaint) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventOpened, Status: contract.Registered, Facts: m.Facts,
		Owe: []contract.Owe{{Duty: dutyClassify, Since: m.At}},
	}
}

// classified asks for a handler and, for a major complaint, starts the early warning and calls the crisis team, both in
// parallel with the handling.
func (c *complaint) classified(m contract.Message) contract.Proposal {
	owe := []contract.Owe{{Duty: dutyAssign, Since: m.At}}
	if m.Facts.Severity == contract.Major {
		owe = append(owe, contract.Owe{Duty: dutyPrewarn, Since: m.At}, contract.Owe{Duty: dutyConvene, Since: m.At})
	}
	return contract.Proposal{
		Type: contract.EventClassified, Status: contract.Classified, Owe: owe, Settle: c.fulfils(dutyClassify),
	}
}

func (c *complaint) assigned(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventAssigned, Status: contract.Assigned, Settle: c.fulfils(dutyAssign),
		Owe: []contract.Owe{{Duty: dutyReport, Since: m.At, Person: m.Facts.Assignee}},
	}
}

// reported asks the lowest rung of the authority table that may decide the amount.
func (c *complaint) reported(m contract.Message) contract.Proposal {
	rung := c.Terms.Authority.For(m.Facts.Amount)
	return contract.Proposal{
		Type: contract.EventReported, Status: contract.Reported, Settle: c.fulfils(dutyReport),
		Owe: []contract.Owe{{Duty: dutyDecide, Since: m.At, Role: rung.Role, Clause: rung.Clause}},
	}
}

func (c *complaint) decided(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventApproved, Status: contract.Approved, Settle: c.fulfils(dutyDecide)}
	next := dutyTell
	if m.Facts.Verdict == contract.Return {
		p.Type, p.Status, next = contract.EventReturned, contract.Assigned, dutyReport
	}
	p.Owe = []contract.Owe{{Duty: next, Since: m.At, Person: c.Handler}}
	return p
}

func (c *complaint) told(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventTold, Status: contract.Told, Settle: c.fulfils(dutyTell),
		Owe: append([]contract.Owe{{Duty: dutyAnswer, Since: m.At, Person: c.Handler}}, c.resultOwed(contract.Told, m)...),
	}
}

// answered closes the round. A rejected answer opens the next one: the report is owed anew, the old round stays attached,
// and the result that was to be reported is no longer the result.
func (c *complaint) answered(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventAccepted, Status: contract.Accepted, Settle: c.fulfils(dutyAnswer)}
	if m.Facts.Verdict == contract.Accept {
		p.Owe = []contract.Owe{{Duty: dutyClose, Since: m.At}}
		return p
	}
	p.Type, p.Status = contract.EventRejected, contract.Assigned
	p.Settle = append(p.Settle, c.cancels(dutyResult)...)
	p.Owe = []contract.Owe{{Duty: dutyReport, Since: m.At, Person: c.Handler}}
	return p
}

func (c *complaint) closed(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventClosed, Settle: c.fulfils(dutyClose), Owe: c.resultOwed(contract.Closed, m)}
	p.Status = c.standing(contract.Closed, c.ResultReported, p)
	return p
}

// resultOwed starts the result report's clock at the event that the policy calls "handled".
func (c *complaint) resultOwed(at contract.Status, m contract.Message) []contract.Owe {
	if c.Terms.HandledEvent.Value != string(at) {
		return nil
	}
	return []contract.Owe{{Duty: dutyResult, Since: m.At, Person: c.Handler}}
}

func (c *complaint) resultReported(contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventResultReported, Settle: c.fulfils(dutyResult)}
	p.Status = c.standing(c.Status, true, p)
	return p
}

func (c *complaint) prewarned(m contract.Message) contract.Proposal {
	p := c.parallel(contract.EventPrewarned, dutyPrewarn)
	p.Owe = []contract.Owe{{Duty: dutyRelay, Since: m.At}}
	p.Status = c.standing(c.Status, c.ResultReported, p)
	return p
}

func (c *complaint) relayed(contract.Message) contract.Proposal {
	return c.parallel(contract.EventRelayed, dutyRelay)
}

func (c *complaint) convened(contract.Message) contract.Proposal {
	return c.parallel(contract.EventConvened, dutyConvene)
}

// parallel fulfils a duty beside the handling: the status stays, unless this was the last thing the case waited for.
func (c *complaint) parallel(event, duty string) contract.Proposal {
	p := contract.Proposal{Type: event, Settle: c.fulfils(duty)}
	p.Status = c.standing(c.Status, c.ResultReported, p)
	return p
}

// standing is where a case stands after a proposal: a closed one whose result is reported and that owes nothing more has
// come to its end.
func (c *complaint) standing(s contract.Status, reported bool, p contract.Proposal) contract.Status {
	if s == contract.Closed && reported && len(p.Owe) == 0 && len(p.Settle) == len(c.Obligations) {
		return contract.Completed
	}
	return s
}

func (c *complaint) noted(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventNoted, Status: c.Status}
}

func (c *complaint) claimed(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventClaimed, Status: c.Status,
		Move: []contract.Move{{ID: m.Facts.Obligation, Person: m.Actor}},
	}
}

// reassigned gives one to-do to another person or, when none is named, the whole case to another handler.
func (c *complaint) reassigned(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventReassigned, Status: c.Status}
	for _, o := range c.Obligations {
		if o.ID == m.Facts.Obligation || (m.Facts.Obligation == "" && o.Person == c.Handler) {
			p.Move = append(p.Move, contract.Move{ID: o.ID, Person: m.Facts.Assignee})
		}
	}
	return p
}

func (c *complaint) stopped(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventPaused, Status: c.Status, Clock: contract.Stop}
}

func (c *complaint) resumed(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventResumed, Status: c.Status, Clock: contract.Go}
}

// ended takes the case out of the world: everything still owed is cancelled.
func ended(event string, status contract.Status) func(*complaint, contract.Message) contract.Proposal {
	return func(c *complaint, _ contract.Message) contract.Proposal {
		p := contract.Proposal{Type: event, Status: status}
		for _, o := range c.Obligations {
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Cancelled})
		}
		return p
	}
}

// fired is the event of a mark whose moment has come.
func (c *complaint) fired(f contract.Fire) contract.Proposal {
	names := map[contract.MarkKind]string{
		contract.Remind: contract.EventReminded, contract.Escalate: contract.EventEscalated, contract.Breach: contract.EventBreached,
	}
	return contract.Proposal{Type: names[f.Kind], Status: c.Status, Fire: &f}
}

func (c *complaint) fulfils(duty string) []contract.Settle { return c.settle(duty, contract.Fulfilled) }

func (c *complaint) cancels(duty string) []contract.Settle { return c.settle(duty, contract.Cancelled) }

func (c *complaint) settle(duty string, how contract.How) []contract.Settle {
	if o := c.owing(duty); o != nil {
		return []contract.Settle{{ID: o.ID, How: how}}
	}
	return nil
}

// owing is the open obligation of a duty, nil when there is none.
func (c *complaint) owing(duty string) *contract.Obligation {
	return c.find(func(o contract.Obligation) bool { return o.Duty == duty })
}

func (c *complaint) obligation(id string) *contract.Obligation {
	return c.find(func(o contract.Obligation) bool { return o.ID == id })
}

func (c *complaint) find(is func(contract.Obligation) bool) *contract.Obligation {
	if i := slices.IndexFunc(c.Obligations, is); i >= 0 {
		return &c.Obligations[i]
	}
	return nil
}
