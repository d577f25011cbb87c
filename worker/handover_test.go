package worker_test

import (
	"context"
	"testing"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// carrier takes each command to its case as the case's process does: what is reassigned moves with all that its handler owes.
type carrier struct {
	*recorder
	y *yard
}

func (c carrier) Act(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error) {
	c.y.t.Helper()
	p := contract.Proposal{Type: contract.Leads[m.Action][0], Facts: m.Facts}
	var k models.Case
	var owed []models.Obligation
	c.y.read(c.y.b.DB.Where("id = ?", caseID), &k)
	c.y.read(c.y.b.DB.Where("case_id = ? AND state IN ('open', 'paused')", caseID).Order("id"), &owed)
	p.Status = k.Status
	open := c.y.opens()
	whole := false
	for _, o := range open {
		whole = whole || o.CaseID == caseID && o.ObligationID == nil
	}
	for _, o := range owed {
		theirs := o.PersonID != nil && *o.PersonID == c.y.seeded.Staff["1005"]
		if o.ID == m.Facts.Obligation || m.Facts.Obligation == "" && whole && theirs {
			p.Move = append(p.Move, contract.Move{ID: o.ID, Person: m.Facts.Assignee})
		}
	}
	out, err := c.y.ledger.Record(ctx, contract.Record{
		Kind: kind, Case: caseID, After: k.Seq, Effect: contract.Effect{Command: m.Command}, Proposal: p,
	})
	return contract.Receipt{Seq: out.Seq, Refusal: out.Refusal}, err
}

// administrators is what the administrator sees who orders hand-overs here.
func (y *yard) administrators() models.Scope {
	y.t.Helper()
	s, err := models.ScopeOf(y.b.DB, y.seeded.Staff["1001"], y.now)
	if err != nil {
		y.t.Fatal(err)
	}
	return s
}

// opens is what is open of whoever leaves.
func (y *yard) opens() []models.OpenDuty {
	y.t.Helper()
	open, err := models.OpenDuties(y.b.DB, y.administrators(), y.seeded.Staff["1005"])
	if err != nil {
		y.t.Fatal(err)
	}
	return open
}

func (y *yard) read(q *gorm.DB, into any) {
	y.t.Helper()
	if err := q.Find(into).Error; err != nil {
		y.t.Fatal(err)
	}
}

// has opens a case of a kind that a member of staff is responsible for.
func (y *yard) has(kind contract.Kind, f contract.Facts, status contract.Status, owe ...contract.Owe) string {
	y.t.Helper()
	n := y.seeded.Command("/"+string(kind), models.NewID())
	f.Unit, f.Customer, f.Assignee = y.seeded.Units["S1"], y.seeded.Customer, y.seeded.Staff["1005"]
	n.Kind, n.Action, n.Facts, n.Principal = string(kind), contract.Open, f, y.seeded.Staff["1005"]
	c, _, err := y.b.Receive(context.Background(), n)
	if err != nil {
		y.t.Fatal(err)
	}
	for i := range owe {
		owe[i].Since = c.OccurredAt
	}
	out, err := y.ledger.Record(context.Background(), contract.Record{
		Kind: kind, Case: c.Stream, Effect: contract.Effect{Command: c.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: status, Facts: f, Owe: owe},
	})
	if err != nil || out.Outcome != contract.Written {
		y.t.Fatalf("%s: %v %+v", kind, err, out.Refusal)
	}
	return c.Stream
}

func (y *yard) handsOver(to string, from time.Time) models.Command {
	y.t.Helper()
	n := models.NewHandOver{Command: y.seeded.Command("/hand-over", ""), Staff: y.seeded.Staff["1005"], To: y.seeded.Staff[to], From: from, Reason: "离职"}
	n.Command.Principal = y.seeded.Staff["1001"]
	c, err := y.b.HandItOver(context.Background(), n)
	if err != nil {
		y.t.Fatal(err)
	}
	return c
}

func (y *yard) progress(c models.Command) (moved, left int, refused []string) {
	y.t.Helper()
	p, err := y.b.HandOverOf(y.b.DB, y.administrators(), c.ID)
	if err != nil {
		y.t.Fatal(err)
	}
	for _, r := range p.Refused {
		refused = append(refused, r.Refusal.Code)
	}
	return p.Moved, p.Left, refused
}

// leaving is a sales consultant with a file, and with to-dos of two complaints, one of which stands still.
func (y *yard) leaving() (complaint string) {
	y.seeded.Administer(y.t, y.b, "1001", "S1")
	y.sweeper.Cases = carrier{y.cases, y}
	y.has(contract.Archive, contract.Facts{Vehicle: y.seeded.Vehicle, File: "new_car"}, contract.Waiting,
		contract.Owe{Duty: "hand_over_new_car", Person: y.seeded.Staff["1005"]})
	complaint, _ = y.opened()
	paused, _ := y.opened()
	err := y.b.DB.Model(&models.Obligation{}).Where("case_id IN ?", []string{complaint, paused}).Update("person_id", y.seeded.Staff["1005"]).Error
	if err == nil {
		err = y.b.DB.Model(&models.Case{}).Where("id = ?", paused).Update("paused_at", y.now).Error
	}
	if err != nil {
		y.t.Fatal(err)
	}
	return complaint
}

func TestAfterAHandOverNothingOpenNamesWhoeverLeaves(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		complaint := y.leaving()
		exclude := models.Exclusion{CaseID: complaint, StaffID: y.seeded.Staff["1012"], Seq: 1}
		if err := y.b.DB.Create(&exclude).Error; err != nil {
			t.Fatal(err)
		}
		first := y.handsOver("1012", y.now)
		if moved, left, refused := y.progress(first); moved != 0 || left != 3 || refused != nil {
			t.Errorf("before anything was sent: %d %d %v", moved, left, refused)
		}
		y.handsOver("1007", y.now) // nothing goes over twice
		y.sendSpawned()
		moved, left, refused := y.progress(first)
		if moved != 2 || left != 0 || len(refused) != 1 || refused[0] != contract.CodeSelfAppointed {
			t.Errorf("%d %d %v", moved, left, refused)
		}
		second := y.handsOver("1007", y.now)
		y.sendSpawned()
		if moved, left, refused := y.progress(second); moved != 1 || left != 0 || refused != nil {
			t.Errorf("what was refused, to somebody else: %d %d %v", moved, left, refused)
		}
		if open := y.opens(); len(open) != 0 {
			t.Errorf("%v", open)
		}
		y.chainsHold()
	})
}

// Whoever a case is about neither sees that it goes over nor says to whom: another administrator does.
func TestWhoeverACaseIsAboutDoesNotHandItOver(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		complaint := y.leaving()
		hidden := models.Exclusion{CaseID: complaint, StaffID: y.seeded.Staff["1001"], Seq: 1}
		if err := y.b.DB.Create(&hidden).Error; err != nil {
			t.Fatal(err)
		}
		c := y.handsOver("1012", y.now)
		y.sendSpawned()
		if moved, left, refused := y.progress(c); moved != 2 || left != 0 || refused != nil {
			t.Errorf("%d %d %v", moved, left, refused)
		}
		var o models.Obligation
		y.read(y.b.DB.Where("case_id = ?", complaint).Limit(1), &o)
		if *o.PersonID != y.seeded.Staff["1005"] {
			t.Error("handed over by whom it is about")
		}
		y.seeded.Administer(t, y.b, "1002", "S1")
		n := models.NewHandOver{Command: y.seeded.Command("/hand-over", ""), Staff: y.seeded.Staff["1005"], To: y.seeded.Staff["1012"], From: y.now, Reason: "离职"}
		n.Command.Principal = y.seeded.Staff["1002"]
		if _, err := y.b.HandItOver(context.Background(), n); err != nil {
			t.Fatal(err)
		}
		y.sendSpawned()
		y.read(y.b.DB.Where("id = ?", o.ID), &o)
		if *o.PersonID != y.seeded.Staff["1012"] {
			t.Error("another administrator couldn't hand it over")
		}
	})
}

func TestAHandOverTakesNothingFromWhoeverHasItMeanwhile(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		complaint := y.leaving()
		c := y.handsOver("1012", y.now)
		err := y.b.DB.Model(&models.Obligation{}).Where("case_id = ?", complaint).Update("person_id", y.seeded.Staff["1004"]).Error
		if err != nil {
			t.Fatal(err)
		}
		y.sendSpawned()
		if moved, left, refused := y.progress(c); moved != 2 || left != 0 || len(refused) != 1 || refused[0] != contract.CodeNotYours {
			t.Errorf("%d %d %v", moved, left, refused)
		}
	})
}

func TestAHandOverBeginsOnItsDayWithWhatIsOpenThen(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		y.seeded.Administer(t, y.b, "1001", "S1")
		y.sweeper.Cases = carrier{y.cases, y}
		c := y.handsOver("1012", y.now.Add(24*time.Hour))
		y.leaving()
		y.sendSpawned()
		if moved, left, _ := y.progress(c); moved+left != 0 {
			t.Errorf("before its day: %d %d", moved, left)
		}
		y.now = y.now.Add(24 * time.Hour)
		if err := y.b.BeginHandOvers(context.Background()); err != nil {
			t.Fatal(err)
		}
		y.sendSpawned()
		if moved, left, refused := y.progress(c); moved != 3 || left != 0 || refused != nil {
			t.Errorf("on its day: %d %d %v", moved, left, refused)
		}
	})
}

func (y *yard) chainsHold() {
	y.t.Helper()
	v, err := models.VerifyChains(context.Background(), y.b, func(b models.Break) { y.t.Error(b) })
	if err != nil || v.Breaks != 0 {
		y.t.Error(v, err)
	}
}
