package contract_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// CAREBOOK_WRITE_GOLDEN=1 writes the shapes as they are. They stand in histories and in the books: a diff is a promise
// broken, unless a field was only added.
var writeGolden = os.Getenv("CAREBOOK_WRITE_GOLDEN") != ""

var (
	friday = time.Date(2026, 3, 6, 8, 50, 0, 123456000, time.UTC)
	monday = friday.Add(72 * time.Hour)
)

const (
	caseID  = "0197f0a0-0000-7000-8000-00000000000c"
	command = "0197f0a0-0000-7000-8000-00000000000d"
	staff   = "0197f0a0-0000-7000-8000-00000000000e"
	todo    = "0197f0a0-0000-5000-8000-00000000000f"
)

func facts() contract.Facts {
	return contract.Facts{
		Unit: "unit", Customer: "customer", Vehicle: "vehicle", Channel: "visit", Severity: contract.Major, MajorKind: "repeated",
		DataTrue: true, Subjects: []string{staff}, Assignee: staff, Obligation: todo, Amount: 123456, Verdict: contract.Approve,
		Medium: "phone", Clause: "V13-2.4b", Percent: 10, From: "2026-03-06", To: "2026-03-09", Correct: true,
		Attachment: "attachment", File: "new_car",
		Papers:   []contract.Paper{{Code: "licence", State: contract.PaperExcused, Expected: &monday}},
		Findings: []contract.Finding{{Code: "invoice", Fault: contract.FaultWrong}}, Item: "invoice/wrong", Done: []string{"copied"},
		Pieces: 2, Person: staff,
		Nature: "quality", Into: caseID, Earlier: caseID, Anonymous: true, Signed: true,
		Joint: true, Days: 2, Settlement: "return", Copy: 2, Approved: 10, Actual: 10, Liable: staff,
		Currency: "CNY", Receipt: "R-1", Contract: "direct", Year: 2025, Planned: true, Gone: true, Grade: "B", Cause: contract.CauseOverdue,
		Bearers: []string{staff},
		Event:   "discharged", Cycle: "regular", Class: "key", Reference: "HIS-1", Certain: true, CalledIn: caseID, Next: &monday,
		Answers: []contract.VisitAnswer{{Question: "satisfied", Value: "5"}}, Kind: "hesitant", Borrowed: true, Special: true, Lower: true,
		Lead: leadFacts(), Loan: loanFacts(), Retention: retentionFacts(), Campaign: campaignFacts(), CustomerVisit: customerVisitFacts(), VisitPlan: visitPlanFacts(),
		Role: "archivist", Department: "department",
		Erasure: &contract.ErasureFacts{Asker: "self", Proof: "identity_card", Ground: "dispute"},
	}
}

func obligation() contract.Obligation {
	return contract.Obligation{
		ID: todo, Duty: "report", Item: "invoice/wrong", Role: "handler", Person: staff, Clause: "V13-2.9", Since: friday, Due: monday,
		Last:  monday.Add(-time.Hour),
		Marks: []contract.Mark{{N: 1, At: monday, Kind: contract.Breach, To: "general_manager", Clause: "V13-2.9", Fired: true}},
	}
}

func fire() *contract.Fire {
	return &contract.Fire{Obligation: todo, Mark: 2, Kind: contract.Remind, Folded: []int{1}}
}

func refusal() *contract.Refusal {
	return contract.Refused(contract.CodeWrongState, "V13-2.9", "action", "decide", "status", "told")
}

func terms() *policies.ComplaintTerms {
	list := func(words ...string) policies.Rule[[]string] {
		return policies.Rule[[]string]{Value: words, Clause: "V13-2.1", Source: policies.FromHouse}
	}
	media := list("letter")
	return &policies.ComplaintTerms{
		Channels: list("visit", "phone"), Severities: list("ordinary", "major"), MajorKinds: list("repeated"),
		ExcludeSubject: policies.Rule[bool]{Value: true, Clause: "V13-2.2", Source: policies.FromHouse},
		HandledEvent:   policies.Rule[string]{Value: "told", Clause: "A-49", Source: policies.FromDefault},
		Authority:      policies.Authority{{Role: "general_manager", UpTo: 100000, Clause: "A-13", Source: policies.FromDefault}},
		Clocks:         []string{"classify", "report"},
		Visited:        true,
		Natures:        list("quality"),
		Revisit: &policies.Revisit{
			By:       map[string]policies.Rule[string]{"major": {Value: "company_manager", Clause: "V17-1.3b", Source: policies.FromHouse}},
			InPerson: list("major"), Signed: policies.Rule[bool]{Value: true, Clause: "V17-1.7", Source: policies.FromHouse},
		},

		FirstAsked: &policies.Rule[bool]{Value: true, Clause: "R9-6", Source: policies.FromHouse}, Media: &media,
		Settlements: map[string]policies.Settlement{"return": {
			Copies: []policies.Rule[string]{{Value: "warehouse", Clause: "S3-29.3", Source: policies.FromHouse}},
			Equal:  &policies.Rule[bool]{Value: true, Clause: "S3-29.2", Source: policies.FromHouse},
		}},
	}
}

func archiveTerms() *policies.ArchiveTerms {
	words := func(words ...string) policies.Rule[[]string] {
		return policies.Rule[[]string]{Value: words, Clause: "V4-4.1", Source: policies.FromHouse}
	}
	word := func(word string) policies.Rule[string] {
		return policies.Rule[string]{Value: word, Clause: "V4-5.2", Source: policies.FromHouse}
	}
	return &policies.ArchiveTerms{
		Files: map[string]policies.ArchiveFile{"new_car": {
			Documents: words("invoice", "licence"), Optional: words("other"), UserSigns: words("invoice"), InternalSigns: words("invoice"),
			Faults: words("missing", "wrong"), Late: word("late_sales"), Fines: map[string]policies.Rule[string]{"wrong": word("document")},
		}},
		Stored: words("copied"), Lost: word("lost"),
	}
}

func visitTerms() *policies.ReturnVisitTerms {
	words := func(words ...string) *policies.Rule[[]string] {
		return &policies.Rule[[]string]{Value: words, Clause: "V17-1.7", Source: policies.FromHouse}
	}
	yes := &policies.Rule[bool]{Value: true, Clause: "V17-1.7", Source: policies.FromHouse}
	return &policies.ReturnVisitTerms{
		Media: *words("visit", "phone"), InPerson: words("major"), Answers: yes, Again: yes, Signed: yes, Borrows: yes,
		PhoneFrom: &policies.Rule[policies.Count]{Value: 2, Clause: "V17-1.9b", Source: policies.FromHouse},
		Waivers:   words("anonymous"), Kinds: words("hesitant"), Visits: 4, Lower: "R1-5.2", Clocks: []string{"visit"},
	}
}

func event() contract.Event {
	return contract.Event{
		Seq: 7, Type: contract.EventReported, Effect: "command:" + command, Actor: staff, Behalf: staff, At: friday, Status: contract.Reported,
		Facts: facts(), Opened: []contract.Obligation{obligation()}, Settled: []contract.Settle{{ID: todo, How: contract.Fulfilled}},
		Moved: []contract.Obligation{obligation()}, Fired: fire(), Annuls: []string{todo},
		Spawned: []contract.Spawned{{Command: command, Kind: contract.Complaint, Case: caseID, Action: contract.Reopen}},
		Draw: &contract.Draw{
			Period: "unit/complaint_closed/2026-03", N: 7, Block: 4, Drawn: true, For: 5, Rate: "1/2", Clause: "V17-1.3a", Commitment: "00ff",
		},
		Gap:    &contract.Gap{Period: "unit/complaint_closed/2026-03", N: 7, Reason: contract.GapMoved, By: 10, Case: caseID},
		Credit: decision(), Loan: &contract.LoanRuling{Relation: contract.OtherRecord, Clause: "V12-1.5.2", Until: &monday},
		Campaign: campaignPage(),
		Tally:    &contract.VisitTally{Done: 3, Least: 8, Missing: 5, Late: true},
		Erasure: &contract.ErasureRuling{
			Conflicts: []contract.Conflict{{What: contract.ConflictOpenCase, Count: 1}}, Files: 2, Rows: 3,
		},
	}
}

func erasureTerms() *policies.ErasureTerms {
	words := func(words ...string) policies.Rule[[]string] {
		return policies.Rule[[]string]{Value: words, Clause: "A-58", Source: policies.FromDefault}
	}
	return &policies.ErasureTerms{
		Channels: words("phone"), Askers: words("self"), Proofs: words("identity_card"), Refusals: words("not_identified"),
		Restrictions: words("kept_file"),
	}
}

func decision() *contract.CreditDecision {
	return &contract.CreditDecision{
		Item: "D-1", State: contract.RequestWaiting, Way: contract.WayFirst, Amount: 30000, Grounds: []string{"V2-2.2.1"},
		Figures: &contract.CreditFigures{
			Day: "2026-03-06", Limit: 100000, Goods: 90000, Starting: 100000, Cap: 200000, Unpaid: 90000, Held: 100,
			Oldest: "2026-03-02", Item: "D-0", Age: 4, Term: 30, Over: 1,
		},
	}
}

func creditTerms() *policies.CreditTerms {
	words := func(words ...string) policies.Rule[[]string] {
		return policies.Rule[[]string]{Value: words, Clause: "S8-7.1", Source: policies.FromHouse}
	}
	return &policies.CreditTerms{
		Currency:  policies.Rule[string]{Value: "CNY", Clause: "V2-1.2", Source: policies.FromHouse},
		Contracts: words("direct"), Grades: words("A", "B"), Causes: words("overdue"), Clocks: []string{"assess"},
	}
}

func proposal() contract.Proposal {
	return contract.Proposal{
		Type: contract.EventReported, Status: contract.Reported, Facts: facts(),
		Owe:    []contract.Owe{{Duty: "decide", Since: friday, Role: "general_manager", Clause: "A-13", Person: staff, Item: "invoice/wrong", From: &monday, Days: 2}},
		Settle: []contract.Settle{{ID: todo, How: contract.Cancelled}}, Move: []contract.Move{{ID: todo, Person: staff}},
		Clock: contract.Stop, Fire: fire(),
		Fines: []contract.Fine{{Violation: "late_sales", Person: staff, Item: "invoice", Again: true}},
	}
}

func state() contract.ComplaintState {
	return contract.ComplaintState{
		CaseState: contract.CaseState{
			Seq: 7, Status: contract.Reported, Recipient: staff, Handler: staff, PausedAt: &friday,
			Obligations: []contract.Obligation{obligation()},
		},
		Severity: contract.Major, Round: 2, Amount: 123456, ResultReported: true, Anonymous: true, Visiting: true, Terms: terms(),
		Dismissed: true, Settlement: "return", Routed: []int{1, 2},
	}
}

// shapes are all that travels between processes or stays in histories, each with every field set.
var shapes = map[string]any{
	"import_start": contract.ImportStart{Import: caseID},
	"import_step":  contract.ImportStep{Done: 20, Left: 7},
	"import_end":   contract.ImportEnd{Done: 27},
	"message":      contract.Message{Command: command, Action: contract.Report, Actor: staff, At: friday, Facts: facts()},
	"receipt":      contract.Receipt{Seq: 7, Status: contract.Reported, NextDue: &monday, Refusal: refusal()},
	"record": contract.Record{
		Kind: contract.Complaint, Case: caseID, After: 6, At: friday, Proposal: proposal(),
		Effect: contract.Effect{Command: command, Obligation: todo, Mark: 2, Case: caseID, Calendar: 3, Page: 2},
	},
	"recount": contract.Recount{Calendar: 3},
	"recorded": contract.Recorded{
		Outcome: contract.Written, Refusal: refusal(), Seq: 12, Status: contract.Assigned, Events: []contract.Event{event()}, Terms: terms(), Archive: archiveTerms(), Credit: creditTerms(),
		ReturnVisit: visitTerms(),
		Lead:        leadTerms(), Loan: loanTerms(), Retention: retentionTerms(), Campaign: campaignTerms(), Visit: customerVisitTerms(), VisitPlan: visitPlanTerms(),
		Erasure: erasureTerms(),
	},
	"event":           event(),
	"complaint_state": state(),
	"complaint_start": contract.Start[contract.ComplaintState]{Case: caseID, Renew: contract.DefaultRenew, State: state()},
	"complaint_end":   contract.CaseEnd{Seq: 12, Status: contract.Completed},
	"credit_state": contract.CreditState{
		CaseState: state().CaseState, Waiting: []contract.CreditWait{{Item: "D-1", Way: contract.WayFirst, Review: true}},
		Proofs:   []contract.CreditProof{{What: string(contract.ProveContract), Kind: "direct", Year: 2025}},
		Proposed: true, Sheet: true, Grade: "B", Terms: creditTerms(),
	},
	"archive_state": contract.ArchiveState{
		CaseState: state().CaseState, File: "new_car", Sender: staff, Papers: facts().Papers, Defects: facts().Findings, Terms: archiveTerms(),
	},
	"returnvisit_state": contract.ReturnVisitState{
		CaseState: state().CaseState, Event: "product_sold", Cycle: "regular", Severity: contract.Major, Class: "key", Began: friday, Visit: 2,
		Since: friday, Due: monday, Appointed: &monday, Issues: []contract.VisitIssue{{Item: "1", Round: 2}}, Raised: 1, Held: 1,
		Reviewed: true, Lower: true, Terms: visitTerms(),
	},
	"loan_state": contract.LoanState{
		CaseState: state().CaseState, Purpose: contract.ToRead, Screen: true, Terms: loanTerms(),
	},
	"erasure_state": contract.ErasureState{
		CaseState: contract.CaseState{
			Seq: 2, Status: contract.Identified, Recipient: staff, Handler: staff, PausedAt: &friday, Obligations: []contract.Obligation{obligation()},
		},
		Terms: erasureTerms(),
	},
	"campaign_state":  contract.CampaignState{CaseState: state().CaseState, Pages: 2, Planned: 700, PagedAt: friday, LeftOut: campaignPage().LeftOut, Terms: campaignTerms()},
	"periods_start":   contract.PeriodsStart{Schedule: caseID},
	"retention_state": contract.RetentionState{CaseState: state().CaseState, Terms: retentionTerms()},
	"visit_state": contract.CustomerVisitState{
		CaseState: state().CaseState, Channel: contract.ByPhone, Appointed: &monday, Asked: []string{"items"}, Granted: []string{"gift"},
		Ready: true, Held: true, Promises: 2, Terms: customerVisitTerms(),
	},
	"visitplan_state": contract.VisitPlanState{CaseState: state().CaseState, Lines: 3, Terms: visitPlanTerms()},
	"lead_state": contract.LeadState{
		CaseState: state().CaseState, CardSigned: true, Terms: leadTerms(),
		LeadCourse: contract.LeadCourse{Traits: leadFacts().Traits, Contacts: 2, Texts: 1, CallOwed: true},
	},
}

func TestShapesAreWrittenAsHistoriesKnowThem(t *testing.T) {
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			for _, path := range unset(reflect.ValueOf(shape), "") {
				t.Errorf("%s is not set here: the golden file doesn't show it", path)
			}
			got, err := json.MarshalIndent(shape, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			want := golden(t, name, got)
			if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
				t.Errorf("histories -, now +\n%s", diff)
			}
		})
	}
}

// What stands in a history must come back as it was, and nothing of it may be passed over.
func TestShapesAreReadAsTheyWereWritten(t *testing.T) {
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			read := reflect.New(reflect.TypeOf(shape))
			d := json.NewDecoder(bytes.NewReader(golden(t, name, nil)))
			d.DisallowUnknownFields()
			if err := d.Decode(read.Interface()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(shape, read.Elem().Interface(), cmpopts.EquateComparable(calendar.Rule{})); diff != "" {
				t.Errorf("written -, read +\n%s", diff)
			}
		})
	}
}

func golden(t *testing.T, name string, now []byte) []byte {
	t.Helper()
	file := filepath.Join("testdata", name+".golden.json")
	if writeGolden && now != nil {
		if err := os.WriteFile(file, append(now, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return want
}

// unset are the paths of all fields that are zero, so that a new field can't stay out of its golden file.
func unset(v reflect.Value, path string) (paths []string) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]() || v.Kind() != reflect.Struct && v.IsZero():
		if v.IsZero() {
			paths = []string{path}
		}
	case v.Kind() == reflect.Pointer:
		return unset(v.Elem(), path)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			paths = append(paths, unset(v.Field(i), path+"."+v.Type().Field(i).Name)...)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			paths = append(paths, unset(v.Index(i), path+"["+strconv.Itoa(i)+"]")...)
		}
	}
	return paths
}
