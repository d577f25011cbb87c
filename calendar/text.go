package calendar

import (
	"strconv"
	"strings"
	"time"
)

// Text renders the line for people in "zh-Hans", "zh-Hant" or "en" (also for any
// other language), with the times in the zone they carry, the calendar's.
func (l Line) Text(lang string) string {
	p, ok := phrases[lang]
	if !ok {
		p, lang = phrases["en"], "en"
	}
	when, what := p.when(l), p.what[l.What]
	if l.What == Elapsed && !l.Name.IsZero() {
		what = p.evenOn
	}
	if l.What == Paused && l.Clause != "" {
		what = p.pausedBy
	}
	name := l.Name.In(lang)
	if l.What == Moved && l.Name.IsZero() {
		name = p.rest
	}
	return when + " " + strings.NewReplacer(
		"{name}", name,
		"{year}", l.Date[:min(4, len(l.Date))],
		"{counted}", p.amount(l),
		"{clause}", l.Clause,
		"{rule}", p.ruleOf(l, lang),
	).Replace(what)
}

// Label renders what a line's days are, without counting them: the lines of Year.
func (l Line) Label(lang string) string {
	p, ok := phrases[lang]
	if !ok {
		p, lang = phrases["en"], "en"
	}
	label := map[What]string{Holiday: p.dayOff, MakeUpDay: p.makeUp}[l.What]
	if label == "" {
		return l.Text(lang)
	}
	return p.when(l) + " " + strings.ReplaceAll(label, "{name}", l.Name.In(lang))
}

// ruleOf is what Rule holds, for people: a rule, or a window's spelling.
func (p phrasebook) ruleOf(l Line, lang string) string {
	if l.What == Permitted {
		for _, words := range [][2]string{{", not on holidays", p.notHolidays}, {", on working days", p.onWorkingDays}} {
			if spans, ok := strings.CutSuffix(l.Rule, words[0]); ok {
				return spans + words[1]
			}
		}
		return l.Rule
	}
	r, err := ParseRule(l.Rule)
	if err != nil {
		return l.Rule
	}
	return p.rule(r, l.Name.In(lang))
}

// when is "2026-02-13 Fri 09:00–18:00", as far as the line has it.
func (p phrasebook) when(l Line) string {
	if l.From.IsZero() {
		if l.Through == "" {
			return p.date(l.Date)
		}
		return p.date(l.Date) + " " + p.to + " " + p.date(l.Through)
	}
	from := p.date(l.Date) + " " + clock(l.From)
	switch {
	case l.To.IsZero():
		return from
	case l.Through == "":
		return from + "–" + clock(l.To)
	}
	return from + " " + p.to + " " + p.date(l.Through) + " " + clock(l.To)
}

func (p phrasebook) date(s string) string {
	d, err := parseDate(s)
	if err != nil {
		return s
	}
	return s + " " + p.weekdays[d.weekday()]
}

// clock shows the time of day, with seconds where they matter.
func clock(t time.Time) string {
	if t.Second() == 0 && t.Nanosecond() == 0 {
		return t.Format("15:04")
	}
	return t.Format("15:04:05.999999")
}

func (p phrasebook) amount(l Line) string {
	if n := l.Counted.Days; n != 0 {
		if l.What == Elapsed {
			return p.count(n, p.units[days])
		}
		return p.count(n, p.units[workingDays])
	}
	if n := l.Counted.Months; n != 0 {
		return p.count(n, p.units[months])
	}
	left := l.Counted.Time
	var parts []string
	for _, u := range [...]struct {
		length time.Duration
		word   string
	}{{time.Hour, p.units[hours]}, {time.Minute, p.units[minutes]}} {
		if n := int(left / u.length); n != 0 {
			parts = append(parts, p.count(n, u.word))
			left %= u.length
		}
	}
	if left != 0 || len(parts) == 0 {
		parts = append(parts, p.seconds(left))
	}
	return strings.Join(parts, " ")
}

func (p phrasebook) count(n int, word string) string {
	if n != 1 {
		word += p.plural
	}
	return strconv.Itoa(n) + word
}

func (p phrasebook) seconds(d time.Duration) string {
	word := p.units[seconds]
	if d%time.Second == 0 {
		return p.count(int(d/time.Second), word)
	}
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + word + p.plural
}
