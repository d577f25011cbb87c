package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// TextAsk says in which language a customer is written to, and what the books don't know of it.
type TextAsk struct {
	Lang       string
	Shown      func(name string) string // how the customer's name is shown; as it is when this is nil
	Consultant string                   // name of whoever writes
	Phone      string                   // idem; "" when it isn't said
	Words      func(id, lang string) (text string, known bool)
}

// GreetingText is what a customer is told: the text of the policy by which the campaign runs, with what is known put in.
type GreetingText struct {
	Text    string
	Lang    string // of the text: the nearest to the one that was asked for
	Clause  string
	Missing []string // placeholders that are still in it: whoever writes knows what belongs there
	Card    *CustomerCard
}

// GreetingText is the text for a greeting that is still owed, as the scope shows it. It is kept nowhere: a name stands in it.
func (b *Books) GreetingText(tx *gorm.DB, s Scope, obligation string, ask TextAsk) (*GreetingText, error) {
	g, err := GreetingByID(tx, obligation)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(stillOwed, g.State) {
		return nil, contract.Refused(contract.CodeNothingToSay, "")
	}
	c, err := CampaignByID(tx, s, g.CaseID)
	if err != nil {
		return nil, err
	}
	policy, err := b.PolicyOf(tx, contract.Campaign, c.Edition)
	if err != nil {
		return nil, err
	}
	o := policy.Campaign.Occasions[c.Occasion]
	if o.Text == nil {
		return nil, contract.Refused(contract.CodeNoText, o.Of.Clause)
	}
	out := &GreetingText{Lang: o.Text.Value.Language(ask.Lang), Clause: o.Text.Clause}
	put, err := b.toPut(tx, s, c, o, out.Lang, ask)
	if err != nil {
		return nil, err
	}
	if out.Card, err = b.CustomerByID(tx, s, g.CustomerID); err != nil {
		return nil, err
	}
	name := out.Card.Name
	if ask.Shown != nil {
		name = ask.Shown(name)
	}
	put[policies.PutSalutation] = policies.Salutation(name, out.Lang)
	out.Text, out.Missing = policies.Fill(o.Text.Value[out.Lang], put)
	return out, nil
}

// toPut is what placeholders stand for, without what is about the customer.
func (b *Books) toPut(tx *gorm.DB, s Scope, c *CampaignItem, o policies.Occasion, lang string, ask TextAsk) (map[string]string, error) {
	u, err := UnitSeen(tx, s, c.UnitID)
	if err != nil {
		return nil, err
	}
	occasion, err := b.occasionText(tx, c, o, lang, ask)
	return map[string]string{
		policies.PutOccasion: occasion, policies.PutUnit: u.Name, policies.PutConsultant: ask.Consultant, policies.PutPhone: ask.Phone,
	}, err
}

// occasionText is how an occasion is called: the festival by its calendar's name, the point of a project or the event by its own, else by its cause.
func (b *Books) occasionText(tx *gorm.DB, c *CampaignItem, o policies.Occasion, lang string, ask TextAsk) (string, error) {
	word := "of." + o.Of.Value
	switch o.Of.Value {
	case policies.OfNode, policies.OfEvent:
		word = "node." + c.Node
	case policies.OfFestival:
		cal, err := b.currentCalendar(tx, c.Calendar)
		if err != nil {
			return "", err
		}
		festival, _, _ := strings.Cut(c.Period, " ")
		if cal != nil {
			if names, known := cal.FestivalNames(festival); known && names.In(lang) != "" {
				return names.In(lang), nil
			}
		}
	}
	text, _ := ask.Words(word, lang)
	return text, nil
}
