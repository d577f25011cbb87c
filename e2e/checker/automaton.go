package checker

import (
	"cmp"
	"maps"
	"slices"
)

// The automaton of a complaint (PF-01), as a table: status → event → statuses it may lead to.
var transitions = map[string]map[string][]string{
	"":           {"opened": {"registered"}},
	"registered": {"classified": {"classified"}},
	"classified": {"assigned": {"assigned"}},
	"assigned":   {"reported": {"reported"}},
	"reported": {
		"approved": {"approved", "accepted"}, "returned": {"assigned"}, // an unnamed complainant is neither told nor asked
		"dismissed": {"approved"},
	},
	"approved":   {"told": {"told", "not_upheld"}},
	"not_upheld": {"rejected": {"assigned"}, "closed": {"closed", "completed"}},
	"told":       {"accepted": {"accepted"}, "rejected": {"assigned"}, "result_reported": {"told"}},
	"accepted":   {"closed": {"closed", "completed"}, "result_reported": {"accepted"}},
	"closed": {"result_reported": {"closed", "completed"}, "prewarned": {"closed"}, "relayed": {"closed", "completed"},
		"convened": {"closed", "completed"}, "reopened": {"assigned"}, "dissatisfied": {"assigned"},
		"revisited": {"closed", "completed"}, "revisit_waived": {"closed", "completed"}},
}

// reclassifiable are the statuses in which a complaint may turn out graver or less grave.
var reclassifiable = []string{"classified", "assigned", "reported", "approved", "told", "accepted"}

// The kinds of cases beside complaints.
const (
	complaint   = "complaint"
	archive     = "archive"
	returnVisit = "returnvisit"
	lead        = "lead"
	account     = "credit"
	loan        = "loan"
	erasure     = "erasure"
	retention   = "retention"
	campaign    = "campaign"
)

// anywhere are events that may happen in every status from the first to the last, and leave it as it is.
var anywhere = []string{
	"noted", "attached", "claimed", "reassigned", "paused", "resumed", "reminded", "escalated", "breached", "deferred", "recounted",
}

// beside are the events of duties that run beside the handling, from the classification on.
var beside = []string{"prewarned", "relayed", "convened"}

// aside are the events of duties that only some policies have. They leave a case where it is, but for the last thing that a
// closed one owes.
var aside = []string{
	"briefed", "attended", "marketing_input", "rnd_input", "service_input", "joined", "collected", "liability_held", "reviewed",
	"form_signed", "settled", "tracked", "replied",
}

// only are the statuses in which some of the others may happen, which leave a case where it is too.
var only = map[string][]string{
	"investigated": {"assigned"}, "routed": {"closed"}, "objected": {"not_upheld", "closed"},
	"passed_on": {"registered", "classified", "assigned", "reported", "approved", "told", "accepted", "not_upheld", "closed"},
}

// ends are the events that take a case out of the world in every status.
var ends = map[string]string{"voided": "voided", "withdrawn": "withdrawn", "merged": "merged"}

// whilePaused are the only events that may happen in a paused case.
var whilePaused = []string{
	"noted", "attached", "claimed", "reassigned", "resumed", "voided", "withdrawn", "merged", "leaked", "leak_settled",
	"page_closed",
}

// endings are the statuses in which nothing more may happen, whatever the kind.
var endings = []string{
	"completed", "voided", "withdrawn", "merged", "not_sampled", "waived", "unreached", "won", "given_up", "cancelled", "denied", "erased", "destroyed",
	"turned_down",
}

func ended(status string) bool { return slices.Contains(endings, status) }

// tables are the automata of the other kinds, each a table as that of a complaint.
var tables = map[string]map[string]map[string][]string{
	archive: fileTransitions, returnVisit: visitTransitions, lead: leadTransitions, account: accountTransitions,
	loan:      loanTransitions,
	erasure:   erasureTransitions,
	retention: retentionTransitions,
	campaign:  campaignTransitions,
}

// legal says whether an event of a case of a kind may lead from one status to another.
func legal(kind, from, event, to string) bool {
	table, other := tables[kind]
	switch {
	case ended(from):
		return false
	case other && event == "voided":
		return from != "" && to == "voided"
	case other:
		return slices.Contains(table[from][event], to) || from != "" && from == to && slices.Contains(anywhere, event)
	case ends[event] != "":
		return from != "" && ends[event] == to
	}
	return slices.Contains(transitions[from][event], to) || from != "" && alongside(from, event, to)
}

// alongside says the same of events that leave a case where it is; some of them may be the last thing it waited for.
func alongside(from, event, to string) bool {
	switch {
	case slices.Contains(aside, event) && from == "closed" && to == "completed":
		return true
	case from != to:
		return false
	case event == "reclassified":
		return slices.Contains(reclassifiable, from)
	case slices.Contains(beside, event) && from != "registered":
		return true
	}
	return slices.Contains(anywhere, event) || slices.Contains(aside, event) || slices.Contains(only[event], from)
}

// path (I6) drives every case through the automaton: seq from 1 without a gap, legal transitions only, nothing that a pause
// forbids, and the case's row says where its events lead. I8 is seen on the way.
func (c *check) path() {
	byStream := maps.Clone(c.streams)
	for _, k := range c.books.cases {
		status, paused := c.walk(k, byStream[k.ID])
		last := int64(len(byStream[k.ID]))
		if k.Seq != last || k.Status != status || k.Ended != ended(status) || k.Paused.Valid != paused {
			c.violated("I6", k.ID, "the row says %s at seq %d (ended %t, paused %t), its events say %s at %d (paused %t)",
				k.Status, k.Seq, k.Ended, k.Paused.Valid, status, last, paused)
		}
		delete(byStream, k.ID)
	}
	for _, k := range c.books.customers {
		if n := int64(len(byStream[k.ID])); n != k.Seq {
			c.violated("I6", k.ID, "the customer says seq %d and has %d events", k.Seq, n)
		}
		delete(byStream, k.ID)
	}
	for id, n := range c.books.added() {
		if have := int64(len(byStream["calendar/"+id])); have != n {
			c.violated("I6", id, "people added %d editions of the calendar, and its stream has %d events", n, have)
		}
		delete(byStream, "calendar/"+id)
	}
	for stream, seq := range c.books.deeds {
		if n := int64(len(byStream[stream])); n != seq {
			c.violated("I6", stream, "its owner says seq %d, and it has %d events", seq, n)
		}
		delete(byStream, stream)
	}
	c.carriedOut(byStream)
	for stream := range byStream {
		c.violated("I6", stream, "events of a stream that nobody owns")
	}
}

// walker is where a case stands while its events are read, and who did in it what somebody else has to judge.
type walker struct {
	status string
	paused bool
	did    map[string]string // actor by part
}

func (c *check) walk(k kase, events []event) (status string, paused bool) {
	w := walker{did: map[string]string{}}
	for i, e := range events {
		where := place(k.ID, e.Seq)
		if e.Seq != int64(i+1) || e.what.Seq != e.Seq || e.what.Type != e.Type || e.what.Effect != e.Effect {
			c.violated("I6", where, "event %d of the case: seq or columns don't agree with its data", i+1)
		}
		if !legal(k.Kind, w.status, e.Type, e.what.Status) {
			c.violated("I6", where, "%s may not lead from %q to %q", e.Type, w.status, e.what.Status)
		}
		if w.paused && !slices.Contains(whilePaused, e.Type) || !w.paused && e.Type == "resumed" {
			c.violated("I6", where, "%s while paused is %t", e.Type, w.paused)
		}
		if part := notBy[k.Kind][e.Type]; part != "" && e.Actor == w.did[part] {
			c.violated("I8", where, "%s by whoever is its %s", e.Type, part)
		}
		w.pass(k.Kind, e)
	}
	return w.status, w.paused && !ended(w.status)
}

// notBy (I8) are the events that are somebody else's than the one's who has a part in the case, by kind. Of the requests of an
// account its own replay knows.
var notBy = map[string]map[string]string{
	complaint:   {"approved": "reporter", "returned": "reporter"},
	archive:     {"signed": "sender", "checked": "sender", "faulted": "sender", "corrected": "sender", "supplied": "sender"},
	returnVisit: {"visit_reviewed": "caller"},
	lead:        {"card_signed": "handler", "second_signed": "handler", "given_up": "handler", "cancelled": "handler"},
	loan: {
		"countersigned": "asker", "granted": "asker", "denied": "asker", "issued": "asker", "given_back": "asker", "leak_settled": "asker",
	},
	retention: {"destruction_approved": "reviewer"},
	account:   {"limit_set": "proposer", "limit_kept": "proposer", "graded": "assessor"},
	erasure:   {"erased": "checker", "restricted": "checker", "turned_down": "checker"},
}

// parts are what whoever brings an event is from then on, by kind.
var parts = map[string]map[string]string{
	complaint:   {"reported": "reporter"},
	archive:     {"sent": "sender"},
	returnVisit: {"visited": "caller", "displeased": "caller", "issue_answered": "caller", "issue_stays": "caller"},
	loan:        {"opened": "asker"},
	retention:   {"record_reviewed": "reviewer"},
	account:     {"limit_proposed": "proposer", "assessed": "assessor"},
	erasure:     {"identified": "checker"},
}

func (w *walker) pass(kind string, e event) {
	switch e.Type {
	case "paused":
		w.paused = true
	case "resumed":
		w.paused = false
	}
	if part := parts[kind][e.Type]; part != "" {
		w.did[part] = e.Actor
	}
	if f := e.what.Facts; kind == lead && (e.Type == "opened" || e.Type == "reassigned" && f.Obligation == "") {
		w.did["handler"] = cmp.Or(f.Assignee, e.Actor)
	}
	w.status = e.what.Status
}
