-- +goose Up

-- Workbooks that somebody brought in. The import is the owner of a stream with one event: that it came.
CREATE TABLE imports (
    id          text NOT NULL PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('customers', 'vehicles', 'staff', 'deliveries')),
    unit_id     text NOT NULL REFERENCES units (id),
    staff_id    text NOT NULL REFERENCES staff (id),        -- who brought it in, and in whose name each row is carried out
    key_id      text NOT NULL REFERENCES person_keys (id),  -- seals its rows
    total       bigint NOT NULL,
    received_at timestamptz NOT NULL,
    began_at    timestamptz,
    finished_at timestamptz
);
CREATE INDEX imports_staff ON imports (staff_id, received_at, id);
CREATE INDEX imports_open ON imports (received_at) WHERE finished_at IS NULL;

CREATE TABLE import_rows (
    import_id text NOT NULL REFERENCES imports (id),
    n         bigint NOT NULL,                              -- row of the sheet, its head is 1
    state     text NOT NULL CHECK (state IN ('waiting', 'created', 'unchanged', 'refused')),
    refusal   bytea,                                       -- JSON, nothing personal
    sealed    bytea,                                       -- the cells; gone once they stand in their columns
    result_id text,                                     -- what it made or found: customer, vehicle, staff or case
    PRIMARY KEY (import_id, n)
);
CREATE INDEX import_rows_state ON import_rows (import_id, state, n);

-- How other systems call what an import made: each reference once for a unit and kind, for ever.
CREATE TABLE external_refs (
    kind         text NOT NULL,
    unit_id      text NOT NULL REFERENCES units (id),
    ref_index    bytea NOT NULL,                           -- keyed hash: a reference may be a number of a person
    result_id    text NOT NULL,
    content_hash bytea NOT NULL,                           -- keyed hash of the row's cells
    import_id    text NOT NULL REFERENCES imports (id), -- that made it, with its row
    n            bigint NOT NULL,
    PRIMARY KEY (kind, unit_id, ref_index)
);

-- +goose Down
DROP TABLE external_refs;
DROP TABLE import_rows;
DROP TABLE imports;
