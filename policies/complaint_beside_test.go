package policies_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// settling is the small policy with a way to settle complaints.
func settling(t *testing.T, way string, actions ...string) string {
	t.Helper()
	src := strings.Replace(small(t), "  duties:\n", "  settlements:\n"+way+"  duties:\n", 1)
	for _, a := range actions {
		src += "    " + a + ": {by: {value: [legal], clause: V13-2.1}}\n"
	}
	return src
}

func TestASettlementNamesItsReceiversAndWhoMaySettle(t *testing.T) {
	const way = "    swap: {copies: [{value: legal, clause: V13-2.1}]}\n"
	for what, c := range map[string]struct{ src, want string }{
		"whole":              {settling(t, way, "sign", "route", "settle"), ""},
		"nobody may sign":    {settling(t, way, "route", "settle"), "nobody may sign a settlement: add who may"},
		"unknown receiver":   {settling(t, strings.Replace(way, "legal", "heaven", 1), "sign", "route", "settle"), `unknown role "heaven"`},
		"the word for none":  {settling(t, strings.Replace(way, "swap", "none", 1), "sign", "route", "settle"), "none is the word for no settlement"},
		"copy with no proof": {settling(t, "    swap: {copies: [{value: legal}]}\n", "sign", "route", "settle"), "number without a clause"},
		"unknown medium": {
			strings.Replace(small(t), "  duties:\n", "  media: {value: [pigeon], clause: V13-2.1}\n  duties:\n", 1), `unknown medium "pigeon"`,
		},
		"a clock that nobody may keep": {
			strings.Replace(small(t), "    convene: off\n", "    track: {by: {value: legal, clause: V13-2.1}, within: {value: 72 hours, clause: V13-2.1}, breach: {to: {value: legal, clause: V13-2.1}}}\n", 1),
			"nobody may track",
		},
		"a clock that closing keeps": {
			strings.Replace(small(t), "    convene: off\n", "    conclude: {by: {value: customer_relations_manager, clause: V13-2.1}, within: {value: 6 days, clause: V13-2.1}, breach: {to: {value: legal, clause: V13-2.1}}}\n", 1), "",
		},
	} {
		_, err := shipped(t).Overlay(fstest.MapFS{"T1.yaml": {Data: []byte(c.src)}})
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", what, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: said %v, want %s", what, err, c.want)
		}
	}
}

// The numbers of S3's complaint part, each from its own clause.
func TestEveryNumberOfS3StandsInItsPolicy(t *testing.T) {
	p, _ := shipped(t).Policy("S3")
	for duty, want := range map[string]string{
		"conclude": "6 days S3-26.1", "report": "3 days S3-25.3", "monthly_review": "10th of next month S3-28.1", "brief": "2 hours A-02",
		"input_marketing": "1 day A-14", "input_rnd": "2 days A-14", "input_service": "3 days A-14",
	} {
		w := p.Complaint.Duties[duty].Within
		if got := w.Value.String() + " " + w.Clause; got != want {
			t.Errorf("%s: %s, want %s", duty, got, want)
		}
	}
	if d, r := p.Complaint.Settlements["discount"], p.Complaint.Settlements["return"]; len(d.Copies) != 2 || d.Equal != nil || len(r.Copies) != 4 || !r.Equal.Value {
		t.Errorf("%+v", p.Complaint.Settlements)
	}
	for policy, want := range map[string]string{"R9": "track 72 hours R9-7", "R4": "attend 1 day R4-K.3b"} {
		p, _ := shipped(t).Policy(policy)
		duty, _, _ := strings.Cut(want, " ")
		w := p.Complaint.Duties[duty].Within
		if got := duty + " " + w.Value.String() + " " + w.Clause; got != want {
			t.Errorf("%s: %s, want %s", policy, got, want)
		}
	}
}
