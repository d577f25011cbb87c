package models_test

import (
	"context"
	"slices"
	"testing"

	"carebook/contract"
	"carebook/models"
)

// reportedFile is a complaint that 1006 took, 1005 handles and has reported on, and that is about 1004.
func (d *desk) reportedFile(t *testing.T) *file {
	t.Helper()
	f, _ := d.newFile(t)
	f.do(t, "1003", contract.Classify, contract.Facts{Severity: contract.Important, Subjects: []string{d.Staff["1004"]}}, owes("assign"))
	f.do(t, "1003", contract.Assign, contract.Facts{Assignee: d.Staff["1005"]}, owes("report"))
	f.do(t, "1005", contract.Report, contract.Facts{Amount: 1_00}, contract.Proposal{})
	return f
}

func (f *file) rights(t *testing.T, staff string) []models.Right {
	t.Helper()
	k := must(models.CaseByID(f.b.DB, f.id))(t)
	return must(f.b.Rights(f.b.DB, k, staff, f.now))(t)
}

// tries sends a command to the ledger and reports whether its author was let.
func (f *file) tries(t *testing.T, who string, a contract.Action) bool {
	t.Helper()
	facts := contract.Facts{}
	if a == contract.Assign || a == contract.Reassign {
		facts.Assignee = f.Staff["1005"]
	}
	if a == contract.Classify || a == contract.Reclassify {
		facts.Severity = contract.Important
	}
	if k := must(models.CaseByID(f.b.DB, f.id))(t); k.Seq != f.seq {
		f.seq = k.Seq
	}
	out, err := f.b.Append(context.Background(), f.shelf, f.says(t, who, a, facts, contract.Proposal{}))
	if err != nil {
		t.Fatal(err)
	}
	keeps := []string{contract.CodeWrongRole, contract.CodeFourEyes, contract.CodeExcluded}
	return out.Refusal == nil || !slices.Contains(keeps, out.Refusal.Code)
}

func TestWhatSomebodyMayDoIsWhatTheLedgerLetsHimDo(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		for _, who := range []string{"1001", "1002", "1003", "1004", "1005", "1006", "1007", "2001"} {
			f := d.reportedFile(t)
			rights, let := f.rights(t, d.Staff[who]), 0
			for _, r := range rights {
				if r.Action == contract.Claim || r.Action == contract.Pause || r.Action == contract.Resume {
					continue // need a to-do, and running clocks
				}
				now := f.rights(t, d.Staff[who]) // what was done before may have given him another part
				r = now[slices.IndexFunc(now, func(n models.Right) bool { return n.Action == r.Action })]
				if got := f.tries(t, who, r.Action); got != r.Allowed {
					t.Errorf("%s, %s: the ledger says %v, the list %v", who, r.Action, got, r.Allowed)
				} else if got {
					let++
				}
			}
			if away := who == "1004" || who == "2001"; len(rights) < 20 || away != (let == 0) && who != "1007" {
				t.Errorf("%s may take %d of %d", who, let, len(rights))
			}
		}
	})
}

func TestATodoCanBeTakenByWhoHoldsItsRoleWhileItIsUnclaimed(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, opened := d.newFile(t)
		claim := func(who string) models.Right {
			all := f.rights(t, d.Staff[who])
			return all[slices.IndexFunc(all, func(r models.Right) bool { return r.Action == contract.Claim })]
		}
		if r := claim("1004"); !r.Allowed || !slices.Equal(r.Roles, []string{"customer_relations_specialist"}) || r.Clause != "V13-2.2" {
			t.Errorf("%+v", r)
		}
		if claim("1001").Allowed {
			t.Error("somebody without the role may take it")
		}
		todo := opened.Opened[0].ID
		f.do(t, "1004", contract.Claim, contract.Facts{Obligation: todo}, contract.Proposal{Move: []contract.Move{{ID: todo, Person: d.Staff["1004"]}}})
		if claim("1004").Allowed {
			t.Error("a claimed to-do may be taken")
		}
	})
}

func TestWhoMayOpenACaseSaysThePolicy(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		v13, _ := d.shelf.Book.Policy("V13")
		for who, want := range map[string]bool{"1006": true, "1007": false, "2001": false} {
			r := must(models.RightToOpen(d.b.DB, v13, contract.Complaint, d.Units["S1"], d.Staff[who], d.now))(t)
			if r.Allowed != want || r.Clause == "" || len(r.Roles) == 0 {
				t.Errorf("%s: %+v", who, r)
			}
		}
	})
}
