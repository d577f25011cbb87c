package draw

import "slices"

// Gap is somebody who was to be visited and can't be reached.
type Gap struct {
	N    int64
	Seen int64 // the last number that had been allotted when this was recorded
	Late bool  // recorded after the period was closed
}

// Fill is somebody whom no lot has drawn and who is to be visited all the same.
type Fill struct {
	N   int64
	For int64 // the gap that this one stands in for; 0: to round the period up
}

// Fills are all fills of a period of which n numbers have been allotted, in the order in which they came. Gaps are in the order
// in which they were recorded.
//
//   - A gap is filled by the lowest number of a later block that isn't drawn and doesn't fill yet. While there is none it
//     waits, and the next number of a later block on which no lot falls takes the oldest that waits.
//   - When the period is closed, gaps that still wait are filled from what is left: the last block first, in the order of its
//     tickets, then the block before. Then as many are called in, in the same order, as rounding up still needs.
//   - A gap recorded later is filled at once, by a later block or else from what is left.
func (l Lottery) Fills(n int64, gaps []Gap, closed bool) []Fill {
	f := filler{Lottery: l, orders: map[int64][]int64{}, taken: map[int64]bool{}}
	for ; f.n < n; f.number() {
		gaps = f.record(gaps)
	}
	gaps = f.record(gaps)
	if !closed {
		return f.fills
	}
	for _, gap := range f.waiting {
		f.late(gap)
	}
	for short := l.Rate.Target(n) - f.drawn; short > 0 && f.take(f.left(), 0); short-- {
	}
	for _, gap := range gaps {
		f.late(gap.N)
	}
	return f.fills
}

// filler goes through a period number by number.
type filler struct {
	Lottery
	n       int64 // the last number so far
	drawn   int64 // how many of them the lot drew
	undrawn []int64
	orders  map[int64][]int64 // of each block so far
	taken   map[int64]bool
	waiting []int64 // gaps, the oldest first
	fills   []Fill
}

// number is the next event: drawn, or free for the oldest gap of an earlier block.
func (f *filler) number() {
	f.n++
	block := f.Rate.Block(f.n)
	if f.orders[block] == nil {
		f.orders[block] = f.Order(block)
	}
	if slices.Contains(f.orders[block][:f.Rate.Parts], f.n) {
		f.drawn++
		return
	}
	f.undrawn = append(f.undrawn, f.n)
	for i, gap := range f.waiting {
		if f.Rate.Block(gap) < block {
			f.waiting = slices.Delete(f.waiting, i, i+1)
			f.take(f.n, gap)
			return
		}
	}
}

// record takes the gaps that were recorded at this number, and returns the others.
func (f *filler) record(gaps []Gap) []Gap {
	for len(gaps) > 0 && !gaps[0].Late && gaps[0].Seen == f.n {
		if !f.take(f.following(gaps[0].N), gaps[0].N) {
			f.waiting = append(f.waiting, gaps[0].N)
		}
		gaps = gaps[1:]
	}
	return gaps
}

// late fills a gap when no other number will come.
func (f *filler) late(gap int64) {
	if !f.take(f.following(gap), gap) {
		f.take(f.left(), gap)
	}
}

// take lets a number fill a gap; number 0 is nobody.
func (f *filler) take(n, gap int64) bool {
	if n == 0 {
		return false
	}
	f.taken[n] = true
	f.fills = append(f.fills, Fill{N: n, For: gap})
	return true
}

// following is the lowest free number of a later block; 0 when there is none.
func (f *filler) following(gap int64) int64 {
	for _, n := range f.undrawn {
		if f.Rate.Block(n) > f.Rate.Block(gap) && !f.taken[n] {
			return n
		}
	}
	return 0
}

// left is the free number of the last block that has one, with the smallest ticket; 0 when there is none.
func (f *filler) left() int64 {
	for block := int64(len(f.orders)); block > 0; block-- {
		for _, n := range f.orders[block][f.Rate.Parts:] {
			if n <= f.n && !f.taken[n] {
				return n
			}
		}
	}
	return 0
}
