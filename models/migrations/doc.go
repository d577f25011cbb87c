// Package migrations holds the schema of the books as numbered SQL, up and down, one folder per dialect.
//
// The two folders say the same; a test of package models compares the schemas that come of them. A migration that has
// been released is never edited.
package migrations

import "embed"

// FS holds the folders postgres and sqlite.
//
//go:embed postgres/*.sql sqlite/*.sql
var FS embed.FS
