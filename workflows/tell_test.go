package workflows_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"carebook/calendar"
	"carebook/contract"
	"carebook/models"
)

// tell writes down all that came of a diary, from the books alone: every event with its clocks, notices and ledger lines.
func (s *stage) tell() string {
	var rows []models.Event
	s.find(&rows, "stream = ?", "seq")
	lines := slices.Clone(s.asides)
	for _, row := range rows {
		lines = append(lines, aside{row.OccurredAt, s.eventText(row)})
		if late := row.RecordedAt.Sub(row.OccurredAt); late > time.Second {
			lines[len(lines)-1].at = row.RecordedAt
		}
	}
	slices.SortStableFunc(lines, func(a, b aside) int { return a.at.Compare(b.at) })
	var out strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&out, "%s %s\n", clock(l.at), l.text)
	}
	return out.String()
}

// find reads the case's rows of one table.
func (s *stage) find(rows any, where, order string) {
	s.t.Helper()
	if err := s.books.DB.Where(where, s.caseID).Order(order).Find(rows).Error; err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) eventText(row models.Event) string {
	e := readEvent(s.t, row)
	var b strings.Builder
	fmt.Fprintf(&b, "#%d %s by %s -> %s", e.Seq, e.Type, s.who(row), e.Status)
	if row.RecordedAt.Sub(row.OccurredAt) > time.Second {
		fmt.Fprintf(&b, ", happened %s", clock(row.OccurredAt))
	}
	if e.Facts.MajorKind != "" {
		fmt.Fprintf(&b, ", major: %s (%s)", e.Facts.MajorKind, s.policy.Complaint.MajorKinds.Clause)
	}
	if e.Type == contract.EventAttached {
		s.file(&b, e)
	}
	s.fileText(&b, e)
	s.accountText(&b, e)
	s.leadText(&b, e)
	s.loanText(&b, e)
	s.erasureText(&b, e)
	s.retentionText(&b, e)
	s.campaignText(&b, e)
	s.customerVisitText(&b, e)
	s.planText(&b, e)
	s.plain(&b, e.Facts)
	s.told(&b, e)
	s.visitText(&b, e)
	if e.Fired != nil {
		fmt.Fprintf(&b, ", %s of %s", e.Fired.Kind, s.duty(e.Fired.Obligation))
		s.lateness(&b, *e.Fired)
	}
	for _, x := range e.Settled {
		fmt.Fprintf(&b, "\n  %s %s", x.How, s.duty(x.ID))
	}
	for _, id := range e.Annuls {
		fmt.Fprintf(&b, "\n  annuls the breach of %s", s.duty(id))
	}
	s.clocks(&b, e)
	for _, x := range e.Spawned {
		fmt.Fprintf(&b, "\n  brings %s of a %s", x.Action, x.Kind)
	}
	s.consequences(&b, e.Seq)
	return b.String()
}

// plain are the facts of a complaint that neither move a clock nor name a person.
func (s *stage) plain(b *strings.Builder, f contract.Facts) {
	if s.policy.Complaint == nil {
		return
	}
	if f.Nature != "" {
		fmt.Fprintf(b, ", %s (%s)", f.Nature, s.policy.Complaint.Natures.Clause)
	}
	if f.Anonymous {
		fmt.Fprintf(b, ", unnamed (%s)", s.policy.Complaint.Anonymous.Clause)
	}
	for name, id := range s.earlier {
		if f.Into == id {
			fmt.Fprintf(b, ", into %s (%s)", name, s.policy.Complaint.MergeWindow.Clause)
		}
		if f.Earlier == id {
			fmt.Fprintf(b, ", takes up %s", name)
		}
	}
	if t := s.policy.Complaint.Revisit; t != nil && f.Signed {
		fmt.Fprintf(b, ", signed (%s)", t.Signed.Clause)
	}
}

// who names the actor with the roles that allowed it, and the clause that gives them.
func (s *stage) who(row models.Event) string {
	if row.Type == contract.EventRecounted {
		return "the calendar"
	}
	if row.Actor == "" {
		return "the clock"
	}
	if row.Roles == "" {
		return s.role(row.Actor) + " in another case"
	}
	return s.role(row.Actor) + " as " + row.Roles + " (" + s.permit(row) + ")"
}

// file tells of an attached file what the books say of it.
func (s *stage) file(b *strings.Builder, e contract.Event) {
	var a models.Attachment
	if err := s.books.DB.Where("id = ? AND seq = ?", e.Facts.Attachment, e.Seq).Take(&a).Error; err != nil {
		s.t.Fatal(err)
	}
	fmt.Fprintf(b, ", %s of %d bytes", a.Type, a.Size)
}

// permit is the clause that lets somebody take the action behind an event.
func (s *stage) permit(row models.Event) string {
	cmd, err := models.CommandByID(s.books.DB, strings.TrimPrefix(row.Effect, "command:"))
	if err != nil {
		s.t.Fatal(err)
	}
	permit, _ := s.policy.Process().Permit(string(cmd.Action))
	return permit.By.Clause
}

// lateness says by how much a mark was late, and the reminders that are folded into it.
func (s *stage) lateness(b *strings.Builder, f contract.Fire) {
	for _, n := range append([]int{f.Mark}, f.Folded...) {
		var m models.Mark
		if err := s.books.DB.Where("obligation_id = ? AND n = ?", f.Obligation, n).Take(&m).Error; err != nil {
			s.t.Fatal(err)
		}
		late := time.Duration(*m.LateMs) * time.Millisecond
		switch {
		case n != f.Mark:
			fmt.Fprintf(b, ", for the one of %s too, late by %s", clock(m.At), late)
		case late >= time.Second:
			fmt.Fprintf(b, ", late by %s", late)
		}
	}
}

func (s *stage) clocks(b *strings.Builder, e contract.Event) {
	for _, o := range e.Opened {
		row := s.owed(o.ID)
		fmt.Fprintf(b, "\n  owes %s: %s (%s), %s (%s, %s), due %s",
			called(o), s.owner(o), o.Clause, row.Rule, row.Clause, row.Source, clock(o.Due))
		s.due[o.ID] = o.Due
		if s.atFirst(row).Provisional {
			b.WriteString(", provisional")
		}
		if o.Duty == string(contract.ReportResult) {
			h := s.policy.Complaint.HandledEvent
			fmt.Fprintf(b, ", counted from %s (%s)", h.Value, h.Clause)
		}
		startOf(b, o.Duty, e.Type)
		s.lastDay(b, row)
		s.wholeDay(b, row)
		s.limit(b, o)
		s.leaveText(b, o, time.Time{})
		s.window(b, o)
		s.marks(b, o)
	}
	for _, o := range e.Moved {
		fmt.Fprintf(b, "\n  now %s: %s, due %s", called(o), s.owner(o), clock(o.Due))
		if was := s.due[o.ID]; e.Type == contract.EventRecounted && !was.Equal(o.Due) {
			fmt.Fprintf(b, ", was due %s", clock(was))
		}
		s.due[o.ID] = o.Due
		s.window(b, o)
		s.stoodStill(b, o.ID, e)
		if e.Type == contract.EventDeferred {
			s.leaveText(b, o, e.At)
		}
		s.marks(b, o)
	}
}

func (s *stage) owed(id string) (row models.Obligation) {
	if err := s.books.DB.Where("id = ?", id).Take(&row).Error; err != nil {
		s.t.Fatal(err)
	}
	return row
}

// atFirst is what an obligation was before it was counted again, if it was.
func (s *stage) atFirst(row models.Obligation) calendar.Due {
	if row.Earlier != nil {
		return s.account(row.Earlier)
	}
	return s.account(row.Explanation)
}

func (s *stage) account(explanation []byte) (due calendar.Due) {
	if err := json.Unmarshal(explanation, &due); err != nil {
		s.t.Fatal(err)
	}
	return due
}

func (s *stage) window(b *strings.Builder, o contract.Obligation) {
	switch w := s.policy.Process().Duties[o.Duty].Window; {
	case w != nil && o.Last.IsZero():
		fmt.Fprintf(b, ", no moment is permitted by %s (%s)", w.Value, w.Clause)
	case w != nil:
		fmt.Fprintf(b, ", last permitted %s by %s (%s)", clock(o.Last), w.Value, w.Clause)
	}
}

// stoodStill is what the account says of the pause that this event ended.
func (s *stage) stoodStill(b *strings.Builder, id string, e contract.Event) {
	for _, l := range s.account(s.owed(id).Explanation).Account {
		if l.What == calendar.Paused && l.To.Equal(e.At) && e.Type == contract.EventResumed {
			fmt.Fprintf(b, ", stood still from %s by %s in #%d (%s)", clock(l.From), s.role(l.By), l.Seq, l.Clause)
		}
	}
}

// lastDay says whether a period of days ends on its last day whatever day that is.
func (s *stage) lastDay(b *strings.Builder, row models.Obligation) {
	if _, unit, _ := strings.Cut(row.Rule, " "); unit != "days" || s.policy.Counting == nil {
		return
	}
	if m := s.policy.Counting.MoveLastDay; m.Value {
		fmt.Fprintf(b, ", a last day off moved (%s)", m.Clause)
	} else {
		fmt.Fprintf(b, ", a last day off not moved (%s)", m.Clause)
	}
}

// limit says how much whoever decides may decide: limits include the amount itself.
func (s *stage) limit(b *strings.Builder, o contract.Obligation) {
	if s.policy.Complaint == nil {
		return
	}
	for _, rung := range s.policy.Complaint.Authority {
		if o.Duty == string(contract.Decide) && rung.Role == o.Role && rung.UpTo > 0 {
			fmt.Fprintf(b, ", up to and including CNY %s (%s, A-54)", rung.UpTo, rung.Clause)
		}
	}
}

func (s *stage) marks(b *strings.Builder, o contract.Obligation) {
	for _, m := range o.Marks {
		if !m.Fired {
			fmt.Fprintf(b, "\n    %s %s to %s (%s)", m.Kind, clock(m.At), m.To, m.Clause)
		}
	}
}

func (s *stage) consequences(b *strings.Builder, seq int64) {
	var entries []models.Entry
	s.find(&entries, "case_id = ?", "id")
	var ledger []string
	for _, e := range entries {
		if e.Seq == seq {
			var line strings.Builder
			fmt.Fprintf(&line, "\n  ledger %s %s (%s)", e.Kind, e.State, e.Clause)
			s.fineText(&line, e)
			ledger = append(ledger, line.String())
		}
	}
	slices.Sort(ledger)
	b.WriteString(strings.Join(ledger, ""))
	var notices []models.Notice
	s.find(&notices, "case_id = ?", "id")
	slices.SortFunc(notices, func(x, y models.Notice) int {
		return cmp.Or(cmp.Compare(x.ToRole, y.ToRole), cmp.Compare(x.Clause, y.Clause))
	})
	for _, n := range notices {
		if n.Seq == seq {
			to := n.ToRole
			if n.ToStaff != nil {
				to = "person " + s.role(*n.ToStaff)
			}
			fmt.Fprintf(b, "\n  tells %s: %s (%s)", to, n.What, n.Clause)
		}
	}
}

func (s *stage) owner(o contract.Obligation) string {
	if o.Person == "" {
		return o.Role
	}
	return o.Role + " " + s.role(o.Person)
}

func (s *stage) duty(id string) string {
	var row models.Obligation
	if err := s.books.DB.Where("id = ?", id).Take(&row).Error; err != nil {
		s.t.Fatal(err)
	}
	return called(contract.Obligation{Duty: row.Duty, Item: row.Item})
}

// called is an obligation by its duty and, where each is owed, by its item.
func called(o contract.Obligation) string { return strings.TrimSuffix(o.Duty+" "+o.Item, " ") }

// role names a person by the role held in the seeded organisation.
func (s *stage) role(id string) string {
	for role, staff := range s.seeded.Roles {
		if staff == id {
			return role
		}
	}
	for code, staff := range s.seeded.Staff {
		if staff == id {
			return code
		}
	}
	return id
}

func clock(t time.Time) string { return t.In(business).Format("2006-01-02 15:04:05") }
