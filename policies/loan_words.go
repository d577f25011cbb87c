package policies

// Words for persons that only PF-08 has: whoever keeps a kind of record, and every member of staff.
const (
	keeper  = "keeper"
	anybody = "anybody"
)

// loanWords are what the policies of PF-08 may say. Who approves and who keeps a record stands with the kind of record.
var loanWords = vocabulary{
	code: "PF-08",
	actions: []string{
		"open", "grant", "deny", "withdraw", "report_leak", "settle_leak", "note", "reassign", "claim", "void",
	},
	optional: []string{"issue", "give_back", "lose", "end_access", "amend", "disclose", "pause", "resume"},
	duties:   []string{"approve", "issue", "give_back", "finish_reading", "settle_leak"},
	events: append([]string{
		"opened", "countersigned", "granted", "denied", "issued", "given_back", "access_ended", "amended", "disclosed", "lost", "leaked",
		"leak_settled", "withdrawn",
	}, commonEvents...),
	keptBy: map[string]string{"give_back": "give_back", "finish_reading": "give_back"},
	kept:   map[string]string{"approve": "grant"},
}
