package policies

import (
	"fmt"
	"slices"

	"carebook/calendar"
)

// Visit holds the parameters of PF-04 about one visit: what it is for, how it is prepared, what is asked for beforehand, and what is
// owed afterwards.
type Visit struct {
	Process `yaml:",inline"`

	Purposes   Rule[[]string]            `yaml:"purposes"`
	Objects    *Rule[[]string]           `yaml:"objects,omitempty"`    // whom a visit may be to; none: nobody says
	Ways       Rule[[]string]            `yaml:"ways"`                 // how it is made
	ByPhone    *Rule[[]string]           `yaml:"by_phone,omitempty"`   // matters for which a call is enough; none: any
	Requests   map[string]Rule[string]   `yaml:"requests,omitempty"`   // role that approves, by what is asked for before the visit
	Training   *VisitTraining            `yaml:"training,omitempty"`   // of the customer, at each visit in person
	OffDuty    *Rule[calendar.Rule]      `yaml:"off_duty,omitempty"`   // how long somebody's duty is taken away who doesn't report
	Checklists map[string]VisitChecklist `yaml:"checklists,omitempty"` // by purpose; AnyClass for all others
}

// VisitTraining is how long a customer is trained, both ends included.
type VisitTraining struct {
	Least Rule[Count] `yaml:"least" json:"least"` // minutes
	Most  Rule[Count] `yaml:"most" json:"most"`   // idem
}

// VisitChecklist is what is done before a visit, all of it, and what a visitor thinks of during one, as far as it is called for.
type VisitChecklist struct {
	Before []Step `yaml:"before,omitempty"`
	During []Step `yaml:"during,omitempty"`
}

// VisitTerms are the parameters that the process itself decides by: those of its own purpose. A visit is pinned to them at its opening.
type VisitTerms struct {
	Ways     Rule[[]string]          `json:"ways"`
	ByPhone  *Rule[[]string]         `json:"by_phone,omitempty"`
	Requests map[string]Rule[string] `json:"requests,omitempty"`
	Training *VisitTraining          `json:"training,omitempty"`
	Before   []VisitNeed             `json:"before,omitempty"`
	During   []string                `json:"during,omitempty"`
	Prepares bool                    `json:"prepares,omitempty"` // the policy has a preparation
	Clocks   []string                `json:"duties"`             // duties that the policy has
}

// VisitNeed is one thing to be done before a visit, and the clause that asks for it.
type VisitNeed struct {
	ID     string `json:"id"`
	Clause string `json:"clause"`
}

// appointed is the condition of an announcement that the time of a visit is agreed.
const appointed = "appointed"

// What a policy of PF-04 may say.
var (
	visitPurposes = []string{
		"market_research", "competitors", "customer_care", "contact_care", "new_customers", "new_products", "coverage",
		"needs", "marketing", "relationship", "information", "problem_solving", "satisfaction", "interview", "key_account",
	}
	visitObjects  = []string{"current", "target", "potential", "same_trade"}
	visitWays     = []string{"visit", "phone"}
	visitMatters  = []string{"simple", "supplement", "full"}
	visitRequests = []string{"items", "expenses", "gift", "entertainment"}
)

// visitWords are what the policies of PF-04 may say about one visit.
var visitWords = vocabulary{
	code:    "PF-04",
	actions: []string{"open", "appoint", "record", "cancel", "note", "reassign", "claim", "void"},
	optional: []string{
		"ask_for", "grant", "deny", "prepare", "report", "review", "keep_promise",
	},
	duties: []string{"appoint", "approve", "prepare", "visit", "report", "review", "keep_promise"},
	events: append([]string{
		"opened", "appointed", "asked_for", "granted", "denied", "prepared", "visited", "reported", "visit_reviewed", "promise_kept", "cancelled",
	}, commonEvents...),
	timed: []string{"prepare"},
	kept:  map[string]string{"visit": "record", "approve": "grant"},
}

// VisitPurposes are what a visit may be for; VisitRequests what may be asked for before one.
func VisitPurposes() []string { return slices.Clone(visitPurposes) }

// VisitRequests are what may be asked for before a visit.
func VisitRequests() []string { return slices.Clone(visitRequests) }

// Checklist is that of a purpose.
func (v *Visit) Checklist(purpose string) VisitChecklist { return ofClass(v.Checklists, purpose, "") }

// TermsOf are those of a purpose.
func (v *Visit) TermsOf(purpose string) *VisitTerms {
	_, prepares := v.Actions["prepare"]
	t := &VisitTerms{
		Ways: v.Ways, ByPhone: v.ByPhone, Requests: v.Requests, Training: v.Training, Prepares: prepares, Clocks: sorted(v.Duties),
	}
	list := v.Checklist(purpose)
	for _, step := range list.Before {
		t.Before = append(t.Before, VisitNeed{step.ID, step.Clause})
	}
	for _, step := range list.During {
		t.During = append(t.During, step.ID)
	}
	return t
}

// Has reports whether the policy has a duty.
func (t *VisitTerms) Has(duty string) bool { return slices.Contains(t.Clocks, duty) }

// visit checks the section of PF-04 about one visit.
func (d *decoder) visit(v *Visit) {
	d.process("visit", &v.Process, "purpose or way", slices.Concat(v.Purposes.Value, v.Ways.Value, []string{appointed}))
	d.words("visit.purposes.value", v.Purposes.Value, "purpose", visitPurposes)
	d.words("visit.ways.value", v.Ways.Value, "way", visitWays)
	if v.Objects != nil {
		d.words("visit.objects.value", v.Objects.Value, "object", visitObjects)
	}
	if v.ByPhone != nil {
		d.words("visit.by_phone.value", v.ByPhone.Value, "matter", visitMatters)
		if !slices.Contains(v.Ways.Value, "phone") {
			d.complain(d.keyOr("visit.by_phone"), "nobody visits by phone here: add phone to ways, or leave this out")
		}
	}
	for _, what := range sorted(v.Requests) {
		path := "visit.requests." + what
		if !slices.Contains(visitRequests, what) {
			d.complain(d.keyOr(path), "unknown request %s; %s", quote(what), oneOf(visitRequests))
		}
		d.role(path+".value", v.Requests[what].Value, nil)
	}
	if t := v.Training; t != nil && t.Least.Value > t.Most.Value {
		d.complain(d.at("visit.training.least.value"), "%d minutes are more than the most, %d: exchange them", t.Least.Value, t.Most.Value)
	}
	d.visitParts(v)
}

// checklist checks the steps of both parts of one.
func (d *decoder) checklist(path string, parts map[string][]Step) {
	var seen []string
	for _, part := range sorted(parts) {
		for i, step := range parts[part] {
			at := fmt.Sprintf("%s.%s[%d]", path, part, i)
			d.id(step.ID, d.at(at+".id"))
			d.title(step.Title, at+".title")
			if slices.Contains(seen, step.ID) && step.ID != "" {
				d.complain(d.at(at+".id"), "%s stands in the checklist twice: keep one, or take another name", quote(step.ID))
			}
			seen = append(seen, step.ID)
		}
	}
}

// visitParts checks what needs another part of the section: who asks and approves, checklists, and the report of which a duty hangs.
func (d *decoder) visitParts(v *Visit) {
	for _, action := range []string{"ask_for", "grant", "deny"} {
		if _, may := v.Actions[action]; may != (len(v.Requests) > 0) && v.Actions != nil {
			d.complain(d.keyOr("visit.actions"), "what is asked for before a visit needs ask_for, grant and deny, and requests says who approves: add what is missing, or leave all out")
			break
		}
	}
	if v.OffDuty != nil && v.Duties["report"] == nil {
		d.complain(d.keyOr("visit.off_duty"), "nobody owes a report here: add the duty report, or leave this out")
	}
	for _, purpose := range sorted(v.Checklists) {
		path := "visit.checklists." + purpose
		if purpose != AnyClass && !slices.Contains(v.Purposes.Value, purpose) {
			d.complain(d.keyOr(path), "no visit is for %s here: add it to purposes, or write %s", quote(purpose), AnyClass)
		}
		list := v.Checklists[purpose]
		d.checklist(path, map[string][]Step{"before": list.Before, "during": list.During})
		if _, may := v.Actions["prepare"]; len(list.Before) > 0 && !may && v.Actions != nil {
			d.complain(d.keyOr(path), "nobody prepares a visit here: add the action prepare, or leave before out")
		}
	}
}
