// Package idptest is an identity provider for tests: a real server on loopback, with keys, codes and tokens, that can be made
// to lie in every way a test thinks of.
//
// It shares no code with what it tests, holds no assertions and knows nothing of carebook.
package idptest
