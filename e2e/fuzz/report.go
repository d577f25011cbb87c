package fuzz

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Slow is how long an answer may take. A machine may stumble: one in SlowShare may take longer, none as long as VerySlow.
const (
	Slow      = 2 * time.Second
	SlowShare = 1000
	VerySlow  = 15 * time.Second
)

// Report counts what was answered.
type Report struct {
	mu       sync.Mutex
	Sent     int
	Statuses map[int]int
	counts   map[string]map[int]int // by operation and status
	slow     int
	slowest  time.Duration
	Failures []string // what is wrong, with the request; no more than the first twenty
	failed   int
}

// NewReport is an empty one.
func NewReport() *Report {
	return &Report{Statuses: map[int]int{}, counts: map[string]map[int]int{}}
}

// Add counts an answer.
func (r *Report) Add(q *Request, a *Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	name := q.Op.ID
	if q.Altered {
		name = "(another address or method)"
	}
	if r.counts[name] == nil {
		r.counts[name] = map[int]int{}
	}
	r.Sent++
	r.Statuses[a.Status]++
	r.counts[name][a.Status]++
	r.slowest = max(r.slowest, a.Took)
	if a.Took > Slow {
		r.slow++
	}
}

// Fail notes what is wrong.
func (r *Report) Fail(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failed++; r.failed <= 20 {
		r.Failures = append(r.Failures, fmt.Sprintf(format, args...))
	}
}

// TooSlow says whether answers took too long.
func (r *Report) TooSlow() string {
	if r.slow*SlowShare > r.Sent || r.slowest > VerySlow {
		return fmt.Sprintf("%d of %d answers took longer than %s, the slowest %s", r.slow, r.Sent, Slow, r.slowest)
	}
	return ""
}

// Operations is how many operations have answered.
func (r *Report) Operations() int { return len(r.counts) }

func (r *Report) String() string {
	var parts []string
	for _, status := range slices.Sorted(maps.Keys(r.Statuses)) {
		parts = append(parts, fmt.Sprintf("%d: %d", status, r.Statuses[status]))
	}
	return fmt.Sprintf("%d requests (%s), slowest %s, %d above %s, %d failures", r.Sent, strings.Join(parts, ", "), r.slowest.Round(time.Millisecond), r.slow, Slow, r.failed)
}

// Tables writes the counts as Markdown.
func (r *Report) Tables(w *bytes.Buffer) {
	statuses := slices.Sorted(maps.Keys(r.Statuses))
	fmt.Fprintf(w, "| Operation |")
	for _, s := range statuses {
		fmt.Fprintf(w, " %d |", s)
	}
	fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("---:|", len(statuses)))
	row := func(name string, counts map[int]int) {
		fmt.Fprintf(w, "| %s |", name)
		for _, s := range statuses {
			fmt.Fprintf(w, " %s |", number(counts[s]))
		}
		fmt.Fprintln(w)
	}
	row("**all**", r.Statuses)
	for _, name := range slices.Sorted(maps.Keys(r.counts)) {
		row("`"+name+"`", r.counts[name])
	}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
