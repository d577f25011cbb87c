package models_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/models"
)

func TestWhoMayDoWhat(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		const handler, reporter = "1007", "1007"
		f, _ := d.newFile(t)
		f.do(t, manager, contract.Assign, contract.Facts{Assignee: d.Staff[handler]}, owes("report"))
		report := f.do(t, reporter, contract.Report, contract.Facts{Amount: 100_001}, owes("decide", "convene"))
		convene := report.Opened[1].ID
		for name, c := range map[string]struct {
			who    string
			action contract.Action
			facts  contract.Facts
			want   contract.Refusal // empty code: may
		}{
			"by a role held at the unit":       {who: manager, action: contract.Note},
			"by the part of the recipient":     {who: "1006", action: contract.Note},
			"by the part of the handler":       {who: handler, action: contract.Tell},
			"by a role held above the unit":    {who: "0003", action: contract.Relay},
			"by the same role elsewhere":       {stranger, contract.Note, contract.Facts{}, wrongRole("V13-2.3", "note", "recipient,handler,customer_relations_specialist,customer_relations_manager,general_manager")},
			"by nobody's role":                 {"1005", contract.Convene, contract.Facts{}, wrongRole("V13-1.3", "convene", "general_manager")},
			"by somebody who has left":         {"1008", contract.Note, contract.Facts{}, wrongRole("V13-2.3", "note", "recipient,handler,customer_relations_specialist,customer_relations_manager,general_manager")},
			"below the rung of the amount":     {manager, contract.Decide, contract.Facts{}, wrongRole("V13-2.9", "decide", "vice_general_manager,general_manager")},
			"on the rung of the amount":        {who: "1002", action: contract.Decide},
			"above the rung of the amount":     {who: "1001", action: contract.Decide},
			"claiming what the own role owes":  {who: "1001", action: contract.Claim, facts: contract.Facts{Obligation: convene}},
			"claiming what another role owes":  {manager, contract.Claim, contract.Facts{Obligation: convene}, wrongRole("V13-2.2", "claim", "general_manager")},
			"claiming what isn't there":        {manager, contract.Claim, contract.Facts{Obligation: models.NewID()}, wrongRole("V13-2.2", "claim", "")},
			"giving work to somebody not here": {manager, contract.Reassign, contract.Facts{Assignee: d.Staff[stranger]}, *contract.Refused(contract.CodeUnknownStaff, "", "field", "assignee")},
			"complaining about nobody here":    {manager, contract.Note, contract.Facts{Subjects: []string{models.NewID()}}, *contract.Refused(contract.CodeUnknownStaff, "", "field", "subjects")},
		} {
			t.Run(name, func(t *testing.T) {
				in := f.says(t, c.who, c.action, c.facts, contract.Proposal{})
				if c.want.Code == "" {
					f.append(t, in)
					f.seq++
					return
				}
				if diff := cmp.Diff(c.want, f.refuses(t, in)); diff != "" {
					t.Error(diff)
				}
			})
		}
	})
}

func wrongRole(clause, action, roles string) contract.Refusal {
	return *contract.Refused(contract.CodeWrongRole, clause, "action", action, "roles", roles)
}

func TestWhoeverReportedDoesNotDecide(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		f.do(t, manager, contract.Report, contract.Facts{}, contract.Proposal{})
		in := f.says(t, manager, contract.Decide, contract.Facts{}, contract.Proposal{})
		if diff := cmp.Diff(*contract.Refused(contract.CodeFourEyes, "V13-2.9", "part", "reporter"), f.refuses(t, in)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestThePersonComplainedAboutNeitherActsNorGetsWork(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		about := contract.Facts{Subjects: []string{d.Staff[manager]}}
		excluded := *contract.Refused(contract.CodeExcluded, "V13-2.2")
		if diff := cmp.Diff(excluded, f.refuses(t, f.says(t, manager, contract.Note, about, contract.Proposal{}))); diff != "" {
			t.Errorf("accusing oneself: %s", diff)
		}
		f.do(t, manager, contract.Note, contract.Facts{}, contract.Proposal{})
		f.do(t, specialist, contract.Note, about, contract.Proposal{})
		if diff := cmp.Diff(excluded, f.refuses(t, f.says(t, manager, contract.Note, contract.Facts{}, contract.Proposal{}))); diff != "" {
			t.Errorf("acting: %s", diff)
		}
		work := f.says(t, "1001", contract.Reassign, contract.Facts{Assignee: d.Staff[manager]}, contract.Proposal{})
		if diff := cmp.Diff(*contract.Refused(contract.CodeSelfAppointed, "V13-2.2"), f.refuses(t, work)); diff != "" {
			t.Errorf("getting work: %s", diff)
		}
	})
}

// Rights are those of the moment at which the ledger writes, not of the moment at which somebody asked.
func TestARoleThatEndedBeforeTheLedgerLookedDoesNotCount(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		in := f.says(t, manager, contract.Assign, contract.Facts{Assignee: d.Staff["1007"]}, contract.Proposal{})
		end := d.now.Add(time.Second)
		err := d.b.DB.Model(&models.RoleAssignment{}).Where("staff_id = ?", d.Staff[manager]).Update("valid_to", end).Error
		if err != nil {
			t.Fatal(err)
		}
		d.now = end
		if r := f.refuses(t, in); r.Code != contract.CodeWrongRole {
			t.Errorf("%+v", r)
		}
	})
}

func TestWhenACommandMaySayThatItHappened(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		opened := d.now
		f, event := d.newFile(t)
		classify := contract.Proposal{Settle: []contract.Settle{{ID: event.Opened[0].ID, How: contract.Fulfilled}}}
		d.now = opened.Add(5 * 24 * time.Hour)
		for name, c := range map[string]struct {
			who     string
			at      time.Time
			settles contract.Proposal
			refused bool
		}{
			"as far back as the policy says":         {who: manager, at: d.now.Add(-48 * time.Hour)},
			"further back":                           {who: manager, at: d.now.Add(-96 * time.Hour), refused: true},
			"before the case began":                  {who: manager, at: opened.Add(-time.Second), refused: true},
			"in the future":                          {who: manager, at: d.now.Add(time.Second), refused: true},
			"by the one the clock runs against":      {specialist, d.now.Add(-time.Hour), classify, true},
			"now, by the one the clock runs against": {specialist, d.now, classify, false},
		} {
			t.Run(name, func(t *testing.T) {
				file, p := f, c.settles
				if p.Settle != nil { // each on a duty of its own
					d.now = opened
					file, event = d.newFile(t)
					d.now = opened.Add(5 * 24 * time.Hour)
					p.Settle = []contract.Settle{{ID: event.Opened[0].ID, How: contract.Fulfilled}}
				}
				in := file.says(t, c.who, contract.Classify, contract.Facts{}, p, occurred(c.at))
				if !c.refused {
					file.append(t, in)
					file.seq++
					return
				}
				want := *contract.Refused(contract.CodeBackdated, "V13-2.3", "limit", "3 days")
				if diff := cmp.Diff(want, file.refuses(t, in)); diff != "" {
					t.Error(diff)
				}
			})
		}
	})
}

// An update is a hint. What the ledger writes is the command as it stands in the books, or nothing.
func TestAMessageThatSaysSomethingElseIsRefused(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, opened := d.newFile(t)
		todo := opened.Opened[0].ID
		for name, lie := range map[string]func(*contract.Record){
			"another amount":  func(in *contract.Record) { in.Proposal.Facts.Amount++ },
			"another event":   func(in *contract.Record) { in.Proposal.Type = contract.EventVoided },
			"another opening": func(in *contract.Record) { in.Proposal.Type = contract.EventOpened },
			"another process": func(in *contract.Record) { in.Kind = "order" },
			"a clock that starts off": func(in *contract.Record) {
				in.Proposal.Owe = []contract.Owe{{Duty: "relay", Since: d.now.Add(time.Hour)}}
			},
			"a claim for another": func(in *contract.Record) { in.Proposal.Move[0].Person = d.Staff["1001"] },
		} {
			t.Run(name, func(t *testing.T) {
				in := f.says(t, specialist, contract.Claim, contract.Facts{Obligation: todo}, contract.Proposal{
					Move: []contract.Move{{ID: todo, Person: d.Staff[specialist]}},
				})
				lie(&in)
				if r := f.refuses(t, in); r.Code != contract.CodeForged {
					t.Errorf("%+v", r)
				}
			})
		}
	})
}

func TestAnOpeningNeedsItsUnitItsChannelAndItsCustomer(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		nobody := models.NewID()
		for name, c := range map[string]struct {
			change func(*contract.Facts)
			want   *contract.Refusal
		}{
			"unknown unit":                 {func(f *contract.Facts) { f.Unit = nobody }, contract.Refused(contract.CodeUnknownUnit, "", "unit", nobody)},
			"a unit without the process":   {func(f *contract.Facts) { f.Unit = d.Units["G"] }, contract.Refused(contract.CodeNoPolicy, "", "unit", "G", "profile", "")},
			"unknown channel":              {func(f *contract.Facts) { f.Channel = "pigeon" }, contract.Refused(contract.CodeUnknownValue, "V13-2.1", "field", "channel", "value", "pigeon")},
			"unknown customer":             {func(f *contract.Facts) { f.Customer = nobody }, contract.Refused(contract.CodeUnknownCustomer, "")},
			"somebody else's car, or none": {func(f *contract.Facts) { f.Vehicle = nobody }, contract.Refused(contract.CodeIncomplete, "V13-2.3", "fields", "car_model,plate")},
		} {
			t.Run(name, func(t *testing.T) {
				in := d.opening(t, models.NewID(), func(n *models.NewCommand) { c.change(&n.Facts) })
				if diff := cmp.Diff(*c.want, d.refuses(t, in)); diff != "" {
					t.Error(diff)
				}
			})
		}
	})
}
