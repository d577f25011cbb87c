// Package unraced runs a test in another build than the one under test: without the race detector, which makes long work of one
// goroutine three times as long and finds nothing in it.
package unraced

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Again runs a test of this package again, in a build with these tags and without the race detector.
func Again(t *testing.T, tags string, env ...string) {
	t.Helper()
	run := exec.CommandContext(t.Context(), "go", "test", "-tags", tags, "-count=1", "-v", "-run", "^"+t.Name()+"$", ".")
	run.Env = append(os.Environ(), env...)
	out, err := run.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("in another build:\n%s", out)
}
