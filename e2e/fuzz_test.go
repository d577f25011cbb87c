package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"carebook/e2e/fuzz"
)

// A round is as many requests as are made over the same world; after it nothing is in flight, and the books are compared with
// what was answered.
const (
	fuzzRound   = 5_000
	fuzzers     = 6
	repeated    = 8 // of 100 requests that did something, or would have: sent again with the same key
	fuzzInShort = 30_000
)

// Whatever is asked, and by whomever, is answered as the description says: nothing breaks, nothing leaks, what is refused leaves no
// trace, and the same key does a thing once.
func TestFuzzedRequestsAreAnsweredAsDescribedAndLeaveNoTraceWhenRefused(t *testing.T) {
	total, shapes := fuzzInShort, []string{onSQLite}
	if text := os.Getenv("CAREBOOK_FUZZ_REQUESTS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		total, shapes = n, []string{onSQLite, onPostgres}
	}
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("CAREBOOK_FUZZ_SEED"); text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seed = n
	}
	pages := make([]bytes.Buffer, len(shapes))
	t.Run("stores", func(t *testing.T) { // beside each other: each waits for its own disk
		for i, shape := range shapes {
			t.Run(shape, func(t *testing.T) {
				t.Parallel()
				f := newFuzzing(t, shape, seed)
				began := time.Now()
				f.run(total / len(shapes))
				took := time.Since(began)
				t.Logf("%s: seed %d, %s in %s: %.0f/s; the counter has worked for %s", shape, seed, f.report, took.Round(time.Second),
					float64(f.report.Sent)/took.Seconds(), f.worked().Round(time.Second))
				f.page(&pages[i], took)
			})
		}
	})
	if path := os.Getenv("CAREBOOK_FUZZ_PAGE"); path != "" && !t.Failed() {
		if err := addToPage(path, pages); err != nil {
			t.Fatal(err)
		}
	}
}

// addToPage writes what one run has asked below what runs before it have.
func addToPage(path string, pages []bytes.Buffer) error {
	page, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		page, err = []byte(fuzzHead), nil
	}
	if err != nil {
		return err
	}
	for i := range pages {
		page = append(page, pages[i].Bytes()...)
	}
	return os.WriteFile(path, page, 0o600)
}

const fuzzHead = `# What was asked of the counter

Written by ` + "`make fuzz-http`" + `: requests made out of the counter's own description (` + "`e2e/fuzz`" + `), sent to the real binary with Temporal inside.
Each answer was held against the description and against what must hold whatever is asked: no 5xx but a 503 or 504 that says when
to try again, the headers on every answer, nothing of our insides or of another unit in a body, nothing in the books of what was
refused, one effect for one key, and no panic in the log. Both stores were asked at
the same time; each run adds what it asked.
`

// fuzzing is one house that is asked everything.
type fuzzing struct {
	t       *testing.T
	h       *house
	maker   *fuzz.Maker
	report  *fuzz.Report
	http    *http.Client
	answers map[[2]string]kept // of this round: by caller and key
	mu      sync.Mutex
}

// kept is what was answered to a key first.
type kept struct {
	q      *fuzz.Request
	status int
}

func newFuzzing(t *testing.T, shape string, seed uint64) *fuzzing {
	t.Helper()
	text, err := os.ReadFile("../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	description, err := fuzz.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, shape, byTheBook)
	h.up()
	f := &fuzzing{t: t, h: h, report: fuzz.NewReport(), http: &http.Client{
		Timeout:       45 * time.Second,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 2 * fuzzers, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	f.maker = &fuzz.Maker{Description: description, World: &fuzz.World{Canaries: map[string]string{}}, Seed: seed, Now: time.Now().UTC().Truncate(time.Minute)}
	f.peopled()
	f.planted()
	return f
}

// run sends the requests, round by round, and stops with the first one in which something has gone wrong.
func (f *fuzzing) run(total int) {
	f.t.Helper()
	for from := 0; from < total && len(f.report.Failures) == 0; from += fuzzRound {
		f.explore()
		f.answers = map[[2]string]kept{}
		f.round(from, min(from+fuzzRound, total))
		f.audit()
	}
	for _, failure := range f.report.Failures {
		f.t.Error(failure)
	}
	if why := f.report.TooSlow(); why != "" {
		f.t.Error(why)
	}
	f.h.ready()
	f.h.down()
	f.silent()
	if all := len(f.maker.Description.Operations); total >= fuzzInShort && f.report.Operations() < all {
		f.t.Errorf("%d of %d operations were asked", f.report.Operations(), all)
	}
}

func (f *fuzzing) round(from, to int) {
	numbers := make(chan int)
	var done sync.WaitGroup
	for range fuzzers {
		done.Go(func() {
			for n := range numbers {
				f.one(n)
			}
		})
	}
	for n := from; n < to; n++ {
		numbers <- n
	}
	close(numbers)
	done.Wait()
}

// one sends a request, and some a second time.
func (f *fuzzing) one(n int) {
	q := f.maker.Request(n)
	a, ok := f.send(q)
	if !ok || q.Key == "" || q.Caller.Token == "" {
		return
	}
	f.mu.Lock()
	f.answers[[2]string{q.Caller.Code, q.Key}] = kept{q, a.Status}
	f.mu.Unlock()
	if n%100 >= repeated && (!a.OK() || n%3 != 0) {
		return
	}
	again, ok := f.send(q.Again())
	if ok && a.Status < 500 && again.Status < 500 && a.Status != 429 && again.Status != 429 && a.OK() != again.OK() {
		f.fail(q, "the same key was answered %d, then %d %s", a.Status, again.Status, again.Body)
	}
	if ok && again.OK() {
		f.mu.Lock()
		f.answers[[2]string{q.Caller.Code, q.Key}] = kept{q, again.Status}
		f.mu.Unlock()
	}
}

func (f *fuzzing) fail(q *fuzz.Request, format string, args ...any) {
	f.report.Fail("seed %d, request %d, %s by %s: %s\n%s", f.maker.Seed, q.N, q.Op.ID, q.Caller.Code, fmt.Sprintf(format, args...), q.Curl(f.h.web))
}

// send sends a request and judges its answer.
func (f *fuzzing) send(q *fuzz.Request) (*fuzz.Answer, bool) {
	req := &http.Request{
		Method: q.Method, URL: &url.URL{Scheme: "http", Host: f.h.web, Opaque: q.Target}, Header: http.Header{}, Host: f.h.web,
	}
	if q.Body != nil {
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(q.Body)), int64(len(q.Body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(q.Body)), nil }
	}
	for _, h := range q.Header {
		req.Header.Set(h[0], h[1])
	}
	began := time.Now()
	res, err := f.http.Do(req.WithContext(context.Background()))
	if err != nil {
		if !unsendable(err) {
			f.fail(q, "no answer: %v", err)
		}
		return nil, false
	}
	defer res.Body.Close()
	a := &fuzz.Answer{Status: res.StatusCode, Header: res.Header}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
		if a.Body, err = io.ReadAll(res.Body); err != nil {
			f.fail(q, "half an answer: %v", err)
			return nil, false
		}
	}
	a.Took = time.Since(began)
	f.report.Add(q, a)
	for _, wrong := range f.maker.Judge(q, a) {
		f.fail(q, "%s\n%d %s", wrong, a.Status, a.Body[:min(len(a.Body), 1_000)])
	}
	return a, true
}

// unsendable tells what our own client refuses to send.
func unsendable(err error) bool {
	return strings.Contains(err.Error(), "invalid header field") || strings.Contains(err.Error(), "invalid method")
}

// worked is the time that the processes have used, all told: on a machine that does other things the clock says little.
func (f *fuzzing) worked() (used time.Duration) {
	for _, p := range f.h.processes {
		used += p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
	}
	return used
}

// silent wants no panic in any log.
func (f *fuzzing) silent() {
	f.t.Helper()
	for _, p := range f.h.processes {
		log, err := os.ReadFile(p.log)
		if err != nil {
			f.t.Fatal(err)
		}
		for _, word := range []string{"msg=panic", "panic:", "goroutine ", "runtime error"} {
			if at := bytes.Index(log, []byte(word)); at >= 0 {
				f.t.Errorf("the log of %s: %s", p.name, log[at:min(at+1_500, len(log))])
			}
		}
	}
}

func (f *fuzzing) page(w *bytes.Buffer, took time.Duration) {
	fmt.Fprintf(w, "\n## %s, seed %d\n\n%s, commit %s, %s on %d × %s/%s: %d requests to %d operations, %d failures.\n\n", f.h.shape,
		f.maker.Seed, os.Getenv("CAREBOOK_FUZZ_DAY"), os.Getenv("CAREBOOK_FUZZ_COMMIT"), took.Round(time.Second), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH,
		f.report.Sent, f.report.Operations(), len(f.report.Failures))
	f.report.Tables(w)
}
