package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

const product = "bin/carebook"

// build makes the binary that is measured: the one a user would run, or with -profile one that can be looked into.
func (b *bench) build(ctx context.Context) (*stage, error) {
	if b.binary != "" {
		return &stage{binary: b.binary}, nil
	}
	if _, err := os.Stat("go.mod"); err != nil {
		return nil, fmt.Errorf("bench runs from the root of the repository: %w", err)
	}
	b.progress("building carebook (the first build compiles Temporal's server: about seven minutes on two cores)")
	if b.profile != "" {
		return b.buildProfiled(ctx)
	}
	return &stage{binary: product}, compile(ctx, "-o", product)
}

// profiled is the one file that a profiling build has more. It exists only while that build runs, so no binary that a user
// builds can be made to listen for a profiler.
const profiled = `package main

import (
	"net/http"
	_ "net/http/pprof"
	"os"
)

func init() {
	if address := os.Getenv("CAREBOOK_PROFILE_LISTEN"); address != "" {
		go func() { panic(http.ListenAndServe(address, nil)) }()
	}
}
`

func (b *bench) buildProfiled(ctx context.Context) (*stage, error) {
	if err := os.MkdirAll(b.profile, 0o750); err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(b.profile)
	if err != nil {
		return nil, err
	}
	target, err := filepath.Abs("cmd/carebook/profiled.go")
	if err != nil {
		return nil, err
	}
	source := filepath.Join(dir, "profiled.go.txt")
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {target: source}})
	if err != nil {
		return nil, err
	}
	over, binary := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "carebook-profiled")
	for name, text := range map[string][]byte{source: []byte(profiled), over: overlay} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			return nil, err
		}
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s := &stage{binary: binary, profiler: net.JoinHostPort("127.0.0.1", strconv.Itoa(port+500))}
	return s, compile(ctx, "-overlay", over, "-o", binary)
}

func compile(ctx context.Context, flags ...string) error {
	cmd := exec.CommandContext(ctx, "go", append(append([]string{"build"}, flags...), "./cmd/carebook")...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building carebook: %w\n%s", err, out)
	}
	return nil
}
