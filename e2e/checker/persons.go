package checker

import (
	"context"
	"database/sql"
	"time"
)

// person is a customer by what the books still hold of him: bytes of sealed columns and indexes, cars included, and of his key.
type person struct {
	ID, Key               string
	Erased, Restricted    sql.NullTime
	ColumnBytes, KeyBytes int64
}

// attached is a file that belongs to a case.
type attached struct {
	ID, Case, Key string
	Seq           int64
	Destroyed     sql.NullTime
	By            sql.NullString
	Opens         bool // its content is there
}

// asked is the row of a request for a record.
type asked struct {
	Case  string
	Leaks int64
}

// grant opens a case to somebody, look is one that he has taken.
type grant struct {
	Case, Of, Staff string
	From, Until     time.Time
	Ended           sql.NullTime
}

type look struct {
	Case, Of, Staff string
	At              time.Time
}

// ban keeps a kind of record from somebody.
type ban struct {
	Case, Staff, Record string
	Seq                 int64
}

func readPersons(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.persons, err = rows(ctx, tx, `SELECT c.id, c.key_id, c.erased_at, c.restricted_at,
		length(c.name_sealed) + length(c.phone_sealed) + length(c.name_index) + length(c.phone_index) + length(c.last4_index)
			+ coalesce((SELECT sum(length(v.plate_sealed) + length(v.vin_sealed) + length(v.plate_index) + length(v.vin_index))
				FROM vehicles v WHERE v.customer_id = c.id), 0),
		(SELECT length(k.wrapped) FROM person_keys k WHERE k.id = c.key_id) FROM customers c ORDER BY c.id`,
		func(p *person) []any {
			return []any{&p.ID, &p.Key, &p.Erased, &p.Restricted, &p.ColumnBytes, &p.KeyBytes}
		})
	if err != nil {
		return err
	}
	b.attached, err = rows(ctx, tx, `SELECT a.id, a.case_id, a.key_id, a.seq, a.destroyed_at, a.destroyed_by,
		EXISTS (SELECT 1 FROM attachment_contents c WHERE c.attachment_id = a.id) FROM attachments a WHERE a.seq IS NOT NULL ORDER BY a.id`,
		func(a *attached) []any {
			return []any{&a.ID, &a.Case, &a.Key, &a.Seq, &a.Destroyed, &a.By, &a.Opens}
		})
	return err
}

func readLoans(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.asked, err = rows(ctx, tx, `SELECT case_id, leaks FROM loans ORDER BY case_id`, func(a *asked) []any { return []any{&a.Case, &a.Leaks} })
	if err != nil {
		return err
	}
	b.grants, err = rows(ctx, tx, `SELECT case_id, record_case_id, staff_id, from_at, until_at, ended_at FROM loan_grants ORDER BY case_id`,
		func(g *grant) []any { return []any{&g.Case, &g.Of, &g.Staff, &g.From, &g.Until, &g.Ended} })
	if err != nil {
		return err
	}
	b.looks, err = rows(ctx, tx, `SELECT case_id, record_case_id, staff_id, at FROM loan_reads ORDER BY id`,
		func(l *look) []any { return []any{&l.Case, &l.Of, &l.Staff, &l.At} })
	if err != nil {
		return err
	}
	b.bans, err = rows(ctx, tx, `SELECT case_id, staff_id, record, seq FROM loan_bans ORDER BY case_id, seq`,
		func(x *ban) []any { return []any{&x.Case, &x.Staff, &x.Record, &x.Seq} })
	return err
}
