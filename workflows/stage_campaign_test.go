package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/models"
)

// A customerEntry is how one customer of a diary is greeted.
type customerEntry struct {
	Name    string   `yaml:"name"` // by which steps speak of the customer
	Class   string   `yaml:"class"`
	Refuses bool     `yaml:"refuses"` // hasn't agreed
	Born    []string `yaml:"born"`    // own S0229, family L0815
}

// A campaignEntry is what a step of a diary says about a campaign.
type campaignEntry struct {
	Begins   string `yaml:"begins"` // instead of a command: the schedule of this name begins its round, as the sweeper does
	Round    string `yaml:"round"`  // name of that
	Occasion string `yaml:"occasion"`
	Node     string `yaml:"node"`

	Customer string `yaml:"customer"` // instead of a command: this one is greeted
	Outcome  string `yaml:"outcome"`  // greeted, when it says nothing
	Means    string `yaml:"means"`
	Gift     string `yaml:"gift"`
	Refuses  string `yaml:"refuses"` // instead of a command: this one doesn't want to be greeted any more
	Reads    string `yaml:"reads"`   // instead of a command: somebody reads what this one is told
	Language string `yaml:"language"`
}

// plantCustomers writes the customers of the diary into the books, in their order.
func (s *stage) plantCustomers() {
	s.t.Helper()
	for i, c := range s.d.Customers {
		id := models.NewID()
		s.earlier[c.Name] = id
		_, err := s.books.CreateCustomer(context.Background(), models.NewCustomer{
			Command: s.seeded.Command("/customers", id), UnitID: s.seeded.Units["S1"], Name: "演示客户" + c.Name, Phone: fmt.Sprintf("139%08d", i),
		})
		if err != nil {
			s.t.Fatal(err)
		}
		s.relate(id, c)
	}
}

func (s *stage) relate(id string, c customerEntry) {
	s.t.Helper()
	n := models.Relation{Command: s.seeded.Command("/customers/relation", id), Class: c.Class, Consent: !c.Refuses}
	for _, born := range c.Born {
		whose, day, _ := strings.Cut(born, " ")
		n.Birthdays = append(n.Birthdays, models.BirthdayOf{Whose: whose, Day: s.birthday(day)})
	}
	cmd, err := s.books.RelateCustomer(context.Background(), n)
	if err != nil {
		s.t.Fatal(err)
	}
	if out, err := cmd.Result(); err != nil || out.Refusal != nil {
		s.t.Fatalf("relating a customer: %v %v", err, out.Refusal)
	}
}

func (s *stage) birthday(text string) calendar.Birthday {
	month, err := strconv.Atoi(text[1:3])
	day, err2 := strconv.Atoi(text[3:5])
	if err != nil || err2 != nil {
		s.t.Fatalf("birthday %s", text)
	}
	return calendar.Birthday{Lunar: text[0] != 'S', LeapMonth: text[0] == 'X', Month: month, Day: day}
}

// plantRound lets the schedule of the diary begin its round when the diary begins; the case that it brings is the diary's.
func (s *stage) plantRound() {
	s.t.Helper()
	c, plan := s.d.Steps[0].Campaign, s.d.Steps[0].Plan
	period := c.Round
	if plan.Begins != "" {
		c.Begins, c.Round, period = plan.Begins, plan.Round, plan.Round+"/"+s.staff(plan.Person)
	}
	if c.Begins == "" {
		return
	}
	binding := &models.Binding{Base: s.binder}
	at, diarys := moment(s.t, s.d.Steps[0].At).UTC(), s.books.Now
	id := models.ScheduleID(s.seeded.Units["S1"], string(s.d.kind), c.Begins)
	known := s.roundAt(binding, id, c.Round, at).Add(-time.Minute)
	s.books.Now = func(*gorm.DB) (time.Time, error) { return known, nil }
	_, err := s.books.KnowSchedules(context.Background(), binding)
	s.books.Now = func(*gorm.DB) (time.Time, error) { return at, nil }
	defer func() { s.books.Now = diarys }()
	if err == nil {
		_, err = s.books.BeginPeriods(context.Background(), binding, id, models.BegunBySweeper)
	}
	var p models.SchedulePeriod
	if err == nil {
		err = s.books.DB.Where("schedule_id = ? AND period = ?", id, period).Take(&p).Error
	}
	if err != nil {
		s.t.Fatal(err)
	}
	s.caseID = p.CaseID
}

// roundAt is when a round of a schedule was to begin.
func (s *stage) roundAt(binding *models.Binding, id, name string, by time.Time) time.Time {
	s.t.Helper()
	all, err := s.books.Rhythms(s.books.DB, binding, by, id)
	if err != nil || len(all) != 1 {
		s.t.Fatalf("%d schedules %s: %v", len(all), id, err)
	}
	all[0].Since = time.Time{}
	rounds, err := all[0].Rounds(by.Add(-60*24*time.Hour), by)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range rounds {
		if r.Name == name {
			return r.At.UTC()
		}
	}
	s.t.Fatalf("no round %s of %s", name, id)
	return time.Time{}
}

func (s *stage) campaignFacts(e entry, f *contract.Facts) {
	f.Customer, f.Vehicle, f.Channel, f.Item = "", "", "", e.Item
	said := contract.CampaignFacts{Occasion: e.Campaign.Occasion, Node: e.Campaign.Node}
	if said != (contract.CampaignFacts{}) {
		f.Campaign = &said
	}
}

// greets is what somebody says about greeting a customer, through the door of the counter.
func (s *stage) greets(e entry) {
	s.t.Helper()
	c := e.Campaign
	var g models.Greeting
	if err := s.books.DB.Where("case_id = ? AND customer_id = ?", s.caseID, s.named(c.Customer)).Take(&g).Error; err != nil {
		s.t.Fatalf("%s: %v", c.Customer, err)
	}
	if c.Outcome == "" {
		c.Outcome = contract.Greeted
	}
	id := models.NewID()
	cmd, err := s.books.Greet(context.Background(), models.NewGreeting{
		Command:    models.NewCommand{ID: id, Principal: s.staff(e.Who), Key: id, Method: "POST", Path: "/greetings", BodyHash: []byte(id)},
		Obligation: g.ObligationID, Outcome: c.Outcome, Means: c.Means, Gift: c.Gift,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	out, err := cmd.Result()
	if err != nil {
		s.t.Fatal(err)
	}
	what := "greeting " + c.Customer
	if out.Refusal != nil {
		s.refused(entry{Do: what, Who: e.Who}, out.Refusal)
		return
	}
	text := fmt.Sprintf("%s %s by %s as %s", c.Customer, c.Outcome, c.Means, s.roleOf(g.PageID, out.Seq))
	if c.Gift != "" {
		text += ", with " + c.Gift
	}
	s.say(text + ", " + s.standing(g))
	s.deliver()
}

// reads is somebody who reads what a customer is told, as the counter shows it for a reason.
func (s *stage) reads(e entry) {
	s.t.Helper()
	var g models.Greeting
	if err := s.books.DB.Where("case_id = ? AND customer_id = ?", s.caseID, s.named(e.Campaign.Reads)).Take(&g).Error; err != nil {
		s.t.Fatal(err)
	}
	scope, err := models.ScopeOf(s.books.DB, s.staff(e.Who), s.env.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	text, err := s.books.GreetingText(s.books.DB, scope, g.ObligationID, models.TextAsk{
		Lang: e.Campaign.Language, Consultant: e.Who, Words: func(id, _ string) (string, bool) { return id, true },
	})
	var refusal *contract.Refusal
	if errors.As(err, &refusal) {
		s.refused(entry{Do: "text for " + e.Campaign.Reads, Who: e.Who}, refusal)
		return
	}
	if err != nil {
		s.t.Fatal(err)
	}
	s.say(fmt.Sprintf("%s reads for %s: %s (%s, its form %s)", e.Who, e.Campaign.Reads, text.Text, text.Clause, s.policy.Campaign.Form.Clause))
}

// roleOf is by which role somebody greeted a customer.
func (s *stage) roleOf(page string, seq int64) string {
	var row models.Event
	if err := s.books.DB.Where("stream = ? AND seq = ?", page, seq).Take(&row).Error; err != nil {
		s.t.Fatal(err)
	}
	return row.Roles
}

// standing is what is owed to a customer, and how many of the page are.
func (s *stage) standing(g models.Greeting) string {
	var p models.CampaignPage
	if err := s.books.DB.Where("id = ?", g.PageID).Take(&p).Error; err != nil {
		s.t.Fatal(err)
	}
	return fmt.Sprintf("%s, %d open", s.owed(g.ObligationID).State, p.Open)
}

// refuses is a customer who doesn't want to be greeted any more.
func (s *stage) refuses(e entry) {
	s.t.Helper()
	i := slices.IndexFunc(s.d.Customers, func(c customerEntry) bool { return c.Name == e.Campaign.Refuses })
	c := s.d.Customers[i]
	c.Refuses = true
	s.relate(s.named(c.Name), c)
	var g models.Greeting
	if err := s.books.DB.Where("case_id = ? AND customer_id = ?", s.caseID, s.named(c.Name)).Take(&g).Error; err != nil {
		s.t.Fatal(err)
	}
	s.say(c.Name + " doesn't want to be greeted any more: " + s.standing(g))
	s.deliver()
}

// campaignText is what an event says of a campaign beyond its clocks: whom a page holds and how they are greeted, by which clause.
func (s *stage) campaignText(b *strings.Builder, e contract.Event) {
	if s.policy.Campaign == nil {
		return
	}
	switch said := e.Facts.Campaigned(); {
	case e.Type == contract.EventOpened:
		fmt.Fprintf(b, ", %s", said.Occasion)
		for _, word := range []string{said.Period, said.Day, said.Node} {
			if word != "" {
				fmt.Fprintf(b, " %s", word)
			}
		}
		fmt.Fprintf(b, " (%s)", s.policy.Campaign.Occasions[said.Occasion].Of.Clause)
		if said.Late {
			b.WriteString(", late")
		}
	case e.Campaign != nil:
		s.pageText(b, e.Campaign)
	}
	if e.Seq > 1 && e.Fired == nil && e.Type != contract.EventPageClosed {
		return
	}
	s.lapsed(b, e)
}

func (s *stage) pageText(b *strings.Builder, p *contract.CampaignPage) {
	fmt.Fprintf(b, ", page %d", p.N)
	if p.Last {
		b.WriteString(", the last")
	}
	var row models.Campaign
	var greetings []models.Greeting
	err := s.books.DB.Where("case_id = ?", s.caseID).Take(&row).Error
	if err == nil {
		err = s.books.DB.Where("case_id = ?", s.caseID).Order("customer_id").Find(&greetings).Error
	}
	if err != nil {
		s.t.Fatal(err)
	}
	o := s.policy.Campaign.Occasions[row.Occasion]
	for _, g := range greetings {
		how := o.For(g.Class)
		fmt.Fprintf(b, "\n  greets %s, %s: %s (%s)", s.nameOf(g.CustomerID), g.Class, g.Means, how.Means.Clause)
		if g.Gifts != "" {
			fmt.Fprintf(b, ", and %s (%s)", g.Gifts, how.Gifts.Clause)
		}
	}
	for _, reason := range contract.LeftOutReasons {
		if n := p.LeftOut[reason]; n > 0 {
			fmt.Fprintf(b, "\n  leaves out %d: %s", n, reason)
		}
	}
}

func (s *stage) nameOf(customer string) string {
	for name, id := range s.earlier {
		if id == customer {
			return name
		}
	}
	return "the customer"
}

// lapsed are those whom nobody greeted when a page ended with this event.
func (s *stage) lapsed(b *strings.Builder, e contract.Event) {
	var missed []models.Obligation
	err := s.books.DB.Where("case_id = ? AND duty = 'greet' AND settled_seq = ? AND breached_at IS NOT NULL", s.caseID, e.Seq).Order("item").Find(&missed).Error
	if err != nil {
		s.t.Fatal(err)
	}
	for _, o := range missed {
		if _, err := strconv.Atoi(o.Item); err != nil {
			fmt.Fprintf(b, "\n  lapses: %s", s.nameOf(o.Item))
		}
	}
}
