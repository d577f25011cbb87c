-- +goose Up

-- What has changed lately: decisions on entries. That of cases is found by cases_updated.
CREATE INDEX entry_decisions_decided ON entry_decisions (decided_at);

-- +goose Down
DROP INDEX entry_decisions_decided;
