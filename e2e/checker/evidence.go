package checker

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"
)

// Evidence is all that the checker looks at.
type Evidence struct {
	Books  string          // postgres://… or the path of the SQLite file
	Master string          // path of the master key, under which the secrets of samples are sealed
	Acks   []Ack           // final answers, as the clients saw them
	Faults []Fault         // when the service was away
	Live   map[string]Live // by case: what Temporal and the workflow itself say
	// Tolerance is how late a mark may fire, and how long a past-due one may wait, after the service came back.
	Tolerance time.Duration
	// MinAcks and MinKills say how much must have happened for the run to prove something.
	MinAcks, MinKills int
}

// Ack is the final answer to one command. Only answers that end a command are logged: not a lost connection, not a 5xx.
type Ack struct {
	Key    string    `json:"key"`
	Staff  string    `json:"staff"` // code
	Action string    `json:"action"`
	Status int       `json:"status"`
	Code   string    `json:"code,omitempty"` // of the problem
	Case   string    `json:"case,omitempty"`
	Seq    int64     `json:"seq,omitempty"`
	At     time.Time `json:"at"`
}

// Accepted reports whether the command was carried out.
func (a Ack) Accepted() bool { return a.Status >= 200 && a.Status < 300 }

// Fault is a time in which the service, or a part of it, was away.
type Fault struct {
	What     string    `json:"what"`   // the failpoint, or another name
	Died     bool      `json:"died"`   // killed by itself with SIGKILL at the failpoint
	Flying   int       `json:"flying"` // commands under way at that moment
	From, To time.Time // To: ready again
}

// Live is what Temporal and the workflow say about a case.
type Live struct {
	Running bool   `json:"running"`
	Seq     int64  `json:"seq"`
	Status  string `json:"status"`
}

// Log is an append-only file of JSON lines, flushed to disk with every line, kept outside of the process under test.
type Log struct {
	mu   sync.Mutex
	file *os.File
}

// OpenLog opens or makes a log.
func OpenLog(path string) (*Log, error) {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening a log: %w", err)
	}
	return &Log{file: f}, nil
}

// Write adds one line.
func (l *Log) Write(line any) error {
	data, err := json.Marshal(line)
	if err != nil {
		return fmt.Errorf("writing to a log: %w", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.file.Write(append(data, '\n')); err != nil {
		return fmt.Errorf("writing to a log: %w", err)
	}
	return l.file.Sync()
}

// Close closes the file.
func (l *Log) Close() error { return l.file.Close() }

// ReadLog reads every line of a log; a log that was never written is empty.
func ReadLog[T any](path string) ([]T, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading a log: %w", err)
	}
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var line T
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("reading a log: %w", err)
		}
		out = append(out, line)
	}
	return out, lines.Err()
}
