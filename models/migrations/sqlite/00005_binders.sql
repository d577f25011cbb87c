-- +goose Up

-- Editions of the company's own binder: only ever added to. In force at a moment is the one with the latest effective_from
-- that isn't after it; of several the highest number.
CREATE TABLE binders (
    n              integer NOT NULL PRIMARY KEY, -- 1, 2, 3, … in the order in which they were loaded
    hash           text NOT NULL,         -- of the files
    content        blob NOT NULL,         -- the files, as an archive
    effective_from datetime NOT NULL,     -- the beginning of a day
    loaded_at      datetime NOT NULL,
    loaded_by      text NOT NULL,         -- 'cli', or a staff id
    note           text NOT NULL
);
CREATE INDEX binders_effective ON binders (effective_from, n);
-- +goose StatementBegin
CREATE TRIGGER binders_no_update BEFORE UPDATE ON binders BEGIN SELECT RAISE(ABORT, 'binders is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER binders_no_delete BEFORE DELETE ON binders BEGIN SELECT RAISE(ABORT, 'binders is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE binders;
DELETE FROM counters WHERE scope = 'binders';
