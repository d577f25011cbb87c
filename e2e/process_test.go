package e2e_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is one running carebook. Its output goes straight into a file, so that nothing is lost when it is killed.
type process struct {
	name string
	log  string // path of its output
	cmd  *exec.Cmd
	born time.Time
	done chan struct{} // closed when it has ended
}

// launch starts a process; environment adds to ours. Output is added to what an earlier one of the same name wrote.
func launch(t testing.TB, name, log string, environment []string, binary string, args ...string) *process {
	t.Helper()
	out, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	p := &process{name: name, log: log, cmd: exec.Command(binary, args...), born: time.Now(), done: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.SysProcAttr = out, out, ourChild()
	p.cmd.Env = append(os.Environ(), environment...)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // how it ended stands in ProcessState
		close(p.done)
	}()
	t.Cleanup(p.kill)
	return p
}

// kill ends it as a power cut would.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.done
}

// ends waits until it has ended and says how.
func (p *process) ends(within time.Duration) (syscall.WaitStatus, error) {
	select {
	case <-p.done:
		return p.cmd.ProcessState.Sys().(syscall.WaitStatus), nil
	case <-time.After(within):
		return 0, fmt.Errorf("%s (%d) still runs after %s\n%s", p.name, p.cmd.Process.Pid, within, p.tail())
	}
}

// stop asks it to end in order, and wants exit status 0.
func (p *process) stop(t testing.TB) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	began := time.Now()
	newborn := began.Sub(p.born) < time.Second
	status, err := p.ends(45 * time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Logf("%s took %s to stop", p.name, took.Round(time.Second))
	}
	if newborn && status.Signaled() && status.Signal() == syscall.SIGTERM {
		return // it hadn't come so far as to listen for signals: the system ended it, and it had begun nothing
	}
	if !status.Exited() || status.ExitStatus() != 0 {
		t.Fatalf("%s ended with status %v, want exit 0\n%s", p.name, status, p.tail())
	}
}

// running reports whether it hasn't ended.
func (p *process) running() bool {
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

// diedAt wants the process to have killed itself at a failpoint, and nowhere else.
func (p *process) diedAt(failpoint string, within time.Duration) error {
	status, err := p.ends(within)
	if err != nil {
		return err
	}
	if !status.Signaled() || status.Signal() != syscall.SIGKILL {
		return fmt.Errorf("%s ended with status %v, want SIGKILL\n%s", p.name, status, p.tail())
	}
	log, err := os.ReadFile(p.log)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(string(log)), "\n")
	for _, line := range lines[max(0, len(lines)-20):] { // other goroutines may have written after it
		if strings.HasPrefix(line, "failpoint "+failpoint+" ") {
			return nil
		}
	}
	return fmt.Errorf("%s was killed, but not at %s\n%s", p.name, failpoint, p.tail())
}

// tail is the end of its output.
func (p *process) tail() string {
	log, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	return string(log[max(0, len(log)-3000):])
}

// run runs a command of carebook to its end and returns what it printed to standard output.
func run(t testing.TB, environment []string, binary string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(binary, args...)
	cmd.Stdout, cmd.Stderr, cmd.Env = &out, &errs, append(os.Environ(), environment...)
	if err := cmd.Run(); err != nil {
		t.Fatalf("carebook %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

// freeAddress is an address on loopback that nobody listens on, below the range from which systems take outgoing ports.
func freeAddress(t testing.TB) string {
	t.Helper()
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 10000+rand.IntN(9000))
		l, err := net.Listen("tcp", address)
		if err != nil {
			continue
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		return address
	}
	t.Fatal("no free port")
	return ""
}
