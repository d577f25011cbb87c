package models_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// creditHead opens, closes and voids accounts anywhere in the group.
const creditHead = "1006"

// onAccount lets all three units have accounts beside complaints, by a policy that has these causes of an assessment.
func (d *desk) onAccount(t *testing.T, causes string) {
	t.Helper()
	shipped := newShelf(t).Book
	v2, _ := shipped.Policy("V2")
	own, err := shipped.Overlay(fstest.MapFS{
		"V2.yaml":       {Data: []byte(strings.Replace(string(v2.Content), "[overdue, bad_debt, complaint, ownership]", causes, 1))},
		"profiles.yaml": {Data: []byte("profiles: {dealer-4s: {title: {en: Dealer}, calendar: cn, complaint: V13, credit: V2}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	d.shelf = booktest.Shelf{Book: own}
	if err := d.b.DB.Model(&models.Unit{}).Where("id = ?", d.Units["G"]).Update("profile", "dealer-4s").Error; err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{"sales_department_head", "customer_relations_specialist"} {
		a := models.RoleAssignment{ID: models.NewID(), StaffID: d.Staff[creditHead], Role: role, UnitID: d.Units["G"], ValidFrom: d.now}
		if err := d.b.DB.Create(&a).Error; err != nil {
			t.Fatal(err)
		}
	}
}

// account is one of the seeded customer, with what is done to it afterwards.
func (d *desk) account(t *testing.T, unit string, then ...contract.Action) string {
	t.Helper()
	id := models.NewID()
	asCredit := func(n *models.NewCommand) { n.Kind = string(contract.Credit) }
	f := contract.Facts{Unit: d.Units[unit], Customer: d.Customer, Assignee: d.Staff[creditHead]}
	for seq, action := range append([]contract.Action{contract.Open}, then...) {
		status := contract.NotEligible
		if seq > 0 {
			status, f = map[contract.Action]contract.Status{contract.CloseAccount: contract.AccountClosed, contract.Void: contract.Voided}[action], contract.Facts{}
		}
		in := d.proposes(t, d.receive(t, id, creditHead, action, f, asCredit), int64(seq), contract.Proposal{Type: contract.Leads[action][0], Status: status})
		in.Kind = contract.Credit
		d.append(t, in)
	}
	return id
}

func (d *desk) anotherCustomer(t *testing.T) string {
	t.Helper()
	id := models.NewID()
	must(d.b.CreateCustomer(context.Background(), models.NewCustomer{
		Command: d.Command("/customers", id), UnitID: d.Units["S1"], Name: "演示客户丙", Phone: "13900009999",
	}))(t)
	return id
}

// complains opens a complaint of the seeded customer at a unit.
func (d *desk) complains(t *testing.T, unit string) (string, contract.Event) {
	t.Helper()
	id := models.NewID()
	f := contract.Facts{Unit: d.Units[unit], Customer: d.Customer, Vehicle: d.Vehicle, Channel: "visit"}
	return id, d.append(t, d.proposes(t, d.receive(t, id, creditHead, contract.Open, f), 0, contract.Proposal{
		Type: contract.EventOpened, Status: contract.Registered,
	}))
}

const allCauses = "[overdue, bad_debt, complaint, ownership]"

func TestAComplaintHasTheCustomersAccountsAssessedOnTheLineOfItsUnit(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.onAccount(t, allCauses)
		ids := map[string]string{}
		for _, unit := range []string{"G", "S1", "S2"} {
			ids[unit] = d.account(t, unit)
		}
		for unit, want := range map[string][]string{"S1": {"G", "S1"}, "S2": {"G", "S2"}, "G": {"G", "S1", "S2"}} {
			complaint, e := d.complains(t, unit)
			var got []string
			for _, s := range e.Spawned {
				for code, id := range ids {
					if s.Case == id && s.Kind == contract.Credit && s.Action == contract.Reassess {
						got = append(got, code)
					}
				}
				c, err := models.CommandByID(d.b.DB, s.Command)
				if err != nil {
					t.Fatal(err)
				}
				m, err := c.Message()
				if err != nil || m.Facts.Cause != contract.CauseComplaint || m.Facts.Earlier != complaint || c.Cause != complaint+"/1" || c.State != models.Received {
					t.Errorf("%+v %v", c, err)
				}
			}
			if slices.Sort(got); !slices.Equal(got, want) || len(e.Spawned) != len(want) {
				t.Errorf("a complaint at %s brought %v, want %v", unit, got, want)
			}
		}
	})
}

func TestAComplaintSentTwiceBringsOneAssessment(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.onAccount(t, allCauses)
		d.account(t, "S1")
		in := d.opening(t, models.NewID())
		d.append(t, in)
		out, err := d.b.Append(context.Background(), d.shelf, in)
		if err != nil || out.Outcome != contract.Repeated {
			t.Fatalf("%s %v", out.Outcome, err)
		}
		waiting, err := d.b.Spawned(context.Background(), 10)
		if err != nil || len(waiting) != 1 {
			t.Errorf("%d commands wait, %v", len(waiting), err)
		}
	})
}

func TestAComplaintLeavesAccountsAlone(t *testing.T) {
	for what, plant := range map[string]func(*testing.T, *desk){
		"that are closed":               func(t *testing.T, d *desk) { d.account(t, "S1", contract.CloseAccount) },
		"that are void":                 func(t *testing.T, d *desk) { d.account(t, "S1", contract.Void) },
		"whose policy hasn't the cause": func(t *testing.T, d *desk) { d.onAccount(t, "[overdue, bad_debt]"); d.account(t, "S1") },
		"of somebody else": func(t *testing.T, d *desk) {
			complainant := d.Customer
			d.Customer = d.anotherCustomer(t)
			d.account(t, "S1")
			d.Customer = complainant
		},
	} {
		t.Run(what, func(t *testing.T) {
			eachDesk(t, func(t *testing.T, d *desk) {
				d.onAccount(t, allCauses)
				plant(t, d)
				if _, e := d.complains(t, "S1"); len(e.Spawned) != 0 {
					t.Errorf("brought %+v", e.Spawned)
				}
			})
		})
	}
}
