// Package models holds the books: the rows, the migrations for both databases, the few functions that write, and the
// named questions that lists and reports ask.
//
// All writing goes through those functions, each one transaction; Append, which adds events to a case, is called by the
// ledger activity only. The database holds the invariants too. Temporal and HTTP are unknown here.
package models
