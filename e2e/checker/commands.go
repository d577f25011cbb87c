package checker

import "slices"

// leads is what a command may lead to, written down a second time.
var leads = map[string][]string{
	"open": {"opened"}, "classify": {"classified"}, "assign": {"assigned"}, "report": {"reported"},
	"decide": {"approved", "returned"}, "tell": {"told"}, "answer": {"accepted", "rejected"}, "close": {"closed"},
	"report_result": {"result_reported"}, "prewarn": {"prewarned"}, "relay": {"relayed"}, "convene": {"convened"},
	"note": {"noted"}, "reassign": {"reassigned"}, "claim": {"claimed"}, "pause": {"paused"}, "resume": {"resumed"},
	"void": {"voided"}, "withdraw": {"withdrawn"},
	"merge": {"merged"}, "reclassify": {"reclassified"}, "reopen": {"reopened"},
	"revisit": {"revisited", "dissatisfied", "revisit_waived"},
	"send":    {"sent"}, "receive": {"signed"}, "check": {"checked", "faulted"}, "correct": {"corrected"}, "supply": {"supplied"},
	"store": {"stored"}, "stop": {"stopped"}, "lose": {"lost"}, "restore": {"restored"}, "attach": {"attached"},
	"appoint": {"appointed"}, "attempt": {"attempted"}, "record": {"visited", "displeased"}, "raise_issue": {"issue_raised"},
	"answer_issue": {"issue_answered", "issue_stays"}, "review": {"visit_reviewed"}, "waive": {"visit_waived"}, "unreachable": {"unreached"},
	"refer": {"referred"}, "return_material": {"material_returned"}, "keep_material": {"material_kept"},
	"sign_card": {"card_signed"}, "contact": {"contacted", "came", "lapsed"}, "sign_second": {"second_signed"},
	"confirm_class": {"class_confirmed"}, "plan_follow_up": {"follow_up_planned"}, "take_stock": {"stock_taken"}, "shelve": {"shelved"},
	"win": {"won"}, "give_up": {"given_up"}, "cancel": {"cancelled"},
	"grant": {"countersigned", "granted"}, "deny": {"denied"}, "issue": {"issued"}, "give_back": {"given_back"}, "end_access": {"access_ended"},
	"amend": {"amended"}, "disclose": {"disclosed"}, "report_leak": {"leaked"}, "settle_leak": {"leak_settled"},
	"identify": {"identified"}, "erase": {"erased"}, "restrict": {"restricted"}, "turn_down": {"turned_down"},
	"prove_archive": {"proven"}, "prove_contract": {"proven"}, "prove_balance": {"proven"},
	"propose_limit": {"limit_proposed"}, "approve_limit": {"limit_set", "limit_kept"},
	"request":    {"released", "over_limit", "cash_only", "special", "declined"},
	"sign_first": {"released", "declined"}, "sign_last": {"released", "declined"}, "decide_special": {"released", "declined"},
	"plan": {"planned", "prepaid"}, "pay": {"paid", "prepaid"}, "discover": {"unauthorised"}, "write_off": {"written_off"},
	"ask_review": {"review_asked"}, "settle_review": {"upheld", "released"}, "assess": {"assessed"}, "grade": {"graded"},
	"reassess": {"reassess_due"}, "close_account": {"account_closed"}, "reopen_account": {"account_reopened"},
	"bind": {"bound"}, "box": {"boxed"}, "review_record": {"record_reviewed"}, "approve_destruction": {"destruction_approved"},
	"keep_longer": {"kept_longer"}, "destroy": {"destroyed"},
	"approve_gifts": {"gifts_approved"}, "close_page": {"page_closed"}, "greet": {"greeted", "not_reached"},
	"trigger_schedule": {"schedule_triggered"}, "pause_schedule": {"schedule_paused"}, "resume_schedule": {"schedule_resumed"},
	"backfill_schedule": {"schedule_backfilled"},
	"confirm_entry":     {"entry_confirmed"}, "reject_entry": {"entry_rejected"}, "reverse_entry": {"entry_reversed"},
	"record_absence": {"absence_recorded"}, "end_absence": {"absence_ended"}, "substitute": {"substitute_set"},
	"add_staff": {"staff_added"}, "propose_role": {"role_proposed"}, "confirm_role": {"role_confirmed"}, "reject_role": {"role_rejected"},
	"end_role": {"role_ended"}, "leave": {"leaving"}, "hand_over_duties": {handingOver}, "set_superior": {"superior_set"},
	"link_identity": {"identity_linked"}, "end_identity": {"identity_ended"},
	"import": {"import_received"}, "create_customer": {"customer_created"}, "add_vehicle": {"vehicle_added"}, "add_calendar": {"calendar_added"},
	"relate_customer": {"customer_related"}, "correct_customer": {"customer_corrected"}, "correct_vehicle": {"vehicle_corrected"},
}

// acknowledged (I1): what was acknowledged is recorded exactly once, what was refused is not recorded at all.
func (c *check) acknowledged() {
	byKey := map[[2]string][]command{}
	for _, cmd := range c.books.commands {
		byKey[[2]string{cmd.Staff, cmd.Key}] = append(byKey[[2]string{cmd.Staff, cmd.Key}], cmd)
	}
	for _, a := range c.ev.Acks {
		rows := byKey[[2]string{a.Staff, a.Key}]
		if len(rows) > 1 {
			c.violated("I1", a.Key, "%d rows for one key", len(rows))
		}
		if a.Accepted() {
			c.Counts.Acknowledged++
			c.recorded(a, rows)
			continue
		}
		c.Counts.Refused++
		for _, row := range rows {
			if row.State != "refused" || len(c.effects["command:"+row.ID]) > 0 {
				c.violated("I1", a.Key, "answered %d %s, but the command is %s with %d events",
					a.Status, a.Code, row.State, len(c.effects["command:"+row.ID]))
			}
		}
	}
}

func (c *check) recorded(a Ack, rows []command) {
	if len(rows) == 0 {
		c.violated("I1", a.Key, "%s was acknowledged, and no command is in the books", a.Action)
		return
	}
	row, events := rows[0], c.effects["command:"+rows[0].ID]
	switch {
	case row.State != "recorded" || len(events) == 0:
		c.violated("I1", a.Key, "%s was acknowledged, but the command is %s with %d events", a.Action, row.State, len(events))
	case a.Case != "" && row.Stream != a.Case:
		c.violated("I1", a.Key, "acknowledged for %s, recorded in %s", a.Case, row.Stream)
	case a.Seq != 0 && events[0].Seq > a.Seq:
		c.violated("I1", a.Key, "acknowledged at seq %d, recorded at %d", a.Seq, events[0].Seq)
	}
}

// causes (I2): every event has one known cause, no cause has two events, and each recorded command has its event.
func (c *check) causes() {
	for effect, events := range c.effects {
		if len(events) > 1 {
			c.violated("I2", place(events[1].Stream, events[1].Seq), "%s has happened %d times", effect, len(events))
		}
	}
	for _, e := range c.books.events {
		switch kind, id, n := cause(e.Effect); kind {
		case "command":
			c.commanded(e, id)
		case "mark":
			c.struck(e, id, n)
		case "calendar":
			c.recounted(e, id, n)
		case "page":
			c.paged(e, id, n)
		default:
			c.violated("I2", place(e.Stream, e.Seq), "unknown cause %s", e.Effect)
		}
	}
	for _, cmd := range c.books.commands {
		if n := len(c.effects["command:"+cmd.ID]); (cmd.State == "recorded") != (n == 1) {
			c.violated("I2", cmd.ID, "the command is %s and has %d events", cmd.State, n)
		}
	}
}

func (c *check) commanded(e event, id string) {
	cmd, known := c.command[id]
	switch where := place(e.Stream, e.Seq); {
	case !known:
		c.violated("I2", where, "its command is not in the books")
	case cmd.Stream != e.Stream || cmd.StaffID != e.Actor || !slices.Contains(leads[cmd.Action], e.Type):
		c.violated("I2", where, "%s by %s: its command is %s by %s in %s", e.Type, e.Actor, cmd.Action, cmd.StaffID, cmd.Stream)
	case e.what.Fired != nil:
		c.violated("I2", where, "a command has fired a mark")
	}
}

// struck judges the event of a mark against the mark.
func (c *check) struck(e event, id string, n int) {
	where, m := place(e.Stream, e.Seq), c.mark(id, n)
	if e.Type == "deferred" {
		c.deferred(e, id, m)
		return
	}
	names := map[string]string{"remind": "reminded", "escalate": "escalated", "breach": "breached"}
	if c.kase[e.Stream].Kind == lead && e.Type == "lapsed" {
		names["breach"] = "lapsed" // a contact that was missed makes the card void
	}
	if c.kase[e.Stream].Kind == retention && slices.Contains([]string{"keep", "hold"}, c.struckDuty(e)) {
		names["breach"] = "fell_due" // what is kept for a time isn't missed
	}
	switch f := e.what.Fired; {
	case m == nil || f == nil:
		c.violated("I2", where, "its mark is not in the books")
	case m.Case != e.Stream || f.Obligation != id || f.Mark != n || names[m.Kind] != e.Type:
		c.violated("I2", where, "it doesn't tell of its mark")
	case m.State != "fired" || !m.Fired.Time.Equal(e.OccurredAt):
		c.violated("I2", where, "its mark is %s at %s", m.State, m.Fired.Time)
	case e.Actor != "":
		c.violated("I2", where, "a mark has an actor")
	}
	c.toldOnce(e, id)
}

func (c *check) toldOnce(e event, obligation string) {
	if told := c.told(e, obligation); told != 1 {
		c.violated("I2", place(e.Stream, e.Seq), "%s was told %d times", e.Type, told)
	}
}

// told counts the notices of an event about an obligation.
func (c *check) told(e event, obligation string) (n int) {
	for _, notice := range c.books.notices {
		if notice.Case == e.Stream && notice.What == e.Type && notice.Obligation.String == obligation && notice.Seq == e.Seq {
			n++
		}
	}
	return n
}

func (c *check) mark(id string, n int) *mark {
	for i := range c.books.marks {
		if m := &c.books.marks[i]; m.Obligation == id && m.N == n {
			return m
		}
	}
	return nil
}

// excluded (I9): nobody acts in, or is given work of, a case that is about them.
func (c *check) excluded() {
	for _, x := range c.books.exclusions {
		for _, e := range c.books.events {
			if e.Stream != x.Case || e.Seq < x.Seq {
				continue
			}
			if e.Actor == x.Staff || e.what.Facts.Assignee == x.Staff {
				c.violated("I9", place(e.Stream, e.Seq), "%s by or for the person complained about", e.Type)
			}
		}
	}
}
