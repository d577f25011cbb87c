package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestATextIsReadOnlyWhenEveryReaderReadsItAlike(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want error
	}{
		"an object":                        {`{"content":"投诉","subjects":["a","b"],"data_true":true,"x":null}`, nil},
		"space around":                     {" \r\n\t{} \n", nil},
		"numbers":                          {`[0,-0,1.5,-2e+10,3E-1]`, nil},
		"a pair of surrogates":             {`{"a":"\ud83d\ude00"}`, nil},
		"depth 32":                         {strings.Repeat("[", 32) + strings.Repeat("]", 32), nil},
		"the same key in different places": {`{"a":{"b":1},"c":{"b":1}}`, nil},
		"nothing":                          {``, ErrSyntax},
		"depth 33":                         {strings.Repeat("[", 33) + strings.Repeat("]", 33), ErrDepth},
		"depth 10,001 without an end":      {strings.Repeat(`{"a":`, 10001), ErrDepth},
		"a key twice":                      {`{"severity":"major","severity":"ordinary"}`, ErrDuplicate},
		"a key in two cases":               {`{"verdict":"approve","Verdict":"return"}`, ErrDuplicate},
		"a key in two spellings":           {`{"a":1,"\u0061":2}`, ErrDuplicate},
		"a key with the Kelvin sign":       {`{"k":1,"K":2}`, ErrDuplicate},
		"trailing bytes":                   {`{} x`, ErrTrailing},
		"two documents":                    {`{}{}`, ErrTrailing},
		"a byte order mark":                {"\ufeff{}", ErrSyntax},
		"NaN":                              {`{"a":NaN}`, ErrSyntax},
		"a leading zero":                   {`[01]`, ErrSyntax},
		"a trailing comma":                 {`{"a":1,}`, ErrSyntax},
		"a comment":                        {`{} // hello`, ErrTrailing},
		"a bare control character":         {"[\"a\nb\"]", ErrSyntax},
		"bad UTF-8":                        {"{\"a\":\"\xff\"}", ErrNotUTF8},
		"overlong UTF-8":                   {"[\"\xc0\xaf\"]", ErrNotUTF8},
		"half a surrogate pair":            {`{"a":"\ud800"}`, ErrNotUTF8},
		"surrogates the wrong way round":   {`{"a":"\ude00\ud83d"}`, ErrNotUTF8},
		"an escaped NUL":                   {`{"a":"\u0000"}`, ErrNUL},
		"a NUL":                            {"{}\x00", ErrNUL},
		"an unknown escape":                {`["\x41"]`, ErrSyntax},
		"an unfinished string":             {`["abc`, ErrSyntax},
		"an unfinished escape":             {`["\`, ErrSyntax},
		"an unfinished word":               {`[tru]`, ErrSyntax},
	} {
		if got := JSON([]byte(c.body)); !errors.Is(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// The standard decoder is the second opinion: what we accept it reads, and what it reads and we refuse is refused for one
// of our own reasons.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,{"b":"\ud83d\ude00"}],"A":2}`, `[1e400,-0,"\u0000"]`, "\xff", `{"a":1}}`, ` null `} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		err := JSON(body)
		switch valid := json.Valid(body); {
		case err == nil && (!valid || !utf8.Valid(body)):
			t.Fatalf("accepted: %q", body)
		case err == nil && repeats(t, body):
			t.Fatalf("accepted with a repeated key: %q", body)
		case (errors.Is(err, ErrSyntax) || errors.Is(err, ErrTrailing)) && valid:
			t.Fatalf("refused as %v: %q", err, body)
		case errors.Is(err, ErrDuplicate) && valid && !repeats(t, body):
			t.Fatalf("refused as %v: %q", err, body)
		}
	})
}

// repeats looks for equal keys by decoding token after token.
func repeats(t *testing.T, body []byte) bool {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	type level struct {
		keys   []string
		object bool
		key    bool
	}
	var open []*level
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return false
		}
		if err != nil {
			t.Fatalf("second opinion on %q: %v", body, err)
		}
		top := &level{}
		if len(open) > 0 {
			top = open[len(open)-1]
		}
		if key, ok := token.(string); ok && top.object && top.key {
			for _, k := range top.keys {
				if strings.EqualFold(k, key) {
					return true
				}
			}
			top.keys, top.key = append(top.keys, key), false
			continue
		}
		top.key = true
		switch token {
		case json.Delim('{'):
			open = append(open, &level{object: true, key: true})
		case json.Delim('['):
			open = append(open, &level{})
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
	}
}
