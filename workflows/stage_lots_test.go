package workflows_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"carebook/contract"
	"carebook/internal/draw"
	"carebook/models"
	"carebook/workflows"
)

// plantLots opens the period out of which the diary draws with a secret under which the lots fall as the diary says.
func (s *stage) plantLots(shelf models.Shelf) {
	s.t.Helper()
	if len(s.d.Lots) == 0 {
		return
	}
	event, at := "complaint_handled", moment(s.t, s.d.Steps[0].At)
	if first := s.d.Steps[0].Event; first != "" {
		event = first
	}
	policy, _, err := shelf.Policy(nil, contract.ReturnVisit, s.d.profile(), at)
	if err != nil {
		s.t.Fatal(err)
	}
	rule := policy.ReturnVisit.Events[event].Rate
	rate := draw.RateOf(rule.Value)
	p := models.SamplePeriod{
		UnitID: s.seeded.Units["S1"], Event: event, Month: at.Format("2006-01"), Parts: rate.Parts, Whole: rate.Whole, Clause: rule.Clause,
		OpenedAt: at.UTC(), EndsAt: time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, business).UTC(),
	}
	p.ID = p.UnitID + "/" + p.Event + "/" + p.Month
	var secret []byte
	tries, fits := 0, false
	for ; !fits; tries++ {
		if tries > 100_000 {
			s.t.Fatalf("no lots fall as %v at %s", s.d.Lots, rule.Value)
		}
		secret, p.Sealed = s.books.Keys.NewPersonKey()
		l := draw.Lottery{Secret: secret, Event: event, Period: p.ID, Rate: rate}
		fits = true
		for i, want := range s.d.Lots {
			fits = fits && l.Drawn(int64(i+1)) == (want == "in")
		}
	}
	p.Commitment = draw.Commitment(secret)
	if err := s.books.DB.Create(&p).Error; err != nil {
		s.t.Fatal(err)
	}
}

// sideVisit is a return visit that the diary's case has brought. It runs by the real steps before the real ledger, without a
// workflow of its own.
type sideVisit struct {
	workflows.ReturnVisitCase
	id string
}

// deliver sends the commands that events have brought, as a worker does.
func (s *stage) deliver() {
	cmds, err := s.books.Spawned(context.Background(), 10)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range cmds {
		m, err := c.Message()
		if err != nil {
			s.t.Fatal(err)
		}
		switch {
		case c.Stream == s.caseID:
			s.send(entry{Do: string(m.Action), Who: "another case"}, c.ID, m)
		case c.Kind == string(contract.ReturnVisit):
			s.aside(c.Stream, m)
		}
	}
}

// stepAside sends a command to the return visit that came last.
func (s *stage) stepAside(e entry) {
	v := s.visits[len(s.visits)-1]
	n := s.command(e)
	n.Kind, n.Stream = string(contract.ReturnVisit), v.id
	s.visitFacts(e, &n.Facts, v.id)
	cmd, _, err := s.stored(n, e)
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := cmd.Message()
	if err != nil {
		s.t.Fatal(err)
	}
	s.aside(v.id, m)
}

// aside carries a command to a return visit.
func (s *stage) aside(id string, m contract.Message) {
	i := slices.IndexFunc(s.visits, func(v *sideVisit) bool { return v.id == id })
	if i < 0 {
		i = len(s.visits)
		s.visits = append(s.visits, &sideVisit{id: id})
	}
	v := s.visits[i]
	p, refusal := v.Propose(m)
	if refusal != nil {
		s.say(fmt.Sprintf("refused %s of the return visit: %s (%s)", m.Action, refusal.Code, refusal.Clause))
		return
	}
	p.Facts = m.Facts
	rec, err := s.ledger.Record(context.Background(), contract.Record{
		Kind: contract.ReturnVisit, Case: id, After: v.State().Seq, Effect: contract.Effect{Command: m.Command}, Proposal: p,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if rec.Refusal != nil {
		s.say(fmt.Sprintf("refused %s of the return visit: %s (%s)", m.Action, rec.Refusal.Code, rec.Refusal.Clause))
		return
	}
	v.Learn(rec)
	for _, e := range rec.Events {
		s.say(s.asideText(e))
		if len(e.Spawned) > 0 {
			s.env.RegisterDelayedCallback(s.deliver, 5*time.Second)
		}
	}
}

func (s *stage) asideText(e contract.Event) string {
	text := fmt.Sprintf("the return visit #%d: %s -> %s", e.Seq, e.Type, e.Status)
	if d := e.Draw; d != nil {
		text += fmt.Sprintf(", number %d of the month, drawn %v (%s, %s)", d.N, d.Drawn, d.Rate, d.Clause)
	}
	if e.Facts.Certain {
		text += ", without a draw"
	}
	for _, o := range e.Opened {
		text += fmt.Sprintf("\n  owes %s: %s (%s), due %s", called(o), s.owner(o), o.Clause, clock(o.Due))
	}
	for _, x := range e.Spawned {
		text += fmt.Sprintf("\n  brings %s of a %s", x.Action, x.Kind)
	}
	return text
}
