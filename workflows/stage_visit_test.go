package workflows_test

import (
	"fmt"
	"strings"
	"time"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// visitFacts are the facts of a command on a return visit.
func (s *stage) visitFacts(e entry, f *contract.Facts, caseID string) {
	f.Channel, f.Vehicle = "", ""
	f.Event, f.Cycle, f.Class, f.Reference, f.Certain = e.Event, e.Cycle, e.Class, e.Reference, e.Certain
	f.Kind, f.Borrowed, f.Special, f.Lower, f.Item = e.Met, e.Borrowed, e.Special, e.Lower, ""
	if contract.Action(e.Do) == contract.AnswerIssue {
		f.Item = e.Item
	}
	if e.Next != "" {
		next := moment(s.t, e.Next).UTC()
		f.Next = &next
	}
	f.Attachment = s.paper(e, caseID)
	if contract.Action(e.Do) == contract.RecordVisit {
		f.Answers = s.answers(e)
	}
}

// paper is the file that was attached last, if the entry speaks of it.
func (s *stage) paper(e entry, caseID string) string {
	s.t.Helper()
	if !e.Paper {
		return ""
	}
	var a models.Attachment
	if err := s.books.DB.Where("case_id = ? AND seq IS NOT NULL", caseID).Order("seq DESC").Take(&a).Error; err != nil {
		s.t.Fatal(err)
	}
	return a.ID
}

// answers are what the customer says to each question that isn't left out: what the entry says, else the best that there is.
func (s *stage) answers(e entry) (all []contract.VisitAnswer) {
	open := s.d.Steps[0]
	policy, _, err := s.binder.For(string(contract.ReturnVisit), s.d.profile())
	if err != nil {
		s.t.Fatal(err)
	}
	if s.d.kind == contract.Complaint {
		open.Event = "complaint_handled"
	}
	way, _ := policy.ReturnVisit.Way(open.Event, open.Cycle)
	for _, q := range policy.ReturnVisit.Scripts[way.ScriptFor(open.Severity, open.Class)].Questions {
		values := q.Values()
		best := values[0]
		if q.Kind == policies.AskScore {
			best = values[len(values)-1]
		}
		switch value := e.Answers[q.ID]; value {
		case "-":
		case "":
			all = append(all, contract.VisitAnswer{Question: q.ID, Value: best})
		default:
			all = append(all, contract.VisitAnswer{Question: q.ID, Value: value})
		}
	}
	for question, value := range e.Answers {
		if strings.HasPrefix(question, "other") {
			all = append(all, contract.VisitAnswer{Question: question, Value: value})
		}
	}
	return all
}

// visitText is what an event says about a return visit beyond its clocks.
func (s *stage) visitText(b *strings.Builder, e contract.Event) {
	p := s.policy.ReturnVisit
	if p == nil {
		return
	}
	f := e.Facts
	if e.Type == contract.EventOpened {
		s.visitOpened(b, e)
	}
	if f.Item != "" {
		fmt.Fprintf(b, ", %s", f.Item)
	}
	if f.Medium != "" {
		fmt.Fprintf(b, ", by %s (%s)", f.Medium, p.Media.Clause)
	}
	if f.Signed {
		fmt.Fprintf(b, ", signed (%s)", p.Signed.Clause)
	}
	if f.Verdict != "" {
		fmt.Fprintf(b, ", %s", f.Verdict)
	}
	if e.Type == contract.EventVisitWaived {
		fmt.Fprintf(b, " (%s)", p.Waivers.Clause)
	}
	if f.Next != nil {
		fmt.Fprintf(b, ", agreed for %s", f.Next.In(business).Format("2006-01-02 15:04"))
	}
	for _, x := range []struct {
		said bool
		word string
	}{{f.Lower, "wants fewer calls"}, {f.Borrowed, "material taken along"}, {f.Special, "in a special state"}, {f.Kind != "", f.Kind}} {
		if x.said {
			fmt.Fprintf(b, ", %s", x.word)
		}
	}
	if g := e.Gap; g != nil {
		fmt.Fprintf(b, ", the place of number %d is taken by number %d", g.N, g.By)
	}
	if len(f.Answers) > 0 {
		s.answersText(b, e)
	}
}

func (s *stage) visitOpened(b *strings.Builder, e contract.Event) {
	p, f := s.policy.ReturnVisit, e.Facts
	if f.Cycle != "" {
		fmt.Fprintf(b, ", cycle %s", f.Cycle)
		if p.Peak != nil {
			fmt.Fprintf(b, ", the season goes from %s to %s (%s)", p.Peak.Value[0], p.Peak.Value[len(p.Peak.Value)-1], p.Peak.Clause)
		}
		return
	}
	rate := p.Events[f.Event].Rate
	fmt.Fprintf(b, ", after %s, at most %s ago (%s), %s (%s)", f.Event, p.Happened.Value, p.Happened.Clause, rate.Value, rate.Clause)
	if d := e.Draw; d != nil {
		word := map[bool]string{true: "drawn", false: "not drawn"}[d.Drawn]
		fmt.Fprintf(b, ", %s as number %d of the month in block %d (%s, A-32)", word, d.N, d.Block, d.Rate)
		if least := p.Events[f.Event].Least; least != nil {
			fmt.Fprintf(b, ", at least %d (%s)", least.Value, least.Clause)
		}
	}
}

// answersText tells what was answered, and how that adds up.
func (s *stage) answersText(b *strings.Builder, e contract.Event) {
	var round models.VisitRound
	if err := s.books.DB.Where("case_id = ? AND seq = ?", s.caseID, e.Seq).Take(&round).Error; err != nil {
		s.t.Fatal(err)
	}
	var rows []models.VisitAnswer
	if err := s.books.DB.Where("case_id = ? AND seq = ?", s.caseID, e.Seq).Order("question").Find(&rows).Error; err != nil {
		s.t.Fatal(err)
	}
	b.WriteString("\n  answers:")
	for _, a := range rows {
		fmt.Fprintf(b, " %s %s", a.Question, a.Value)
	}
	if round.Score != nil {
		fmt.Fprintf(b, ", %d per cent", *round.Score)
	}
	if round.DueAt.Before(round.At) {
		fmt.Fprintf(b, ", late by %s", round.At.Sub(round.DueAt).Round(time.Minute))
	}
}
