package policies

// Languages in which titles are written, in the order of their codes as the API uses them.
var languages = []string{"zh-Hans", "zh-Hant", "en"}

// Title is what something is called, by language: zh-Hans, zh-Hant, en. It has at least one.
type Title map[string]string

// In is the title in a language. Where it has none the nearest other one is given and fallback is true, so that the reader
// can be shown that it isn't his language.
func (t Title) In(lang string) (text string, fallback bool) {
	if text := t[lang]; text != "" {
		return text, false
	}
	for _, other := range nearest(lang) {
		if text := t[other]; text != "" {
			return text, true
		}
	}
	return "", true
}

// nearest lists the languages by how well they stand in for lang: the other Chinese script before English.
func nearest(lang string) []string {
	if lang == "zh-Hant" {
		return []string{"zh-Hans", "en"}
	}
	return languages
}
