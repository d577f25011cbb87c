package calendar

// Names is one thing named in the three languages staff read. Accounts carry
// names instead of keys, so that an explanation kept in the books stays
// readable after its calendar has changed.
type Names struct {
	ZhHans string `json:"zh_hans,omitempty"`
	ZhHant string `json:"zh_hant,omitempty"`
	En     string `json:"en,omitempty"`
}

// In gives the name in "zh-Hans" or "zh-Hant", and in English for anything else.
func (n Names) In(lang string) string {
	switch lang {
	case "zh-Hans":
		return n.ZhHans
	case "zh-Hant":
		return n.ZhHant
	}
	return n.En
}

// IsZero reports that nothing is named.
func (n Names) IsZero() bool { return n == Names{} }
