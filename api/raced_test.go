//go:build race

package api

// raced says that the race detector looks on.
const raced = true
