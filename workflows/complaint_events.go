package workflows

import "carebook/contract"

// opened registers the complaint; classifying it is owed from this moment.
func (c *complaint) opened(m contract.Message) contract.Proposal {
	return c.beside(contract.Proposal{
		Type: contract.EventOpened, Status: contract.Registered, Facts: m.Facts,
		Owe: []contract.Owe{{Duty: dutyClassify, Since: m.At}},
	}, m)
}

// classified asks for a handler and, for a major complaint, starts the early warning and calls the crisis team, both in
// parallel with the handling.
func (c *complaint) classified(m contract.Message) contract.Proposal {
	owe := []contract.Owe{{Duty: dutyAssign, Since: m.At}}
	if m.Facts.Severity == contract.Major {
		owe = append(owe, contract.Owe{Duty: dutyPrewarn, Since: m.At}, contract.Owe{Duty: dutyConvene, Since: m.At})
	}
	return contract.Proposal{
		Type: contract.EventClassified, Status: contract.Classified, Owe: owe, Settle: c.Fulfils(dutyClassify),
	}
}

func (c *complaint) assigned(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventAssigned, Status: contract.Assigned, Settle: c.Fulfils(dutyAssign),
		Owe: []contract.Owe{{Duty: c.begins(), Since: m.At}},
	}
}

// reported asks the lowest rung of the authority table that may decide the amount.
func (c *complaint) reported(m contract.Message) contract.Proposal {
	rung := c.Terms.Authority.For(m.Facts.Amount)
	return contract.Proposal{
		Type: contract.EventReported, Status: contract.Reported, Settle: c.Fulfils(dutyReport),
		Owe: []contract.Owe{{Duty: dutyDecide, Since: m.At, Role: rung.Role, Clause: rung.Clause}},
	}
}

func (c *complaint) decided(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventApproved, Status: contract.Approved, Settle: c.Fulfils(dutyDecide)}
	switch {
	case m.Facts.Verdict == contract.Return:
		p.Type, p.Status = contract.EventReturned, contract.Assigned
		p.Owe = []contract.Owe{{Duty: dutyReport, Since: m.At}}
	case c.Anonymous: // nobody can be told or asked: what is approved stands (V17-1.13)
		p.Status = contract.Accepted
		p.Owe = append(c.resultOwed(contract.Told, m), contract.Owe{Duty: dutyClose, Since: m.At})
	default:
		p.Owe = []contract.Owe{{Duty: dutyTell, Since: m.At}}
	}
	if m.Facts.Verdict == contract.Dismiss {
		p.Type = contract.EventDismissed
	}
	return p
}

func (c *complaint) told(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventTold, Status: contract.Told, Settle: c.Fulfils(dutyTell),
		Owe: append([]contract.Owe{{Duty: dutyAnswer, Since: m.At}}, c.resultOwed(contract.Told, m)...),
	}
	if c.Dismissed { // not upheld: nothing is to be accepted
		p.Status, p.Owe[0] = contract.NotUpheld, contract.Owe{Duty: dutyClose, Since: m.At}
	}
	return p
}

// answered closes the round. A rejected answer opens the next one: the report is owed anew, the old round stays attached,
// and the result that was to be reported is no longer the result.
func (c *complaint) answered(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventAccepted, Status: contract.Accepted, Settle: c.Fulfils(dutyAnswer)}
	if m.Facts.Verdict == contract.Accept {
		p.Owe = []contract.Owe{{Duty: dutyClose, Since: m.At}}
		return p
	}
	p.Type, p.Status = contract.EventRejected, contract.Assigned
	for _, duty := range []string{dutyResult, dutyCollect, dutyClose} {
		p.Settle = append(p.Settle, c.Cancels(duty)...)
	}
	p.Owe = []contract.Owe{{Duty: c.begins(), Since: m.At}}
	return p
}

func (c *complaint) closed(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventClosed, Status: contract.Closed, Settle: append(c.Fulfils(dutyClose), c.Fulfils(dutyConclude)...),
		Owe: append(c.resultOwed(contract.Closed, m), c.revisitOwed(m)...),
	}
}

// resultOwed starts the result report's clock at the event that the policy calls "handled".
func (c *complaint) resultOwed(at contract.Status, m contract.Message) []contract.Owe {
	if c.Terms.HandledEvent.Value != string(at) {
		return nil
	}
	return []contract.Owe{{Duty: dutyResult, Since: m.At}}
}

func (c *complaint) resultReported(contract.Message) contract.Proposal {
	return c.parallel(contract.EventResultReported, dutyResult)
}

func (c *complaint) prewarned(m contract.Message) contract.Proposal {
	p := c.parallel(contract.EventPrewarned, dutyPrewarn)
	p.Owe = []contract.Owe{{Duty: dutyRelay, Since: m.At}}
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
	return contract.Proposal{Type: event, Status: c.Status, Settle: c.Fulfils(duty)}
}
