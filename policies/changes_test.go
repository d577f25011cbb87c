package policies_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"carebook/policies"

	"github.com/google/go-cmp/cmp"
)

func TestChangesNameEveryEntryAndValueThatDiffers(t *testing.T) {
	overlay := func(files map[string]string) *policies.Book {
		own := fstest.MapFS{}
		for name, text := range files {
			own[name] = &fstest.MapFile{Data: []byte(text)}
		}
		b, err := shipped(t).Overlay(own)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	older := overlay(map[string]string{
		"T1.yaml":       small(t),
		"T2.yaml":       strings.Replace(small(t), "policy: T1", "policy: T2", 1),
		"profiles.yaml": "profiles: {kiosk: {title: {en: Kiosk}, calendar: cn, complaint: T1}}\n",
		"roles.yaml":    "roles: {greeter: {en: Greeter}, doorman: {en: Doorman}}\n",
		"clauses.yaml":  "clauses: {OWN-1: {family: all, kept: stated, title: {en: Be kind}}}\n",
		"families.yaml": "families: {PF-27: [OWN-1]}\n",
	})
	newer := overlay(map[string]string{
		"T1.yaml":       strings.Replace(small(t), "24 hours", "12 hours", 1),
		"T3.yaml":       strings.Replace(small(t), "policy: T1", "policy: T3", 1),
		"profiles.yaml": "profiles: {kiosk: {title: {en: Kiosk, zh-Hans: 亭}, calendar: cn, complaint: T3}}\n",
		"roles.yaml":    "roles: {greeter: {en: Greeter}}\n\n",
		"clauses.yaml":  "\nclauses: {OWN-1: {family: all, kept: recorded, title: {en: Be kind}}}\n",
		"families.yaml": "families: {PF-27: [OWN-1, OWN-2]}\n",
	})
	want := []string{
		"policy T1 changed: complaint.duties.prewarn.within 24 hours V13-2.5a policy → 12 hours V13-2.5a policy",
		"policy T2 removed",
		"policy T3 added",
		"profile kiosk changed: title.zh-Hans → 亭, complaint T1 → T3",
		"role doorman removed",
		"clause OWN-1 changed: kept stated → recorded",
		"family PF-27 changed: clauses OWN-1 → OWN-1, OWN-2",
	}
	var got []string
	for _, c := range newer.Changes(older) {
		got = append(got, changeText(t, c))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if same := newer.Changes(newer); same != nil {
		t.Errorf("a binder differs from itself: %v", same)
	}
}

func TestAnEditionThatDiffersInWordsAloneIsAChange(t *testing.T) {
	v13, _ := shipped(t).Policy("V13")
	b, err := shipped(t).Overlay(fstest.MapFS{"V13.yaml": {Data: append([]byte("# reviewed\n"), v13.Content...)}})
	if err != nil {
		t.Fatal(err)
	}
	if all := b.Changes(shipped(t)); len(all) != 1 || all[0].ID != "V13" || all[0].Was != v13.Edition || all[0].Is == v13.Edition || all[0].Differs != nil {
		t.Errorf("%+v", all)
	}
}

// changeText writes a change on one line: what is only in one binder without its values.
func changeText(t *testing.T, c policies.Change) string {
	t.Helper()
	if (c.What == "policy") != (c.Was+c.Is != "") || c.Added && c.Was != "" || c.Removed && c.Is != "" {
		t.Errorf("%s %s has the editions %q and %q", c.What, c.ID, c.Was, c.Is)
	}
	switch {
	case c.Added:
		return c.What + " " + c.ID + " added"
	case c.Removed:
		return c.What + " " + c.ID + " removed"
	}
	text := func(n policies.Number) string {
		return strings.TrimRight(strings.Join([]string{n.Value, n.Clause, string(n.Source)}, " "), " ")
	}
	var values []string
	for _, d := range c.Differs {
		values = append(values, strings.ReplaceAll(fmt.Sprintf("%s %s → %s", d.Key, text(d.Was), text(d.Is)), "  ", " "))
	}
	return fmt.Sprintf("%s %s changed: %s", c.What, c.ID, strings.Join(values, ", "))
}
