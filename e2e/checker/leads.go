package checker

import "slices"

// The automaton of a lead (PF-03), as a table like that of a complaint. A card may become void by a contact too many or by a
// missed one, and asleep without progress.
var leadTransitions = map[string]map[string][]string{
	"": {"opened": {"new"}},
	"new": followed("new", map[string][]string{
		"card_signed": {"new", "valid", "contacted", "cycling"}, "contacted": {"new", "contacted", "cycling", "asleep"},
	}),
	"valid":     followed("valid", map[string][]string{"contacted": {"valid", "contacted", "asleep"}}),
	"contacted": followed("contacted", map[string][]string{"contacted": {"contacted", "cycling", "asleep"}}),
	"cycling":   followed("cycling", map[string][]string{"contacted": {"cycling", "asleep"}}),
	"visited":   followed("visited", map[string][]string{"contacted": {"visited", "contacted", "cycling", "asleep"}}),
	"asleep": followed("asleep", map[string][]string{
		"contacted":   {"asleep", "new", "valid", "contacted", "cycling"},
		"stock_taken": {"new", "valid", "contacted", "cycling"}, "breached": {"asleep"},
	}),
	"lapsed": {
		"reassigned": {"valid", "new"}, "shelved": {"lapsed"}, "given_up": {"given_up"}, "cancelled": {"cancelled"},
	},
}

// followed adds what may happen to every lead that is followed.
func followed(status string, own map[string][]string) map[string][]string {
	for event, to := range map[string][]string{
		"came": {"visited"}, "lapsed": {"lapsed"}, "won": {"won"}, "given_up": {"given_up"}, "cancelled": {"cancelled"},
		"breached": {status, "asleep"},
	} {
		if own[event] == nil {
			own[event] = to
		}
	}
	for _, event := range []string{"card_signed", "second_signed", "classified", "class_confirmed", "follow_up_planned", "stock_taken"} {
		if own[event] == nil {
			own[event] = []string{status}
		}
	}
	return own
}

// nextContact are the duties of which a lead owes one at a time.
var nextContact = []string{"first_contact", "second_contact", "contact"}

// following (I4): a lead that is followed owes progress or an account of why there is none; a card that was signed owes its
// next contact (S2-3.1, S2-3.2), a void one at most somebody to whom it is given (S2-3.3).
func (c *check) following(k kase, due []obligation) {
	n, contacts := c.once(k, due), 0
	for _, duty := range nextContact {
		contacts += n[duty]
	}
	switch {
	case k.Status == "lapsed" && len(due) != n["reassign"]:
		c.violated("I4", k.ID, "it is void and owes %v", n)
	case k.Status == "lapsed":
	case n["progress"]+n["take_stock"] != 1, contacts > 1, n["reassign"] > 0:
		c.violated("I4", k.ID, "%s: it owes %v", k.Status, n)
	case k.Profile == "dealer-4s" && (contacts == 1) != c.signed[k.ID]:
		c.violated("I4", k.ID, "%s, signed %t: it owes %v", k.Status, c.signed[k.ID], n)
	}
}

// cardFines are S2's: what a violation costs in fen, never doubled.
var cardFines = map[string]int64{"message": 2000, "torn_card": 2000}

// cards (I3): at the dealer's a card that is cancelled, and a message of the day that was missed, is fined once (S2-3.10, S2-3.12).
func (c *check) cards() {
	fined := map[string][]string{}
	for i := range c.books.entries {
		e := &c.books.entries[i]
		if c.kase[e.Case].Kind != lead || e.ContraOf.Valid {
			continue
		}
		if f := e.fine; e.Kind != "fine" || f.Base != cardFines[f.Violation] || f.Factor != 1 {
			c.violated("I3", e.ID, "%s of a lead for %d × %d fen", f.Violation, f.Factor, f.Base)
		}
		if e.fine.Corrects == "" {
			at := place(e.Case, e.Seq)
			fined[at] = append(fined[at], e.fine.Violation)
		}
	}
	for _, e := range c.books.events {
		if k := c.kase[e.Stream]; k.Kind != lead || k.Profile != "dealer-4s" {
			continue
		}
		var want []string
		switch {
		case e.Type == "cancelled":
			want = []string{"torn_card"}
		case e.Type == "breached" && c.struckDuty(e) == "message":
			want = []string{"message"}
		}
		if have := fined[place(e.Stream, e.Seq)]; !slices.Equal(have, want) {
			c.violated("I3", place(e.Stream, e.Seq), "%s is fined %v, want %v", e.Type, have, want)
		}
	}
}

// struckDuty is the duty whose mark an event is.
func (c *check) struckDuty(e event) string {
	if e.what.Fired == nil {
		return ""
	}
	if o := c.obligation[e.what.Fired.Obligation]; o != nil {
		return o.Duty
	}
	return ""
}
