package workflows_test

import "testing"

// creditRows are the rows of PF-11 (credit) and PF-12 (assessment), table by table. A row with several sides stands several
// times.
var creditRows = []row{
	// The customer.
	{"not eligible until three conditions hold", []string{"V2-1.1", "V2-1.1.1", "V2-1.1.2", "V2-1.1.3"}, "credit-eligibility",
		[]string{"opened by", "-> not_eligible", "#5 proven", "-> eligible, of 2025"}},
	{"checked again, and not eligible any more", []string{"V2-1.1.3"}, "credit-year-change",
		[]string{"refused request by salesperson: not_eligible", "#11 proven", "-> eligible, of 2026", "-> not_eligible, breach of prove_balance 2027"}},
	{"the limit is another every day", []string{"V2-1.2", "V2-1.3"}, "credit-in-limit",
		[]string{"on 2026-03-10 the limit is 1000.00", "on 2026-03-11 the limit is 1800.00"}},

	// A request.
	{"cash only without credit", []string{"V2-1.4.1"}, "credit-cash", []string{"decides D-1: cash_only cash"}},
	{"released inside the limit", []string{"V2-1.2", "V2-2.1"}, "credit-in-limit", []string{"decides D-1: released in_limit"}},
	{"inside it when the limit is read as an amount alone", []string{"A-55", "V2-2.1"}, "credit-readings",
		[]string{"decides D-2: released in_limit", "31 days of 30"}},
	{"inside it when the limit is read as an age alone", []string{"A-55", "V2-2.1"}, "credit-reading-age",
		[]string{"CNY 5000.00", "decides D-1: released in_limit", "the limit is 1000.00"}},
	{"above the limit", []string{"V2-2.2.1"}, "credit-first", []string{"over_limit by", "decides D-2: waiting first"}},
	{"the first release above it", []string{"V2-2.2.1"}, "credit-first", []string{"decides D-2: released first"}},
	{"the last release above it", []string{"V2-2.2.2", "V2-4.1"}, "credit-last", []string{"decides D-4: released last", "owes collect_last D-4"}},
	{"released against money that came before", []string{"V2-2.2.3"}, "credit-prepaid", []string{"planned by", "decides D-2: released prepaid"}},
	{"case by case beyond the term, whatever the amount", []string{"V2-1.4.2"}, "credit-reading-age",
		[]string{"CNY 900.00", "decides D-2: waiting special", "CNY 1.00", "decides D-3: waiting special"}},
	{"refused when nothing else is possible", []string{"V2-3.2"}, "credit-no-prepay", []string{"decides D-2: declined"}},
	{"refused when nobody remits", []string{"V2-3.2"}, "credit-lapsed", []string{"decides D-2: declined", "missed remit D-2"}},
	{"left without a release, in whatever state", []string{"V2-3.2", "V2-4.2"}, "credit-unauthorised-any", []string{
		"decides D-1: cash_only", "decides D-1: unauthorised", "decides D-3: waiting first", "breach of sign_first D-3", "decides D-3: unauthorised",
		"decides D-4: unauthorised", "decides M-1: unauthorised", "decides D-5: waiting special", "decides D-5: unauthorised",
	}},
	{"the last release is collected by the end of its month", []string{"V2-4.1"}, "credit-last", []string{"fulfilled collect_last D-4"}},
	{"or isn't", []string{"V2-4.1"}, "credit-last-late",
		[]string{"breach of collect_last D-3", "ledger deduction proposed (V2-4.1) against sales_department_head"}},
	{"a bad debt inside the limit and of the first release", []string{"V2-3.1", "V2-2.2.1"}, "credit-bad-debt", []string{
		"decides D-1: in_limit", "against salesperson, amount by hand", "decides D-2: first", "(V2-2.2.1) against salesperson, amount by hand",
	}},
	{"a bad debt of the last release", []string{"V2-3.3"}, "credit-bad-debt",
		[]string{"decides D-3: last", "ledger liability proposed (V2-3.3) against sales_department_head, CNY 200.00"}},
	{"a bad debt of goods that left without a release, the batch borne already", []string{"V2-3.2"}, "credit-unauthorised",
		[]string{"decides D-9: unauthorised", "CNY 33.34", "decides D-9: unauthorised, CNY 100.00"}},
	{"a bad debt of goods that were decided about case by case or reviewed", []string{"V2-3.1"}, "credit-worse", []string{
		"decides D-2: special, CNY 10.00", "(V2-3.1) against salesperson, amount by hand", "decides D-3: review, CNY 20.00", "(V2-3.1) against salesperson, amount by hand",
	}},

	// Who owes what in credit.
	{"archive, contract of two kinds, balance", []string{"V2-1.1.1", "V2-1.1.2", "V2-1.1.3"}, "credit-eligibility",
		[]string{"owes prove_archive: sales_department", "owes prove_contract: sales_department", "owes prove_balance 2025: finance_department", "unknown_value (V2-1.1.2)", "contract distribution"}},
	{"the other kind, and the balance again with the year", []string{"V2-1.1.2", "V2-1.1.3"}, "credit-year-change",
		[]string{"contract direct", "fulfilled prove_balance 2025", "owes prove_balance 2026"}},
	{"without credit a collection plan, or nothing goes", []string{"V2-1.4.1"}, "credit-cash",
		[]string{"refused request by salesperson: not_eligible", "decides D-1: cash_only", "owes collect_plan D-2"}},
	{"sales decides beyond the term before anything goes", []string{"V2-1.4.2"}, "credit-special",
		[]string{"owes decide_special D-3: sales_department_head", "decides D-3: released special", "decides D-4: declined"}},
	{"the regional manager signs the first", []string{"V2-2.2.1"}, "credit-first",
		[]string{"owes sign_first D-2: regional_manager", "released by regional_manager"}},
	{"unsigned goods that leave are unauthorised", []string{"V2-2.2.1", "V2-3.2"}, "credit-unauthorised-any",
		[]string{"owes sign_first D-3: regional_manager", "breach of sign_first D-3", "decides D-3: unauthorised"}},
	{"the signer has the money of the last back", []string{"V2-2.2.2", "V2-4.1"}, "credit-last",
		[]string{"owes collect_last D-4: sales_department_head sales_department_head", "end of month", "due 2026-03-31"}},
	{"else a share is deducted", []string{"V2-4.1"}, "credit-last-late", []string{"ledger deduction proposed (V2-4.1)", "amount by hand"}},
	{"money and plan come first", []string{"V2-2.2.3"}, "credit-prepaid", []string{"owes remit D-2", "owes collect_plan D-2", "fulfilled remit D-2"}},
	{"or nothing goes", []string{"V2-2.2.3"}, "credit-lapsed", []string{"missed remit D-2"}},
	{"three carry the batch, without an invoice too", []string{"V2-3.2", "V2-4.2"}, "credit-unauthorised", []string{
		"against logistics_specialist, CNY 166.68", "against marketing_head, CNY 166.66", "against warehouse_keeper, CNY 166.66",
		"tells general_manager: unauthorised (V2-4.2)", "decides D-9: unauthorised",
	}},
	{"those concerned bear a bad debt", []string{"V2-3.1", "V2-3.3", "V2-2.2.1", "V2-2.2.2"}, "credit-bad-debt",
		[]string{"ledger liability proposed (A-11)", "ledger liability proposed (V2-2.2.1)", "ledger liability proposed (V2-3.3)"}},
	{"inside sales follows the collections", []string{"S5-8"}, "credit-overdue",
		[]string{"escalate 2026-04-01 18:00:00 to inside_sales (S5-8)", "noted by inside_sales", "tells inside_sales: escalated"}},

	// Parameters of credit.
	{"credit.window: thirty days before the dispatch", []string{"V2-1.2"}, "credit-special",
		[]string{"on 2026-04-02 the limit is 1000.00, goods of the window 100.00", "on 2026-04-03 the limit is 1000.00, goods of the window 10.00"}},
	{"credit.term: thirty days", []string{"V2-1.4.2"}, "credit-special", []string{"30 days of 30", "decides D-3: waiting special", "31 days of 30"}},
	{"credit.recompute: daily", []string{"V2-1.3"}, "credit-in-limit", []string{"on 2026-03-10 the limit is 1000.00", "on 2026-03-11 the limit is 1800.00"}},
	{"credit.over_first_max: less than a third", []string{"V2-2.2.1"}, "credit-exact-third",
		[]string{"D-2, CNY 300.00", "decides D-2: waiting prepay", "the limit is 900.00", "D-3, CNY 299.00", "decides D-3: waiting first"}},
	{"credit.over_last_max: less than a third", []string{"V2-2.2.2"}, "credit-exact-third",
		[]string{"D-4, CNY 300.00", "decides D-4: waiting prepay", "D-5, CNY 299.00", "decides D-5: waiting last", "decides D-5: released last"}},
	{"credit.first_signer: the regional manager", []string{"V2-2.2.1"}, "credit-first",
		[]string{"refused sign_first by sales_department_head: wrong_role", "released by regional_manager"}},
	{"credit.last_signer: the head of the sales department", []string{"V2-2.2.2", "A-10"}, "credit-last", []string{"owes sign_last D-4: sales_department_head"}},
	{"credit.last_due: the end of the month", []string{"V2-4.1"}, "credit-last-late", []string{"end of month (V2-4.1, policy), due 2026-03-31 18:00:00", "2026-03-31 18:00:00 #17 breached"}},
	{"credit.inlimit_share: by hand", []string{"V2-3.1", "A-11"}, "credit-bad-debt", []string{"decides D-1: in_limit", "amount by hand"}},
	{"credit.liable_unauthorised: equal thirds", []string{"V2-3.2"}, "credit-unauthorised-any",
		[]string{"against logistics_specialist, CNY 10.00", "against marketing_head, CNY 10.00", "against warehouse_keeper, CNY 10.00"}},

	// The assessment.
	{"assessed at the first request", []string{"S8-7.1"}, "credit-in-limit", []string{"#7 released", "owes assess: handler", "#8 assessed"}},
	{"graded", []string{"S8-7.1"}, "credit-grades", []string{"owes grade: finance_department", "graded by finance_department"}},
	{"the grade's terms are handed to credit", []string{"S8-7.2"}, "credit-terms",
		[]string{"grade D, 7 days (S8-7.2), at most CNY 500.00 (S8-7.2)", "the limit is 500.00", "owes collect D-1: handler salesperson (S5-8), 7 days"}},
	{"again when the cycle is over", []string{"S8-7.3"}, "credit-grades",
		[]string{"owes reassess: handler salesperson (S8-7.3), 6 months", "breach of reassess", "assessed by", "fulfilled reassess"}},
	{"again when goods are overdue", []string{"S8-7.3"}, "credit-overdue", []string{"breach of collect D-1", "owes assess overdue"}},
	{"again after a bad debt", []string{"S8-7.3"}, "credit-worse", []string{"written_off by", "owes assess bad_debt"}},
	{"again after a complaint, by itself", []string{"S8-7.3"}, "credit-complaint",
		[]string{"a complaint #1: opened", "brings reassess of a credit", "in another case", "cause complaint", "owes assess complaint"}},
	{"again after a notice of change", []string{"S8-7.3"}, "credit-ownership", []string{"attached by", "cause ownership, by a paper", "owes assess ownership"}},
	{"graded anew, the terms adjusted", []string{"S8-7.3"}, "credit-worse", []string{
		"grade A, 30 days", "fulfilled reassess", "fulfilled assess overdue", "fulfilled assess bad_debt", "grade D, 7 days (S8-7.2), at most CNY 500.00",
		"the limit is 500.00", "owes collect D-4: handler salesperson (S5-8), 7 days", "8 days of 7",
	}},

	// Who owes what in the assessment.
	{"a system assesses and grades, by two people", []string{"S8-7.1"}, "credit-people",
		[]string{"owes assess", "assessed by finance_department", "refused grade by finance_department: four_eyes", "graded by general_manager"}},
	{"amount and term by grade", []string{"S8-7.2"}, "credit-terms", []string{"at most 500.00", "days of 7"}},
	{"assessed again, and adjusted", []string{"S8-7.3"}, "credit-grades", []string{"grade A", "grade C", "grade B"}},
	{"one sheet for all that was owed", []string{"S8-7.3"}, "credit-ownership", []string{"fulfilled reassess", "fulfilled assess ownership", "fulfilled assess complaint"}},

	// Parameters of the assessment.
	{"credit.grades: A to D", []string{"S8-7.1"}, "credit-grades", []string{"refused grade by finance_department: unknown_value", "grade A", "grade C", "grade B"}},
	{"credit.reassess_every: six months", []string{"S8-7.3"}, "credit-grades", []string{"6 months (A-03, default), due 2026-09-03", "6 months (A-03, default), due 2026-09-11"}},
	{"credit.terms: amount and days of a grade", []string{"S8-7.2"}, "credit-terms", []string{"grade D, 7 days (S8-7.2), at most CNY 500.00"}},
	{"credit.terms: those of V2 where it is used", []string{"S8-7.2"}, "credit-grades", []string{"grade A, 30 days (S8-7.2)"}},
	{"credit.event_reassess: no other cause", []string{"S8-7.3"}, "credit-grades", []string{"refused reassess by finance_department: unknown_value (S8-7.3)"}},
	{"credit.event_reassess: once for each cause", []string{"S8-7.3"}, "credit-complaint",
		[]string{"#7 reassess_due", "owes assess complaint", "#8 reassess_due", "refused reassess by finance_department: already_done", "fulfilled assess complaint"}},
}

func TestDiariesShowEveryRowOfCreditAndItsAssessment(t *testing.T) { showEveryRow(t, creditRows) }

func TestEveryClauseOfCreditAndItsAssessmentHasARow(t *testing.T) {
	haveEveryClause(t, creditRows, "PF-11", "PF-12")
}
