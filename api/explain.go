package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/models"
)

// Explanation says day by day how a due time came about. Its last line is the due time.
type Explanation struct {
	Obligation string `json:"obligation"`
	Clause     string `json:"clause"`
	Rule       string `json:"rule" example:"3 working days"`
	RuleText   string `json:"rule_text" doc:"The rule in the caller's language."`
	Source     string `json:"source"`
	Count
	Earlier *Count `json:"earlier,omitempty" doc:"The count before a new edition of the calendar, when it came out otherwise."`
}

// Count is one count of a due time, by one edition of a calendar.
type Count struct {
	DueAt       time.Time     `json:"due_at"`
	LastAt      *time.Time    `json:"last_at,omitempty" doc:"Last permitted moment, where the duty has a window."`
	Provisional bool          `json:"provisional" doc:"A year without a published arrangement was counted."`
	Calendar    string        `json:"calendar" doc:"Calendar and version that it was counted by."`
	Lines       []ExplainLine `json:"lines"`
}

// ExplainLine is one step of the count, as a sentence and taken apart.
type ExplainLine struct {
	Text    string     `json:"text" doc:"The line as a sentence, in the caller's language."`
	Date    string     `json:"date" format:"date"`
	Through string     `json:"through,omitempty" format:"date" doc:"Last date, when the line covers several."`
	From    *time.Time `json:"from,omitempty"`
	To      *time.Time `json:"to,omitempty"`
	What    string     `json:"what" enum:"start,elapsed,worked,make_up_day,weekend,holiday,paused,until,short_month,moved,provisional,usual_close,midnight,permitted,due"`
	Name    string     `json:"name,omitempty" doc:"The festival, in the caller's language."`
	Counted string     `json:"counted,omitempty" doc:"What the line adds: 1d, 3mo, 4h30m0s."`
	Paused  *PausedBy  `json:"paused,omitempty"`
}

// PausedBy says who paused a clock, why, and by which clause. A clock that stands still because whoever owes the duty is on leave goes on
// by itself: nothing is missed on those days, and nothing is fined again for them.
type PausedBy struct {
	By     string `json:"by" doc:"Staff id; for leave, of whoever recorded it."`
	Leave  bool   `json:"leave,omitempty" doc:"The person who owes it was on leave."`
	Name   string `json:"name"`
	Reason string `json:"reason,omitempty" doc:"Absent when the customer was forgotten."`
	Clause string `json:"clause"`
}

func (s *Server) explainObligation(ctx context.Context, in *obligationInput) (*bodyOutput[Explanation], error) {
	t, err := s.todo(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	count, err := s.count(ctx, t, t.Explanation)
	if err != nil {
		return nil, err
	}
	rule, err := calendar.ParseRule(t.Rule)
	if err != nil {
		return nil, fmt.Errorf("reading the rule of %s: %w", t.ID, err)
	}
	out := Explanation{
		Obligation: t.ID, Clause: t.Clause, Rule: t.Rule, RuleText: rule.Text(requestOf(ctx).lang), Source: t.Source, Count: count,
	}
	if t.Earlier != nil {
		earlier, err := s.count(ctx, t, t.Earlier)
		if err != nil {
			return nil, err
		}
		out.Earlier = &earlier
	}
	return &bodyOutput[Explanation]{out}, nil
}

// count shows a due time as it is kept in the books.
func (s *Server) count(ctx context.Context, t *models.Todo, kept []byte) (Count, error) {
	var due calendar.Due
	if err := json.Unmarshal(kept, &due); err != nil {
		return Count{}, fmt.Errorf("reading the explanation of %s: %w", t.ID, err)
	}
	out := Count{
		DueAt: s.at(due.At), Provisional: due.Provisional, Calendar: due.Calendar + "@" + due.Version,
		Lines: make([]ExplainLine, len(due.Account)),
	}
	if !due.Last.IsZero() {
		out.LastAt = s.atPtr(&due.Last)
	}
	for i, l := range due.Account {
		out.Lines[i] = s.line(l, requestOf(ctx).lang)
		if l.What != calendar.Paused {
			continue
		}
		why, err := s.pausedBy(ctx, t.CaseID, l)
		if err != nil {
			return Count{}, err
		}
		out.Lines[i].Paused = &why
		out.Lines[i].Text += why.sentence(requestOf(ctx).lang)
	}
	return out, nil
}

// sentence is who and why, behind what the account says of the pause.
func (p PausedBy) sentence(lang string) string {
	text := said{"（{name}：{reason}）", "（{name}：{reason}）", " ({name}: {reason})"}
	switch {
	case p.Leave:
		text = said{"（责任人休假，由{name}登记）", "（責任人休假，由{name}登記）", " (whoever owes it is on leave, as {name} recorded)"}
	case p.Reason == "":
		text = said{"（{name}）", "（{name}）", " ({name})"}
	}
	return strings.NewReplacer("{name}", p.Name, "{reason}", p.Reason).Replace(text.in(lang))
}

// pausedBy reads who paused from the books, and why from the event that paused: an account holds ids alone, and of leave no event.
func (s *Server) pausedBy(ctx context.Context, stream string, l calendar.Line) (PausedBy, error) {
	db := s.db(ctx)
	out := PausedBy{By: l.By, Clause: l.Clause, Leave: l.Seq == 0} // leave is no event of the case
	who, err := models.StaffByID(db, l.By)
	if err == nil {
		out.Name = who.Name
	} else if !errors.Is(err, gorm.ErrRecordNotFound) {
		return out, err
	}
	if out.Leave {
		return out, nil
	}
	events, err := s.books.EventsOf(db, stream, l.Seq-1, 1)
	if err != nil || len(events) == 0 {
		return out, err
	}
	text, err := opened(events[0])
	out.Reason = text["reason"]
	return out, err
}

func (s *Server) line(l calendar.Line, lang string) ExplainLine {
	out := ExplainLine{Text: l.Text(lang), Date: l.Date, Through: l.Through, What: string(l.What), Name: l.Name.In(lang)}
	if !l.From.IsZero() {
		out.From = s.atPtr(&l.From)
	}
	if !l.To.IsZero() {
		out.To = s.atPtr(&l.To)
	}
	if !l.Counted.IsZero() {
		text, _ := l.Counted.MarshalText() // never fails
		out.Counted = string(text)
	}
	return out
}
