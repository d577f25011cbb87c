package checker

// The automaton of a return visit (PF-02), as a table like that of a complaint. What comes after a talk depends on what is
// still owed; visitOwed says which status that is.
var visitTransitions = map[string]map[string][]string{
	"":           {"opened": {"planned", "assigned", "not_sampled"}},
	"planned":    beforeTheTalk("planned"),
	"assigned":   beforeTheTalk("assigned"),
	"appointed":  beforeTheTalk("appointed"),
	"attempted":  beforeTheTalk("attempted"),
	"recorded":   afterTheTalk("recorded"),
	"issue_open": afterTheTalk("issue_open"),
	"reported":   afterTheTalk("reported"),
	"reviewed":   afterTheTalk("reviewed"),
}

// talked are the statuses to which a talk, or what follows from it, may lead: the next visit, the report, the opinion, an issue.
var talked = []string{"assigned", "recorded", "reported", "reviewed", "issue_open", "completed"}

func beforeTheTalk(status string) map[string][]string {
	may := afterTheTalk(status)
	may["appointed"], may["attempted"] = []string{"appointed"}, []string{"attempted"}
	may["visit_waived"], may["unreached"] = []string{"waived"}, []string{"unreached"}
	if status == "planned" || status == "assigned" {
		may["assigned"] = []string{"assigned"}
	}
	return may
}

// afterTheTalk are also the steps of a cycle, in which the next visit is owed while the last one is still reported.
func afterTheTalk(status string) map[string][]string {
	same := []string{status}
	return map[string][]string{
		"visited": talked, "displeased": talked, "issue_raised": {"issue_open", "reviewed"},
		"issue_answered": talked, "issue_stays": {"issue_open", "reviewed"},
		"reported": append([]string{"reported"}, same...), "visit_reviewed": append([]string{"reviewed", "completed"}, same...),
		"referred": append([]string{"completed"}, same...), "material_returned": append([]string{"completed"}, same...),
		"material_kept": append([]string{"completed"}, same...), "closed": {"completed"},
		"appointed": same, "attempted": same,
	}
}

// visiting (I4): a return visit owes what its status waits for, and each thing once.
func (c *check) visiting(k kase, due []obligation) {
	n := c.once(k, due)
	ok := false
	switch further := n["refer"] + n["return_material"]; k.Status {
	case "planned", "assigned", "appointed", "attempted":
		ok = n["visit"] == 1 && n["answer_issue"] == 0
	case "recorded":
		ok = n["visit"] == 0 && n["answer_issue"] == 0 && n["report"] > 0
	case "reported":
		ok = n["visit"] == 0 && n["answer_issue"] == 0 && n["report"] == 0 && n["review"] > 0
	case "issue_open":
		ok = n["answer_issue"] > 0
	case "reviewed":
		ok = n["answer_issue"]+further > 0
	}
	if !ok {
		c.violated("I4", k.ID, "%s: it owes %v", k.Status, n)
	}
}

// once counts what is owed by duty; nothing is owed twice.
func (c *check) once(k kase, due []obligation) map[string]int {
	n, seen := map[string]int{}, map[string]bool{}
	for _, o := range due {
		if n[o.Duty]++; seen[o.Duty+"/"+o.Item] {
			c.violated("I4", k.ID, "%s owes %s of %q twice", k.Status, o.Duty, o.Item)
		}
		seen[o.Duty+"/"+o.Item] = true
	}
	return n
}

// handledEvent is the one after which a complainant is visited (V17-1.3a).
const handledEvent = "complaint_handled"

// visitsComplaints are the profiles in which a return visit of its own follows each closing, followsDeals those in which one
// follows each deal (R1-3.1).
var visitsComplaints, followsDeals = map[string]bool{"property": true}, map[string]bool{"real-estate": true}

// visit is what the events of a return visit say of it.
type visit struct {
	kase
	origin, event, calledIn string
	held, drawn             bool
}

// visits are the return visits by case.
func (c *check) visits() map[string]*visit {
	all := map[string]*visit{}
	for _, k := range c.books.cases {
		if k.Kind == returnVisit {
			all[k.ID] = &visit{kase: k}
		}
	}
	for _, e := range c.books.events {
		v := all[e.Stream]
		if v == nil {
			continue
		}
		switch f := e.what.Facts; e.Type {
		case "opened":
			v.origin, v.event, v.calledIn, v.drawn = f.Earlier, f.Event, f.CalledIn, e.what.Draw != nil
		case "visited", "displeased":
			v.held = true
		}
	}
	return all
}

// tells is what a complaint must hear of an event of its return visit; "" for nothing.
func (v *visit) tells(e event, byCase bool) string {
	if v.origin == "" || v.event != handledEvent || v.calledIn != "" {
		return ""
	}
	switch e.Type {
	case "opened":
		if e.what.Status == "not_sampled" {
			return "not_drawn"
		}
	case "visited":
		return "satisfied"
	case "displeased":
		return "dissatisfied"
	case "visit_waived", "unreached":
		return "waived"
	case "voided":
		if !byCase && !v.held {
			return "waived"
		}
	}
	return ""
}
