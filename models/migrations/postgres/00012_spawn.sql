-- +goose Up

-- Commands that an event of another case has brought: sent by workers, never expired.
ALTER TABLE commands ADD COLUMN cause text NOT NULL DEFAULT '';
CREATE INDEX commands_spawned ON commands (received_at, id) WHERE state = 'received' AND cause <> '';

-- +goose Down
DROP INDEX commands_spawned;
ALTER TABLE commands DROP COLUMN cause;
