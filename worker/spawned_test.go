package worker_test

import (
	"context"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

// spawned is a command that another case's event has brought: nobody who may note sent it.
func (y *yard) spawned(caseID string, action contract.Action) models.Command {
	y.t.Helper()
	c := models.Command{
		ID: models.NewID(), Kind: string(contract.Complaint), Stream: caseID, Action: action, Facts: []byte("{}"), BodyHash: []byte{},
		OccurredAt: y.now, ReceivedAt: y.now, State: models.Received, Cause: models.NewID() + "/3",
	}
	c.Key = "cause:" + c.ID
	if err := y.b.DB.Create(&c).Error; err != nil {
		y.t.Fatal(err)
	}
	return c
}

func (y *yard) sendSpawned() {
	y.t.Helper()
	if err := y.sweeper.Spawned(context.Background()); err != nil {
		y.t.Fatal(err)
	}
}

func (y *yard) state(c models.Command) string {
	y.t.Helper()
	row, err := models.CommandByID(y.b.DB, c.ID)
	if err != nil {
		y.t.Fatal(err)
	}
	return row.State
}

func TestASpawnedCommandIsSentUntilItIsAnsweredAndItsRightsAreNotAskedForAgain(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id, _ := y.opened()
		c := y.spawned(id, contract.Note)
		y.cases.answer[c.ID] = dispatch.ErrLate
		y.sendSpawned()
		y.wantSent("act " + id + " " + c.ID + " note")
		if y.state(c) != models.Received {
			t.Errorf("without an answer it is %s", y.state(c))
		}
		delete(y.cases.answer, c.ID)
		y.record(c, 1, contract.Proposal{Type: contract.EventNoted, Status: contract.Registered})
		y.sendSpawned()
		y.wantSent()
		y.sweep(time.Minute)
		if y.state(c) != models.Recorded {
			t.Errorf("it is %s", y.state(c))
		}
	})
}

func TestWhatACaseRefusesOfASpawnedCommandIsItsOutcome(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id, _ := y.opened()
		refused, gone := y.spawned(id, contract.Close), y.spawned(id, contract.Revisit)
		y.cases.answer[refused.ID] = contract.Refused(contract.CodeWrongState, "")
		y.cases.answer[gone.ID] = dispatch.ErrGone
		y.sendSpawned()
		y.cases.sent = nil
		if y.state(refused) != models.Refused || y.state(gone) != models.Received {
			t.Errorf("refused is %s; without its workflow, a case that runs leaves %s", y.state(refused), y.state(gone))
		}
		if err := y.b.DB.Model(&models.Case{}).Where("id = ?", id).Update("ended", true).Error; err != nil {
			t.Fatal(err)
		}
		y.sendSpawned()
		y.wantSent("act " + id + " " + gone.ID + " revisit")
		if y.state(gone) != models.Refused {
			t.Errorf("of a case that has ended it is %s", y.state(gone))
		}
	})
}

func TestACaseThatIsBehindItsBooksIsToldBeforeItsRefusalCounts(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id, _ := y.opened()
		c := y.spawned(id, contract.Revisit)
		y.cases.answer[c.ID] = contract.Refused(contract.CodeWrongState, "")
		y.cases.synced = func() { delete(y.cases.answer, c.ID) }
		y.sendSpawned()
		act := "act " + id + " " + c.ID + " revisit"
		y.wantSent(act, "sync "+id+"  ", act)
		if y.state(c) != models.Received {
			t.Errorf("what the case took once it knew is %s", y.state(c))
		}
	})
}

func TestASpawnedCommandWaitsUntilItsCaseGoesOn(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id, _ := y.opened()
		c := y.spawned(id, contract.Revisit)
		y.cases.answer[c.ID] = contract.Refused(contract.CodePaused, "")
		for range 2 {
			y.sendSpawned()
			y.wantSent("act " + id + " " + c.ID + " revisit")
			if y.state(c) != models.Received {
				t.Errorf("refused by a case that was paused, it is %s", y.state(c))
			}
		}
	})
}

func TestASpawnedCommandNeverExpires(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id, _ := y.opened()
		c := y.spawned(id, contract.Note)
		y.sweep(48 * time.Hour)
		if y.state(c) != models.Received {
			t.Errorf("after two days it is %s", y.state(c))
		}
	})
}
