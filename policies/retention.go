package policies

import (
	"slices"

	"carebook/calendar"
)

// Retention holds the parameters of PF-09: how long which record is kept, who reviews and approves its destruction, and how it is
// destroyed.
type Retention struct {
	Process `yaml:",inline"`

	Filed   Rule[calendar.Rule]        `yaml:"filed"`          // how far back the filing may lie with which a record's time begins
	Longest Rule[calendar.Rule]        `yaml:"longest"`        // for how long at a time a record may be kept longer
	Tidy    *Rule[calendar.Rule]       `yaml:"tidy,omitempty"` // of bound records: the clock of the yearly tidy begins with this
	Records map[string]RetentionRecord `yaml:"records"`        // by kind of record
}

// RetentionTerms are the parameters that the process itself decides by: those of its own kind of record.
type RetentionTerms struct {
	Methods Rule[[]string] `json:"methods"`
}

// RetentionRecord is one kind of record: how long it is kept, what is done before, and how it may be destroyed.
type RetentionRecord struct {
	Case    *Rule[string]        `yaml:"case,omitempty"`  // kind of case whose file it is: kept by itself from its storing on
	Years   *Rule[calendar.Rule] `yaml:"years,omitempty"` // none: its time is over when it isn't needed any more, which somebody says
	Bound   *Rule[bool]          `yaml:"bound,omitempty"` // bound when the tenant leaves, boxed at the yearly tidy
	Methods Rule[[]string]       `yaml:"methods"`
}

var (
	retentionRecords = []string{"vehicle_archive", "deal_archive", "tenant_file", "reception_data"}
	retentionMethods = []string{"shred", "delete", "firm"}
)

// retentionWords are what the policies of PF-09 may say.
var retentionWords = vocabulary{
	code:     "PF-09",
	actions:  []string{"open", "review_record", "approve_destruction", "keep_longer", "destroy", "note", "reassign", "claim", "void"},
	optional: []string{"bind", "box"},
	duties:   []string{"bind", "box", "keep", "hold", "review_record", "approve_destruction", "destroy"},
	events: append([]string{
		"opened", "bound", "boxed", "fell_due", "record_reviewed", "destruction_approved", "kept_longer", "destroyed",
	}, commonEvents...),
	persons: []string{"reviewer", "approver"},
	timed:   []string{"keep"},
	keptBy:  map[string]string{"keep": "review_record", "hold": "review_record"},
	lasting: []string{"keep", "hold"},
}

// RetentionMethods are the ways in which a record can be destroyed.
func RetentionMethods() []string { return slices.Clone(retentionMethods) }

// Lasts reports whether a duty of a family is to keep something for a time: when that is over it has been kept, not missed.
func Lasts(family, duty string) bool { return slices.Contains(families[family].lasting, duty) }

// Keeping is the kind of record that the file of a kind of case is; false when the policy has none.
func (r *Retention) Keeping(kind string) (record string, has bool) {
	for _, name := range sorted(r.Records) {
		if of := r.Records[name].Case; of != nil && of.Value == kind {
			return name, true
		}
	}
	return "", false
}

// retention checks the section of PF-09.
func (d *decoder) retention(r *Retention) {
	d.process("retention", &r.Process, "kind of record", sorted(r.Records))
	for _, kind := range sorted(r.Records) {
		path, rec := "retention.records."+kind, r.Records[kind]
		if !slices.Contains(retentionRecords, kind) {
			d.complain(d.keyOr(path), "unknown kind of record %s; %s", quote(kind), oneOf(retentionRecords))
		}
		d.words(path+".methods.value", rec.Methods.Value, "method", retentionMethods)
		if rec.Case != nil {
			d.oneWord(path+".case.value", rec.Case.Value, "kind of case", []string{"archive"})
		}
		if bound := rec.Bound != nil && rec.Bound.Value; bound && (r.Tidy == nil || rec.Years == nil) {
			d.complain(d.keyOr(path+".bound"), "what is bound is boxed at the yearly tidy and kept for a time: add tidy and years, or leave this out")
		}
		if rec.Years != nil && !rec.Years.Value.IsZero() && !rec.Years.Value.IsLength() {
			d.complain(d.at(path+".years.value"), "%s is no length of time: want one such as 10 years", rec.Years.Value)
		}
	}
}
