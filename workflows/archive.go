package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
	"carebook/policies"
)

// Archive carries the file of a vehicle from its delivery to the cabinet, and stays beside it (PF-06). A stored file owes
// nothing and has no timer.
func Archive(ctx workflow.Context, start contract.Start[contract.ArchiveState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Archive, start.Case, start.Renew, &archive{start.State})
}

type archive struct{ contract.ArchiveState }

func (a *archive) kase() *contract.CaseState { return &a.CaseState }

func (a *archive) state() any { return a.ArchiveState }

func (a *archive) may(m contract.Message) *contract.Refusal { return archiveSteps.may(a, m) }

func (a *archive) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return archiveSteps.propose(a, m)
}

func (a *archive) pin(rec contract.Recorded) {
	if rec.Archive != nil {
		a.Terms = rec.Archive
	}
}

// learn takes over what an event's type says about a file.
func (a *archive) learn(e contract.Event) {
	switch f := e.Facts; e.Type {
	case contract.EventOpened:
		a.File, a.Handler = f.File, f.Assignee
	case contract.EventSent:
		a.Sender, a.Papers = e.Actor, f.Papers
	case contract.EventChecked, contract.EventFaulted:
		a.Defects = a.found(f)
		for _, p := range f.Papers {
			a.stands(p.Code, p.State)
		}
	case contract.EventCorrected, contract.EventStopped:
		a.settled(f.Item, e.Type == contract.EventCorrected)
	case contract.EventSupplied:
		a.stands(f.Item, contract.PaperPresent)
	}
}

// stands notes how a paper stands now.
func (a *archive) stands(code, state string) {
	i := slices.IndexFunc(a.Papers, func(p contract.Paper) bool { return p.Code == code })
	if i < 0 {
		a.Papers = append(a.Papers, contract.Paper{Code: code, State: state})
		return
	}
	a.Papers[i].State = state
}

// settled takes a defect off the list; a missing paper is there when it was corrected.
func (a *archive) settled(item string, corrected bool) {
	i := a.defect(item)
	if i < 0 {
		return
	}
	if f := a.Defects[i]; corrected && f.Fault == contract.FaultMissing {
		a.stands(f.Code, contract.PaperPresent)
	}
	a.Defects = slices.Delete(a.Defects, i, i+1)
}

func (a *archive) defect(item string) int {
	return slices.IndexFunc(a.Defects, func(f contract.Finding) bool { return f.Item() == item })
}

// terms are those of this kind of file.
func (a *archive) terms() policies.ArchiveFile { return a.Terms.Files[a.File] }

// handOver is the duty to hand this kind of file over.
func (a *archive) handOver() string { return dutyHandOver + a.File }

// found are all defects that a check leads to: what the archivist found, what the sender noted as missing, and every paper
// whose excuse isn't accepted.
func (a *archive) found(f contract.Facts) []contract.Finding {
	all := slices.Clone(f.Findings)
	missing := func(p contract.Paper) {
		found := contract.Finding{Code: p.Code, Fault: contract.FaultMissing}
		if p.State == contract.PaperMissing && !slices.Contains(all, found) {
			all = append(all, found)
		}
	}
	for _, p := range slices.Concat(a.Papers, f.Papers) {
		missing(p)
	}
	return all
}
