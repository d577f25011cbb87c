package policies

import (
	"maps"
	"slices"
)

// vocabulary is what the policies of one family may say because its process understands it. A test in contract holds it equal
// to what processes say; roles and clauses aren't here, they are data of the binder.
type vocabulary struct {
	code     string   // of the family in the clause register
	actions  []string // each must be permitted to somebody
	optional []string // actions that a policy may leave out: then the process has no such step
	duties   []string // those that can have a clock; each is kept by the action of the same name, but for keptBy
	events   []string // that can be announced
	persons  []string // of the case, beside those that every case has
	lasting  []string // duties to keep something for a time, which nobody misses
	timed    []string // duties whose time a table of the family gives, not the duty itself

	schedules []string // what can begin by itself
	each      bool     // its rounds begin something for each person of some roles

	keptBy map[string]string // duties that another action keeps than that of their name, which somebody else takes than who owes them
	kept   map[string]string // idem, taken by who owes them
}

// families are the sections that a policy may have.
var families = map[string]vocabulary{
	"credit": creditWords,
	"complaint": vocabulary{
		code: "PF-01",
		actions: []string{
			"open", "classify", "assign", "report", "decide", "tell", "answer", "close", "note", "reassign", "claim", "pause", "resume", "void", "withdraw",
		},
		optional: []string{"report_result", "prewarn", "relay", "convene", "merge", "reclassify", "reopen", "revisit"},
		duties: []string{
			"classify", "assign", "report", "decide", "tell", "answer", "close", "report_result", "prewarn", "relay", "convene",
			"revisit",
		},
		events: append([]string{
			"opened", "classified", "assigned", "reported", "approved", "returned", "told", "accepted", "rejected", "closed",
			"result_reported", "prewarned", "relayed", "convened", "withdrawn",
			"merged", "reclassified", "reopened", "revisited", "dissatisfied", "revisit_waived",
		}, commonEvents...),
		persons: []string{"reporter"},
	}.and(beside),
	"archive": {
		code: "PF-06",
		actions: []string{
			"open", "send", "receive", "check", "correct", "supply", "store", "stop", "lose", "restore",
			"note", "reassign", "claim", "pause", "resume", "void",
		},
		duties: []string{"hand_over_new_car", "hand_over_aftersales", "receive", "check", "correct", "supply", "store"},
		events: append([]string{
			"opened", "sent", "signed", "checked", "faulted", "corrected", "supplied", "stored", "stopped", "lost", "restored", "deferred",
		}, commonEvents...),
		persons: []string{"sender"},
		keptBy: map[string]string{
			"hand_over_new_car": "receive", "hand_over_aftersales": "receive", "correct": "correct", "supply": "supply",
		},
	},
	"returnvisit": {
		code:    "PF-02",
		actions: []string{"open", "record", "note", "reassign", "claim", "pause", "resume", "void"},
		optional: []string{
			"assign", "appoint", "attempt", "raise_issue", "answer_issue", "report", "review", "waive", "unreachable", "refer",
			"return_material", "keep_material", "close",
		},
		duties: []string{"assign", "appoint", "visit", "answer_issue", "report", "review", "refer", "return_material"},
		events: append([]string{
			"opened", "assigned", "appointed", "attempted", "visited", "displeased", "issue_raised", "issue_answered", "issue_stays",
			"reported", "visit_reviewed", "visit_waived", "unreached", "referred", "material_returned", "material_kept", "closed",
		}, commonEvents...),
		persons: []string{"caller"},
		kept:    map[string]string{"visit": "record"},
	},
	"lead":      leadWords,
	"erasure":   erasureWords,
	"loan":      loanWords,
	"retention": retentionWords,
	"campaign":  campaignWords,
	"visit":     visitWords,
	"visitplan": visitPlanWords,
}

// DutyCancelled is a kind of entry that is no money: somebody's duty is taken away for some days.
const DutyCancelled = "duty_cancelled"

// attach may be permitted in every family; where a policy doesn't, whoever may note may attach.
const attach = "attach"

// commonEvents happen in every case.
var commonEvents = []string{
	"noted", "attached", "reassigned", "claimed", "paused", "resumed", "voided", "reminded", "escalated", "breached", "recounted",
}

var (
	severities = []string{"ordinary", "important", "major"}
	handled    = []string{"told", "closed"}

	// How a complaint comes in, what is recorded of it, and what makes it a major one.
	channels   = []string{"visit", "phone", "call_back", "group_call_centre", "letter", "hotline"}
	intake     = []string{"name", "phone", "car_model", "plate", "content"}
	majorKinds = []string{
		"repeated", "to_manufacturer", "blocking_the_door", "disturbance", "return_or_exchange", "negative_media", "other_grave",
	}
	natures = []string{"quality", "non_quality", "service_standard", "service_process", "product_quality", "staff"}
	entries = []string{"liability", "deduction", DutyCancelled}

	// Words for persons that aren't roles: those that every case has, and whoever a table or a to-do names.
	casePersons = []string{"handler", "recipient"}
	permitWords = []string{"handler", "recipient", "authority", "owner", "visitor", keeper, anybody}

	sources = []string{string(FromPolicy), string(FromDefault), string(FromHouse)}
)

// Families are the words for the kinds of processes that a policy can be for.
func Families() []string { return slices.Sorted(maps.Keys(families)) }

// Actions are those that a policy of the family may permit.
func Actions(family string) []string {
	return slices.Concat(families[family].actions, families[family].optional, []string{attach})
}

// Duties are those that can have a clock in the family; KeptBy says what keeps them.
func Duties(family string) []string { return slices.Clone(families[family].duties) }

// KeptBy is the action that keeps a duty in the family, and whether somebody else takes it than who owes the duty.
func KeptBy(family, duty string) (action string, other bool) {
	if action, other = families[family].keptBy[duty]; other {
		return action, true
	}
	if action, renamed := families[family].kept[duty]; renamed {
		return action, false
	}
	return duty, false
}

// Events are the types of events that can be announced in the family.
func Events(family string) []string { return slices.Clone(families[family].events) }

// Severities are the ranks of a complaint, from the lowest.
func Severities() []string { return slices.Clone(severities) }

// PersonWords are words of permits and duties that aren't roles; no role may be called so.
func PersonWords() []string {
	words := slices.Clone(permitWords)
	for _, family := range Families() {
		words = append(words, families[family].persons...)
	}
	return words
}

// Code is the family's code in the clause register, such as PF-01; empty when there is no such family.
func Code(family string) string { return families[family].code }
