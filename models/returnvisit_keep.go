package models

import (
	"fmt"
	"slices"
	"strconv"

	"carebook/contract"
	"carebook/policies"
)

// admitAnswers refuses what the script doesn't ask or what isn't an answer to it, asks for every answer that it needs, and
// doesn't let somebody count as satisfied who scores as those do who aren't.
func (r *ReturnVisit) admitAnswers(w *writer) (*contract.Refusal, error) {
	script := r.script(w.policy.ReturnVisit)
	given := answersOf(w.facts)
	if len(given) != len(w.facts.Answers) {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "answers", "value", ""), nil
	}
	for _, a := range w.facts.Answers {
		i := slices.IndexFunc(script.Questions, func(q policies.Question) bool { return q.ID == a.Question })
		if i < 0 || !slices.Contains(script.Questions[i].Values(), a.Value) {
			return contract.Refused(contract.CodeUnknownValue, "", "field", "answers", "value", a.Question), nil
		}
	}
	var missing []string
	for _, q := range script.Questions {
		value, answered := given[q.ID]
		switch {
		case !answered && q.Optional == nil:
			missing = append(missing, q.ID)
		case q.IsLow(value) && w.facts.Verdict == contract.Satisfied:
			return contract.Refused(contract.CodeLowScore, q.Low.Clause, "question", q.ID, "score", value), nil
		}
	}
	if len(missing) > 0 {
		return contract.Refused(contract.CodeIncomplete, script.Questions[0].Clause, "fields", joinRoles(missing)), nil
	}
	return nil, nil
}

// script is what this customer is asked; empty where the policy has none.
func (r *ReturnVisit) script(p *policies.ReturnVisit) policies.VisitScript {
	way, _ := p.Way(r.Event, r.Cycle)
	return p.Scripts[way.ScriptFor(r.Severity, r.Class)]
}

func answersOf(f contract.Facts) map[string]string {
	given := map[string]string{}
	for _, a := range f.Answers {
		given[a.Question] = a.Value
	}
	return given
}

// keep writes the round that an event tells of, and counts issues.
func (r *ReturnVisit) keep(w *writer) error {
	switch w.event.Type {
	case contract.EventVisited, contract.EventDispleased:
		row, err := r.openVisit(w)
		if err != nil {
			return err
		}
		return r.keepRound(w, row, 1)
	case contract.EventIssueAnswered, contract.EventIssueStays:
		return r.keepAnswer(w)
	}
	return nil
}

// keepAnswer is the round of an issue: the visit at which it came up was the first.
func (r *ReturnVisit) keepAnswer(w *writer) error {
	var o Obligation
	err := w.tx.Where("case_id = ? AND duty = ? AND item = ? AND state = ?", r.CaseID, dutyAnswerIssue, w.facts.Item, ObligationOpen).Take(&o).Error
	if err != nil {
		return fmt.Errorf("reading issue %s: %w", w.facts.Item, err)
	}
	var before int64
	if err := w.tx.Model(&VisitRound{}).Where("case_id = ? AND item = ?", r.CaseID, w.facts.Item).Count(&before).Error; err != nil {
		return fmt.Errorf("counting rounds: %w", err)
	}
	if w.event.Type == contract.EventIssueAnswered {
		r.Settled++
	}
	return r.keepRound(w, o, before+2)
}

func (r *ReturnVisit) keepRound(w *writer, o Obligation, round int64) error {
	f := w.facts
	row := VisitRound{
		CaseID: r.CaseID, Seq: w.event.Seq, Visit: r.Visit, Item: f.Item, Round: round, Medium: f.Medium, Verdict: f.Verdict, Kind: f.Kind,
		Signed: f.Signed, AttachmentID: optional(f.Attachment), StaffID: w.cmd.Principal, At: w.event.At, DueAt: o.DueAt,
		AppointedAt: r.AppointedAt,
	}
	if percent, scored := r.script(w.policy.ReturnVisit).Score(answersOf(f)); scored {
		row.Score, r.Score = &percent, &percent
	}
	if err := w.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("keeping the round: %w", err)
	}
	answers := make([]VisitAnswer, len(f.Answers))
	for i, a := range f.Answers {
		answers[i] = VisitAnswer{CaseID: r.CaseID, Seq: w.event.Seq, Question: a.Question, Value: a.Value}
	}
	if len(answers) == 0 {
		return nil
	}
	if err := w.tx.Create(&answers).Error; err != nil {
		return fmt.Errorf("keeping the answers: %w", err)
	}
	return nil
}

// finish notes what the clocks have become: when the next visit is due, what came up, and whether one was late.
func (r *ReturnVisit) finish(w *writer) error {
	for _, o := range slices.Concat(w.event.Opened, w.event.Moved) {
		switch o.Duty {
		case dutyVisit:
			n, err := strconv.ParseInt(o.Item, 10, 64)
			if err != nil {
				return fmt.Errorf("the number of a visit: %w", err)
			}
			due := o.Due
			if n != r.Visit || w.event.Seq == 1 {
				r.AppointedAt = nil
			}
			r.Visit, r.DueAt = n, &due
		case dutyAnswerIssue:
			if n, err := strconv.ParseInt(o.Item, 10, 64); err == nil && n > r.Issues {
				r.Issues = n
			}
		}
	}
	return r.finishLate(w)
}

// finishLate asks the clocks whenever one of them has struck or has come to its end.
func (r *ReturnVisit) finishLate(w *writer) error {
	if len(w.event.Settled) == 0 && w.event.Fired == nil {
		return nil
	}
	var late, open int64
	err := w.tx.Model(&Obligation{}).Where("case_id = ? AND duty = ?", r.CaseID, dutyVisit).
		Where("breached_at IS NOT NULL AND NOT annulled OR settled_at > due_at AND state = ?", ObligationFulfilled).Count(&late).Error
	if err == nil {
		err = w.tx.Model(&Obligation{}).Where("case_id = ? AND duty = ? AND state IN ?", r.CaseID, dutyVisit, stillOwed).Count(&open).Error
	}
	if err != nil {
		return fmt.Errorf("reading the clocks of visits: %w", err)
	}
	r.Late = late > 0
	if open == 0 {
		r.DueAt, r.AppointedAt = nil, nil
	}
	return nil
}
