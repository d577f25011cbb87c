//go:build failpoints

package models_test

import (
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// The model must see each known bug; a check that can't fail holds nothing. The test plays itself in a process of its own
// in which the bug is planted.
func TestTheModelCatchesPlantedBugs(t *testing.T) {
	for bug, complaint := range map[string]string{
		"skip-5a":       "the model says repeated",
		"skip-5b":       "the model says behind|proposed -, written \\+", // whichever of two at once is looked at first
		"fire-twice":    "events, model -, books \\+",
		"excluded-acts": "the model says (refused .)?person_excluded",
		"":              "",
	} {
		t.Run("bug "+bug, func(t *testing.T) {
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			play := exec.Command(self, "-test.run=^TestAppendAgainstAModel$/^sqlite$", "-rapid.nofailfile", "-rapid.shrinktime=1s")
			play.Env = append(os.Environ(), "CAREBOOK_PLANT="+bug)
			out, err := play.CombinedOutput()
			if (err != nil) != (bug != "") || !regexp.MustCompile(complaint).Match(out) {
				t.Errorf("the play ended with %v; wanted in it: %q\n%s", err, complaint, out)
			}
		})
	}
}
