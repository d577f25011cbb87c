package main

import (
	"slices"
	"sync"
)

// drawer keeps ids that later operations need.
type drawer struct {
	mu   sync.Mutex
	ids  []string
	used int // of them, from the beginning
}

// keep puts an id in, unless there is none, and passes on what it was given.
func (d *drawer) keep(id string, err error) (string, error) {
	if err == nil && id != "" {
		d.mu.Lock()
		d.ids = append(d.ids, id)
		d.mu.Unlock()
	}
	return id, err
}

// recent are the last ones that came in, at most n.
func (d *drawer) recent(n int) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.ids[max(0, len(d.ids)-n):])
}

// unused are at most n of those that nobody asked for before; nobody will get the others any more.
func (d *drawer) unused(n int) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	ids := d.ids[max(d.used, len(d.ids)-n):]
	d.used = len(d.ids)
	return slices.Clone(ids)
}

// left is how many nobody asked for before.
func (d *drawer) left() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.ids) - d.used
}

// next is one that nobody asked for before, "" when there is none.
func (d *drawer) next() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.used == len(d.ids) {
		return ""
	}
	d.used++
	return d.ids[d.used-1]
}
