package policies

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"carebook/calendar"
)

// Credit holds the parameters of PF-11 and PF-12: what a customer may owe, who releases goods above that, who bears what
// isn't paid, and how the customer is graded.
type Credit struct {
	CreditTerms `yaml:",inline"`
	Process     `yaml:",inline"`

	Window   Rule[calendar.Rule]       `yaml:"window"`           // goods of so many days before a day are its limit
	Term     Rule[calendar.Rule]       `yaml:"term"`             // days in which goods are to be paid
	Readings Rule[[]string]            `yaml:"limit_reading"`    // ReadAmount, ReadAge
	Over     []OverRelease             `yaml:"over,omitempty"`   // releases above the limit, in their order
	Prepay   *Rule[bool]               `yaml:"prepay,omitempty"` // whoever remits first gets goods above the limit
	Bearers  Rule[[]string]            `yaml:"bearers"`          // roles that bear goods which left without a release, in equal parts
	BadDebt  map[string]Rule[string]   `yaml:"bad_debt"`         // BearByHand, BearWhole or BearNothing, by the way of the release
	Grading  map[string]CreditGrade    `yaml:"terms"`            // by grade
	Most     Rule[Count]               `yaml:"most_waiting"`     // requests of an account that may wait for somebody
	Grounds  map[string]Rule[[]string] `yaml:"grounds"`          // clauses that a decision rests on, by what was decided
}

// CreditTerms are the parameters that the process itself decides by, pinned as those of a complaint are: at most 4 KiB.
type CreditTerms struct {
	Currency  Rule[string]   `yaml:"currency" json:"currency"`   // of all amounts
	Contracts Rule[[]string] `yaml:"contracts" json:"contracts"` // kinds of a signed contract
	Grades    Rule[[]string] `yaml:"grades" json:"grades"`       // from the best
	Causes    Rule[[]string] `yaml:"causes" json:"causes"`       // of an assessment before its time
	Clocks    []string       `yaml:"-" json:"clocks"`            // duties that have one
}

// OverRelease is a release above the limit.
type OverRelease struct {
	Way   string         `yaml:"way"`   // first, last
	Below Rule[Fraction] `yaml:"below"` // of the limit: the goods of the request must be worth less
}

// CreditGrade are the terms of a grade.
type CreditGrade struct {
	Days   Rule[calendar.Rule] `yaml:"days"`             // instead of the term
	Amount *Rule[Money]        `yaml:"amount,omitempty"` // the limit is never more
}

// Readings of the limit.
const (
	ReadAmount = "amount" // what is unpaid, the request included, isn't more than the goods of the window
	ReadAge    = "age"    // nothing unpaid is older than the term
)

// Who bears what isn't paid any more.
const (
	BearByHand  = "by_hand" // a share that somebody enters
	BearWhole   = "whole"   // all that is written off
	BearNothing = "borne"   // it was proposed when the goods were found gone
)

// Fraction is a part of something, written as 1/3.
type Fraction struct{ Num, Den int64 }

// UnmarshalText reads it.
func (f *Fraction) UnmarshalText(b []byte) error {
	num, den, ok := strings.Cut(string(b), "/")
	n, err := strconv.ParseInt(num, 10, 8)
	m, err2 := strconv.ParseInt(den, 10, 8)
	read := Fraction{n, m}
	if !ok || err != nil || err2 != nil || n < 1 || m < n || read.String() != string(b) {
		return fmt.Errorf("part %s: want two whole numbers, like 1/3, the first not above the second", quote(string(b)))
	}
	*f = read
	return nil
}

// MarshalText writes it as it is read.
func (f Fraction) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

func (f Fraction) String() string { return fmt.Sprintf("%d/%d", f.Num, f.Den) }

// Above reports whether an amount is truly less than this part of a whole: Den × amount < Num × whole, exactly, whatever the
// size of the two. Nothing is less than a part of nothing, or of a debt.
func (f Fraction) Above(amount, whole int64) bool {
	if amount < 0 || whole <= 0 {
		return amount < 0 && whole > 0
	}
	ah, al := bits.Mul64(uint64(f.Den), uint64(amount))
	wh, wl := bits.Mul64(uint64(f.Num), uint64(whole))
	return ah < wh || ah == wh && al < wl
}

// Has reports whether a duty has a clock.
func (t *CreditTerms) Has(duty string) bool { return slices.Contains(t.Clocks, duty) }

// DaysOf is the number of days of a rule such as 30 days; 0 for a rule that isn't a length in days.
func DaysOf(r calendar.Rule) int {
	if !r.IsLength() {
		return 0
	}
	if n, unit := length(r); unit == "day" {
		return int(n)
	}
	return 0
}

var (
	creditReadings  = []string{ReadAmount, ReadAge}
	creditBearing   = []string{BearByHand, BearWhole, BearNothing}
	creditOver      = []string{"first", "last"}
	creditWays      = []string{"in_limit", "first", "last", "prepaid", "special", "review", "unauthorised"}
	creditContracts = []string{"distribution", "direct"}
	creditCauses    = []string{"overdue", "bad_debt", "complaint", "ownership"}
	creditDecisions = []string{"in_limit", "over_limit", "prepay", "cash_only", "special", "declined", "unauthorised", "bad_debt", "closed"}
)

// creditWords are what a policy of PF-11 may say.
var creditWords = vocabulary{
	code: "PF-11",
	actions: []string{
		"open", "prove_archive", "prove_contract", "prove_balance", "propose_limit", "approve_limit", "request", "sign_first", "sign_last",
		"decide_special", "plan", "pay", "discover", "write_off", "ask_review", "settle_review", "assess", "grade", "reassess",
		"close_account", "reopen_account", "note", "reassign", "claim", "void",
	},
	duties: []string{
		"prove_archive", "prove_contract", "prove_balance", "approve_limit", "sign_first", "sign_last", "decide_special", "remit",
		"collect", "collect_last", "collect_plan", "settle_review", "assess", "grade", "reassess",
	},
	events: append([]string{
		"opened", "proven", "limit_proposed", "limit_set", "limit_kept", "released", "over_limit", "cash_only", "special", "declined",
		"prepaid", "planned", "paid", "unauthorised", "written_off", "review_asked", "upheld", "assessed", "graded", "reassess_due",
		"account_closed", "account_reopened",
	}, commonEvents...),
	persons: []string{"requester", "signer", "assessor", "limit_proposer"},
	keptBy: map[string]string{
		"remit": "pay", "collect": "pay", "collect_last": "pay", "collect_plan": "pay", "reassess": "assess",
	},
}

// CreditContracts are the kinds of contracts that can be a proof.
func CreditContracts() []string { return slices.Clone(creditContracts) }

// CreditCauses are the causes of an assessment before its time.
func CreditCauses() []string { return slices.Clone(creditCauses) }

// credit checks the section of PF-11.
func (d *decoder) credit(c *Credit) {
	d.process("credit", &c.Process, "way of a release", creditWays)
	d.words("credit.limit_reading.value", c.Readings.Value, "reading of the limit", creditReadings)
	d.words("credit.contracts.value", c.Contracts.Value, "kind of contract", creditContracts)
	d.words("credit.causes.value", c.Causes.Value, "cause of an assessment", creditCauses)
	d.oneWord("credit.currency.value", c.Currency.Value, "currency", []string{"CNY"})
	d.wholeDays("credit.window.value", c.Window.Value)
	d.wholeDays("credit.term.value", c.Term.Value)
	for i, o := range c.Over {
		if path := elementOf("credit.over", i); i < len(creditOver) {
			d.oneWord(path+".way", o.Way, "release of this place", creditOver[i:i+1])
		} else {
			d.complain(d.at(path), "there are not more than %d releases above the limit: leave this out", len(creditOver))
		}
	}
	for i, role := range c.Bearers.Value {
		d.role(elementOf("credit.bearers.value", i), role, nil)
	}
	d.creditTables(c)
	c.Clocks = sorted(c.Duties)
}

// creditTables checks that each way, each decision and each grade has its line.
func (d *decoder) creditTables(c *Credit) {
	d.lines("credit.bad_debt", "way of a release", sorted(c.BadDebt), creditWays)
	for _, way := range sorted(c.BadDebt) {
		d.oneWord("credit.bad_debt."+way+".value", c.BadDebt[way].Value, "way to bear it", creditBearing)
	}
	d.lines("credit.grounds", "decision", sorted(c.Grounds), creditDecisions)
	d.lines("credit.terms", "grade", sorted(c.Grading), c.Grades.Value)
	for _, grade := range c.Grades.Value {
		d.id(grade, d.at("credit.grades.value"))
	}
	for _, grade := range sorted(c.Grading) {
		d.wholeDays("credit.terms."+grade+".days.value", c.Grading[grade].Days.Value)
	}
	for _, duty := range []string{"sign_first", "sign_last", "decide_special", "remit", "settle_review", "approve_limit"} {
		if d.has("credit.duties") && c.Duties[duty] == nil {
			d.complain(d.keyOr("credit.duties"), "%s is missing: what waits for somebody is owed by a moment", duty)
		}
	}
}

// lines checks that a table has one line for each word, and no other.
func (d *decoder) lines(path, what string, given, wanted []string) {
	for _, word := range given {
		if !slices.Contains(wanted, word) {
			d.complain(d.keyOr(path+"."+word), "unknown %s %s; %s", what, quote(word), oneOf(wanted))
		}
	}
	missing := slices.DeleteFunc(slices.Clone(wanted), func(w string) bool { return slices.Contains(given, w) })
	if len(missing) > 0 && d.has(path) {
		d.complain(d.keyOr(path), "no line for the %s %s: add it", what, strings.Join(missing, ", "))
	}
}

func (d *decoder) wholeDays(path string, r calendar.Rule) {
	if d.sound(path) && DaysOf(r) < 1 {
		d.complain(d.at(path), "%s is no number of days: want one such as 30 days", r)
	}
}

// Reads reports whether the limit is read in this way.
func (c *Credit) Reads(reading string) bool { return slices.Contains(c.Readings.Value, reading) }
