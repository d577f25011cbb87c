package e2e_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// load is several clients that drive cases of every kind through their lives with random steps: legal ones, wrong ones, two at
// once on the same case, repeated ones. Each command is sent with the same key until it has a final answer.
type load struct {
	h        *house
	seed     uint64
	customer string
	car      string
	property string // unit, and a customer of it
	resident string
	trade    string // idem
	client   string

	flying atomic.Int64           // commands begun and not finally answered
	acked  atomic.Int64           // commands accepted
	cars   atomic.Int64           // made for files
	shelf  atomic.Pointer[string] // id of the latest file
	hold   sync.RWMutex           // held for writing while clients shall send nothing new
	stop   context.CancelCauseFunc
	ctx    context.Context
	done   sync.WaitGroup
	mu     sync.Mutex
	broken []error
}

// errEnough ends the clients.
var errEnough = fmt.Errorf("enough")

// drive starts the clients.
func (h *house) drive(clients int, seed uint64) *load {
	l := &load{h: h, seed: seed}
	l.ctx, l.stop = context.WithCancelCause(context.Background())
	h.t.Cleanup(func() { l.stop(errEnough); l.done.Wait() })
	l.customer, l.car = h.customer("客户三", "13800000003", "沪A00003")
	l.property = h.goesTo(landlords...)
	l.trade = h.goesTo(traders...)
	l.resident = h.must(h.newCustomer("prop-service", l.property)).body.ID
	l.client = h.must(h.newCustomer("trade-sales", l.trade)).body.ID
	for i := range clients {
		l.done.Go(func() { l.act(i, rand.New(rand.NewPCG(seed, uint64(i)))) })
	}
	return l
}

// drama is one kind of case under load: where it is read, by whom, and what may come next.
type drama struct {
	path, reader string
	choose       func(h *house, id string, b body, r *rand.Rand) order
	enough       func(b body, r *rand.Rand) bool // of one that doesn't end by itself
}

var complaints = drama{"/complaints/", "general-manager", choose, func(body, *rand.Rand) bool { return false }}

// act is what a client does: it opens cases and sees each to its end, or until it has had enough of it. Every other client begins with a
// tenant's complaint: only at its end events bring commands for other cases. Those between begin with one of the last kinds each, so that
// a short run has all of them.
func (l *load) act(i int, r *rand.Rand) {
	plays := []struct {
		drama
		open func(*rand.Rand) order
	}{
		{tenants, l.tenant}, {complaints, l.complaint}, {files, l.file}, {cards, l.card}, {accounts, l.account}, {records, l.record},
		{visits, l.visit}, {loans, l.loan}, {erasures, l.erasure},
	}
	p := plays[0]
	if i%2 == 1 {
		p = plays[max(0, len(plays)-1-i/2)]
	}
	for ; l.ctx.Err() == nil; p = plays[r.IntN(len(plays))] {
		a, ok := l.do(p.open(r), r)
		if !ok || a.status != http.StatusCreated {
			continue
		}
		id := a.body.ID
		if p.path == files.path {
			l.shelf.Store(&id)
		}
		for step := 0; step < 60 && l.ctx.Err() == nil; { // while the service is away no step is taken
			seen, err := l.h.ask(p.reader, http.MethodGet, p.path+id, "", nil)
			if err != nil || seen.status != http.StatusOK {
				time.Sleep(20 * time.Millisecond)
				continue
			}
			if seen.body.Ended || p.enough(seen.body, r) {
				break
			}
			step++
			l.step(p.drama, id, seen.body, r)
		}
	}
}

func (l *load) complaint(r *rand.Rand) order {
	recipient := []string{"adviser", "care-specialist", "care-manager"}[r.IntN(3)]
	return l.h.opening(recipient, l.customer, l.car, "a random complaint")
}

// step sends one command; one in six times another at the same moment, which may make the first one illegal.
func (l *load) step(p drama, id string, b body, r *rand.Rand) {
	first := p.choose(l.h, id, b, r)
	if r.IntN(6) > 0 {
		l.do(first, r)
		return
	}
	second, other := p.choose(l.h, id, b, r), rand.New(rand.NewPCG(r.Uint64(), r.Uint64()))
	var both sync.WaitGroup
	both.Go(func() { l.do(second, other) })
	l.do(first, r)
	both.Wait()
}

// do sees one command to its final answer. One in ten is sent once more afterwards: the answer must be the same.
func (l *load) do(o order, r *rand.Rand) (answer, bool) {
	l.hold.RLock()
	defer l.hold.RUnlock()
	if l.ctx.Err() != nil {
		return answer{}, false
	}
	l.flying.Add(1)
	a, err := l.h.insist(l.ctx, o)
	l.flying.Add(-1)
	if err != nil {
		if l.ctx.Err() == nil {
			l.wrong(err)
		}
		return a, false
	}
	if a.status < 300 {
		l.acked.Add(1)
	}
	if r.IntN(10) == 0 {
		l.repeat(o, a)
	}
	return a, true
}

func (l *load) repeat(o order, first answer) {
	l.flying.Add(1)
	defer l.flying.Add(-1)
	again, err := l.h.insist(l.ctx, o)
	if err != nil {
		return
	}
	if again.status != first.status || again.body.Code != first.body.Code || again.body.Receipt.Seq < first.body.Receipt.Seq {
		l.wrong(fmt.Errorf("%s: the same key was answered %d %s at %d, then %d %s at %d", o.action,
			first.status, first.body.Code, first.body.Receipt.Seq, again.status, again.body.Code, again.body.Receipt.Seq))
	}
}

func (l *load) wrong(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.broken = append(l.broken, err)
}

// quiet waits until every command has its final answer, and lets nothing new begin until the function it returns is called.
func (l *load) quiet() (resume func()) {
	l.hold.Lock()
	return l.hold.Unlock
}

// errors are what no client should ever have seen.
func (l *load) errors() []error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.broken)
}

// choose picks the next command: mostly what the case waits for, sometimes a duty beside it, sometimes something else.
func choose(h *house, id string, b body, r *rand.Rand) order {
	if b.PausedAt != nil && r.IntN(4) > 0 {
		return on(id, "care-manager", "resume", map[string]any{})
	}
	switch n := r.IntN(100); {
	case n < 12:
		return on(id, []string{"care-specialist", "care-manager"}[r.IntN(2)], "note", text("a remark"))
	case n < 16:
		return on(id, "care-manager", "pause", map[string]any{"reason": "waiting", "clause": "V13-2.4b"})
	case n < 18:
		return on(id, "care-manager", "void", map[string]any{"reason": "opened in error"})
	case n < 20:
		return on(id, "care-specialist", "withdraw", map[string]any{"reason": "the customer took it back"})
	case n < 23:
		return on(id, "care-manager", "reassign", map[string]any{"assignee": h.people["care-specialist"], "reason": "too busy"})
	case n < 26:
		return on(id, "vice-manager", "assign", map[string]any{"assignee": h.people["adviser"]}) // not theirs
	case n < 30:
		return on(id, "care-manager", "close", map[string]any{}) // mostly too early
	}
	if o, ok := beside(id, b, r); ok {
		return o
	}
	return next(h, id, b, r)
}

// beside fulfils or claims an open duty that doesn't move the status.
func beside(id string, b body, r *rand.Rand) (order, bool) {
	for _, i := range r.Perm(len(b.Obligations)) {
		o := b.Obligations[i]
		switch {
		case o.State != "open" || r.IntN(3) > 0:
		case o.Duty == "prewarn":
			return on(id, "care-manager", "prewarn", text("early warning")), true
		case o.Duty == "convene":
			return on(id, "general-manager", "convene", map[string]any{"minutes": "resolved"}), true
		case o.Duty == "relay":
			return on(id, "brand", "relay", text("to the top")), true
		case o.Duty == "report_result":
			return on(id, "care-manager", "report_result", map[string]any{"result": "settled"}), true
		case o.Duty == "classify" && o.Person == nil:
			return newOrder("care-specialist", "claim", "/obligations/"+o.ID+"/claim", map[string]any{}), true
		}
	}
	return order{}, false
}

// next is what the status waits for.
func next(h *house, id string, b body, r *rand.Rand) order {
	switch status, _ := b.Status.(string); status {
	case "registered":
		severity := map[string]any{"severity": []string{"ordinary", "important"}[r.IntN(2)], "data_true": true}
		if r.IntN(3) == 0 {
			severity = map[string]any{"severity": "major", "major_kind": "repeated", "data_true": true}
		}
		return on(id, []string{"care-specialist", "care-manager"}[r.IntN(2)], "classify", severity)
	case "classified":
		return on(id, "care-manager", "assign", map[string]any{"assignee": h.people["care-specialist"]})
	case "assigned":
		amount := []string{"0.00", "800.00", "5000.00", "50000.00"}[r.IntN(4)]
		return on(id, []string{"care-specialist", "care-manager"}[r.IntN(2)], "report", map[string]any{"summary": "found", "amount": amount})
	case "reported":
		verdict := []string{"approve", "approve", "return"}[r.IntN(3)]
		return on(id, []string{"care-manager", "vice-manager", "general-manager"}[r.IntN(3)], "decide", decision(verdict))
	case "approved":
		return on(id, "care-manager", "tell", map[string]any{"medium": "phone", "text": "told"})
	case "told":
		verdict := []string{"accept", "accept", "reject"}[r.IntN(3)]
		return on(id, "care-specialist", "answer", map[string]any{"verdict": verdict, "text": "said"})
	case "accepted":
		return on(id, "care-manager", "close", map[string]any{})
	}
	return on(id, "care-manager", "note", text("waiting for the rest"))
}
