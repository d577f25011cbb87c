-- +goose Up

-- What a request for a record has besides its case (PF-08).
CREATE TABLE loans (
    case_id        text NOT NULL PRIMARY KEY REFERENCES cases (id),
    asker_id       text NOT NULL REFERENCES staff (id),  -- who asked, and has it then
    purpose        text NOT NULL,
    record         text NOT NULL,                        -- kind of record
    record_case_id text REFERENCES cases (id),
    customer_id    text REFERENCES customers (id),
    paper          text NOT NULL,                        -- number; '' where the record is a case or a customer's
    outside        boolean NOT NULL,
    relation       text NOT NULL,                        -- own, other, outside: as the ledger found it
    approved_at    timestamptz,
    until_at       timestamptz,                             -- of one that is read on screen
    issued_at      timestamptz,
    due_at         timestamptz,
    back_at        timestamptz,
    late           boolean NOT NULL,
    leaks          bigint NOT NULL                      -- that nobody has seen to yet
);
CREATE INDEX loans_asker ON loans (asker_id);
CREATE INDEX loans_record ON loans (record_case_id) WHERE record_case_id IS NOT NULL;
CREATE INDEX loans_out ON loans (due_at) WHERE issued_at IS NOT NULL AND back_at IS NULL;

-- A case that a request has opened to somebody for a time.
CREATE TABLE loan_grants (
    case_id        text NOT NULL PRIMARY KEY REFERENCES cases (id),
    record_case_id text NOT NULL REFERENCES cases (id),
    staff_id       text NOT NULL REFERENCES staff (id),
    from_at        timestamptz NOT NULL,
    until_at       timestamptz NOT NULL,
    ended_at       timestamptz
);
CREATE INDEX loan_grants_staff ON loan_grants (staff_id, record_case_id);

-- Each look at a record that a request has opened.
CREATE TABLE loan_reads (
    id             text NOT NULL PRIMARY KEY,
    case_id        text NOT NULL REFERENCES cases (id),
    record_case_id text NOT NULL REFERENCES cases (id),
    staff_id       text NOT NULL REFERENCES staff (id),
    what           text NOT NULL,
    at             timestamptz NOT NULL
);
CREATE INDEX loan_reads_case ON loan_reads (case_id, id);
CREATE INDEX loan_reads_record ON loan_reads (record_case_id, id);
CREATE TRIGGER loan_reads_append_only BEFORE UPDATE OR DELETE ON loan_reads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER loan_reads_kept BEFORE TRUNCATE ON loan_reads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who is never lent a kind of record again, as long as the fine for that stands.
CREATE TABLE loan_bans (
    case_id  text NOT NULL REFERENCES cases (id),
    seq      bigint NOT NULL,
    staff_id text NOT NULL REFERENCES staff (id),
    policy   text NOT NULL,
    record   text NOT NULL,
    clause   text NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX loan_bans_staff ON loan_bans (staff_id, policy, record);
CREATE TRIGGER loan_bans_append_only BEFORE UPDATE OR DELETE ON loan_bans FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER loan_bans_kept BEFORE TRUNCATE ON loan_bans FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE loan_bans;
DROP TABLE loan_reads;
DROP TABLE loan_grants;
DROP TABLE loans;
