package workflows

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/policies"
	"carebook/policies/book"
)

// shelved is a file whose proposals are taken as they are: a ledger that always agrees.
type shelved struct {
	*archive
	t     *rapid.T
	fined map[string]int // again, by item
}

func (s *shelved) take(at time.Time, actor string, p contract.Proposal) {
	e := contract.Event{
		Seq: s.Seq + 1, Type: p.Type, Actor: actor, At: at, Status: p.Status, Facts: p.Facts, Settled: p.Settle, Fired: p.Fire,
	}
	for i, o := range p.Owe {
		due := o.Since.Add(24 * time.Hour)
		e.Opened = append(e.Opened, contract.Obligation{
			ID: fmt.Sprintf("%d-%d", e.Seq, i), Duty: o.Duty, Item: o.Item, Person: o.Person, Since: o.Since, Due: due,
			Marks: []contract.Mark{{N: 1, At: due, Kind: contract.Breach}},
		})
	}
	for _, f := range p.Fines {
		if f.Again {
			s.fined[f.Item]++
		}
	}
	if s.kase().Apply(e) {
		s.learn(e)
	}
	s.anew()
}

// anew carries the file over into a new run, as a history that has grown old does.
func (s *shelved) anew() {
	data, err := json.Marshal(s.state())
	if err != nil {
		s.t.Fatal(err)
	}
	var next contract.ArchiveState
	if err := json.Unmarshal(data, &next); err != nil {
		s.t.Fatal(err)
	}
	if again, _ := json.Marshal(next); string(again) != string(data) {
		s.t.Fatalf("carried over otherwise:\n%s", cmp.Diff(string(data), string(again)))
	}
	s.archive = &archive{next}
}

func (s *shelved) does(at time.Time, actor string, action contract.Action, f contract.Facts) {
	p, refusal := s.propose(contract.Message{Action: action, Actor: actor, At: at, Facts: f})
	if refusal != nil {
		s.t.Fatalf("%s: %v", action, refusal)
	}
	s.take(at, actor, p)
}

// checkedWith is a new-car file in which these faults were found, a moment later.
func checkedWith(t *rapid.T, terms *policies.ArchiveTerms, at time.Time, findings []contract.Finding) *shelved {
	s := &shelved{&archive{contract.ArchiveState{Terms: terms}}, t, map[string]int{}}
	s.take(at, "seller", s.opened(contract.Message{At: at, Facts: contract.Facts{File: "new_car", Assignee: "seller"}}))
	var papers []contract.Paper
	for _, code := range terms.Files["new_car"].Documents.Value {
		papers = append(papers, contract.Paper{Code: code, State: contract.PaperPresent})
	}
	s.does(at, "seller", contract.Send, contract.Facts{Papers: papers})
	s.does(at, "archivist", contract.Receive, contract.Facts{})
	s.does(at, "archivist", contract.Check, contract.Facts{Findings: findings})
	return s
}

// However corrections, stops and due times follow each other, and however often the file's history begins anew: what was
// put right or stopped isn't fined any more, and when nothing is left the file can be stored.
func TestWhatWasPutRightIsNeverFinedAgain(t *testing.T) {
	binder, err := policies.Load(book.FS())
	if err != nil {
		t.Fatal(err)
	}
	v4, _ := binder.Policy("V4")
	terms := &v4.Archive.ArchiveTerms
	possible := []contract.Finding{
		{Code: "checklist", Fault: contract.FaultUserSignature}, {Code: "pdi", Fault: contract.FaultUserSignature},
		{Code: "contract", Fault: contract.FaultInternalSignature}, {Code: "invoice", Fault: contract.FaultMissing},
	}
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
		findings := rapid.SliceOfNDistinct(rapid.SampledFrom(possible), 1, 4, rapid.ID[contract.Finding]).Draw(t, "findings")
		s := checkedWith(t, terms, at, findings)
		done := map[string]int{} // item → how often it had been fined when it ended
		for len(s.Defects) > 0 {
			at = at.Add(time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * time.Hour)
			for fire, due := s.DueMark(at); due; fire, due = s.DueMark(at) {
				s.take(at, "", s.fired(fire))
			}
			item := s.Defects[rapid.IntRange(0, len(s.Defects)-1).Draw(t, "which")].Item()
			end := rapid.SampledFrom([]contract.Action{contract.Correct, contract.StopFine, contract.Note}).Draw(t, "how")
			s.does(at, "archivist", end, contract.Facts{Item: item})
			if end != contract.Note {
				done[item] = s.fined[item]
			}
		}
		if diff := cmp.Diff(s.fined, intersect(done, s.fined)); diff != "" {
			t.Errorf("fined after the end (-at the end of the play, +at its own)\n%s", diff)
		}
		if s.Status != contract.Checked || slices.ContainsFunc(s.Obligations, func(o contract.Obligation) bool { return o.Duty == dutyCorrect }) {
			t.Errorf("%s, owing %+v", s.Status, s.Obligations)
		}
		s.does(at, "archivist", contract.Store, contract.Facts{Done: terms.Stored.Value})
		if !s.NextMark().IsZero() {
			t.Error("a stored file has a timer")
		}
	})
}

// intersect is what the first map says of the keys of the second.
func intersect(of, keys map[string]int) map[string]int {
	out := map[string]int{}
	for k := range keys {
		out[k] = of[k]
	}
	return out
}
