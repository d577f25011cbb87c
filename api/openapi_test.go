package api

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheCommittedDescriptionIsTheOneServed(t *testing.T) {
	committed, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	served, err := Description()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(committed), string(served)); diff != "" {
		t.Errorf("run: go run -tags slim ./cmd/carebook openapi > api/openapi.yaml\n%s", diff)
	}
}
