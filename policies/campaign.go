package policies

import (
	"maps"
	"slices"
)

// Campaign holds the parameters of PF-05: who is greeted on which occasion, by what means, and who approves a gift.
type Campaign struct {
	CampaignTerms `yaml:",inline"`
	Process       `yaml:",inline"`

	Occasions map[string]Occasion `yaml:"occasions"` // by name; one that a schedule of that name begins, or somebody

	Form *Rule[[]string] `yaml:"form,omitempty"` // placeholders of every text: the first begins it, the others end it
}

// CampaignTerms are the parameters that the process itself decides by.
type CampaignTerms struct {
	Pace Rule[Count] `yaml:"pace" json:"pace"` // seconds from one page of customers to the next, so that staff aren't kept waiting
}

// Occasion is one cause to greet customers: who they are, and by what means each class of them is greeted. A customer whose class stands
// in no greet is left alone.
type Occasion struct {
	Of        Rule[string]    `yaml:"of"`                   // OfFestival, OfBirthday, OfNode, OfEvent or OfNews
	Whose     *Rule[[]string] `yaml:"whose,omitempty"`      // birthdays: WhoseOwn, WhoseFamily
	LeapDay   *Rule[string]   `yaml:"leap_day,omitempty"`   // how one on 29 February is kept in other years: 02-28, 03-01
	LeapMonth *Rule[string]   `yaml:"leap_month,omitempty"` // how one in a leap month is: regular, leap
	Nodes     *Rule[[]string] `yaml:"nodes,omitempty"`      // points of a project, or events, of which one is named when it begins
	Greets    []Greet         `yaml:"greets"`
	Text      *Rule[Title]    `yaml:"text,omitempty"` // what customers are told, by language, with placeholders
}

// Greet says by what means some classes of customers are greeted, from the usual one on.
type Greet struct {
	Classes Rule[[]string]  `yaml:"classes"`
	Means   Rule[[]string]  `yaml:"means"`
	Gifts   *Rule[[]string] `yaml:"gifts,omitempty"` // that may be given besides, each time with an approval
}

// Causes to greet, and whose birthdays.
const (
	OfFestival  = "festival"
	OfBirthday  = "birthday"
	OfNode      = "node"
	OfEvent     = "event" // customers are invited to it
	OfNews      = "news"
	WhoseOwn    = "own"
	WhoseFamily = "family"
)

// Means by which somebody is greeted. A gift is given only with an approval.
const (
	ByMessage = "message"
	ByPhone   = "phone"
	ByMail    = "mail"
	ByVisit   = "visit"
	ByGift    = "gift"
)

var (
	campaignCauses  = []string{OfFestival, OfBirthday, OfNode, OfEvent, OfNews}
	campaignWhose   = []string{WhoseOwn, WhoseFamily}
	campaignNodes   = []string{"opening", "offer", "sales_event", "topping_out", "handover", "show_flat", "progress"}
	campaignEvents  = []string{"site_tour", "evening", "owners_event", "launch", "thank_you", "promotion", "dinner"}
	campaignMeans   = []string{ByMessage, ByPhone, ByMail, ByVisit}
	campaignGifts   = []string{"flowers", "cake", "present"}
	customerClasses = []string{"ordinary", "important", "vip", "introduced", "a", "b", "c", "d"}
)

// campaignWords are what the policies of PF-05 may say.
var campaignWords = vocabulary{
	code:      "PF-05",
	actions:   []string{"open", "greet", "cancel", "close_page", "note", "reassign", "claim", "pause", "resume", "void"},
	optional:  []string{"approve_gifts"},
	duties:    []string{"greet", "approve_gifts"},
	events:    append([]string{"opened", "page_opened", "page_closed", "gifts_approved", "cancelled"}, commonEvents...),
	schedules: []string{"festivals", "birthdays", "news", "events"},
}

// CustomerClasses are the classes that a customer can be of, for which policies greet differently.
func CustomerClasses() []string { return slices.Clone(customerClasses) }

// Means are those by which a customer may be greeted; Gifts what may be given with an approval; Nodes the points of a project; Causes
// what somebody can be greeted for.
func Means() []string { return append(slices.Clone(campaignMeans), ByGift) }

// Gifts are what a customer may be given with an approval.
func Gifts() []string { return slices.Clone(campaignGifts) }

// Nodes are the points of a project on which customers are greeted, and the events to which they are invited.
func Nodes() []string { return slices.Concat(campaignNodes, campaignEvents) }

// Causes are what customers can be greeted for.
func Causes() []string { return slices.Clone(campaignCauses) }

// Scheduled says whether the occasion is begun by its schedule alone, never by somebody.
func (o Occasion) Scheduled() bool { return o.Of.Value == OfFestival || o.Of.Value == OfBirthday }

// nodes are the words among which an occasion names its points or events; nil where it has none.
func (o Occasion) nodes() []string {
	switch o.Of.Value {
	case OfNode:
		return campaignNodes
	case OfEvent:
		return campaignEvents
	}
	return nil
}

// For is how a class of customers is greeted; nil when it is left alone.
func (o Occasion) For(class string) *Greet {
	for i := range o.Greets {
		if slices.Contains(o.Greets[i].Classes.Value, class) {
			return &o.Greets[i]
		}
	}
	return nil
}

// campaign checks the section of PF-05.
func (d *decoder) campaign(c *Campaign) {
	d.process("campaign", &c.Process, "occasion", sorted(c.Occasions))
	form := d.form(c.Form)
	for _, name := range sorted(c.Occasions) {
		path, o := "campaign.occasions."+name, c.Occasions[name]
		d.oneWord(path+".of.value", o.Of.Value, "cause", campaignCauses)
		d.birthday(path, o)
		d.nodes(path, o)
		d.begins(name, path, c)
		d.greets(path, o.Greets)
		if o.Text != nil {
			d.wording(path+".text.value", o.Text.Value, form)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Schedules)) {
		if _, known := c.Occasions[name]; !known {
			d.complain(d.keyOr("campaign.schedules."+name), "there is no occasion %s: add it, or leave the schedule out", quote(name))
		}
	}
}

// nodes checks that an occasion has points or events, where one is named, and nowhere else.
func (d *decoder) nodes(path string, o Occasion) {
	known := o.nodes()
	if (known != nil) != (o.Nodes != nil) && d.sound(path+".of.value") {
		d.complain(d.keyOr(path), "nodes belong to an occasion of: node or event, and to no other: add or remove them")
	}
	if known != nil && o.Nodes != nil {
		d.words(path+".nodes.value", o.Nodes.Value, "node", known)
	}
}

// begins checks that a schedule stands where nothing else begins an occasion, and that it knows what it begins.
func (d *decoder) begins(name, path string, c *Campaign) {
	o := c.Occasions[name]
	switch _, begins := c.Schedules[name]; {
	case !begins && o.Scheduled():
		d.complain(d.keyOr(path), "nothing begins this: add a schedule %s", quote(name))
	case begins && o.Nodes != nil && len(o.Nodes.Value) > 1:
		d.complain(d.keyOr(path), "a schedule begins one of several nodes, and can't choose: leave one, or the schedule out")
	}
}

// birthday checks what only birthdays have, and all of them.
func (d *decoder) birthday(path string, o Occasion) {
	has := 0
	if o.Whose != nil {
		d.words(path+".whose.value", o.Whose.Value, "birthday", campaignWhose)
		has++
	}
	if o.LeapDay != nil {
		d.oneWord(path+".leap_day.value", o.LeapDay.Value, "day", []string{"02-28", "03-01"})
		has++
	}
	if o.LeapMonth != nil {
		d.oneWord(path+".leap_month.value", o.LeapMonth.Value, "month", []string{"regular", "leap"})
		has++
	}
	if want := map[bool]int{true: 3}[o.Of.Value == OfBirthday]; has != want && d.sound(path+".of.value") {
		d.complain(d.keyOr(path), "whose, leap_day and leap_month belong to an occasion of: birthday, all three, and to no other")
	}
}

func (d *decoder) greets(path string, greets []Greet) {
	seen := map[string]bool{}
	for i, g := range greets {
		at := elementOf(path+".greets", i)
		d.words(at+".classes.value", g.Classes.Value, "class", customerClasses)
		d.words(at+".means.value", g.Means.Value, "means", campaignMeans)
		if g.Gifts != nil {
			d.words(at+".gifts.value", g.Gifts.Value, "gift", campaignGifts)
		}
		for j, class := range g.Classes.Value {
			if seen[class] {
				d.complain(d.at(elementOf(at+".classes.value", j)), "%s is greeted further up: keep one", quote(class))
			}
			seen[class] = true
		}
	}
}
