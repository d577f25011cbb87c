package policies

import (
	"fmt"
	"slices"

	"carebook/calendar"
)

// Words of PF-02 that processes, forms and lists understand.
var (
	visitEvents = []string{
		"complaint_handled", "result_reported", "repair_finished", "paid_service_done", "warranty_service_done", "registered_service_done", "repair_jobs_month",
		"culture_event", "move_in", "incident_handled", "project_started", "payment_received", "project_done", "deal_closed", "product_sold",
		"discharged", "first_specialist", "first_basic", "reception_over", "promise_fulfilled", "problem_solved", "source_check",
		"contract_signed", "agent_departed", "policy_lapsed", "payout_made", "product_problem", "special_visit",
	}
	visitCycles  = []string{"closed_deal", "regular_call", "regular_visit", "regular"}
	visitMedia   = []string{"visit", "phone", "message", "letter", "email", "questionnaire"}
	visitClasses = []string{"key", "large", "new", "existing", "ordinary_customer"}
	visitWaivers = []string{"anonymous", "written_reply", "open_letter"}
	visitKinds   = []string{"impulsive", "hesitant", "satisfaction_seeking"}
	months       = []string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	}
)

// VisitEvents are the things after which a customer can be visited.
func VisitEvents() []string { return slices.Clone(visitEvents) }

// VisitCycles are the names of standing cycles.
func VisitCycles() []string { return slices.Clone(visitCycles) }

// VisitMedia are the ways to visit.
func VisitMedia() []string { return slices.Clone(visitMedia) }

// VisitClasses are the classes of customers by which visits differ, beside the severities of complaints.
func VisitClasses() []string { return slices.Clone(visitClasses) }

// Months are the words for them, January first.
func Months() []string { return slices.Clone(months) }

// returnVisit checks the section of PF-02.
func (d *decoder) returnVisit(r *ReturnVisit) {
	const path = "returnvisit"
	d.process(path, &r.Process, "event, cycle, severity or class", slices.Concat(sorted(r.Events), sorted(r.Cycles), severities, visitClasses))
	d.words(path+".media.value", r.Media.Value, "medium", visitMedia)
	if r.Waivers != nil {
		d.words(path+".waivers.value", r.Waivers.Value, "reason", visitWaivers)
	}
	if r.Kinds != nil {
		d.words(path+".customer_kinds.value", r.Kinds.Value, "kind of customer", visitKinds)
	}
	if r.Peak != nil {
		d.words(path+".peak_season.value", r.Peak.Value, "month", months)
	}
	if r.Length != nil && !r.Length.Value.IsZero() && !r.Length.Value.IsLength() {
		d.complain(d.at(path+".call_length.value"), "%s is no length of time: want one such as 10 minutes", r.Length.Value)
	}
	if len(r.Events)+len(r.Cycles) == 0 {
		d.complain(d.keyOr(path), "nobody is ever visited: add events or cycles")
	}
	for _, name := range sorted(r.Scripts) {
		d.id(name, d.keyOr(path+".scripts."+name))
		d.script(path+".scripts."+name, r.Scripts[name])
	}
	d.visitEvents(r)
	d.visitCycles(r)
	d.visitSteps(r)
}

func (d *decoder) visitEvents(r *ReturnVisit) {
	for _, name := range sorted(r.Events) {
		path, e := "returnvisit.events."+name, r.Events[name]
		if !slices.Contains(visitEvents, name) {
			d.complain(d.keyOr(path), "unknown event %s; %s", quote(name), oneOf(visitEvents))
		}
		for i, within := range e.Within {
			if anchor := within.Value.Anchor(); anchor != "" {
				d.complain(d.at(fmt.Sprintf("%s.within[%d].value", path, i)), "a visit is counted from its event, not from %s: want a rule such as 3 days", quote(anchor))
			}
		}
		d.visitWay(path, e.VisitWay, r)
	}
}

func (d *decoder) visitCycles(r *ReturnVisit) {
	for _, name := range sorted(r.Cycles) {
		path, c := "returnvisit.cycles."+name, r.Cycles[name]
		if !slices.Contains(visitCycles, name) {
			d.complain(d.keyOr(path), "unknown cycle %s; %s", quote(name), oneOf(visitCycles))
		}
		for key, rule := range map[string]*Rule[calendar.Rule]{"every": &c.Every, "low_season": c.Low, "lower": c.Lower} {
			if rule != nil && !rule.Value.IsZero() && !rule.Value.IsLength() {
				d.complain(d.at(path+"."+key+".value"), "%s is no length of time: a cycle goes on by one such as 1 week", rule.Value)
			}
		}
		if c.Low != nil && r.Peak == nil {
			d.complain(d.keyOr(path+".low_season"), "peak_season is missing: it says which months aren't in the low season")
		}
		d.visitWay(path, c.VisitWay, r)
	}
}

func (d *decoder) visitWay(path string, w VisitWay, r *ReturnVisit) {
	classes := slices.Concat(severities, visitClasses)
	for _, class := range sorted(w.Visitor) {
		d.visitClass(path+".visitor."+class, class, classes)
		d.role(path+".visitor."+class+".value", w.Visitor[class].Value, nil)
	}
	if _, others := w.Visitor[AnyClass]; !others && !d.namesAll(w, severities) && d.has(path+".visitor") {
		d.complain(d.keyOr(path+".visitor"), "who visits all others isn't said: add any, or name every severity")
	}
	for _, class := range sorted(w.Script) {
		d.visitClass(path+".script."+class, class, classes)
		d.oneWord(path+".script."+class, w.Script[class], "script", sorted(r.Scripts))
	}
	if w.InPerson != nil {
		d.words(path+".in_person.value", w.InPerson.Value, "severity or class", classes)
	}
	if w.Media != nil {
		d.words(path+".media.value", w.Media.Value, "medium", visitMedia)
	}
}

func (d *decoder) visitClass(path, class string, classes []string) {
	if class != AnyClass && !slices.Contains(classes, class) {
		d.complain(d.keyOr(path), "unknown severity or class %s; %s", quote(class), oneOf(append(classes, AnyClass)))
	}
}

func (d *decoder) namesAll(w VisitWay, classes []string) bool {
	return !slices.ContainsFunc(classes, func(c string) bool { _, named := w.Visitor[c]; return !named })
}

// visitSteps holds together what belongs together: a reason needs an action, and an action something that it is for.
func (d *decoder) visitSteps(r *ReturnVisit) {
	for _, pair := range []struct {
		action, key string
		there       bool
	}{
		{"waive", "waivers", r.Waivers != nil}, {"return_material", "borrows", r.Borrows != nil},
	} {
		if _, may := r.Actions[pair.action]; may != pair.there && r.Actions != nil {
			d.complain(d.keyOr("returnvisit"), "%s and %s go together: add the other one, or leave both out", pair.action, pair.key)
		}
	}
	if r.Duties["visit"] == nil {
		d.complain(d.keyOr("returnvisit.duties"), "visit is missing: it says who is reminded of a visit, and who is told when it is missed")
	}
}
