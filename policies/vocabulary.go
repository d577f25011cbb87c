package policies

import "slices"

// The words that a policy file may use because a process understands them. A test in contract holds them equal to what
// processes say; roles and clauses aren't here, they are data of the binder.
var (
	actions = []string{
		"open", "classify", "assign", "report", "decide", "tell", "answer", "close", "report_result",
		"prewarn", "relay", "convene", "note", "reassign", "claim", "pause", "resume", "void", "withdraw",
	}
	// A duty is kept by the action of its name.
	duties = []string{
		"classify", "assign", "report", "decide", "tell", "answer", "close", "report_result", "prewarn", "relay", "convene",
	}
	events = []string{
		"opened", "classified", "assigned", "reported", "approved", "returned", "told", "accepted", "rejected", "closed",
		"result_reported", "prewarned", "relayed", "convened", "noted", "reassigned", "claimed", "paused", "resumed",
		"voided", "withdrawn", "reminded", "escalated", "breached", "recounted",
	}
	severities = []string{"ordinary", "important", "major"}
	handled    = []string{"told", "closed"}

	// How a complaint comes in, what is recorded of it, and what makes it a major one.
	channels   = []string{"visit", "phone", "call_back", "group_call_centre", "letter", "hotline"}
	intake     = []string{"name", "phone", "car_model", "plate", "content"}
	majorKinds = []string{
		"repeated", "to_manufacturer", "blocking_the_door", "disturbance", "return_or_exchange", "negative_media", "other_grave",
	}
	entries = []string{"liability"}

	// Words for persons that aren't roles: those of the case, and whoever a table or a to-do names.
	casePersons = []string{"handler", "recipient"}
	permitWords = []string{"handler", "recipient", "authority", "owner"}
	excludable  = []string{"reporter", "handler", "recipient"}

	sources = []string{string(FromPolicy), string(FromDefault), string(FromHouse)}
)

// families are the sections that a policy may have, by the code of the family in the clause register.
var families = map[string]string{"complaint": "PF-01"}

// Actions are those that a complaint's policy must permit to somebody.
func Actions() []string { return slices.Clone(actions) }

// Duties are those that can have a clock; each is kept by the action of the same name.
func Duties() []string { return slices.Clone(duties) }

// Events are the types of events that can be announced.
func Events() []string { return slices.Clone(events) }

// Severities are the ranks of a complaint, from the lowest.
func Severities() []string { return slices.Clone(severities) }

// PersonWords are words of permits and duties that aren't roles; no role may be called so.
func PersonWords() []string { return append(slices.Clone(permitWords), "reporter") }
