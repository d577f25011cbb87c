package workflows_test

import "testing"

// retentionRows are the rows of PF-09, table by table: states, obligations, parameters. A row with several sides stands several times.
var retentionRows = []row{
	// The record.
	{"kept for ten years from its filing, to the day", []string{"V16-3.2.8a"}, "retention-archive",
		[]string{"-> retained, deal_archive", "10 years (V16-3.2.8a, policy), due 2038-02-28", "2038-02-28", "fell_due by the clock -> due"}},
	{"entered with its filing", []string{"V16-3.2.8a"}, "retention-kept-longer", []string{"happened 2016-05-10", "2026-05-10 18:00:00 #2 fell_due"}},
	{"long over when it is entered", []string{"V16-3.2.8a"}, "retention-not-decided", []string{"due 2025-05-10", "2026-03-02 10:00:00 #2 fell_due"}},
	{"due: listed, nobody has missed anything", []string{"V16-3.2.8a"}, "retention-archive", []string{"fulfilled keep", "tells investment_head: fell_due"}},
	{"reviewed by the head of the department", []string{"V16-3.2.8b"}, "retention-archive",
		[]string{"refused review_record by investment_head: wrong_state", "refused review_record by archivist: wrong_role", "record_reviewed by investment_head", "-> reviewed"}},
	{"not approved before it is reviewed", []string{"V16-3.2.8b"}, "retention-archive", []string{"refused approve_destruction by general_manager: wrong_state"}},
	{"approved by the general manager", []string{"V16-3.2.8b"}, "retention-archive", []string{"destruction_approved by general_manager", "-> approved"}},
	{"kept longer, with a reason and until when", []string{"V16-3.2.8b"}, "retention-kept-longer",
		[]string{"refused keep_longer by investment_head: wrong_role", "intake_incomplete", "unknown_value", "kept_longer by general_manager", "-> kept, until 2027-05-31"}},
	{"then due again, and decided anew", []string{"V16-3.2.8b"}, "retention-kept-longer",
		[]string{"2027-05-31 18:00:00 #5 fell_due", "record_reviewed", "destruction_approved", "kept_longer", "cancelled destroy", "#9 fell_due"}},
	{"destroyed with a record: how, by whom, reviewed and approved by whom", []string{"V16-3.2.8b", "C1-5.3.3"}, "retention-archive",
		[]string{"destroyed by archivist", "-> destroyed, by firm (C1-5.3.3), reviewed by investment_head, approved by general_manager"}},
	{"a tenant has left: bound", []string{"P2-3b"}, "retention-tenant", []string{"-> left, tenant_file", "to be bound (P2-3b)", "refused box", "bound by customer_affairs", "-> bound"}},
	{"boxed at the yearly tidy", []string{"P2-6"}, "retention-tenant", []string{"owes box", "due 2027-01-31 18:00:00", "boxed by customer_affairs", "-> boxed"}},
	{"and kept from the leaving on", []string{"P2-6"}, "retention-tenant", []string{"10 years (A-39, default), due 2036-03-02", "fell_due by the clock -> due", "-> destroyed"}},

	// Who owes what.
	{"keeper: ten years", []string{"V16-3.2.8a"}, "retention-archive", []string{"owes keep: archivist (V16-3.2.8a)"}},
	{"not destroyed before review and approval", []string{"V16-3.2.8b"}, "retention-archive",
		[]string{"2029-01-01 10:00:00 refused destroy by archivist: wrong_state", "2038-03-02 09:30:00 refused destroy by archivist: wrong_state"}},
	{"nor without a record", []string{"V16-3.2.8b"}, "retention-archive", []string{"2038-03-04 09:00:00 refused destroy by archivist: intake_incomplete"}},
	{"the reviewer doesn't approve", []string{"V16-3.2.8b"}, "retention-archive", []string{"refused approve_destruction by investment_head: wrong_role"}},
	{"nobody decides: told upwards, not destroyed", []string{"V16-3.2.8b"}, "retention-not-decided",
		[]string{"reminded", "breached", "tells general_manager: breached", "refused destroy by archivist: wrong_state", "breach of approve_destruction", "breach of destroy"}},
	{"receptionist: what isn't needed any more", []string{"C1-5.3.3"}, "retention-reception",
		[]string{"opened by receptionist", "-> due", "destroyed by receptionist", "-> destroyed, by shred (C1-5.3.3)"}},
	{"customer affairs: bind at once", []string{"P2-3b"}, "retention-tenant-late", []string{"owes bind: customer_affairs (P2-3b), 1 working day (A-02, default)", "breach of bind"}},
	{"customer affairs: tidy once a year", []string{"P2-6"}, "retention-tenant-late", []string{"owes box: customer_affairs (P2-6)", "breach of box"}},

	// Parameters.
	{"retention.years: the text's", []string{"V16-3.2.8a"}, "retention-by-method", []string{"3 years (V16-3.2.8a, policy), due 2029-03-02"}},
	{"retention.years: ten where no text says", []string{"A-39"}, "retention-file", []string{"10 years (A-39, default)"}},
	{"retention.reviewer and approver: per profile", nil, "retention-file", []string{"record_reviewed by customer_care", "destruction_approved by customer_director"}},
	{"retention.method: per kind", []string{"C1-5.3.3"}, "retention-by-method", []string{"refused destroy by archivist: unknown_value (C1-5.3.3)", "by firm"}},
	{"retention.method: delete", []string{"C1-5.3.3"}, "retention-file", []string{"by delete (C1-5.3.3)", "files destroyed: 2, left: 0"}},
	{"retention.tenant_tidy: January", []string{"P2-6"}, "retention-tenant-late", []string{"the next tidy after the end of year (P2-6)", "due 2027-01-31"}},

	// What runs by itself.
	{"a stored file is kept by itself, once", nil, "retention-file", []string{"opened by archivist in another case", "refused open by archivist: retention_exists"}},
	{"not destroyed while its customer complains", nil, "retention-file-needed",
		[]string{"a complaint #1", "refused approve_destruction by customer_director: still_needed", "kept_longer by customer_director", "2037-03-31"}},
	{"an unknown record isn't kept", nil, "retention-unknown-record", []string{"refused open by receptionist: unknown_value"}},
	{"nor by whoever files nothing", []string{"V16-3.2.8a"}, "retention-not-keeper", []string{"refused open by receptionist: wrong_role"}},
}

func TestDiariesShowEveryRowOfRetentionAndDestruction(t *testing.T) { showEveryRow(t, retentionRows) }

func TestEveryClauseOfRetentionAndDestructionHasARow(t *testing.T) {
	haveEveryClause(t, retentionRows, "PF-09")
}
