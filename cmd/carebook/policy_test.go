package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// policyTry runs carebook and gives its exit status, standard output and standard error.
func policyTry(args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = run(args, &out, &errs)
	return status, out.String(), errs.String()
}

// policyFolder writes files into a new folder.
func policyFolder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPolicyShowListsEveryNumberOfV13(t *testing.T) {
	status, out, errs := policyTry("policy", "show", "V13")
	if status != exitOK || errs != "" {
		t.Fatalf("status %d: %s", status, errs)
	}
	const golden = "testdata/policy-show-V13.txt"
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out); diff != "" {
		t.Errorf("golden -, shown + (carebook policy show V13 > cmd/carebook/%s)\n%s", golden, diff)
	}
}

func TestPolicyShowOfAnUnknownPolicySaysWhichThereAre(t *testing.T) {
	if status, _, errs := policyTry("policy", "show", "V99"); status != exitFailed || !strings.Contains(errs, `no policy "V99": there are `) {
		t.Errorf("status %d: %s", status, errs)
	}
}

func TestPolicyCheckOfTheShippedBinderIsClean(t *testing.T) {
	if status, out, errs := policyTry("policy", "check"); status != exitOK || !strings.HasPrefix(out, "no problems: ") || errs != "" {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
}

func TestPolicyCheckListsEveryProblemAtOnceAndFails(t *testing.T) {
	dir := policyFolder(t, map[string]string{
		"profiles.yaml": "profiles:\n  kiosk: {title: {en: Kiosk}, calendar: cn, complaint: V99}\n",
		"roles.yaml":    "roles:\n  handler: {en: Handler}\n  greeter: {}\n",
	})
	status, out, errs := policyTry("policy", "check", dir)
	want := dir + `/profiles.yaml:2:56: no policy "V99" for family complaint in the binder: add its file, or name one that is there
` + dir + `/roles.yaml:2:3: "handler" is a word for a person of the case, not a role: take another name
` + dir + `/roles.yaml:3:12: a title needs at least one language; known here: zh-Hans, zh-Hant, en
`
	if diff := cmp.Diff(want, out); diff != "" {
		t.Error(diff)
	}
	if status != exitFailed || !strings.Contains(errs, "3 problem(s)") {
		t.Errorf("status %d: %s", status, errs)
	}
}

func TestPolicyCoverageFailsOnAGapAndSaysWhere(t *testing.T) {
	diaries := policyFolder(t, map[string]string{
		"complaint-excluded.yaml": "title: The receptionist is the subject\nclauses: [V13-2.2]\nthen: [{anything: else}]\n",
		"complaint-people.yaml":   "title: A case changes hands\nclauses: [V13-2.2]\n",
	})
	status, out, errs := policyTry("policy", "coverage", "--diaries", diaries)
	if status != exitFailed || !strings.Contains(errs, "gap(s) between the register, the lists of families and the diaries") {
		t.Errorf("status %d: %s", status, errs)
	}
	for _, want := range []string{
		`V13-2.9 is enforced, but its diary "complaint-rounds" is missing`,
		`V13-2.9 is enforced, but its diary "complaint-excluded" doesn't cite it`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("not said: %s\n%s", want, out)
		}
	}
	if strings.Contains(out, "V13-2.2 is enforced, but") {
		t.Error(out)
	}
}

func TestEveryEnforcedClauseOfTheShippedBinderIsProvedByADiary(t *testing.T) {
	status, out, errs := policyTry("policy", "coverage", "--diaries", "../../workflows/testdata/diaries")
	if status != exitOK {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}

func TestPolicyCoverageIsContentWhenEveryEnforcedClauseIsProved(t *testing.T) {
	own := policyFolder(t, map[string]string{"clauses.yaml": "clauses: {OWN-1: {family: all, kept: stated, title: {en: Be kind}}}\n"})
	_, before, _ := policyTry("policy", "coverage", "--policies", own, "--diaries", policyFolder(t, nil))
	files := map[string]string{}
	for line := range strings.Lines(before) { // every diary that is asked for cites every clause that is enforced
		if clause, rest, ok := strings.Cut(line, " is enforced, but its diary \""); ok {
			name, _, _ := strings.Cut(rest, `"`)
			files[name+".yaml"] += clause[strings.LastIndex(clause, " ")+1:] + " "
		}
	}
	for name, clauses := range files {
		files[name] = "clauses: [" + strings.Join(strings.Fields(clauses), ", ") + "]\n"
	}
	status, out, errs := policyTry("policy", "coverage", "--policies", own, "--diaries", policyFolder(t, files))
	if status != exitOK || len(files) == 0 || !strings.Contains(out, "OWN-1") {
		t.Errorf("status %d with %d diaries\n%s%s", status, len(files), out, errs)
	}
}

func TestPolicyCoverageOfAFamilyFailsOnAClauseThatTheRegisterLacks(t *testing.T) {
	own := policyFolder(t, map[string]string{
		"clauses.yaml":  "clauses: {OWN-1: {family: PF-26, kept: stated, title: {en: Be kind}}}\n",
		"families.yaml": "families:\n  PF-26: [OWN-1]\n  PF-27:\n    - OWN-1\n    - OWN-2\n",
	})
	const diaries = "../../workflows/testdata/diaries"
	status, out, errs := policyTry("policy", "coverage", "--policies", own, "--diaries", diaries, "--family", "PF-27")
	if status != exitFailed || !strings.Contains(out, "families.yaml:5:7: OWN-2 of PF-27 has no keeping: add it to clauses.yaml") || !strings.Contains(out, "missing") {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
	if status, out, errs = policyTry("policy", "coverage", "--policies", own, "--diaries", diaries, "--family", "PF-26"); status != exitOK || !strings.Contains(out, "OWN-1") || strings.Contains(out, "V13-2.9") {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
	if status, _, errs = policyTry("policy", "coverage", "--diaries", diaries, "--family", "PF-99"); status != exitFailed || !strings.Contains(errs, "there are PF-01, PF-02") {
		t.Errorf("status %d: %s", status, errs)
	}
}

func TestPolicyCoverageWithoutAFolderSaysHowToNameIt(t *testing.T) {
	if status, _, errs := policyTry("policy", "coverage", "--diaries", "no/such/folder"); status != exitFailed || !strings.Contains(errs, "--diaries") {
		t.Errorf("status %d: %s", status, errs)
	}
}
