// Package fuzz makes requests out of the counter's own description: right ones, ones at the edge of what is allowed and
// hostile ones, from staff of several units and from strangers. It judges each answer by what must hold whatever was asked.
// The same seed over the same world makes the same requests.
package fuzz
