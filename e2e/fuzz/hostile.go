package fuzz

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// marker stands in hostile texts. An answer that refuses never repeats it.
const marker = "zqx7"

// raw is a piece of JSON, or of what isn't JSON, as it is.
type raw string

// hostileTexts are what a string may hold to do harm further in, or to look like something else.
var hostileTexts = []string{
	"", " ", "\t", marker + "\r\nSet-Cookie: a=b", marker + "\n2026-01-01 level=ERROR", marker + "\x1b[2J", marker + "\x00", marker + "\x7f",
	marker + "\u202e\u2066gnp.exe", marker + "\u200b\u200d", "ＦＵＬＬ１３８" + marker, "e" + strings.Repeat("\u0301", 300) + marker, "\ufeff" + marker, "\U0001F600" + marker, "\U00020BB7" + marker,
	marker + "'; DROP TABLE cases; --", marker + "' OR '1'='1", marker + `") UNION SELECT token FROM tokens--`, "%" + marker + "_%", marker + "\\", marker + "$(id)`id`", marker + "${jndi:ldap://127.0.0.1/a}", "{{" + marker + "}}",
	"=HYPERLINK(\"http://127.0.0.1/" + marker + "\")", "+" + marker, "-1+" + marker, "@SUM(" + marker + ")", "=cmd|' /C calc'!" + marker,
	"<script>" + marker + "</script>", "<img src=x onerror=" + marker + ">", "javascript:" + marker, "<svg onload=" + marker + "/>", `"><iframe srcdoc=` + marker + ">",
	"../../../etc/passwd" + marker, "..%2f" + marker, "C:\\" + marker, "CON", "file:///etc/" + marker, "http://169.254.169.254/" + marker,
	"00000000-0000-0000-0000-000000000000", "null", "undefined", "NaN", "true", "-1", "1e400", "0x10", "９", "9999-12-31T23:59:59Z", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "2026-02-30", "2026-01-01T00:00:00+99:99", "1969-12-31T23:59:60Z",
	"-0.01", "0.001", "1,000.00", "99999999999999999999.99", "1e3", "+1", " 1", "1.", ".1", "٣",
}

// hostileTokens are pieces of JSON that decoders disagree about.
var hostileTokens = []raw{
	"null", "true", "0", "-0", "-1", "1.5", "1e400", "-1e400", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e-400", "NaN", "Infinity", "0x1F", "01", "'a'",
	"[]", "{}", "[[]]", `[null]`, `[{}]`, `{"a":null}`, `{"":""}`, `"\ud800"`, `"\udc00\ud800"`, `"\u0000"`, `"\x41"`, "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"a\nb\"", `"` + "\x01" + `"`, `"unfinished`, "",
}

// grabs are fields that nobody may set.
var grabs = []string{
	"status", "state", "approved_by", "department_id", "fine_amount", "created_at", "role", "roles", "staff_id", "id", "seq", "ended", "opened_at", "hash", "key_id", "person_key", "Unit", "TEXT", "__proto__", "constructor", "$ref", "",
}

// hostileBody spoils a right body in one way.
func (m *maker) hostileBody(good any) []byte {
	object, _ := good.(map[string]any)
	switch n := m.IntN(20); {
	case n < 9 && len(object) > 0:
		return rendered(m.spoil(object))
	case n < 11:
		if object == nil {
			object = map[string]any{}
		}
		object[one(m.Rand, grabs)] = one(m.Rand, []any{"x", raw("null"), raw("1"), raw("{}"), raw("[]"), raw("true")})
		return rendered(object)
	case n < 13:
		return twice(m.Rand, rendered(good))
	}
	return one(m.Rand, manglings)(m, rendered(good))
}

// manglings make of a right body one that isn't JSON, or is too much of it.
var manglings = []func(m *maker, text []byte) []byte{
	func(m *maker, text []byte) []byte {
		return append(text, one(m.Rand, []string{"{}", "x", ",", "\x00", " 1", "]"})...)
	},
	func(_ *maker, text []byte) []byte { return append([]byte("\ufeff"), text...) },
	func(m *maker, text []byte) []byte { return text[:m.IntN(len(text))] },
	(*maker).flipped,
	func(m *maker, _ []byte) []byte { return nested(one(m.Rand, []int{31, 32, 33, 9_999, 10_001})) },
	func(m *maker, _ []byte) []byte { return wide(one(m.Rand, []int{100, 2_000})) },
	func(m *maker, _ []byte) []byte { return []byte(one(m.Rand, hostileTokens)) },
	func(m *maker, _ []byte) []byte { return long(one(m.Rand, []int{20_000, 20_001, 100_000})) },
	func(_ *maker, text []byte) []byte { return slices.Concat([]byte("["), text, []byte("]")) },
	func(*maker, []byte) []byte {
		return []byte("--" + marker + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}\r\n--" + marker + "--")
	},
	func(*maker, []byte) []byte {
		return []byte("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")
	},
	func(*maker, []byte) []byte { return []byte("a=1&b=" + marker) },
}

func long(n int) []byte { return []byte(`{"text":"` + strings.Repeat("x", n) + `"}`) }

// spoil gives one field a value that it must not have, or takes it away.
func (m *maker) spoil(object map[string]any) map[string]any {
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	slices.Sort(names)
	name := one(m.Rand, names)
	switch m.IntN(6) {
	case 0:
		delete(object, name)
	case 1:
		object[name] = one(m.Rand, hostileTokens)
	case 2:
		if inner, is := object[name].([]any); is && len(inner) > 0 {
			inner[m.IntN(len(inner))] = one(m.Rand, hostileTexts)
			break
		}
		fallthrough
	default:
		object[name] = one(m.Rand, hostileTexts)
	}
	return object
}

// rendered writes JSON, with raw pieces as they are and names in order.
func rendered(v any) []byte {
	var b bytes.Buffer
	render(&b, v)
	return b.Bytes()
}

func render(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("{}")
	case raw:
		b.WriteString(string(v))
	case string:
		quote(b, v)
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			render(b, item)
		}
		b.WriteByte(']')
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		b.WriteByte('{')
		for i, name := range names {
			if i > 0 {
				b.WriteByte(',')
			}
			quote(b, name)
			b.WriteByte(':')
			render(b, v[name])
		}
		b.WriteByte('}')
	default: // numbers and truth values
		fmt.Fprintf(b, "%v", v)
	}
}

// quote escapes what JSON must escape and nothing else.
func quote(b *bytes.Buffer, text string) {
	b.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c < ' ':
			fmt.Fprintf(b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
}

// twice repeats the first name of an object, sometimes in other letters.
func twice(r *rand.Rand, object []byte) []byte {
	inside := bytes.TrimSuffix(bytes.TrimPrefix(object, []byte("{")), []byte("}"))
	name, _, found := bytes.Cut(inside, []byte(":"))
	if !found {
		return []byte(`{"a":1,"a":2}`)
	}
	if r.IntN(2) == 0 {
		name = bytes.ToUpper(name)
	}
	return slices.Concat([]byte("{"), inside, []byte(","), name, []byte(`:"`+marker+`"}`))
}

// flipped changes some bytes.
func (m *maker) flipped(text []byte) []byte {
	for range 1 + m.IntN(3) {
		text[m.IntN(len(text))] = byte(m.IntN(256))
	}
	return text
}

func nested(levels int) []byte {
	return []byte(`{"text":` + strings.Repeat("[", levels-1) + strings.Repeat("]", levels-1) + "}")
}

func wide(keys int) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i := range keys {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"k%d":0`, i)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// hostileFile is a file that isn't what it says, or says what it isn't.
func (m *maker) hostileFile() []byte {
	files := []string{
		"%PDF-1.7\n" + marker, "\x89PNG\r\n\x1a\n", "\x89PNG\r\n\x1a\n" + chunk("IHDR", "\x00\x00\xc3\x50\x00\x00\xc3\x50\x08\x02\x00\x00\x00"),
		"\xff\xd8\xff\xe0", "\xff\xd8\xff\xe1\xff\xffExif\x00\x00" + marker, "RIFF\xff\xff\xff\xffWEBPVP8X", "GIF89a=1;alert(" + marker + ")",
		"<html><script>" + marker + "</script>", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"" + marker + "\"/>", "MZ\x90\x00", "PK\x03\x04" + marker, "PK\x05\x06" + strings.Repeat("\x00", 18),
		"", " ", "plain text " + marker, "\xff\xfeh\x00i\x00", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
	}
	file := []byte(one(m.Rand, files))
	if len(file) > 0 && m.chance(30) {
		file = m.flipped(file)
	}
	return file
}

// chunk is a piece of a PNG, with a checksum that is wrong.
func chunk(kind, content string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(content)))) + kind + content + "\x00\x00\x00\x00"
}

// hostileHeaders are such as change who asks, from where, or what a body means, where somebody believes them.
var hostileHeaders = [][2]string{
	{"X-Forwarded-For", "127.0.0.1, " + marker}, {"X-Real-IP", "127.0.0.1"}, {"Forwarded", "for=127.0.0.1;host=" + marker}, {"CF-Connecting-IP", "127.0.0.1"}, {"X-Forwarded-Host", marker + ".test"}, {"X-Forwarded-Proto", "https"},
	{"X-Remote-User", "ceo"}, {"REMOTE_USER", "ceo"}, {"X-HTTP-Method-Override", "DELETE"}, {"X-Original-URL", "/api/v1/staff"}, {"X-Rewrite-URL", "/api/v1/staff"},
	{"Origin", "https://" + marker + ".test"}, {"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}, {"Cookie", "carebook_session=" + marker}, {"Cookie", strings.Repeat("a=b; ", 200)},
	{"Accept", "text/html"}, {"Accept", "*/*;q=0"}, {"Accept", "application/xml"}, {"Accept-Language", strings.Repeat("zh-Hant,", 200)}, {"Accept-Language", "\xff"}, {"Accept-Encoding", "br, gzip, " + marker},
	{"Content-Type", "text/plain"}, {"Content-Type", "application/x-www-form-urlencoded"}, {"Content-Type", "multipart/form-data; boundary=" + marker}, {"Content-Type", "application/json; charset=gbk"}, {"Content-Type", marker}, {"Content-Encoding", "gzip"},
	{"If-Match", "*"}, {"If-Match", marker}, {"If-Match", `W/"1"`}, {"If-Match", `"99999999999999999999"`}, {"If-Match", `"-1"`}, {"If-None-Match", "*"}, {"Range", "bytes=0-18446744073709551615"}, {"Expect", "100-continue"},
	{"X-File-Name", "..%2f..%2fetc%2fpasswd"}, {"X-File-Name", "%00"}, {"X-File-Name", strings.Repeat("x", 300)}, {"X-File-Name", "%ff" + marker}, {"X-File-Name", "a%0d%0aX: y"}, {"Last-Event-ID", marker}, {"Last-Event-ID", "99999999999999999999"},
	{"Big", strings.Repeat("x", 20_000)},
}

// hostileKeys are Idempotency-Keys that are none.
var hostileKeys = []string{"", " ", "a b", "键", strings.Repeat("k", 256), "\x7f", "a,b"}
