package workflows

import (
	"slices"
	"strings"

	"carebook/contract"
)

// opened begins with the delivery: from then on the file is to be handed over.
func (a *archive) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventOpened, Status: contract.Waiting, Facts: m.Facts,
		Owe: []contract.Owe{{Duty: dutyHandOver + m.Facts.File, Since: m.At, Person: m.Facts.Assignee}},
	}
}

// sent is the sender's check and signature. The file is handed over when both sides have signed (V4-4.1), so the sender's
// clock runs on.
func (a *archive) sent(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventSent, Status: contract.Sent, Owe: []contract.Owe{{Duty: dutyReceive, Since: m.At}},
	}
}

// signed is the second signature. With it the file is handed over; what was ordered because it was late is done.
func (a *archive) signed(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventSigned, Status: contract.Signed, Owe: []contract.Owe{{Duty: dutyCheck, Since: m.At}},
		Settle: append(a.Fulfils(dutyReceive), a.Fulfils(a.handOver())...),
	}
	p.Settle = append(p.Settle, a.FulfilsItem(dutyCorrect, contract.ItemHandOver)...)
	return p
}

// checked orders each defect to be put right and fines it where the policy does. A paper whose excuse is accepted is owed
// by its day, without a fine.
func (a *archive) checked(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventChecked, Status: contract.Checked, Settle: a.Fulfils(dutyCheck)}
	for _, f := range a.found(m.Facts) {
		p.Type, p.Status = contract.EventFaulted, contract.Defective
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyCorrect, Item: f.Item(), Since: m.At, Person: a.Handler})
		if v := a.terms().Violation(f.Fault); v != "" {
			p.Fines = append(p.Fines, contract.Fine{Violation: v, Person: a.Handler, Item: f.Item()})
		}
	}
	for _, said := range m.Facts.Papers {
		if said.State == contract.PaperExcused {
			p.Owe = append(p.Owe, a.supplyOwed(said.Code, m))
		}
	}
	if p.Status == contract.Checked {
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyStore, Since: m.At})
	}
	return p
}

// supplyOwed is counted from the day that the sender named.
func (a *archive) supplyOwed(code string, m contract.Message) contract.Owe {
	i := slices.IndexFunc(a.Papers, func(p contract.Paper) bool { return p.Code == code })
	return contract.Owe{Duty: dutySupply, Item: code, Since: m.At, From: a.Papers[i].Expected, Person: a.Handler}
}

func (a *archive) corrected(m contract.Message) contract.Proposal {
	return a.without(m, contract.EventCorrected, a.FulfilsItem(dutyCorrect, m.Facts.Item))
}

// stopped ends the fines for an item; the defect stays known and the duty to hand over stays owed.
func (a *archive) stopped(m contract.Message) contract.Proposal {
	o := a.OwingItem(dutyCorrect, m.Facts.Item)
	return a.without(m, contract.EventStopped, []contract.Settle{{ID: o.ID, How: contract.Cancelled}})
}

// without is a file with one thing less to be put right: the last one lets it be stored.
func (a *archive) without(m contract.Message, event string, settle []contract.Settle) contract.Proposal {
	p := contract.Proposal{Type: event, Status: a.Status, Settle: settle}
	if a.Status == contract.Defective && len(a.Defects) == 1 && a.defect(m.Facts.Item) == 0 {
		p.Status, p.Owe = contract.Checked, []contract.Owe{{Duty: dutyStore, Since: m.At}}
	}
	return p
}

func (a *archive) supplied(m contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventSupplied, Status: a.Status, Settle: a.FulfilsItem(dutySupply, m.Facts.Item)}
}

func (a *archive) stored(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventStored, Status: contract.Stored, Settle: a.Fulfils(dutyStore)}
}

// lost fines whoever lost or damaged pieces of the file, each of them; nobody when nobody is known.
func (a *archive) lost(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventLost, Status: contract.Lost}
	if m.Facts.Person != "" {
		for range m.Facts.Pieces {
			p.Fines = append(p.Fines, contract.Fine{Violation: a.Terms.Lost.Value, Person: m.Facts.Person})
		}
	}
	return p
}

func (a *archive) restored(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventRestored, Status: contract.Stored}
}

// fired is what follows from a mark. A file that isn't handed over in time is fined and ordered; what isn't put right in
// time is fined again and ordered again (V4-5.10). Both go on from the due time, however late the mark came.
func (a *archive) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&a.CaseState, f), a.Obligation(f.Obligation)
	if f.Kind != contract.Breach || o == nil {
		return p
	}
	switch o.Duty {
	case a.handOver():
		p.Fines = []contract.Fine{{Violation: a.terms().Late.Value, Person: o.Person}}
		p.Owe = []contract.Owe{{Duty: dutyCorrect, Item: contract.ItemHandOver, Since: o.Due, Person: o.Person}}
	case dutyCorrect:
		if v := a.violation(o.Item); v != "" {
			p.Fines = []contract.Fine{{Violation: v, Person: o.Person, Item: o.Item, Again: true}}
		}
		p.Settle = []contract.Settle{{ID: o.ID, How: contract.Missed}}
		p.Owe = []contract.Owe{{Duty: dutyCorrect, Item: o.Item, Since: o.Due, Person: o.Person}}
	}
	return p
}

// violation is what an item costs as long as it isn't put right.
func (a *archive) violation(item string) string {
	if item == contract.ItemHandOver {
		return a.terms().Late.Value
	}
	_, fault, found := strings.Cut(item, "/")
	if !found {
		fault = item
	}
	return a.terms().Violation(fault)
}
