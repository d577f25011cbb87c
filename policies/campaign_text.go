package policies

import (
	"regexp"
	"slices"
	"strings"
)

// Placeholders of a text to a customer: what is put in when somebody reads it, who is to say or send it.
const (
	PutSalutation = "salutation" // how the customer is addressed
	PutOccasion   = "occasion"   // what it is about: the festival, the point of the project
	PutUnit       = "unit"       // name of the unit
	PutPhone      = "phone"      // of whoever writes
	PutConsultant = "consultant" // name of whoever writes
)

var placeholders = []string{PutSalutation, PutOccasion, PutUnit, PutPhone, PutConsultant}

var placeholderForm = regexp.MustCompile(`\{([^{}]*)\}`)

// placeholdersIn are those of a text, in their order.
func placeholdersIn(text string) (words []string) {
	for _, found := range placeholderForm.FindAllStringSubmatch(text, -1) {
		words = append(words, found[1])
	}
	return words
}

// braced is a word as a text has it.
func braced(word string) string { return "{" + word + "}" }

func allBraced(words []string) (out []string) {
	for _, w := range words {
		out = append(out, braced(w))
	}
	return out
}

// Fill puts into a text what its placeholders stand for. What isn't given stays as it is and is named in missing, so that whoever writes
// puts it in. What is put in isn't looked through again.
func Fill(text string, put map[string]string) (full string, missing []string) {
	full = placeholderForm.ReplaceAllStringFunc(text, func(found string) string {
		word := strings.Trim(found, "{}")
		if put[word] != "" {
			return put[word]
		}
		if !slices.Contains(missing, word) {
			missing = append(missing, word)
		}
		return found
	})
	return full, missing
}

// form checks the form of messages, and gives it back unless something is wrong with it: then no text is held against it.
func (d *decoder) form(form *Rule[[]string]) *Rule[[]string] {
	if form == nil {
		return nil
	}
	before := len(d.problems)
	d.words("campaign.form.value", form.Value, "placeholder", placeholders)
	if len(form.Value) == 0 || len(d.problems) > before {
		return nil
	}
	return form
}

// wording checks a text in its languages: each has only placeholders that are known, and the form that messages have.
func (d *decoder) wording(path string, t Title, form *Rule[[]string]) {
	d.title(t, path)
	for _, lang := range sorted(t) {
		at, used := d.at(join(path, lang)), placeholdersIn(t[lang])
		unknown := slices.DeleteFunc(slices.Clone(used), func(word string) bool { return slices.Contains(placeholders, word) })
		for _, word := range unknown {
			d.complain(at, "unknown placeholder %s; %s", quote(braced(word)), oneOf(allBraced(placeholders)))
		}
		switch {
		case strings.ContainsAny(placeholderForm.ReplaceAllString(t[lang], ""), "{}"):
			d.complain(at, "a brace that is no part of a placeholder: write it with its other one, or leave it out; %s", oneOf(allBraced(placeholders)))
		case form != nil && len(unknown) == 0 && !hasForm(t[lang], form.Value):
			d.complain(at, "the form of messages (%s) begins with %s and ends with %s: put them there",
				form.Clause, braced(form.Value[0]), strings.Join(allBraced(form.Value[1:]), " "))
		}
	}
}

// hasForm reports whether a text begins with the first part of a form and ends with the others, in their order.
func hasForm(text string, form []string) bool {
	used, first, last := placeholdersIn(text), form[0], form[1:]
	if !strings.HasPrefix(text, braced(first)) || len(used) <= len(last) {
		return false
	}
	ends := len(last) == 0 || strings.HasSuffix(text, braced(last[len(last)-1]))
	return ends && slices.Equal(used[len(used)-len(last):], last)
}
