package policies

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// VisitScript is what a visitor says and asks, in order.
type VisitScript struct {
	Title     Title      `yaml:"title"`
	Steps     []Step     `yaml:"steps,omitempty"`
	Questions []Question `yaml:"questions,omitempty"`
}

// Step is one part of a call, or a wording that is fixed.
type Step struct {
	ID     string `yaml:"id"`
	Title  Title  `yaml:"title"`
	Clause string `yaml:"clause"`
	Source Source `yaml:"source,omitempty"`
}

// Question is something that the customer is asked, and how it can be answered.
type Question struct {
	ID       string      `yaml:"id"`
	Title    Title       `yaml:"title"`
	Kind     string      `yaml:"kind"`
	Scale    Scale       `yaml:"scale,omitempty"`   // of a score
	Low      *Rule[Nth]  `yaml:"low,omitempty"`     // no score up to this place of the scale is that of a satisfied customer
	Choices  []Choice    `yaml:"choices,omitempty"` // of a choice
	Optional *Rule[bool] `yaml:"optional,omitempty"`
	Clause   string      `yaml:"clause"`
	Source   Source      `yaml:"source,omitempty"`
}

// Choice is one answer of several.
type Choice struct {
	ID    string `yaml:"id"`
	Title Title  `yaml:"title"`
}

// Kinds of questions. What is said to an open one is written down; it isn't counted.
const (
	AskScore  = "score"
	AskYesNo  = "yes_no"
	AskChoice = "choice"
)

// Answers to a question of kind AskYesNo.
const (
	AnswerYes = "yes"
	AnswerNo  = "no"
)

// Scale is between what a score lies, both ends included. In files it is written 1 to 5.
type Scale struct{ From, To int }

// String is the scale as it is written.
func (s Scale) String() string { return fmt.Sprintf("%d to %d", s.From, s.To) }

// MarshalText writes it as it is read.
func (s Scale) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads it: whole numbers from 0 to 10, the smaller one first.
func (s *Scale) UnmarshalText(b []byte) error {
	from, to, _ := strings.Cut(string(b), " to ")
	read := Scale{}
	read.From, _ = strconv.Atoi(from)
	read.To, _ = strconv.Atoi(to)
	if read.String() != string(b) || read.From < 0 || read.To > 10 || read.From >= read.To {
		return fmt.Errorf("scale %q: want whole numbers from 0 to 10, the smaller one first, like 1 to 5", b)
	}
	*s = read
	return nil
}

func (s Step) number() Number { return spoken(s.ID, s.Clause, s.Source) }

func (q Question) number() Number { return spoken(q.ID, q.Clause, q.Source) }

func spoken(id, clause string, source Source) Number {
	if source == "" {
		source = FromPolicy
	}
	return Number{Clause: clause, Value: id, Source: source}
}

// Values are the answers that a question takes, from the lowest or in their order.
func (q Question) Values() (values []string) {
	switch q.Kind {
	case AskScore:
		for n := q.Scale.From; n <= q.Scale.To; n++ {
			values = append(values, strconv.Itoa(n))
		}
	case AskYesNo:
		values = []string{AnswerYes, AnswerNo}
	case AskChoice:
		for _, c := range q.Choices {
			values = append(values, c.ID)
		}
	}
	return values
}

// IsLow reports whether an answer is a score that no satisfied customer gives.
func (q Question) IsLow(value string) bool {
	i := slices.Index(q.Values(), value)
	return q.Low != nil && i >= 0 && i < int(q.Low.Value)
}

// Score is how the answers of a script add up: the mean of its scores in per cent of their scales, rounded down; scored is
// false when none was given. Answers are by question.
func (s VisitScript) Score(answers map[string]string) (percent int64, scored bool) {
	var sum, most int64
	for _, q := range s.Questions {
		if n, err := strconv.Atoi(answers[q.ID]); err == nil && q.Kind == AskScore {
			sum, most = sum+int64(n-q.Scale.From), most+int64(q.Scale.To-q.Scale.From)
		}
	}
	if most == 0 {
		return 0, false
	}
	return 100 * sum / most, true
}

// script checks what a visitor says and asks.
func (d *decoder) script(path string, s VisitScript) {
	d.title(s.Title, path+".title")
	var seen []string
	once := func(id, at string) {
		d.id(id, d.at(at))
		if slices.Contains(seen, id) && id != "" {
			d.complain(d.at(at), "%s stands in the script twice: keep one, or take another name", quote(id))
		}
		seen = append(seen, id)
	}
	for i, step := range s.Steps {
		at := fmt.Sprintf("%s.steps[%d]", path, i)
		once(step.ID, at+".id")
		d.title(step.Title, at+".title")
	}
	for i, q := range s.Questions {
		at := fmt.Sprintf("%s.questions[%d]", path, i)
		once(q.ID, at+".id")
		d.title(q.Title, at+".title")
		d.question(at, q)
	}
	if len(s.Steps)+len(s.Questions) == 0 {
		d.complain(d.keyOr(path), "nothing is said and nothing is asked: add steps or questions, or leave the script out")
	}
}

func (d *decoder) question(path string, q Question) {
	d.oneWord(path+".kind", q.Kind, "kind of question", []string{AskScore, AskYesNo, AskChoice})
	if scored := q.Kind == AskScore; d.sound(path+".kind") && scored != d.has(path+".scale") {
		d.complain(d.keyOr(path), "a score has a scale, and nothing else has: correct kind, or scale")
	}
	if chosen := q.Kind == AskChoice; d.sound(path+".kind") && chosen != d.has(path+".choices") {
		d.complain(d.keyOr(path), "a choice has choices, and nothing else has: correct kind, or choices")
	}
	if q.Low != nil && (q.Kind != AskScore || int(q.Low.Value) > q.Scale.To-q.Scale.From) {
		d.complain(d.keyOr(path+".low"), "%s is no low place of a scale %s: want a smaller one, or leave it out", q.Low.Value, q.Scale)
	}
	for i, c := range q.Choices {
		d.id(c.ID, d.at(fmt.Sprintf("%s.choices[%d].id", path, i)))
		d.title(c.Title, fmt.Sprintf("%s.choices[%d].title", path, i))
	}
}
