package policies

import (
	"slices"

	"carebook/calendar"
)

// Erasure holds the parameters of the erasure of a person: no policy of the house speaks of it, so all of them are defaults.
type Erasure struct {
	ErasureTerms `yaml:",inline"`
	Process      `yaml:",inline"`

	Conflicts Rule[[]string]      `yaml:"conflicts"` // what stands against carrying it out
	Keep      Rule[calendar.Rule] `yaml:"keep"`      // how long a file is kept from its storing on
}

// ErasureTerms are the parameters that the process itself decides by, pinned as those of a complaint are: at most 4 KiB.
type ErasureTerms struct {
	Channels     Rule[[]string] `yaml:"channels" json:"channels"`         // how a request comes in
	Askers       Rule[[]string] `yaml:"askers" json:"askers"`             // on whose behalf somebody may ask
	Proofs       Rule[[]string] `yaml:"proofs" json:"proofs"`             // how it is checked who asks
	Refusals     Rule[[]string] `yaml:"refusals" json:"refusals"`         // grounds on which it isn't done
	Restrictions Rule[[]string] `yaml:"restrictions" json:"restrictions"` // grounds on which the data are kept, and nothing else is done with them
}

var (
	erasureChannels     = []string{"visit", "phone", "letter", "email", "online"}
	erasureAskers       = []string{"self", "guardian", "agent", "relative"}
	erasureProofs       = []string{"identity_card", "call_back", "authorisation", "known"}
	erasureConflicts    = []string{"open_case", "kept_file", "unpaid_credit"}
	erasureRefusals     = []string{"not_identified", "not_entitled", "legal_duty"}
	erasureRestrictions = []string{"kept_file", "unpaid_credit", "dispute", "public_authority"}
)

// erasureWords are what the policies of an erasure may say. Whoever decides keeps the deadline, whatever is decided.
var erasureWords = vocabulary{
	code:     "PF-09",
	actions:  []string{"open", "identify", "erase", "restrict", "turn_down", "withdraw", "note", "reassign", "claim", "void"},
	optional: []string{"pause", "resume"},
	duties:   []string{"identify", "answer_request", "look_again"},
	events:   append([]string{"opened", "identified", "erased", "restricted", "turned_down", "withdrawn"}, commonEvents...),
	persons:  []string{"checker"},
	kept:     map[string]string{"answer_request": "erase", "look_again": "restrict"},
}

// erasure checks the section of an erasure.
func (d *decoder) erasure(e *Erasure) {
	for _, list := range []struct {
		key, what string
		rule      Rule[[]string]
		known     []string
	}{
		{"channels", "channel", e.Channels, erasureChannels}, {"askers", "asker", e.Askers, erasureAskers},
		{"proofs", "proof", e.Proofs, erasureProofs}, {"conflicts", "conflict", e.Conflicts, erasureConflicts},
		{"refusals", "ground", e.Refusals, erasureRefusals}, {"restrictions", "ground", e.Restrictions, erasureRestrictions},
	} {
		d.words("erasure."+list.key+".value", list.rule.Value, list.what, list.known)
	}
	d.process("erasure", &e.Process, "asker or channel", slices.Concat(e.Askers.Value, e.Channels.Value))
	if !e.Keep.Value.IsZero() && !e.Keep.Value.IsLength() {
		d.complain(d.at("erasure.keep.value"), "%s is no length of time: want one such as 10 years", e.Keep.Value)
	}
	for _, action := range []string{"erase", "restrict", "turn_down"} {
		if permit, ok := e.Actions[action]; ok && permit.NotBy == nil {
			d.complain(d.keyOr("erasure.actions."+action), "whoever took a request or checked it doesn't decide on it: add not_by with recipient and checker")
		}
	}
}
