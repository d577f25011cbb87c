package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"pgregory.net/rapid"

	"carebook/calendar"
)

func TestParseRuleReadsEveryUnitInItsOneSpelling(t *testing.T) {
	for _, s := range []string{
		"1 second", "45 seconds", "1 minute", "90 minutes", "1 hour", "24 hours", "1 day", "6 days",
		"1 working hour", "4 working hours", "1 working day", "3 working days", "10000 working days",
		"3660 days", "87840 hours", "80000 working hours", "2 weeks", "1 half month", "3 half months", "1 month",
		"120 months", "50 years", "30 working minutes",
		"end of day", "end of week", "end of month", "end of quarter", "end of half year", "end of year", "end of next month",
		"1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st", "10th of next month",
		"00:00", "17:00", "23:59", "next day 10:00", "next working day 10:00", "Sunday 17:00", "Wednesday 08:30",
		"on mid_autumn", "eve of spring_festival", "3 days before spring_festival", "2 weeks after completion",
		"24 hours before completion", "4 working hours after acceptance", "250 working days before mid_autumn",
	} {
		if got := rule(t, s).String(); got != s {
			t.Errorf("ParseRule(%q).String() = %q", s, got)
		}
	}
}

func TestParseRuleRefusesEverythingElseAndSaysWhatIsAllowed(t *testing.T) {
	for s, want := range map[string]string{
		"":                              "want a rule such as",
		"days":                          "want a rule such as",
		"3":                             "want a rule such as",
		"three days":                    "want a rule such as",
		"-3 days":                       "want a rule such as",
		"+3 days":                       "want a rule such as",
		"1.5 hours":                     "want a rule such as",
		"3days":                         "want a rule such as",
		"3  days":                       "want one of the units",
		" 3 days":                       "want a rule such as",
		"3 days ":                       "want one of the units",
		"3 Days":                        "want one of the units",
		"3\tdays":                       "want a rule such as",
		"３ days":                        "want a rule such as",
		"3 workingdays":                 "want one of the units",
		"3 days\n":                      "want one of the units",
		"0 days":                        "from 1 to 3660",
		"3661 days":                     "from 1 to 3660",
		"1000000000 days":               "from 1 to 3660",
		"99999999999999999999 hours":    "from 1 to 87840",
		"10001 working days":            "from 1 to 10000",
		"1 days":                        `write it as "1 day"`,
		"2 day":                         `write it as "2 days"`,
		"007 days":                      `write it as "7 days"`,
		strings.Repeat("9", 500):        "want a rule such as",
		"3 moons":                       "half month, month, year, working minute",
		"5000000000 weeks":              "from 1 to 522",
		"0th":                           "from 1 to 31",
		"32nd":                          "from 1 to 31",
		"1th":                           `write it as "1st"`,
		"the 10th":                      "want a rule such as",
		"10th of the month":             "want a rule such as",
		"end of weeks":                  "want a rule such as",
		"end of hour":                   "want a rule such as",
		"end of next next day":          "want a rule such as",
		"next end of day":               "want a rule such as",
		"24:00":                         "want a rule such as",
		"7:00":                          "want a rule such as",
		"17:60":                         "want a rule such as",
		"sunday 17:00":                  "want a rule such as",
		"Sunday":                        "want a rule such as",
		"next Sunday 17:00":             "want a rule such as",
		"mid_autumn":                    "want a rule such as",
		"on Mid_autumn":                 "want a rule such as",
		"on mid autumn":                 "want a rule such as",
		"1 day before mid_autumn":       `write it as "eve of mid_autumn"`,
		"0 days before mid_autumn":      "from 1 to 366",
		"367 days before mid_autumn":    "from 1 to 366",
		"2 months before completion":    "count before and after in days",
		"3 days before":                 "want one of the units",
		"on " + strings.Repeat("a", 99): "want a rule such as",
	} {
		r, err := calendar.ParseRule(s)
		if err == nil || !r.IsZero() {
			t.Errorf("ParseRule(%q) = %v, %v; want an error", s, r, err)
			continue
		}
		if !strings.Contains(err.Error(), want) || len(err.Error()) > 300 {
			t.Errorf("ParseRule(%q): %v; want %q in at most 300 bytes", s, err, want)
		}
	}
}

func TestRulesSurviveJSONAndYAML(t *testing.T) {
	type holder struct {
		Limit calendar.Rule `json:"limit" yaml:"limit"`
		Never calendar.Rule `json:"never,omitzero" yaml:"never,omitempty"`
	}
	want := holder{Limit: rule(t, "3 working days")}
	asJSON, err := json.Marshal(want)
	if err != nil || string(asJSON) != `{"limit":"3 working days"}` {
		t.Fatalf("JSON: %s, %v", asJSON, err)
	}
	asYAML, err := yaml.Marshal(want)
	if err != nil || !strings.Contains(string(asYAML), "limit: 3 working days\n") {
		t.Fatalf("YAML: %s, %v", asYAML, err)
	}
	var fromJSON, fromYAML holder
	if err := json.Unmarshal(asJSON, &fromJSON); err != nil || fromJSON != want {
		t.Errorf("from JSON: %v, %v", fromJSON, err)
	}
	if err := yaml.Unmarshal(asYAML, &fromYAML); err != nil || fromYAML != want {
		t.Errorf("from YAML: %v, %v", fromYAML, err)
	}
	if err := json.Unmarshal([]byte(`{"limit":"3 moons"}`), &fromJSON); err == nil {
		t.Error("a malformed rule was accepted from JSON")
	}
}

func TestEveryRuleReadsBackAsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRule(10_000).Draw(t, "rule")
		if back, err := calendar.ParseRule(r.String()); err != nil || back != r {
			t.Fatalf("%s read back as %v, %v", r, back, err)
		}
	})
}

func FuzzParseRule(f *testing.F) {
	for _, s := range []string{"3 working days", "24 hours", "1 day", "01 day", "9999999999 seconds", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := calendar.ParseRule(s)
		if err == nil && r.String() != s {
			t.Errorf("%q was read as %q", s, r)
		}
		if err != nil && !r.IsZero() {
			t.Errorf("%q: a rule beside an error", s)
		}
	})
}
