package load

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestALoopEndsAfterItsCountAndGivesEachNumberOnce(t *testing.T) {
	var sum, calls atomic.Int64
	r := Run(context.Background(), 7, Bound{Ops: 100, For: time.Minute}, func(_ context.Context, n int) error {
		sum.Add(int64(n))
		calls.Add(1)
		return nil
	})
	if r.Ops != 100 || calls.Load() != 100 || sum.Load() != 99*100/2 || len(r.Latencies) != 100 || r.Void() {
		t.Errorf("%d operations, %d calls, numbers add up to %d, %d latencies, void %v",
			r.Ops, calls.Load(), sum.Load(), len(r.Latencies), r.Void())
	}
}

func TestALoopEndsAfterItsTime(t *testing.T) {
	r := Run(context.Background(), 2, Bound{Ops: 1 << 40, For: 20 * time.Millisecond}, func(context.Context, int) error { return nil })
	if r.Elapsed < 20*time.Millisecond || r.Elapsed > 10*time.Second {
		t.Errorf("took %s", r.Elapsed)
	}
}

func TestOneErrorInAThousandIsBorneTwoAreVoid(t *testing.T) {
	broken := errors.New("broken")
	for failing, void := range map[int]bool{0: false, 1: false, 2: true} {
		r := Run(context.Background(), 1, Bound{Ops: 1000, For: time.Minute}, func(_ context.Context, n int) error {
			if n < failing {
				return broken
			}
			return nil
		})
		if r.Errors != failing || r.Void() != void || len(r.Latencies) != 1000-failing {
			t.Errorf("%d failing: %d errors, void %v, %d latencies", failing, r.Errors, r.Void(), len(r.Latencies))
		}
	}
	if !(Result{}).Void() {
		t.Error("a loop that did nothing counts as a measurement")
	}
}

func TestQuantilesAreValuesThatWereMeasured(t *testing.T) {
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = i + 1
	}
	for q, want := range map[float64]int{0: 1, 0.01: 1, 0.5: 50, 0.95: 95, 0.99: 99, 1: 100} {
		if got := Quantile(hundred, q); got != want {
			t.Errorf("quantile %v of 1…100 is %d, want %d", q, got, want)
		}
	}
	if got := Quantile([]int{7}, 0.99); got != 7 {
		t.Errorf("of one value: %d", got)
	}
	if got := Quantile([]int(nil), 0.5); got != 0 {
		t.Errorf("of none: %d", got)
	}
}

func TestTheMiddleOfRounds(t *testing.T) {
	for _, c := range []struct {
		in   []float64
		want Spread
	}{
		{nil, Spread{}},
		{[]float64{3}, Spread{3, 3, 3}},
		{[]float64{3, 1, 2}, Spread{1, 2, 3}},
		{[]float64{4, 1, 2, 3}, Spread{1, 2.5, 4}},
	} {
		if diff := cmp.Diff(c.want, SpreadOf(c.in)); diff != "" {
			t.Errorf("%v: (-want +got)\n%s", c.in, diff)
		}
	}
}

func TestProcessorTimeIsReadPastAnyName(t *testing.T) {
	line := "42 (a) b (c) S 17 42 42 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 1 0 123 0 0"
	p, err := parseStat(line)
	if err != nil {
		t.Fatal(err)
	}
	if p.parent != 17 || p.spent != 1270*time.Millisecond {
		t.Errorf("parent %d, spent %s", p.parent, p.spent)
	}
	if _, err := parseStat("42 (a) S 1"); err == nil {
		t.Error("a line that is cut short was read")
	}
}

func TestATreeCountsWhatItsProcessesSpent(t *testing.T) {
	before, err := TreeCPU(os.Getpid())
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("needs /proc")
	}
	if err != nil {
		t.Fatal(err)
	}
	for x, end := 0, time.Now().Add(10*time.Second); ; x++ {
		now, err := TreeCPU(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		if now > before {
			return
		}
		if time.Now().After(end) {
			t.Fatal("ten seconds of work weren't counted")
		}
	}
}
