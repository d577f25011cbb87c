package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// keep writes the lines and the request that an event tells of, what it proposes against persons, and what is to be
// collected from then on.
func (c *Credit) keep(w *writer) error {
	for _, do := range []func(*writer) error{c.keepLines, c.keepRequest, c.keepGrade, c.keepEntries, c.keepOwed} {
		if err := do(w); err != nil {
			return fmt.Errorf("keeping the account: %w", err)
		}
	}
	if w.event.Type == contract.EventLimitSet {
		c.Proposed = nil
	}
	return nil
}

// keepLines adds the lines that an event brings, in the order in which they count.
func (c *Credit) keepLines(w *writer) error {
	switch f, d := w.facts, w.event.Credit; w.event.Type {
	case contract.EventLimitSet:
		return c.line(w, CreditLine{Kind: LineLimit, Amount: *c.Proposed})
	case contract.EventGraded:
		return c.line(w, termsLine(w.policy.Credit, f.Grade))
	case contract.EventPaid:
		return c.line(w, CreditLine{Kind: LinePayment, Amount: f.Amount, Item: f.Item, Receipt: f.Receipt})
	case contract.EventPrepaid:
		if w.cmd.Action == contract.Pay {
			if err := c.line(w, CreditLine{Kind: LinePayment, Amount: f.Amount, Item: f.Item, Receipt: f.Receipt}); err != nil {
				return err
			}
		}
		return c.line(w, CreditLine{Kind: LineGoods, Amount: c.desk.request.Amount, Item: d.Item, Way: d.Way})
	case contract.EventReleased:
		amount := f.Amount
		if c.desk.request != nil {
			amount = c.desk.request.Amount
		}
		return c.line(w, CreditLine{Kind: LineGoods, Amount: amount, Item: d.Item, Way: d.Way})
	case contract.EventUnauthorised:
		return c.line(w, CreditLine{Kind: LineGoods, Amount: f.Amount, Item: d.Item, Way: d.Way})
	case contract.EventWrittenOff:
		return c.line(w, CreditLine{Kind: LineWriteOff, Amount: d.Amount, Item: d.Item})
	case contract.EventDeclined, contract.EventBreached:
		if d != nil && c.desk.account.held[d.Item] > 0 {
			return c.line(w, CreditLine{Kind: LineFreed, Amount: c.desk.account.held[d.Item], Item: d.Item})
		}
	}
	return nil
}

// termsLine are the terms of a grade.
func termsLine(p *policies.Credit, grade string) CreditLine {
	terms := p.Grading[grade]
	l := CreditLine{Kind: LineTerms, Days: int64(policies.DaysOf(terms.Days.Value))}
	if terms.Amount != nil {
		l.Amount = int64(terms.Amount.Value)
	}
	return l
}

func (c *Credit) line(w *writer, l CreditLine) error {
	l.CaseID, l.UnitID, l.N = c.CaseID, c.UnitID, int64(len(c.desk.lines))+1
	l.At, l.Seq, l.RecordedAt = w.event.At, w.event.Seq, w.now
	l.Day = w.event.At.In(w.cal.Location()).Format(time.DateOnly)
	if err := w.tx.Create(&l).Error; err != nil {
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return errRace // admit finds whose receipt was first
		}
		return err
	}
	c.desk.lines = append(c.desk.lines, l)
	return nil
}

// keepRequest writes a new request, or what became of one.
func (c *Credit) keepRequest(w *writer) error {
	r, d := c.spokenOf(), w.event.Credit
	switch w.event.Type {
	case contract.EventPlanned, contract.EventPrepaid:
		if r != nil && w.cmd.Action == contract.Plan {
			r.PlanDays = int64(w.facts.Days)
		}
	case contract.EventReviewAsked:
		r.Review = ReviewAsked
	case contract.EventUpheld:
		r.Review, r.ReviewerID, r.ReviewedAt = ReviewUpheld, &w.cmd.Principal, &w.event.At
	}
	if d != nil && d.State != "" {
		figures, err := json.Marshal(d.Figures)
		if err != nil {
			return err
		}
		if r == nil {
			r = c.newRequest(w, figures)
			return w.tx.Create(r).Error
		}
		c.settleRequest(w, r, figures)
	}
	if r == nil {
		return nil
	}
	return w.tx.Save(r).Error
}

// spokenOf is the request that an event is about; nil when there is none yet.
func (c *Credit) spokenOf() *CreditRequest {
	if c.desk == nil {
		return nil
	}
	return c.desk.request
}

func (c *Credit) newRequest(w *writer, figures []byte) *CreditRequest {
	d := w.event.Credit
	r := &CreditRequest{
		CaseID: c.CaseID, Item: d.Item, Amount: w.facts.Amount, State: d.State, Way: d.Way, RequesterID: w.cmd.Principal,
		RequestedAt: w.event.At, Seq: w.event.Seq, Figures: figures, Grounds: strings.Join(d.Grounds, ","),
	}
	if w.facts.Planned {
		r.PlanDays = int64(w.facts.Days)
	}
	return r
}

// settleRequest is a later decision on a request.
func (c *Credit) settleRequest(w *writer, r *CreditRequest, figures []byte) {
	d := w.event.Credit
	r.State, r.Way, r.Signed, r.Grounds = d.State, d.Way, figures, strings.Join(d.Grounds, ",")
	r.SignedAt, r.SignedSeq = &w.event.At, &w.event.Seq
	if w.cmd != nil {
		r.SignerID = &w.cmd.Principal
	}
	switch {
	case d.Way == contract.WayReview:
		r.Review, r.ReviewerID, r.ReviewedAt = ReviewOverturned, r.SignerID, r.SignedAt
	case d.State == contract.RequestUnauthorised:
		r.Amount = w.facts.Amount // as it was found, whatever had been asked for
	}
}

func (c *Credit) keepGrade(w *writer) error {
	if w.event.Type != contract.EventGraded {
		return nil
	}
	return w.tx.Create(&CreditGrade{
		CaseID: c.CaseID, Seq: w.event.Seq, Grade: w.facts.Grade, AssessorID: c.AssessorID, GraderID: w.cmd.Principal, At: w.event.At,
	}).Error
}

// keepEntries proposes what persons bear: goods that left without a release in equal parts (V2-3.2), a bad debt as the way of
// its release says (V2-3.1, V2-3.3).
func (c *Credit) keepEntries(w *writer) error {
	p := w.policy.Credit
	switch w.event.Type {
	case contract.EventUnauthorised:
		for i, part := range parts(w.facts.Amount, len(w.facts.Bearers)) {
			if err := c.propose(w, strconv.Itoa(i), p.Bearers.Clause, &w.facts.Bearers[i], &part); err != nil {
				return err
			}
		}
	case contract.EventWrittenOff:
		d := w.event.Credit
		rule := p.BadDebt[d.Way]
		who := c.bears(d.Way)
		switch rule.Value {
		case policies.BearByHand:
			return c.propose(w, d.Item, rule.Clause, who, nil)
		case policies.BearWhole:
			return c.propose(w, d.Item, rule.Clause, who, &d.Amount)
		}
	}
	return nil
}

// bears is who bears a bad debt: whoever signed the last release above the limit, else whoever asked for the goods.
func (c *Credit) bears(way string) *string {
	r := c.desk.request
	switch {
	case r == nil:
		return nil
	case way == contract.WayLast:
		return r.SignerID
	}
	return &r.RequesterID
}

// parts are equal parts of an amount; what can't be divided goes to the first.
func parts(amount int64, n int) []int64 {
	out := make([]int64, n)
	for i := range out {
		out[i] = amount / int64(n)
	}
	if n > 0 {
		out[0] += amount % int64(n)
	}
	return out
}

func (c *Credit) propose(w *writer, what, rule string, staff *string, amount *int64) error {
	err := w.tx.Create(&Entry{
		ID: w.id("entry", entryLiability, what), CaseID: c.CaseID, Seq: w.event.Seq, Kind: entryLiability, StaffID: staff, Amount: amount,
		Clause: rule, State: EntryProposed, CreatedAt: w.now,
	}).Error
	if err != nil || w.process().Entries == nil {
		return err
	}
	confirm := w.process().Entries.Confirm.By
	for _, role := range confirm.Value {
		if err := w.tell(role, "", whatFined, confirm.Clause, nil); err != nil {
			return err
		}
	}
	return nil
}

// entryLiability is an entry for what somebody bears.
const entryLiability = "liability"

// keepOwed settles what is owed no more, and owes what is, by what the account adds up to now.
func (c *Credit) keepOwed(w *writer) error {
	if w.cmd != nil {
		c.owes(w)
	}
	if c.desk == nil {
		return nil
	}
	if d := w.event.Credit; d != nil && d.State != contract.RequestWaiting {
		if err := c.nothingWaits(w, d); err != nil {
			return err
		}
	}
	after := booked(c.desk.lines, rulesOf(w.policy.Credit))
	f := after.on(dayNumber(w.event.At.In(w.cal.Location()).Format(time.DateOnly)))
	c.Unpaid, c.Over = f.Unpaid, f.Unpaid > f.Limit
	var waiting []string
	err := w.tx.Model(&CreditRequest{}).Where("case_id = ? AND state = ?", c.CaseID, contract.RequestWaiting).Order("item").Pluck("item", &waiting).Error
	if err != nil {
		return err
	}
	c.Waiting = int64(len(waiting))
	return c.collects(w, after, f, waiting)
}

// nothingWaits ends what was owed for a request that is decided.
func (c *Credit) nothingWaits(w *writer, d *contract.CreditDecision) error {
	owed, err := c.owed(w, string(contract.SignFirst), string(contract.SignLast), string(contract.DecideSpecial), dutyRemit, dutyCollectPlan)
	for _, o := range owed {
		if o.Item != d.Item || o.Duty == dutyCollectPlan && d.State != contract.RequestDeclined {
			continue
		}
		how := contract.Cancelled
		if o.Duty == dutyRemit && d.Way == contract.WayPrepaid {
			how = contract.Fulfilled
		}
		c.ends(w, o, how)
	}
	return err
}

// collects keeps one date for the oldest goods that aren't paid, and ends the dates that were met: those of goods that are
// paid, and of plans when the limit is met and their request doesn't wait any more.
func (c *Credit) collects(w *writer, after *account, f contract.CreditFigures, waiting []string) error {
	owed, err := c.owed(w, dutyCollect, dutyCollectLast, dutyCollectPlan)
	if err != nil {
		return err
	}
	if !c.desk.eligible {
		f.Limit = 0
	}
	kept := false
	for _, o := range owed {
		how := collected(w, o, after, f)
		if o.Duty == dutyCollectPlan && slices.Contains(waiting, o.Item) {
			how = ""
		}
		if how != "" {
			c.ends(w, o, how)
		}
		kept = kept || how == "" && o.Duty == dutyCollect
	}
	if g := after.oldest(); g != nil && !kept {
		w.in.Proposal.Owe = append(w.in.Proposal.Owe, c.collection(w, g, f.Term))
	}
	return nil
}

// collected is how a date for money comes to its end by what the account adds up to; "" when it stands. Nobody waits any more
// for goods that were written off, but they weren't paid.
func collected(w *writer, o Obligation, after *account, f contract.CreditFigures) contract.How {
	g := after.find(o.Item)
	paid := g != nil && g.left == 0
	dead := w.event.Type == contract.EventWrittenOff && w.event.Credit.Item == o.Item
	switch {
	case o.Duty == dutyCollectPlan && f.Unpaid <= f.Limit, o.Duty != dutyCollectPlan && paid && !dead:
		return contract.Fulfilled
	case o.Duty != dutyCollectPlan && paid, o.Duty == dutyCollect && o.Item != f.Item:
		return contract.Cancelled
	}
	return ""
}

// collection is counted from the day of the goods, by the term of the grade.
func (c *Credit) collection(w *writer, g *goods, term int) contract.Owe {
	o := contract.Owe{Duty: dutyCollect, Item: g.item, Since: w.event.At, From: &g.at}
	if duty := w.process().Duties[dutyCollect]; duty != nil && policies.DaysOf(duty.Within.Value) != term {
		o.Days = term
	}
	return o
}

// owed are the open obligations of some duties.
func (c *Credit) owed(w *writer, duties ...string) (rows []Obligation, err error) {
	err = w.tx.Where("case_id = ? AND duty IN ? AND state IN ?", c.CaseID, duties, stillOwed).
		Order("opened_seq, id").Find(&rows).Error
	return rows, err
}

// ends settles an obligation, unless the process has done so.
func (c *Credit) ends(w *writer, o Obligation, how contract.How) {
	p := &w.in.Proposal
	if !slices.ContainsFunc(p.Settle, func(s contract.Settle) bool { return s.ID == o.ID }) {
		p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: how})
	}
}
