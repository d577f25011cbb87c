package checker

import "slices"

// The automaton of a record that is kept (PF-09), as a table like that of a complaint.
var retentionTransitions = map[string]map[string][]string{
	"":         {"opened": {"retained", "left", "due"}},
	"left":     {"bound": {"bound"}},
	"bound":    {"boxed": {"boxed"}},
	"boxed":    {"fell_due": {"due"}},
	"retained": {"fell_due": {"due"}},
	"kept":     {"fell_due": {"due"}},
	"due":      {"record_reviewed": {"reviewed"}, "kept_longer": {"kept"}},
	"reviewed": {"destruction_approved": {"approved"}, "kept_longer": {"kept"}},
	"approved": {"destroyed": {"destroyed"}, "kept_longer": {"kept"}},
}

// owedOf is the one duty that a record owes in a status.
var owedOf = map[string]string{
	"left": "bind", "bound": "box", "boxed": "keep", "retained": "keep", "kept": "hold", "due": "review_record",
	"reviewed": "approve_destruction", "approved": "destroy",
}

// keepsFiles are the profiles in which the file of a vehicle is kept from its storing on.
var keepsFiles = map[string]bool{"dealer-4s": true}

// keeping (I4): a record owes exactly what its status waits for, so that its time never runs out unheard.
func (c *check) keeping(k kase, due []obligation) {
	if owed := duties(due); !slices.Equal(owed, []string{owedOf[k.Status]}) {
		c.violated("I4", k.ID, "%s: it owes %v, want %s", k.Status, owed, owedOf[k.Status])
	}
}
