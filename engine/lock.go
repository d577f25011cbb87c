package engine

import (
	"fmt"
	"os"
)

// A Lock keeps every other engine away from a store for as long as it is held. The operating system or the database gives
// it up when the process dies, however it dies.
type Lock interface {
	// Release gives the store free. It may be called more than once.
	Release()
	// Lost is closed when somebody else got hold of the store while we still held it: stop using it.
	Lost() <-chan struct{}
}

// HeldError says that a store is in use, and by whom.
type HeldError struct {
	Store  string // what is locked: a folder or a database
	Holder string // host and process, as the holder wrote it
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("%s is in use by %s: stop that one first, a store serves one engine at a time", e.Store, e.Holder)
}

// whoami is how a holder signs: enough to find the process, nothing personal.
func whoami() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	return fmt.Sprintf("carebook engine, pid %d on %s", os.Getpid(), host)
}
