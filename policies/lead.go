package policies

import (
	"slices"
	"strings"

	"carebook/calendar"
)

// Lead holds the parameters of PF-03, the follow-up of leads and customer cards.
type Lead struct {
	LeadTerms `yaml:",inline"`
	Process   `yaml:",inline"`

	Window *Rule[calendar.Window] `yaml:"window,omitempty"` // when customers are called; outside it a message stands for the call
}

// LeadTerms are the parameters that the process itself decides by, pinned as those of a complaint are: at most 4 KiB.
type LeadTerms struct {
	Sources  Rule[[]string] `yaml:"sources" json:"sources"`   // where leads come from
	Media    Rule[[]string] `yaml:"media" json:"media"`       // how a customer is contacted
	Results  Rule[[]string] `yaml:"results" json:"results"`   // what a contact came to
	Progress Rule[[]string] `yaml:"progress" json:"progress"` // results that are a step on: the clock of a stale lead begins anew

	Classes *Rule[[]string] `yaml:"classes,omitempty" json:"classes,omitempty"` // a visitor has one; none: visitors aren't classed
	Reasons *Rule[[]string] `yaml:"reasons,omitempty" json:"reasons,omitempty"` // with which a call or a message opens
	Form    *Rule[[]string] `yaml:"form,omitempty" json:"form,omitempty"`       // parts that every message has
	Signed  *Rule[bool]     `yaml:"signed,omitempty" json:"signed,omitempty"`   // a card counts from the leader's signature on
	Calls   *Rule[bool]     `yaml:"calls,omitempty" json:"calls,omitempty"`     // contacts are calls: after a message the call is still owed
	Lapse   *Rule[[]string] `yaml:"lapse,omitempty" json:"lapse,omitempty"`     // duties whose breach makes the card void
	Texts   *Rule[Count]    `yaml:"texts,omitempty" json:"texts,omitempty"`     // so many in a row, without a call, make the card of a long-term customer void
	Missed  *Rule[string]   `yaml:"missed,omitempty" json:"missed,omitempty"`   // violation: the message of the same day wasn't sent
	Torn    *Rule[string]   `yaml:"torn,omitempty" json:"torn,omitempty"`       // violation: a card is cancelled

	Cadences map[string]Cadence `yaml:"cadences" json:"cadences"` // by kind of lead
}

// Cadence says how often a kind of lead is contacted. What isn't there has no clock.
type Cadence struct {
	Message *Rule[calendar.Rule] `yaml:"message,omitempty" json:"message,omitempty"` // the consultant on duty writes, from the opening
	First   *Rule[calendar.Rule] `yaml:"first,omitempty" json:"first,omitempty"`     // first contact
	Next    *Rule[calendar.Rule] `yaml:"next,omitempty" json:"next,omitempty"`       // second contact, after the first
	Then    *Rule[calendar.Rule] `yaml:"then,omitempty" json:"then,omitempty"`       // each further one, after the last
}

// Traits decide by which cadence a lead is followed.
type Traits struct {
	Source    string `json:"source,omitempty"`
	Class     string `json:"class,omitempty"`     // of a visitor
	Quality   bool   `json:"quality,omitempty"`   // a call-in worth more calls
	Key       bool   `json:"key,omitempty"`       // a key customer
	Objection bool   `json:"objection,omitempty"` // has one that stands in the way
	OnDuty    bool   `json:"on_duty,omitempty"`   // came to the consultant on duty and left a number
	Dislikes  bool   `json:"dislikes,omitempty"`  // doesn't like to be called
}

// Duties whose time the table of cadences gives, and the word for a visitor.
const (
	leadMessage = "message"
	leadFirst   = "first_contact"
	leadNext    = "second_contact"
	leadThen    = "contact"
	visitor     = "visitor"
)

var (
	leadSources = []string{"call_in", visitor, "introduced", "vip", "card", "prospect"}
	leadClasses = []string{"a", "b", "c", "d"}
	leadMedia   = []string{"phone", "sms", "message", "visit"}
	leadResults = []string{"reached", "progress", "no_answer", "dislikes_calls", "refused"}
	leadReasons = []string{"event", "weather", "festival", "progress", "change", "offer"}
	leadForm    = []string{"honorific", "consultant", "phone", "standard_wording"}
	leadKinds   = []string{
		"call_in", "quality_call_in", "visitor_ab", "visitor_ab_key", "visitor_ab_objection", "visitor_c", "visitor_d", "introduced", "vip",
		"card_on_duty", "card", "prospect", "prospect_key", "new_customer", "disliked",
	}
)

// kinds are the rows that fit a lead, the closest first. The last two are for whoever has no row of its own.
func (t Traits) kinds() (all []string) {
	called := t.Source == "call_in"
	if t.OnDuty && (called || t.Source == visitor) {
		all = append(all, "card_on_duty")
	}
	if called && t.Quality {
		all = append(all, "quality_call_in")
	}
	if t.Source == visitor && t.Class != "" {
		all = append(all, t.visited()...)
	}
	if t.Source == "prospect" && t.Key {
		all = append(all, "prospect_key")
	}
	return append(all, t.Source, "card", "new_customer")
}

func (t Traits) visited() []string {
	switch {
	case t.Class == "c", t.Class == "d":
		return []string{"visitor_" + t.Class}
	case t.Key:
		return []string{"visitor_ab_key", "visitor_ab"}
	case t.Objection:
		return []string{"visitor_ab_objection", "visitor_ab"}
	}
	return []string{"visitor_ab"}
}

// Cadence is the row by which a lead is followed, with its name; "" when the table has none that fits. Whoever dislikes calls
// is contacted less often, if the table says so (R1-5.2).
func (t *LeadTerms) Cadence(traits Traits) (name string, row Cadence) {
	for _, kind := range traits.kinds() {
		if row, ok := t.Cadences[kind]; ok {
			if less, ok := t.Cadences["disliked"]; ok && traits.Dislikes && row.Then != nil {
				row.Then = less.Then
			}
			return kind, row
		}
	}
	return "", Cadence{}
}

// Owed is the contact that a lead owes after so many of them; "" when it has no clock. A kind without a first or a second
// contact is in its cycle at once.
func (t *LeadTerms) Owed(traits Traits, contacts int) string {
	_, row := t.Cadence(traits)
	switch {
	case contacts == 0 && row.First != nil:
		return leadFirst
	case contacts == 1 && row.Next != nil:
		return leadNext
	case row.Then != nil:
		return leadThen
	}
	return ""
}

// IsContact reports whether a duty is one of those contacts of which one is owed at a time.
func (t *LeadTerms) IsContact(duty string) bool {
	return duty == leadFirst || duty == leadNext || duty == leadThen
}

// Limit is the time that a duty of the table has; nil when the lead has no such clock. Timed is false for any other duty.
func (t *LeadTerms) Limit(traits Traits, duty string) (rule *Rule[calendar.Rule], timed bool) {
	_, row := t.Cadence(traits)
	switch duty {
	case leadMessage:
		return row.Message, true
	case leadFirst:
		return row.First, true
	case leadNext:
		return row.Next, true
	case leadThen:
		return row.Then, true
	}
	return nil, false
}

// lead checks the section of PF-03.
func (d *decoder) lead(l *Lead) {
	d.words("lead.sources.value", l.Sources.Value, "source", leadSources)
	d.words("lead.media.value", l.Media.Value, "medium", leadMedia)
	d.words("lead.results.value", l.Results.Value, "result", leadResults)
	d.words("lead.progress.value", l.Progress.Value, "result", l.Results.Value)
	var classes []string
	for _, list := range []struct {
		path, what string
		rule       *Rule[[]string]
		known      []string
	}{
		{"lead.classes.value", "class", l.Classes, leadClasses}, {"lead.reasons.value", "reason", l.Reasons, leadReasons},
		{"lead.form.value", "part of a message", l.Form, leadForm},
		{"lead.lapse.value", "contact", l.Lapse, []string{leadFirst, leadNext, leadThen}},
	} {
		if list.rule != nil {
			d.words(list.path, list.rule.Value, list.what, list.known)
		}
	}
	if l.Classes != nil {
		classes = l.Classes.Value
	}
	for _, kind := range sorted(l.Cadences) {
		if !slices.Contains(leadKinds, kind) {
			d.complain(d.keyOr("lead.cadences."+kind), "unknown kind of lead %s; %s", quote(kind), oneOf(leadKinds))
		}
	}
	d.process("lead", &l.Process, "source, class or condition", slices.Concat(l.Sources.Value, classes, []string{"on_duty"}))
	d.leadFines(l)
	d.leadWindow(l)
}

// leadFines checks that what is fined is in the table of fines.
func (d *decoder) leadFines(l *Lead) {
	var violations []string
	if l.Fines != nil {
		violations = sorted(l.Fines.Violations)
	}
	for key, rule := range map[string]*Rule[string]{"missed": l.Missed, "torn": l.Torn} {
		if rule != nil {
			d.oneWord("lead."+key+".value", rule.Value, "violation", violations)
		}
	}
}

// leadWindow lets the contacts of the table end in the window for calls, since a reminder must leave time to call. The window
// is for every day: a message of the evening leaves the call to the next morning, whatever day that is.
func (d *decoder) leadWindow(l *Lead) {
	if l.Window == nil {
		return
	}
	if text := l.Window.Value.String(); strings.Contains(text, ", not") || strings.Contains(text, ", on") {
		d.complain(d.at("lead.window.value"), "%s: the window for calls is for every day, leave the days out", quote(text))
	}
	for _, name := range []string{leadFirst, leadNext, leadThen} {
		if du := l.Duties[name]; du != nil && du.Window == nil {
			du.Window = l.Window
		}
	}
}
