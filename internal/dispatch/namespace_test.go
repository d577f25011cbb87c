package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"carebook/internal/dispatch"
)

// How a namespace is made is proved in e2e, with Temporal's own server.
func TestTheNamespaceIsAwaitedWhileTemporalIsAwayAndTheErrorNamesTheAddress(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	address := nobody(t)
	made, err := dispatch.MakeNamespace(ctx, address, time.Hour)
	if made || err == nil || !strings.Contains(err.Error(), address) {
		t.Errorf("made %v: %v", made, err)
	}
	if ctx.Err() == nil {
		t.Errorf("gave up before its time: %v", err)
	}
}
