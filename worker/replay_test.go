package worker_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	sdkworker "go.temporal.io/sdk/worker"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/internal/keys"
	"carebook/worker"
)

const histories = "../workflows/testdata/histories/"

// incompatible is the one history that must not replay.
const incompatible = histories + "incompatible.json"

func TestCasesThatWereStartedEarlierCanGoOn(t *testing.T) {
	for _, file := range exported(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			if err := replay(t, file); err != nil {
				t.Errorf("cases with this history would break: %v", err)
			}
		})
	}
}

func TestAnIncompatibleHistoryIsNoticed(t *testing.T) {
	if err := replay(t, incompatible); err == nil || !strings.Contains(err.Error(), "TMPRL1100") {
		t.Errorf("the replay says %v, want TMPRL1100, non-determinism", err)
	}
}

func TestTheCorpusHasEveryWorkflowEveryEndAndEveryAnswerOfTheLedger(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range exported(t) {
		for _, what := range witnessed(t, file) {
			seen[what] = true
		}
	}
	want := []string{
		"end not opened", "end renewed", "begun by renewal",
		"answer repeated", "answer behind", "answer refused", "answer written",
		"event reminded", "event escalated", "event breached", "event paused", "event resumed", "event rejected", "event recounted",
	}
	for _, name := range worker.Processes() {
		want = append(want, "workflow "+name)
	}
	for _, s := range statuses(t) {
		if s.Ended() {
			want = append(want, "end "+string(s))
		}
	}
	for _, what := range want {
		if !seen[what] {
			t.Errorf("no history has: %s", what)
		}
	}
}

// statuses reads the vocabulary from the source of contract: a new one can't be forgotten here.
func statuses(t *testing.T) (all []contract.Status) {
	t.Helper()
	files, err := filepath.Glob("../contract/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no contract is there: %v", err)
	}
	for _, file := range files {
		all = append(all, statusesOf(t, file)...)
	}
	return all
}

func statusesOf(t *testing.T, file string) (all []contract.Status) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, named := spec.Type.(*ast.Ident); named && kind.Name == "Status" && len(spec.Values) == 1 {
			all = append(all, contract.Status(strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`)))
		}
		return true
	})
	return all
}

// exported are the histories that must replay.
func exported(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(histories + "*.json")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return f == incompatible })
	if len(files) == 0 {
		t.Fatal("no history is there")
	}
	return files
}

// converters read what the exporting service wrote: its master key was the test key.
func converters(t *testing.T) (converter.DataConverter, converter.FailureConverter) {
	t.Helper()
	text, err := os.ReadFile(histories + "test.key")
	if err != nil {
		t.Fatal(err)
	}
	private := filepath.Join(t.TempDir(), "master.key") // a key that others can read is refused
	if err := os.WriteFile(private, text, 0o600); err != nil {
		t.Fatal(err)
	}
	ring, err := keys.Load(private)
	if err != nil {
		t.Fatal(err)
	}
	data, failures, err := dispatch.Converters(ring.CodecKey())
	if err != nil {
		t.Fatal(err)
	}
	return data, failures
}

func replay(t *testing.T, file string) error {
	t.Helper()
	data, failures := converters(t)
	r, err := sdkworker.NewWorkflowReplayerWithOptions(sdkworker.WorkflowReplayerOptions{DataConverter: data, FailureConverter: failures})
	if err != nil {
		t.Fatal(err)
	}
	worker.RegisterProcesses(r)
	return r.ReplayWorkflowHistoryFromJSONFile(nil, file)
}

// witnessed lists what a history shows: which workflow, how it began and ended, what the ledger answered.
func witnessed(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	history, err := client.HistoryFromJSON(f, client.HistoryJSONOptions{})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	data, _ := converters(t)
	var seen []string
	for _, e := range history.Events {
		found, err := witness(data, e)
		if err != nil {
			t.Fatalf("%s, event %d: %v", file, e.EventId, err)
		}
		seen = append(seen, found...)
	}
	return seen
}

func witness(data converter.DataConverter, e *historypb.HistoryEvent) ([]string, error) {
	if a := e.GetWorkflowExecutionStartedEventAttributes(); a != nil {
		seen := []string{"workflow " + a.WorkflowType.Name}
		if a.ContinuedExecutionRunId != "" {
			seen = append(seen, "begun by renewal")
		}
		return seen, nil
	}
	if a := e.GetWorkflowExecutionCompletedEventAttributes(); a != nil {
		var result any // of what isn't a case, a number
		err := data.FromPayloads(a.Result, &result)
		if end, isCase := result.(map[string]any); isCase {
			return []string{fmt.Sprintf("end %v", end["status"])}, err
		}
		return nil, err
	}
	if a := e.GetWorkflowExecutionFailedEventAttributes(); a != nil {
		if kind := a.Failure.GetApplicationFailureInfo().GetType(); kind != "NotOpened" {
			return nil, fmt.Errorf("the workflow failed as %q", kind)
		}
		return []string{"end not opened"}, nil
	}
	if e.GetWorkflowExecutionContinuedAsNewEventAttributes() != nil {
		return []string{"end renewed"}, nil
	}
	return answered(data, e.GetMarkerRecordedEventAttributes().GetDetails()["result"])
}

// answered is what the marker of a local activity holds: the ledger's answer.
func answered(data converter.DataConverter, result *commonpb.Payloads) ([]string, error) {
	if result == nil {
		return nil, nil
	}
	var rec contract.Recorded
	if err := data.FromPayloads(result, &rec); err != nil {
		return nil, err
	}
	seen := []string{"answer " + string(rec.Outcome)}
	for _, e := range rec.Events {
		seen = append(seen, "event "+e.Type)
	}
	return seen, nil
}
