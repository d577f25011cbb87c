// Package dispatch is the one way to Temporal: it makes every client, with the encrypting codec, and sends commands to
// cases as updates. What comes back is a receipt or one of few errors; nothing here knows the books.
package dispatch

import (
	"fmt"
	"log/slog"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"google.golang.org/grpc"

	"carebook/contract"
)

// Options are what a client needs to know. CodecKey has 32 bytes.
type Options struct {
	Address   string // host:port of Temporal's frontend
	Namespace string // contract.Namespace when empty
	CodecKey  []byte
	Log       *slog.Logger
}

// NewClient makes a client that connects when it is first used: the service starts, and reads, while Temporal is away.
func NewClient(o Options) (client.Client, error) {
	data, failures, err := Converters(o.CodecKey)
	if err != nil {
		return nil, err
	}
	namespace := o.Namespace
	if namespace == "" {
		namespace = contract.Namespace
	}
	c, err := client.NewLazyClient(client.Options{
		HostPort:         o.Address,
		Namespace:        namespace,
		DataConverter:    data,
		FailureConverter: failures,
		Logger:           log.NewStructuredLogger(o.Log),
		ConnectionOptions: client.ConnectionOptions{
			DialOptions: []grpc.DialOption{grpc.WithChainUnaryInterceptor(follow)},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("making a client for Temporal at %s: %w", o.Address, err)
	}
	return c, nil
}

// Converters are what NewClient reads and writes payloads and failures with: a replay of exported histories needs the same.
func Converters(codecKey []byte) (converter.DataConverter, converter.FailureConverter, error) {
	data, err := newDataConverter(codecKey)
	if err != nil {
		return nil, nil, err
	}
	return data, newFailureConverter(data), nil
}

// newFailureConverter encrypts failures as payloads are; without it, error texts would stand in histories in clear.
func newFailureConverter(data converter.DataConverter) converter.FailureConverter {
	return temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{
		DataConverter: data, EncodeCommonAttributes: true,
	})
}
