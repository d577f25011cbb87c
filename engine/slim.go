//go:build slim

package engine

import (
	"context"
	"errors"
)

// Available says whether this build has the server inside.
const Available = false

// errSlim is what every start answers in a slim build.
var errSlim = errors.New("engine: this carebook was built with -tags slim and has no Temporal server inside: " +
	"build it without the tag, or point it at an existing Temporal service")

// Server is the server that a slim build doesn't have.
type Server struct{}

// Start refuses and says the way out.
func Start(context.Context, Config) (*Server, error) { return nil, errSlim }

// Address is empty, there is no server.
func (*Server) Address() string { return "" }

// Lost never happens, there is no server.
func (*Server) Lost() <-chan struct{} { return nil }

// Stop does nothing, there is no server.
func (*Server) Stop() {}
