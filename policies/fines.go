package policies

import (
	"fmt"
	"slices"
)

// Deciders are those who may decide on the ledger entries that a policy proposes. Only roles may: the parts that persons
// have in a case don't count here. Nobody decides on an entry against himself, nor on one that he proposed.
type Deciders struct {
	Confirm Permit `yaml:"confirm"`
	Reject  Permit `yaml:"reject"`
	Reverse Permit `yaml:"reverse"` // a confirmed one, by a contra entry
}

// Fines is a policy's table of fines, the section fines of a family. Processes name a violation and a person; the ledger
// prices it by this table when it writes the entry.
type Fines struct {
	Deciders `yaml:",inline"`

	Mode          Rule[string]         `yaml:"mode"`    // RecordOnly, or Deduct
	Counted       Rule[string]         `yaml:"counted"` // ByMonth: all of a person under the policy in a calendar month together
	Violations    map[string]Violation `yaml:"violations"`
	Double        map[string]Doubling  `yaml:"double,omitempty"`          // by party
	ApprovePayCut *Permit              `yaml:"approve_pay_cut,omitempty"` // where a party has a pay cut
	Dismiss       *Permit              `yaml:"dismiss,omitempty"`         // who confirms a dismissal that a violation proposes
}

// What becomes of a confirmed fine, and which ones count together.
const (
	RecordOnly = "record_only" // it stands in the books and nothing is taken from anybody's pay
	Deduct     = "deduct"      // it may be taken from pay
	ByMonth    = "calendar_month"
)

// Violation is what one breach of the policy costs.
type Violation struct {
	Amount Rule[Money] `yaml:"amount"`          // once
	Party  string      `yaml:"party,omitempty"` // whose doubling applies; empty: it is never doubled, but counts
	Again  *Rule[bool] `yaml:"again,omitempty"` // the same amount may be imposed again while it isn't put right

	Dismissal *Rule[Count] `yaml:"dismissal,omitempty"` // with more than so many of them in a month a dismissal is proposed
}

// Doubling says from which violation of a month on a party pays twice the amount. From includes that one itself.
type Doubling struct {
	From   Rule[Nth] `yaml:"from"`
	PayCut *PayCut   `yaml:"pay_cut,omitempty"` // proposed beside the fine when it is reached
}

// PayCut is a part of the month's performance pay that may be withheld: what is proposed, and between what and what it may
// be approved, both ends included.
type PayCut struct {
	Least   Rule[Percent] `yaml:"least"`
	Most    Rule[Percent] `yaml:"most"`
	Propose Rule[Percent] `yaml:"propose"`
}

// Factor is by what the n-th violation of a month is multiplied for a party, with the rule that doubles it; nil when none
// does.
func (f *Fines) Factor(party string, n int) (int64, *Rule[Nth]) {
	d, ok := f.Double[party]
	if !ok || n < int(d.From.Value) {
		return 1, nil
	}
	return 2, &d.From
}

// fines checks a table of fines, wherever it stands.
func (d *decoder) fines(path string, f *Fines) {
	d.oneWord(path+".mode.value", f.Mode.Value, "mode", []string{RecordOnly, Deduct})
	d.oneWord(path+".counted.value", f.Counted.Value, "way to count", []string{ByMonth})
	d.deciders(path, &f.Deciders)
	d.violations(path, f)
	d.dismissals(path, f)
	cuts := false
	for _, party := range sorted(f.Double) {
		d.doubling(join(path, "double."+party), party, f)
		cuts = cuts || f.Double[party].PayCut != nil
	}
	at := path + ".approve_pay_cut"
	switch {
	case cuts && !d.has(at):
		d.complain(d.keyOr(path), "a pay cut is proposed and nobody may approve it: add approve_pay_cut")
	case !cuts && d.has(at):
		d.complain(d.keyOr(at), "no party has a pay cut: add pay_cut under double, or leave this out")
	case f.ApprovePayCut != nil:
		d.decider(at, *f.ApprovePayCut)
	}
}

// dismissals checks that somebody confirms a dismissal where a violation proposes one, and nobody otherwise.
func (d *decoder) dismissals(path string, f *Fines) {
	proposed := false
	for _, v := range f.Violations {
		proposed = proposed || v.Dismissal != nil
	}
	at := path + ".dismiss"
	switch {
	case proposed && !d.has(at):
		d.complain(d.keyOr(path), "a dismissal is proposed and nobody may confirm it: add dismiss")
	case !proposed && d.has(at):
		d.complain(d.keyOr(at), "no violation proposes a dismissal: add dismissal to one, or leave this out")
	case f.Dismiss != nil:
		d.decider(at, *f.Dismiss)
	}
}

func (d *decoder) violations(path string, f *Fines) {
	for _, name := range sorted(f.Violations) {
		v, at := f.Violations[name], join(path, "violations."+name)
		d.id(name, d.keyOr(at))
		if d.sound(at+".amount.value") && v.Amount.Value == 0 {
			d.complain(d.at(at+".amount.value"), "0.00 fines nobody: want more, or leave the violation out")
		}
		if _, known := f.Double[v.Party]; !known && v.Party != "" {
			d.complain(d.at(at+".party"), "%s has no line under double: add one, or leave party out", quote(v.Party))
		}
		if v.Again != nil && d.sound(at+".again.value") && !v.Again.Value {
			d.complain(d.at(at+".again.value"), "leave again out where the amount may not be imposed again")
		}
	}
}

func (d *decoder) doubling(path, party string, f *Fines) {
	used := false
	for _, v := range f.Violations {
		used = used || v.Party == party
	}
	if !used {
		d.complain(d.keyOr(path), "no violation has the party %s: name it in one, or leave this out", quote(party))
	}
	double := f.Double[party]
	if d.sound(path+".from.value") && double.From.Value < 2 {
		d.complain(d.at(path+".from.value"), "the first one has none before it: want 2nd or later")
	}
	if cut := double.PayCut; cut != nil {
		d.payCut(path+".pay_cut", cut)
	}
}

func (d *decoder) payCut(path string, c *PayCut) {
	if !d.sound(path+".least.value") || !d.sound(path+".most.value") || !d.sound(path+".propose.value") {
		return
	}
	if c.Least.Value > c.Most.Value {
		d.complain(d.at(path+".least.value"), "%s is more than the most, %s: exchange them", c.Least.Value, c.Most.Value)
		return
	}
	if c.Propose.Value < c.Least.Value || c.Propose.Value > c.Most.Value {
		d.complain(d.at(path+".propose.value"), "%s is outside the range: want %s to %s", c.Propose.Value, c.Least.Value, c.Most.Value)
	}
}

// deciders checks who decides on entries, wherever that stands.
func (d *decoder) deciders(path string, who *Deciders) {
	d.decider(path+".confirm", who.Confirm)
	d.decider(path+".reject", who.Reject)
	d.decider(path+".reverse", who.Reverse)
}

func (d *decoder) decider(path string, p Permit) {
	for i, role := range p.By.Value {
		at := fmt.Sprintf("%s.by.value[%d]", path, i)
		d.role(at, role, nil)
		if slices.Index(p.By.Value, role) < i {
			d.complain(d.at(at), "%s stands in the list twice: keep one", quote(role))
		}
	}
	if p.NotBy != nil {
		d.complain(d.keyOr(path+".not_by"), "nobody decides on an entry of his own anyhow: leave not_by out")
	}
}
