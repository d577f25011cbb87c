package keys

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
)

// Ring holds the keys derived from one master key. To know one of them tells nothing about the others.
type Ring struct {
	id    []byte // names the master key in what it wraps; public
	wrap  []byte
	body  []byte
	codec []byte
	file  []byte
	code  []byte
	from  []byte
	guess []byte
	blind map[Field][]byte
}

// New derives a ring from a master key of 32 bytes.
func New(master []byte) (*Ring, error) {
	if len(master) != Size {
		return nil, fmt.Errorf("master key has %d bytes, want %d", len(master), Size)
	}
	if bytes.Equal(master, make([]byte, Size)) {
		return nil, errors.New("master key is all zero")
	}
	r := &Ring{
		id:    derive(master, "id", idSize),
		wrap:  derive(master, "wrap", Size),
		body:  derive(master, "body", Size),
		codec: derive(master, "codec", Size),
		file:  derive(master, "file", Size),
		code:  derive(master, "follow-up code", Size),
		from:  derive(master, "source", Size),
		guess: derive(master, "guess", Size),
		blind: map[Field][]byte{},
	}
	for _, f := range fields {
		r.blind[f] = derive(master, "index/"+string(f), Size)
	}
	return r, nil
}

// derive panics on what only a wrong constant can cause: its inputs have fixed lengths.
func derive(master []byte, purpose string, size int) []byte {
	key, err := hkdf.Key(sha256.New, master, nil, "carebook/1/"+purpose, size)
	if err != nil {
		panic(err)
	}
	return key
}

// BodyHash is the keyed hash of a request's body: it tells two bodies apart, and nobody without the master key can use
// it to check a guess.
func (r *Ring) BodyHash(body []byte) []byte { return mac(r.body, body) }

// FileHash is the keyed hash of a file in one place: it finds the same file there again, and nobody without the master key can
// use it to tell which file it is, or that another place has it too. The place is a text without NUL.
func (r *Ring) FileHash(place string, content []byte) []byte {
	return mac(r.file, []byte(place), []byte{0}, content)
}

// SourceHash is the keyed hash of the address that a request came from: it tells whether two came from the same one, and
// nobody without the master key can use it to check a guess.
func (r *Ring) SourceHash(address string) []byte { return mac(r.from, []byte(address)) }

// GuessHash is the keyed hash of what a guess at a password is counted by: it counts the same thing of the same kind together,
// and nobody without the master key can use it to tell whose it is.
func (r *Ring) GuessHash(kind, value string) []byte {
	return mac(r.guess, []byte(kind), []byte{0}, []byte(value))
}

// CodecKey is the key that encrypts payloads on their way through Temporal.
func (r *Ring) CodecKey() []byte { return bytes.Clone(r.codec) }

// ID names the master key without telling anything about it: 4 bytes.
func (r *Ring) ID() []byte { return bytes.Clone(r.id) }

// codeBytes are as many as a follow-up code shows: 80 bits, 16 letters.
const codeBytes = 10

// FollowUpCode is the code by which somebody unnamed asks after a case: 16 letters and digits, 80 bits that nobody without
// the master key can foretell, in groups of four. It is made from the case's id, so that a request that comes twice gets the
// same answer though the code is stored nowhere.
func (r *Ring) FollowUpCode(caseID string) string {
	text := base32.StdEncoding.EncodeToString(mac(r.code, []byte(caseID))[:codeBytes])
	return text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
}

// NewPersonKey makes a data key for one person, plain for use now and wrapped for the books.
func (r *Ring) NewPersonKey() (plain, wrapped []byte) {
	plain = make([]byte, Size)
	rand.Read(plain)
	head := append([]byte{version}, r.id...)
	sealed := aead(r.wrap).Seal(nil, nil, plain, head)
	return plain, append(head, sealed...)
}

// ErrWrapped says that a person's data key can't be unwrapped: another master key wrapped it, or it is damaged.
var ErrWrapped = errors.New("unwrapping person key")

// Unwrap is a person's data key. It refuses what another master key has wrapped, and says so with ErrWrapped.
func (r *Ring) Unwrap(wrapped []byte) ([]byte, error) {
	if len(wrapped) < 1+idSize || wrapped[0] != version {
		return nil, fmt.Errorf("%w: unknown format", ErrWrapped)
	}
	head, sealed := wrapped[:1+idSize], wrapped[1+idSize:]
	if !bytes.Equal(head[1:], r.id) {
		return nil, fmt.Errorf("%w: wrapped by master key %x, this is %x", ErrWrapped, head[1:], r.id)
	}
	plain, err := aead(r.wrap).Open(nil, nil, sealed, head)
	if err != nil {
		return nil, fmt.Errorf("%w: changed or damaged", ErrWrapped)
	}
	return plain, nil
}

// String keeps keys out of logs, whatever verb prints them.
func (r *Ring) String() string { return "keys(***)" }

// GoString is String for %#v.
func (r *Ring) GoString() string { return r.String() }

func mac(key []byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, key)
	for _, part := range parts {
		h.Write(part)
	}
	return h.Sum(nil)
}
