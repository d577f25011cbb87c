package policies

import (
	"fmt"
	"slices"
)

// beside is what the process of a complaint understands beside its main line: duties that other departments owe, and the
// settlement after closing. A policy has those that it names.
var beside = vocabulary{
	optional: []string{
		"brief", "attend", "input_marketing", "input_rnd", "input_service", "join", "investigate", "collect", "object",
		"liability", "monthly_review", "sign", "route", "settle", "track", "pass_on", "reply",
	},
	duties: []string{
		"brief", "attend", "input_marketing", "input_rnd", "input_service", "join", "investigate", "collect", "liability",
		"monthly_review", "sign", "settle", "track", "reply", "conclude",
	},
	events: []string{
		"dismissed", "briefed", "attended", "marketing_input", "rnd_input", "service_input", "joined", "investigated",
		"collected", "objected", "liability_held", "reviewed", "form_signed", "routed", "settled", "tracked", "passed_on", "replied",
	},
	kept: map[string]string{"conclude": "close"},
}

var (
	media     = []string{"phone", "letter", "visit"}
	happening = []string{"joint", "penalty"} // conditions of announcements
)

// and is what two vocabularies say together.
func (v vocabulary) and(w vocabulary) vocabulary {
	v.optional, v.duties = slices.Concat(v.optional, w.optional), slices.Concat(v.duties, w.duties)
	v.events, v.kept = slices.Concat(v.events, w.events), w.kept
	return v
}

// Settlement is a way to settle a closed complaint: by a form whose copies go to their receivers before it is booked.
type Settlement struct {
	Copies []Rule[string] `yaml:"copies" json:"copies"`                   // receivers by role, copy 1 first
	Equal  *Rule[bool]    `yaml:"equal,omitempty" json:"equal,omitempty"` // booked only when approved and actual quantity are equal
}

// Media are the ways in which a customer can be told.
func Media() []string { return slices.Clone(media) }

// Ways are those to settle a closed complaint, and last the word for none.
func (t *ComplaintTerms) Ways(none string) []string { return append(sorted(t.Settlements), none) }

// Kinds are the values of a classification by its field: those that the policy has any of.
func (t *ComplaintTerms) Kinds() map[string][]string {
	all := map[string][]string{}
	for field, rule := range map[string]Rule[[]string]{"severity": t.Severities, "major_kind": t.MajorKinds, "nature": t.Natures} {
		if len(rule.Value) > 0 {
			all[field] = rule.Value
		}
	}
	return all
}

// AskedFirst reports whether whoever took the complaint is responsible until it is handed over.
func (t *ComplaintTerms) AskedFirst() bool {
	return t != nil && t.FirstAsked != nil && t.FirstAsked.Value
}

// conditions are what announcements of a complaint may depend on beside its severity and its channel.
func (c *Complaint) conditions() []string { return slices.Concat(happening, sorted(c.Settlements)) }

// complaintBeside checks what a policy says beside the main line.
func (d *decoder) complaintBeside(c *Complaint) {
	if c.Media != nil {
		d.words("complaint.media.value", c.Media.Value, "medium", media)
	}
	for _, way := range sorted(c.Settlements) {
		path := "complaint.settlements." + way
		if way == "none" {
			d.complain(d.keyOr(path), "none is the word for no settlement: take another name")
		}
		for i, receiver := range c.Settlements[way].Copies {
			d.role(fmt.Sprintf("%s.copies[%d].value", path, i), receiver.Value, nil)
		}
	}
	for _, name := range []string{"sign", "route", "settle"} {
		if _, ok := c.Actions[name]; len(c.Settlements) > 0 && c.Actions != nil && !ok {
			d.complain(d.keyOr("complaint.settlements"), "nobody may %s a settlement: add who may", name)
		}
	}
}
