-- +goose Up

-- Editions of working calendars: only ever added to. The newest number of an id is current.
CREATE TABLE calendars (
    n          integer NOT NULL PRIMARY KEY, -- 1, 2, 3, … in the order in which editions became current
    id         text NOT NULL,
    version    text NOT NULL,             -- hash of what it says, its base included
    base_n     integer REFERENCES calendars (n), -- edition that it extends; NULL for one that stands alone
    content    blob NOT NULL,             -- the file
    origin     text NOT NULL CHECK (origin IN ('shipped', 'folder', 'staff')),
    stored_at  datetime NOT NULL,
    stored_by  text REFERENCES staff (id) -- whose command stored it; NULL for what a process stored
);
CREATE INDEX calendars_id ON calendars (id, n);
-- +goose StatementBegin
CREATE TRIGGER calendars_no_update BEFORE UPDATE ON calendars BEGIN SELECT RAISE(ABORT, 'calendars is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER calendars_no_delete BEFORE DELETE ON calendars BEGIN SELECT RAISE(ABORT, 'calendars is append-only'); END;
-- +goose StatementEnd

ALTER TABLE units ADD COLUMN calendar text NOT NULL DEFAULT '';       -- id; '' counts by the profile's

ALTER TABLE obligations ADD COLUMN calendar_n integer NOT NULL DEFAULT 0; -- edition that it was counted by; 0: before editions were kept
ALTER TABLE obligations ADD COLUMN last_at datetime;                  -- last permitted moment, where the duty has a window
ALTER TABLE obligations ADD COLUMN earlier blob;                      -- calendar.Due as JSON: what it was before it was counted again
ALTER TABLE obligations ADD COLUMN earlier_due_at datetime;
CREATE INDEX obligations_calendar ON obligations (calendar_n, case_id, id) WHERE state = 'open';

ALTER TABLE marks ADD COLUMN late_ms integer;                         -- fired_at less at, of fired and folded marks
UPDATE marks SET late_ms = CAST(round((julianday(fired_at) - julianday(at)) * 86400000) AS integer) WHERE fired_at IS NOT NULL;
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
