package draw_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"carebook/internal/draw"
)

// numbers are the first of a lottery that are, or aren't, drawn.
func numbers(l draw.Lottery, n int64, drawn bool) (out []int64) {
	for i := int64(1); i <= n; i++ {
		if l.Drawn(i) == drawn {
			out = append(out, i)
		}
	}
	return out
}

func TestAGapIsFilledByTheNextUndrawnOneOfTheFollowingBlock(t *testing.T) {
	l := lottery("s", 50)
	drawn, free := numbers(l, 6, true), numbers(l, 6, false)
	got := l.Fills(6, []draw.Gap{{N: drawn[0], Seen: 6}}, false)
	if diff := cmp.Diff([]draw.Fill{{N: free[1], For: drawn[0]}}, got); diff != "" {
		t.Error(diff)
	}
	got = l.Fills(6, []draw.Gap{{N: drawn[0], Seen: 6}, {N: free[1], Seen: 6}}, false) // the stand-in can't be reached either
	if diff := cmp.Diff([]draw.Fill{{N: free[1], For: drawn[0]}, {N: free[2], For: free[1]}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAGapWaitsForALaterBlockAndTheOldestIsFilledFirst(t *testing.T) {
	l := lottery("s", 80)
	drawn, free := numbers(l, 15, true), numbers(l, 15, false)
	gaps := []draw.Gap{{N: drawn[1], Seen: 5}, {N: drawn[0], Seen: 5}}
	if got := l.Fills(5, gaps, false); got != nil {
		t.Errorf("filled by %v, of no later block", got)
	}
	want := []draw.Fill{{N: free[1], For: drawn[1]}, {N: free[2], For: drawn[0]}}
	if diff := cmp.Diff(want, l.Fills(15, gaps, false)); diff != "" {
		t.Error(diff)
	}
}

func TestAClosedPeriodIsRoundedUpFromTheLastBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLottery(t)
		n := rapid.Int64Range(0, 120).Draw(t, "n")
		fills, drawn := l.Fills(n, nil, true), int64(len(numbers(l, n, true)))
		if got, want := drawn+int64(len(fills)), max(drawn, l.Rate.Target(n)); got != want {
			t.Fatalf("%d of %d at %s, want %d", got, n, l.Rate, want)
		}
		for _, f := range fills {
			if f.For != 0 || l.Rate.Block(f.N) != l.Rate.Block(n) || l.Drawn(f.N) {
				t.Fatalf("topped up with %+v", f)
			}
		}
		if got := l.Fills(n, nil, false); got != nil {
			t.Fatalf("topped up while it was open: %v", got)
		}
	})
}

func TestWhatWaitsAtTheEndIsFilledFromWhatIsLeft(t *testing.T) {
	l := lottery("s", 50)
	drawn, free := numbers(l, 4, true), numbers(l, 4, false)
	early := []draw.Gap{{N: drawn[1], Seen: 4}}
	late := []draw.Gap{{N: drawn[1], Seen: 4, Late: true}}
	for _, gaps := range [][]draw.Gap{early, late} {
		if diff := cmp.Diff([]draw.Fill{{N: free[1], For: drawn[1]}}, l.Fills(4, gaps, true)); diff != "" {
			t.Error(diff)
		}
	}
	both := append(slices.Clone(early), draw.Gap{N: drawn[0], Seen: 4, Late: true})
	if diff := cmp.Diff([]draw.Fill{{N: free[1], For: drawn[1]}, {N: free[0], For: drawn[0]}}, l.Fills(4, both, true)); diff != "" {
		t.Error(diff)
	}
}

func TestNobodyStandsInWhereEverybodyIsDrawn(t *testing.T) {
	if got := lottery("s", 100).Fills(5, []draw.Gap{{N: 2, Seen: 5}}, true); got != nil {
		t.Errorf("%v", got)
	}
}

// Whatever gaps come when: each number fills once and was never drawn, each gap is filled once, what has been filled stays
// filled, and a gap stays open only when nobody is left.
func TestFillsOnlyGrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLottery(t)
		var gaps []draw.Gap
		var before []draw.Fill
		n, closed := int64(0), false
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			if closed || rapid.Bool().Draw(t, "gap") {
				gaps = anyGap(t, l, gaps, before, n, closed)
			} else {
				n++
			}
			closed = closed || rapid.IntRange(0, 20).Draw(t, "close") == 0
			fills := l.Fills(n, gaps, closed)
			if len(fills) < len(before) || !slices.Equal(before, fills[:len(before)]) {
				t.Fatalf("was %v, is %v", before, fills)
			}
			once(t, l, fills)
			before = fills
		}
		filled := 0
		for _, f := range before {
			if f.For != 0 {
				filled++
			}
		}
		if closed && filled < len(gaps) && len(before) < len(numbers(l, n, false)) {
			t.Fatalf("%d of %d gaps are filled although somebody is left", filled, len(gaps))
		}
	})
}

// anyGap adds a gap of somebody who was to be visited and isn't one yet, if there is one.
func anyGap(t *rapid.T, l draw.Lottery, gaps []draw.Gap, fills []draw.Fill, n int64, late bool) []draw.Gap {
	visited := numbers(l, n, true)
	for _, f := range fills {
		visited = append(visited, f.N)
	}
	visited = slices.DeleteFunc(visited, func(n int64) bool {
		return slices.ContainsFunc(gaps, func(g draw.Gap) bool { return g.N == n })
	})
	if len(visited) == 0 {
		return gaps
	}
	return append(gaps, draw.Gap{N: rapid.SampledFrom(visited).Draw(t, "who"), Seen: n, Late: late})
}

func once(t *rapid.T, l draw.Lottery, fills []draw.Fill) {
	numbers, filled := map[int64]bool{}, map[int64]bool{0: false}
	for _, f := range fills {
		if numbers[f.N] || filled[f.For] || l.Drawn(f.N) {
			t.Fatalf("%+v of %v", f, fills)
		}
		numbers[f.N], filled[f.For] = true, f.For != 0
	}
}
