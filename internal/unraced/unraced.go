//go:build !race

package unraced

// Raced says that the race detector looks on.
const Raced = false
