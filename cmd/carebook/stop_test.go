package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// Whoever ends a service while it is starting has ended it in order: a supervisor must not take that for a failure.
func TestAServiceToldToEndWhileItIsStartingEndsInOrder(t *testing.T) {
	dir := prepared(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, command := range []string{"worker", "api", "serve", "engine"} {
		var out, errs bytes.Buffer
		status := execute(ctx, []string{command, "--data", dir}, streams{&out, &errs})
		if status != exitOK || !strings.Contains(errs.String(), "carebook: told to end while it was starting: ") {
			t.Errorf("%s: status %d, %s%s", command, status, out.String(), errs.String())
		}
	}
}

func TestAServiceThatCantStartSaysWhyAndFails(t *testing.T) {
	for _, command := range []string{"worker", "api"} {
		if errs := bad(t, command, "--data", t.TempDir()); !strings.Contains(errs, "migrate up") {
			t.Errorf("%s without books: %s", command, errs)
		}
	}
}
