// Package contract holds the words that processes, ledger and counter say to each other: workflow ids, message
// names, what a command carries, what an event is, what the ledger answers.
//
// It is pure: it knows rules of time and policy by type, never a database, a server or the wall clock. Nothing personal
// has a field here; names, numbers of persons and free text stay in the books.
package contract
