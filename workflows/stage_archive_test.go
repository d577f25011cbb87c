package workflows_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// fileFacts are the facts of a command on a vehicle's file.
func (s *stage) fileFacts(e entry, f *contract.Facts) {
	f.Channel = ""
	switch contract.Action(e.Do) {
	case contract.Open:
		f.File = e.File
	case contract.Send:
		f.Papers = s.register(e)
	case contract.Check:
		for _, code := range sortedKeys(e.Papers) {
			f.Papers = append(f.Papers, contract.Paper{Code: code, State: e.Papers[code]})
		}
		for _, item := range e.Findings {
			f.Findings = append(f.Findings, finding(item))
		}
	case contract.Store:
		f.Done = slices.DeleteFunc(slices.Clone(s.policy.Archive.Stored.Value), func(step string) bool {
			return slices.Contains(e.Skipped, step)
		})
	case contract.Lose:
		f.Pieces = e.Pieces
		if e.Person != "" {
			f.Person = s.staff(e.Person)
		}
	case contract.Correct, contract.Supply, contract.StopFine:
		f.Item = e.Item
	}
}

// register lists every document of the file that isn't optional, and what the entry says of others.
func (s *stage) register(e entry) (papers []contract.Paper) {
	file := s.policy.Archive.Files[s.d.Steps[0].File]
	listed := slices.DeleteFunc(slices.Clone(file.Documents.Value), func(code string) bool {
		return slices.Contains(file.Optional.Value, code) && e.Papers[code] == ""
	})
	for _, code := range sortedKeys(e.Papers) {
		if !slices.Contains(listed, code) {
			listed = append(listed, code)
		}
	}
	for _, code := range listed {
		state, day, _ := strings.Cut(e.Papers[code], " ")
		p := contract.Paper{Code: code, State: state}
		if day != "" {
			at := moment(s.t, day+" 00:00").UTC()
			p.Expected = &at
		}
		switch state {
		case "-":
			continue
		case "":
			p.State = contract.PaperPresent
		}
		papers = append(papers, p)
	}
	return papers
}

func finding(item string) contract.Finding {
	code, fault, found := strings.Cut(item, "/")
	if !found {
		return contract.Finding{Fault: item}
	}
	return contract.Finding{Code: code, Fault: fault}
}

// leave has somebody say that somebody else is away.
func (s *stage) leave(e entry) {
	id := models.NewID()
	n := models.NewAbsence{
		Command: models.NewCommand{ID: id, Principal: s.staff(e.Who), Key: id, Method: "POST", Path: "/absences", BodyHash: []byte(id)},
		ID:      models.NewID(), Staff: s.staff(e.Leave.Of), From: e.Leave.From, To: e.Leave.To, Reason: "away",
	}
	cmd, err := s.books.RecordAbsence(context.Background(), &models.Binding{Base: s.binder}, n)
	if err != nil {
		s.t.Fatal(err)
	}
	if out, err := cmd.Result(); err != nil || out.Refusal != nil {
		s.t.Fatalf("%v %v", err, out.Refusal)
	}
	until := " to " + e.Leave.To
	if e.Leave.To == "" {
		until = ", no end is known"
	}
	s.say(fmt.Sprintf("%s is on leave from %s%s, says %s", e.Leave.Of, e.Leave.From, until, e.Who))
}

// fileText is what an event says about a file beyond its clocks.
func (s *stage) fileText(b *strings.Builder, e contract.Event) {
	f := e.Facts
	if s.policy.Archive == nil {
		return
	}
	if f.File != "" {
		fmt.Fprintf(b, ", %s", f.File)
		if once := s.policy.Archive.Once; once != nil && slices.Contains(once.Value, f.File) {
			fmt.Fprintf(b, ", the only one of its vehicle (%s)", once.Clause)
		}
		fmt.Fprintf(b, ", counted from the delivery (%s)", s.policy.Archive.Delivered.Clause)
	}
	if f.Item != "" {
		fmt.Fprintf(b, ", %s", f.Item)
	}
	if len(f.Papers) > 0 && e.Type == contract.EventSent {
		file := s.policy.Archive.Files[s.d.Steps[0].File]
		fmt.Fprintf(b, ", %d papers (%s), not always there: %s (%s)", len(f.Papers), file.Documents.Clause,
			strings.Join(file.Optional.Value, ", "), file.Optional.Clause)
	}
	for _, p := range f.Papers {
		switch {
		case p.Expected != nil:
			fmt.Fprintf(b, ", %s %s until %s", p.Code, p.State, p.Expected.In(business).Format(time.DateOnly))
		case p.State != contract.PaperPresent:
			fmt.Fprintf(b, ", %s %s", p.Code, p.State)
		}
	}
	if len(f.Done) > 0 {
		fmt.Fprintf(b, ", %s (%s)", strings.Join(f.Done, ", "), s.policy.Archive.Stored.Clause)
	}
	if f.Pieces > 0 {
		fmt.Fprintf(b, ", %d pieces", f.Pieces)
		if f.Person != "" {
			fmt.Fprintf(b, " by %s", s.role(f.Person))
		}
	}
}

// leaveText is what the account of a clock says of leave up to its due time, since a moment.
func (s *stage) leaveText(b *strings.Builder, o contract.Obligation, at time.Time) {
	row := s.owed(o.ID)
	due := s.account(row.Explanation)
	if at.IsZero() {
		due = s.atFirst(row)
	}
	for _, l := range due.Account {
		if l.What == calendar.Paused && l.Seq == 0 && l.To.After(at) && l.To.Before(o.Due) {
			fmt.Fprintf(b, ", on leave %s to %s by %s (%s)", clock(l.From), clock(l.To), s.role(l.By), l.Clause)
		}
	}
}

// fineText is how a fine was priced.
func (s *stage) fineText(b *strings.Builder, e models.Entry) {
	if s.policy.Credit != nil {
		s.borneText(b, e)
		return
	}
	var f models.Fine
	err := s.books.DB.Where("entry_id = ?", e.ID).Take(&f).Error
	if err == gorm.ErrRecordNotFound { //nolint:errorlint // gorm returns it bare
		if e.Amount != nil && e.ContraOf == nil {
			fmt.Fprintf(b, ", CNY %s by hand (A-44)", policies.Money(*e.Amount))
		}
		return
	}
	if err != nil {
		s.t.Fatal(err)
	}
	if e.StaffID != nil {
		fmt.Fprintf(b, " against %s", s.role(*e.StaffID))
	}
	if f.Percent != nil {
		fmt.Fprintf(b, ": %d %% of the performance pay, from the %s one on", *f.Percent, policies.Nth(f.Counted))
		table := s.policy.Process().Fines
		cut := table.Double[table.Violations[f.Violation].Party].PayCut
		fmt.Fprintf(b, ", %s to %s allowed (%s)", cut.Least.Value, cut.Most.Value, cut.Propose.Clause)
		return
	}
	if e.Kind == models.EntryDismissal {
		permit := s.policy.Process().Fines.Dismiss
		fmt.Fprintf(b, ": more than %d times %s, for %s to confirm (%s)", s.policy.Process().Fines.Violations[f.Violation].Dismissal.Value,
			f.Violation, strings.Join(permit.By.Value, ", "), permit.By.Clause)
		return
	}
	fmt.Fprintf(b, ": %s", f.Violation)
	if f.Item != "" {
		fmt.Fprintf(b, " %s", f.Item)
	}
	if f.Again {
		b.WriteString(", again")
	}
	fmt.Fprintf(b, ", CNY %s", policies.Money(*e.Amount))
	if f.Factor != 1 {
		fmt.Fprintf(b, " = %d x %s (%s)", f.Factor, policies.Money(f.Base), f.DoubleClause)
	}
	fmt.Fprintf(b, ", the %s of the month (%s), %s (%s)", policies.Nth(f.Counted+1), s.policy.Process().Fines.Counted.Clause,
		f.Mode, s.policy.Process().Fines.Mode.Clause)
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
