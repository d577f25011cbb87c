package checker

import "slices"

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

// forgotten (I15): of a person who was erased nothing is left that opens anything or finds him, and nobody else's key is gone. Whose data
// are kept nothing else is done with, until that is decided otherwise.
func (c *check) forgotten() {
	status := map[string][]string{}
	for _, k := range c.books.cases {
		if k.Kind == erasure {
			customer := c.event(k.ID, 1).what.Facts.Customer
			status[customer] = append(status[customer], k.Status)
		}
	}
	for _, p := range c.books.persons {
		erased := slices.Contains(status[p.ID], "erased")
		switch {
		case erased != p.Erased.Valid, erased != (p.KeyBytes == 0):
			c.violated("I15", p.ID, "erased is %t, the row says %t, and %d bytes of the key are there", erased, p.Erased.Valid, p.KeyBytes)
		case erased != (p.ColumnBytes == 0):
			c.violated("I15", p.ID, "erased is %t, and %d bytes of the columns are there", erased, p.ColumnBytes)
		case p.Restricted.Valid != slices.Contains(status[p.ID], "restricted"):
			c.violated("I15", p.ID, "restricted is %t, its requests are %v", p.Restricted.Valid, status[p.ID])
		}
	}
}
