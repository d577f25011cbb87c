package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/api"
)

// emptyBooks are migrated books in a data folder.
func emptyBooks(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	if status, _, errs := policyTry("migrate", "up", "--data", data); status != exitOK {
		t.Fatal(errs)
	}
	return data
}

// ownV13 is a folder with V13 in which one text stands for another.
func ownV13(t *testing.T, old, text string) (dir string) {
	t.Helper()
	binder, err := openBinder("")
	if err != nil {
		t.Fatal(err)
	}
	v13, _ := binder.Policy("V13")
	changed := strings.Replace(string(v13.Content), old, text, 1)
	if old != text && changed == string(v13.Content) {
		t.Fatalf("V13 doesn't say %q", old)
	}
	return policyFolder(t, map[string]string{"V13.yaml": changed})
}

// inDays is the day a number of days from today in the business zone.
func inDays(n int) string {
	return time.Now().Add(time.Duration(n) * 24 * time.Hour).In(api.BusinessZone()).Format(time.DateOnly)
}

const (
	shipped = "within:   {value: 24 hours, clause: V13-2.5a}"
	sooner  = "within:   {value: 12 hours, clause: V13-2.5a}"
)

// load runs policy load and wants it to end so; hashes in its output read as "#".
func load(t *testing.T, status int, args ...string) (stdout, stderr string) {
	t.Helper()
	got, out, errs := policyTry(append([]string{"policy", "load"}, args...)...)
	if got != status {
		t.Fatalf("status %d\n%s%s", got, out, errs)
	}
	return regexp.MustCompile(`\b[0-9a-f]{12}\b`).ReplaceAllString(out, "#"), errs
}

func TestPolicyLoadShowsWhatChangesAndFromWhen(t *testing.T) {
	data, own, later := emptyBooks(t), ownV13(t, shipped, sooner), inDays(30)
	changes := `changed policy V13, edition # → #
  complaint.duties.prewarn.within  24 hours → 12 hours  V13-2.5a  policy
`
	for _, c := range []struct {
		what, want string
		args       []string
	}{
		{"a dry run", changes + "edition 1 would count (a dry run, nothing is stored) from " + later + " on, for new cases\n", []string{own, "--effective", later, "--dry-run"}},
		{"the first", changes + "edition 1 counts from " + later + " on, for new cases\n", []string{own, "--effective", later}},
		{"the same again", "nothing changed: edition 1, which counts from " + later + ", says the same\n", []string{own, "--effective", later}},
		{"today, as it is shipped", "nothing differs from what is in force then\nedition 2 counts from " + inDays(0) + " on, for new cases\nedition 1 follows on " + later + "\n",
			[]string{ownV13(t, "", "")}},
	} {
		out, errs := load(t, exitOK, append(c.args, "--data", data)...)
		if diff := cmp.Diff(c.want, out); diff != "" || errs != "" {
			t.Errorf("%s: %s%s", c.what, diff, errs)
		}
	}
	status, out, errs := policyTry("policy", "editions", "--data", data)
	want := regexp.MustCompile(`^2  from ` + inDays(0) + `  in force  [0-9a-f]{12}  loaded \S+\+08:00  cli\s*
1  from ` + later + `  coming    [0-9a-f]{12}  loaded \S+\+08:00  cli\s*
$`)
	if status != exitOK || !want.MatchString(out) {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
}

func TestPolicyLoadSaysWhatAnEarlierEditionHadAndThisOneHasNot(t *testing.T) {
	data := emptyBooks(t)
	first := policyFolder(t, map[string]string{
		"roles.yaml":    "roles: {herald: {en: Herald}, doorman: {en: Doorman}}\n",
		"profiles.yaml": "profiles: {kiosk: {title: {en: Kiosk}, calendar: cn, complaint: V13}}\n",
	})
	out, _ := load(t, exitOK, first, "--data", data, "--note", "a kiosk")
	if want := "added profile kiosk\nadded role doorman\nadded role herald\nedition 1 counts"; !strings.HasPrefix(out, want) {
		t.Error(out)
	}
	second := policyFolder(t, map[string]string{
		"roles.yaml":    "roles: {herald: {en: Usher}}\n",
		"profiles.yaml": "profiles: {kiosk: {title: {en: Kiosk, zh-Hans: 亭}, calendar: cn, complaint: V13}}\n",
	})
	out, _ = load(t, exitOK, second, "--data", data)
	want := `changed profile kiosk
  title.zh-Hans  - → 亭
removed role doorman
changed role herald
  title.en  Herald → Usher
edition 2 counts from ` + inDays(0) + " on, for new cases\n"
	if diff := cmp.Diff(want, regexp.MustCompile(`(?m) +$`).ReplaceAllString(out, "")); diff != "" {
		t.Error(diff)
	}
	if _, out, _ := policyTry("policy", "editions", "--data", data); !strings.Contains(out, "replaced") || !strings.Contains(out, "a kiosk") {
		t.Error(out)
	}
}

func TestPolicyLoadRefusesAFolderWithProblemsAndADayThatIsOver(t *testing.T) {
	data := emptyBooks(t)
	bad := policyFolder(t, map[string]string{
		"profiles.yaml": "profiles: {kiosk: {title: {en: Kiosk}, calendar: cn, complaint: V99}}\n", "V14.yml": "policy: V14\n",
	})
	out, errs := load(t, exitFailed, bad, "--data", data)
	want := filepath.Join(bad, "V14.yml") + ":1:1: not read: name it V14.yaml\n" +
		filepath.Join(bad, "profiles.yaml") + `:1:65: no policy "V99" for family complaint in the binder: add its file, or name one that is there` + "\n"
	if diff := cmp.Diff(want, out); diff != "" || !strings.Contains(errs, "2 problem(s) in the policies") {
		t.Errorf("%s%s", diff, errs)
	}
	if _, errs = load(t, exitFailed, t.TempDir(), "--data", data); !strings.Contains(errs, "1 problem(s)") {
		t.Error(errs)
	}
	good := ownV13(t, shipped, sooner)
	if _, errs = load(t, exitFailed, good, "--data", data, "--effective", inDays(-1)); !strings.Contains(errs, "that day is over") || !strings.Contains(errs, "name today or a day to come") {
		t.Error(errs)
	}
	if _, errs = load(t, exitFailed, good, "--data", data, "--effective", "1 January"); !strings.Contains(errs, "want a day such as 2027-01-01") {
		t.Error(errs)
	}
	if _, errs = load(t, exitFailed, good, "--data", t.TempDir()); !strings.Contains(errs, "carebook migrate up") {
		t.Error(errs)
	}
	if status, out, _ := policyTry("policy", "editions", "--data", data); status != exitOK || !strings.HasPrefix(out, "no edition was loaded") {
		t.Errorf("status %d: %s", status, out)
	}
}

func TestNothingStartsBesideAnEditionThatDoesNotFitUntilItIsReplaced(t *testing.T) {
	data := emptyBooks(t)
	beside := policyFolder(t, map[string]string{"roles.yaml": "roles: {herald: {en: Herald}}\n"})
	own := ownV13(t, "to: {value: general_manager, clause: V13-2.6,", "to: {value: herald, clause: V13-2.6,")
	if _, errs := load(t, exitFailed, own, "--data", data); !strings.Contains(errs, "problem(s)") {
		t.Error(errs)
	}
	load(t, exitOK, own, "--data", data, "--policies", beside)
	for _, process := range []string{"serve", "api", "worker"} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		var errs bytes.Buffer
		status := execute(ctx, []string{process, "--data", data}, streams{io.Discard, &errs})
		if cancel(); status != exitFailed || !strings.Contains(errs.String(), "edition 1 of the binder doesn't fit") || !strings.Contains(errs.String(), `unknown role "herald"`) {
			t.Errorf("%s: status %d: %s", process, status, errs.String())
		}
	}
	out, errs := load(t, exitOK, ownV13(t, shipped, sooner), "--data", data)
	if !strings.Contains(errs, "edition 1, which would be in force then, has problems: compared without it") || !strings.Contains(out, "24 hours → 12 hours") {
		t.Errorf("%s%s", out, errs)
	}
}
