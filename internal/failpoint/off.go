//go:build !failpoints

package failpoint

// Enabled tells interceptors whether it is worth being installed.
const Enabled = false

// Hit does nothing in an ordinary build.
func Hit(string) {}

// Planted is false in an ordinary build.
func Planted(string) bool { return false }
