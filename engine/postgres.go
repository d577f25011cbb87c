//go:build !slim

package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	schema "go.temporal.io/server/schema/postgresql/v12"
)

// Each of the four services opens pools of its own, so these count four times: sixty connections at most, of the hundred
// that PostgreSQL allows by default.
const mainConns, visibilityConns = 10, 5

// longestName is how much of an identifier PostgreSQL keeps.
const longestName = 63

// postgres is a server and our database on it, beside which Temporal's two are kept.
type postgres struct {
	url  *url.URL
	conn *pgx.ConnConfig
}

func readPostgresURL(text string) (*postgres, error) {
	conn, err := pgx.ParseConfig(text)
	if err != nil {
		return nil, fmt.Errorf("reading the PostgreSQL URL: %w", err)
	}
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") || conn.Database == "" {
		return nil, errors.New("the PostgreSQL URL must look like postgres://user:password@host:5432/database")
	}
	p := &postgres{url: u, conn: conn}
	if name := p.visibilityName(); len(name) > longestName {
		return nil, fmt.Errorf("database name %q is too long: PostgreSQL keeps %d bytes and Temporal's databases add %d",
			conn.Database, longestName, len(name)-len(conn.Database))
	}
	return p, nil
}

func (p *postgres) mainName() string       { return p.conn.Database + "_temporal" }
func (p *postgres) visibilityName() string { return p.conn.Database + "_temporal_visibility" }

// openPostgres locks our database and makes Temporal's two ready.
func openPostgres(ctx context.Context, cfg Config, log logger) (*store, error) {
	p, err := readPostgresURL(cfg.PostgresURL)
	if err != nil {
		return nil, err
	}
	lock, err := LockDatabase(ctx, cfg.PostgresURL, log.log)
	if err != nil {
		return nil, err
	}
	s := &store{lock: lock, main: p.sql(p.mainName(), mainConns), visibility: p.sql(p.visibilityName(), visibilityConns),
		verify: func(context.Context) error { return nil }, tidy: func() {}}
	if err := p.prepare(ctx, s, log); err != nil {
		lock.Release()
		return nil, err
	}
	return s, nil
}

func (p *postgres) prepare(ctx context.Context, s *store, log logger) error {
	if err := p.createDatabases(ctx, log.log); err != nil {
		return err
	}
	if err := p.migrate(ctx, s.main, "postgresql/v12/temporal", schema.Version, log); err != nil {
		return err
	}
	if err := p.migrate(ctx, s.visibility, "postgresql/v12/visibility", schema.VisibilityVersion, log); err != nil {
		return err
	}
	return p.checkShards(ctx)
}

// sql is Temporal's way to name a database. It builds a URL from these parts; what stands in ConnectAttributes overrides
// the rest and is escaped properly, so sockets, every option of our URL, and any password work.
func (p *postgres) sql(database string, conns int) *config.SQL {
	attributes := map[string]string{"sslmode": "prefer"} // pgx's own default; Temporal's would be disable
	for key, values := range p.url.Query() {
		attributes[key] = values[0]
	}
	delete(attributes, "dbname")
	delete(attributes, "database")
	attributes["application_name"] = "carebook temporal"
	attributes["user"] = p.conn.User
	if p.conn.Password != "" {
		attributes["password"] = p.conn.Password
	}
	address := p.url.Host
	if address == "" {
		address = "localhost"
		attributes["host"] = p.conn.Host
		attributes["port"] = strconv.Itoa(int(p.conn.Port))
	}
	return &config.SQL{
		PluginName: postgresql.PluginNamePGX, DatabaseName: database, User: "carebook",
		ConnectAddr: address, ConnectProtocol: "tcp", ConnectAttributes: attributes,
		MaxConns: conns, MaxIdleConns: conns,
	}
}

// open connects to a database of the same server.
func (p *postgres) open(ctx context.Context, database string) (*pgx.Conn, error) {
	conf := p.conn.Copy()
	conf.Database = database
	conn, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		return nil, fmt.Errorf("opening database %s: %w", database, err)
	}
	return conn, nil
}

// createDatabases makes those of Temporal's two databases that are missing, or says how.
func (p *postgres) createDatabases(ctx context.Context, log *slog.Logger) error {
	conn, err := p.open(ctx, p.conn.Database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	rows, _ := conn.Query(ctx, `SELECT name FROM unnest($1::text[]) WITH ORDINALITY AS wanted(name, nr)
		WHERE name NOT IN (SELECT datname FROM pg_database) ORDER BY nr`, []string{p.mainName(), p.visibilityName()})
	missing, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("looking for Temporal's databases: %w", err)
	}
	for i, name := range missing {
		_, err := conn.Exec(ctx, "CREATE DATABASE "+quoted(name))
		if code(err) == "42501" { // insufficient_privilege
			return p.maynot(missing[i:])
		}
		if err != nil && code(err) != "42P04" { // duplicate_database: somebody was faster, and that's fine
			return fmt.Errorf("creating database %s: %w", name, err)
		}
		log.Debug("a database for Temporal was created", "database", name)
	}
	return nil
}

// maynot is the refusal that a role without CREATEDB gets: the SQL that a superuser has to run.
func (p *postgres) maynot(missing []string) error {
	var sql strings.Builder
	for _, name := range missing {
		fmt.Fprintf(&sql, "\n  CREATE DATABASE %s OWNER %s;", quoted(name), quoted(p.conn.User))
	}
	return fmt.Errorf("role %s may not create Temporal's databases; run this as a superuser and start again:%s",
		p.conn.User, sql.String())
}

// checkShards looks at the number of shards that the store was made with, if it has been used at all.
func (p *postgres) checkShards(ctx context.Context) error {
	conn, err := p.open(ctx, p.mainName())
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var data []byte
	var encoding string
	err = conn.QueryRow(ctx, shardQuery).Scan(&data, &encoding)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the number of shards: %w", err)
	}
	return checkShards(data, encoding)
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

// code is PostgreSQL's error code, empty for everything else.
func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}
