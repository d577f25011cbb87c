package main

import (
	"context"
	"fmt"
	"time"

	"carebook/contract"
	"carebook/engine"
	"carebook/internal/dispatch"
)

// namespaceCmd prepares a Temporal service of one's own; serve and engine make the namespace by themselves.
type namespaceCmd struct{ temporalFlags }

// namespaceWithin is how long a service may take to start, until nobody waits for it any longer.
const namespaceWithin = 2 * time.Minute

// Run makes the namespace, or finds it.
func (c *namespaceCmd) Run(ctx context.Context, s streams) error {
	ctx, cancel := context.WithTimeout(ctx, namespaceWithin)
	defer cancel()
	made, err := dispatch.MakeNamespace(ctx, c.TemporalAddress, engine.Retention)
	if err != nil {
		return err
	}
	if made {
		fmt.Fprintf(s.out, "made namespace %s; histories are kept for %d days after their end\n", contract.Namespace, engine.Retention/(24*time.Hour))
	} else {
		fmt.Fprintf(s.out, "namespace %s is there, and stays as it is\n", contract.Namespace)
	}
	return nil
}
