package calendar

import (
	"fmt"
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
	return when + " " + strings.NewReplacer(
		"{name}", l.Name.In(lang),
		"{year}", l.Date[:min(4, len(l.Date))],
		"{counted}", p.amount(l),
	).Replace(what)
}

// phrasebook holds one language's words. In what, {name} is the festival,
// {counted} the amount and {year} the year of the line.
type phrasebook struct {
	weekdays                              [7]string
	to                                    string
	what                                  map[What]string
	evenOn                                string // a counted day that is a holiday
	day, workingDay, hour, minute, second string
	plural                                string
}

var phrases = map[string]phrasebook{
	"zh-Hans": {
		weekdays: [7]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
		to:       "至",
		what: map[What]string{
			Start: "起算", Elapsed: "计入 {counted}", Worked: "工作，计入 {counted}", MakeUpDay: "调休上班（{name}），计入 {counted}",
			Weekend: "休息日，不计", Holiday: "{name}放假，不计", Paused: "暂停，不计",
			Provisional: "起：{year} 年放假安排尚未公布，暂按每周安排和固定日期的法定节日推算",
			UsualClose:  "当日无工作时间，以通常的停止业务活动时间为准", DueTime: "到期",
		},
		evenOn: "计入 {counted}（虽逢{name}）",
		day:    " 天", workingDay: " 个工作日", hour: " 小时", minute: " 分钟", second: " 秒",
	},
	"zh-Hant": {
		weekdays: [7]string{"週日", "週一", "週二", "週三", "週四", "週五", "週六"},
		to:       "至",
		what: map[What]string{
			Start: "起算", Elapsed: "計入 {counted}", Worked: "工作，計入 {counted}", MakeUpDay: "調休上班（{name}），計入 {counted}",
			Weekend: "休息日，不計", Holiday: "{name}放假，不計", Paused: "暫停，不計",
			Provisional: "起：{year} 年放假安排尚未公布，暫按每週安排和固定日期的法定節日推算",
			UsualClose:  "當日無工作時間，以通常的停止業務活動時間為準", DueTime: "到期",
		},
		evenOn: "計入 {counted}（雖逢{name}）",
		day:    " 天", workingDay: " 個工作日", hour: " 小時", minute: " 分鐘", second: " 秒",
	},
	"en": {
		weekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		to:       "to",
		what: map[What]string{
			Start: "start", Elapsed: "{counted} counted", Worked: "worked, {counted} counted", MakeUpDay: "make-up day for {name}, {counted} counted",
			Weekend: "day of rest, not counted", Holiday: "{name}, not counted", Paused: "paused, not counted",
			Provisional: "onwards: no arrangement published for {year}, taken from the weekly pattern and fixed statutory days",
			UsualClose:  "usual close of business, since nobody works that day", DueTime: "due",
		},
		evenOn: "{counted} counted, although {name}",
		day:    " day", workingDay: " working day", hour: " hour", minute: " minute", second: " second", plural: "s",
	},
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
			return p.count(n, p.day)
		}
		return p.count(n, p.workingDay)
	}
	left := l.Counted.Time
	var parts []string
	for _, u := range [...]struct {
		length time.Duration
		word   string
	}{{time.Hour, p.hour}, {time.Minute, p.minute}} {
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
	return fmt.Sprint(n) + word
}

func (p phrasebook) seconds(d time.Duration) string {
	if d%time.Second == 0 {
		return p.count(int(d/time.Second), p.second)
	}
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + p.second + p.plural
}
