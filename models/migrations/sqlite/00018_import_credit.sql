-- +goose Up

-- Workbooks of goods that have left and of money that came, beside the others. SQLite can't change a check: the table is
-- made anew, and with it those that refer to it.
CREATE TABLE imports_new (
    id          text NOT NULL PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('customers', 'vehicles', 'staff', 'deliveries', 'dispatches', 'payments')),
    unit_id     text NOT NULL REFERENCES units (id),
    staff_id    text NOT NULL REFERENCES staff (id),        -- who brought it in, and in whose name each row is carried out
    key_id      text NOT NULL REFERENCES person_keys (id),  -- seals its rows
    total       integer NOT NULL,
    received_at datetime NOT NULL,
    began_at    datetime,
    finished_at datetime
);
CREATE TABLE import_rows_new (
    import_id text NOT NULL REFERENCES imports_new (id),
    n         integer NOT NULL,                              -- row of the sheet, its head is 1
    state     text NOT NULL CHECK (state IN ('waiting', 'created', 'unchanged', 'refused')),
    refusal   blob,                                       -- JSON, nothing personal
    sealed    blob,                                       -- the cells; gone once they stand in their columns
    result_id text,                                     -- what it made or found: customer, vehicle, staff or case
    PRIMARY KEY (import_id, n)
);
CREATE TABLE external_refs_new (
    kind         text NOT NULL,
    unit_id      text NOT NULL REFERENCES units (id),
    ref_index    blob NOT NULL,                           -- keyed hash: a reference may be a number of a person
    result_id    text NOT NULL,
    content_hash blob NOT NULL,                           -- keyed hash of the row's cells
    import_id    text NOT NULL REFERENCES imports_new (id), -- that made it, with its row
    n            integer NOT NULL,
    PRIMARY KEY (kind, unit_id, ref_index)
);
INSERT INTO imports_new (id, kind, unit_id, staff_id, key_id, total, received_at, began_at, finished_at)
SELECT id, kind, unit_id, staff_id, key_id, total, received_at, began_at, finished_at FROM imports;
INSERT INTO import_rows_new (import_id, n, state, refusal, sealed, result_id)
SELECT import_id, n, state, refusal, sealed, result_id FROM import_rows;
INSERT INTO external_refs_new (kind, unit_id, ref_index, result_id, content_hash, import_id, n)
SELECT kind, unit_id, ref_index, result_id, content_hash, import_id, n FROM external_refs;
DROP TABLE external_refs;
DROP TABLE import_rows;
DROP TABLE imports;
ALTER TABLE imports_new RENAME TO imports;
ALTER TABLE import_rows_new RENAME TO import_rows;
ALTER TABLE external_refs_new RENAME TO external_refs;
CREATE INDEX imports_staff ON imports (staff_id, received_at, id);
CREATE INDEX imports_open ON imports (received_at) WHERE finished_at IS NULL;
CREATE INDEX import_rows_state ON import_rows (import_id, state, n);

-- +goose Down
DELETE FROM external_refs WHERE kind IN ('dispatches', 'payments');
DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE kind IN ('dispatches', 'payments'));
DELETE FROM imports WHERE kind IN ('dispatches', 'payments');
CREATE TABLE imports_old (
    id          text NOT NULL PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('customers', 'vehicles', 'staff', 'deliveries')),
    unit_id     text NOT NULL REFERENCES units (id),
    staff_id    text NOT NULL REFERENCES staff (id),        -- who brought it in, and in whose name each row is carried out
    key_id      text NOT NULL REFERENCES person_keys (id),  -- seals its rows
    total       integer NOT NULL,
    received_at datetime NOT NULL,
    began_at    datetime,
    finished_at datetime
);
CREATE TABLE import_rows_old (
    import_id text NOT NULL REFERENCES imports_old (id),
    n         integer NOT NULL,                              -- row of the sheet, its head is 1
    state     text NOT NULL CHECK (state IN ('waiting', 'created', 'unchanged', 'refused')),
    refusal   blob,                                       -- JSON, nothing personal
    sealed    blob,                                       -- the cells; gone once they stand in their columns
    result_id text,                                     -- what it made or found: customer, vehicle, staff or case
    PRIMARY KEY (import_id, n)
);
CREATE TABLE external_refs_old (
    kind         text NOT NULL,
    unit_id      text NOT NULL REFERENCES units (id),
    ref_index    blob NOT NULL,                           -- keyed hash: a reference may be a number of a person
    result_id    text NOT NULL,
    content_hash blob NOT NULL,                           -- keyed hash of the row's cells
    import_id    text NOT NULL REFERENCES imports_old (id), -- that made it, with its row
    n            integer NOT NULL,
    PRIMARY KEY (kind, unit_id, ref_index)
);
INSERT INTO imports_old (id, kind, unit_id, staff_id, key_id, total, received_at, began_at, finished_at)
SELECT id, kind, unit_id, staff_id, key_id, total, received_at, began_at, finished_at FROM imports;
INSERT INTO import_rows_old (import_id, n, state, refusal, sealed, result_id)
SELECT import_id, n, state, refusal, sealed, result_id FROM import_rows;
INSERT INTO external_refs_old (kind, unit_id, ref_index, result_id, content_hash, import_id, n)
SELECT kind, unit_id, ref_index, result_id, content_hash, import_id, n FROM external_refs;
DROP TABLE external_refs;
DROP TABLE import_rows;
DROP TABLE imports;
ALTER TABLE imports_old RENAME TO imports;
ALTER TABLE import_rows_old RENAME TO import_rows;
ALTER TABLE external_refs_old RENAME TO external_refs;
CREATE INDEX imports_staff ON imports (staff_id, received_at, id);
CREATE INDEX imports_open ON imports (received_at) WHERE finished_at IS NULL;
CREATE INDEX import_rows_state ON import_rows (import_id, state, n);
