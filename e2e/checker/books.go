package checker

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
	_ "modernc.org/sqlite"             // driver "sqlite"
)

// books are the tables, read whole.
type books struct {
	now         time.Time // the database's clock
	commands    []command
	events      []event // by stream and seq
	cases       []kase
	customers   []customer
	obligations []obligation
	marks       []mark
	entries     []entry
	notices     []notice
	exclusions  []exclusion
	counts      map[[2]string]bool // an entry, and one that it counted
	deeds       map[string]int64   // by stream of entries, absences, staff, pages and schedules: the seq that its owner names
	editions    []edition
	imports     []imported
	dangling    []dangling
	lines       []line // of accounts
	requests    []request
	periods     []period
	lots        []lot
	gaps        []gap
	fills       []fill
	persons     []person
	attached    []attached
	asked       []asked // requests for records, and what they opened
	grants      []grant
	looks       []look
	bans        []ban
	greetings   []greeting
	leaves      []leaf
}

type command struct {
	ID, Staff, StaffID, Key, Kind, Stream, Action, State string
	Cause                                                string // what has brought it; "" for a request
	Facts                                                []byte
	Confirmed                                            bool
	SettledAt                                            sql.NullTime

	facts said
}

type event struct {
	Stream                          string
	Seq                             int64
	Kind, Type, Effect, Actor, Role string
	OccurredAt, RecordedAt          time.Time
	Calendar                        string
	Data                            []byte
	KeyID                           sql.NullString
	Sealed, Prev, Hash              []byte

	what what
}

// what is the part of an event's data that the checker judges.
type what struct {
	Seq    int64  `json:"seq"`
	Type   string `json:"type"`
	Effect string `json:"effect"`
	Status string `json:"status"`
	Facts  struct {
		said
		Severity   string     `json:"severity"`
		Customer   string     `json:"customer"`
		Obligation string     `json:"obligation"`
		Subjects   []string   `json:"subjects"`
		File       string     `json:"file"`
		Person     string     `json:"person"`
		Pieces     int        `json:"pieces"`
		Item       string     `json:"item"`
		Amount     int64      `json:"amount"`
		Receipt    string     `json:"receipt"`
		Contract   string     `json:"contract"`
		Year       int        `json:"year"`
		Days       int        `json:"days"`
		Planned    bool       `json:"planned"`
		Bearers    []string   `json:"bearers"`
		Next       *time.Time `json:"next_at"`
		Loan       struct {
			Purpose string `json:"purpose"`
			Record  string `json:"record"`
			Case    string `json:"case"`
		} `json:"loan"`
		Retention struct {
			Case string `json:"case"`
		} `json:"retention"`
	} `json:"facts"`
	Loan struct {
		Until *time.Time `json:"until"`
	} `json:"loan"`
	Spawned  []spawn   `json:"spawned"`
	Credit   *decision `json:"credit"`
	Campaign *struct {
		N       int `json:"n"`
		Planned int `json:"planned"`
	} `json:"campaign"`
	Draw *struct {
		Period     string `json:"period"`
		N          int64  `json:"n"`
		Drawn      bool   `json:"drawn"`
		For        int64  `json:"for"`
		Commitment string `json:"commitment"`
	} `json:"draw"`
	Gap *struct {
		Period string `json:"period"`
		By     int64  `json:"by"`
	} `json:"gap"`
	Opened  []clock `json:"opened"`
	Moved   []clock `json:"moved"`
	Settled []struct {
		ID  string `json:"id"`
		How string `json:"how"`
	} `json:"settled"`
	Fired *struct {
		Obligation string `json:"obligation"`
		Mark       int    `json:"mark"`
		Kind       string `json:"kind"`
		Folded     []int  `json:"folded"`
	} `json:"fired"`
}

// spawn is a command for another case as the event that brought it tells of it.
type spawn struct {
	Command string `json:"command"`
	Kind    string `json:"kind"`
	Case    string `json:"case"`
	Action  string `json:"action"`
}

// decision is what the ledger decided about goods, and by which figures.
type decision struct {
	Item    string    `json:"i"`
	State   string    `json:"s"`
	Way     string    `json:"w"`
	Amount  int64     `json:"a"`
	Figures *reckoned `json:"f"`
}

// clock is an obligation as an event tells of it.
type clock struct {
	ID     string    `json:"id"`
	Duty   string    `json:"duty"`
	Item   string    `json:"item"`
	Person string    `json:"person"`
	Since  time.Time `json:"since"`
	Due    time.Time `json:"due"`
	Last   time.Time `json:"last"`
}

type kase struct {
	ID, Kind, Status string
	Profile          string // of its unit
	Calendar         string
	Ended            bool
	Paused           sql.NullTime
	Seq              int64
	Head             []byte
}

type customer struct {
	ID  string
	Seq int64
}

type obligation struct {
	ID, Case, Duty, Item, Rule, State string
	Since, Due                        time.Time
	Breached, Settled                 sql.NullTime
	OpenedSeq                         int64
	SettledSeq                        sql.NullInt64
	Annulled                          bool
	Counted                           int64 // number of the edition of its calendar
	Account, Earlier                  []byte
	EarlierDue                        sql.NullTime
}

type mark struct {
	Obligation  string
	N           int
	Case        string
	At          time.Time
	Kind, State string
	Fired       sql.NullTime
	LateMs      sql.NullInt64
}

type entry struct {
	ID, Case    string
	Seq         int64
	Obligation  sql.NullString
	Kind, State string
	ContraOf    sql.NullString
	Amount      sql.NullInt64
	Staff       string
	Decided     string        // latest decision, "" for none
	Confirmed   sql.NullInt64 // fen
	Reviewed    bool

	fine fine // of one that the ledger priced
}

type notice struct {
	Case       string
	Seq        int64
	What       string
	Obligation sql.NullString
}

type exclusion struct {
	Case, Staff string
	Seq         int64
}

// edition is one of a calendar; By is empty for one that a process stored.
type edition struct {
	N      int64
	ID, By string
}

// connect opens the books for reading only.
func connect(address string) (*sql.DB, error) {
	if strings.HasPrefix(address, "postgres") {
		return sql.Open("pgx", address)
	}
	return sql.Open("sqlite", "file:"+(&url.URL{Path: address}).EscapedPath()+"?mode=ro&_pragma=busy_timeout(5000)")
}

// read takes one unchanging look at all tables.
func read(ctx context.Context, address string) (b books, err error) {
	db, err := connect(address)
	if err != nil {
		return b, err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: isolation(address)})
	if err != nil {
		return b, err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	b.now = time.Now()
	for _, load := range []func(context.Context, *sql.Tx, *books) error{
		readCommands, readEvents, readCases, readClocks, readRest, readImports, readAccounts, readSamples, readPersons, readLoans,
		readCampaigns,
	} {
		if err := load(ctx, tx, &b); err != nil {
			return b, err
		}
	}
	return b, nil
}

// isolation is one snapshot on both databases; SQLite has no other.
func isolation(address string) sql.IsolationLevel {
	if strings.HasPrefix(address, "postgres") {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

// rows reads every row of a query.
func rows[T any](ctx context.Context, tx *sql.Tx, query string, fields func(*T) []any) ([]T, error) {
	found, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", query, err)
	}
	defer found.Close()
	var out []T
	for found.Next() {
		var row T
		if err := found.Scan(fields(&row)...); err != nil {
			return nil, fmt.Errorf("%s: %w", query, err)
		}
		out = append(out, row)
	}
	return out, found.Err()
}

func readCommands(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.commands, err = rows(ctx, tx, `SELECT c.id, coalesce(s.code, ''), c.principal, c.key, c.kind, c.stream, c.action, c.state,
		c.cause, c.facts, c.confirmed_at IS NOT NULL, c.settled_at FROM commands c LEFT JOIN staff s ON s.id = c.principal`,
		func(c *command) []any {
			return []any{&c.ID, &c.Staff, &c.StaffID, &c.Key, &c.Kind, &c.Stream, &c.Action, &c.State, &c.Cause, &c.Facts, &c.Confirmed, &c.SettledAt}
		})
	for i := range b.commands {
		if bad := json.Unmarshal(b.commands[i].Facts, &b.commands[i].facts); bad != nil {
			return fmt.Errorf("facts of command %s: %w", b.commands[i].ID, bad)
		}
	}
	return err
}

func readEvents(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.events, err = rows(ctx, tx, `SELECT stream, seq, kind, type, effect, actor, roles, occurred_at, recorded_at, calendar,
		data, key_id, sealed, prev_hash, hash FROM events ORDER BY stream, seq`,
		func(e *event) []any {
			return []any{&e.Stream, &e.Seq, &e.Kind, &e.Type, &e.Effect, &e.Actor, &e.Role, &e.OccurredAt, &e.RecordedAt,
				&e.Calendar, &e.Data, &e.KeyID, &e.Sealed, &e.Prev, &e.Hash}
		})
	for i := range b.events {
		if bad := json.Unmarshal(b.events[i].Data, &b.events[i].what); bad != nil {
			return fmt.Errorf("event %d of %s: %w", b.events[i].Seq, b.events[i].Stream, bad)
		}
	}
	return err
}

func readCases(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.cases, err = rows(ctx, tx, `SELECT c.id, c.kind, c.status, u.profile, c.calendar, c.ended, c.paused_at, c.seq, c.head
		FROM cases c JOIN units u ON u.id = c.unit_id ORDER BY c.id`,
		func(k *kase) []any {
			return []any{&k.ID, &k.Kind, &k.Status, &k.Profile, &k.Calendar, &k.Ended, &k.Paused, &k.Seq, &k.Head}
		})
	if err != nil {
		return err
	}
	b.customers, err = rows(ctx, tx, `SELECT id, seq FROM customers ORDER BY id`,
		func(c *customer) []any { return []any{&c.ID, &c.Seq} })
	return err
}

func readClocks(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.obligations, err = rows(ctx, tx, `SELECT id, case_id, duty, item, rule, state, since, due_at, breached_at, settled_at,
		opened_seq, settled_seq, annulled, calendar_n, explanation, earlier, earlier_due_at
		FROM obligations WHERE calendar_n > 0 ORDER BY case_id, opened_seq, id`,
		func(o *obligation) []any {
			return []any{&o.ID, &o.Case, &o.Duty, &o.Item, &o.Rule, &o.State, &o.Since, &o.Due, &o.Breached, &o.Settled,
				&o.OpenedSeq, &o.SettledSeq, &o.Annulled, &o.Counted, &o.Account, &o.Earlier, &o.EarlierDue}
		})
	if err != nil {
		return err
	}
	b.marks, err = rows(ctx, tx, `SELECT obligation_id, n, case_id, at, kind, state, fired_at, late_ms FROM marks
		ORDER BY obligation_id, n`,
		func(m *mark) []any {
			return []any{&m.Obligation, &m.N, &m.Case, &m.At, &m.Kind, &m.State, &m.Fired, &m.LateMs}
		})
	return err
}

func readMoney(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.entries, err = rows(ctx, tx, `SELECT e.id, e.case_id, e.seq, e.obligation_id, e.kind, e.state, e.contra_of, e.amount, coalesce(e.staff_id, ''),
		coalesce((SELECT decision FROM entry_decisions d WHERE d.entry_id = e.id ORDER BY n DESC LIMIT 1), ''),
		(SELECT amount FROM entry_decisions d WHERE d.entry_id = e.id AND decision = 'confirmed' ORDER BY n DESC LIMIT 1),
		EXISTS (SELECT 1 FROM entry_decisions d WHERE d.entry_id = e.id AND decision = 'review'),
		coalesce(f.month, ''), coalesce(f.policy, ''), coalesce(f.violation, ''), coalesce(f.item, ''), coalesce(f.corrects, ''),
		coalesce(f.obligation_id, ''), coalesce(f.place, 0), coalesce(f.base, 0), coalesce(f.factor, 0), coalesce(f.counted, 0),
		(SELECT count(*) FROM entry_counts c WHERE c.entry_id = e.id)
		FROM ledger_entries e LEFT JOIN fines f ON f.entry_id = e.id`,
		func(e *entry) []any {
			return []any{&e.ID, &e.Case, &e.Seq, &e.Obligation, &e.Kind, &e.State, &e.ContraOf, &e.Amount, &e.Staff, &e.Decided, &e.Confirmed,
				&e.Reviewed, &e.fine.Month, &e.fine.Policy, &e.fine.Violation, &e.fine.Item, &e.fine.Corrects, &e.fine.Obligation, &e.fine.Place,
				&e.fine.Base, &e.fine.Factor, &e.fine.Counted, &e.fine.Counts}
		})
	if err != nil {
		return err
	}
	pairs, err := rows(ctx, tx, `SELECT entry_id, counted_id FROM entry_counts`, func(p *[2]string) []any { return []any{&p[0], &p[1]} })
	if err != nil {
		return err
	}
	b.counts = map[[2]string]bool{}
	for _, p := range pairs {
		b.counts[p] = true
	}
	type head struct {
		stream string
		seq    int64
	}
	heads, err := rows(ctx, tx, `SELECT 'entry/' || entry_id, max(event_seq) FROM entry_decisions WHERE event_seq IS NOT NULL GROUP BY entry_id
		UNION ALL SELECT 'absence/' || staff_id, max(seq) FROM absences GROUP BY staff_id
		UNION ALL SELECT 'staff/' || id, seq FROM staff
		UNION ALL SELECT id, seq FROM campaign_pages
		UNION ALL SELECT 'schedule/' || id, seq FROM schedules
		UNION ALL SELECT 'identity/' || staff_id, count(*) + count(ended_at) FROM identities GROUP BY staff_id`, func(h *head) []any { return []any{&h.stream, &h.seq} })
	b.deeds = map[string]int64{}
	for _, h := range heads {
		b.deeds[h.stream] = h.seq
	}
	return err
}

func readRest(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	if err := readMoney(ctx, tx, b); err != nil {
		return err
	}
	b.notices, err = rows(ctx, tx, `SELECT case_id, seq, what, obligation_id FROM notices`,
		func(n *notice) []any { return []any{&n.Case, &n.Seq, &n.What, &n.Obligation} })
	if err != nil {
		return err
	}
	b.exclusions, err = rows(ctx, tx, `SELECT case_id, staff_id, seq FROM case_exclusions`,
		func(e *exclusion) []any { return []any{&e.Case, &e.Staff, &e.Seq} })
	if err != nil {
		return err
	}
	b.editions, err = rows(ctx, tx, `SELECT n, id, coalesce(stored_by, '') FROM calendars ORDER BY n`,
		func(e *edition) []any { return []any{&e.N, &e.ID, &e.By} })
	return err
}
