package api

import (
	"slices"

	"golang.org/x/text/language"
)

// languages are those that the counter speaks, by the codes it uses everywhere. The first is the one for whoever asks for
// none, or for one that isn't here.
var languages = []string{"zh-Hans", "zh-Hant", "en"}

// languageOf reads an Accept-Language header. What can't be read counts as not said.
func languageOf(header string) string {
	if len(header) > 200 {
		return languages[0]
	}
	wanted, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return languages[0]
	}
	for _, tag := range wanted { // the most wanted first
		if lang := spoken(tag); lang != "" {
			return lang
		}
	}
	return languages[0]
}

// spoken is the language that a reader of tag understands; empty when none is. Regions tell scripts: zh-HK is zh-Hant.
func spoken(tag language.Tag) string {
	switch main, _ := tag.Base(); main.String() {
	case "en":
		return "en"
	case "zh":
		if script, _ := tag.Script(); script.String() == "Hant" {
			return "zh-Hant"
		}
		return "zh-Hans"
	}
	return ""
}

// said is one thing in the three languages.
type said struct{ hans, hant, en string }

func (s said) in(lang string) string {
	return [...]string{s.hans, s.hant, s.en}[max(0, slices.Index(languages, lang))]
}
