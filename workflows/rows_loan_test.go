package workflows_test

import "testing"

// loanRows are the rows of PF-08, table by table: states, who approves what, parameters. A row with several sides stands several times.
var loanRows = []row{
	// The request.
	{"approved before there is access", []string{"V12-1.5.1"}, "loan-archive-own", []string{"requested", "refused grant by general_manager: wrong_role", "granted", "issued"}},
	{"approved by another for another unit's", []string{"V12-1.5.2"}, "loan-archive-other", []string{"of the relation other", "refused grant by department_head", "granted by general_manager"}},
	{"rejected", nil, "loan-denied", []string{"refused deny by customer_care: intake_incomplete", "-> denied", "tells person service_consultant: denied"}},
	{"read in the office", []string{"P2-7"}, "loan-tenant-read", []string{"-> approved", "-> reading, read in the office only", "owes finish_reading", "-> returned"}},
	{"read on screen, and logged", []string{"C1-5.3.2"}, "loan-file-other", []string{"2004 looks for the record: not there", "-> reading, on screen until 2026-03-04 00:00:00", "looks in the request's log: 1", "looks in the request's log: 2", "2004 looks for the record: not there"}},
	{"on loan until a date", []string{"S2-7.10a", "S2-7.10b"}, "loan-documents", []string{"-> on_loan", "owes give_back: handler sales_consultant (S2-7.10b), 1 day"}},
	{"returned, complete", []string{"V4-2.6"}, "loan-file-lent", []string{"refused give_back by archivist: intake_incomplete (V4-2.6)", "-> returned, complete"}},
	{"overdue: fine, ban", []string{"S2-7.10b"}, "loan-documents-late", []string{"-> overdue", "ledger fine proposed (S2-7.10b) against sales_consultant", "refused open by sales_consultant: never_lent_again (S2-7.10b)"}},
	{"what was back in time is neither fined nor banned", []string{"S2-7.10b"}, "loan-documents-in-time", []string{"annuls the breach of give_back", "ledger fine contra", "another request for customer_documents by sales_consultant is taken"}},
	{"lost: fine, ban", []string{"S2-7.10c"}, "loan-documents-lost", []string{"-> lost", "ledger fine proposed (S2-7.10c)", "never_lent_again (S2-7.10c)"}},
	{"lost: each piece", []string{"V4-5.7"}, "loan-file-lost", []string{"pieces: 2", "lost_pieces, CNY 20.00", "lost_pieces, CNY 20.00"}},
	{"amended with consent, beside the original", []string{"P2-8"}, "loan-tenant-amend", []string{"refused amend by property_assistant: wrong_state", "granted by customer_affairs_manager", "-> amended"}},
	{"a leak, on loan and long after", []string{"V1-4.1.3b"}, "loan-archive-leak", []string{"leaked by office", "-> on_loan", "owes settle_leak: general_manager", "-> returned", "leaked by office", "owes settle_leak"}},

	// Who approves.
	{"own department: the department's manager", []string{"V12-1.5.1"}, "loan-archive-own", []string{"owes approve department_head"}},
	{"other department: the general manager", []string{"V12-1.5.2"}, "loan-archive-other", []string{"owes approve general_manager: general_manager (V12-1.5.2)"}},
	{"any archive, outsiders: the general manager", []string{"V1-4.1.3b"}, "loan-archive-secret", []string{"of the relation outside (V1-4.1.3b)", "owes approve general_manager", "-> disclosed"}},
	{"outsiders: the general manager", []string{"V16-3.1.7"}, "loan-tenant-outside", []string{"of the relation outside (V16-3.1.7)", "refused grant by customer_affairs_manager", "granted by general_manager"}},
	{"outsiders: no access", []string{"V12-1.5.1"}, "loan-archive-outside", []string{"no_access"}},
	{"tenant archive: approved, handed out, read in the office", []string{"P2-7"}, "loan-tenant-read", []string{"refused grant by general_manager: wrong_role", "granted by customer_affairs_manager", "issued by customer_affairs_supervisor"}},
	{"change of a working archive: the customer affairs manager", []string{"P2-8", "P2-7"}, "loan-tenant-amend", []string{"owes approve customer_affairs_manager", "amended by property_assistant as recipient (P2-8)"}},
	{"vehicle file: by the borrowing rule", []string{"V4-2.6"}, "loan-file-lent", []string{"owes approve customer_care: customer_care (V4-2.6)", "issued by archivist"}},
	{"vehicle file: the borrowing is paid for by whoever loses it", []string{"V4-5.7", "V4-2.6"}, "loan-file-lost", []string{"ledger fine proposed (V4-5.7)"}},
	{"customer documents: three signatures", []string{"S2-7.10a"}, "loan-documents", []string{"owes approve sales_manager", "owes approve group_leader", "owes approve sales_assistant", "refused issue", "countersigned by sales_manager", "countersigned by group_leader", "granted by sales_assistant"}},
	{"order list: leaders only", []string{"S2-7.11"}, "loan-order-list", []string{"opened by group_leader", "granted by sales_manager", "-> reading"}},
	{"order list: consultants ask", []string{"S2-7.11"}, "loan-order-list-refused", []string{"refused open by sales_consultant: wrong_role (S2-7.11)"}},
	{"return-visit records: administration", []string{"R5-6.6"}, "loan-visit-records", []string{"refused grant by department_leader", "granted by administration"}},
	{"disclosure: the customer's authorisation", []string{"S8-6.1", "S9-8.2"}, "loan-customer-data", []string{"refused grant by general_manager: authorisation_missing (S8-6.1)", "by a paper (S8-6.1)", "disclosed by sales_consultant as recipient (S9-8.2)"}},
	{"disclosure: shown outside, with both", []string{"S8-6.1", "V16-3.1.7"}, "loan-tenant-outside", []string{"authorisation_missing (S8-6.1)", "-> disclosed"}},
	{"system access: only who is authorised", []string{"C1-5.3.2"}, "loan-file-other", []string{"2003 looks for the record: not there"}},
	{"system access: ended before its time", []string{"C1-5.3.2"}, "loan-file-revoked", []string{"access_ended by general_manager", "2004 looks for the record: not there"}},
	{"nobody approves his own request", []string{"V4-2.6"}, "loan-four-eyes", []string{"refused grant by customer_care: four_eyes", "refused reassign by archivist: wrong_state", "-> withdrawn"}},

	// Parameters.
	{"access.approver.own", []string{"P2-7"}, "loan-tenant-read", []string{"of the relation own (P2-7)"}},
	{"access.approver.other", []string{"V12-1.5.2"}, "loan-file-other", []string{"of the relation other (V12-1.5.2)", "refused grant by 2001: wrong_role"}},
	{"access.loan_days: one day", []string{"S2-7.10b"}, "loan-documents-late", []string{"1 day (S2-7.10b, policy), due 2026-03-04 00:00:00"}},
	{"access.loan_days: one day where no text says", nil, "loan-archive-other", []string{"1 day (V12-1.5.1, house)"}},
	{"access.fine.late", []string{"S2-7.10b"}, "loan-documents-late", []string{"late_documents, CNY 10.00"}},
	{"access.fine.late: none where no text says", nil, "loan-file-late", []string{"-> overdue, breach of give_back\n  tells sales_manager: breached"}},
	{"access.fine.lost", []string{"S2-7.10c"}, "loan-documents-lost", []string{"lost_documents, CNY 50.00, the 1st of the month", "tells"}},
	{"access.fine.lost: per piece", []string{"V4-5.7"}, "loan-file-lost", []string{"the 1st of the month", "the 2nd of the month"}},
	{"access.ban", []string{"S2-7.10c"}, "loan-documents-lost", []string{"never_lent_again"}},
	{"access.ban: of no other record", nil, "loan-file-lost", []string{"another request for vehicle_file by service_consultant is taken"}},
	{"access.place", []string{"P2-7"}, "loan-tenant-borrow", []string{"refused open by property_assistant: unknown_value (P2-7)"}},
	{"access.original_immutable", []string{"P2-8"}, "loan-file-amended", []string{"refused amend by service_consultant: intake_incomplete", "amended by service_consultant"}},
	{"access.log_all", []string{"C1-5.3.2"}, "loan-file-other", []string{"looks in the request's log: 1", "looks in the request's log: 2"}},
	{"access.log_all: who sees it anyhow leaves no line", []string{"C1-5.3.2"}, "loan-file-own", []string{"looks in the request's log: 0"}},
}

func TestDiariesShowEveryRowOfTheAccessToRecords(t *testing.T) { showEveryRow(t, loanRows) }

func TestEveryClauseOfTheAccessToRecordsHasARow(t *testing.T) {
	haveEveryClause(t, loanRows, "PF-08")
}
