package checker

import (
	"context"
	"database/sql"
)

// imported is an import with its rows counted.
type imported struct {
	ID                   string
	Total, Rows, Waiting int64
	Finished             bool
}

// dangling is an external reference to something that isn't there.
type dangling struct{ Kind, Result string }

func readImports(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.imports, err = rows(ctx, tx, `SELECT i.id, i.total, (SELECT count(*) FROM import_rows r WHERE r.import_id = i.id),
		(SELECT count(*) FROM import_rows r WHERE r.import_id = i.id AND r.state = 'waiting'), i.finished_at IS NOT NULL FROM imports i`,
		func(i *imported) []any { return []any{&i.ID, &i.Total, &i.Rows, &i.Waiting, &i.Finished} })
	if err != nil {
		return err
	}
	b.dangling, err = rows(ctx, tx, `SELECT kind, result_id FROM external_refs r WHERE
		NOT EXISTS (SELECT 1 FROM customers WHERE id = r.result_id AND r.kind = 'customers') AND
		NOT EXISTS (SELECT 1 FROM vehicles WHERE id = r.result_id AND r.kind = 'vehicles') AND
		NOT EXISTS (SELECT 1 FROM staff WHERE id = r.result_id AND r.kind = 'staff') AND
		NOT EXISTS (SELECT 1 FROM cases WHERE id = r.result_id AND r.kind = 'deliveries') AND
		NOT EXISTS (SELECT 1 FROM commands WHERE id = r.result_id AND state = 'received' AND r.kind = 'deliveries') AND
		NOT EXISTS (SELECT 1 FROM commands WHERE id = r.result_id AND state IN ('received', 'recorded') AND r.kind IN ('dispatches', 'payments'))`,
		func(d *dangling) []any { return []any{&d.Kind, &d.Result} })
	return err
}

// carriedOut (I6): an import has one event and all its rows, and is at its end exactly when none waits; what it made is there.
func (c *check) carriedOut(byStream map[string][]event) {
	for _, i := range c.books.imports {
		if n := len(byStream[i.ID]); n != 1 {
			c.violated("I6", i.ID, "the import has %d events", n)
		}
		if i.Rows != i.Total || i.Finished && i.Waiting > 0 {
			c.violated("I6", i.ID, "the import has %d of %d rows, %d waiting, finished %t", i.Rows, i.Total, i.Waiting, i.Finished)
		}
		delete(byStream, i.ID)
	}
	for _, d := range c.books.dangling {
		c.violated("I6", d.Result, "an external reference of %s names something that isn't there", d.Kind)
	}
}
