package workflows_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"carebook/contract"
)

// A diary is a scenario that the policy's owner can read: who did what and when, and everything that came of it. It runs
// the real workflow and the real ledger on SQLite inside the SDK's test environment, by that environment's clock.
type diary struct {
	Title     string          `yaml:"title"`
	Clauses   []string        `yaml:"clauses"`   // each must be cited in what came of it
	Profile   string          `yaml:"profile"`   // of the unit; dealer-4s when it says nothing
	Before    []before        `yaml:"before"`    // complaints that are in the books already, by the name under which steps speak of them
	Policy    string          `yaml:"policy"`    // overlay folder beside the diaries, for another edition
	Calendar  string          `yaml:"calendar"`  // file beside the diaries, for another edition of the calendar
	Instead   []change        `yaml:"instead"`   // an edition that differs from the shipped one by these lines
	Customers []customerEntry `yaml:"customers"` // of the unit, beside the one that is there, by name
	Lots      []string        `yaml:"lots"`      // what the draw says of one event after the other: in, out
	Steps     []entry         `yaml:"steps"`
	Then      string          `yaml:"then"` // the whole of it, line by line

	kind contract.Kind // with whose name the file's begins, else complaint
}

// Before is a complaint that was opened before the diary begins. What becomes of it isn't told.
type before struct {
	Name     string   `yaml:"name"`
	At       string   `yaml:"at"`
	Who      string   `yaml:"who"`
	Channel  string   `yaml:"channel"`
	Subjects []string `yaml:"subjects"`
	Stranger bool     `yaml:"stranger"` // another customer's
}

// A change puts other words into the shipped policy, where the old ones stand once.
type change struct {
	Of  string `yaml:"of"`
	Put string `yaml:"put"`
}

// An entry is one command of a diary. Staff are named by role, obligations by duty.
type entry struct {
	At        string   `yaml:"at"` // business time
	Who       string   `yaml:"who"`
	Do        string   `yaml:"do"`
	Severity  string   `yaml:"severity"`
	Kind      string   `yaml:"kind"`
	Channel   string   `yaml:"channel"`
	Subjects  []string `yaml:"subjects"`
	Assignee  string   `yaml:"assignee"`
	Amount    int64    `yaml:"amount"` // CNY
	Verdict   string   `yaml:"verdict"`
	Medium    string   `yaml:"medium"`
	Duty      string   `yaml:"duty"`
	Occurred  string   `yaml:"occurred"` // when it happened, if recorded later
	IfMatch   int64    `yaml:"if_match"`
	NoVehicle bool     `yaml:"no_vehicle"`
	Clause    string   `yaml:"clause"`  // that allows a pause
	Content   string   `yaml:"content"` // of the file that is attached
	Nature    string   `yaml:"nature"`
	Into      string   `yaml:"into"`    // one of those before
	Earlier   string   `yaml:"earlier"` // idem
	Anonymous bool     `yaml:"anonymous"`
	Signed    bool     `yaml:"signed"`

	File     string            `yaml:"file"`      // kind of file
	Papers   map[string]string `yaml:"papers"`    // how they stand: present where it isn't said, left out with "-", excused with a day
	Findings []string          `yaml:"findings"`  // items
	Item     string            `yaml:"item"`      // that is put right, or comes
	Skipped  []string          `yaml:"skipped"`   // steps of storing that aren't done
	Pieces   int               `yaml:"pieces"`    // lost
	Person   string            `yaml:"person"`    // who lost them
	NoReason bool              `yaml:"no_reason"` // nothing is written with it

	Joint      bool   `yaml:"joint"`
	Days       int    `yaml:"days"`
	Settlement string `yaml:"settlement"`
	Copy       int    `yaml:"copy"`
	Approved   int64  `yaml:"approved"`
	Actual     int64  `yaml:"actual"`
	Liable     string `yaml:"liable"`

	Reference string            `yaml:"reference"` // of goods, or of what happened
	Receipt   string            `yaml:"receipt"`
	Currency  string            `yaml:"currency"`
	Contract  string            `yaml:"contract"`
	Year      int               `yaml:"year"`
	Planned   bool              `yaml:"planned"`
	Gone      bool              `yaml:"gone"` // the goods have left
	Grade     string            `yaml:"grade"`
	Cause     string            `yaml:"cause"`
	Bearers   []string          `yaml:"bearers"`
	Stranger  bool              `yaml:"stranger"` // a customer whom nobody knows
	Event     string            `yaml:"event"`
	Cycle     string            `yaml:"cycle"`
	Class     string            `yaml:"class"`
	Certain   bool              `yaml:"certain"`
	Next      string            `yaml:"next"`    // when the customer is told that somebody comes or calls
	Answers   map[string]string `yaml:"answers"` // to questions; the best that there is where nothing is said, none with "-"
	Met       string            `yaml:"met"`     // how the customer is to be met
	Borrowed  bool              `yaml:"borrowed"`
	Special   bool              `yaml:"special"`
	Lower     bool              `yaml:"lower"`
	Paper     bool              `yaml:"paper"`     // the file that was attached last
	Visit     bool              `yaml:"visit"`     // not of this case: of the return visit that it has brought
	Complains bool              `yaml:"complains"` // not of this case: its customer complains at the group, which is above the unit

	Lead leadEntry `yaml:"lead"` // what it says about a lead
	Loan loanEntry `yaml:"loan"` // what it says about a request for a record

	Erasure erasureEntry `yaml:"erasure"` // what it says about a request to erase somebody

	Retention retentionEntry `yaml:"retention"` // what it says about a record that is kept

	Campaign campaignEntry `yaml:"campaign"` // what it says about a campaign, or about greeting somebody

	Call visitEntry `yaml:"call"` // what it says about a visit to a customer
	Plan planEntry  `yaml:"plan"` // what it says about a person's month, or what becomes of that

	// Instead of a command:
	Another    bool   `yaml:"another"`     // somebody asks for another record, in a case of its own
	Looks      bool   `yaml:"looks"`       // somebody opens the record that the request is about
	WorkersOut string `yaml:"workers_out"` // the workers gave no sign of life until then
	LedgerOut  string `yaml:"ledger_out"`  // nothing came into the books until then
	Calendar   string `yaml:"calendar"`    // a keeper adds this edition of the calendar; "shipped" is the one that ships
	Sweep      bool   `yaml:"sweep"`       // a worker looks for what must be counted again
	Leave      *leave `yaml:"leave"`       // somebody says that somebody else is away
}

// A leave is in whole days, both included; without to while its end isn't known.
type leave struct {
	Of   string `yaml:"of"`
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

// CAREBOOK_WRITE_DIARIES=1 writes what came of each diary into it, to be read and committed by a person.
var writeDiaries = os.Getenv("CAREBOOK_WRITE_DIARIES") != ""

func TestDiaries(t *testing.T) {
	wantZone(t)
	files, err := filepath.Glob("testdata/diaries/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no diaries: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			d := readDiary(t, file)
			got := newStage(t, d).play()
			if writeDiaries {
				rewrite(t, file, got)
				return
			}
			if diff := cmp.Diff(strings.TrimSpace(d.Then), strings.TrimSpace(got)); diff != "" {
				t.Errorf("%s (-diary +what happened):\n%s", d.Title, diff)
			}
			for _, clause := range d.Clauses {
				if !strings.Contains(got, clause) {
					t.Errorf("the diary claims clause %s, but nothing in it cites that", clause)
				}
			}
		})
	}
}

// Every transition of the process must stand in a diary; so must every refusal that a step or the ledger gives an open case.
func TestDiariesCoverEveryEventTypeAndEveryRefusal(t *testing.T) {
	var all strings.Builder
	files, _ := filepath.Glob("testdata/diaries/*.yaml")
	for _, file := range files {
		all.WriteString(readDiary(t, file).Then)
	}
	for action, events := range contract.Leads {
		for _, event := range events {
			if !strings.Contains(all.String(), " "+event+" ") {
				t.Errorf("no diary shows %s (%s)", event, action)
			}
		}
	}
	for _, event := range []string{
		contract.EventReminded, contract.EventEscalated, contract.EventBreached, contract.EventRecounted, contract.EventDeferred,
		contract.EventFellDue,
	} {
		if !strings.Contains(all.String(), " "+event+" ") {
			t.Errorf("no diary shows %s", event)
		}
	}
	for _, code := range []string{
		contract.CodeWrongState, contract.CodePaused, contract.CodeNotPaused, contract.CodeWrongRole,
		contract.CodeExcluded, contract.CodeFourEyes, contract.CodeUnknownStaff, contract.CodeUnknownTodo, contract.CodeClaimed,
		contract.CodeUnknownValue, contract.CodeIncomplete, contract.CodeBackdated, contract.CodeSelfAppointed,
		contract.CodeVersionMismatch, contract.CodeAmountNotAllowed, contract.CodeAttached, contract.CodeUnknownItem,
		contract.CodeNoSuchStep, contract.CodeNotMergeable,
		contract.CodeUnknownEarlier, contract.CodeAnonymousRefused, contract.CodeNotInPerson, contract.CodeSignatureMissing,
		contract.CodeCopiesOut, contract.CodeQuantities, contract.CodeAlreadyDone,
		contract.CodeOutsideWindow, contract.CodeVisitExists, contract.CodeLowScore, contract.CodeNextMissing,
		contract.CodeAmountRefused, contract.CodeCurrency, contract.CodeReference, contract.CodeReferenceUsed,
		contract.CodeReceiptUsed, contract.CodeNotReleased, contract.CodeNotEligible, contract.CodeAccountClosed, contract.CodeUnfit, contract.CodeTooMany,
		contract.CodeBalanceOpen, contract.CodeStillWaiting, contract.CodeUnknownCustomer,
		contract.CodeOutsideWindow, contract.CodeTextsInARow,
		contract.CodeUnknownRecord, contract.CodeNoAccess, contract.CodeBanned, contract.CodeAuthorisation,
		contract.CodeRestricted, contract.CodeConflict, contract.CodeUnderWay,
		contract.CodeRetentionExists, contract.CodeStillNeeded,
		contract.CodePlanExists, contract.CodeNotGranted, contract.CodeStillAsked, contract.CodeCallNotEnough, contract.CodeTrainingLength,
		contract.CodeActivityExists, contract.CodeEvidence, contract.CodePeriodClosed,
	} {
		if !strings.Contains(all.String(), ": "+code) {
			t.Errorf("no diary shows the refusal %s", code)
		}
	}
}

func readDiary(t *testing.T, file string) diary {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var d diary
	if err := yaml.NewDecoder(bytes.NewReader(src), yaml.Strict()).Decode(&d); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	kind, _, _ := strings.Cut(filepath.Base(file), "-")
	d.kind = contract.Complaint
	if slices.Contains(contract.Kinds, contract.Kind(kind)) {
		d.kind = contract.Kind(kind)
	}
	return d
}

func rewrite(t *testing.T, file, then string) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(src), "\nthen:")
	body := "  " + strings.ReplaceAll(strings.TrimSpace(then), "\n", "\n  ")
	if err := os.WriteFile(file, []byte(head+"\nthen: |\n"+body+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// business is the zone in which diaries are written.
var business = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return zone
}()

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04:05", (s + ":00")[:19], business)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
