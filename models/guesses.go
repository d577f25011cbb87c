package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// What a guess is at.
const (
	atPassword = "password"
	atCode     = "code"     // of the second factor, when the password was right
	atRelief   = "relief"   // a code by whoever is slowed down at the password
	atRelieved = "relieved" // a password by whoever gave the right code for that
)

// How many guesses that turn out wrong are taken in a quarter of an hour. Whoever comes after has to wait, and nobody for longer than
// that; who has a second factor gets in meanwhile.
const (
	guessWindow       = 15 * time.Minute
	guessesPerAccount = 5
	guessesPerSource  = 20
	accountsPerSource = 10 // one guess at each of many accounts
	guessesInAll      = 500
)

// Throttled says that a guess was not looked at, and when to come again.
type Throttled struct {
	Wait time.Duration
	Why  string // account, source, spray or all
}

// Error is what is wrong; it names nobody.
func (t *Throttled) Error() string {
	return fmt.Sprintf("too many guesses (%s): wait %s", t.Why, t.Wait)
}

// guesser is whose password or code is guessed and from where.
type guesser struct{ account, source []byte }

func (b *Books) guesser(code, source string) guesser {
	return guesser{b.Keys.GuessHash("account", code), b.Keys.GuessHash("source", source)}
}

// allowance bounds the guesses of one kind that some question finds.
type allowance struct {
	why  string
	most int
	of   func(*gorm.DB) *gorm.DB
}

func (g guesser) allowances(what string) []allowance {
	kind := func(q *gorm.DB) *gorm.DB { return q.Where("at_what = ?", what) }
	account := func(q *gorm.DB) *gorm.DB { return kind(q).Where("account = ?", g.account) }
	if what == atRelief { // counted by source, or whoever guesses could keep the owner out by guessing this as well
		account = func(q *gorm.DB) *gorm.DB { return kind(q).Where("account = ? AND source = ?", g.account, g.source) }
	}
	source := func(q *gorm.DB) *gorm.DB { return kind(q).Where("source = ?", g.source) }
	return []allowance{{"account", guessesPerAccount, account}, {"source", guessesPerSource, source}, {"all", guessesInAll, kind}}
}

// guess counts a guess before it is looked at, so that of many at once no more are looked at than of many in a row. It returns
// the guess, to be taken back when it turns out right, or Throttled.
func (b *Books) guess(ctx context.Context, g guesser, what string) (id int64, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		// The number is the lock: who comes at the same time waits here.
		err := tx.Raw(`INSERT INTO counters (scope, n) VALUES ('guesses', 1)
			ON CONFLICT (scope) DO UPDATE SET n = counters.n + 1 RETURNING n`).Scan(&id).Error
		if err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		if err := tx.Where("at <= ?", now.Add(-guessWindow)).Delete(&Guess{}).Error; err != nil {
			return err
		}
		if err := g.within(tx, what, now); err != nil {
			return err
		}
		return tx.Create(&Guess{ID: id, At: now, AtWhat: what, Account: g.account, Source: g.source}).Error
	})
	if err != nil {
		return 0, fmt.Errorf("counting a guess: %w", err)
	}
	return id, nil
}

// within is nil while one more guess is allowed, and Throttled when it isn't.
func (g guesser) within(tx *gorm.DB, what string, now time.Time) error {
	for _, a := range g.allowances(what) {
		// The newest of as many as are allowed is the one after whose time there is room again.
		var at []time.Time
		err := a.of(tx.Model(&Guess{})).Order("at DESC, id DESC").Offset(a.most-1).Limit(1).Pluck("at", &at).Error
		if err != nil {
			return err
		}
		if len(at) > 0 {
			return &Throttled{Wait: at[0].Add(guessWindow).Sub(now), Why: a.why}
		}
	}
	return g.spray(tx, what, now)
}

// spray slows down a source that has guessed at one account after the other.
func (g guesser) spray(tx *gorm.DB, what string, now time.Time) error {
	q := tx.Model(&Guess{}).Where("at_what = ? AND source = ? AND account <> ?", what, g.source, g.account)
	var n int64
	if err := q.Session(&gorm.Session{}).Distinct("account").Count(&n).Error; err != nil || n < accountsPerSource {
		return err
	}
	var first []time.Time
	if err := q.Session(&gorm.Session{}).Order("at, id").Limit(1).Pluck("at", &first).Error; err != nil {
		return err
	}
	return &Throttled{Wait: first[0].Add(guessWindow).Sub(now), Why: "spray"}
}

// right takes back a guess that turned out right.
func (b *Books) right(ctx context.Context, id int64) error {
	err := b.write(ctx, func(db *gorm.DB) error { return db.Where("id = ?", id).Delete(&Guess{}).Error })
	if err != nil {
		return fmt.Errorf("taking back a guess: %w", err)
	}
	return nil
}
