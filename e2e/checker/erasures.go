package checker

// The automaton of a request to erase a person, as a table like that of a complaint.
var erasureTransitions = map[string]map[string][]string{
	"":              {"opened": {"erasure_asked"}},
	"erasure_asked": {"identified": {"identified"}, "turned_down": {"turned_down"}, "withdrawn": {"withdrawn"}},
	"identified": {
		"erased": {"erased"}, "restricted": {"restricted"}, "turned_down": {"turned_down"}, "withdrawn": {"withdrawn"},
	},
	"restricted": {
		"erased": {"erased"}, "restricted": {"restricted"}, "turned_down": {"turned_down"}, "withdrawn": {"withdrawn"},
	},
}

// answering (I4): whoever asked is owed an answer until there is one, and what was kept is looked at again.
func (c *check) answering(k kase, due []obligation) {
	n := c.once(k, due)
	switch {
	case (k.Status == "restricted") != (n["look_again"] == 1):
		c.violated("I4", k.ID, "%s: it owes %d looks at what was kept", k.Status, n["look_again"])
	case (k.Status != "restricted") != (n["answer_request"] == 1):
		c.violated("I4", k.ID, "%s: it owes %d answers", k.Status, n["answer_request"])
	case (k.Status == "erasure_asked") != (n["identify"] == 1):
		c.violated("I4", k.ID, "%s: it owes %d checks of who asks", k.Status, n["identify"])
	}
}
