// Package keys holds the master key and everything that is derived from it: the key that wraps each person's data key,
// the blind indexes, the keyed hash of request bodies, the key of the payload codec.
//
// It knows bytes, never rows, tables or requests. Keys never print.
package keys
