// Package deploy is shape 3 in containers: the scripts and settings that docker-compose.yml mounts, and a reader of that
// file.
//
// The reader is for tests alone: where this was made there are no containers, so tests hold the file to the house's rules
// and run its command lines and environments without one (see e2e). Nothing that carebook itself does belongs here.
package deploy

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"

	"github.com/goccy/go-yaml"
)

// Compose is docker-compose.yml, as far as ours goes: Read refuses a field that isn't here.
type Compose struct {
	Name     string
	Services map[string]Service
	Secrets  map[string]struct{ File string }
	Volumes  map[string]struct{}

	Ours  any `yaml:"x-ours"`  // merged into services
	Books any `yaml:"x-books"` // merged into environments
}

// Service is one container, or several equal ones.
type Service struct {
	Build       *struct{ Context string }
	Image       string
	Entrypoint  []string
	Command     []string
	Environment map[string]string
	DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
	Healthcheck *struct {
		Test                       []string
		Interval, Timeout, Retries string
	}
	Secrets  []string
	Volumes  []string
	Tmpfs    []string
	Ports    []string
	Profiles []string
	Restart  string
	Deploy   struct{ Replicas int }

	ReadOnly    bool     `yaml:"read_only"`
	CapDrop     []string `yaml:"cap_drop"`
	SecurityOpt []string `yaml:"security_opt"`
	ShmSize     string   `yaml:"shm_size"`
	StopGrace   string   `yaml:"stop_grace_period"`
}

// setting is a variable of the file, with its default: ${NAME:-default}.
var setting = regexp.MustCompile(`\$\{([A-Z_]+):-([^}]*)\}`)

// Read reads the file at path, every variable at its default.
func Read(path string) (*Compose, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the compose file: %w", err)
	}
	var c Compose
	if err := yaml.UnmarshalWithOptions(setting.ReplaceAll(text, []byte("$2")), &c, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return &c, nil
}

// Environ lists the service's environment as NAME=value, sorted, each value through the function at.
func (s Service) Environ(at func(string) string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(s.Environment)) {
		all = append(all, name+"="+at(s.Environment[name]))
	}
	return all
}
