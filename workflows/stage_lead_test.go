package workflows_test

import (
	"fmt"
	"strings"

	"carebook/contract"
	"carebook/policies"
)

// A leadEntry is what a command of a diary says about a lead.
type leadEntry struct {
	Source    string   `yaml:"source"`
	Class     string   `yaml:"class"`
	Quality   bool     `yaml:"quality"`
	Key       bool     `yaml:"key"`
	Objection bool     `yaml:"objection"`
	OnDuty    bool     `yaml:"on_duty"`
	By        string   `yaml:"by"` // medium of a contact
	Reason    string   `yaml:"reason"`
	Result    string   `yaml:"result"`  // reached where it isn't said
	Skipped   []string `yaml:"skipped"` // parts of the message's form that aren't there
	Agreed    bool     `yaml:"agreed"`
	Anyway    bool     `yaml:"anyway"`
}

// leadFacts are the facts of a command on a lead.
func (s *stage) leadFacts(e entry, f *contract.Facts) {
	f.Vehicle, f.DataTrue = "", false
	l := &contract.LeadFacts{
		Traits: policies.Traits{
			Source: e.Lead.Source, Class: e.Lead.Class, Quality: e.Lead.Quality, Key: e.Lead.Key, Objection: e.Lead.Objection,
			OnDuty: e.Lead.OnDuty,
		},
		Reason: e.Lead.Reason, Result: e.Lead.Result, Agreed: e.Lead.Agreed, Anyway: e.Lead.Anyway,
	}
	switch contract.Action(e.Do) {
	case contract.Contact:
		f.Medium = e.Lead.By
		if l.Result == "" {
			l.Result = "reached"
		}
		if form := s.policy.Lead.Form; form != nil && contract.IsText(f.Medium) {
			f.Done = without(form.Value, e.Lead.Skipped)
		}
	case contract.Open, contract.Classify:
	default:
		l = nil
	}
	f.Lead = l
}

func without(all, some []string) (rest []string) {
	for _, word := range all {
		if !strings.Contains(strings.Join(some, " "), word) {
			rest = append(rest, word)
		}
	}
	return rest
}

// leadText is what an event says about a lead beyond its clocks.
func (s *stage) leadText(b *strings.Builder, e contract.Event) {
	p, f := s.policy.Lead, e.Facts
	if p == nil || f.Lead == nil {
		return
	}
	said := *f.Lead
	if f.Medium != "" {
		fmt.Fprintf(b, ", by %s: %s (%s)", f.Medium, said.Result, p.Results.Clause)
	}
	if said.Reason != "" && p.Reasons != nil {
		fmt.Fprintf(b, ", opened with %s (%s)", said.Reason, p.Reasons.Clause)
	}
	if len(f.Done) > 0 {
		fmt.Fprintf(b, ", form: %s (%s)", strings.Join(f.Done, ", "), p.Form.Clause)
	}
	if said.Source != "" {
		fmt.Fprintf(b, ", %s (%s)", said.Source, p.Sources.Clause)
	}
	if said.Class != "" {
		fmt.Fprintf(b, ", class %s (%s)", said.Class, p.Classes.Clause)
	}
	for _, flag := range []struct {
		is   bool
		word string
	}{
		{said.Quality, "of quality"}, {said.Key, "key customer"}, {said.Objection, "has an objection"}, {said.OnDuty, "on duty"},
		{said.Agreed, "at a time that the customer wanted"}, {said.Anyway, "knowing that the card becomes void"},
	} {
		if flag.is {
			fmt.Fprintf(b, ", %s", flag.word)
		}
	}
}
