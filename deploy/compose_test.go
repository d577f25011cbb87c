package deploy_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"carebook/deploy"
)

func compose(t *testing.T) *deploy.Compose {
	t.Helper()
	c, err := deploy.Read("../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func text(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryImageIsPinned(t *testing.T) {
	pinned := regexp.MustCompile(`^[a-z/-]+:\d+(\.\d+)*$`)
	for name, s := range compose(t).Services {
		if s.Build == nil && !pinned.MatchString(s.Image) {
			t.Errorf("%s runs %s: want an image with its version", name, s.Image)
		}
	}
	server, tools := compose(t).Services["temporal"].Image, compose(t).Services["temporal-schema"].Image
	version := regexp.MustCompile(`(?m)^\tgo\.temporal\.io/server v(\S+)$`).FindStringSubmatch(text(t, "go.mod"))[1]
	if server != "temporalio/server:"+version || tools != "temporalio/admin-tools:"+version {
		t.Errorf("%s and %s: want both of version %s, which the tests run", server, tools, version)
	}
	language := regexp.MustCompile(`(?m)^go (\S+)$`).FindStringSubmatch(text(t, "go.mod"))[1]
	if !strings.Contains(text(t, "Dockerfile"), "FROM golang:"+language+" AS build\n") {
		t.Errorf("the Dockerfile doesn't build with Go %s, as go.mod does", language)
	}
}

func TestEveryServiceWaitsForServicesThatCanSayTheyAreReady(t *testing.T) {
	c := compose(t)
	for name, s := range c.Services {
		for other, wait := range s.DependsOn {
			target, there := c.Services[other]
			switch {
			case !there || len(target.Profiles) > 0:
				t.Errorf("%s waits for %s, which isn't started", name, other)
			case wait.Condition == "service_healthy" && target.Healthcheck == nil:
				t.Errorf("%s waits for %s to be healthy, which nobody checks", name, other)
			case wait.Condition == "service_completed_successfully" && !strings.HasPrefix(target.Restart, "on-failure:"):
				t.Errorf("%s waits for the end of %s, which is started again", name, other)
			case wait.Condition == "service_started":
				t.Errorf("%s waits for %s to be started, which says nothing", name, other)
			}
		}
	}
	for _, name := range []string{"api", "worker"} {
		for _, first := range []string{"migrate", "temporal-namespace"} {
			if _, ok := c.Services[name].DependsOn[first]; !ok {
				t.Errorf("%s doesn't wait for %s", name, first)
			}
		}
	}
}

func TestPortsAreOpenedOnLoopbackAloneAndTemporalsNotAtAll(t *testing.T) {
	for name, s := range compose(t).Services {
		for _, port := range s.Ports {
			if !strings.HasPrefix(port, "127.0.0.1:") || name == "temporal" || name == "postgres" {
				t.Errorf("%s opens %s", name, port)
			}
		}
	}
}

func TestNoSecretStandsInTheFile(t *testing.T) {
	c := compose(t)
	for name, secret := range c.Secrets {
		if secret.File != "./deploy/secrets/"+name {
			t.Errorf("secret %s is at %s: want it in deploy/secrets, which git and docker build ignore", name, secret.File)
		}
		if !strings.Contains(text(t, "deploy/secrets.sh"), "make "+name+" ") {
			t.Errorf("deploy/secrets.sh doesn't make %s", name)
		}
	}
	for _, file := range []string{".gitignore", ".dockerignore"} {
		if !strings.Contains(text(t, file), "/deploy/secrets/\n") {
			t.Errorf("%s lets deploy/secrets through", file)
		}
	}
	asks := regexp.MustCompile(`/run/secrets/(\w+)`)
	for name, s := range c.Services {
		for variable, value := range s.Environment {
			if regexp.MustCompile(`(PASSWORD|PWD|SECRET|TOKEN|KEY)$`).MatchString(variable) || regexp.MustCompile(`://[^/@]*:[^/@]*@`).MatchString(value) {
				t.Errorf("%s: %s carries a secret", name, variable)
			}
		}
		var asked []string
		for _, line := range append(s.Environ(func(v string) string { return v }), s.Entrypoint...) {
			for _, found := range asks.FindAllStringSubmatch(line, -1) {
				asked = append(asked, found[1])
			}
		}
		slices.Sort(asked)
		given := slices.Sorted(slices.Values(s.Secrets))
		if !slices.Equal(asked, given) {
			t.Errorf("%s reads the secrets %v and is given %v", name, asked, given)
		}
		for _, secret := range s.Secrets {
			if _, ok := c.Secrets[secret]; !ok {
				t.Errorf("%s is given %s, which isn't declared", name, secret)
			}
		}
	}
}

func TestContainersMayDoLittle(t *testing.T) {
	for name, s := range compose(t).Services {
		if !slices.Contains(s.SecurityOpt, "no-new-privileges:true") {
			t.Errorf("%s may gain privileges", name)
		}
		if name == "temporal-ui" {
			continue // writes its configuration when it starts
		}
		if !s.ReadOnly {
			t.Errorf("%s may write to its root file system", name)
		}
		if name != "postgres" && !slices.Equal(s.CapDrop, []string{"ALL"}) { // the image begins as root, to own its data
			t.Errorf("%s keeps capabilities", name)
		}
	}
	if !strings.Contains(text(t, "Dockerfile"), "\nUSER 65532:65532\n") {
		t.Error("our image runs as root")
	}
}

func TestEveryVolumeIsDeclaredOrAFileOfOurs(t *testing.T) {
	c := compose(t)
	for name, s := range c.Services {
		for _, volume := range s.Volumes {
			from, _, _ := strings.Cut(volume, ":")
			if path, ours := strings.CutPrefix(from, "./"); ours {
				if info, err := os.Stat(filepath.Join("..", path)); err != nil || !info.Mode().IsRegular() || !strings.HasSuffix(volume, ":ro") {
					t.Errorf("%s: %s: want a file of ours, read only", name, volume)
				}
			} else if _, ok := c.Volumes[from]; !ok {
				t.Errorf("%s: %s isn't declared", name, volume)
			}
		}
	}
}

func TestTheExampleNamesEverySettingOfTheFileAtItsDefault(t *testing.T) {
	settings := func(file, expression string) map[string]string {
		found := map[string]string{}
		for _, m := range regexp.MustCompile(expression).FindAllStringSubmatch(text(t, file), -1) {
			found[m[1]] = m[2]
		}
		return found
	}
	used, named := settings("docker-compose.yml", `\$\{(\w+):-([^}]*)\}`), settings(".env.example", `(?m)^(\w+)=(.*)$`)
	if !maps.Equal(used, named) {
		t.Errorf("docker-compose.yml reads %v, .env.example names %v", used, named)
	}
}

func TestTheImageIsBuiltByTheLineThatMakeSlimRuns(t *testing.T) {
	line := regexp.MustCompile(`CGO_ENABLED=0 go build .*`).FindString(text(t, "Dockerfile"))
	if line == "" || !strings.Contains(text(t, "Makefile"), "\n\t"+line+"\n") {
		t.Errorf("the Dockerfile builds with %q, make slim with another line", line)
	}
}

func TestScriptsAreForThePlainestShell(t *testing.T) {
	scripts, err := filepath.Glob("*.sh")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	checks := [][]string{{"sh", "-n"}}
	if _, err := exec.LookPath("shellcheck"); err == nil { // says more, where it is installed
		checks = append(checks, []string{"shellcheck"})
	}
	for _, script := range scripts {
		if info, err := os.Stat(script); err != nil || info.Mode().Perm()&0o111 == 0 {
			t.Errorf("%s can't be executed: postgres would read it into its own shell (%v)", script, err)
		}
		if body := text(t, "deploy/"+script); !strings.HasPrefix(body, "#!/bin/sh\n") || !strings.Contains(body, "\nset -eu\n") {
			t.Errorf("%s: want #!/bin/sh and set -eu", script)
		}
		for _, check := range checks {
			if out, err := exec.Command(check[0], append(check[1:], script)...).CombinedOutput(); err != nil {
				t.Errorf("%s %s: %v\n%s", check[0], script, err, out)
			}
		}
	}
}

// A file that git knows and the build doesn't see would make `carebook version` tell of changes not committed.
func TestTheBuildSeesWhatGitSees(t *testing.T) {
	lines := func(file string) (all []string) {
		for _, line := range strings.Split(strings.TrimSpace(text(t, file)), "\n") {
			if !strings.HasPrefix(line, "#") {
				all = append(all, strings.TrimPrefix(line, "**/"))
			}
		}
		slices.Sort(all)
		return all
	}
	if git, docker := lines(".gitignore"), lines(".dockerignore"); !slices.Equal(git, docker) {
		t.Errorf("git ignores %v, the build %v", git, docker)
	}
}
