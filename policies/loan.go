package policies

import (
	"slices"

	"carebook/calendar"
)

// Loan holds the parameters of PF-08, who reads, borrows, amends and passes on which record.
type Loan struct {
	Process `yaml:",inline"`

	Access  *Rule[calendar.Rule]  `yaml:"access,omitempty"` // how long an approved record may be read on screen; none: no record is
	Records map[string]LoanRecord `yaml:"records"`          // by kind of record
}

// LoanTerms are the parameters that the process itself decides by: those of its own kind of record. A request is pinned to them at
// its opening, as a complaint is to its own.
type LoanTerms struct {
	Record LoanRecord `json:"record"`
}

// LoanRecord is one kind of record: what may be asked for, who approves it, who hands it out, and what it costs not to give it back.
type LoanRecord struct {
	Purposes   Rule[[]string]  `yaml:"purposes" json:"purposes"`
	Own        Rule[[]string]  `yaml:"own" json:"own"`                                   // roles that approve, each of them, for a record of one's own unit
	Other      *Rule[[]string] `yaml:"other_unit,omitempty" json:"other_unit,omitempty"` // of another unit; none: nobody else gets it
	Outside    *Rule[[]string] `yaml:"outsiders,omitempty" json:"outsiders,omitempty"`   // for somebody outside; none: nobody outside gets it
	Keeper     Rule[string]    `yaml:"keeper" json:"keeper"`                             // role that hands it out and takes it back
	Askers     *Rule[[]string] `yaml:"askers,omitempty" json:"askers,omitempty"`         // roles that alone may ask for it
	Case       *Rule[string]   `yaml:"case,omitempty" json:"case,omitempty"`             // kind of case that it may be
	Place      *Rule[string]   `yaml:"place,omitempty" json:"place,omitempty"`           // where alone it is read: the office
	Authorised *Rule[bool]     `yaml:"authorised,omitempty" json:"authorised,omitempty"` // passed on only when the customer's authorisation is attached
	Whole      *Rule[[]string] `yaml:"looked_at,omitempty" json:"looked_at,omitempty"`   // what the keeper looks at before it counts as given back
	Late       *Rule[string]   `yaml:"late,omitempty" json:"late,omitempty"`             // violation of giving it back too late
	Lost       *Rule[string]   `yaml:"lost,omitempty" json:"lost,omitempty"`             // violation of losing or damaging it
	EachPiece  *Rule[bool]     `yaml:"each_piece,omitempty" json:"each_piece,omitempty"` // which is fined for each piece
	Ban        *Rule[bool]     `yaml:"ban,omitempty" json:"ban,omitempty"`               // whoever did either is never lent one again
}

// Purposes of which a policy may speak, kinds of records, and what is looked at when one comes back.
const (
	toRead   = "read"
	toBorrow = "borrow"
	office   = "office"
)

var (
	loanPurposes  = []string{toRead, toBorrow, "amend", "disclose"}
	loanRelations = []string{"own", "other", "outside"}
	loanWhole     = []string{"complete", "undamaged"}
	loanRecords   = []string{
		"archive", "vehicle_file", "customer_documents", "order_list", "tenant_archive", "visit_records", "customer_data",
	}
)

// LoanRecords are the kinds of records of which a policy may speak.
func LoanRecords() []string { return slices.Clone(loanRecords) }

// LoanPurposes are what a policy may let somebody ask for.
func LoanPurposes() []string { return slices.Clone(loanPurposes) }

// Approvers are the roles that approve a request, each of them; nil when nobody may have the record.
func (r LoanRecord) Approvers(relation string) *Rule[[]string] {
	switch relation {
	case "other":
		return r.Other
	case "outside":
		return r.Outside
	}
	return &r.Own
}

// OnScreen reports whether the record can be opened in carebook for somebody who is to read it.
func (l *Loan) OnScreen(record string) bool {
	r := l.Records[record]
	return l.Access != nil && r.Case != nil && r.Place == nil
}

// loan checks the section of PF-08.
func (d *decoder) loan(l *Loan) {
	var violations []string
	if l.Fines != nil {
		violations = sorted(l.Fines.Violations)
	}
	d.process("loan", &l.Process, "purpose, record or relation", slices.Concat(loanPurposes, sorted(l.Records), loanRelations))
	for _, kind := range sorted(l.Records) {
		path := "loan.records." + kind
		if !slices.Contains(loanRecords, kind) {
			d.complain(d.keyOr(path), "unknown kind of record %s; %s", quote(kind), oneOf(loanRecords))
		}
		d.loanRecord(path, l.Records[kind], violations)
	}
	if l.Access != nil && !l.Access.Value.IsZero() && !l.Access.Value.IsLength() {
		d.complain(d.at("loan.access.value"), "%s is no length of time: want one such as 1 day or 4 hours", l.Access.Value)
	}
}

func (d *decoder) loanRecord(path string, r LoanRecord, violations []string) {
	d.words(path+".purposes.value", r.Purposes.Value, "purpose", loanPurposes)
	d.loanRoles(path+".own", &r.Own)
	d.loanRoles(path+".other_unit", r.Other)
	d.loanRoles(path+".outsiders", r.Outside)
	d.loanRoles(path+".askers", r.Askers)
	d.role(path+".keeper.value", r.Keeper.Value, nil)
	for _, word := range []struct {
		key, what string
		rule      *Rule[string]
		known     []string
	}{
		{"case", "kind of case", r.Case, []string{"archive"}}, {"place", "place", r.Place, []string{office}},
		{"late", "violation", r.Late, violations}, {"lost", "violation", r.Lost, violations},
	} {
		if word.rule != nil {
			d.oneWord(path+"."+word.key+".value", word.rule.Value, word.what, word.known)
		}
	}
	if r.Whole != nil {
		d.words(path+".looked_at.value", r.Whole.Value, "thing to look at", loanWhole)
	}
	if r.Place != nil && slices.Contains(r.Purposes.Value, toBorrow) {
		d.complain(d.keyOr(path+".place"), "what is read in the office alone isn't lent: leave %s out of purposes, or leave this out", toBorrow)
	}
	if r.Ban != nil && r.Late == nil && r.Lost == nil {
		d.complain(d.keyOr(path+".ban"), "a ban rests on a fine, and neither being late nor a loss is fined: add late or lost, or leave this out")
	}
}

// loanRoles notes a list of roles, each once.
func (d *decoder) loanRoles(path string, r *Rule[[]string]) {
	if r == nil {
		return
	}
	for i, role := range r.Value {
		at := elementOf(path+".value", i)
		d.role(at, role, nil)
		if slices.Index(r.Value, role) < i && role != "" {
			d.complain(d.at(at), "%s stands in the list twice: keep one", quote(role))
		}
	}
}
