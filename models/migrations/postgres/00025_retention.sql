-- +goose Up

-- What a record that is kept has besides its case (PF-09).
CREATE TABLE retentions (
    case_id      text NOT NULL PRIMARY KEY REFERENCES cases (id),
    record       text NOT NULL,                    -- kind of record
    kept_case_id text REFERENCES cases (id),       -- whose file it is
    customer_id  text REFERENCES customers (id),
    paper        text NOT NULL,                    -- number; '' where the record is a case's file
    keeper_id    text NOT NULL REFERENCES staff (id),
    filed_at     timestamptz NOT NULL,
    until_at     timestamptz,                      -- when its time, or that for which it is kept longer, is over
    due_at       timestamptz,                      -- since when it waits for a decision
    reviewed_at  timestamptz,
    reviewer_id  text REFERENCES staff (id),
    approved_at  timestamptz,
    approver_id  text REFERENCES staff (id),
    destroyed_at timestamptz,
    destroyer_id text REFERENCES staff (id),
    method       text NOT NULL,
    files        bigint NOT NULL,                  -- whose content was destroyed with it
    voided       boolean NOT NULL
);
CREATE UNIQUE INDEX retentions_kept ON retentions (kept_case_id) WHERE kept_case_id IS NOT NULL AND NOT voided;
CREATE INDEX retentions_customer ON retentions (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX retentions_until ON retentions (until_at, case_id) WHERE destroyed_at IS NULL;
CREATE INDEX retentions_destroyed ON retentions (destroyed_at, case_id) WHERE destroyed_at IS NOT NULL;

-- +goose Down
DROP TABLE retentions;
