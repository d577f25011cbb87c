package main

import (
	"bytes"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHelpGoesToStandardOutputAndListsTheSubcommands(t *testing.T) {
	var out, errs bytes.Buffer
	if status := run([]string{"--help"}, &out, &errs); status != exitOK {
		t.Errorf("status %d, want %d", status, exitOK)
	}
	if !strings.Contains(out.String(), "version") || errs.Len() > 0 {
		t.Errorf("standard output:\n%s\nstandard error:\n%s", out.String(), errs.String())
	}
}

func TestAnUnknownSubcommandIsRefusedWithTheWayOut(t *testing.T) {
	var out, errs bytes.Buffer
	if status := run([]string{"serv"}, &out, &errs); status != exitUsage {
		t.Errorf("status %d, want %d", status, exitUsage)
	}
	if !strings.Contains(errs.String(), "carebook --help") || out.Len() > 0 {
		t.Errorf("standard output:\n%s\nstandard error:\n%s", out.String(), errs.String())
	}
}

func TestVersionNamesTheToolchainItWasBuiltWith(t *testing.T) {
	var out, errs bytes.Buffer
	if status := run([]string{"version"}, &out, &errs); status != exitOK {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	if lines := strings.Split(out.String(), "\n"); len(lines) != 4 || !strings.HasPrefix(lines[1], "go1.") {
		t.Errorf("want three lines, the second with Go's version:\n%s", out.String())
	}
}

func TestVersionTellsCommitChangesAndEngine(t *testing.T) {
	built := &debug.BuildInfo{
		GoVersion: "go1.26.8",
		Main:      debug.Module{Path: "carebook", Version: "v1.2.0"},
		Deps:      []*debug.Module{{Path: "gorm.io/gorm", Version: "v1.31.2"}, {Path: "go.temporal.io/server", Version: "v1.32.1"}},
		Settings: []debug.BuildSetting{
			{Key: "GOOS", Value: "linux"}, {Key: "GOARCH", Value: "amd64"},
			{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-11-21T09:00:00Z"},
			{Key: "vcs.modified", Value: "true"},
		},
	}
	want := "carebook v1.2.0 commit 0123456789ab of 2026-11-21T09:00:00Z, with changes not committed\n" +
		"go1.26.8 linux/amd64\n" +
		"Temporal's server v1.32.1 is in this build\n"
	if diff := cmp.Diff(want, describe(built)); diff != "" {
		t.Error(diff)
	}
}

func TestVersionOfASlimBuildSaysWhatItNeeds(t *testing.T) {
	slim := &debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{{Path: "gorm.io/gorm"}}}
	if got := describe(slim); !strings.Contains(got, "not in this build") || !strings.HasPrefix(got, "carebook (devel)\n") {
		t.Error(got)
	}
}
