package calendar

import (
	"bytes"
	"unicode/utf8"
)

// What is handed to the YAML parser is bounded, since nested brackets cost it time
// and memory with their square. A decade of arrangements is under 20 KB.
const (
	maxFile  = 64 << 10
	maxLine  = 1000
	maxDepth = 50
)

// bounded reports whether src may be parsed, with a problem when it may not.
func (r *reader) bounded(src []byte) bool {
	if len(src) > maxFile {
		r.wrong(nil, "the file is larger than %d KiB", maxFile>>10)
		return false
	}
	if !utf8.Valid(src) {
		r.wrong(nil, "the file is not UTF-8")
		return false
	}
	return r.shallow(src)
}

// shallow counts brackets without regard to quotes and comments, where no honest
// file has fifty of them open.
func (r *reader) shallow(src []byte) bool {
	depth, line := 0, 0
	for text := range bytes.Lines(src) {
		line++
		if len(text) > maxLine {
			r.wrongAt(line, 1, "the line is longer than %d bytes", maxLine)
			return false
		}
		for col, b := range text {
			switch b {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(0, depth-1)
			}
			if depth > maxDepth {
				r.wrongAt(line, col+1, "more than %d brackets are open", maxDepth)
				return false
			}
		}
	}
	return true
}
