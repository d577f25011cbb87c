// Package e2e tests carebook from the outside: the built binary in its three shapes, over HTTP, killed and restarted, its
// books and Temporal's store looked at from beside.
//
// Everything here is a test. What judges the books after a run is package checker, which shares no code with the service;
// what starts, kills and asks processes stands in the files house_, process_ and client_. Rules and clocks do not belong
// here.
package e2e
