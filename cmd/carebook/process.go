package main

import (
	"fmt"
	"slices"
	"strings"

	"carebook/policies"
)

// policyProcessCmd shows what the profiles' policies make of one family. docs/processes is made with it.
type policyProcessCmd struct {
	language
	Family   string `arg:"" optional:"" help:"Word of the family, like complaint; without it the families are listed."`
	Policies string `env:"CAREBOOK_POLICIES" placeholder:"DIR" help:"A company's own folder, laid over the shipped binder."`
}

// Run prints Markdown, or the words of the families, one a line.
func (c policyProcessCmd) Run(s streams) error {
	if c.Family == "" {
		fmt.Fprintln(s.out, strings.Join(policies.Families(), "\n"))
		return nil
	}
	binder, err := openBinder(c.Policies)
	if err != nil {
		return err
	}
	if !slices.Contains(policies.Families(), c.Family) {
		return fmt.Errorf("no family %q: there are %s", c.Family, strings.Join(policies.Families(), ", "))
	}
	fmt.Fprint(s.out, processPage(binder, c.Family, c.Lang))
	return nil
}

// column is what one profile runs.
type column struct {
	profile policies.Profile
	policy  *policies.Policy
}

// sheet is a page about one family: tables whose columns are profiles. It knows no value of a policy: the rows come from
// the keys of their numbers, so that every number of every policy stands in one cell.
type sheet struct {
	phrases
	family  string
	columns []column
	out     strings.Builder
}

// processPage is the page of a family in a language, as Markdown.
func processPage(binder *policies.Book, family, lang string) string {
	s := &sheet{phrases: phrases{binder, lang}, family: family}
	for _, profile := range binder.Profiles() {
		if policy, _, err := binder.For(family, profile.ID); err == nil {
			s.columns = append(s.columns, column{profile, policy})
		}
	}
	fmt.Fprintf(&s.out, "# %s\n\n%s\n", fmt.Sprintf(s.say("page"), s.word(family), policies.Code(family)), s.say("made"))
	s.profiles()
	s.section("steps", func(key string) bool { return s.isStep(key) }, nameOfKey)
	s.section("clocks", func(key string) bool { return s.under(key, "duties.") && !s.isStep(key) }, nameOfKey)
	s.authorities()
	s.announcements()
	s.section("fines", func(key string) bool { return s.under(key, "fines.") || s.under(key, "entries.") }, groupOfKey)
	s.section("settings", s.isSetting, groupOfKey)
	return s.out.String()
}

func (s *sheet) under(key, part string) bool { return strings.HasPrefix(key, s.family+"."+part) }

// isStep keeps who may take a step, who owes it and within what time.
func (s *sheet) isStep(key string) bool {
	return s.under(key, "actions.") || s.under(key, "duties.") && slices.Contains([]string{"by", "within", "window"}, lastOf(key))
}

func (s *sheet) isSetting(key string) bool {
	return !slices.ContainsFunc([]string{"actions.", "duties.", "authority[", "announce[", "fines.", "entries."},
		func(part string) bool { return s.under(key, part) })
}

// profiles says which policy stands in which column.
func (s *sheet) profiles() {
	s.row(s.say("profile"), s.say("policy"), s.say("title"))
	s.row("---", "---", "---")
	for _, c := range s.columns {
		s.row(fmt.Sprintf("%s `%s`", s.title(c.profile.Title), c.profile.ID), "`"+c.policy.ID+"`", s.title(c.policy.Title))
	}
}

// section is a table of the numbers whose keys it keeps; rowOf names the row of a key inside the family's section.
func (s *sheet) section(name string, keep func(key string) bool, rowOf func(key string) string) {
	cells := map[string][][]string{} // by row and column: lines
	var order []string
	for i, c := range s.columns {
		var rows, duties []string
		for _, n := range c.policy.Numbers() {
			if !keep(n.Key) {
				continue
			}
			row := rowOf(strings.TrimPrefix(n.Key, s.family+"."))
			if s.under(n.Key, "duties.") {
				duties = append(duties, row)
			} else {
				rows = append(rows, row)
			}
			if cells[row] == nil {
				cells[row] = make([][]string, len(s.columns))
			}
			cells[row][i] = append(cells[row][i], s.line(c.policy, n, row))
		}
		order = merged(order, merged(merged(nil, rows), duties))
	}
	s.table(name, order, cells)
}

// line is one number of a cell: what it is, its value, its clause and source.
func (s *sheet) line(p *policies.Policy, n policies.Number, row string) string {
	text := fmt.Sprintf("%s %s", s.value(n.Value), s.reference(n.Clause, n.Source))
	if label := s.label(strings.TrimPrefix(n.Key, s.family+"."), row); label != "" {
		text = label + s.colon() + text
	}
	fines := p.Process().Fines
	if violation, priced := strings.CutPrefix(row, "violations."); priced && fines != nil && lastOf(n.Key) == "amount" {
		if party := fines.Violations[violation].Party; party != "" {
			text += "<br>" + s.say("party") + s.colon() + s.word(party)
		}
	}
	return text
}

func (s *sheet) authorities() {
	cells, order := map[string][][]string{}, []string{}
	for i, c := range s.columns {
		for n, rung := range c.policy.Authority() {
			row := fmt.Sprint(n + 1)
			if cells[row] == nil {
				cells[row], order = make([][]string, len(s.columns)), append(order, row)
			}
			source := rung.Source
			if source == "" {
				source = policies.FromPolicy
			}
			limit := s.say("without limit")
			if rung.UpTo != 0 {
				limit = fmt.Sprintf(s.say("up to"), rung.UpTo)
			}
			cells[row][i] = []string{fmt.Sprintf("%s%s%s %s", s.word(rung.Role), s.comma(), limit, s.reference(rung.Clause, source))}
		}
	}
	s.table("authority", order, cells)
}

func (s *sheet) announcements() {
	cells, order := map[string][][]string{}, []string(nil)
	for i, c := range s.columns {
		var rows []string
		for _, a := range c.policy.Process().Announce {
			row := a.On
			if a.If != "" {
				row += "." + a.If
			}
			rows = append(rows, row)
			if cells[row] == nil {
				cells[row] = make([][]string, len(s.columns))
			}
			cells[row][i] = append(cells[row][i], fmt.Sprintf("%s %s", s.word(a.To.Value), s.reference(a.To.Clause, a.To.From())))
		}
		order = merged(order, rows)
	}
	s.table("announcements", order, cells)
}

// table writes a section; one without rows isn't there.
func (s *sheet) table(name string, order []string, cells map[string][][]string) {
	if len(order) == 0 {
		return
	}
	fmt.Fprintf(&s.out, "\n## %s\n\n%s\n\n", s.say(name), s.say(name+" are"))
	head, rule := []string{s.say("row of " + name)}, []string{"---"}
	for _, c := range s.columns {
		head, rule = append(head, fmt.Sprintf("%s `%s`", s.title(c.profile.Title), c.policy.ID)), append(rule, "---")
	}
	s.row(head...)
	s.row(rule...)
	for _, row := range order {
		line := []string{s.rowTitle(row)}
		for _, lines := range cells[row] {
			if len(lines) == 0 {
				lines = []string{"–"}
			}
			line = append(line, strings.Join(lines, "<br>"))
		}
		s.row(line...)
	}
}

func (s *sheet) row(cells ...string) {
	for i := range cells {
		cells[i] = strings.ReplaceAll(cells[i], "|", `\|`)
	}
	fmt.Fprintf(&s.out, "| %s |\n", strings.Join(cells, " | "))
}

// lastOf is the last name of a dotted key, without its place in a list.
func lastOf(key string) string {
	name, _, _ := strings.Cut(key[strings.LastIndex(key, ".")+1:], "[")
	return name
}

// nameOfKey is the step of a key such as duties.report.within.
func nameOfKey(key string) string { return strings.Split(key, ".")[1] }

// groupOfKey puts what stands together into one row: violations.lost of violations.lost.amount, a lone key by itself.
func groupOfKey(key string) string {
	parts := strings.Split(key, ".")
	if len(parts) > 1 && parts[0] != "counting" {
		parts = parts[:min(len(parts)-1, 3)]
	}
	group, _, _ := strings.Cut(strings.Join(parts, "."), "[")
	return strings.TrimPrefix(group, "fines.")
}

// merged adds what is new in rows to order, where it stands in its own policy: before the next row that order had.
func merged(order, rows []string) []string {
	had := slices.Clone(order)
	for i, row := range rows {
		if slices.Contains(order, row) {
			continue
		}
		at := len(order)
		for _, next := range rows[i+1:] {
			if slices.Contains(had, next) {
				at = slices.Index(order, next)
				break
			}
		}
		order = slices.Insert(order, at, row)
	}
	return order
}
