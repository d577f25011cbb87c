// Package flow holds the few primitives that processes are made of: the alarm, and the ledger door.
//
// A primitive has no options. When a process needs something special, plain Go in the process is clearer.
package flow
