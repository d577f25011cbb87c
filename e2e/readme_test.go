package e2e_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// spoken is one command of a walk-through and what README says that it prints: pieces between commas, each of which is
// there; a number and a word are the status and code of a refusal.
type spoken struct {
	section, command string
	prints           []string
}

// walkThroughs are README's sections whose heading begins with Walk. All their shell blocks, from the first to the last, are
// what a newcomer pastes into one shell.
func walkThroughs(t *testing.T) (all []spoken) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range regexp.MustCompile(`(?m)^#{2,3} `).Split(string(text), -1) {
		heading, body, _ := strings.Cut(section, "\n")
		if !strings.HasPrefix(heading, "Walk ") {
			continue
		}
		for _, block := range regexp.MustCompile("(?ms)^```sh\n(.*?)^```$").FindAllStringSubmatch(body, -1) {
			for _, command := range commandsOf(t, block[1]) {
				all = append(all, spoken{heading, command, saidBehind(command)})
			}
		}
	}
	if len(all) == 0 {
		t.Fatal("README has no walk-through")
	}
	return all
}

// commandsOf takes a block apart: lines belong to one command until bash finds it whole.
func commandsOf(t *testing.T, block string) (all []string) {
	t.Helper()
	command := ""
	for line := range strings.Lines(block) {
		command += line
		if whole := exec.Command("bash", "-n", "-c", command).Run() == nil; whole && !strings.HasSuffix(command, "\\\n") {
			if strings.TrimSpace(command) != "" {
				all = append(all, command)
			}
			command = ""
		}
	}
	if command != "" {
		t.Errorf("bash doesn't understand %s", command)
	}
	return all
}

// saidBehind is the comment at the end of a command.
func saidBehind(command string) []string {
	if said := regexp.MustCompile(`(?m) {2,}# (.+)\n\z`).FindStringSubmatch(command); said != nil {
		return strings.Split(said[1], ", ")
	}
	return nil
}

var (
	refused = regexp.MustCompile(`^([45][0-9][0-9]) ([a-z_]+)$`)
	problem = regexp.MustCompile(`"status":\s*[45][0-9][0-9]\b`)
)

// holds says what is wrong with what a command printed; empty when README is right.
func (s spoken) holds(printed string, status string) string {
	if status != "0" {
		return "exit status " + status
	}
	refusal := false
	for _, piece := range s.prints {
		wants := []string{piece}
		if m := refused.FindStringSubmatch(piece); m != nil {
			refusal, wants = true, []string{`"status":` + m[1], `"code":"` + m[2] + `"`}
		}
		for _, want := range wants {
			if !strings.Contains(printed, want) {
				return want + " isn't there"
			}
		}
	}
	if !refusal && problem.MatchString(printed) {
		return "it was refused"
	}
	return ""
}

// A newcomer runs README's walk-throughs as they stand, and sees what README says.
func TestTheWalkThroughsOfTheReadmeRunAsTheyStand(t *testing.T) {
	t.Parallel() // it waits for clocks most of the time
	walk := walkThroughs(t)
	home := t.TempDir()
	if err := os.Mkdir(filepath.Join(home, "bin"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(full(t), filepath.Join(home, "bin", "carebook")); err != nil {
		t.Fatal(err)
	}
	web := freeAddress(t)
	log := filepath.Join(home, "serve.log")
	p := launch(t, "serve", log, []string{"CAREBOOK_LISTEN=" + web}, filepath.Join(home, "bin", "carebook"),
		"serve", "--demo", "--data", filepath.Join(home, "var", "demo")) // what make run starts
	if err := until(2*time.Minute, func() error {
		if !p.running() {
			t.Fatalf("serve has ended\n%s", p.tail())
		}
		return exec.Command(full(t), "ready", "--url", "http://"+web).Run()
	}); err != nil {
		t.Fatalf("serve isn't ready: %v\n%s", err, p.tail())
	}
	printed := untilTheDesk(t, log, "http://"+web+"/")
	exports := regexp.MustCompile(`(?m)^export .*$`).FindAllString(printed, -1)
	outcomes := typed(t, home, exports, walk)
	for i, s := range walk {
		if wrong := s.holds(outcomes[i].printed, outcomes[i].status); wrong != "" {
			t.Errorf("%s: %s\n$ %s%s", s.section, wrong, s.command, outcomes[i].printed)
		}
	}
	if t.Failed() {
		t.Log(p.tail())
	}
	p.stop(t)
}

// untilTheDesk is what serve prints, to its last line: that says where the desk is, and there it is.
func untilTheDesk(t *testing.T, log, address string) (printed string) {
	t.Helper()
	if err := until(time.Minute, func() error {
		text, err := os.ReadFile(log)
		if printed = string(text); err == nil && !strings.Contains(printed, "\nThe desk: "+address+"\n") {
			err = fmt.Errorf("serve hasn't said that the desk is at %s:\n%s", address, printed)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, behind, _ := strings.Cut(printed, "\nThe desk: "); strings.Contains(behind, "\nexport ") {
		t.Errorf("the desk's line isn't the last:\n%s", printed)
	}
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("the desk: %d %v", answer.StatusCode, answer.Header)
	}
	return printed
}

type outcome struct{ printed, status string }

// typed gives everything to one bash, and what each command printed on either output with its exit status.
func typed(t *testing.T, home string, exports []string, walk []spoken) []outcome {
	t.Helper()
	const mark = "=== so much of command"
	var script strings.Builder
	fmt.Fprintf(&script, "%s\n", strings.Join(exports, "\n"))
	for i, s := range walk {
		fmt.Fprintf(&script, "%secho \"%s %d: $?\"\n", s.command, mark, i)
	}
	file := filepath.Join(home, "typed.sh") // not on standard input, which a command may read
	if err := os.WriteFile(file, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	bash := exec.Command("bash", file)
	bash.Dir = home
	var out bytes.Buffer
	bash.Stdout, bash.Stderr = &out, &out
	if err := bash.Start(); err != nil {
		t.Fatal(err)
	}
	ended := time.AfterFunc(8*time.Minute, func() { _ = bash.Process.Kill() }) // what it has printed tells where it hung
	defer ended.Stop()
	err := bash.Wait()
	rest := out.String()
	outcomes := make([]outcome, len(walk))
	for i := range walk {
		var found bool
		end := fmt.Sprintf("%s %d: ", mark, i)
		if outcomes[i].printed, rest, found = strings.Cut(rest, end); !found {
			t.Fatalf("bash ended (%v) in $ %s%s", err, walk[i].command, outcomes[i].printed)
		}
		outcomes[i].status, rest, _ = strings.Cut(rest, "\n")
	}
	return outcomes
}

func TestAWalkThroughThatSaysSomethingElseIsNoticed(t *testing.T) {
	const refusal = `{"type":"about:blank","status":409,"code":"wrong_state","clause":"V13-2.9"}`
	for _, c := range []struct {
		command, printed, status, want string
	}{
		{"post x  # 409 wrong_state, V13-2.9\n", refusal, "0", ""},
		{"post x  # 409 wrong_state, V13-2.4\n", refusal, "0", "V13-2.4 isn't there"},
		{"post x  # 403 wrong_role\n", refusal, "0", `"status":403 isn't there`},
		{"post x\n", refusal, "0", "it was refused"},
		{"post x '# no comment'\n", `{"status":"closed"}`, "0", ""},
		{"post x    # completed\n", `{"status":"closed"}`, "0", "completed isn't there"},
		{"post x\n", "", "7", "exit status 7"},
	} {
		if got := (spoken{"", c.command, saidBehind(c.command)}).holds(c.printed, c.status); got != c.want {
			t.Errorf("%q: %q, want %q", c.command, got, c.want)
		}
	}
	if got := commandsOf(t, "a() {\nb\n}\nc d \\\n  e\nf '1\n2'\n"); len(got) != 3 {
		t.Errorf("%d commands: %q", len(got), got)
	}
}
