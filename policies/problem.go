package policies

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Problem is one mistake in a file of the binder: where it stands and, in Text, what is wrong and the way out.
type Problem struct {
	File      string
	Line, Col int // from 1; columns count characters
	Text      string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Col, p.Text)
}

// Problems are all mistakes that were found, in the order of files and lines. Whoever reads a policy gets them together,
// so that one round of corrections is enough.
type Problems []Problem

// Error lists one problem per line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// In names the folder from which the files were read.
func (ps Problems) In(dir string) Problems {
	in := slices.Clone(ps)
	for i := range in {
		in[i].File = path.Join(dir, in[i].File)
	}
	return in
}

// asError is nil when there are no problems, so that nobody meets an error that says nothing.
func (ps Problems) asError() error {
	if len(ps) == 0 {
		return nil
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return slices.Compact(ps)
}

// place is where something stands in a file; the zero place is unknown.
type place struct{ line, col int }
