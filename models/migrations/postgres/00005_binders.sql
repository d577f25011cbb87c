-- +goose Up

-- Editions of the company's own binder: only ever added to. In force at a moment is the one with the latest effective_from
-- that isn't after it; of several the highest number.
CREATE TABLE binders (
    n              bigint PRIMARY KEY,    -- 1, 2, 3, … in the order in which they were loaded
    hash           text NOT NULL,         -- of the files
    content        bytea NOT NULL,        -- the files, as an archive
    effective_from timestamptz NOT NULL,  -- the beginning of a day
    loaded_at      timestamptz NOT NULL,
    loaded_by      text NOT NULL,         -- 'cli', or a staff id
    note           text NOT NULL
);
CREATE INDEX binders_effective ON binders (effective_from, n);
CREATE TRIGGER binders_append_only BEFORE UPDATE OR DELETE ON binders FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER binders_kept BEFORE TRUNCATE ON binders FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE binders;
DELETE FROM counters WHERE scope = 'binders';
