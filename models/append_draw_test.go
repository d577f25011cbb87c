package models_test

import (
	"maps"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

const (
	manager    = "1003"
	specialist = "1004"
	stranger   = "2003" // manager of the other store
)

// managers are actions that the customer relations manager may always take.
var managers = []contract.Action{
	contract.Classify, contract.Assign, contract.Report, contract.Tell, contract.Answer, contract.Close, contract.ReportResult,
	contract.Prewarn, contract.Note, contract.Reassign, contract.Pause, contract.Resume,
}

// any is a command or a mark that the ledger must write.
func (g *game) any(t *rapid.T) contract.Record {
	if in, ok := g.dueMark(t); ok && rapid.Bool().Draw(t, "a mark") {
		return in
	}
	return g.legal(t)
}

// legal is a command that the ledger must write, after some time has passed.
func (g *game) legal(t *rapid.T) contract.Record {
	g.now = g.now.Add(time.Duration(rapid.IntRange(1, 8*3600).Draw(t, "seconds later")) * time.Second)
	if len(g.events) == 0 {
		return g.remember(g.opening(t, g.caseID))
	}
	action := rapid.SampledFrom(managers).Draw(t, "action")
	if action == contract.Pause && g.paused || action == contract.Resume && !g.paused {
		action = contract.Note
	}
	return g.acts(t, manager, action, g.drawFacts(t, action))
}

// acts is a command with a random proposal that the ledger could carry out.
func (g *game) acts(t *rapid.T, who string, action contract.Action, f contract.Facts, change ...func(*models.NewCommand)) contract.Record {
	c := g.receive(t, g.caseID, who, action, f, change...)
	p := contract.Proposal{
		Type:   rapid.SampledFrom(contract.Leads[action]).Draw(t, "event"),
		Status: rapid.SampledFrom([]contract.Status{contract.Registered, contract.Assigned, contract.Told}).Draw(t, "status"),
	}
	switch action {
	case contract.Pause:
		p.Clock = contract.Stop
	case contract.Resume:
		p.Clock = contract.Go
	case contract.Reassign:
		for _, o := range g.open {
			if o.ID == f.Obligation {
				p.Move = []contract.Move{{ID: o.ID, Person: f.Assignee}}
			}
		}
	default:
		g.drawClocks(t, &p, c.OccurredAt)
	}
	return g.remember(g.proposes(t, c, int64(len(g.events)), p))
}

// drawClocks settles some open duties and opens some others.
func (g *game) drawClocks(t *rapid.T, p *contract.Proposal, since time.Time) {
	kept := map[string]bool{}
	for _, o := range g.open {
		if kept[o.Duty] = rapid.Bool().Draw(t, "keep "+o.Duty); !kept[o.Duty] {
			how := rapid.SampledFrom([]contract.How{contract.Fulfilled, contract.Cancelled}).Draw(t, "how")
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: how})
		}
	}
	if g.paused {
		return
	}
	v13, _ := g.shelf.Book.Policy("V13") // a duty that a policy doesn't have opens nothing
	has := slices.Sorted(maps.Keys(v13.Complaint.Duties))
	for _, duty := range rapid.SliceOfNDistinct(rapid.SampledFrom(has), 0, 2, rapid.ID).Draw(t, "duties") {
		if !kept[duty] {
			p.Owe = append(p.Owe, contract.Owe{Duty: duty, Since: since})
		}
	}
}

func (g *game) drawFacts(t *rapid.T, action contract.Action) (f contract.Facts) {
	switch action {
	case contract.Classify:
		f.Severity = rapid.SampledFrom(policies.Severities()).Draw(t, "severity")
	case contract.Assign, contract.Reassign:
		f.Assignee = g.Staff[rapid.SampledFrom([]string{"1002", "1006", "1007"}).Draw(t, "assignee")]
		if action == contract.Reassign && len(g.open) > 0 && rapid.Bool().Draw(t, "one to-do") {
			f.Obligation = rapid.SampledFrom(g.open).Draw(t, "to-do").ID
		}
	case contract.Report:
		f.Amount = rapid.Int64Range(0, 90_000).Draw(t, "amount")
	case contract.Note:
		if rapid.Bool().Draw(t, "about somebody") {
			f.Subjects = []string{g.Staff[rapid.SampledFrom([]string{specialist, "1005"}).Draw(t, "subject")]}
		}
	}
	return f
}

// illegal is a command that the ledger must refuse, with the code.
func (g *game) illegal(t *rapid.T) (contract.Record, string) {
	if len(g.events) == 0 {
		return g.illegalOpening(t)
	}
	wrong := []string{
		contract.CodeWrongRole, contract.CodeVersionMismatch, contract.CodeSelfAppointed, contract.CodeUnknownStaff, contract.CodeBackdated,
		contract.CodeForged,
	}
	if len(g.excluded) > 0 {
		wrong = append(wrong, contract.CodeExcluded, contract.CodeExcluded)
	}
	if g.reporter == g.Staff[manager] {
		wrong = append(wrong, contract.CodeFourEyes)
	}
	code := rapid.SampledFrom(wrong).Draw(t, "refusal")
	in := map[string]func(*rapid.T) contract.Record{
		contract.CodeWrongRole: func(t *rapid.T) contract.Record {
			return g.acts(t, stranger, contract.Note, contract.Facts{})
		},
		contract.CodeVersionMismatch: func(t *rapid.T) contract.Record {
			other := int64(len(g.events)) + rapid.SampledFrom([]int64{-1, 1}).Draw(t, "version")
			return g.acts(t, manager, contract.Note, contract.Facts{}, func(n *models.NewCommand) { n.ExpectSeq = &other })
		},
		contract.CodeSelfAppointed: func(t *rapid.T) contract.Record {
			if len(g.excluded) == 0 {
				g.send(t, g.acts(t, manager, contract.Note, contract.Facts{Subjects: []string{g.Staff[specialist]}}), "")
			}
			return g.acts(t, manager, contract.Assign, contract.Facts{Assignee: g.excluded[0]})
		},
		contract.CodeUnknownStaff: func(t *rapid.T) contract.Record {
			who := rapid.SampledFrom([]string{"1008", stranger}).Draw(t, "who isn't here")
			return g.acts(t, manager, contract.Assign, contract.Facts{Assignee: g.Staff[who]})
		},
		contract.CodeBackdated: func(t *rapid.T) contract.Record {
			before := g.events[0].At.Add(-time.Minute)
			return g.acts(t, manager, contract.Note, contract.Facts{}, func(n *models.NewCommand) { n.OccurredAt = &before })
		},
		contract.CodeExcluded: func(t *rapid.T) contract.Record {
			return g.acts(t, g.badge(rapid.SampledFrom(g.excluded).Draw(t, "excluded")), contract.Note, contract.Facts{})
		},
		contract.CodeFourEyes: func(t *rapid.T) contract.Record {
			return g.acts(t, manager, contract.Decide, contract.Facts{Verdict: contract.Approve})
		},
		contract.CodeForged: g.forged,
	}[code](t)
	g.refusedSent = append(g.refusedSent, in)
	return in, code
}

func (g *game) illegalOpening(t *rapid.T) (contract.Record, string) {
	code := rapid.SampledFrom([]string{
		contract.CodeUnknownUnit, contract.CodeNoPolicy, contract.CodeUnknownCustomer, contract.CodeUnknownValue,
		contract.CodeIncomplete, contract.CodeForged,
	}).Draw(t, "refusal")
	in := g.opening(t, g.caseID, func(n *models.NewCommand) {
		switch code {
		case contract.CodeUnknownUnit:
			n.Facts.Unit = models.NewID()
		case contract.CodeNoPolicy:
			n.Facts.Unit = g.Units["G"]
		case contract.CodeUnknownCustomer:
			n.Facts.Customer = models.NewID()
		case contract.CodeUnknownValue:
			n.Facts.Channel = "pigeon"
		case contract.CodeIncomplete:
			n.Facts.Vehicle = ""
		case contract.CodeForged:
			n.Action = contract.Note
		}
	})
	g.refusedSent = append(g.refusedSent, g.remember(in))
	return in, code
}

// forged is a message that isn't what the books hold.
func (g *game) forged(t *rapid.T) contract.Record {
	if rapid.Bool().Draw(t, "of nobody") {
		return g.record(contract.Effect{Command: models.NewID()}, contract.Proposal{Type: contract.EventNoted})
	}
	c := g.receive(t, g.caseID, manager, contract.Note, contract.Facts{})
	in := g.proposes(t, c, int64(len(g.events)), contract.Proposal{Type: contract.EventNoted, Status: g.status})
	switch rapid.IntRange(0, 4).Draw(t, "lie") {
	case 0:
		in.Proposal.Facts.Amount = 1
	case 1:
		in.Proposal.Type = contract.EventVoided
	case 2:
		in.Proposal.Owe = []contract.Owe{{Duty: "relay", Since: c.OccurredAt.Add(time.Hour)}}
	case 3:
		in.Proposal.Move = []contract.Move{{ID: models.NewID(), Person: g.Staff["1002"]}}
	case 4:
		other := g.receive(t, models.NewID(), manager, contract.Note, contract.Facts{})
		in.Effect.Command = other.ID
	}
	return g.remember(in)
}

// dueMark is the earliest mark of the running clocks, at its moment or later, with missed reminders folded into it.
func (g *game) dueMark(t *rapid.T) (contract.Record, bool) {
	var fire *contract.Fire
	var first contract.Mark
	for _, o := range g.open {
		for _, m := range o.Marks {
			waits := g.marks[contract.Effect{Obligation: o.ID, Mark: m.N}] == models.MarkWaiting
			if waits && (fire == nil || m.At.Before(first.At)) {
				first, fire = m, &contract.Fire{Obligation: o.ID, Mark: m.N, Kind: m.Kind}
			}
		}
	}
	if fire == nil {
		return contract.Record{}, false
	}
	if g.now.Before(first.At) {
		g.now = first.At
	}
	g.foldReminders(fire)
	names := map[contract.MarkKind]string{
		contract.Remind: contract.EventReminded, contract.Escalate: contract.EventEscalated, contract.Breach: contract.EventBreached,
	}
	in := g.record(contract.Effect{Obligation: fire.Obligation, Mark: fire.Mark},
		contract.Proposal{Type: names[fire.Kind], Status: g.status, Fire: fire})
	in.At = g.now
	return g.remember(in), true
}

func (g *game) foldReminders(fire *contract.Fire) {
	if fire.Kind != contract.Remind {
		return
	}
	for _, o := range g.open {
		for _, m := range o.Marks {
			waits := g.marks[contract.Effect{Obligation: o.ID, Mark: m.N}] == models.MarkWaiting
			if o.ID == fire.Obligation && waits && m.Kind == contract.Remind && m.N > fire.Mark && !m.At.After(g.now) {
				fire.Folded, fire.Mark = append(fire.Folded, fire.Mark), m.N
			}
		}
	}
}

func (g *game) markAt(e contract.Effect) time.Time {
	for _, o := range g.open {
		for _, m := range o.Marks {
			if o.ID == e.Obligation && m.N == e.Mark {
				return m.At
			}
		}
	}
	panic("no such mark")
}

func (g *game) badge(staff string) string {
	for code, id := range g.Staff {
		if id == staff {
			return code
		}
	}
	panic("no such person")
}

// remember keeps a record to be sent again once it has been written.
func (g *game) remember(in contract.Record) contract.Record {
	g.tried = append(g.tried, in)
	return in
}

// written are all records whose effect is in the books.
func (g *game) written() []contract.Record {
	return slices.DeleteFunc(slices.Clone(g.tried), func(in contract.Record) bool { return !g.effects[in.Effect.Key()] })
}

// compare reads the case back and compares everything that hangs on it with the model.
func (g *game) compare(t *rapid.T) {
	g.compareEvents(t)
	g.compareClocks(t)
	g.compareCommands(t)
}

func (g *game) compareEvents(t *rapid.T) {
	happened, err := g.b.EventsOf(g.b.DB, g.caseID, 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	events := make([]contract.Event, len(happened))
	for i, h := range happened {
		events[i] = h.What
	}
	if diff := cmp.Diff(g.events, events, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("events, model -, books +\n%s", diff)
	}
	var k models.Case
	if err := g.b.DB.Where("id = ?", g.caseID).Limit(1).Find(&k).Error; err != nil {
		t.Fatal(err)
	}
	if k.Seq != int64(len(events)) || k.Status != g.status || (k.PausedAt != nil) != g.paused {
		t.Fatalf("the case says %d %s %v", k.Seq, k.Status, k.PausedAt)
	}
}

func (g *game) compareClocks(t *rapid.T) {
	var obligations []models.Obligation
	var marks []models.Mark
	for _, rows := range []any{&obligations, &marks} {
		if err := g.b.DB.Where("case_id = ?", g.caseID).Find(rows).Error; err != nil {
			t.Fatal(err)
		}
	}
	duties, states, running := map[string]string{}, map[contract.Effect]string{}, map[string]bool{}
	for _, o := range obligations {
		duties[o.ID] = o.State
		if o.State == models.ObligationOpen || o.State == models.ObligationPaused {
			if running[o.Duty] {
				t.Fatalf("%s is owed twice", o.Duty)
			}
			running[o.Duty] = true
		}
	}
	for _, m := range marks {
		states[contract.Effect{Obligation: m.ObligationID, Mark: m.N}] = m.State
	}
	if diff := cmp.Diff(g.duties, duties); diff != "" {
		t.Fatalf("obligations, model -, books +\n%s", diff)
	}
	if diff := cmp.Diff(g.marks, states); diff != "" {
		t.Fatalf("marks, model -, books +\n%s", diff)
	}
}

// compareCommands holds that a command is recorded when its event is there and refused when it was, as it was first.
func (g *game) compareCommands(t *rapid.T) {
	var rows []models.Command
	if err := g.b.DB.Where("stream = ? AND kind = ?", g.caseID, contract.Complaint).Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	for _, c := range rows {
		want, code := models.Received, g.refusals[c.ID]
		switch {
		case g.effects[contract.Effect{Command: c.ID}.Key()]:
			want = models.Recorded
		case code != "":
			want = models.Refused
		}
		out, err := c.Result()
		if err != nil {
			t.Fatal(err)
		}
		if c.State != want || (out.Refusal != nil) != (code != "") || out.Refusal != nil && out.Refusal.Code != code {
			t.Fatalf("command %s is %s (%+v), the model says %s (%s)", c.Action, c.State, out, want, code)
		}
	}
}
