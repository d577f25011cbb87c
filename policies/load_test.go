package policies_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"carebook/policies"

	"github.com/google/go-cmp/cmp"
)

// small is the policy of testdata/good.yaml, whole.
func small(t *testing.T) string {
	t.Helper()
	return string(must(os.ReadFile("testdata/good.yaml"))) + string(must(os.ReadFile("testdata/actions.yaml")))
}

func TestParseKeepsTheBytesAndNamesTheEditionAfterThem(t *testing.T) {
	src := []byte(small(t))
	p, err := policies.Parse("T1.yaml", src)
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "T1" || p.Family != "complaint" || p.File != "T1.yaml" || string(p.Content) != string(src) || len(p.Edition) != 64 {
		t.Errorf("id %s, family %s, file %s, edition %s", p.ID, p.Family, p.File, p.Edition)
	}
	if got := p.Complaint.Duties["prewarn"].Within.Value.String(); got != "24 hours" {
		t.Errorf("pre-warning within %s", got)
	}
	if _, ok := p.Complaint.Duties["convene"]; ok {
		t.Error("a duty that is off has a clock")
	}
}

func TestAnyChangedByteIsAnotherEdition(t *testing.T) {
	src := small(t)
	seen := map[string]string{}
	for what, variant := range map[string]string{
		"as it is": src, "one more newline": src + "\n", "a comment": src + "# reviewed\n",
		"another number": strings.Replace(src, "24 hours", "23 hours", 1), "a space": strings.Replace(src, "family: ", "family:  ", 1),
	} {
		p, err := policies.Parse("T1.yaml", []byte(variant))
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if other, ok := seen[p.Edition]; ok {
			t.Errorf("%s and %s are one edition", what, other)
		}
		seen[p.Edition] = what
	}
}

func TestABinderWithoutItsListsSaysWhichAreMissing(t *testing.T) {
	_, err := policies.Load(fstest.MapFS{"T1.yaml": {Data: []byte(small(t))}})
	const tail = ":1:1: the file is missing: a binder has roles.yaml, clauses.yaml and profiles.yaml beside its policies"
	want := "clauses.yaml" + tail + "\nprofiles.yaml" + tail + "\nroles.yaml" + tail
	if err == nil || err.Error() != want {
		t.Errorf("said:\n%v\nwant:\n%s", err, want)
	}
}

func TestProblemsOfAllFilesComeTogetherInOrder(t *testing.T) {
	bad := strings.Replace(small(t), "24 hours", "24 hour", 1)
	_, err := shipped(t).Overlay(fstest.MapFS{
		"b.yaml":        {Data: []byte(bad)},
		"a.yaml":        {Data: []byte(bad)},
		"c.yml":         {Data: []byte(bad)},
		"profiles.yaml": {Data: []byte("profiles: {kiosk: {title: {en: Kiosk}, calendar: cn, complaint: T9}}\n")},
		"README.md":     {Data: []byte("not read")},
	})
	var problems policies.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	want := `own/a.yaml:19:25: rule "24 hour": write it as "24 hours"
own/b.yaml:2:9: policy "T1" stands in a.yaml already: two sources for one policy, keep one
own/b.yaml:19:25: rule "24 hour": write it as "24 hours"
own/c.yml:1:1: not read: name it c.yaml
own/profiles.yaml:1:65: no policy "T9" for family complaint in the binder: add its file, or name one that is there`
	if diff := cmp.Diff(want, problems.In("own").Error()); diff != "" {
		t.Error(diff)
	}
}

func TestAnOverlayReplacesAndAddsAndLeavesTheShippedBinderAlone(t *testing.T) {
	base := shipped(t)
	before, _ := base.Policy("V13")
	own, err := base.Overlay(fstest.MapFS{
		"mine.yaml":     {Data: []byte(strings.Replace(small(t), "policy: T1", "policy: V13", 1))},
		"profiles.yaml": {Data: []byte("profiles: {kiosk: {title: {en: Kiosk}, calendar: cn}}\n")},
		"roles.yaml":    {Data: []byte("roles: {greeter: {en: Greeter}}\n")},
		"clauses.yaml":  {Data: []byte("clauses: {OWN-1: {family: all, kept: stated, title: {en: Be kind}}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	replaced, _, err := own.For("complaint", "dealer-4s")
	if err != nil || replaced.File != "mine.yaml" {
		t.Errorf("the company's own policy is not used: %v", err)
	}
	if after, _ := base.Policy("V13"); after != before || len(base.Profiles())+1 != len(own.Profiles()) {
		t.Error("the shipped binder has changed")
	}
	if _, ok := own.Role("greeter"); !ok {
		t.Error("the company's own role is missing")
	}
	if _, ok := own.Clause("OWN-1"); !ok {
		t.Error("the company's own clause is missing")
	}
	if _, _, err := own.For("complaint", "kiosk"); !errors.Is(err, policies.ErrNoPolicy) {
		t.Errorf("a profile without complaints: %v", err)
	}
	if _, _, err := own.For("complaint", "palace"); !errors.Is(err, policies.ErrNoProfile) {
		t.Errorf("an unknown profile: %v", err)
	}
}

func TestAnEmptyFolderIsNoOverlay(t *testing.T) {
	if _, err := shipped(t).Overlay(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was taken for a company's own")
	}
}

func TestClausesAreListedAsAReaderCounts(t *testing.T) {
	own, err := shipped(t).Overlay(fstest.MapFS{"clauses.yaml": {Data: []byte(
		"clauses: {V13-2.10: {family: all, kept: stated, title: {en: Ten}}, V13-10.1: {family: all, kept: stated, title: {en: X}}}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range own.Clauses() {
		if strings.HasPrefix(c.ID, "V13-") {
			ids = append(ids, c.ID)
		}
	}
	want := "V13-1.3 V13-2.1 V13-2.2 V13-2.3 V13-2.4a V13-2.4b V13-2.4c V13-2.5a V13-2.5b V13-2.6 V13-2.7 V13-2.8 V13-2.9 V13-2.10 V13-10.1"
	if diff := cmp.Diff(want, strings.Join(ids, " ")); diff != "" {
		t.Error(diff)
	}
}

func TestATitleFallsBackVisiblyToTheNearestLanguage(t *testing.T) {
	one := policies.Title{"zh-Hans": "投诉"}
	two := policies.Title{"zh-Hant": "投訴", "en": "Complaint"}
	for _, c := range []struct {
		title    policies.Title
		lang     string
		text     string
		fallback bool
	}{
		{one, "zh-Hans", "投诉", false}, {one, "zh-Hant", "投诉", true}, {one, "en", "投诉", true},
		{two, "zh-Hans", "投訴", true}, {two, "zh-Hant", "投訴", false}, {two, "en", "Complaint", false}, {two, "fr", "投訴", true},
		{nil, "en", "", true},
	} {
		if text, fallback := c.title.In(c.lang); text != c.text || fallback != c.fallback {
			t.Errorf("%v in %s: %q, fallback %v", c.title, c.lang, text, fallback)
		}
	}
}
