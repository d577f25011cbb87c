package policies

import (
	"fmt"
	"slices"

	"carebook/calendar"
)

// duty checks one clock: it is known, warns before it strikes, and whoever owes it may do it.
func (d *decoder) duty(family, name string, du *Duty, p *Process) {
	path, known := family+".duties."+name, families[family].duties
	if !slices.Contains(known, name) {
		d.complain(d.keyOr(path), "unknown duty %s; %s", quote(name), oneOf(known))
	}
	if du == nil {
		return
	}
	d.role(path+".by.value", du.By.Value, casePersons)
	if _, other := KeptBy(family, name); !other {
		d.permitted(family, path+".by.value", name, du.By.Value, p)
	}
	switch timed := slices.Contains(families[family].timed, name); {
	case timed && d.has(path+".within"):
		d.complain(d.keyOr(path+".within"), "another part of this policy says within what time this is owed: leave it out here")
	case !timed && !d.has(path+".within"):
		d.complain(d.keyOr(path), "%s is missing: add it", quote("within"))
	}
	if len(du.Remind)+len(du.Escalate) > 0 && Lasts(family, name) {
		d.complain(d.keyOr(path), "nobody can miss this: leave remind and escalate out, breach.to is told when the time is over")
	}
	if anchor := du.Within.Value.Anchor(); anchor != "" {
		d.complain(d.at(path+".within.value"), "a duty is counted from its own event, not from %s: want a rule such as 3 working days or end of month", quote(anchor))
	}
	for i, r := range du.Remind {
		d.before(fmt.Sprintf("%s.remind[%d].value", path, i), r.Value, du.Within.Value)
	}
	for i, e := range du.Escalate {
		step := fmt.Sprintf("%s.escalate[%d]", path, i)
		d.before(step+".before.value", e.Before.Value, du.Within.Value)
		d.role(step+".to.value", e.To.Value, nil)
	}
	d.role(path+".breach.to.value", du.Breach.To.Value, nil)
	if propose := du.Breach.Propose; propose != nil {
		d.oneWord(path+".breach.propose.value", propose.Value, "ledger entry", entries)
	}
}

// before checks that a warning is a length, and comes after the clock has started.
func (d *decoder) before(path string, warning, within calendar.Rule) {
	if !warning.IsZero() && !warning.IsLength() {
		d.complain(d.at(path), "%s is no length of time: a warning stands so long before the due time, such as 2 hours or 1 working day", warning)
		return
	}
	if !warning.IsZero() && !within.IsZero() && notShorter(warning, within) {
		d.complain(d.at(path), "%s before the due time is not after the start: the duty itself has %s, choose less", warning, within)
	}
}

// permitted checks that whoever owes a duty may also fulfil it.
func (d *decoder) permitted(family, path, duty, owner string, p *Process) {
	duty, _ = KeptBy(family, duty)
	permit, ok := p.Actions[duty]
	if !ok && p.Actions != nil && slices.Contains(families[family].optional, duty) {
		d.complain(d.at(path), "nobody may %s: add who may, or leave the duty out", duty)
		return
	}
	if !ok || !d.sound(path) || len(permit.By.Value) == 0 {
		return
	}
	for _, who := range permit.By.Value {
		if who == owner || who == "owner" || who == "authority" || who == "visitor" || who == keeper {
			return
		}
	}
	d.complain(d.at(path), "%s owes this but may not do it: add it to actions.%s.by, or name another owner", quote(owner), duty)
}

// reference is a use of something that stands in another file of the binder.
type reference struct {
	id     string
	at     place
	family string // of a policy
}

// role notes the use of a role, to be looked up when the binder is whole. Words are those for persons that may stand in
// its place.
func (d *decoder) role(path, id string, words []string) {
	if !d.sound(path) || slices.Contains(words, id) {
		return
	}
	if slices.Contains(PersonWords(), id) {
		d.complain(d.at(path), "%s is a word for a person, not a role, and can't stand here: name a role", quote(id))
		return
	}
	d.roles = append(d.roles, reference{id: id, at: d.at(path)})
}
