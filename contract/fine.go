package contract

// Fine asks the ledger to propose a fine. The process says who did what; the ledger looks the amount up in the policy's
// table of fines, counts it with the person's others of the month and doubles it where the policy says so.
type Fine struct {
	Violation string `json:"violation"`        // key of the policy's table of fines
	Person    string `json:"person,omitempty"` // staff id; empty when nobody is known, then nothing is counted
	Item      string `json:"item,omitempty"`   // which one, where each is fined: a word of the policy's lists, never text
	Again     bool   `json:"again,omitempty"`  // the same one again, since it wasn't put right in time
}
