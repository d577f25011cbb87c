-- +goose Up

-- Lists by the last change, of all units and of one.
CREATE INDEX cases_updated ON cases (updated_at, id);
CREATE INDEX cases_unit_updated ON cases (unit_id, updated_at, id);

-- Figures of what is still to be done.
CREATE INDEX cases_running ON cases (unit_id, kind, status) WHERE NOT ended AND status <> 'stored';

-- To-dos of which it is known whether they were kept in time.
CREATE INDEX obligations_known ON obligations (due_at, id) WHERE state = 'fulfilled' OR breached_at IS NOT NULL;
CREATE INDEX obligations_unit_known ON obligations (unit_id, due_at, id) WHERE state = 'fulfilled' OR breached_at IS NOT NULL;

-- +goose Down
DROP INDEX obligations_unit_known;
DROP INDEX obligations_known;
DROP INDEX cases_running;
DROP INDEX cases_unit_updated;
DROP INDEX cases_updated;
