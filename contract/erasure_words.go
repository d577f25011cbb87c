package contract

// Actions on a request to erase a person, in the order of its life.
const (
	Identify Action = "identify" // who asks is who may ask
	Erase    Action = "erase"
	Restrict Action = "restrict"  // the law has it kept: it is stored, and nothing else is done with it
	TurnDown Action = "turn_down" // with the reason; what was restricted isn't any more
)

// Statuses of a request to erase a person, then those in which it ends. A restricted one rests until it can be done.
const (
	ErasureAsked Status = "erasure_asked"
	Identified   Status = "identified"
	Restricted   Status = "restricted"
	Erased       Status = "erased"      // end: a pseudonym is left
	TurnedDown   Status = "turned_down" // end: with the reason
)

// Event types of a request to erase a person.
const (
	EventIdentified = "identified"
	EventErased     = "erased"
	EventRestricted = "restricted"
	EventTurnedDown = "turned_down"
)
