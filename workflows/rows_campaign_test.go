package workflows_test

import (
	"slices"
	"testing"

	"carebook/policies"
)

// campaignRows are the rows of PF-05, table by table: states, obligations, parameters. A row with several sides stands several times.
var campaignRows = []row{
	// The campaign.
	{"calendar to due: a festival, on the day", []string{"V11-2.9.2", "R1-3.4"}, "campaign-festival",
		[]string{"2026-09-25 09:00:00 #1 opened by the clock -> listing, festivals mid_autumn 2026 2026-09-25"}},
	{"calendar to due: a birthday of the customer or the family", []string{"V11-2.4"}, "campaign-birthday", []string{"opened by the clock -> listing, birthdays 2026-02-28"}},
	{"calendar to due: a point of a project", []string{"R1-3.3", "R1-4.2"}, "campaign-node", []string{"opened by site_manager", "nodes topping_out"}},
	{"due to listed: recipients by class", []string{"R1-2.2.2"}, "campaign-festival", []string{"己, vip: message (R1-2.2.2)", "leaves out 2: no_consent", "leaves out 1: unclassed"}},
	{"listed to approved: only if a gift is planned", []string{"V11-2.9.1"}, "campaign-birthday",
		[]string{"owes approve_gifts: site_manager (V11-2.9.1)", "refused greeting 乙 by sales_consultant: gift_not_approved", "gifts_approved by site_manager"}},
	{"approved to sent: by the means of the class", []string{"R1-4.1", "V11-2.9.2"}, "campaign-festival", []string{"refused greeting 甲 by sales_consultant: unknown_value", "甲 greeted by message"}},
	{"sent to done or failed: tried again the same day", []string{"V11-2.4"}, "campaign-festival", []string{"甲 not_reached by phone", "甲 greeted by message", "lapses: 戊"}},
	{"event planned to invited", []string{"V11-2.9.3", "V11-2.7"}, "campaign-event", []string{"opened by site_manager", "events", "evening (V11-2.9.3)", "甲 greeted by phone"}},
	{"held to a return visit: a tenth, within a month", nil, "returnvisit-culture-overdue", []string{"1 month (V17-1.5"}},

	// Who owes what.
	{"company: birthday of a closed customer, flowers or cake for important ones", []string{"V11-2.4", "V11-2.9.1"}, "campaign-birthday",
		[]string{"greets 甲, ordinary: phone,message", "greets 乙, important: phone (V11-2.9.1), and flowers,cake"}},
	{"company: birthday or important festival, message, mail or gift", []string{"S7-6.2"}, "campaign-gift-or-message",
		[]string{"greets 甲, important: message,mail (S7-6.2), and present (S7-6.2)", "gift_not_approved", "gifts_approved by sales_department_head", "with present"}},
	{"company: the same by class", []string{"S9-6.3"}, "campaign-birthday-by-class", []string{"甲, a: message,mail (S9-6.3), and present", "with present", "乙 greeted by message"}},
	{"company: the same by message or mail alone", []string{"S10-5.2"}, "campaign-greeting-by-mail",
		[]string{"甲, vip: message,mail (S10-5.2)", "refused greeting 甲 by salesperson: unknown_value", "refused greeting 甲 by salesperson: unknown_value", "甲 greeted by message"}},
	{"company: each holiday, ordinary closed customers by phone or message", []string{"V11-2.9.2"}, "campaign-festival", []string{"甲, ordinary: message,phone (V11-2.9.2)"}},
	{"consultant: holidays, key customers by phone, must", []string{"R1-4.1", "R1-3.4"}, "campaign-festival",
		[]string{"乙, important: phone (R1-4.1)", "owes greet 1: sales_consultant (R1-4.1)", "tells site_manager: breached (R1-4.1)"}},
	{"consultant: class d, introductions and VIPs, in a fixed form", []string{"R1-2.1.5", "R1-2.2.1", "R1-2.2.2"}, "campaign-node",
		[]string{"丙, d: message (R1-2.1.5)", "丁, introduced: phone,message (R1-2.2.1)", "戊, vip: message (R1-2.2.2)"}},
	{"consultant: points, building progress: closed customers", []string{"R1-3.3", "R1-4.2"}, "campaign-node", []string{"甲, important: phone,message (R1-3.3)"}},
	{"company manager: visits at major festivals", []string{"V17-1.6a"}, "campaign-major-festival",
		[]string{"甲, important: visit (V17-1.6a)", "owes greet 1: company_manager (V17-1.6a)", "refused greeting 甲 by property_assistant: wrong_role",
			"refused greeting 甲 by company_manager: unknown_value", "甲 greeted by visit", "lapses: 乙", "breached (V17-1.6a)"}},
	{"company: a visit with good wishes on a holiday", []string{"R4-K.3c"}, "campaign-holiday-visit",
		[]string{"甲, important: visit (R4-K.3c)", "refused greeting 甲 by visit_specialist: unknown_value", "甲 greeted by visit", "乙 greeted by phone"}},
	{"departments: visits at festivals, the office watches", []string{"V1-5.1.2a", "V1-5.1.3"}, "campaign-departments",
		[]string{"甲, vip: visit (V1-5.1.2a)", "owes greet 1: business_department (V1-5.1.3)", "refused greeting 甲 by office: wrong_role", "lapses: 乙", "tells office: breached (V1-5.1.3)"}},
	{"departments: visits at important events, which the office begins", []string{"V1-5.1.1", "V1-5.1.2a"}, "campaign-departments-event",
		[]string{"opened by office as office (V1-5.1.1)", "events", "launch", "甲 greeted by visit"}},
	{"company: news and offers regularly", []string{"V11-2.8"}, "campaign-news", []string{"news 2026-04"}},
	{"company: product news and offers", []string{"S7-6.1"}, "campaign-offers", []string{"news 2026-04", "message,mail (S7-6.1)", "refused greeting 甲 by salesperson: unknown_value"}},
	{"company: the newest product information", []string{"S9-6.2"}, "campaign-offers-by-class", []string{"news 2026-07", "甲, a: message,mail (S9-6.2)", "leaves out 1: class"}},
	{"company: offers by mail", []string{"S10-5.1"}, "campaign-offers-by-mail", []string{"news 2026-01", "甲 greeted by mail"}},
	{"reception: industry news and product information", []string{"C1-3.3.3"}, "campaign-reception", []string{"news 2026-03", "owes greet 1: receptionist (C1-3.3.3)"}},
	{"company: site tours, evenings and events for owners", []string{"V11-2.7", "V11-2.9.3"}, "campaign-event", []string{"message,mail (V11-2.7)"}},
	{"company: a thank-you event regularly, to which key customers are invited", []string{"V12-1.7.3", "S7-6.3"}, "campaign-invited",
		[]string{"events 2026-Q2 2026-06-30 thank_you (V12-1.7.3)", "甲, important: phone,message,mail (S7-6.3)", "leaves out 1: class"}},
	{"company: invitations to launches", []string{"S10-5.3"}, "campaign-invited-by-hand", []string{"opened by sales_department_head", "launch (S10-5.3)"}},
	{"marketing with the reception: events", []string{"C1-2.1.4b"}, "campaign-reception-event", []string{"opened by department_head", "dinner (C1-2.1.4b)", "甲 greeted by phone"}},

	// Parameters.
	{"greeting.on_day_offset: on the day, at nine", []string{"V11-2.4"}, "campaign-birthday", []string{"2026-02-28 09:00:00 #1", "end of day (V11-2.4, policy)"}},
	{"greeting.channel", []string{"R1-2.1.5"}, "campaign-festival", []string{"丁, d: message"}},
	{"greeting.gift_classes: important", []string{"V11-2.9.1"}, "campaign-birthday", []string{"refused greeting 甲 by sales_consultant: unknown_value", "乙 greeted by phone as sales_consultant, with flowers"}},
	{"greeting.family_birthdays", []string{"V11-2.9.1"}, "campaign-birthday", []string{"greets 丙, important"}},
	{"greeting.nodes", []string{"R1-4.2"}, "campaign-node-unknown", []string{"refused open by site_manager: unknown_value (R1-4.2)"}},
	{"greeting.festivals: statutory holidays", []string{"R1-3.4"}, "campaign-late", []string{"national_day 2026", "late"}},
	{"greeting.news_cadence: a month", nil, "campaign-offers", []string{"2026-04-30 09:00:00 #1 opened by the clock", "news 2026-04"}},
	{"greeting.event_cadence: a quarter", nil, "campaign-invited", []string{"2026-06-30 09:00:00 #1 opened by the clock", "2026-Q2"}},
}

// notGreetings are the clauses of PF-05 that no campaign can keep, and why. Nothing of them is owed to anybody by a moment.
var notGreetings = map[string]string{
	"V11-2.3": "a known customer who comes is looked after by his likings: carebook doesn't know who comes, and keeps no likings",
	"V7-B.13": "community events are held for a neighbourhood, not for customers",
	"S12-7.3": "an event as planned: in which profile, when and for whom isn't said",
	"S8-5.3":  "extra service when it is wanted",
	"S12-7.2": "extra service for one customer",
	"R7-9":    "which manual goes to whom, with the goods",
	"P3-4.2":  "departments speak with each other",
}

func TestDiariesShowEveryRowOfTheGreetings(t *testing.T) { showEveryRow(t, campaignRows) }

func TestEveryClauseOfTheGreetingsHasARowOrAReason(t *testing.T) {
	haveEveryClause(t, campaignRows, "PF-05")
	binder, err := shippedBinder()
	if err != nil {
		t.Fatal(err)
	}
	report, err := binder.CoverageOf("PF-05", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range report.Clauses {
		has := slices.ContainsFunc(campaignRows, func(r row) bool { return slices.Contains(r.clauses, c.ID) })
		if why, left := notGreetings[c.ID]; has == left || left && (c.Kept == policies.Enforced || why == "") {
			t.Errorf("%s, %s: in a row %v, left out %v (%s)", c.ID, c.Kept, has, left, why)
		}
	}
}
