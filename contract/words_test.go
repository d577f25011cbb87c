package contract_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/policies"
)

// The sizes of design 5: an update's answer fits into one KiB, whatever it refuses, and so does the message.
func TestMessagesAndReceiptsAreSmall(t *testing.T) {
	const uuid = "0197f0a0-0000-7000-8000-00000000000c"
	now := time.Date(2026, 11, 21, 18, 0, 0, 123_456_000, time.FixedZone("", 8*3600))
	longest := contract.Refused(contract.CodeWrongRole, "V13-2.4b", "action", string(contract.ReportResult),
		"roles", strings.Repeat("customer_relations_specialist,", 5), "obligation", uuid, "unit", uuid)
	f := facts()
	f.Unit, f.Customer, f.Vehicle, f.Subjects = uuid, uuid, uuid, []string{uuid, uuid, uuid}
	f.Papers, f.Findings, f.Item, f.Done, f.Person = nil, nil, "", nil, ""                                                               // a file has messages of its own, below
	f.Into, f.Earlier, f.Liable = "", uuid, ""                                                                                           // a merge, an opening and a statement of liability are three commands
	f.Currency, f.Receipt, f.Contract, f.Year, f.Planned, f.Gone, f.Grade, f.Cause, f.Bearers = "", "", "", 0, false, false, "", "", nil // idem an account
	f.CustomerVisit, f.VisitPlan = nil, nil
	f.Lead, f.Loan, f.Erasure, f.Retention, f.Campaign = nil, nil, nil, nil, nil                         // idem a lead, a request for a record, one to erase somebody, a record that is kept, and a campaign
	f.Role, f.Department = "", ""                                                                        // of deeds, which no message carries
	f.Percent, f.From, f.To, f.Correct = 0, "", "", false                                                // of deeds, which no message carries
	f.Event, f.Cycle, f.Class, f.Reference, f.CalledIn, f.Next, f.Answers = "", "", "", "", "", nil, nil // a visit too
	for _, c := range []struct {
		what  string
		value any
		most  int
	}{
		{"receipt", contract.Receipt{Seq: 1 << 40, Status: contract.Registered, NextDue: &now, Refusal: longest}, 1 << 10},
		{"message", contract.Message{Command: uuid, Action: contract.ReportResult, Actor: uuid, At: now, Facts: f}, 1 << 10},
	} {
		data, err := json.Marshal(c.value)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > c.most {
			t.Errorf("a %s of %d bytes, at most %d are allowed", c.what, len(data), c.most)
		}
	}
}

// A file of twelve documents is listed at its sending, and each of them may be found wrong in two ways.
func TestTheMessagesOfAWholeFileAndOfAWholeCallAreSmall(t *testing.T) {
	day := time.Date(2026, 11, 30, 16, 0, 0, 0, time.UTC)
	var papers []contract.Paper
	var findings []contract.Finding
	for _, code := range []string{
		"green_card", "invoice", "contract", "identity", "checklist", "licence", "insurance", "services", "certificate", "photo", "pdi", "other",
	} {
		papers = append(papers, contract.Paper{Code: code, State: contract.PaperExcused, Expected: &day})
		findings = append(findings, contract.Finding{Code: code, Fault: contract.FaultUserSignature})
	}
	for action, facts := range map[contract.Action]contract.Facts{
		contract.Send:  {Papers: papers},
		contract.Check: {Findings: findings},
		contract.RecordVisit: {
			Medium: contract.InPerson, Verdict: contract.Dissatisfied, Signed: true, Attachment: caseID, Next: &day,
			Answers: slices.Repeat([]contract.VisitAnswer{{Question: "inspector_conduct", Value: "5"}}, 12), Kind: "satisfaction_seeking",
		},
	} {
		data, err := json.Marshal(contract.Message{Command: command, Action: action, Actor: staff, At: monday, Facts: facts})
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 1<<10 {
			t.Errorf("%s of %d bytes", action, len(data))
		}
	}
}

func TestEveryActionLeadsToEventsAndEveryEventHasACause(t *testing.T) {
	from := map[string]int{
		contract.EventReminded: 1, contract.EventEscalated: 1, contract.EventBreached: 1, contract.EventRecounted: 1,
		contract.EventDeferred: 1, contract.EventFellDue: 1, contract.EventPageOpened: 1,
	}
	beside := contract.Greet // in the stream of a page, which no workflow has
	for _, action := range known(policies.Actions) {
		events := contract.Leads[contract.Action(action)]
		if len(events) == 0 && contract.Action(action) != beside {
			t.Errorf("%s leads to nothing: the ledger would refuse it always", action)
		}
		for _, e := range events {
			from[e]++
		}
	}
	if len(contract.Leads)+1 != len(known(policies.Actions)) {
		t.Errorf("%d actions lead somewhere, %d are known and one of them leads elsewhere", len(contract.Leads), len(known(policies.Actions)))
	}
	for _, e := range known(policies.Events) {
		if from[e] == 0 {
			t.Errorf("nothing leads to %s", e)
		}
	}
}

func TestACaseHasEndedInExactlyTheseStatuses(t *testing.T) {
	var ended []string
	for _, s := range constants(t, func(_, of string) bool { return of == "Status" }) {
		if contract.Status(s).Ended() {
			ended = append(ended, s)
		}
	}
	if diff := cmp.Diff([]string{"erased", "turned_down", "completed", "voided", "withdrawn", "merged", "won", "given_up", "cancelled", "denied", "destroyed", "not_sampled", "waived", "unreached"}, ended); diff != "" {
		t.Error(diff)
	}
}

// Two effects with one key would be one effect to the books.
func TestKeysOfEffectsDiffer(t *testing.T) {
	effects := []contract.Effect{
		{Command: "a"}, {Command: "b"}, {Obligation: "a", Mark: 1}, {Obligation: "a", Mark: 2}, {Obligation: "b", Mark: 1},
		{Obligation: "a:1", Mark: 1}, {Obligation: "a", Mark: 11}, {Case: "a", Calendar: 1}, {Case: "a", Calendar: 2},
		{Case: "b", Calendar: 1},
	}
	var keys []string
	for _, e := range effects {
		if e.IsZero() {
			t.Errorf("%+v counts as none", e)
		}
		keys = append(keys, e.Key())
	}
	slices.Sort(keys)
	if len(slices.Compact(keys)) != len(effects) {
		t.Errorf("keys meet: %v", keys)
	}
	if !(contract.Effect{}).IsZero() {
		t.Error("no effect counts as one")
	}
}

func TestAWorkflowIDIsTakenApartAsItWasBuilt(t *testing.T) {
	kind, id, ok := contract.ParseWorkflowID(contract.WorkflowID(contract.Complaint, "0197"))
	if kind != contract.Complaint || id != "0197" || !ok {
		t.Errorf("%s %s %v", kind, id, ok)
	}
	for _, foreign := range []string{"", "complaint", "complaint/", "order/0197", "/0197"} {
		if _, _, ok := contract.ParseWorkflowID(foreign); ok {
			t.Errorf("%q counts as one of ours", foreign)
		}
	}
}

func TestARefusalNamesItsCodeAndItsClause(t *testing.T) {
	if got := contract.Refused(contract.CodeExcluded, "V13-2.2").Error(); got != "person_excluded (V13-2.2)" {
		t.Error(got)
	}
	if got := contract.Refused(contract.CodePaused, "").Error(); got != "case_paused" {
		t.Error(got)
	}
	codes := constants(t, func(name, _ string) bool { return strings.HasPrefix(name, "Code") })
	slices.Sort(codes)
	if len(slices.Compact(slices.Clone(codes))) != len(codes) {
		t.Errorf("two refusals share a code: %v", codes)
	}
}
