package fuzz

// Caller is somebody who asks.
type Caller struct {
	Code  string          // of a member of staff, or what kind of stranger it is
	Token string          // empty for none
	Unit  string          // where they work
	Sees  map[string]bool // units whose rows they may be shown
}

// ID is the id of something that exists, or a made-up one, with the unit that it belongs to; empty for all units.
type ID struct{ ID, Unit string }

// World is what there is to ask about. Requests are made over one that doesn't change meanwhile.
type World struct {
	Staff     []Caller
	Strangers []Caller
	IDs       map[string][]ID   // by the resource: complaints, staff, units and so on
	Canaries  map[string]string // by unit: a text that only whoever sees the unit may be shown
}

// of are the ids of a resource that belong to a unit, or to none.
func (w *World) of(resource, unit string) (all []string) {
	for _, id := range w.IDs[resource] {
		if id.Unit == unit || id.Unit == "" {
			all = append(all, id.ID)
		}
	}
	return all
}
