package api

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"carebook/models"
)

// online puts a counter on a real address, as carebook serves it, for streams need a connection.
func (c *counter) online(change ...func(*http.Server)) (address string, stop func()) {
	c.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	server := HTTPServer(c.server, listener.Addr().String())
	server.RegisterOnShutdown(c.server.EndStreams)
	for _, set := range change {
		set(server)
	}
	go func() { _ = server.Serve(listener) }()
	stop = func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			c.t.Errorf("stopping: %v", err)
		}
	}
	c.t.Cleanup(stop)
	return "http://" + listener.Addr().String(), stop
}

// message is one piece of a stream.
type message struct {
	event string // "" for a comment or an id alone
	Change
}

// ear listens to a stream as a browser does.
type ear struct {
	t      *testing.T
	answer *http.Response
	id     string // the last one; read it when nothing is coming
	said   chan message
	hangUp context.CancelFunc
}

// listen opens a stream with the cookie of a session; last is the id that was heard last.
func (c *counter) listen(address, badge, last string) *ear {
	c.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	c.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+base+changesPath, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Cookie", sessionName+"="+c.session(badge))
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := http.DefaultClient.Do(r) //nolint:bodyclose // hear closes it
	if err != nil {
		c.t.Fatal(err)
	}
	e := &ear{t: c.t, answer: answer, said: make(chan message, 1000), hangUp: cancel}
	go e.hear()
	return e
}

func (e *ear) hear() {
	defer close(e.said)
	defer e.answer.Body.Close()
	var h message
	for lines := bufio.NewScanner(e.answer.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ": ")
		switch name {
		case "event":
			h.event = value
		case "data":
			if err := json.Unmarshal([]byte(value), &h.Change); err != nil {
				e.t.Errorf("%s: %v", value, err)
			}
		case "id":
			e.id = value
		case "":
			if lines.Text() == "" {
				e.said <- h
				h = message{}
			}
		}
	}
}

// next is the next event within 3 seconds; ok is false when the stream has ended.
func (e *ear) next() (h message, ok bool) {
	e.t.Helper()
	for limit := time.After(3 * time.Second); ; {
		select {
		case h, ok = <-e.said:
			if !ok || h.event != "" {
				return h, ok
			}
		case <-limit:
			e.t.Fatal("nothing is heard")
		}
	}
}

// listens waits until the stream has begun: what changes from then on is heard.
func (e *ear) listens() *ear {
	e.t.Helper()
	if h, ok := <-e.said; !ok || h.event != "" {
		e.t.Fatalf("%d %v, began with %+v", e.answer.StatusCode, e.answer.Header, h)
	}
	return e
}

// wants reads on until a case was heard of with a seq.
func (e *ear) wants(id string, seq int64) Change {
	e.t.Helper()
	for {
		h, ok := e.next()
		if !ok {
			e.t.Fatalf("the stream ended before %s/%d", id, seq)
		}
		if h.event == "case" && h.ID == id && h.Seq == seq {
			return h.Change
		}
	}
}

func TestAChangeIsHeardWithinThreeSecondsByWhoeverSeesTheCase(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.director("1002")
		address, _ := c.online()
		specialist, about, elsewhere := c.listen(address, "1004", "").listens(), c.listen(address, "1003", "").listens(), c.listen(address, "2003", "").listens()
		if h := specialist.answer.Header; h.Get("Content-Type") != "text/event-stream" || h.Get("Cache-Control") != "no-store" || h.Get("X-Accel-Buffering") != "no" {
			t.Errorf("%v", h)
		}
		body := c.newComplaint()
		body["subjects"] = []string{c.seed.Staff["1003"]}
		secret := c.want(c.post("1006", base+"/complaints", body), 201, "").JSON["id"].(string)
		equal(t, "opened", specialist.wants(secret, 1), Change{ID: secret, Kind: "complaint", Unit: c.seed.Units["S1"], Seq: 1, Status: "registered"})
		id := c.complaint()
		c.want(c.post("1004", base+"/complaints/"+id+"/classify", map[string]any{"severity": "ordinary", "data_true": true}), 200, "")
		if got := specialist.wants(id, 2); got.Status != "classified" {
			t.Errorf("%+v", got)
		}
		entry := c.fined("1005", 1)[0]
		shown := c.want(c.get("1002", base+"/entries/"+entry), 200, "").JSON
		specialist.wants(shown["case"].(string), 2)
		c.want(c.post("1002", base+"/entries/"+entry+"/reject", map[string]any{"reason": "误记"}), 200, "")
		specialist.wants(shown["case"].(string), 2) // nothing was written in the case itself

		for _, e := range []*ear{about, elsewhere} {
			e.hangUp()
			for h := range e.said {
				if h.ID == secret || e == elsewhere && h.event != "" {
					t.Errorf("heard by who mustn't know: %+v", h)
				}
			}
		}
	})
}

func TestWhatWasMissedIsHeardAfterwards(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		address, _ := c.online()
		e := c.listen(address, "1004", "").listens()
		first := c.complaint()
		e.wants(first, 1)
		e.hangUp()
		for range e.said { // until it has ended
		}
		missed, other := c.complaint(), c.newComplaint()
		other["subjects"] = []string{c.seed.Staff["1004"]}
		secret := c.want(c.post("1006", base+"/complaints", other), 201, "").JSON["id"].(string)
		again := c.listen(address, "1004", e.id)
		again.wants(missed, 1)
		late := c.complaint()
		// Recorded before the last look, seen after it: its transaction took its time.
		now, err := c.books.Now(c.books.DB)
		if err == nil {
			err = c.books.DB.Exec("UPDATE cases SET seq = 7, updated_at = ? WHERE id = ?", now.Add(-30*time.Second), missed).Error
		}
		if err != nil {
			t.Fatal(err)
		}
		seen := map[Change]int{}
		for got := map[string]bool{}; !got[late] || !got[missed]; {
			h, _ := again.next()
			got[h.ID] = h.ID != missed || h.Seq == 7
			if seen[h.Change]++; h.ID == secret {
				t.Errorf("heard by whom it is about: %+v", h)
			}
		}
		if seen[Change{ID: missed, Kind: "complaint", Unit: c.seed.Units["S1"], Seq: 7, Status: "registered"}] != 1 {
			t.Errorf("heard more than once by who was there: %v", seen)
		}
	})
}

func TestWhoeverWasAwayTooLongReadsEverythingAgain(t *testing.T) {
	c := openLite(t)
	address, _ := c.online()
	now, err := c.books.Now(c.books.DB)
	if err != nil {
		t.Fatal(err)
	}
	at := func(d time.Duration) string { return strings.TrimPrefix(strings.TrimSpace(idOf(now.Add(d))), "id: ") }
	for _, last := range []string{at(-2 * time.Hour), at(time.Hour), "made-up", strings.Repeat("z", 500)} {
		e := c.listen(address, "1004", last)
		if h, ok := e.next(); !ok || h.event != "reset" {
			t.Errorf("%.20q: %+v", last, h)
		}
		id := c.complaint()
		e.wants(id, 1)
		e.hangUp()
	}
}

func TestAStreamEndsWithItsTokenAndFollowsRoles(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.server.changes.pulse = 50 * time.Millisecond
		c.server.changes.every = 50 * time.Millisecond
		address, _ := c.online()
		moved, e := c.listen(address, "1005", "").listens(), c.listen(address, "1004", "").listens()
		ended := c.books.DB.Model(&models.RoleAssignment{}).Where("staff_id = ?", c.seed.Staff["1005"]).Update("unit_id", c.seed.Units["S2"])
		if ended.Error != nil {
			t.Fatal(ended.Error)
		}
		time.Sleep(300 * time.Millisecond)
		id := c.complaint()
		e.wants(id, 1)
		moved.hangUp()
		for h := range moved.said {
			if h.ID == id {
				t.Errorf("heard without a role: %+v", h)
			}
		}
		c.revoke("1004")
		if h, ok := e.next(); ok {
			t.Errorf("heard with a revoked token: %+v", h)
		}
	})
}

func TestTheLimitsOfARequestDoNotCutAStreamAndItsServersEndDoes(t *testing.T) {
	c := openLite(t)
	usual := c.server.limits.Time
	c.server.limits.Time = 200 * time.Millisecond
	c.server.changes.pulse = 100 * time.Millisecond
	address, stop := c.online(func(s *http.Server) { s.ReadTimeout, s.WriteTimeout = 300*time.Millisecond, 300*time.Millisecond })
	e := c.listen(address, "1004", "").listens()
	c.server.limits.Time = usual // for the others: the stream has begun
	time.Sleep(time.Second)
	e.wants(c.complaint(), 1)
	began := time.Now()
	stop()
	if _, ok := e.next(); ok || time.Since(began) > time.Second {
		t.Errorf("the stream outlived its server for %v", time.Since(began))
	}
	r := c.get("1004", base+"/units")
	c.want(r, 200, "")
}

func TestStreamsAreFewForEachMemberOfStaffAndInNobodysWay(t *testing.T) {
	c := openLite(t)
	c.server.limits.Concurrent = 1
	address, _ := c.online()
	var open []*ear
	for range streamsAtOnce {
		open = append(open, c.listen(address, "1004", "").listens())
	}
	if e := c.listen(address, "1004", ""); e.answer.StatusCode != http.StatusTooManyRequests {
		t.Errorf("one more: %d", e.answer.StatusCode)
	}
	c.want(c.get("1004", base+"/units"), 200, "")
	c.listen(address, "1003", "").listens().hangUp()
	for _, e := range open {
		e.hangUp()
	}
	for range 50 {
		time.Sleep(20 * time.Millisecond)
		if !c.server.changes.looking() {
			return
		}
	}
	t.Error("still looking although nobody listens")
}

func (c *changes) looking() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stop != nil
}

func TestWhoeverReadsTooSlowlyIsCutOffAndOthersAreNot(t *testing.T) {
	c := openLite(t).server.changes
	c.every = time.Hour
	slow, quick := c.join(time.Time{}), c.join(time.Time{})
	defer c.leave(quick)
	for range behind + 1 {
		c.tell(batch{all: true})
		<-quick.batches
	}
	for range behind {
		<-slow.batches
	}
	if _, on := <-slow.batches; on {
		t.Error("still told")
	}
	c.leave(slow)
}
