package api

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// inAPlantedBuild runs a test again in a build in which bugs can be planted, and without the race detector.
func inAPlantedBuild(t *testing.T, env ...string) {
	t.Helper()
	run := exec.Command("go", "test", "-tags", "failpoints", "-count=1", "-v", "-run", "^"+t.Name()+"$", "carebook/api")
	run.Env = append(os.Environ(), env...)
	out, err := run.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("in another build:\n%s", out)
}
