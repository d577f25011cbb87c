-- +goose Up

-- A month of one kind of event of a unit, out of which a part is drawn. Whoever draws keeps the others of the period waiting.
CREATE TABLE sample_periods (
    id         text PRIMARY KEY,              -- unit/event/2026-03
    unit_id    text NOT NULL REFERENCES units (id),
    event      text NOT NULL,
    month      text NOT NULL,                 -- 2026-03, by the calendar of the unit
    parts      bigint NOT NULL CHECK (parts > 0), -- are drawn of
    whole      bigint NOT NULL CHECK (whole >= parts), -- so many; the length of a block
    clause     text NOT NULL,                 -- of the rate
    commitment bytea NOT NULL,                -- SHA-256 of the secret
    sealed     bytea NOT NULL,                -- the secret under the master key
    n          bigint NOT NULL,               -- numbers allotted so far
    opened_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,          -- when the next month begins
    closed_at  timestamptz,
    secret     bytea                          -- revealed when it is closed
);
CREATE INDEX sample_periods_month ON sample_periods (month);
CREATE INDEX sample_periods_open ON sample_periods (ends_at) WHERE closed_at IS NULL;
-- +goose StatementBegin
CREATE FUNCTION refuse_redraw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL OR NEW.n < OLD.n THEN
        RAISE EXCEPTION 'a closed sample period is kept, and numbers are never taken back';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER sample_periods_fixed BEFORE UPDATE OF id, unit_id, event, month, parts, whole, clause, commitment, sealed, opened_at, ends_at
    ON sample_periods FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sample_periods_onward BEFORE UPDATE ON sample_periods FOR EACH ROW EXECUTE FUNCTION refuse_redraw();
CREATE TRIGGER sample_periods_no_delete BEFORE DELETE ON sample_periods FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sample_periods_kept BEFORE TRUNCATE ON sample_periods FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The place of each event in its period. The opening event of the case says the same.
CREATE TABLE samples (
    period_id   text NOT NULL REFERENCES sample_periods (id),
    n           bigint NOT NULL CHECK (n > 0),
    case_id     text NOT NULL UNIQUE,         -- is written behind it, in the same transaction
    customer_id text NOT NULL REFERENCES customers (id),
    source      text NOT NULL,                -- stream of what happened; '' when nothing here tells of it
    drawn       boolean NOT NULL,             -- by lot
    at          timestamptz NOT NULL,
    PRIMARY KEY (period_id, n)
);
CREATE TRIGGER samples_append_only BEFORE UPDATE OR DELETE ON samples FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER samples_kept BEFORE TRUNCATE ON samples FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Those who were to be visited and can't be reached.
CREATE TABLE sample_gaps (
    period_id text NOT NULL REFERENCES sample_periods (id),
    n         bigint NOT NULL,
    place     bigint NOT NULL CHECK (place > 0), -- in the order in which they were recorded
    reason    text NOT NULL CHECK (reason IN ('unreachable', 'moved', 'refused', 'duplicate')),
    seen      bigint NOT NULL,                -- the last number allotted by then
    late      boolean NOT NULL,               -- the period was closed by then
    at        timestamptz NOT NULL,
    PRIMARY KEY (period_id, n),
    UNIQUE (period_id, place)
);
CREATE TRIGGER sample_gaps_append_only BEFORE UPDATE OR DELETE ON sample_gaps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sample_gaps_kept BEFORE TRUNCATE ON sample_gaps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Those whom no lot has drawn and who are to be visited all the same.
CREATE TABLE sample_fills (
    period_id text NOT NULL REFERENCES sample_periods (id),
    n         bigint NOT NULL,
    for_n     bigint NOT NULL,                -- the gap; 0: to round the period up
    at        timestamptz NOT NULL,
    PRIMARY KEY (period_id, n)
);
CREATE TRIGGER sample_fills_append_only BEFORE UPDATE OR DELETE ON sample_fills FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sample_fills_kept BEFORE TRUNCATE ON sample_fills FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE sample_fills;
DROP TABLE sample_gaps;
DROP TABLE samples;
DROP TABLE sample_periods;
DROP FUNCTION refuse_redraw();
