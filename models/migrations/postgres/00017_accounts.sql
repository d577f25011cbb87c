-- +goose Up

-- An account of many years: the request that an event brought or decided, and what is still owed among all that was.
CREATE INDEX credit_requests_seq ON credit_requests (case_id, seq);
CREATE INDEX credit_requests_signed ON credit_requests (case_id, signed_seq) WHERE signed_seq IS NOT NULL;
DROP INDEX obligations_case;
CREATE INDEX obligations_case ON obligations (case_id, state);

-- +goose Down
DROP INDEX obligations_case;
CREATE INDEX obligations_case ON obligations (case_id);
DROP INDEX credit_requests_signed;
DROP INDEX credit_requests_seq;
