package dispatch

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
)

// maxPayload is the most that one payload may hold before encryption: workflows carry ids and figures, never records.
const maxPayload = 8 << 10

const (
	encoding    = "binary/carebook-1" // AES-256-GCM over the whole payload, nonce in front
	metaEncoded = "encoding"
)

// codec encrypts every payload on its way to Temporal.
type codec struct{ aead cipher.AEAD }

// newDataConverter encrypts with a key of 32 bytes.
func newDataConverter(key []byte) (converter.DataConverter, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("making the payload codec: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("making the payload codec: %w", err)
	}
	return converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), codec{aead}), nil
}

// Encode encrypts payloads; one that is too large is an error of ours and goes nowhere.
func (c codec) Encode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	out := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		plain, err := p.Marshal()
		if err != nil {
			return nil, fmt.Errorf("encoding payload: %w", err)
		}
		if len(plain) > maxPayload {
			return nil, fmt.Errorf("payload of %d bytes: at most %d may enter a workflow", len(plain), maxPayload)
		}
		nonce := make([]byte, c.aead.NonceSize(), c.aead.NonceSize()+len(plain)+c.aead.Overhead())
		rand.Read(nonce)
		out[i] = &commonpb.Payload{
			Metadata: map[string][]byte{metaEncoded: []byte(encoding)},
			Data:     c.aead.Seal(nonce, nonce, plain, []byte(encoding)),
		}
	}
	return out, nil
}

// Decode opens payloads. One that isn't encrypted is refused: nobody but carebook speaks to carebook's workflows.
func (c codec) Decode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	out := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		if string(p.GetMetadata()[metaEncoded]) != encoding {
			return nil, errors.New("decoding payload: it was not encrypted by carebook")
		}
		size := c.aead.NonceSize()
		if len(p.Data) < size {
			return nil, errors.New("decoding payload: cut short")
		}
		plain, err := c.aead.Open(nil, p.Data[:size], p.Data[size:], []byte(encoding))
		if err != nil {
			return nil, errors.New("decoding payload: wrong key or changed")
		}
		out[i] = &commonpb.Payload{}
		if err := out[i].Unmarshal(plain); err != nil {
			return nil, fmt.Errorf("decoding payload: %w", err)
		}
	}
	return out, nil
}
