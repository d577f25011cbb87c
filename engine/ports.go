//go:build !slim

package engine

import (
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
)

// Ports for Temporal's services are looked for below the range from which systems take ports for outgoing connections, so
// that none of those can slip in between our look and the server's bind. Another engine still can; Start then tries again.
const lowestPort, highestPort = 20000, 32000

// choosePorts returns one port for each service, the frontend's first: the one in its address, or any if that is 0.
func choosePorts(address string) ([]int, error) {
	frontend, err := loopbackPort(address)
	if err != nil {
		return nil, err
	}
	if frontend == 0 {
		return freePorts(len(services))
	}
	if err := canBind(frontend); err != nil {
		return nil, fmt.Errorf("the frontend's port %d can't be had: %w", frontend, err)
	}
	others, err := freePorts(len(services) - 1)
	return append([]int{frontend}, others...), err
}

// freePorts finds n different ports that can be bound now.
func freePorts(n int) ([]int, error) {
	var found []int
	var held []net.Listener
	defer func() {
		for _, l := range held {
			l.Close()
		}
	}()
	for range 200 {
		port := lowestPort + rand.IntN(highestPort-lowestPort) //nolint:gosec // a port to try, not a secret
		l, err := net.Listen("tcp", hostPort(port))
		if err != nil {
			continue
		}
		held = append(held, l) // held until all are found, so that none is found twice
		if found = append(found, port); len(found) == n {
			return found, nil
		}
	}
	return nil, fmt.Errorf("no %d free ports between %d and %d", n, lowestPort, highestPort)
}

// canBind says whether the port is free, with the system's reason when it isn't.
func canBind(port int) error {
	l, err := net.Listen("tcp", hostPort(port))
	if err != nil {
		return err
	}
	return l.Close()
}

func hostPort(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }
