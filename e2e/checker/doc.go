// Package checker says whether the invariants of design 6 hold in a set of books, after a run in which things went wrong.
//
// It reads SQL, the log of acknowledgements, the log of faults, what the workflows said, and the master key for the secrets of
// samples that are still open, and nothing else: it shares no code with the service, so it doesn't share its mistakes. The
// automata, the hash chain, the due times, the draw and the reckoning of accounts here are second implementations, written from
// the design and from the policies that houses under test run. What it can't read it calls INDETERMINATE, never a loss and never a success.
package checker
