package main

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
)

// versionCmd answers "what exactly is running here?" from what the linker wrote into the binary.
type versionCmd struct{}

func (versionCmd) Run(s streams) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this binary carries no build information: build it with modules")
	}
	_, err := fmt.Fprint(s.out, describe(info))
	return err
}

// describe renders three lines: version and commit, toolchain and platform, and which engine is inside.
func describe(info *debug.BuildInfo) string {
	return fmt.Sprintf("carebook %s%s\n%s %s/%s\n%s\n",
		cmp.Or(info.Main.Version, "(devel)"), commit(info),
		info.GoVersion, setting(info, "GOOS"), setting(info, "GOARCH"),
		engineInside(info))
}

// commit is empty when the build did not look at version control (-buildvcs=false, or sources without a repository).
func commit(info *debug.BuildInfo) string {
	revision := setting(info, "vcs.revision")
	if revision == "" {
		return ""
	}
	text := fmt.Sprintf(" commit %.12s of %s", revision, setting(info, "vcs.time"))
	if setting(info, "vcs.modified") == "true" {
		text += ", with changes not committed"
	}
	return text
}

// engineInside asks the list of linked modules, not a build tag: it stays true however the binary was made.
func engineInside(info *debug.BuildInfo) string {
	i := slices.IndexFunc(info.Deps, func(m *debug.Module) bool { return m.Path == "go.temporal.io/server" })
	if i < 0 {
		return "Temporal's server is not in this build: api and worker need a Temporal service to connect to"
	}
	return "Temporal's server " + info.Deps[i].Version + " is in this build"
}

func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}
