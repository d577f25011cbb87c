package policies

// leadWords are what the policies of PF-03 may say. Contacts keep most of its duties; their times stand in the table of
// cadences, and that of a call in the window for calls.
var leadWords = vocabulary{
	code: "PF-03",
	actions: []string{
		"open", "contact", "win", "give_up", "note", "reassign", "claim", "pause", "resume", "void",
	},
	optional: []string{"sign_card", "sign_second", "classify", "confirm_class", "plan_follow_up", "take_stock", "shelve", "cancel"},
	duties: []string{
		"sign_card", leadMessage, leadFirst, leadNext, "sign_second", leadThen, "call", "confirm_class", "plan_follow_up", "progress", "take_stock",
		"reassign",
	},
	timed: []string{leadMessage, leadFirst, leadNext, leadThen, "call"},
	events: append([]string{
		"opened", "card_signed", "contacted", "came", "second_signed", "classified", "class_confirmed", "follow_up_planned", "stock_taken", "lapsed",
		"shelved", "won", "given_up", "cancelled",
	}, commonEvents...),
	kept: map[string]string{
		leadMessage: "contact", leadFirst: "contact", leadNext: "contact", "call": "contact", "progress": "contact",
	},
}
