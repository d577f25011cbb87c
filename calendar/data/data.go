// Package data holds the working calendars that ship with carebook, one YAML
// file each, and nothing else: their meaning is package calendar's.
package data

import (
	"embed"
	"io/fs"
)

//go:embed *.yaml
var files embed.FS

// FS is the shipped calendars, for calendar.Load.
func FS() fs.FS { return files }
