package policies

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// defaultForm is the form of an A-number: the entry of the register that says what is done where the texts are silent.
var defaultForm = regexp.MustCompile(`^A-[0-9]{2}$`)

// familyForm is the code of a process family.
var familyForm = regexp.MustCompile(`^PF-(0[1-9]|1[0-9]|2[0-7])$`)

// sources checks that each number says truly where it comes from: a default cites an A-number, the text never does.
func (d *decoder) sources() {
	for _, n := range d.numbers {
		isDefault := defaultForm.MatchString(n.Clause)
		switch {
		case !slices.Contains(sources, string(n.Source)):
			d.complain(d.at(n.Key+".source"), "unknown source %s; %s", quote(string(n.Source)), oneOf(sources))
		case !d.sound(n.Key + ".clause"):
		case n.Source == FromDefault && !isDefault:
			d.complain(d.at(n.Key+".clause"), "a default cites the A-number that recommends it, not %s: correct the clause or drop the source", quote(n.Clause))
		case n.Source == FromPolicy && isDefault:
			d.complain(d.at(n.Key+".clause"), "%s is a recommended default, not the policy's own text: add source: default", n.Clause)
		}
	}
}

// complaint checks the section of PF-01.
func (d *decoder) complaint(c *Complaint) {
	d.words("complaint.channels.value", c.Channels.Value, "channel", channels)
	d.words("complaint.intake.value", c.Intake.Value, "field", intake)
	d.words("complaint.severities.value", c.Severities.Value, "severity", severities)
	d.words("complaint.major_kinds.value", c.MajorKinds.Value, "kind", majorKinds)
	d.oneWord("complaint.handled_event.value", c.HandledEvent.Value, "handled event", handled)
	d.authority(c.Authority)
	d.process("complaint", &c.Process, "severity, nature or channel", slices.Concat(c.Severities.Value, c.Natures.Value, c.Channels.Value, c.conditions()))
	d.complaintBeside(c)
	if path := "complaint.duties.report_result"; c.Duties["report_result"] != nil && !d.has("complaint.handled_event") {
		d.complain(d.keyOr(path), "handled_event is missing: it says when this clock begins")
	}
	d.words("complaint.natures.value", c.Natures.Value, "nature", natures)
	d.complaintParts(c)
	c.Clocks = slices.AppendSeq([]string{}, maps.Keys(c.Duties))
	slices.Sort(c.Clocks)
}

// process checks what every family has. What may be told only in some cases names one of the conditions.
func (d *decoder) process(family string, p *Process, what string, conditions []string) {
	d.permits(family, p.Actions)
	d.schedules(family, p.Schedules)
	for _, name := range sorted(p.Duties) {
		d.duty(family, name, p.Duties[name], p)
	}
	maps.DeleteFunc(p.Duties, func(_ string, du *Duty) bool { return du == nil }) // those that are off
	if p.Entries != nil {
		d.deciders(family+".entries", p.Entries)
	}
	if p.Fines != nil {
		d.fines(family+".fines", p.Fines)
	}
	for i, a := range p.Announce {
		path := fmt.Sprintf("%s.announce[%d]", family, i)
		d.oneWord(path+".on", a.On, "event", families[family].events)
		if a.If != "" {
			d.oneWord(path+".if", a.If, what, conditions)
		}
		d.role(path+".to.value", a.To.Value, []string{"handler"})
	}
}

// elementOf is the path of one element of a list.
func elementOf(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// words checks a list whose elements a process must understand, each once.
func (d *decoder) words(path string, given []string, what string, known []string) {
	for i, word := range given {
		at := fmt.Sprintf("%s[%d]", path, i)
		d.oneWord(at, word, what, known)
		if word != "" && slices.Index(given, word) < i {
			d.complain(d.at(at), "%s stands in the list twice: keep one", quote(word))
		}
	}
}

func (d *decoder) oneWord(path, word, what string, known []string) {
	if d.sound(path) && !slices.Contains(known, word) {
		d.complain(d.at(path), "unknown %s %s; %s", what, quote(word), oneOf(known))
	}
}

// authority checks that the table has one answer for every amount.
func (d *decoder) authority(table Authority) {
	var below Money
	for i, r := range table {
		path := fmt.Sprintf("complaint.authority[%d]", i)
		d.role(path+".role", r.Role, nil)
		limited := d.has(path + ".up_to")
		switch last := i == len(table)-1; {
		case last && limited:
			d.complain(d.at(path+".up_to"), "the last rung decides every amount above: leave up_to out, or add a rung")
		case !last && !limited:
			d.complain(d.at(path), "up_to is missing: only the last rung has no limit")
		case limited && d.sound(path+".up_to") && r.UpTo == 0:
			d.complain(d.at(path+".up_to"), "a limit of 0.00 decides nothing: want more")
		case limited && d.sound(path+".up_to") && r.UpTo <= below:
			d.complain(d.at(path+".up_to"), "%s doesn't rise above the %s before it: rungs go from the lowest to the highest", r.UpTo, below)
		}
		below = max(below, r.UpTo)
		if slices.ContainsFunc(table[:i], func(other Rung) bool { return other.Role == r.Role && r.Role != "" }) {
			d.complain(d.at(path+".role"), "%s has a rung already: keep the higher one", quote(r.Role))
		}
	}
}

// permits checks that each action of the process is permitted to somebody: what nobody may do, nobody can do.
func (d *decoder) permits(family string, permits map[string]Permit) {
	words := families[family]
	for _, name := range sorted(permits) {
		path := family + ".actions." + name
		if !slices.Contains(Actions(family), name) {
			d.complain(d.keyOr(path), "unknown action %s; %s", quote(name), oneOf(Actions(family)))
		}
		for i, who := range permits[name].By.Value {
			d.role(fmt.Sprintf("%s.by.value[%d]", path, i), who, permitWords)
		}
		if not := permits[name].NotBy; not != nil {
			d.words(path+".not_by.value", not.Value, "person of the case", slices.Concat(words.persons, casePersons))
		}
	}
	missing := slices.DeleteFunc(slices.Clone(words.actions), func(a string) bool { _, ok := permits[a]; return ok })
	if len(missing) > 0 && permits != nil {
		d.complain(d.keyOr(family+".actions"), "nobody may %s: add who may", strings.Join(missing, ", "))
	}
}
