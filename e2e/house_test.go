package e2e_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"carebook/e2e/checker"
	"carebook/internal/pgtest"
)

// Shapes of design 4.
const (
	onSQLite   = "serve on SQLite"
	onPostgres = "serve on PostgreSQL"
	apart      = "engine, api and two workers on PostgreSQL"
	composed   = "the processes of docker-compose.yml, without containers" // see compose_test.go
)

var shapes = []string{onSQLite, onPostgres, apart}

// house is one installation of carebook: its store, its processes, its people, and the logs that are kept beside it.
type house struct {
	t     testing.TB
	shape string
	data  string   // its data folder
	side  string   // our own folder: logs of processes, acknowledgements, faults; not known to the process under test
	url   string   // of the books' database; empty on SQLite
	web   string   // address of the API
	core  string   // address of Temporal
	own   string   // folder of its own policies, empty for those that ship
	extra []string // more environment for every process
	file  *file    // what docker-compose.yml says, in that shape alone

	tokens map[string]string // by staff code
	people map[string]string // staff ids by code
	unit   string            // EAST

	processes map[string]*process
	http      *http.Client
	acks      *checker.Log
	said      *errorBodies
}

// staff are those who act in the tests.
var staff = []string{
	"adviser", "care-specialist", "care-manager", "vice-manager", "general-manager", "brand", "archivist", "customer-director",
	"service-adviser", "group-leader", "sales-manager", "care-head",
}

// pace says which editions of V13 and V4 a house runs.
type pace string

const (
	byTheBook pace = "as shipped" // limits of hours: nothing happens by itself
	quick     pace = "in seconds" // the demo's limits, divided by ten
)

// newHouse prepares a house; nothing runs yet.
func newHouse(t testing.TB, shape string, p pace) *house {
	t.Helper()
	url := ""
	if shape != onSQLite {
		url = pgtest.URL(t)
	}
	h := newHouseAt(t, shape, p, url)
	h.furnish()
	return h
}

// newHouseAt is a house whose books will be at a URL; they are not made yet.
func newHouseAt(t testing.TB, shape string, p pace, url string) *house {
	t.Helper()
	h := &house{
		t: t, shape: shape, url: url, data: t.TempDir(), side: t.TempDir(), web: freeAddress(t), core: freeAddress(t),
		tokens: map[string]string{}, people: map[string]string{}, processes: map[string]*process{},
		http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}, said: &errorBodies{},
	}
	if p == quick {
		h.own = quickPolicies(t)
	}
	t.Cleanup(h.confess)
	return h
}

// confess shows what the processes complained about, when the test has failed.
func (h *house) confess() {
	if !h.t.Failed() {
		return
	}
	logs, _ := filepath.Glob(filepath.Join(h.side, "*.log")) // the pattern is well formed
	for _, path := range logs {
		text, err := os.ReadFile(path)
		if err != nil {
			h.t.Log(err)
		}
		lines := slices.DeleteFunc(strings.Split(string(text), "\n"), func(l string) bool {
			return !strings.Contains(l, "level=ERROR") && !strings.Contains(l, "level=WARN") && strings.Contains(l, "level=")
		})
		h.t.Logf("%s\n%s", filepath.Base(path), strings.Join(lines[max(0, len(lines)-40):], "\n"))
	}
}

// furnish makes the books, and the people in them, with the commands that an operator would use.
func (h *house) furnish() {
	h.t.Helper()
	acks, err := checker.OpenLog(h.ackLog())
	if err != nil {
		h.t.Fatal(err)
	}
	h.acks = acks
	h.t.Cleanup(func() { acks.Close() })
	run(h.t, h.environment(), full(h.t), "migrate", "up")
	run(h.t, h.environment(), full(h.t), "organisation", "load", demoHouse)
	for _, code := range staff {
		h.tokens[code] = strings.TrimSpace(run(h.t, h.environment(), full(h.t), "token", "create", "--staff", code))
	}
}

func (h *house) ackLog() string { return filepath.Join(h.side, "acks.jsonl") }

func (h *house) faultLog() string { return filepath.Join(h.side, "faults.jsonl") }

// books is the address by which the checker finds the books.
func (h *house) books() string {
	if h.url != "" {
		return h.url
	}
	return filepath.Join(h.data, "books.db")
}

// environment configures every process and command of the house.
func (h *house) environment() []string {
	all := append([]string{
		"CAREBOOK_DATA=" + h.data, "CAREBOOK_DATABASE_URL=" + h.url, "CAREBOOK_LISTEN=" + h.web,
		"CAREBOOK_TEMPORAL_LISTEN=" + h.core, "TEMPORAL_ADDRESS=" + h.core,
	}, h.extra...)
	if h.own != "" {
		all = append(all, "CAREBOOK_POLICIES="+h.own)
	}
	return all
}

// parts are the processes of the house in the order in which they are started.
func (h *house) parts() []string {
	switch h.shape {
	case apart:
		return []string{"engine", "worker-1", "worker-2", "api"}
	case composed:
		return h.file.parts()
	}
	return []string{"serve"}
}

// up starts everything that doesn't run and waits until it is ready.
func (h *house) up(environment ...string) {
	h.t.Helper()
	began := time.Now()
	for _, part := range h.parts() {
		if p := h.processes[part]; p == nil || !p.running() {
			h.start(part, environment...)
		}
	}
	h.ready()
	if took := time.Since(began); took > 10*time.Second {
		h.t.Logf("%s took %s to be ready", h.shape, took.Round(time.Second))
	}
	if h.unit == "" {
		h.meet()
	}
}

// start starts one part.
func (h *house) start(part string, environment ...string) *process {
	h.t.Helper()
	if h.file != nil {
		h.processes[part] = h.file.start(h, part)
		return h.processes[part]
	}
	command, _, _ := strings.Cut(part, "-")
	binary := full(h.t)
	if command == "api" || command == "worker" {
		binary = slim(h.t)
	}
	p := launch(h.t, part, filepath.Join(h.side, part+".log"), append(h.environment(), environment...), binary, command)
	h.processes[part] = p
	return p
}

// ready waits until /readyz says so.
func (h *house) ready() {
	h.t.Helper()
	h.eventually(time.Minute, "the service is ready", func() error {
		for name, p := range h.processes {
			if !p.running() {
				h.t.Fatalf("%s ended before it was ready\n%s", name, p.tail())
			}
		}
		return h.readyNow()
	})
}

func (h *house) readyNow() error {
	res, err := h.http.Get("http://" + h.web + "/readyz")
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("readyz answers %d", res.StatusCode)
	}
	return nil
}

// down stops everything in order: the counter first, Temporal last.
func (h *house) down() {
	h.t.Helper()
	for _, part := range slices.Backward(h.parts()) {
		if p := h.processes[part]; p != nil && p.running() {
			p.stop(h.t)
		}
	}
}

// eventually asks again and again, quickly, until there is no error.
func (h *house) eventually(within time.Duration, what string, ask func() error) {
	h.t.Helper()
	if err := until(within, ask); err != nil {
		h.t.Fatalf("waiting until %s: %v", what, err)
	}
}

func until(within time.Duration, ask func() error) error {
	for deadline := time.Now().Add(within); ; {
		err := ask()
		if err == nil || time.Now().After(deadline) {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// meet learns the ids of unit and staff.
func (h *house) meet() {
	h.t.Helper()
	var units struct {
		Items []struct{ ID, Code string }
	}
	h.read("care-manager", "/units", &units)
	for _, u := range units.Items {
		if u.Code == "EAST" {
			h.unit = u.ID
		}
	}
	var all struct {
		Items []struct{ ID, Code string }
	}
	h.read("care-manager", "/staff?limit=100&unit="+h.unit, &all)
	for _, s := range all.Items {
		h.people[s.Code] = s.ID
	}
	if h.unit == "" || h.people["care-specialist"] == "" {
		h.t.Fatalf("the house has no unit or staff: %+v %+v", units, all)
	}
}

// goesTo learns tokens and ids of staff of another unit, and returns the id of that unit: the only one that the first of
// them sees.
func (h *house) goesTo(codes ...string) (unit string) {
	h.t.Helper()
	for _, code := range codes {
		h.tokens[code] = strings.TrimSpace(run(h.t, h.environment(), full(h.t), "token", "create", "--staff", code))
	}
	var units, people struct{ Items []struct{ ID, Code string } }
	h.read(codes[0], "/units", &units)
	h.read(codes[0], "/staff?limit=100&unit="+units.Items[0].ID, &people)
	for _, p := range people.Items {
		h.people[p.Code] = p.ID
	}
	return units.Items[0].ID
}

// read gets a resource that must be there.
func (h *house) read(staff, path string, into any) {
	h.t.Helper()
	a, err := h.ask(staff, http.MethodGet, path, "", nil)
	if err != nil {
		h.t.Fatalf("GET %s: %v", path, err)
	}
	if a.status != http.StatusOK {
		h.t.Fatalf("GET %s: %d %s", path, a.status, a.raw)
	}
	if err := json.Unmarshal(a.raw, into); err != nil {
		h.t.Fatalf("GET %s: %v", path, err)
	}
}

// quickPolicies are the demo's editions of V13 and V4 with every limit divided by ten, and those that ship of the other kinds of
// cases with limits of seconds: policy files like any other.
func quickPolicies(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"V13.yaml", "V4.yaml"} {
		hasten(t, filepath.Join("..", "cmd", "carebook", "demo", "policies", name), filepath.Join(dir, name))
	}
	for _, name := range []string{"V17.yaml", "S2.yaml", "V2.yaml"} {
		shorten(t, filepath.Join("..", "policies", "book", name), filepath.Join(dir, name))
	}
	return dir
}

// shorten sets every limit of a policy to seconds, and the marks before it to fewer.
func shorten(t testing.TB, from, to string) {
	t.Helper()
	src, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	src = limits.ReplaceAll(src, []byte("${1}12 seconds"))
	src = reminders.ReplaceAll(src, []byte("${1}4 seconds"))
	if err := os.WriteFile(to, src, 0o600); err != nil {
		t.Fatal(err)
	}
}

var (
	limits    = regexp.MustCompile(`((?:within|message|first|next|then):\s+\[?\{value: )(?:\d|end of)[^,}]*`)
	reminders = regexp.MustCompile(`((?:remind:\s+\[|before: )\{value: )[^,}]+`)
)

func hasten(t testing.TB, from, to string) {
	t.Helper()
	src, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	out := seconds.ReplaceAllFunc(src, func(m []byte) []byte {
		n, _ := strconv.Atoi(string(seconds.FindSubmatch(m)[1])) // digits by the expression
		if n < 20 {
			return []byte("1 second")
		}
		return []byte(fmt.Sprintf("%d seconds", n/10))
	})
	if err := os.WriteFile(to, out, 0o600); err != nil {
		t.Fatal(err)
	}
}

var seconds = regexp.MustCompile(`(\d+) seconds\b`)

// errorBodies keeps the bodies of all answers that were not what was asked for.
type errorBodies struct {
	mu   sync.Mutex
	text []byte
}

func (e *errorBodies) add(body []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.text = append(append(e.text, body...), '\n')
}
