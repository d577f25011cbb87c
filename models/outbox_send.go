package models

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/internal/channel"
)

// How messages are tried. A worker has a message to itself for a lease, which is longer than the tries of a batch may take; whoever dies
// with it leaves it to the others.
const (
	outLease   = 5 * time.Minute
	outBatch   = 10
	outFirst   = time.Minute      // that is waited after the first try; robots count their messages by the minute
	outLongest = 48 * time.Minute // and at most an hour with what is added by chance
)

// Codes of what became of a message without a try.
const (
	outNobody   = "no_receiver" // nobody is left whom it is for
	outNothing  = "nothing_due" // everything on the list was done meanwhile
	outNoWorker = "no_worker"   // no worker has had the channel
)

// Draft is what a message is made of. Notice or Morning says what it tells; a test has neither.
type Draft struct {
	Kind    string
	Lang    string
	Notice  *NoticeItem
	Morning *Morning
}

// Lease says which messages a worker wants to send.
type Lease struct {
	Channel string
	Lang    string                             // of what goes to all who share the channel
	Write   func(Draft) (subject, body string) // a pure function
}

// Leased is a message to be sent, and where to: the address of an e-mail, the id of a member of staff, or nothing for a robot.
type Leased struct {
	Outgoing
	To string
}

// LeaseOutbox takes messages of a channel that are due, at most ten and no more than the channel takes in a minute, whichever workers send
// them. Each is looked at again: what nobody is left for is dropped. Its text is written at the first try and stays.
func (b *Books) LeaseOutbox(ctx context.Context, l Lease) (leased []Leased, err error) {
	now, err := b.Now(b.DB.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	var waiting []string
	err = dueOutbox(b.DB.WithContext(ctx).Model(&Outgoing{}), l.Channel, now).Limit(1).Pluck("id", &waiting).Error
	if err == nil && len(waiting) > 0 {
		err = b.Tx(ctx, func(tx *gorm.DB) error {
			leased, err = b.lease(tx, l)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("leasing messages of %s: %w", l.Channel, err)
	}
	return leased, nil
}

func dueOutbox(q *gorm.DB, name string, now time.Time) *gorm.DB {
	return q.Where("state = 'waiting' AND channel = ? AND next_at <= ?", name, micros(now))
}

func (b *Books) lease(tx *gorm.DB, l Lease) ([]Leased, error) {
	room, err := b.room(tx, l.Channel)
	if err != nil || room <= 0 {
		return nil, err
	}
	now, err := b.Now(tx)
	if err != nil {
		return nil, err
	}
	var rows []Outgoing
	err = dueOutbox(tx.Clauses(clause.Locking{Strength: "UPDATE", Options: "SKIP LOCKED"}), l.Channel, now).
		Order("next_at, id").Limit(room).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	t, err := newTeller(tx, now)
	if err != nil {
		return nil, err
	}
	w := outWriter{b: b, tx: tx, now: now, lease: l, teller: t}
	if w.choosers, err = choosers(tx, l.Channel, now); err != nil {
		return nil, err
	}
	var leased []Leased
	for _, row := range rows {
		ready, err := w.ready(row)
		if err != nil {
			return nil, err
		}
		if ready != nil {
			leased = append(leased, *ready)
		}
	}
	return leased, nil
}

// room is how many messages a channel takes now. Where it takes so many in a minute, one worker at a time counts them; a message that is
// tried again is never tried in the same minute, so it counts each time.
func (b *Books) room(tx *gorm.DB, name string) (int, error) {
	most := channel.PerMinute(name)
	if most == 0 {
		return outBatch, nil
	}
	if b.Dialect == Postgres {
		if err := tx.Exec("SELECT pg_advisory_xact_lock(hashtext('carebook outbox ' || ?))", name).Error; err != nil {
			return 0, err
		}
	}
	now, err := b.Now(tx)
	if err != nil {
		return 0, err
	}
	var tried int64
	err = tx.Model(&Outgoing{}).Where("channel = ? AND tried_at > ?", name, micros(now.Add(-time.Minute))).Count(&tried).Error
	return min(outBatch, most-int(tried)), err
}

// outWriter gets the messages of one lease ready.
type outWriter struct {
	b        *Books
	tx       *gorm.DB
	now      time.Time
	lease    Lease
	teller   *teller
	choosers []StaffChannel
}

// ready notes that a message is tried and says where to; nil for one that isn't sent any more.
func (w *outWriter) ready(row Outgoing) (*Leased, error) {
	if !row.UntilAt.After(w.now) {
		return nil, w.settle(row, OutGivenUp, cmp.Or(row.Error, outNoWorker))
	}
	to, draft, why, err := w.receiver(row)
	if errors.Is(err, ErrForgotten) {
		why, err = outNobody, nil
	}
	if err != nil {
		return nil, err
	}
	if why != "" {
		return nil, w.settle(row, OutDropped, why)
	}
	if row.Body == "" {
		row.Subject, row.Body = w.lease.Write(draft)
	}
	row.Tries++
	row.TriedAt, row.NextAt = &w.now, micros(w.now.Add(outLease))
	err = w.tx.Model(&Outgoing{}).Where("id = ?", row.ID).Updates(map[string]any{
		"subject": row.Subject, "body": row.Body, "tries": row.Tries, "tried_at": row.TriedAt, "next_at": row.NextAt,
	}).Error
	return &Leased{row, to}, err
}

func (w *outWriter) settle(row Outgoing, state, code string) error {
	return w.tx.Model(&Outgoing{}).Where("id = ?", row.ID).
		Updates(map[string]any{"state": state, "error": code, "settled_at": w.now}).Error
}

// receiver finds where a message goes as of now and what it is made of, or why it goes nowhere.
func (w *outWriter) receiver(row Outgoing) (to string, d Draft, why string, err error) {
	d = Draft{Kind: row.Kind, Lang: w.lease.Lang}
	var mine *StaffChannel
	for i, c := range w.choosers {
		if row.StaffID != nil && c.StaffID == *row.StaffID {
			mine = &w.choosers[i]
		}
	}
	if row.StaffID != nil && mine == nil {
		return "", d, outNobody, nil
	}
	if mine != nil {
		d.Lang, to = mine.Lang, mine.StaffID
	}
	if row.Kind == OutNotice {
		if why, err = w.notice(row, mine, &d); why != "" || err != nil {
			return "", d, why, err
		}
	}
	if row.Kind == OutMorning && row.Body == "" {
		if d.Morning, err = w.morning(row, mine); err != nil || d.Morning.Due == 0 {
			return "", d, outNothing, err
		}
	}
	if row.Channel == channel.Email {
		to, err = w.b.addressOf(w.tx, *mine)
	}
	return to, d, "", err
}

// notice reads what a notice tells, and says so when nobody is to be told of it any more. What is told to a group has been told to all in it:
// when one of them is excluded from the case, nothing of it is.
func (w *outWriter) notice(row Outgoing, mine *StaffChannel, d *Draft) (why string, err error) {
	var n NoticeItem
	err = w.tx.Table("notices").Joins("JOIN cases ON cases.id = notices.case_id").Joins("LEFT JOIN obligations o ON o.id = notices.obligation_id").
		Select("notices.*, cases.kind, cases.number, o.duty, o.item").Where("notices.id = ?", row.NoticeID).Take(&n).Error
	if err != nil {
		return "", fmt.Errorf("reading a notice: %w", err)
	}
	told, err := w.teller.told(n.Notice)
	if err != nil {
		return "", err
	}
	kept, err := w.teller.keptAway(n.CaseID)
	if err != nil {
		return "", err
	}
	d.Notice = &n
	heard := false
	for _, c := range w.choosers {
		if mine != nil && c.StaffID != mine.StaffID {
			continue
		}
		if slices.Contains(kept, c.StaffID) {
			return outNobody, nil
		}
		heard = heard || slices.Contains(told, c.StaffID)
	}
	if !heard {
		return outNobody, nil
	}
	return "", nil
}

// Tried is what came of trying a message.
type Tried struct {
	Leased
	Code  string        // of the failure; "" when it was sent
	First time.Duration // that is waited after the first try; 0 for a minute
}

// NoteTried writes it down. What came of an older try counts only when the message was sent.
func (b *Books) NoteTried(ctx context.Context, t Tried) error {
	err := b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		if t.Code == "" {
			return db.Model(&Outgoing{}).Where("id = ? AND state IN ?", t.ID, []string{OutWaiting, OutGivenUp}).
				Updates(map[string]any{"state": OutSent, "error": "", "settled_at": now}).Error
		}
		change := map[string]any{"error": t.Code, "next_at": micros(now.Add(outWait(t.Tries, t.First)))}
		if next := change["next_at"].(time.Time); !next.Before(t.UntilAt) {
			change["state"], change["settled_at"] = OutGivenUp, now
		}
		return db.Model(&Outgoing{}).Where("id = ? AND state = ? AND tries = ?", t.ID, OutWaiting, t.Tries).Updates(change).Error
	})
	if err != nil {
		return fmt.Errorf("noting what came of a message: %w", err)
	}
	return nil
}

// outWait doubles with each try, and adds up to a quarter by chance: what failed together isn't tried together again.
func outWait(tries int64, first time.Duration) time.Duration {
	if first == 0 {
		first = outFirst
	}
	wait := first
	for range tries - 1 {
		if wait *= 2; wait >= outLongest {
			wait = outLongest
			break
		}
	}
	return wait + rand.N(wait/4+1) //nolint:gosec // so that not all come at once
}

// GiveUp gives up messages whose time is over and that nobody is sending: no worker has their channel any more.
func (b *Books) GiveUp(ctx context.Context) error {
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return err
	}
	over := func(q *gorm.DB) *gorm.DB {
		return q.Model(&Outgoing{}).Where("state = 'waiting' AND until_at <= ? AND next_at <= ?", micros(now.Add(-outLease)), now)
	}
	var waiting []string
	if err = over(db).Limit(1).Pluck("id", &waiting).Error; err == nil && len(waiting) > 0 {
		err = b.write(ctx, func(db *gorm.DB) error {
			return over(db).Updates(map[string]any{
				"state": OutGivenUp, "settled_at": now, "error": gorm.Expr("CASE WHEN error = '' THEN ? ELSE error END", outNoWorker),
			}).Error
		})
	}
	if err != nil {
		return fmt.Errorf("giving messages up: %w", err)
	}
	return nil
}
