package checker

import (
	"fmt"
	"slices"
	"strings"
)

// said are the facts of a command that the checker judges.
type said struct {
	Verdict  string `json:"verdict"`
	Earlier  string `json:"earlier"`
	Event    string `json:"event"`
	CalledIn string `json:"called_in"`
	Assignee string `json:"assignee"`
}

// spawned (I2): each event brings the commands for other cases that must follow from it and no others; each such command
// stands in the event that it names, and in no other. I4: it is carried out, and whoever waits for it doesn't wait in vain.
func (c *check) spawned() {
	visits := c.visits()
	c.visitOf = map[string]string{}
	brought := map[string]string{} // place of the event, by command
	for _, e := range c.books.events {
		where := place(e.Stream, e.Seq)
		var have []string
		for _, s := range e.what.Spawned {
			if brought[s.Command] != "" {
				c.violated("I2", where, "%s has brought its command already", brought[s.Command])
			}
			brought[s.Command] = where
			have = append(have, c.brings(e, s))
		}
		must, may := c.follows(e, visits)
		if e.Type == "closed" && len(e.what.Spawned) > 0 {
			c.visitOf[e.Stream] = e.what.Spawned[0].Case
		}
		have = slices.DeleteFunc(have, func(s string) bool { return s == may })
		slices.Sort(have)
		slices.Sort(must)
		if !slices.Equal(have, must) {
			c.violated("I2", where, "%s brings %v, want %v", e.Type, have, must)
		}
	}
	for _, cmd := range c.books.commands {
		c.carried(cmd, brought[cmd.ID])
	}
	c.visited(visits)
}

// brings says what a command does that an event has brought, and judges it against its row.
func (c *check) brings(e event, s spawn) string {
	cmd, known := c.command[s.Command]
	at := fmt.Sprintf("%s/%d", e.Stream, e.Seq)
	switch where := place(e.Stream, e.Seq); {
	case !known:
		c.violated("I2", where, "a command that it brought is not in the books")
	case cmd.Cause != at || cmd.Kind != s.Kind || cmd.Stream != s.Case || cmd.Action != s.Action || cmd.StaffID != e.Actor:
		c.violated("I2", where, "it brought %+v, and the books say %s by %s for %s, because of %s", s, cmd.Action, cmd.StaffID, cmd.Stream, cmd.Cause)
	}
	if s.Action == "open" {
		return deed(s.Kind, "", s.Action, cmd.facts)
	}
	return deed(s.Kind, s.Case, s.Action, cmd.facts)
}

func deed(kind, id, action string, f said) string {
	return strings.Join([]string{kind, id, action, f.Event, f.Earlier, f.Verdict, f.CalledIn}, "|")
}

// follows are the commands that an event must bring, and one that it may bring besides: whether a visit has ended by the time
// its complaint goes on, the order of two streams doesn't say.
func (c *check) follows(e event, visits map[string]*visit) (must []string, may string) {
	k := c.kase[e.Stream]
	switch {
	case k.Kind == complaint && e.Type == "closed" && visitsComplaints[k.Profile] && c.event(k.ID, 1).what.Facts.Customer != "":
		return []string{deed(returnVisit, "", "open", said{Event: handledEvent, Earlier: k.ID})}, ""
	case k.Kind == complaint && slices.Contains([]string{"reopened", "voided", "withdrawn", "merged"}, e.Type) && c.visitOf[k.ID] != "":
		return nil, deed(returnVisit, c.visitOf[k.ID], "void", said{})
	case k.Kind == lead && e.Type == "won" && followsDeals[k.Profile]:
		return []string{deed(returnVisit, "", "open", said{Event: "deal_closed"})}, ""
	case k.Kind == archive && e.Type == "stored" && keepsFiles[k.Profile]:
		return []string{deed(retention, "", "open", said{})}, ""
	}
	if v := visits[e.Stream]; v != nil {
		return c.toldBy(v, e, visits), ""
	}
	return nil, ""
}

// toldBy are the commands that an event of a return visit must bring: the verdict that its complaint hears, and a visit to whoever
// is called in for somebody who wasn't reached.
func (c *check) toldBy(v *visit, e event, visits map[string]*visit) (must []string) {
	if verdict := v.tells(e, c.commandOf(e).Cause != ""); verdict != "" {
		must = append(must, deed(complaint, v.origin, "revisit", said{Verdict: verdict, Earlier: v.ID}))
	}
	if g := e.what.Gap; g != nil && g.By != 0 {
		in := said{Event: v.event, CalledIn: c.sampled(g.Period, g.By)}
		if spared := visits[in.CalledIn]; spared != nil {
			in.Earlier = spared.origin // the visit is about the complaint of whoever is called in
		}
		must = append(must, deed(returnVisit, "", "open", in))
	}
	return must
}

// commandOf is the command that an event comes from, empty for a mark.
func (c *check) commandOf(e event) command {
	_, id, _ := cause(e.Effect)
	return c.command[id]
}

// carried judges a command that something has brought: it is carried out, or refused by a case that has moved on. An opening is
// never refused. It waits only as long as its case is paused.
func (c *check) carried(cmd command, where string) {
	if cmd.Cause == "" {
		return
	}
	if strings.HasPrefix(cmd.Cause, "staff/") {
		c.handedOver(cmd, where)
		return
	}
	period, _, _ := strings.Cut(cmd.Cause, "/")
	paused := c.kase[cmd.Stream].Paused.Valid
	switch {
	case where == "" && c.kase[period].ID != "", where == "" && cmd.StaffID != "":
		c.violated("I2", cmd.ID, "%s says no word of this command", cmd.Cause)
	case cmd.State == "refused" && cmd.Action == "open":
		c.violated("I4", cmd.ID, "the case that %s was to open is refused", cmd.Cause)
	case cmd.State == "received" && !paused:
		c.violated("I4", cmd.ID, "%s that %s has brought is not carried out", cmd.Action, cmd.Cause)
	case cmd.State != "received" && cmd.State != "recorded" && cmd.State != "refused":
		c.violated("I4", cmd.ID, "%s that %s has brought is %s", cmd.Action, cmd.Cause, cmd.State)
	}
}

// handingOver is the event in the stream of whoever leaves that brings a command for each case and each to-do.
const handingOver = "handing_over"

// handedOver (I2): a command that the stream of a member of staff has brought gives something to whom the event there names, in the name
// of whoever ordered it, and to nobody else. No event of a case tells of it. I4: it is carried out, also by a case that is paused.
func (c *check) handedOver(cmd command, where string) {
	at := strings.LastIndex(cmd.Cause, "/")
	events := c.streams[cmd.Cause[:at]]
	i := slices.IndexFunc(events, func(e event) bool { return fmt.Sprint(e.Seq) == cmd.Cause[at+1:] })
	if i < 0 {
		c.violated("I2", cmd.ID, "%s, which has brought it, is not in the books", cmd.Cause)
		return
	}
	switch e := events[i]; {
	case where != "":
		c.violated("I2", cmd.ID, "%s says a word of this command, which %s has brought", where, cmd.Cause)
	case e.Type != handingOver || e.Actor != cmd.StaffID || cmd.Action != "reassign" || cmd.facts.Assignee != e.what.Facts.Person:
		c.violated("I2", cmd.ID, "%s by %s to %s, and %s is %s by %s to %s", cmd.Action, cmd.StaffID, cmd.facts.Assignee,
			cmd.Cause, e.Type, e.Actor, e.what.Facts.Person)
	case cmd.State != "recorded" && cmd.State != "refused":
		c.violated("I4", cmd.ID, "%s that %s has brought is %s", cmd.Action, cmd.Cause, cmd.State)
	}
}

// visited (I11): a return visit that nobody has made yet is that of a complaint which is closed and waits for it.
func (c *check) visited(visits map[string]*visit) {
	for id, v := range visits {
		if v.Ended || v.held || v.origin == "" || v.event != handledEvent || v.calledIn != "" {
			continue
		}
		if k := c.kase[v.origin]; k.Status != "closed" || c.visitOf[k.ID] != id {
			c.violated("I11", id, "its complaint is %s, and was closed last with the visit %s", k.Status, c.visitOf[k.ID])
		}
	}
	c.pending = map[string]bool{}
	for _, v := range visits {
		if !v.Ended && !v.held && v.calledIn == "" {
			c.pending[v.origin] = true
		}
	}
}

// waits reports whether a complaint that owes nothing will hear from its return visit.
func (c *check) waits(k kase) bool {
	if k.Status != "closed" || c.visitOf[k.ID] == "" {
		return false
	}
	return c.pending[k.ID] || slices.ContainsFunc(c.books.commands, func(cmd command) bool {
		return cmd.Stream == k.ID && cmd.Cause != "" && cmd.State == "received"
	})
}
