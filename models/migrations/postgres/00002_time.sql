-- +goose Up

-- Editions of working calendars: only ever added to. The newest number of an id is current.
CREATE TABLE calendars (
    n          bigint PRIMARY KEY,        -- 1, 2, 3, … in the order in which editions became current
    id         text NOT NULL,
    version    text NOT NULL,             -- hash of what it says, its base included
    base_n     bigint REFERENCES calendars (n), -- edition that it extends; NULL for one that stands alone
    content    bytea NOT NULL,            -- the file
    origin     text NOT NULL CHECK (origin IN ('shipped', 'folder', 'staff')),
    stored_at  timestamptz NOT NULL,
    stored_by  text REFERENCES staff (id) -- whose command stored it; NULL for what a process stored
);
CREATE INDEX calendars_id ON calendars (id, n);
CREATE TRIGGER calendars_append_only BEFORE UPDATE OR DELETE ON calendars FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendars_kept BEFORE TRUNCATE ON calendars FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE units ADD COLUMN calendar text NOT NULL DEFAULT '';       -- id; '' counts by the profile's

ALTER TABLE obligations ADD COLUMN calendar_n bigint NOT NULL DEFAULT 0; -- edition that it was counted by; 0: before editions were kept
ALTER TABLE obligations ADD COLUMN last_at timestamptz;               -- last permitted moment, where the duty has a window
ALTER TABLE obligations ADD COLUMN earlier bytea;                     -- calendar.Due as JSON: what it was before it was counted again
ALTER TABLE obligations ADD COLUMN earlier_due_at timestamptz;
CREATE INDEX obligations_calendar ON obligations (calendar_n, case_id, id) WHERE state = 'open';

ALTER TABLE marks ADD COLUMN late_ms bigint;                          -- fired_at less at, of fired and folded marks
UPDATE marks SET late_ms = floor(extract(epoch FROM fired_at - at) * 1000) WHERE fired_at IS NOT NULL;
CREATE INDEX marks_late ON marks (fired_at) WHERE late_ms >= 1000;

-- +goose Down
DROP INDEX marks_late;
ALTER TABLE marks DROP COLUMN late_ms;
DROP INDEX obligations_calendar;
ALTER TABLE obligations DROP COLUMN earlier_due_at;
ALTER TABLE obligations DROP COLUMN earlier;
ALTER TABLE obligations DROP COLUMN last_at;
ALTER TABLE obligations DROP COLUMN calendar_n;
ALTER TABLE units DROP COLUMN calendar;
DROP TABLE calendars;
DELETE FROM counters WHERE scope = 'calendars';
