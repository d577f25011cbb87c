package workflows_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// A visitEntry is what a command of a diary says about a visit to a customer.
type visitEntry struct {
	Purpose  string           `yaml:"purpose"`
	Object   string           `yaml:"object"`
	Way      string           `yaml:"way"` // in person, when it says nothing
	Matter   string           `yaml:"matter"`
	Requests map[string]int64 `yaml:"requests"` // CNY
	Given    []string         `yaml:"given"`
	Minutes  int              `yaml:"minutes"`
	Promises int              `yaml:"promises"`
	Touched  []string         `yaml:"touched"` // of the checklist, during the visit
}

// A planEntry is what a command of a diary says about a person's month, and what becomes of that without a command.
type planEntry struct {
	Month  string     `yaml:"month"`
	Person string     `yaml:"person"`
	Lines  []planLine `yaml:"lines"`
	Begins string     `yaml:"begins"` // instead of a command: the schedule of this name begins its round, as the sweeper does
	Round  string     `yaml:"round"`  // name of that
	Again  bool       `yaml:"again"`  // instead of a command: it is opened a second time
	Count  bool       `yaml:"count"`  // instead of a command: a worker counts what is over
	Visits int        `yaml:"visits"` // instead of a command: so many visits are made by the plan's first line
	Beside int        `yaml:"beside"` // with them: so many that nobody had planned

	Done map[string]int `yaml:"done"` // instead of a command: so many activities of each kind on the day
	Day  string         `yaml:"day"`  // of them, if not today
	Show string         `yaml:"show"`
}

type planLine struct {
	Purpose  string `yaml:"purpose"`
	Object   string `yaml:"object"`
	Customer bool   `yaml:"customer"` // the one who is in the books
	Count    int    `yaml:"count"`
}

// customerVisitFacts are the facts of a command on a visit.
func (s *stage) customerVisitFacts(e entry, f *contract.Facts) {
	f.Vehicle, f.Channel, f.Item = "", "", e.Item
	if e.Stranger {
		f.Customer = models.NewID()
	}
	if e.Next != "" {
		next := moment(s.t, e.Next).UTC()
		f.Next = &next
	}
	said := contract.CustomerVisitFacts{Given: e.Call.Given, Minutes: e.Call.Minutes, Promises: e.Call.Promises}
	switch contract.Action(e.Do) {
	case contract.Open:
		said.Purpose, said.Object, said.Channel, said.Matter = e.Call.Purpose, e.Call.Object, e.Call.Way, e.Call.Matter
		if said.Channel == "" {
			said.Channel = contract.InPerson
		}
	case contract.AskFor:
		for _, what := range policies.VisitRequests() {
			if yuan, asked := e.Call.Requests[what]; asked {
				said.Requests = append(said.Requests, contract.VisitRequest{What: what, Amount: yuan * 100})
			}
		}
	case contract.Prepare:
		for _, step := range s.policy.Visit.Checklist(s.d.Steps[0].Call.Purpose).Before {
			if !slices.Contains(e.Skipped, step.ID) {
				f.Done = append(f.Done, step.ID)
			}
		}
	case contract.RecordVisit:
		f.Done = e.Call.Touched
	}
	if said.Purpose+said.Channel != "" || len(said.Requests)+len(said.Given)+said.Minutes+said.Promises > 0 {
		f.CustomerVisit = &said
	}
}

// customerVisitText is what an event says of a visit beyond its clocks.
func (s *stage) customerVisitText(b *strings.Builder, e contract.Event) {
	p := s.policy.Visit
	if p == nil {
		return
	}
	said := e.Facts.Visited()
	switch e.Type {
	case contract.EventOpened:
		fmt.Fprintf(b, ", for %s (%s)", said.Purpose, p.Purposes.Clause)
		if p.Objects != nil {
			fmt.Fprintf(b, ", %s (%s)", said.Object, p.Objects.Clause)
		}
		if said.Matter != "" {
			fmt.Fprintf(b, ", by %s, %s (%s)", said.Channel, said.Matter, p.ByPhone.Clause)
		}
	case contract.EventAskedFor:
		for _, r := range said.Requests {
			fmt.Fprintf(b, ", %s of CNY %s (%s)", r.What, policies.Money(r.Amount), p.Requests[r.What].Clause)
		}
	case contract.EventGranted, contract.EventDenied, contract.EventPromiseKept:
		fmt.Fprintf(b, ", %s", e.Facts.Item)
	case contract.EventPrepared:
		var cited []string
		for _, step := range p.Checklist(s.d.Steps[0].Call.Purpose).Before {
			cited = append(cited, step.ID+" ("+step.Clause+")")
		}
		fmt.Fprintf(b, "\n  done: %s", strings.Join(cited, ", "))
	case contract.EventVisited:
		if said.Minutes > 0 {
			fmt.Fprintf(b, ", %d minutes of training, %d to %d (%s)", said.Minutes, p.Training.Least.Value, p.Training.Most.Value, p.Training.Least.Clause)
		}
		for _, what := range said.Given {
			fmt.Fprintf(b, ", %s given (%s)", what, p.Requests[what].Clause)
		}
		for _, step := range p.Checklist(s.d.Steps[0].Call.Purpose).During {
			if slices.Contains(e.Facts.Done, step.ID) {
				fmt.Fprintf(b, ", %s (%s)", step.ID, step.Clause)
			}
		}
		if said.Promises > 0 {
			fmt.Fprintf(b, ", promises: %d", said.Promises)
		}
	}
	if e.Facts.Next != nil {
		fmt.Fprintf(b, ", agreed for %s", e.Facts.Next.In(business).Format("2006-01-02 15:04"))
	}
	if e.Fired != nil && e.Fired.Kind == contract.Breach && p.OffDuty != nil {
		var row models.Visit
		if err := s.books.DB.Where("case_id = ?", s.caseID).Take(&row).Error; err != nil {
			s.t.Fatal(err)
		}
		if row.OffDutyUntil != nil {
			fmt.Fprintf(b, ", the duty may be taken away until %s, %s (%s)", clock(*row.OffDutyUntil), p.OffDuty.Value, p.OffDuty.Clause)
		}
	}
}

// planFacts are the facts of a command on a person's month.
func (s *stage) planFacts(e entry, f *contract.Facts) {
	f.Vehicle, f.Channel, f.Customer = "", "", ""
	said := contract.VisitPlanFacts{Month: e.Plan.Month}
	if e.Plan.Person != "" {
		said.Person = s.staff(e.Plan.Person)
	}
	for _, l := range e.Plan.Lines {
		line := contract.PlanLine{Purpose: l.Purpose, Object: l.Object, Count: l.Count}
		if l.Customer {
			line.Customer = s.seeded.Customer
		}
		said.Lines = append(said.Lines, line)
	}
	if said.Month+said.Person != "" || len(said.Lines) > 0 {
		f.VisitPlan = &said
	}
}

// planStep does what isn't a command on the month; false when the entry is one.
func (s *stage) planStep(e entry) bool {
	switch p := e.Plan; {
	case p.Count:
		if err := s.books.CloseQuotas(context.Background()); err != nil {
			s.t.Error(err)
		}
		s.say("a worker counts what is over")
		s.deliver()
	case p.Begins != "":
		s.deliver()
	case p.Again:
		s.secondMonth(e)
	case p.Visits+p.Beside > 0:
		s.made(e)
	case len(p.Done) > 0:
		s.activities(e)
	default:
		return false
	}
	return true
}

// secondMonth is an opening of the same month, by the real ledger without a process behind it.
func (s *stage) secondMonth(e entry) {
	e.Do = string(contract.Open)
	n := s.command(e)
	n.Stream = models.NewID()
	cmd, _, err := s.books.Receive(context.Background(), n)
	if err != nil {
		s.t.Fatal(err)
	}
	rec, err := s.books.Append(context.Background(), s.ledger.Shelf, contract.Record{
		Kind: contract.VisitPlan, Case: n.Stream, Effect: contract.Effect{Command: cmd.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: contract.PlanDraft, Facts: n.Facts},
	})
	if err != nil || rec.Refusal == nil {
		s.t.Fatalf("a month was opened twice: %v", err)
	}
	s.refused(e, rec.Refusal)
}

// made are visits of the month's person, by the real ledger without a process behind them.
func (s *stage) made(e entry) {
	for i := range e.Plan.Visits + e.Plan.Beside {
		said := &contract.CustomerVisitFacts{Purpose: s.policy.VisitPlan.Purposes.Value[0], Channel: contract.InPerson}
		if s.policy.VisitPlan.Objects != nil {
			said.Object = s.policy.VisitPlan.Objects.Value[0]
		}
		if i < e.Plan.Visits {
			said.Plan, said.Line = s.caseID, 1
		}
		id, after := models.NewID(), int64(0)
		for _, p := range []contract.Proposal{
			{Type: contract.EventOpened, Status: contract.Planned, Facts: contract.Facts{Unit: s.seeded.Units["S1"], Customer: s.seeded.Customer, CustomerVisit: said}},
			{Type: contract.EventVisited, Status: contract.VisitMade},
		} {
			n := s.command(entry{Do: string(contract.Note), Who: e.Who})
			n.Kind, n.Stream, n.Facts = string(contract.Visit), id, p.Facts
			if n.Action = contract.RecordVisit; after == 0 {
				n.Action = contract.Open
			}
			cmd, _, err := s.books.Receive(context.Background(), n)
			if err != nil {
				s.t.Fatal(err)
			}
			rec, err := s.books.Append(context.Background(), s.ledger.Shelf, contract.Record{
				Kind: contract.Visit, Case: id, After: after, Effect: contract.Effect{Command: cmd.ID}, Proposal: p,
			})
			if err != nil {
				s.t.Fatal(err)
			}
			if rec.Refusal != nil {
				s.refused(entry{Do: "a visit by the plan", Who: e.Who}, rec.Refusal)
				return
			}
			after++
		}
	}
	s.say(fmt.Sprintf("%s makes %d visits by the plan's first line and %d beside it", e.Who, e.Plan.Visits, e.Plan.Beside))
}

// activities records what was done, as the counter does.
func (s *stage) activities(e entry) {
	day := e.Plan.Day
	if day == "" {
		day = e.At[:10]
	}
	var told []string
	for _, kind := range sortedCounts(e.Plan.Done) {
		for i := range e.Plan.Done[kind] {
			number := fmt.Sprintf("N%s-%s-%d", strings.ReplaceAll(day, "-", ""), kind[:1], i+1)
			show := ""
			if kind == models.KindLead {
				show = e.Plan.Show
			}
			if kind == models.ShowDuty {
				number = e.Plan.Show
			}
			id := models.NewID()
			cmd, err := s.books.RecordActivity(context.Background(), models.NewActivity{
				Command: models.NewCommand{ID: id, Principal: s.staff(e.Who), Key: id, Method: "POST", Path: "/activities", BodyHash: []byte(id)},
				Plan:    s.caseID, Kind: kind, Day: day, Number: number, Show: show, Attachment: s.paper(e, s.caseID),
			})
			if err != nil {
				s.t.Fatal(err)
			}
			out, err := cmd.Result()
			if err != nil {
				s.t.Fatal(err)
			}
			if out.Refusal != nil {
				s.refused(entry{Do: "the record of " + kind, Who: e.Who}, out.Refusal)
				return
			}
		}
		told = append(told, fmt.Sprintf("%s %d", kind, e.Plan.Done[kind]))
	}
	s.say(fmt.Sprintf("%s records of %s: %s", e.Who, day, strings.Join(told, ", ")))
}

func sortedCounts(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// planText is what an event says of a month beyond its clocks.
func (s *stage) planText(b *strings.Builder, e contract.Event) {
	p := s.policy.VisitPlan
	if p == nil {
		return
	}
	said := e.Facts.PlannedMonth()
	switch e.Type {
	case contract.EventOpened:
		fmt.Fprintf(b, ", %s", said.Month)
		if said.Person != "" {
			fmt.Fprintf(b, " of %s", s.role(said.Person))
		}
	case contract.EventDrafted:
		for _, l := range said.Lines {
			fmt.Fprintf(b, "\n  plans %d for %s (%s)", l.Count, l.Purpose, p.Purposes.Clause)
			if l.Object != "" {
				fmt.Fprintf(b, ", %s (%s)", l.Object, p.Objects.Clause)
			}
		}
	case contract.EventTallied:
		q := p.Quotas[said.Quota]
		fmt.Fprintf(b, ", %s of %s: %d of %d a %s (%s, %s), missing %d", said.Quota, said.Period, e.Tally.Done, e.Tally.Least, q.Per.Value,
			q.Least.Clause, q.Least.From(), e.Tally.Missing)
		if e.Tally.Late {
			b.WriteString(", counted late")
		}
	case contract.EventMonthClosed:
		var row models.VisitPlan
		if err := s.books.DB.Where("case_id = ?", s.caseID).Take(&row).Error; err != nil {
			s.t.Fatal(err)
		}
		fmt.Fprintf(b, ", planned %d, of these made %d, beside them %d", row.Planned, row.Actual, row.Beside)
	}
}
