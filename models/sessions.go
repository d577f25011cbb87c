package models

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)

// How somebody signed in.
const (
	ByPassword = "password"
	ByToken    = "token" // the session stands for a token: it may do what that may, and ends with it
	ByOIDC     = "oidc"
)

const (
	sessionPrefix = "cs_"
	// seenEvery is how exactly it is known when a session was last used: a row isn't written at each request.
	seenEvery = time.Minute
	// sessionsAtOnce is how many live sessions somebody has at most; the oldest ends.
	sessionsAtOnce = 10
)

// ErrNoSession says that a session doesn't let anybody in: unknown or ended, or its owner has left. Which one it is isn't
// said.
var ErrNoSession = errors.New("no such session")

// SessionLimits say when sessions end by themselves. The zero value stands for the longest that are allowed.
type SessionLimits struct {
	Idle time.Duration // without a request: 30 min, and at most 15 for whoever holds a role of carebook's own
	End  time.Duration // since signing in: 12 h
}

// Limits of SessionLimits.
const (
	LongestIdle    = 30 * time.Minute
	LongestOwnIdle = 15 * time.Minute
	LongestSession = 12 * time.Hour
)

// Check refuses what is longer than allowed, or so short that nobody could work.
func (l SessionLimits) Check() error {
	if l.Idle < time.Minute || l.Idle > LongestIdle {
		return fmt.Errorf("a session ends after 1m to %s without a request, not after %s", LongestIdle, l.Idle)
	}
	if l.End < l.Idle || l.End > LongestSession {
		return fmt.Errorf("a session ends %s to %s after signing in, not after %s", l.Idle, LongestSession, l.End)
	}
	return nil
}

// idle is how long nothing may be asked.
func (l SessionLimits) idle(own bool) time.Duration {
	idle := LongestIdle
	if l.Idle > 0 {
		idle = l.Idle
	}
	if own {
		idle = min(idle, LongestOwnIdle)
	}
	return idle
}

func (l SessionLimits) end() time.Duration {
	if l.End > 0 {
		return l.End
	}
	return LongestSession
}

// ownRoles are carebook's own: they look after the books, the calendar or what others did.
var ownRoles = []string{administrator, CalendarKeeper, "auditor"}

// Caller is whoever asks, and by what.
type Caller struct {
	Staff
	Session *Session // nil for a token
	Token   *string  // id of the token that came, or that the session stands for
	Scope   string   // of that token; ScopeAll without one
	Own     bool     // holds one of carebook's own roles; known of sessions alone
}

// SignedIn reports whether somebody signed in, rather than that a token came.
func (c *Caller) SignedIn() bool { return c.Session != nil && c.Session.How != ByToken }

// WantsSecond reports whether a second factor is wanted before anything else may be done: whoever holds a role of
// carebook's own and signed in gives one.
func (c *Caller) WantsSecond() bool { return c.Own && c.SignedIn() && c.Session.SecondAt == nil }

// NewSession is a session to begin.
type NewSession struct {
	Staff  string
	How    string  // ByPassword, ByToken or ByOIDC
	Token  *string // id of the token, for ByToken
	Second bool    // a second factor was given
}

// BeginSession begins a session for an active member of staff; ErrNoSession for anybody else. The text goes into the
// browser's cookie and is returned here and never again. When there are ten others the oldest of them ends.
func (b *Books) BeginSession(ctx context.Context, n NewSession) (text string, row Session, err error) {
	text, hash := newSecret(sessionPrefix)
	err = b.Tx(ctx, func(tx *gorm.DB) (err error) {
		if row, err = b.beginSession(tx, n, hash); err != nil {
			return err
		}
		return b.auditSession(tx, AuditSignedIn, row)
	})
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = ErrNoSession
	}
	if err != nil {
		return "", Session{}, fmt.Errorf("beginning a session: %w", err)
	}
	return text, row, nil
}

// beginSession is BeginSession as a part of a larger transaction; gorm.ErrRecordNotFound when there is no such person.
func (b *Books) beginSession(tx *gorm.DB, n NewSession, hash []byte) (Session, error) {
	if err := lockStaff(tx, n.Staff); err != nil {
		return Session{}, err
	}
	staff, err := StaffByID(tx, n.Staff)
	if err != nil {
		return Session{}, err
	}
	if !staff.Active {
		return Session{}, ErrNoSession
	}
	now, err := b.Now(tx)
	if err != nil {
		return Session{}, err
	}
	row := Session{
		ID: NewID(), Hash: hash, StaffID: n.Staff, How: n.How, TokenID: n.Token, BegunAt: now, SeenAt: now,
		EndsAt: micros(now.Add(b.Sessions.end())),
	}
	if n.Second {
		row.SecondAt = &now
	}
	if err := makeRoom(tx, n.Staff, now); err != nil {
		return Session{}, err
	}
	return row, tx.Create(&row).Error
}

// makeRoom ends the oldest sessions of a member of staff, so that one more isn't too many.
func makeRoom(tx *gorm.DB, staffID string, now time.Time) error {
	var old []string
	err := tx.Model(&Session{}).Where("staff_id = ? AND ended_at IS NULL AND ends_at > ?", staffID, now).
		Order("begun_at DESC, id DESC").Offset(sessionsAtOnce-1).Limit(1000).Pluck("id", &old).Error
	if err != nil || len(old) == 0 {
		return err
	}
	return tx.Model(&Session{}).Where("id IN ?", old).Update("ended_at", now).Error
}

// StaffBySession is the caller whom a session names, as of the database's clock, and notes that it was used; ErrNoSession
// when it lets nobody in.
func (b *Books) StaffBySession(ctx context.Context, text string) (*Caller, error) {
	c, now, err := b.session(ctx, text)
	if err != nil || now.Sub(c.Session.SeenAt) < seenEvery {
		return c, err
	}
	err = b.write(ctx, func(db *gorm.DB) error {
		return db.Model(&Session{}).Where("id = ? AND seen_at < ?", c.Session.ID, now).Update("seen_at", now).Error
	})
	if err != nil {
		return nil, fmt.Errorf("noting that a session was used: %w", err)
	}
	c.Session.SeenAt = now
	return c, nil
}

// PeekSession is StaffBySession for what a browser asks by itself: it doesn't count as use.
func (b *Books) PeekSession(ctx context.Context, text string) (*Caller, error) {
	c, _, err := b.session(ctx, text)
	return c, err
}

// session reads a session with its owner in one look.
func (b *Books) session(ctx context.Context, text string) (*Caller, time.Time, error) {
	if !strings.HasPrefix(text, sessionPrefix) {
		return nil, time.Time{}, ErrNoSession
	}
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return nil, now, err
	}
	var row struct {
		Session
		Code      string
		Name      string
		CreatedAt time.Time
		Scope     *string
		Own       bool
	}
	err = db.Table("sessions").
		Select("sessions.*, staff.code, staff.name, staff.created_at, tokens.scope, EXISTS (?) AS own",
			assignments(db, now).Select("1").Where("a.staff_id = sessions.staff_id AND a.role IN ?", ownRoles)).
		Joins("JOIN staff ON staff.id = sessions.staff_id AND "+stillHere, now).
		Joins("LEFT JOIN tokens ON tokens.id = sessions.token_id").
		Where("sessions.hash = ? AND sessions.ended_at IS NULL AND sessions.ends_at > ?", secretHash(text), now).
		Where("(sessions.token_id IS NULL OR "+goodToken+")", now).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, now, ErrNoSession
	}
	if err != nil {
		return nil, now, fmt.Errorf("reading session: %w", err)
	}
	if now.Sub(row.SeenAt) >= b.Sessions.idle(row.Own) {
		return nil, now, ErrNoSession
	}
	c := &Caller{
		Staff:   Staff{ID: row.StaffID, Code: row.Code, Name: row.Name, Active: true, CreatedAt: row.CreatedAt},
		Session: &row.Session, Token: row.TokenID, Scope: ScopeAll, Own: row.Own,
	}
	if row.Scope != nil {
		c.Scope = *row.Scope
	}
	return c, now, nil
}

// SessionsOf are the live sessions of a member of staff at a moment, the newest first. Which have been idle for too long
// isn't asked: they show when they were last used.
func SessionsOf(tx *gorm.DB, staffID string, at time.Time) ([]Session, error) {
	var rows []Session
	err := tx.Where("staff_id = ? AND ended_at IS NULL AND ends_at > ?", staffID, micros(at)).
		Order("begun_at DESC, id DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("listing sessions: %w", err)
	}
	return rows, nil
}

// EndSession ends a session of a member of staff now; another's is gorm.ErrRecordNotFound. One that has ended stays as it is.
func (b *Books) EndSession(ctx context.Context, staffID, id string) error {
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		var row Session
		if err := tx.Where("id = ? AND staff_id = ?", id, staffID).Take(&row).Error; err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil || row.EndedAt != nil {
			return err
		}
		if err := endSessions(tx, staffID, now, func(q *gorm.DB) *gorm.DB { return q.Where("id = ?", id) }); err != nil {
			return err
		}
		return b.auditSession(tx, AuditSignedOut, row)
	})
	if err != nil {
		return fmt.Errorf("ending a session: %w", err)
	}
	return nil
}

// auditSession has it audited that a session began or ended by its owner's will.
func (b *Books) auditSession(tx *gorm.DB, what AuditAction, s Session) error {
	return b.Audit(tx, AuditEntry{Actor: s.StaffID, Action: what, Kind: "session", Object: s.ID})
}

func endSessions(tx *gorm.DB, staffID string, now time.Time, which func(*gorm.DB) *gorm.DB) error {
	q := tx.Model(&Session{}).Where("staff_id = ? AND ended_at IS NULL", staffID)
	if which != nil {
		q = which(q)
	}
	return q.Update("ended_at", now).Error
}

// allBut is every session but one.
func allBut(id string) func(*gorm.DB) *gorm.DB {
	return func(q *gorm.DB) *gorm.DB { return q.Where("id <> ?", id) }
}
