package passwords

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"errors"
	"strings"
	"sync"
	"unicode/utf8"
)

// How long a password is, in characters.
const (
	Shortest = 12
	Longest  = 128
)

// What is wrong with a password.
var (
	ErrLength = errors.New("a password has 12 to 128 characters")
	ErrCommon = errors.New("the password is easy to guess")
)

// Check refuses a password that is too short or too long, or that is made of one or two common ones, of the same thing again
// and again, or of words that are at hand: those of its owner and ours. Nothing else is asked of it.
func Check(password string, own ...string) error {
	if n := utf8.RuneCountInString(password); n < Shortest || n > Longest {
		return ErrLength
	}
	text := strings.ToLower(password)
	if repeats(text) || len(without(text, append(own, "carebook"))) < leftOver || guessable(text) {
		return ErrCommon
	}
	return nil
}

// leftOver is what must be left of a password, in bytes, when the words at hand are taken out of it.
const leftOver = 6

// without takes words out of a text, and what joins them.
func without(text string, words []string) string {
	for _, word := range words {
		if utf8.RuneCountInString(word) >= 3 {
			text = strings.ReplaceAll(text, strings.ToLower(word), "")
		}
	}
	return strings.Trim(text, " -_.!?#@")
}

// repeats reports whether a text is one piece again and again.
func repeats(text string) bool {
	return strings.Contains((text + text)[1:2*len(text)-1], text)
}

// guessable reports whether a text is a common password or two of them, with at most two characters more at its end.
func guessable(text string) bool {
	for more := range 3 {
		head := text[:max(0, len(text)-more)]
		if common()[head] {
			return true
		}
		for at := range head {
			if common()[head[:at]] && common()[head[at:]] {
				return true
			}
		}
	}
	return false
}

//go:embed common.txt.gz
var packed []byte

// common are the passwords that people choose most, in small letters; where they come from stands in the head of the file.
var common = sync.OnceValue(func() map[string]bool {
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err) // it is a part of the binary
	}
	all := make(map[string]bool, 30_000)
	lines := bufio.NewScanner(unpacked)
	for lines.Scan() {
		if word := lines.Text(); !strings.HasPrefix(word, "#") {
			all[word] = true
		}
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
	return all
})
