package worker

import (
	"strconv"
	"strings"
	"time"

	"carebook/models"
)

// Words say what people call something in a language; known is false for what they have no word for. The counter has them.
type Words func(key, lang string) (text string, known bool)

// letter writes messages in one language. They say the kind and number of a case, what happened, its clause and where to look: nothing that
// is about a person, and nothing that anybody wrote.
type letter struct {
	words Words
	lang  string
	desk  string // address of the desk; "" for none
	zone  *time.Location
}

func (l letter) write(d models.Draft) (subject, body string) {
	switch {
	case d.Notice != nil:
		return l.notice(d.Notice)
	case d.Morning != nil:
		return l.morning(d.Morning)
	}
	return "carebook", l.word("message.test")
}

// word is the word for the first key that has one; the last key itself when none has, without the field before it.
func (l letter) word(keys ...string) string {
	for _, key := range keys {
		if text, known := l.words(key, l.lang); known {
			return text
		}
	}
	last := keys[len(keys)-1]
	return last[strings.LastIndex(last, ".")+1:]
}

func (l letter) duty(duty string) string { return l.word("duty."+duty, duty) }

func (l letter) notice(n *models.NoticeItem) (subject, body string) {
	kind, what := l.word("kind."+string(n.Kind), string(n.Kind)), l.word("event."+n.What, n.What)
	subject = kind + " " + n.Number + " · " + what
	var lines []string
	if n.Duty != "" {
		lines = append(lines, l.line("message.duty", l.duty(n.Duty)))
	}
	lines = append(lines, l.line("message.clause", n.Clause))
	if l.desk != "" {
		lines = append(lines, l.desk+"/"+string(n.Kind)+"s/"+n.CaseID) // as the desk calls the page of each kind
	}
	return subject, strings.Join(append(lines, l.line("message.ref", short(n.ID))), "\n")
}

// line is a heading and what stands behind it.
func (l letter) line(key, text string) string {
	colon := "："
	if l.lang == "en" {
		colon = ": "
	}
	return l.word(key) + colon + text
}

// short is the end of an id, by which people tell doubles.
func short(id string) string { return id[max(0, len(id)-8):] }

func (l letter) morning(m *models.Morning) (subject, body string) {
	subject = strings.NewReplacer("{due}", strconv.FormatInt(m.Due, 10), "{overdue}", strconv.FormatInt(m.Overdue, 10)).Replace(l.word("message.morning"))
	var lines []string
	for _, t := range m.First {
		line := t.Number + " " + l.duty(t.Duty) + " " + t.DueAt.In(l.zone).Format("01-02 15:04")
		if !t.DueAt.After(m.At) {
			line += " · " + l.word("message.late")
		}
		lines = append(lines, line)
	}
	if more := m.Due - int64(len(m.First)); more > 0 {
		lines = append(lines, strings.ReplaceAll(l.word("message.more"), "{more}", strconv.FormatInt(more, 10)))
	}
	if l.desk != "" {
		lines = append(lines, l.desk+"/")
	}
	return subject, strings.Join(lines, "\n")
}
