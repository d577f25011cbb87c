package contract

// Draw is the place that an event has in the sample of its period. It stands in the opening event of the case that the draw
// was for, drawn or not, so that the chain holds what the lot said.
type Draw struct {
	Period     string `json:"period"` // unit/event/2026-03
	N          int64  `json:"n"`      // running number in the period
	Block      int64  `json:"block"`
	Drawn      bool   `json:"drawn"`         // by lot
	For        int64  `json:"for,omitempty"` // the number whose place this one takes, which waited for it
	Rate       string `json:"rate"`          // 3/10
	Clause     string `json:"clause"`        // of the rate
	Commitment string `json:"commitment"`    // SHA-256 of the period's secret, in hex
}

// Visited reports whether the customer is to be visited, as far as is known at the opening.
func (d *Draw) Visited() bool { return d.Drawn || d.For != 0 }

// Gap says that somebody who was to be visited can't be reached. It stands in the event that found that out.
type Gap struct {
	Period string `json:"period"`
	N      int64  `json:"n"`
	Reason string `json:"reason"`
	By     int64  `json:"by,omitempty"`   // the number that takes the place; 0: none yet
	Case   string `json:"case,omitempty"` // of that number
}

// Reasons why somebody who was drawn is replaced.
const (
	GapUnreachable = "unreachable"
	GapMoved       = "moved"
	GapRefused     = "refused"
	GapDuplicate   = "duplicate" // the same customer was drawn for the same already
)

// GapReasons are all of them, in the order in which a desk offers them.
var GapReasons = []string{GapUnreachable, GapMoved, GapRefused, GapDuplicate}
