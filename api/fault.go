package api

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/internal/keys"
	"carebook/models"
)

// fault turns an error into an answer: the one place that decides, and the one that logs. Whatever isn't known is an
// internal error to the caller, and its whole text goes to the log.
func (s *Server) fault(r *request, err error) *Problem {
	var p *Problem
	var refusal *contract.Refusal
	if p := s.doorFault(r, err); p != nil {
		return p
	}
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &refusal):
		return s.refusal(r, refusal)
	case errors.Is(err, models.ErrKeyReused):
		return s.problem(r, contract.CodeKeyReused)
	case errors.Is(err, gorm.ErrRecordNotFound):
		return s.problem(r, codeNotFound)
	case errors.Is(err, dispatch.ErrAway):
		s.log.Warn("Temporal is away", "request", r.id, "error", err)
		return s.problem(r, codeTemporalAway)
	case errors.Is(err, dispatch.ErrLate):
		s.log.Warn("no answer of Temporal in time", "request", r.id, "error", err)
		return s.problem(r, codeLate)
	case errors.Is(err, models.ErrForgotten):
		return s.problem(r, contract.CodeErased)
	case errors.Is(err, keys.ErrSealed), errors.Is(err, keys.ErrWrapped):
		s.log.Error("sealed bytes don't open", "request", r.id, "error", err)
		return s.problem(r, codeSealed)
	case booksAway(err):
		s.log.Warn("the books are away", "request", r.id, "error", err)
		return s.problem(r, codeBooksAway)
	}
	s.log.Error("request failed", "request", r.id, "error", err)
	return s.problem(r, codeInternal)
}

// booksAway knows the errors of a database that can't answer now: to try again is the way out.
func booksAway(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	var pg *pgconn.PgError
	var lite *sqlite.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.Is(err, driver.ErrBadConn),
		errors.Is(err, sql.ErrConnDone), errors.As(err, &connect), errors.As(err, &network), errors.Is(err, net.ErrClosed):
		return true
	case errors.As(err, &pg):
		return awayState(pg.Code)
	case errors.As(err, &lite):
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
			return true
		}
	}
	return errors.Is(err, models.ErrBooksOld) || strings.Contains(err.Error(), "sql: database is closed")
}

// awayState knows the SQLSTATEs of PostgreSQL that say "not now": connection, resources, shutting down, waited too long,
// try again.
func awayState(code string) bool {
	if len(code) != 5 {
		return false
	}
	switch code {
	case "57014", "55P03", "25006", "25P03", "40001", "40P01":
		return true
	}
	return code[:2] == "08" || code[:2] == "53" || code[:3] == "57P"
}
