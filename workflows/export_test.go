package workflows

import "carebook/contract"

// Fold is the state after events, applied one by one.
func Fold(s contract.ComplaintState, events ...contract.Event) contract.ComplaintState {
	c := &complaint{ComplaintState: s}
	for _, e := range events {
		if c.Apply(e) {
			c.learn(e)
		}
	}
	return c.ComplaintState
}
