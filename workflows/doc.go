// Package workflows holds the processes, one file per kind of case, each a fold over the ledger's answers: handlers ask
// may, the ledger decides, apply changes the state, and one loop keeps the promises until the case is closed.
//
// Everything here is deterministic. A process sees the parameters pinned at its opening and workflow.Now, never a
// database, policy files, calendar tables or the wall clock, and no names, numbers of persons or free text.
package workflows
