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
		"3660 days", "87840 hours", "80000 working hours",
	} {
		if got := rule(t, s).String(); got != s {
			t.Errorf("ParseRule(%q).String() = %q", s, got)
		}
	}
}

func TestParseRuleRefusesEverythingElseAndSaysWhatIsAllowed(t *testing.T) {
	for s, want := range map[string]string{
		"":                           "want a number, one space and one of",
		"days":                       "want a number",
		"3":                          "want a number",
		"3 weeks":                    "want a number",
		"three days":                 "want a number",
		"-3 days":                    "want a number",
		"+3 days":                    "want a number",
		"1.5 hours":                  "want a number",
		"3days":                      "want a number",
		"3  days":                    "want a number",
		" 3 days":                    "want a number",
		"3 days ":                    "want a number",
		"3 Days":                     "want a number",
		"3\tdays":                    "want a number",
		"３ days":                     "want a number",
		"3 workingdays":              "want a number",
		"3 days\n":                   "want a number",
		"0 days":                     "from 1 to 3660",
		"3661 days":                  "from 1 to 3660",
		"1000000000 days":            "from 1 to 3660",
		"99999999999999999999 hours": "from 1 to 87840",
		"10001 working days":         "from 1 to 10000",
		"1 days":                     `write it as "1 day"`,
		"2 day":                      `write it as "2 days"`,
		"007 days":                   `write it as "7 days"`,
		strings.Repeat("9", 500):     "want a number",
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
