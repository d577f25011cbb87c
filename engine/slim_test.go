//go:build slim

package engine

import (
	"context"
	"strings"
	"testing"
)

func TestASlimBuildRefusesAndSaysTheWayOut(t *testing.T) {
	_, err := Start(context.Background(), Config{})
	if err == nil || !strings.Contains(err.Error(), "existing Temporal service") || Available {
		t.Errorf("available %v, answered %v", Available, err)
	}
}
