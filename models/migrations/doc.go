// Package migrations holds the schema of the books as numbered SQL, up and down, one folder per dialect.
//
// The two folders say the same; a test of package models compares the schemas that come of them. A migration that has
// been released is never edited. Beside them stands what PostgreSQL lets the counter read: one file that is applied again whenever
// it says something new.
package migrations

import "embed"

// Rights say what the role of the counter may read on PostgreSQL. They take everything back before they give anything.
//
//go:embed rights.sql
var Rights string

// FS holds the folders postgres and sqlite.
//
//go:embed postgres/*.sql sqlite/*.sql
var FS embed.FS
