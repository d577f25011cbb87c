package checker

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// period is a month of one kind of event of a unit, out of which a part is drawn.
type period struct {
	ID, Event                  string
	Parts, Whole, N            int64
	Commitment, Sealed, Secret []byte
	Closed                     bool
}

// lot is the place of a case in its period.
type lot struct {
	Period, Case string
	N            int64
	Drawn        bool
}

// gap is somebody who can't be reached; fill somebody who is visited without a lot.
type gap struct {
	Period  string
	N, Seen int64
	Late    bool
}

type fill struct {
	Period string
	N, For int64
}

func readSamples(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.periods, err = rows(ctx, tx, `SELECT id, event, parts, whole, n, commitment, sealed, secret, closed_at IS NOT NULL FROM sample_periods ORDER BY id`,
		func(p *period) []any {
			return []any{&p.ID, &p.Event, &p.Parts, &p.Whole, &p.N, &p.Commitment, &p.Sealed, &p.Secret, &p.Closed}
		})
	if err != nil {
		return err
	}
	b.lots, err = rows(ctx, tx, `SELECT period_id, case_id, n, drawn FROM samples ORDER BY period_id, n`,
		func(l *lot) []any { return []any{&l.Period, &l.Case, &l.N, &l.Drawn} })
	if err != nil {
		return err
	}
	b.gaps, err = rows(ctx, tx, `SELECT period_id, n, seen, late FROM sample_gaps ORDER BY period_id, place`,
		func(g *gap) []any { return []any{&g.Period, &g.N, &g.Seen, &g.Late} })
	if err != nil {
		return err
	}
	b.fills, err = rows(ctx, tx, `SELECT period_id, n, for_n FROM sample_fills ORDER BY period_id, n`,
		func(f *fill) []any { return []any{&f.Period, &f.N, &f.For} })
	return err
}

// samples (I10) draws each period again: its numbers are without a gap, each lot is what the secret says that was committed to,
// and the opening event of its case says the same.
func (c *check) samples() {
	told := map[string]bool{}
	for _, p := range c.books.periods {
		secret, err := c.secret(p)
		sum := sha256.Sum256(secret)
		switch {
		case err != nil:
			c.doubt("the secret of %s can't be read: %v", p.ID, err)
			continue
		case !bytes.Equal(sum[:], p.Commitment):
			c.violated("I10", p.ID, "its secret isn't the one that was committed to")
		}
		var numbers []lot
		for _, l := range c.books.lots {
			if l.Period == p.ID {
				numbers = append(numbers, l)
			}
		}
		if int64(len(numbers)) != p.N {
			c.violated("I10", p.ID, "%d numbers were allotted, and %d are there", p.N, len(numbers))
		}
		for i, l := range numbers {
			told[l.Case] = true
			c.lot(p, l, int64(i+1), p.draws(secret, l.N))
		}
		c.filled(p, secret)
	}
	for _, e := range c.books.events {
		if e.what.Draw != nil && !told[e.Stream] {
			c.violated("I10", e.Stream, "it was drawn for, and stands in no sample")
		}
	}
}

// lot judges one number against the draw and against the opening event of its case. Whom the lot left out is visited only when
// somebody's place had been waiting for this number; where so many at least are visited, the first of a month as well.
func (c *check) lot(p period, l lot, n int64, drawn bool) {
	where := fmt.Sprintf("%s#%d", p.ID, l.N)
	first := c.event(l.Case, 1)
	switch d := first.what.Draw; {
	case l.N != n:
		c.violated("I10", where, "it is the %d. of the period", n)
	case l.Drawn != drawn:
		c.violated("I10", where, "drawn is %t, the lot says %t", l.Drawn, drawn)
	case d == nil || d.Period != p.ID || d.N != l.N || d.Drawn != drawn || d.Commitment != hex.EncodeToString(p.Commitment):
		c.violated("I10", where, "the opening event of its case says %+v", d)
	case first.what.Status == "not_sampled" && (drawn || d.For != 0):
		c.violated("I10", where, "it is to be visited, and its case has ended")
	case first.what.Status != "not_sampled" && !drawn && d.For == 0 && n > leastOf[p.Event]:
		c.violated("I10", where, "the lot left it out, and it is to be visited")
	}
}

// leastOf are how many of a month are visited whatever the lot says.
var leastOf = map[string]int64{"repair_jobs_month": 3}

// draws reports whether the lot falls on a number: in its block so many have a smaller ticket.
func (p period) draws(secret []byte, n int64) bool {
	block, smaller := (n-1)/p.Whole, int64(0)
	mine := p.ticket(secret, block, (n-1)%p.Whole)
	for position := range p.Whole {
		if bytes.Compare(p.ticket(secret, block, position), mine) < 0 {
			smaller++
		}
	}
	return smaller < p.Parts
}

// ticket decides about a position of a block, both counted from 0 here and from 1 in what is hashed (docs/samples.md).
func (p period) ticket(secret []byte, block, position int64) []byte {
	h := hmac.New(sha256.New, secret)
	for _, text := range []string{"carebook/draw/1", p.Event, p.ID, fmt.Sprint(block + 1), fmt.Sprint(position + 1)} {
		fmt.Fprintf(h, "%d:%s,", len(text), text)
	}
	return h.Sum(nil)
}

// filled goes through an open period number by number: a gap is filled by the lowest number of a later block that the lot left
// out, or waits for the next such one, the oldest first. In a closed one only who can fill is judged.
func (c *check) filled(p period, secret []byte) {
	gaps := slices.DeleteFunc(slices.Clone(c.books.gaps), func(g gap) bool { return g.Period != p.ID })
	fills := slices.DeleteFunc(slices.Clone(c.books.fills), func(f fill) bool { return f.Period != p.ID })
	for _, f := range fills {
		if f.N < 1 || f.N > p.N || p.draws(secret, f.N) {
			c.violated("I10", p.ID, "number %d fills for %d, and was drawn itself", f.N, f.For)
		}
	}
	if want := p.fills(secret, gaps); !p.Closed && !slices.Equal(fills, want) {
		c.violated("I10", p.ID, "it is filled by %v, want %v", fills, want)
	}
}

func (p period) fills(secret []byte, gaps []gap) (all []fill) {
	var free, waiting []int64
	take := func(n, of int64) { all = append(all, fill{p.ID, n, of}) }
	for n := int64(0); n <= p.N; n++ {
		if n > 0 && !p.draws(secret, n) {
			free = append(free, n)
			if i := slices.IndexFunc(waiting, func(of int64) bool { return (of-1)/p.Whole < (n-1)/p.Whole }); i >= 0 {
				take(n, waiting[i])
				waiting, free = slices.Delete(waiting, i, i+1), free[:len(free)-1]
			}
		}
		for ; len(gaps) > 0 && gaps[0].Seen == n; gaps = gaps[1:] {
			of := gaps[0].N
			i := slices.IndexFunc(free, func(n int64) bool { return (n-1)/p.Whole > (of-1)/p.Whole })
			if i < 0 {
				waiting = append(waiting, of)
				continue
			}
			take(free[i], of)
			free = slices.Delete(free, i, i+1)
		}
	}
	slices.SortFunc(all, func(a, b fill) int { return int(a.N - b.N) })
	return all
}

// sampled is the case of a number.
func (c *check) sampled(period string, n int64) string {
	for _, l := range c.books.lots {
		if l.Period == period && l.N == n {
			return l.Case
		}
	}
	return ""
}

// secret is the one of a period: revealed, or sealed under the master key as a person's key is. That key is HKDF-SHA256 of the
// master key, and what it seals AES-256-GCM behind a version, the master key's name, and a nonce.
func (c *check) secret(p period) ([]byte, error) {
	if p.Closed {
		return p.Secret, nil
	}
	text, err := os.ReadFile(c.ev.Master)
	if err != nil {
		return nil, err
	}
	master, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, master, nil, "carebook/1/wrap", sha256.Size)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	box, err := cipher.NewGCM(block)
	const head = 5 // version and name
	if err != nil || len(p.Sealed) < head+box.NonceSize() {
		return nil, errors.Join(err, errors.New("it is cut off"))
	}
	nonce, rest := p.Sealed[head:head+box.NonceSize()], p.Sealed[head+box.NonceSize():]
	return box.Open(nil, nonce, rest, p.Sealed[:head])
}
