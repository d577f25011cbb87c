package contract

// Actions on a request for a record, in the order of its life (PF-08).
const (
	Grant      Action = "grant" // one approval; the last one that is needed lets it go on
	Deny       Action = "deny"
	Issue      Action = "issue"      // the keeper hands the record out
	GiveBack   Action = "give_back"  // the keeper has it back
	EndAccess  Action = "end_access" // the record isn't read on screen any more
	Amend      Action = "amend"      // a note beside the record, which stays as it is
	Disclose   Action = "disclose"   // it was passed on to somebody outside
	ReportLeak Action = "report_leak"
	SettleLeak Action = "settle_leak" // somebody has seen to it
)

// Statuses of a request (PF-08). One that was given back or passed on stays: what was in it may come out later.
const (
	Requested Status = "requested"
	Denied    Status = "denied"  // end: no access
	Reading   Status = "reading" // in the office, or on screen
	OnLoan    Status = "on_loan"
	Overdue   Status = "overdue" // not back in time
	Returned  Status = "returned"
	Amended   Status = "amended"
	Disclosed Status = "disclosed"
)

// Event types of a request.
const (
	EventCountersigned = "countersigned" // approved by one; others must, too
	EventGranted       = "granted"
	EventDenied        = "denied"
	EventIssued        = "issued"
	EventGivenBack     = "given_back"
	EventAccessEnded   = "access_ended"
	EventAmended       = "amended"
	EventDisclosed     = "disclosed"
	EventLeaked        = "leaked"
	EventLeakSettled   = "leak_settled"
)
