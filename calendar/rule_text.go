package calendar

import (
	"strconv"
	"strings"
)

// Text renders the rule for people in "zh-Hans", "zh-Hant" or "en" (also for any
// other language). An anchor is named by its key.
func (r Rule) Text(lang string) string {
	p, ok := phrases[lang]
	if !ok {
		p = phrases["en"]
	}
	return p.rule(r, "")
}

// rule words a rule; anchor is the name of what it is counted from, if known.
func (p phrasebook) rule(r Rule, anchor string) string {
	face := clockFace(r.minute)
	switch r.form {
	case length:
		return p.length(r)
	case periodEnd:
		if r.next {
			return p.nextEnds[r.unit]
		}
		return p.ends[r.unit]
	case monthDay:
		text := p.monthDay
		if r.next {
			text = p.nextMonthDay
		}
		return strings.ReplaceAll(text, "{n}", p.nth(r.n))
	case timeOfDay:
		if r.next {
			return strings.ReplaceAll(p.nextDay, "{time}", face)
		}
		return face
	case workingDay:
		return strings.ReplaceAll(p.nextWorkDay, "{time}", face)
	case weekdayAt:
		return p.weekdays[r.weekday] + " " + face
	}
	return p.anchored(r, anchor)
}

func (p phrasebook) anchored(r Rule, anchor string) string {
	switch {
	case r.anchor == birthdayAnchor:
		anchor = p.birthday
	case anchor == "":
		anchor = r.anchor
	}
	text := p.after
	switch {
	case r.n == 0:
		text = p.on
	case r.isEve():
		text = p.eve
	case r.back:
		text = p.before
	}
	return strings.NewReplacer("{anchor}", anchor, "{length}", strings.TrimSpace(p.length(r))).Replace(text)
}

func (p phrasebook) length(r Rule) string {
	if r.unit == halfMonths && r.n == 1 {
		return p.halfMonth
	}
	return p.count(r.n, p.units[r.unit])
}

// nth is the number of a day: English says 10th.
func (p phrasebook) nth(n int) string {
	if p.plural != "" {
		return ordinal(n)
	}
	return strconv.Itoa(n)
}
