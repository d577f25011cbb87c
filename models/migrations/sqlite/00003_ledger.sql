-- +goose Up

-- A person's violations of a policy in a calendar month count together. Whoever counts keeps the others of the month waiting.
CREATE TABLE fine_months (
    staff_id text NOT NULL REFERENCES staff (id),
    month    text NOT NULL,               -- 2026-03, in the business zone
    policy   text NOT NULL,
    n        integer NOT NULL,             -- places allotted so far
    PRIMARY KEY (staff_id, month, policy)
);

-- What an entry has besides when it is a fine, or the pay cut that comes with one.
CREATE TABLE fines (
    entry_id      text NOT NULL PRIMARY KEY REFERENCES ledger_entries (id),
    policy        text NOT NULL,
    edition       text NOT NULL REFERENCES editions (hash), -- by which it was priced
    month         text NOT NULL,
    place         integer NOT NULL,        -- in the month; what corrects an entry has its place; 0 when nobody is known
    violation     text NOT NULL,          -- key of the policy's table
    item          text NOT NULL,          -- '' where not each is fined
    again         boolean NOT NULL,       -- the same one again, since it wasn't put right in time
    base          integer NOT NULL,        -- fen, once; 0 of a pay cut
    factor        integer NOT NULL CHECK (factor IN (1, 2)),
    counted       integer NOT NULL,        -- how many stood before it
    double_clause text NOT NULL,          -- that doubled it; '' when it is single
    percent       integer,                 -- of a pay cut, as proposed
    mode          text NOT NULL CHECK (mode IN ('record_only', 'deduct')),
    obligation_id text REFERENCES obligations (id), -- whose breach brought it
    proposer_id   text REFERENCES staff (id),       -- NULL when a clock did
    corrects      text UNIQUE REFERENCES ledger_entries (id)
);
CREATE INDEX fines_month ON fines (month, policy);
CREATE INDEX fines_obligation ON fines (obligation_id);
-- +goose StatementBegin
CREATE TRIGGER fines_no_update BEFORE UPDATE ON fines BEGIN SELECT RAISE(ABORT, 'fines is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER fines_no_delete BEFORE DELETE ON fines BEGIN SELECT RAISE(ABORT, 'fines is append-only'); END;
-- +goose StatementEnd

-- The entries that stood before one when it was priced.
CREATE TABLE entry_counts (
    entry_id   text NOT NULL REFERENCES ledger_entries (id),
    counted_id text NOT NULL REFERENCES ledger_entries (id),
    PRIMARY KEY (entry_id, counted_id)
);
CREATE INDEX entry_counts_counted ON entry_counts (counted_id);
-- +goose StatementBegin
CREATE TRIGGER entry_counts_no_update BEFORE UPDATE ON entry_counts BEGIN SELECT RAISE(ABORT, 'entry_counts is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_counts_no_delete BEFORE DELETE ON entry_counts BEGIN SELECT RAISE(ABORT, 'entry_counts is append-only'); END;
-- +goose StatementEnd

-- What was decided on an entry: its state is the latest of them.
CREATE TABLE entry_decisions (
    entry_id   text NOT NULL REFERENCES ledger_entries (id),
    n          integer NOT NULL CHECK (n > 0),
    decision   text NOT NULL CHECK (decision IN ('confirmed', 'rejected', 'reversed', 'review')),
    staff_id   text REFERENCES staff (id),  -- NULL: the ledger itself
    clause     text NOT NULL,
    amount     integer,                      -- fen, of what was confirmed
    percent    integer,
    because_of text REFERENCES ledger_entries (id), -- of a review: the one that counts no more
    event_seq  integer,                      -- event in the entry's stream; NULL for what follows from another
    decided_at datetime NOT NULL,
    PRIMARY KEY (entry_id, n)
);
-- +goose StatementBegin
CREATE TRIGGER entry_decisions_no_update BEFORE UPDATE ON entry_decisions BEGIN SELECT RAISE(ABORT, 'entry_decisions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_decisions_no_delete BEFORE DELETE ON entry_decisions BEGIN SELECT RAISE(ABORT, 'entry_decisions is append-only'); END;
-- +goose StatementEnd
INSERT INTO entry_decisions (entry_id, n, decision, clause, decided_at)
    SELECT contra_of, 1, 'reversed', clause, created_at FROM ledger_entries WHERE contra_of IS NOT NULL;

CREATE INDEX ledger_entries_created ON ledger_entries (created_at, id);
CREATE INDEX ledger_entries_staff ON ledger_entries (staff_id, created_at, id);

-- When somebody is away, in whole days.
CREATE TABLE absences (
    id          text NOT NULL PRIMARY KEY,
    staff_id    text NOT NULL REFERENCES staff (id),
    seq         integer NOT NULL,          -- last event about it in the person's stream of absences
    from_day    text NOT NULL,            -- 2026-03-06
    to_day      text,                     -- included; NULL while it isn't known
    recorded_by text NOT NULL REFERENCES staff (id),
    recorded_at datetime NOT NULL,
    ended_by    text REFERENCES staff (id), -- who said when it really ended
    ended_at    datetime
);
CREATE INDEX absences_staff ON absences (staff_id, from_day, id);

-- +goose Down
DROP TABLE absences;
DROP INDEX ledger_entries_staff;
DROP INDEX ledger_entries_created;
DROP TABLE entry_decisions;
DROP TABLE entry_counts;
DROP TABLE fines;
DROP TABLE fine_months;
