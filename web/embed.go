package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
)

// dist is what the build made, committed with its sources: whoever has only Go can still build all of carebook.
//
//go:embed all:dist
var dist embed.FS

// Handler serves the desk that is in this binary.
func Handler() (http.Handler, error) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("opening the desk: %w", err)
	}
	return New(files)
}
