package checker

import (
	"fmt"
	"slices"
	"strings"
)

// Verdict is what a run proves.
type Verdict string

// The three verdicts.
const (
	Pass          Verdict = "PASS"
	Fail          Verdict = "FAIL"
	Indeterminate Verdict = "INDETERMINATE" // something couldn't be read, or too little happened to prove anything
)

// Violation is one thing that must never be.
type Violation struct {
	Invariant string // I1 … I15 of design 6
	Where     string // a case, a command, a mark
	What      string
}

func (v Violation) String() string { return v.Invariant + " " + v.Where + ": " + v.What }

// Report is the checker's answer.
type Report struct {
	Violations []Violation
	Doubts     []string // why nothing can be said
	Counts     Counts
}

// Counts say how much was looked at.
type Counts struct {
	Acknowledged, Refused, Cases, Files, Visits, Leads, Accounts, Loans, Records, Erasures, Campaigns, Greetings, Open, Events, Spawned, Marks, Fired, Late, Kills int
}

// Verdict is FAIL as soon as one violation was seen, also when other things couldn't be read.
func (r *Report) Verdict() Verdict {
	switch {
	case len(r.Violations) > 0:
		return Fail
	case len(r.Doubts) > 0:
		return Indeterminate
	}
	return Pass
}

// Broken names the invariants that don't hold, each once, in order.
func (r *Report) Broken() []string {
	var out []string
	for _, v := range r.Violations {
		if !slices.Contains(out, v.Invariant) {
			out = append(out, v.Invariant)
		}
	}
	slices.Sort(out)
	return out
}

func (r *Report) String() string {
	lines := []string{fmt.Sprintf("%s %+v", r.Verdict(), r.Counts)}
	for i, v := range r.Violations {
		if i == 20 {
			lines = append(lines, fmt.Sprintf("… and %d more", len(r.Violations)-i))
			break
		}
		lines = append(lines, v.String())
	}
	return strings.Join(append(lines, r.Doubts...), "\n")
}

func (r *Report) violated(invariant, where, what string, args ...any) {
	r.Violations = append(r.Violations, Violation{invariant, where, fmt.Sprintf(what, args...)})
}

func (r *Report) doubt(what string, args ...any) {
	r.Doubts = append(r.Doubts, fmt.Sprintf(what, args...))
}
