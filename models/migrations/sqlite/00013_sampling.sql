-- +goose Up

-- A month of one kind of event of a unit, out of which a part is drawn. Whoever draws keeps the others of the period waiting.
CREATE TABLE sample_periods (
    id         text NOT NULL PRIMARY KEY,     -- unit/event/2026-03
    unit_id    text NOT NULL REFERENCES units (id),
    event      text NOT NULL,
    month      text NOT NULL,                 -- 2026-03, by the calendar of the unit
    parts      integer NOT NULL CHECK (parts > 0), -- are drawn of
    whole      integer NOT NULL CHECK (whole >= parts), -- so many; the length of a block
    clause     text NOT NULL,                 -- of the rate
    commitment blob NOT NULL,                -- SHA-256 of the secret
    sealed     blob NOT NULL,                -- the secret under the master key
    n          integer NOT NULL,               -- numbers allotted so far
    opened_at  datetime NOT NULL,
    ends_at    datetime NOT NULL,          -- when the next month begins
    closed_at  datetime,
    secret     blob                          -- revealed when it is closed
);
CREATE INDEX sample_periods_month ON sample_periods (month);
CREATE INDEX sample_periods_open ON sample_periods (ends_at) WHERE closed_at IS NULL;
-- +goose StatementBegin
CREATE TRIGGER sample_periods_fixed BEFORE UPDATE OF id, unit_id, event, month, parts, whole, clause, commitment, sealed, opened_at, ends_at
    ON sample_periods BEGIN SELECT RAISE(ABORT, 'sample_periods is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sample_periods_onward BEFORE UPDATE ON sample_periods WHEN OLD.closed_at IS NOT NULL OR NEW.n < OLD.n
    BEGIN SELECT RAISE(ABORT, 'a closed sample period is kept, and numbers are never taken back'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sample_periods_no_delete BEFORE DELETE ON sample_periods BEGIN SELECT RAISE(ABORT, 'sample_periods is append-only'); END;
-- +goose StatementEnd

-- The place of each event in its period. The opening event of the case says the same.
CREATE TABLE samples (
    period_id   text NOT NULL REFERENCES sample_periods (id),
    n           integer NOT NULL CHECK (n > 0),
    case_id     text NOT NULL UNIQUE,         -- is written behind it, in the same transaction
    customer_id text NOT NULL REFERENCES customers (id),
    source      text NOT NULL,                -- stream of what happened; '' when nothing here tells of it
    drawn       boolean NOT NULL,             -- by lot
    at          datetime NOT NULL,
    PRIMARY KEY (period_id, n)
);
-- +goose StatementBegin
CREATE TRIGGER samples_no_update BEFORE UPDATE ON samples BEGIN SELECT RAISE(ABORT, 'samples is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER samples_no_delete BEFORE DELETE ON samples BEGIN SELECT RAISE(ABORT, 'samples is append-only'); END;
-- +goose StatementEnd

-- Those who were to be visited and can't be reached.
CREATE TABLE sample_gaps (
    period_id text NOT NULL REFERENCES sample_periods (id),
    n         integer NOT NULL,
    place     integer NOT NULL CHECK (place > 0), -- in the order in which they were recorded
    reason    text NOT NULL CHECK (reason IN ('unreachable', 'moved', 'refused', 'duplicate')),
    seen      integer NOT NULL,                -- the last number allotted by then
    late      boolean NOT NULL,               -- the period was closed by then
    at        datetime NOT NULL,
    PRIMARY KEY (period_id, n),
    UNIQUE (period_id, place)
);
-- +goose StatementBegin
CREATE TRIGGER sample_gaps_no_update BEFORE UPDATE ON sample_gaps BEGIN SELECT RAISE(ABORT, 'sample_gaps is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sample_gaps_no_delete BEFORE DELETE ON sample_gaps BEGIN SELECT RAISE(ABORT, 'sample_gaps is append-only'); END;
-- +goose StatementEnd

-- Those whom no lot has drawn and who are to be visited all the same.
CREATE TABLE sample_fills (
    period_id text NOT NULL REFERENCES sample_periods (id),
    n         integer NOT NULL,
    for_n     integer NOT NULL,                -- the gap; 0: to round the period up
    at        datetime NOT NULL,
    PRIMARY KEY (period_id, n)
);
-- +goose StatementBegin
CREATE TRIGGER sample_fills_no_update BEFORE UPDATE ON sample_fills BEGIN SELECT RAISE(ABORT, 'sample_fills is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sample_fills_no_delete BEFORE DELETE ON sample_fills BEGIN SELECT RAISE(ABORT, 'sample_fills is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE sample_fills;
DROP TABLE sample_gaps;
DROP TABLE samples;
DROP TABLE sample_periods;
