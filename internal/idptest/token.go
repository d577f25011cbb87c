package idptest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// Sign makes a token by hand, so that its header may say anything. The algorithm is the one that header names; one that doesn't
// fit the key is signed as RS256.
func Sign(key crypto.Signer, header, claims map[string]any) string {
	text := Unsigned(header, claims)
	signature, err := sign(key, fmt.Sprint(header["alg"]), text)
	if err != nil {
		panic(err) // a test made a key that can't sign
	}
	return text + "." + encode(signature)
}

func sign(key crypto.Signer, alg, text string) ([]byte, error) {
	digest := sha256.Sum256([]byte(text))
	switch key := key.(type) {
	case *ecdsa.PrivateKey:
		r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
		if err != nil {
			return nil, err
		}
		return append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...), nil
	case *rsa.PrivateKey:
		if alg == "PS256" {
			return rsa.SignPSS(rand.Reader, key, crypto.SHA256, digest[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
		}
		return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
	}
	return key.Sign(rand.Reader, []byte(text), crypto.Hash(0))
}

// Keyed is a token that is signed with a secret: HS256.
func Keyed(secret []byte, header, claims map[string]any) string {
	text := Unsigned(header, claims)
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(text))
	return text + "." + encode(mac.Sum(nil))
}

// Unsigned is a token's header and claims, without a signature and its dot.
func Unsigned(header, claims map[string]any) string { return part(header) + "." + part(claims) }

func part(value map[string]any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // a test wrote what isn't JSON
	}
	return encode(text)
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
