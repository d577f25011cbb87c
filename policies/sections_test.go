package policies_test

import (
	"strings"
	"testing"

	"carebook/policies"
)

func TestOneFileMaySpeakOfSeveralFamiliesAndEachSeesItsOwnSection(t *testing.T) {
	b := shipped(t)
	v13, _ := b.Policy("V13")
	v4, _ := b.Policy("V4")
	_, archive, _ := strings.Cut(string(v4.Content), "\narchive:\n")
	both, err := policies.Parse("V13.yaml", []byte(string(v13.Content)+"\narchive:\n"+archive))
	if err != nil {
		t.Fatal(err)
	}
	complaint, file := both.For("complaint"), both.For("archive")
	if complaint == nil || file == nil || complaint.Archive != nil || file.Complaint != nil {
		t.Fatalf("views: %v %v", complaint, file)
	}
	if complaint.Edition != both.Edition || file.Edition != both.Edition || file.Process() != &both.Archive.Process {
		t.Error("a view is another edition, or has another process")
	}
	if file.Excludes().Value || !complaint.Excludes().Value || file.Authority() != nil {
		t.Error("a family is ruled by the section of another one")
	}
	if v13.For("archive") != nil {
		t.Error("a policy without a section has a view of it")
	}
	if got := strings.Join(both.Families(), " "); got != "archive complaint retention" {
		t.Errorf("families %s", got)
	}
}
