package checker

import "slices"

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

// archive is the other kind of case.
const archive = "archive"

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
var whilePaused = []string{"noted", "attached", "claimed", "reassigned", "resumed", "voided", "withdrawn", "merged"}

func ended(status string) bool {
	return slices.Contains([]string{"completed", "voided", "withdrawn", "merged"}, status)
}

// legal says whether an event of a case of a kind may lead from one status to another.
func legal(kind, from, event, to string) bool {
	switch {
	case ended(from):
		return false
	case kind == archive && event == "voided":
		return from != "" && to == "voided"
	case kind == archive:
		return slices.Contains(fileTransitions[from][event], to) || from != "" && from == to && slices.Contains(anywhere, event)
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
	byStream := map[string][]event{}
	for _, e := range c.books.events {
		byStream[e.Stream] = append(byStream[e.Stream], e)
	}
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

// walker is where a case stands while its events are read.
type walker struct {
	status, reporter, sender string
	paused                   bool
}

func (c *check) walk(k kase, events []event) (status string, paused bool) {
	var w walker
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
		c.fourEyes(k, w, e)
		w.pass(e)
	}
	return w.status, w.paused && !ended(w.status)
}

// fourEyes (I8): whoever reported doesn't decide, whoever sent a file doesn't take it over or judge it.
func (c *check) fourEyes(k kase, w walker, e event) {
	where := place(k.ID, e.Seq)
	if (e.Type == "approved" || e.Type == "returned") && e.Actor == w.reporter {
		c.violated("I8", where, "whoever reported has decided")
	}
	if k.Kind == archive && slices.Contains(notBySender, e.Type) && e.Actor == w.sender {
		c.violated("I8", where, "%s by whoever sent the file", e.Type)
	}
}

func (w *walker) pass(e event) {
	switch e.Type {
	case "paused":
		w.paused = true
	case "resumed":
		w.paused = false
	case "reported":
		w.reporter = e.Actor
	case "sent":
		w.sender = e.Actor
	}
	w.status = e.what.Status
}
