package workflows

import "carebook/contract"

// opened asks for the approvals: the ledger knows whose record it is, and puts one to-do for each role that approves.
func (l *loan) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventOpened, Status: contract.Requested, Facts: m.Facts,
		Owe: []contract.Owe{{Duty: dutyApprove, Since: m.At}},
	}
}

// granted is one approval. After the last one the record is handed out, or opened on screen by the ledger; a record that is to be
// amended or passed on waits for that.
func (l *loan) granted(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventCountersigned, Status: l.Status,
		Settle: []contract.Settle{{ID: l.approval(m).ID, How: contract.Fulfilled}},
	}
	if len(l.Unsigned()) > 1 {
		return p
	}
	p.Type, p.Status = contract.EventGranted, contract.Approved
	if l.lent() || l.Purpose == contract.ToRead {
		p.Owe = []contract.Owe{{Duty: dutyIssue, Since: m.At}}
	}
	return p
}

// issued hands the record to whoever asked: to take it along, or to read it where it is kept.
func (l *loan) issued(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventIssued, Status: contract.Reading, Settle: l.Fulfils(dutyIssue)}
	duty := dutyFinishReading
	if l.lent() {
		p.Status, duty = contract.OnLoan, dutyGiveBack
	}
	p.Owe = []contract.Owe{{Duty: duty, Since: m.At, Person: l.Handler}}
	return p
}

func (l *loan) givenBack(contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventGivenBack, Status: contract.Returned, Settle: append(l.Fulfils(dutyGiveBack), l.Fulfils(dutyFinishReading)...),
	}
}

// lost fines whoever lost or damaged the record: who has it, unless somebody else is named.
func (l *loan) lost(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventLost, Status: contract.Lost, Settle: append(l.Cancels(dutyGiveBack), l.Cancels(dutyFinishReading)...),
	}
	r, person, times := l.Terms.Record, m.Facts.Person, 1
	if person == "" {
		person = l.Handler
	}
	if r.EachPiece != nil && r.EachPiece.Value {
		times = m.Facts.Pieces
	}
	for range times {
		if r.Lost != nil {
			p.Fines = append(p.Fines, contract.Fine{Violation: r.Lost.Value, Person: person})
		}
	}
	return p
}

func (l *loan) accessEnded(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventAccessEnded, Status: contract.Returned}
}

// leaked has somebody see to it, wherever the request stands (V1-4.1.3b).
func (l *loan) leaked(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventLeaked, Status: l.Status}
	if l.Owing(dutySettleLeak) == nil {
		p.Owe = []contract.Owe{{Duty: dutySettleLeak, Since: m.At}}
	}
	return p
}

func (l *loan) leakSettled(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventLeakSettled, Status: l.Status, Settle: l.Fulfils(dutySettleLeak)}
}

// fired is what follows from a mark. What isn't back in time stays owed; where the policy fines that, it is fined once (S2-7.10b).
func (l *loan) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&l.CaseState, f), l.Obligation(f.Obligation)
	if f.Kind != contract.Breach || o == nil || o.Duty != dutyGiveBack && o.Duty != dutyFinishReading {
		return p
	}
	p.Status = contract.Overdue
	if late := l.Terms.Record.Late; late != nil && o.Duty == dutyGiveBack {
		p.Fines = []contract.Fine{{Violation: late.Value, Person: o.Person}}
	}
	return p
}
