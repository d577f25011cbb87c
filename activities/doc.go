// Package activities holds the hands: the ledger, notices and every other side effect that a process asks for.
//
// An activity is safe to run twice, because it will be: the ledger finds an effect again by its key and gives the first
// outcome. Due instants are computed here, from policy and calendar data. Which step comes next is decided in workflows,
// and SQL is written in models.
package activities
