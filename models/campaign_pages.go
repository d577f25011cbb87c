package models

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/calendar"
	"carebook/contract"
	"carebook/internal/keys"
	"carebook/policies"
)

// pageSize is how many customers are gone through in one transaction, and insertedAtOnce how many rows in one statement: SQLite has room
// for so many parameters.
const (
	pageSize       = 500
	insertedAtOnce = 100
)

// followsClock stands instead of an edition of the calendar with what has no clock of its own: it follows its campaign's.
const followsClock = -1

// page is a part of a campaign's customers that is being opened.
type page struct {
	event   contract.CampaignPage
	reached string // id of the last customer gone through
	greets  []greet
}

type greet struct {
	customer, class string
	how             *policies.Greet
}

// turn goes through the customers whose turn it is: those of the unit after the last one, in the order of their ids.
func (c *Campaign) turn(w *writer) (*page, error) {
	o := w.policy.Campaign.Occasions[c.Occasion]
	q := w.tx.Model(&Customer{}).Select("id", "class", "consented_at", "restricted_at").
		Where("unit_id = ? AND id > ? AND erased_at IS NULL", w.k.UnitID, c.Reached)
	if o.Of.Value == policies.OfBirthday {
		born, err := c.bornOn(w, o)
		if err != nil {
			return nil, err
		}
		q = q.Where("id IN (?)", born)
	}
	var rows []Customer
	if err := q.Order("id").Limit(pageSize).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading the customers of a page: %w", err)
	}
	p := &page{event: contract.CampaignPage{N: int(c.Pages) + 1, Last: len(rows) < pageSize}, reached: c.Reached}
	for _, row := range rows {
		p.take(row, o)
	}
	return p, nil
}

// take has a customer greeted, or notes why not.
func (p *page) take(c Customer, o policies.Occasion) {
	p.reached = c.ID
	how, why := o.For(c.Class), ""
	switch {
	case c.RestrictedAt != nil:
		why = contract.LeftRestricted
	case c.ConsentedAt == nil:
		why = contract.LeftNoConsent
	case c.Class == "":
		why = contract.LeftUnclassed
	case how == nil:
		why = contract.LeftClass
	default:
		p.greets = append(p.greets, greet{c.ID, c.Class, how})
		p.event.Planned++
		if how.Gifts != nil {
			p.event.Gifts++
		}
		return
	}
	if p.event.LeftOut == nil {
		p.event.LeftOut = map[string]int{}
	}
	p.event.LeftOut[why]++
}

// bornOn are the ids of customers of whom a birthday is kept on the campaign's day.
func (c *Campaign) bornOn(w *writer, o policies.Occasion) (*gorm.DB, error) {
	day, err := c.on(w)
	if err != nil {
		return nil, err
	}
	days, err := w.cal.BirthdaysOn(day, calendar.BirthdayCustom{Feb29: o.LeapDay.Value, Leap: o.LeapMonth.Value})
	if err != nil {
		return nil, fmt.Errorf("whose birthday it is: %w", err)
	}
	indexes := make([][]byte, len(days))
	for i, d := range days {
		indexes[i] = w.b.Keys.Index(keys.Birthday, BirthdayText(d))
	}
	return w.tx.Model(&CustomerBirthday{}).Select("customer_id").Where("day_index IN ? AND whose IN ?", indexes, o.Whose.Value), nil
}

// BirthdayText is how a birthday is written in the books: S0229 of a solar year, L0815 of a lunar one, X0615 in its leap month.
func BirthdayText(b calendar.Birthday) string {
	year := "S"
	switch {
	case b.LeapMonth:
		year = "X"
	case b.Lunar:
		year = "L"
	}
	return fmt.Sprintf("%s%02d%02d", year, b.Month, b.Day)
}

// pageID is the id of a page: the same whoever asks.
func pageID(caseID, n string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("page/"+caseID+"/"+n)).String()
}

// keepPage writes the page that was opened, with what it owes each customer: by the clock that is open, without marks of their own.
func (c *Campaign) keepPage(w *writer) error {
	if c.page.event.Planned == 0 {
		return nil
	}
	var of Obligation
	if err := c.clocks(w, dutyGreet).Take(&of).Error; err != nil {
		return fmt.Errorf("reading the clock of page %d: %w", c.page.event.N, err)
	}
	row := CampaignPage{
		ID: pageID(c.CaseID, strconv.Itoa(c.page.event.N)), CaseID: c.CaseID, ClockID: of.ID, N: int64(c.page.event.N),
		Planned: int64(c.page.event.Planned), Open: int64(c.page.event.Planned),
	}
	if err := w.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("writing page %d: %w", row.N, err)
	}
	owed, greetings := make([]Obligation, 0, row.Planned), make([]Greeting, 0, row.Planned)
	for _, g := range c.page.greets {
		o := of
		o.ID, o.Item, o.CalendarN, o.OpenedSeq = w.id("greet", g.customer), g.customer, followsClock, w.event.Seq
		owed = append(owed, o)
		said := Greeting{ObligationID: o.ID, CaseID: c.CaseID, PageID: row.ID, CustomerID: g.customer, Class: g.class, Means: strings.Join(g.how.Means.Value, ",")}
		if g.how.Gifts != nil {
			said.Gifts = strings.Join(g.how.Gifts.Value, ",")
		}
		greetings = append(greetings, said)
	}
	if err := w.tx.CreateInBatches(owed, insertedAtOnce).Error; err != nil {
		return fmt.Errorf("writing what page %d owes: %w", row.N, err)
	}
	return wrap(w.tx.CreateInBatches(greetings, insertedAtOnce).Error, "writing the greetings of page %d", row.N)
}

// forUpdate keeps other writers of the rows that are read waiting.
func forUpdate(tx *gorm.DB) *gorm.DB { return tx.Clauses(clause.Locking{Strength: "UPDATE"}) }
