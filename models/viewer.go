package models

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/stdlib"
)

// viewer is for whom a connection of the counter reads, as the row policies of PostgreSQL compare it: the member of staff, and the
// ids of all units for which a role is held, with commas between them. Empty, it sees nothing that a policy protects. Of whoever
// stands in for others, it says who they are, and in whose place each unit is seen.
type viewer struct{ staff, units, lenders, lent string }

type viewerKey struct{}

// See names who reads with a context: on PostgreSQL the counter's connections then show what the scope shows, and nothing else
// whatever is asked. The last one named counts.
func See(ctx context.Context, s Scope) context.Context {
	v := viewer{staff: s.Staff, units: strings.Join(s.units, ",")}
	v.lenders, v.lent = s.lentTo()
	return context.WithValue(ctx, viewerKey{}, v)
}

func viewerOf(ctx context.Context) viewer {
	v, _ := ctx.Value(viewerKey{}).(viewer)
	return v
}

// Mistakes in the code.
var (
	errOtherViewer = errors.New("a transaction in which one member of staff reads was asked in the name of another")
	errPrepared    = errors.New("a statement is prepared for nobody: it would be run for whoever comes later")
)

// viewed makes connections that tell the database who reads before they ask it anything.
type viewed struct{ driver.Connector }

func (c viewed) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &viewedConn{Conn: conn.(*stdlib.Conn)}, nil
}

// viewedConn remembers its last viewer, so that one who asks twice is named once.
type viewedConn struct {
	*stdlib.Conn
	is viewer // a new connection has none
}

const idle = 'I' // no transaction is running

// see names the viewer of a context. A connection of which it isn't known for whom it reads is thrown away: database/sql takes
// another one, unless the context has ended.
func (c *viewedConn) see(ctx context.Context) error {
	v := viewerOf(ctx)
	if v == c.is {
		return nil
	}
	if conn := c.Conn.Conn().PgConn(); !conn.IsClosed() && conn.TxStatus() != idle {
		return errOtherViewer // what is set in a transaction may be taken back with it
	}
	_, err := c.Conn.ExecContext(ctx, `SELECT set_config('carebook.staff', $1, false), set_config('carebook.units', $2, false),
		set_config('carebook.lenders', $3, false), set_config('carebook.lent', $4, false)`,
		[]driver.NamedValue{{Ordinal: 1, Value: v.staff}, {Ordinal: 2, Value: v.units}, {Ordinal: 3, Value: v.lenders}, {Ordinal: 4, Value: v.lent}})
	if err != nil {
		return fmt.Errorf("%w: naming the viewer: %w", driver.ErrBadConn, err)
	}
	c.is = v
	return nil
}

func (c *viewedConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if err := c.see(ctx); err != nil {
		return nil, err
	}
	return c.Conn.BeginTx(ctx, opts)
}

func (c *viewedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.see(ctx); err != nil {
		return nil, err
	}
	return c.Conn.QueryContext(ctx, query, args)
}

func (c *viewedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if err := c.see(ctx); err != nil {
		return nil, err
	}
	return c.Conn.ExecContext(ctx, query, args)
}

func (c *viewedConn) PrepareContext(context.Context, string) (driver.Stmt, error) {
	return nil, errPrepared
}
