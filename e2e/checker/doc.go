// Package checker says whether the invariants of design 6 hold in a set of books, after a run in which things went wrong.
//
// It reads SQL, the log of acknowledgements, the log of faults and what the workflows said, and nothing else: it shares no
// code with the service, so it doesn't share its mistakes. The automaton, the hash chain and the due times here are second
// implementations, written from the design. What it can't read it calls INDETERMINATE, never a loss and never a success.
package checker
