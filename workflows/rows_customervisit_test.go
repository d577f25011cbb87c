package workflows_test

import "testing"

// customerVisitRows are the rows of PF-04, table by table: states, obligations, parameters. A row with several sides stands several
// times.
var customerVisitRows = []row{
	// The month and its plan.
	{"draft to submitted: purpose, object, count", []string{"V6-3.1", "V6-2.1", "V6-2.2", "V6-2.3"}, "visitplan-month",
		[]string{"refused submit by salesperson: intake_incomplete", "unknown_value (V6-2.1)", "unknown_value (V6-2.2)", "plans 3 for market_research (V6-2.1), current (V6-2.2)", "-> submitted"}},
	{"draft to submitted: the wording of a sales department", []string{"S6-1.3.2", "S6-1.2.1"}, "visitplan-sales-department", []string{"owes submit: handler salesperson (S6-1.3.2)", "plans 8 for contact_care (S6-1.2.1)"}},
	{"submitted to returned, and again", []string{"V6-3.1"}, "visitplan-month", []string{"refused decide by department_head: intake_incomplete", "-> sent_back", "owes submit", "-> submitted"}},
	{"submitted to approved by the head", []string{"V6-3.1"}, "visitplan-month", []string{"refused decide by salesperson: wrong_role", "approved by department_head", "-> approved"}},
	{"one month of a person, once", []string{"V6-3.1"}, "visitplan-month", []string{"refused open by salesperson: plan_exists"}},
	{"opened by a schedule for the person it names", []string{"V6-3.1"}, "visitplan-brought", []string{"opened by the clock -> draft, 2026-04 of salesperson", "owes submit: handler salesperson", "refused open by salesperson: plan_exists"}},
	{"plan and actual", []string{"V6-3.1"}, "visitplan-month", []string{"month_closed by the clock -> completed", "planned 7, of these made 2, beside them 1"}},

	// The visit.
	{"approved to prepared: contact, person, items, expenses", []string{"V6-3.2.2", "V6-3.2.3"}, "visit-by-the-book",
		[]string{"owes appoint", "asked_for by salesperson", "refused prepare by salesperson: still_asked", "intake_incomplete (V6-3.2.3)", "-> prepared", "appointment (V6-3.2.2), contact_person (V6-3.2.3)"}},
	{"approved to prepared: the tobacco salesperson's checklist", []string{"V9-3", "V9-4", "V9-5", "V9-7.1", "V9-7.2"}, "visit-tobacco", []string{"intake_incomplete (V9-5)", "-> prepared"}},
	{"approved to prepared: the interviewer's list", []string{"V5-1.1", "V5-1.2", "V5-1.3", "V5-1.4", "V5-1.5"}, "visit-interview", []string{"intake_incomplete (V5-1.3)", "-> prepared"}},
	{"approved to prepared: a property office", []string{"V3-1.1", "V3-1.2"}, "visit-property", []string{"tells chief_property_manager: appointed (V3-1.1)", "tells property_manager: appointed (V3-1.1)", "intake_incomplete (V3-1.2)", "-> prepared"}},
	{"prepared to visited", []string{"V6-1.2"}, "visit-by-the-book", []string{"refused record by salesperson: wrong_state", "visited by salesperson", "-> made"}},
	{"prepared to visited: the aims of V9", []string{"V9-2"}, "visit-purpose-unknown", []string{"unknown_value (V9-2)"}},
	{"prepared to visited: by phone only what is simple", []string{"V5-4"}, "visit-interview-phone", []string{"by phone, simple (V5-4)", "-> completed"}},
	{"prepared to visited: not a whole interview", []string{"V5-4"}, "visit-interview-phone-refused", []string{"call_not_enough (V5-4)"}},
	{"prepared to visited: nothing to supplement", []string{"V5-4"}, "visit-interview-nothing-to-supplement", []string{"unknown_earlier (V5-4)"}},
	{"visited to reviewed within two days", []string{"V6-3.4.1"}, "visit-by-the-book", []string{"owes report: handler salesperson (V6-3.4.1), 2 days (V6-3.4.1, policy), due 2026-03-08 00:00:00", "reported by salesperson", "owes review: department_supervisor", "visit_reviewed by department_supervisor"}},
	{"visited to follow-ups at once", []string{"V6-3.4.2"}, "visit-by-the-book", []string{"owes keep_promise 1: handler salesperson (V6-3.4.2), 2 hours (A-02, default)", "-> follow_ups", "promise_kept", "-> completed"}},
	{"follow-ups to closed: a return visit after the promise", nil, "visit-tobacco", []string{"promise_kept by salesperson", "-> completed", "brings open of a returnvisit"}},
	{"cancelled", nil, "visit-not-made", []string{"refused cancel by department_supervisor: intake_incomplete", "-> cancelled"}},
	{"overdue: not made", []string{"V6-3.2.2"}, "visit-not-made", []string{"-> overdue, breach of visit", "-> appointed, agreed for 2026-03-12 14:00"}},
	{"overdue: not reported on", []string{"V6-3.4.1"}, "visit-report-late", []string{"-> overdue, breach of report", "annuls the breach of report", "-> completed"}},

	// Who owes what.
	{"salesperson: next month's plan by month-end, else told", []string{"V6-3.1"}, "visitplan-late", []string{"owes submit: handler salesperson (V6-3.1), end of month (V6-3.1, policy), due 2026-04-01 00:00:00", "breach of submit", "tells department_head: breached"}},
	{"head: review before the month", []string{"V6-3.1"}, "visitplan-month", []string{"owes decide: department_head (V6-3.1), end of month (V6-3.1, house), due 2026-04-01 00:00:00"}},
	{"head: a plan that comes late", []string{"V6-3.1"}, "visitplan-late", []string{"owes decide: department_head (V6-3.1), 1 working day (A-02, default), due 2026-04-04", "breach of decide"}},
	{"salesperson: contact, person, items, expenses and gifts before the visit", []string{"V6-3.2.2", "V6-3.2.3"}, "visit-by-the-book",
		[]string{"owes approve items: department_head (V6-3.2.4)", "owes approve gift: vice_chairman (V6-3.3.3)", "refused record by salesperson: not_granted (V6-3.3.3)", "gift given (V6-3.3.3)"}},
	{"salesperson: the sales department's general manager decides on gifts", []string{"S6-1.2.1"}, "visit-sales-department", []string{"for contact_care (S6-1.2.1)", "owes approve gift: general_manager", "refused grant by vice_chairman: wrong_role"}},
	{"salesperson: report in two days, else the head is told", []string{"V6-3.4.1"}, "visit-report-late", []string{"breach of report", "tells department_head: breached (V6-3.4.3)"}},
	{"salesperson: promises at once", []string{"V6-3.4.2"}, "visit-by-the-book", []string{"breach of keep_promise 2", "tells department_head: breached (V6-3.4.3)"}},
	{"tobacco salesperson: training of ten to twenty minutes", nil, "visit-tobacco", []string{"training_length (V9-14.1)", "training_length (V9-14.1)", "20 minutes of training, 10 to 20 (V9-14.1)"}},
	{"tobacco salesperson: the day's review", []string{"V9-15"}, "visit-day-review-late", []string{"owes report: handler salesperson (V9-15), end of day (V9-15, policy)", "breach of report"}},
	{"interviewer: technique and ways of asking", nil, "visit-interview", []string{"attitude (V5-1.6), observed (V5-2)", "front (V5-3), reverse (V5-3)"}},
	{"property assistant: a plan that reaches every customer", []string{"V3-2.1b"}, "visitplan-property", []string{"plans 2 for satisfaction (V3-2.1b)", "approved by property_manager"}},
	{"property: questionnaire and report", []string{"V3-2.2"}, "visit-property", []string{"owes report: handler deputy_property_manager (V3-2.2)", "refused report by deputy_property_manager: intake_incomplete (V3-2.2)", "visit_reviewed by property_manager"}},
	{"key-account specialist: two met, five called, two old customers a day", []string{"S2-5.2a"}, "visitplan-quotas",
		[]string{"met of 2026-03-09: 1 of 2 a day (S2-5.2a, policy), missing 1", "missing_contact met, CNY 20.00", "happened 2026-03-09 23:59:59, old_customer of 2026-03-09: 0 of 2"}},
	{"key-account specialist: more than five, a dismissal is proposed", []string{"S2-5.2a", "A-18"}, "visitplan-quotas", []string{"ledger dismissal proposed (S2-5.2a) against key_account_specialist: more than 5 times missing_contact, for human_resources to confirm (A-18)"}},
	{"key-account specialist: not on leave, not on days off", []string{"S2-5.2a"}, "visitplan-quotas", []string{"on leave from 2026-03-11 to 2026-03-12", "called of 2026-03-13: 0 of 5 a day"}},
	{"key-account specialist: a day that is counted is counted", []string{"S2-5.2a"}, "visitplan-quotas", []string{"refused the record of old_customer by group_leader: period_closed (S2-5.2a)"}},
	{"consultant: an action report, else the duty goes for two days", []string{"S2-5.1a"}, "visit-trip-late", []string{"the duty may be taken away until 2026-03-07 00:00:00, 2 days (S2-5.1a)", "ledger duty_cancelled proposed (S2-5.1a)"}},
	{"marketing specialist: four road shows a month with photos", []string{"S2-5.4a"}, "visitplan-road-shows", []string{"evidence_missing (S2-5.4a)", "road_show of 2026-03: 3 of 4 a month (S2-5.4a, policy), missing 1", "missing_show road_show, CNY 50.00"}},
	{"consultant: five leads per road show", []string{"S2-5.5b"}, "visitplan-leads", []string{"lead of RS-1: 3 of 5 a show (S2-5.5b, policy), missing 2", "missing_lead lead, CNY 20.00", "missing_lead lead, CNY 20.00"}},

	// Parameters.
	{"visit.plan_due", []string{"V6-3.1"}, "visitplan-month", []string{"end of month (V6-3.1, policy)"}},
	{"visit.report_due", []string{"V6-3.4.1"}, "visit-sales-department", []string{"2 days (V6-3.4.1, policy)"}},
	{"visit.quota", []string{"V6-2.3", "A-15"}, "visitplan-month", []string{"visits of 2026-04: 3 of 8 a month (A-15, default), missing 5", "tells department_head: tallied (V6-2.3)"}},
	{"visit.approver_policy", nil, "visit-by-the-book", []string{"granted by vice_chairman"}},
}

func TestDiariesShowEveryRowOfTheVisits(t *testing.T) { showEveryRow(t, customerVisitRows) }

func TestEveryClauseOfTheVisitsHasARow(t *testing.T) { haveEveryClause(t, customerVisitRows, "PF-04") }
