// Package api is the counter: HTTP in, one call to Temporal out, lists and cases read from the books.
//
// A handler is decode, one call, answer. Rules of a policy do not belong here: the counter refuses what it cannot read
// and what the caller has no right to, everything else is refused by the process or by the ledger and only translated
// here, with a code, a clause and the way out.
package api
