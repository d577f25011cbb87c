package policies

import (
	"slices"

	"carebook/calendar"
)

// VisitPlan holds the parameters of PF-04 about a month of a person: the plan of it, and what is counted from records.
type VisitPlan struct {
	Process `yaml:",inline"`

	Heads    Rule[[]string]        `yaml:"heads"`               // roles that open a plan for somebody, and record what that person has done
	Purposes *Rule[[]string]       `yaml:"purposes,omitempty"`  // of a plan's lines; none: nobody plans, the month is only counted
	Objects  *Rule[[]string]       `yaml:"objects,omitempty"`   // whom a line may be about
	Late     *Rule[calendar.Rule]  `yaml:"late_plan,omitempty"` // within what time a plan is handed in, and reviewed, when that is due otherwise before it began
	Closed   Rule[calendar.Rule]   `yaml:"counted_after"`       // how long after its end a day or a month is counted
	Quotas   map[string]VisitQuota `yaml:"quotas,omitempty"`    // by what is counted
}

// VisitQuota is what somebody of a post does at least, in each of some periods, and what is fined of what is missing.
type VisitQuota struct {
	By       Rule[string]  `yaml:"by"` // role
	Per      Rule[string]  `yaml:"per"`
	Least    Rule[Count]   `yaml:"least"`
	Fine     *Rule[string] `yaml:"fine,omitempty"`     // violation of each that is missing; none: it is only counted
	Evidence *Rule[bool]   `yaml:"evidence,omitempty"` // one without a file attached isn't taken
}

// VisitPlanTerms are the parameters that the process itself decides by.
type VisitPlanTerms struct {
	Plans  bool     `json:"plans,omitempty"` // a plan is handed in and reviewed
	Clocks []string `json:"duties"`          // duties that the policy has
}

// What is counted, and in what.
const (
	PerDay   = "day"
	PerMonth = "month"
	PerShow  = "show" // a road show at which somebody is on duty

	CountedVisits = "visits" // those of PF-04 themselves
)

var (
	visitCounted = []string{"met", "called", "old_customer", "road_show", "lead", "visits"}
	visitPeriods = []string{"day", "month", "show"}
)

// visitPlanWords are what the policies of PF-04 may say about a month.
var visitPlanWords = vocabulary{
	code:     "PF-04",
	actions:  []string{"open", "note", "claim", "void"},
	optional: []string{"draft", "submit", "decide", "tally", "close_month", "reassign"},
	duties:   []string{"submit", "decide"},
	events: append([]string{
		"opened", "drafted", "submitted", "approved", "returned", "tallied", "month_closed",
	}, commonEvents...),
	schedules: []string{"visit_plan"},
	each:      true,
}

// Terms are those to which a plan is pinned.
func (v *VisitPlan) Terms() *VisitPlanTerms {
	_, plans := v.Actions["submit"]
	return &VisitPlanTerms{Plans: plans, Clocks: sorted(v.Duties)}
}

// Counted are the words for what is counted.
func Counted() []string { return slices.Clone(visitCounted) }

// visitPlan checks the section of PF-04 about a month.
func (d *decoder) visitPlan(v *VisitPlan) {
	d.process("visitplan", &v.Process, "", nil)
	for i, role := range v.Heads.Value {
		d.role(elementOf("visitplan.heads.value", i), role, nil)
	}
	if v.Purposes != nil {
		d.words("visitplan.purposes.value", v.Purposes.Value, "purpose", visitPurposes)
	}
	if v.Objects != nil {
		d.words("visitplan.objects.value", v.Objects.Value, "object", visitObjects)
	}
	for _, action := range []string{"draft", "submit", "decide"} {
		if _, may := v.Actions[action]; may != (v.Purposes != nil) && v.Actions != nil {
			d.complain(d.keyOr("visitplan.actions"), "a plan is drafted, handed in and decided on, for purposes: add draft, submit, decide and purposes, or leave all out")
			break
		}
	}
	if len(v.Duties) > 0 && v.Late == nil {
		d.complain(d.keyOr("visitplan.duties"), "late_plan is missing: it says what holds once the month has begun")
	}
	for _, what := range sorted(v.Quotas) {
		d.visitQuota(what, v.Quotas[what], v.Fines)
		d.beginsFor(what, v)
	}
}

// beginsFor wants the month of whoever has a quota to begin by itself, where any does: what isn't opened isn't counted.
func (d *decoder) beginsFor(what string, v *VisitPlan) {
	post := v.Quotas[what].By.Value
	for _, name := range sorted(v.Schedules) {
		each := v.Schedules[name].Each
		if path := "visitplan.quotas." + what + ".by.value"; each != nil && d.sound(path) && !slices.Contains(each.Value, post) {
			d.complain(d.at(path), "nobody opens the month of %s: add it to each of schedule %s", quote(post), quote(name))
		}
	}
}

func (d *decoder) visitQuota(what string, q VisitQuota, fines *Fines) {
	path := "visitplan.quotas." + what
	if !slices.Contains(visitCounted, what) {
		d.complain(d.keyOr(path), "nobody counts %s; %s", quote(what), oneOf(visitCounted))
	}
	d.role(path+".by.value", q.By.Value, nil)
	d.oneWord(path+".per.value", q.Per.Value, "period", visitPeriods)
	if q.Per.Value == PerShow && what != "lead" {
		d.complain(d.at(path+".per.value"), "of a road show leads are counted: choose %s or %s", PerDay, PerMonth)
	}
	if q.Fine != nil {
		var violations []string
		if fines != nil {
			violations = sorted(fines.Violations)
		}
		d.oneWord(path+".fine.value", q.Fine.Value, "violation", violations)
	}
}
