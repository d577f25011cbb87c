// Package policies says WHAT the company promises: the typed parameters of each process family, every number beside
// its clause, and the strict loader that reads them.
//
// It is pure: it reads bytes that somebody hands it and computes. The policies themselves are data in policies/book;
// workflow code may use the types here, never the data.
package policies
