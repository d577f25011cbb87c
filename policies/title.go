package policies

import "strings"

// Languages in which titles are written, in the order of their codes as the API uses them.
var languages = []string{"zh-Hans", "zh-Hant", "en"}

// Title is what something is called, by language: zh-Hans, zh-Hant, en. It has at least one.
type Title map[string]string

// In is the title in a language. Where it has none the nearest other one is given and fallback is true, so that the reader
// can be shown that it isn't his language.
func (t Title) In(lang string) (text string, fallback bool) {
	given := t.Language(lang)
	return t[given], given != lang
}

// Language is the one in which the title is given to whoever asks for lang; "" when it has none.
func (t Title) Language(lang string) string {
	for _, other := range append([]string{lang}, nearest(lang)...) {
		if t[other] != "" {
			return other
		}
	}
	return ""
}

// nearest lists the languages by how well they stand in for lang: the other Chinese script before English.
func nearest(lang string) []string {
	if lang == "zh-Hant" {
		return []string{"zh-Hans", "en"}
	}
	return languages
}

// all is the title in every language that it has.
func (t Title) all() string {
	var texts []string
	for _, lang := range languages {
		if t[lang] != "" {
			texts = append(texts, lang+": "+t[lang])
		}
	}
	return strings.Join(texts, "; ")
}
