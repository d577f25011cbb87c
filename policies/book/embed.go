package book

import (
	"embed"
	"io/fs"
)

//go:embed *.yaml
var files embed.FS

// FS is the shipped binder, for policies.Load.
func FS() fs.FS { return files }
