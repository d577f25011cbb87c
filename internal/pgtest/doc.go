// Package pgtest gives tests, benchmarks and end-to-end programs a real PostgreSQL to throw away.
//
// Here belongs: finding the server's binaries, starting and ending a cluster, making and dropping databases. Here does not
// belong: any table, any row, any knowledge of what the databases are used for.
//
// A test asks for [URL] and gets an empty database of its own, or asks a [Template] for a copy of what it was filled with.
// The databases come from the server named by CAREBOOK_TEST_DATABASE_URL, or else from one cluster per test process, in
// memory where there is room, reached over a Unix socket only. Without either the test is skipped with a message; where CI
// is set it fails, because a build that promised PostgreSQL must not go green without it. Who measures or asks what
// survives starts a cluster in a folder of their own: [Start].
package pgtest
