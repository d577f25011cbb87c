package main

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"time"

	"carebook/bench/load"
)

// list is a question that staff ask often, and who asks it.
type list struct{ what, who, path string }

// lists fills the books and reads pages, from the newest on.
func (b *bench) lists(ctx context.Context) error {
	begun := time.Now()
	if err := b.seed(ctx); err != nil {
		return fmt.Errorf("filling the books: %w", err)
	}
	b.progress("%d cases written in %s", b.rows, time.Since(begun).Round(time.Second))
	now := url.QueryEscape(time.Now().UTC().Format(time.RFC3339))
	for _, l := range []list{
		{"complaints of one unit", specialist, "/complaints?"},
		{"complaints of one unit, by status", specialist, "/complaints?status=classified"},
		{"complaints of 20 units", group, "/complaints?"},
		{"running complaints of 20 units", group, "/complaints?running=true"},
		{"complaints of one unit, last changed first", specialist, "/complaints?sort=-updated_at"},
		{"complaints of 20 units, last changed first", group, "/complaints?sort=-updated_at"},
		{"to-dos, mine", specialist, "/obligations?mine=true"},
		{"to-dos of 20 units, overdue", group, "/obligations?due_before=" + now},
		{"to-dos of one unit that were fulfilled", specialist, "/obligations?state=fulfilled"},
		{"to-dos of 20 units, kept or not, last due first", group, "/obligations?timing=known&sort=-due_at"},
	} {
		read := b.pages(l)
		load.Run(ctx, people, load.Bound{Ops: b.warm, For: b.list.For}, read)
		r := load.Run(ctx, people, b.list, read)
		if r.Void() {
			return fmt.Errorf("%s: %d of %d failed: %w", l.what, r.Errors, r.Ops, firstOf(r, r))
		}
		b.report.lists = append(b.report.lists, listed{l.what, r})
	}
	b.report.rows = b.rows
	return nil
}

// pages reads one page after the other, and begins again after the last.
func (b *bench) pages(l list) load.Op {
	var mu sync.Mutex
	next := ""
	return func(ctx context.Context, _ int) error {
		mu.Lock()
		path := l.path + "&limit=50&cursor=" + url.QueryEscape(next)
		mu.Unlock()
		var page struct {
			Items []struct{ ID string }
			Next  string
		}
		err := b.counter.get(ctx, l.who, path, &page)
		if err == nil && len(page.Items) == 0 {
			err = fmt.Errorf("%s: an empty page", l.what)
		}
		mu.Lock()
		next = page.Next
		mu.Unlock()
		return err
	}
}
