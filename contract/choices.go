package contract

import (
	"slices"
	"strconv"

	"carebook/policies"
)

// OpenAction is an action that the present state of a case allows, with the values that it takes by the field of its request.
// A field that isn't here takes what isn't in a list, or nothing.
type OpenAction struct {
	Action  Action              `json:"action"`
	Choices map[string][]string `json:"choices,omitempty"`
}

// Verdicts are those that an action takes in the present state: that a complaint isn't upheld, only where the policy says what
// follows from it; and whose complaint wasn't upheld can only insist on it, since closing needs no consent.
func (c *ComplaintState) Verdicts(a Action) []string {
	switch a {
	case Decide:
		if c.Terms.Has(string(Collect)) {
			return []string{Approve, Return, Dismiss}
		}
		return []string{Approve, Return}
	case Answer:
		if c.Status == NotUpheld {
			return []string{Reject}
		}
		return []string{Accept, Reject}
	case Revisit:
		return []string{Satisfied, Dissatisfied, Waived}
	case Review:
		return []string{Penalise, Spare}
	}
	return nil
}

// Choices are the values that an action takes in the present state, by the policy that the complaint is pinned to.
func (c *ComplaintState) Choices(a Action) map[string][]string {
	all := map[string][]string{"verdict": c.Verdicts(a)}
	switch a {
	case Classify, Reclassify:
		all = c.Terms.Kinds()
	case Tell:
		all["medium"] = policies.Media()
		if c.Terms.Media != nil {
			all["medium"] = c.Terms.Media.Value
		}
	case Close:
		all["settlement"] = c.settlements()
	case Revisit:
		all["medium"] = []string{InPerson, ByPhone}
		if r := c.Terms.Revisit; r != nil && slices.Contains(r.InPerson.Value, c.Severity) {
			all["medium"] = []string{InPerson}
		}
	case Route:
		all["copy"] = c.copiesOut()
	}
	return named(all)
}

// settlements are the ways to settle the complaint when it is closed; none where the policy has no such ways. There is
// nothing to settle of one that isn't upheld.
func (c *ComplaintState) settlements() []string {
	if len(c.Terms.Settlements) == 0 {
		return nil
	}
	if c.Dismissed {
		return []string{Unsettled}
	}
	return c.Terms.Ways(Unsettled)
}

// copiesOut are the numbers of those copies of the settlement's form that weren't handed over yet.
func (c *ComplaintState) copiesOut() (out []string) {
	for i := range c.Terms.Settlements[c.Settlement].Copies {
		if !slices.Contains(c.Routed, i+1) {
			out = append(out, strconv.Itoa(i+1))
		}
	}
	return out
}

// Choices are the values that an action takes in the present state, by the policy that the file is pinned to.
func (a *ArchiveState) Choices(action Action) map[string][]string {
	all, file := map[string][]string{}, a.Terms.Files[a.File]
	switch action {
	case Send:
		all["papers"] = file.Documents.Value
	case Check:
		all["findings"], all["excuses"] = a.possible(file), a.excused()
	case Correct:
		for _, f := range a.Defects {
			all["item"] = append(all["item"], f.Item())
		}
	case Supply:
		all["item"] = a.itemsOwed("supply")
	case StopFine:
		all["item"] = a.itemsOwed("correct")
	case Store:
		all["done"] = a.Terms.Stored.Value
	}
	return named(all)
}

// CanBe reports whether a file of this kind can have a fault, as its papers stand: what is excused isn't there to be at fault.
func (a *ArchiveState) CanBe(f Finding) bool {
	return a.Terms.Files[a.File].CanBe(f.Code, f.Fault) && !slices.Contains(a.excused(), f.Code)
}

// possible are the items of all faults that the file can have.
func (a *ArchiveState) possible(file policies.ArchiveFile) (items []string) {
	for _, code := range append(slices.Clone(file.Documents.Value), "") {
		for _, fault := range file.Faults.Value {
			if f := (Finding{Code: code, Fault: fault}); a.CanBe(f) {
				items = append(items, f.Item())
			}
		}
	}
	return items
}

func (a *ArchiveState) excused() (codes []string) {
	for _, p := range a.Papers {
		if p.State == PaperExcused {
			codes = append(codes, p.Code)
		}
	}
	return codes
}

func (a *ArchiveState) itemsOwed(duty string) (items []string) {
	for _, o := range a.Obligations {
		if o.Duty == duty {
			items = append(items, o.Item)
		}
	}
	return items
}

// named leaves out the fields that have nothing to choose from.
func named(all map[string][]string) map[string][]string {
	for field, values := range all {
		if len(values) == 0 {
			delete(all, field)
		}
	}
	return all
}
