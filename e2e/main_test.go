package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"carebook/internal/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// binaries are built once for all tests. carebook's are test builds: with failpoints and planted bugs, and the slim one for
// shape 3. Temporal's are what its images hold. They stay in bin/, where the next run finds what hasn't changed.
var binaries = struct{ full, slim, server, schema func() (string, error) }{
	full:   sync.OnceValues(func() (string, error) { return build("carebook", "failpoints", ours) }),
	slim:   sync.OnceValues(func() (string, error) { return build("carebook-slim", "slim failpoints", ours) }),
	server: sync.OnceValues(func() (string, error) { return build("temporal-server", "", "go.temporal.io/server/cmd/server") }),
	schema: sync.OnceValues(func() (string, error) { return build("temporal-sql-tool", "", "go.temporal.io/server/cmd/tools/sql") }),
}

const ours = "carebook/cmd/carebook"

func full(t testing.TB) string { return built(t, binaries.full) }

func slim(t testing.TB) string { return built(t, binaries.slim) }

func built(t testing.TB, make func() (string, error)) string {
	t.Helper()
	path, err := make()
	if err != nil {
		t.Fatalf("building the binary under test: %v", err)
	}
	return path
}

func build(name, tags, pkg string) (string, error) {
	path, err := filepath.Abs(filepath.Join("..", "bin", "e2e", name))
	if err != nil {
		return "", err
	}
	cmd := exec.Command("go", "build", "-tags", tags, "-o", path, pkg)
	cmd.Stderr = os.Stderr
	return path, cmd.Run()
}
