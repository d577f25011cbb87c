package models_test

import (
	"slices"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

const (
	seller    = "1005"
	archivist = "1009"
)

// delivery is the opening of a case for a delivery of the seeded vehicle.
func (d *desk) delivery(t *testing.T, file string, change ...func(*models.NewCommand)) (*file, contract.Record) {
	t.Helper()
	f := contract.Facts{Unit: d.Units["S1"], Customer: d.Customer, Vehicle: d.Vehicle, File: file, Assignee: d.Staff[seller]}
	id := models.NewID()
	change = append([]func(*models.NewCommand){asArchive}, change...)
	c := d.receive(t, id, seller, contract.Open, f, change...)
	in := d.proposes(t, c, 0, contract.Proposal{
		Type: contract.EventOpened, Status: contract.Waiting,
		Owe: []contract.Owe{{Duty: "hand_over_" + file, Since: c.OccurredAt, Person: d.Staff[seller]}},
	})
	in.Kind = contract.Archive
	return archiveFile(d, id), in
}

func archiveFile(d *desk, id string) *file { return &file{desk: d, id: id, seq: 1} }

func asArchive(n *models.NewCommand) { n.Kind = string(contract.Archive) }

// files sends a command on a file.
func (f *file) files(t *testing.T, who string, action contract.Action, facts contract.Facts, p contract.Proposal) contract.Record {
	t.Helper()
	in := f.says(t, who, action, facts, p, asArchive)
	in.Kind = contract.Archive
	return in
}

func (f *file) filed(t *testing.T, who string, action contract.Action, facts contract.Facts, p contract.Proposal) contract.Event {
	t.Helper()
	e := f.append(t, f.files(t, who, action, facts, p))
	f.seq++
	return e
}

func TestADeliveryHasOneCaseUntilItIsVoided(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		first, in := d.delivery(t, "new_car")
		d.append(t, in)
		d.now = d.now.Add(48 * time.Hour)
		_, again := d.delivery(t, "new_car")
		if r := d.refuses(t, again); r.Code != contract.CodeArchiveExists || r.Params["case"] != first.id || r.Clause != "V4-2.3" {
			t.Errorf("%+v", r)
		}
		_, visit := d.delivery(t, "aftersales")
		d.append(t, visit)
		_, sameDay := d.delivery(t, "aftersales")
		if r := d.refuses(t, sameDay); r.Code != contract.CodeArchiveExists {
			t.Errorf("%+v", r)
		}
		d.now = d.now.Add(24 * time.Hour)
		_, nextDay := d.delivery(t, "aftersales")
		d.append(t, nextDay)
		first.filed(t, "1010", contract.Void, contract.Facts{}, contract.Proposal{Status: contract.Voided})
		_, anew := d.delivery(t, "new_car")
		d.append(t, anew)
	})
}

func TestAnExcuseCountsFromTheDayThatTheSenderNamed(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, in := d.delivery(t, "new_car")
		d.append(t, in)
		day := time.Date(2026, 3, 19, 16, 0, 0, 0, time.UTC)
		if !day.After(d.now) {
			day = d.now.Add(240 * time.Hour).Truncate(time.Hour)
		}
		papers := []contract.Paper{{Code: "licence", State: contract.PaperExcused, Expected: &day}}
		f.filed(t, seller, contract.Send, contract.Facts{Papers: papers}, contract.Proposal{Status: contract.Sent})
		f.filed(t, archivist, contract.Receive, contract.Facts{}, contract.Proposal{Status: contract.Signed})
		accepted := contract.Facts{Papers: []contract.Paper{{Code: "licence", State: contract.PaperExcused}}}
		from := func(at time.Time) contract.Proposal {
			return contract.Proposal{Status: contract.Checked, Owe: []contract.Owe{{Duty: "supply", Item: "licence", From: &at}}}
		}
		if r := d.refuses(t, f.files(t, archivist, contract.Check, accepted, from(day.Add(24*time.Hour)))); r.Code != contract.CodeForged {
			t.Errorf("a shifted clock: %+v", r)
		}
		owed := f.filed(t, archivist, contract.Check, accepted, from(day)).Opened[0]
		if owed.Item != "licence" || owed.Due.Before(day) || owed.Due.After(day.Add(24*time.Hour)) {
			t.Errorf("%+v", owed)
		}
		if r := d.refuses(t, f.files(t, archivist, contract.Note, contract.Facts{}, contract.Proposal{
			Owe: []contract.Owe{{Duty: "supply", From: &day}},
		})); r.Code != contract.CodeForged {
			t.Errorf("a clock of another action: %+v", r)
		}
		papersNow := must(models.Papers(d.b.DB, f.id))(t)
		if len(papersNow) != 1 || !papersNow[0].Approved || !papersNow[0].ExpectedAt.Equal(day) {
			t.Errorf("%+v", papersNow)
		}
	})
}

func TestFilesAreListedByWhatIsAskedFor(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		late, in := d.delivery(t, "new_car")
		e := d.append(t, in)
		_, visit := d.delivery(t, "aftersales")
		d.append(t, visit)
		owed := e.Opened[0]
		d.now = owed.Due
		breach := owed.Marks[len(owed.Marks)-1]
		d.append(t, contract.Record{
			Kind: contract.Archive, Case: late.id, After: 1, At: d.now, Effect: contract.Effect{Obligation: owed.ID, Mark: breach.N},
			Proposal: contract.Proposal{
				Type: contract.EventBreached, Status: contract.Waiting, Fire: &contract.Fire{Obligation: owed.ID, Mark: breach.N, Kind: contract.Breach},
			},
		})
		scope := must(models.ScopeOf(d.b.DB, d.Staff[seller], d.now))(t)
		for want, f := range map[int]models.ArchiveFilter{
			2: {Consultant: d.Staff[seller], Running: true}, 1: {Late: true, File: "new_car", Status: contract.Waiting}, 0: {Defects: true},
		} {
			rows := must2(models.Archives(d.b.DB, scope, f, models.Page{Limit: 10}))(t)
			if len(rows) != want || (want == 1 && !slices.ContainsFunc(rows, func(a models.ArchiveItem) bool { return a.Case.ID == late.id })) {
				t.Errorf("%+v: %d rows", f, len(rows))
			}
		}
	})
}
