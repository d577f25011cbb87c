//go:build failpoints

package failpoint

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// Enabled tells interceptors whether it is worth being installed.
const Enabled = true

var (
	mu        sync.Mutex
	name, n   = parse(os.Getenv("CAREBOOK_FAILPOINT"))
	hits      int
	violation = parseSet(os.Getenv("CAREBOOK_PLANT"))
)

// parse reads "name" or "name:3": die at the third time the moment is reached.
func parse(s string) (string, int) {
	name, count, found := strings.Cut(s, ":")
	if !found {
		return name, 1
	}
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 {
		panic("CAREBOOK_FAILPOINT: want name or name:count, got " + s)
	}
	return name, n
}

func parseSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, item := range strings.Split(s, ",") {
		set[item] = item != ""
	}
	return set
}

// Hit dies here, as a power cut would, when this is the moment the process was told to die at.
func Hit(at string) {
	mu.Lock()
	defer mu.Unlock()
	if at != name {
		return
	}
	if hits++; hits == n {
		fmt.Fprintf(os.Stderr, "failpoint %s hit %d\n", at, n) // unbuffered: whoever asks why we died finds it
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // the signal is on its way; nothing more may happen
	}
}

// Planted reports whether a known bug was planted, to see the checkers catch it.
func Planted(bug string) bool { return violation[bug] }
