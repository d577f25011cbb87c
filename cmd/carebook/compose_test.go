package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/jackc/pgx/v5"

	"carebook/deploy"
)

func composed(t *testing.T) map[string]deploy.Service {
	t.Helper()
	c, err := deploy.Read("../../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	ours := map[string]deploy.Service{}
	for name, s := range c.Services {
		if s.Build != nil {
			ours[name] = s
		}
	}
	return ours
}

// parse lets the real command line read what a container would be started with.
func parse(t *testing.T, args []string) *kong.Context {
	t.Helper()
	parser, err := kong.New(&cli{}, kong.Name("carebook"), kong.Exit(func(int) {}))
	if err != nil {
		t.Fatal(err)
	}
	command, err := parser.Parse(args)
	if err != nil {
		t.Fatalf("carebook %s: %v", strings.Join(args, " "), err)
	}
	return command
}

func TestEveryCommandLineOfTheComposeFileIsOneOfOursAndReadsItsWholeEnvironment(t *testing.T) {
	ours := composed(t)
	if len(ours) != 4 {
		t.Errorf("%d services run carebook, want migrate, temporal-namespace, api and worker", len(ours))
	}
	for name, s := range ours {
		for variable, value := range s.Environment {
			t.Setenv(variable, value)
		}
		command := parse(t, s.Command)
		for variable, value := range s.Environment {
			if !reads(command, variable, value) {
				t.Errorf("%s: carebook %s doesn't read %s", name, strings.Join(s.Command, " "), variable)
			}
		}
		if s.Healthcheck != nil {
			if s.Healthcheck.Test[0] != "CMD" || s.Healthcheck.Test[1] != "/carebook" {
				t.Errorf("%s is checked by %v: the image holds nothing but /carebook", name, s.Healthcheck.Test)
			}
			parse(t, s.Healthcheck.Test[2:])
		}
	}
}

// reads reports whether a flag of the command has its value from the environment variable.
func reads(command *kong.Context, variable, value string) bool {
	return slices.ContainsFunc(command.Flags(), func(f *kong.Flag) bool {
		return slices.Contains(f.Envs, variable) && command.FlagValue(f) == value
	})
}

func TestThePasswordOfTheBooksComesFromAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pgpass")
	if err := os.WriteFile(file, []byte("*:*:*:carebook:from the file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	url := composed(t)["api"].Environment["CAREBOOK_DATABASE_URL"]
	cfg, err := pgx.ParseConfig(strings.ReplaceAll(url, "/run/secrets/carebook_pgpass", file))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Password != "from the file" || cfg.Host != "postgres" || cfg.Database != "carebook" {
		t.Errorf("%s is user %s of %s at %s", url, cfg.User, cfg.Database, cfg.Host)
	}
}
