package strict

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// escapes are the letters that may follow a backslash, u aside.
var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// text reads a string and says what it means: its escapes are undone, so that "a" and "\u0061" are one key.
func (r *reader) text() (string, error) {
	r.at++ // the opening quote
	var out strings.Builder
	for r.at < len(r.src) {
		c := r.src[r.at]
		switch {
		case c == '"':
			r.at++
			return out.String(), nil
		case c < ' ':
			return "", ErrSyntax
		case c == '\\':
			if err := r.escape(&out); err != nil {
				return "", err
			}
		default:
			_, size := utf8.DecodeRune(r.src[r.at:])
			out.Write(r.src[r.at : r.at+size])
			r.at += size
		}
	}
	return "", ErrSyntax
}

func (r *reader) escape(out *strings.Builder) error {
	if r.at+1 >= len(r.src) {
		return ErrSyntax
	}
	c := r.src[r.at+1]
	if plain, ok := escapes[c]; ok {
		out.WriteByte(plain)
		r.at += 2
		return nil
	}
	first, ok := r.hex()
	switch {
	case !ok:
		return ErrSyntax
	case first == 0:
		return ErrNUL
	case !utf16.IsSurrogate(first):
		out.WriteRune(first)
		return nil
	}
	second, ok := r.hex()
	pair := utf16.DecodeRune(first, second)
	if !ok || pair == utf8.RuneError {
		return ErrNotUTF8 // half a pair: Go would put U+FFFD in its place, silently
	}
	out.WriteRune(pair)
	return nil
}

// hex reads \uXXXX.
func (r *reader) hex() (rune, bool) {
	if r.at+6 > len(r.src) || r.src[r.at] != '\\' || r.src[r.at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(r.src[r.at+2:r.at+6]), 16, 16)
	if err != nil {
		return 0, false
	}
	r.at += 6
	return rune(n), true
}
