package models_test

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"carebook/contract"
	"carebook/models"
)

// visited is a complaint of a store in which a return visit follows each closing, just closed. The workers haven't sent the
// opening of that visit yet: it is the command that is returned.
func (d *desk) visited(t *testing.T) (*file, models.Command) {
	t.Helper()
	own, err := d.shelf.Book.Overlay(fstest.MapFS{"profiles.yaml": {Data: []byte(
		"profiles: {dealer-4s: {title: {en: Dealer}, calendar: cn, complaint: V13, returnvisit: V17}}\n",
	)}})
	if err != nil {
		t.Fatal(err)
	}
	d.shelf.Book = own
	f, _ := d.newFile(t)
	e := f.do(t, manager, contract.Close, contract.Facts{}, contract.Proposal{Status: contract.Closed})
	if len(e.Spawned) != 1 || e.Spawned[0].Action != contract.Open {
		t.Fatalf("the closing brought %+v", e.Spawned)
	}
	return f, *must(models.CommandByID(d.b.DB, e.Spawned[0].Command))(t)
}

// leaves are the ways in which a complaint that waits for its return visit goes elsewhere.
var leaves = map[contract.Action]contract.Status{
	contract.Reopen: contract.Assigned, contract.Void: contract.Voided, contract.Withdraw: contract.Withdrawn,
}

func TestAReturnVisitIsTakenBackHoweverItsComplaintGoesElsewhereAndThoughNobodyHasOpenedItYet(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		for action, to := range leaves {
			f, open := d.visited(t)
			e := f.do(t, manager, action, contract.Facts{}, contract.Proposal{Status: to})
			if len(e.Spawned) != 1 || e.Spawned[0].Action != contract.Void || e.Spawned[0].Case != open.Stream {
				t.Errorf("%s brought %+v, want the end of visit %s", action, e.Spawned, open.Stream)
			}
		}
	})
}

// What waits for another case is sent when that is there, and doesn't stand still.
func TestASpawnedCommandWaitsForItsCaseToBeOpenedAndToGoOn(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, open := d.visited(t)
		f.do(t, manager, contract.Reopen, contract.Facts{}, contract.Proposal{Status: contract.Assigned})
		wants := func(what string, want ...contract.Action) {
			t.Helper()
			var got []contract.Action
			for _, c := range must(d.b.Spawned(context.Background(), 10))(t) {
				got = append(got, c.Action)
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: sent are %v, want %v", what, got, want)
			}
		}
		wants("the visit isn't opened", contract.Open)
		told := open
		told.ID, told.Key, told.Stream, told.Action, told.BodyHash = models.NewID(), models.NewID(), f.id, contract.Revisit, []byte{}
		if err := d.b.DB.Create(&told).Error; err != nil {
			t.Fatal(err)
		}
		f.do(t, manager, contract.Pause, contract.Facts{}, contract.Proposal{Status: contract.Assigned, Clock: contract.Stop})
		wants("the complaint stands still", contract.Open)
		f.do(t, manager, contract.Resume, contract.Facts{}, contract.Proposal{Status: contract.Assigned, Clock: contract.Go})
		wants("it goes on", contract.Open, contract.Revisit)
	})
}
