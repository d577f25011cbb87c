// Package strict says whether a JSON text means one thing to every reader.
//
// It reads and refuses; it builds nothing and knows no request.
package strict

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxDepth is how deeply a text may be nested. Nothing the counter understands is deeper than four.
const MaxDepth = 32

// Why a text is refused before anything is read from it.
var (
	ErrNotUTF8   = errors.New("not valid UTF-8")
	ErrNUL       = errors.New("holds the character U+0000")
	ErrSyntax    = errors.New("not one JSON document")
	ErrTrailing  = errors.New("bytes behind the JSON document")
	ErrDuplicate = errors.New("a key stands twice in one object")
	ErrDepth     = errors.New("nested too deeply")
)

// JSON accepts exactly one JSON document that every reader reads alike: valid UTF-8 without half surrogates or NUL,
// no key twice in an object (keys that differ only in case count as equal, since Go's decoder takes them for one), at
// most MaxDepth levels.
func JSON(body []byte) error {
	switch {
	case !utf8.Valid(body):
		return ErrNotUTF8
	case strings.ContainsRune(string(body), 0):
		return ErrNUL
	}
	r := reader{src: body}
	if err := r.value(0); err != nil {
		return err
	}
	if r.space(); r.at < len(r.src) {
		return ErrTrailing
	}
	return nil
}

// reader walks over a JSON text. It builds nothing: what is kept is at most one set of keys per open object.
type reader struct {
	src []byte
	at  int
}

func (r *reader) space() {
	for r.at < len(r.src) && strings.IndexByte(" \t\r\n", r.src[r.at]) >= 0 {
		r.at++
	}
}

// next is the next byte that isn't space, without taking it; 0 at the end.
func (r *reader) next() byte {
	if r.space(); r.at == len(r.src) {
		return 0
	}
	return r.src[r.at]
}

// take passes over c when it comes next.
func (r *reader) take(c byte) bool {
	if r.next() != c {
		return false
	}
	r.at++
	return true
}

func (r *reader) value(depth int) error {
	switch c := r.next(); {
	case c == '{' || c == '[':
		if depth == MaxDepth {
			return ErrDepth
		}
		r.at++
		if c == '{' {
			return r.object(depth + 1)
		}
		return r.array(depth + 1)
	case c == '"':
		_, err := r.text()
		return err
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(string(r.src[r.at:min(len(r.src), r.at+len(word))]), word) {
			r.at += len(word)
			return nil
		}
	}
	return ErrSyntax
}

func (r *reader) object(depth int) error {
	if r.take('}') {
		return nil
	}
	seen := map[string]bool{}
	for {
		if r.next() != '"' {
			return ErrSyntax
		}
		key, err := r.text()
		if err != nil {
			return err
		}
		if key = folded(key); seen[key] {
			return ErrDuplicate
		}
		seen[key] = true
		if !r.take(':') {
			return ErrSyntax
		}
		if err := r.value(depth); err != nil {
			return err
		}
		if r.take('}') {
			return nil
		}
		if !r.take(',') {
			return ErrSyntax
		}
	}
}

func (r *reader) array(depth int) error {
	if r.take(']') {
		return nil
	}
	for {
		if err := r.value(depth); err != nil {
			return err
		}
		if r.take(']') {
			return nil
		}
		if !r.take(',') {
			return ErrSyntax
		}
	}
}

// number follows the grammar of JSON: no leading zero, no plus, digits on both sides of the point.
func (r *reader) number() error {
	r.skip('-')
	if !r.skip('0') && !r.digits() {
		return ErrSyntax
	}
	if r.skip('.') && !r.digits() {
		return ErrSyntax
	}
	if r.skip('e') || r.skip('E') {
		if !r.skip('-') {
			r.skip('+')
		}
		if !r.digits() {
			return ErrSyntax
		}
	}
	return nil
}

func (r *reader) skip(c byte) bool {
	if r.at == len(r.src) || r.src[r.at] != c {
		return false
	}
	r.at++
	return true
}

func (r *reader) digits() bool {
	from := r.at
	for r.at < len(r.src) && r.src[r.at] >= '0' && r.src[r.at] <= '9' {
		r.at++
	}
	return r.at > from
}

// folded is what Go's decoder compares: each letter stands for all its cases.
func folded(key string) string {
	return strings.Map(func(c rune) rune {
		for {
			next := unicode.SimpleFold(c)
			if next <= c {
				return next // the smallest of the circle
			}
			c = next
		}
	}, key)
}
