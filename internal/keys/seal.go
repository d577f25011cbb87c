package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
)

const (
	version = 1 // AES-256-GCM, random nonce of 12 bytes before the text, tag of 16 behind it
	idSize  = 4
)

// ErrSealed says that sealed bytes can't be opened: another key, another place (aad), or a changed byte. Which one it
// was can't be told.
var ErrSealed = errors.New("sealed bytes don't open: another key, another place or damaged")

// Seal encrypts a person's text with the person's data key. The aad says where it belongs (table, column and row), so
// that a value moved elsewhere doesn't open.
func Seal(dataKey, aad, plaintext []byte) []byte {
	out := make([]byte, 1, 1+len(plaintext)+28)
	out[0] = version
	return aead(dataKey).Seal(out, nil, plaintext, bind(aad))
}

// Open decrypts what Seal made, under the same key and aad.
func Open(dataKey, aad, sealed []byte) ([]byte, error) {
	if len(dataKey) != Size || len(sealed) == 0 || sealed[0] != version {
		return nil, ErrSealed
	}
	plain, err := aead(dataKey).Open(nil, nil, sealed[1:], bind(aad))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// bind puts the version under the tag: a later format can't be passed off as this one.
func bind(aad []byte) []byte { return append([]byte{version}, aad...) }

// aead panics on a key of a wrong length: every key comes from this package or was checked by it.
func aead(key []byte) cipher.AEAD {
	if len(key) != Size {
		panic("keys: data key isn't 32 bytes")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return gcm
}
