-- +goose Up

-- What the account of a customer has besides its case.
CREATE TABLE credits (
    case_id      text NOT NULL PRIMARY KEY REFERENCES cases (id),
    unit_id      text NOT NULL REFERENCES units (id),
    customer_id  text NOT NULL REFERENCES customers (id),
    recipient_id text NOT NULL REFERENCES staff (id), -- who opened it
    seller_id    text NOT NULL REFERENCES staff (id), -- whose customer it is
    archived_at  datetime,              -- the archive was proven
    contract     text NOT NULL,           -- kind of the signed contract; '' while none is proven
    contract_at  datetime,
    balance_year integer NOT NULL,         -- latest year of which nothing is still to be received; 0: none
    balance_at   datetime,
    proposed     integer,                  -- starting limit that waits for approval, in fen
    proposer_id  text REFERENCES staff (id),
    assessor_id  text REFERENCES staff (id), -- of the last sheet
    grade        text NOT NULL,           -- '' before the first
    graded_at    datetime,
    unpaid       integer NOT NULL,         -- fen, at the last event; negative when the customer is ahead
    over         boolean NOT NULL,        -- more than the limit, at the last event
    waiting      integer NOT NULL,         -- requests that wait
    voided       boolean NOT NULL
);
CREATE UNIQUE INDEX credits_customer ON credits (unit_id, customer_id) WHERE NOT voided;
CREATE INDEX credits_seller ON credits (seller_id);

-- All that moves an account's figures. They are a function of these lines alone.
CREATE TABLE credit_lines (
    case_id     text NOT NULL REFERENCES cases (id),
    n           integer NOT NULL CHECK (n > 0), -- in the order of recording
    unit_id     text NOT NULL REFERENCES units (id),
    kind        text NOT NULL CHECK (kind IN ('goods', 'payment', 'freed', 'write_off', 'limit', 'terms')),
    amount      integer NOT NULL CHECK (amount >= 0), -- fen
    item        text NOT NULL,            -- reference of the goods; of a payment those that it names
    way         text NOT NULL,            -- of goods: how they were released
    receipt     text NOT NULL,            -- of a payment
    days        integer NOT NULL,          -- of terms: days in which goods are to be paid
    day         text NOT NULL,            -- 2026-03-06, in the business zone
    at          datetime NOT NULL,
    seq         integer NOT NULL,          -- event that brought it
    recorded_at datetime NOT NULL,
    PRIMARY KEY (case_id, n)
);
CREATE UNIQUE INDEX credit_lines_receipt ON credit_lines (unit_id, receipt) WHERE receipt <> '';
CREATE UNIQUE INDEX credit_lines_goods ON credit_lines (case_id, item) WHERE kind = 'goods';
-- +goose StatementBegin
CREATE TRIGGER credit_lines_no_update BEFORE UPDATE ON credit_lines BEGIN SELECT RAISE(ABORT, 'credit_lines is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER credit_lines_no_delete BEFORE DELETE ON credit_lines BEGIN SELECT RAISE(ABORT, 'credit_lines is append-only'); END;
-- +goose StatementEnd

-- Requests for goods, each with what it was decided by.
CREATE TABLE credit_requests (
    case_id      text NOT NULL REFERENCES cases (id),
    item         text NOT NULL,           -- reference
    amount       integer NOT NULL CHECK (amount > 0), -- fen
    state        text NOT NULL CHECK (state IN ('waiting', 'released', 'cash_only', 'declined', 'unauthorised')),
    way          text NOT NULL,           -- how it was or can be released; '' when it can't
    requester_id text NOT NULL REFERENCES staff (id),
    requested_at datetime NOT NULL,
    seq          integer NOT NULL,         -- event that brought it
    figures      blob NOT NULL,          -- contract.CreditFigures as JSON, before the first decision
    grounds      text NOT NULL,           -- clauses that it rests on
    signer_id    text REFERENCES staff (id), -- who decided later
    signed_at    datetime,
    signed_seq   integer,
    signed       blob,                   -- figures then
    plan_days    integer NOT NULL,         -- of the collection plan; 0: none
    review       text NOT NULL CHECK (review IN ('', 'asked', 'upheld', 'overturned')),
    reviewer_id  text REFERENCES staff (id),
    reviewed_at  datetime,
    PRIMARY KEY (case_id, item)
);
CREATE INDEX credit_requests_waiting ON credit_requests (case_id) WHERE state = 'waiting';

-- Every grade that a customer had.
CREATE TABLE credit_grades (
    case_id     text NOT NULL REFERENCES cases (id),
    seq         integer NOT NULL,          -- event that set it
    grade       text NOT NULL,
    assessor_id text REFERENCES staff (id),
    grader_id   text NOT NULL REFERENCES staff (id),
    at          datetime NOT NULL,
    PRIMARY KEY (case_id, seq)
);

-- +goose Down
DROP TABLE credit_grades;
DROP TABLE credit_requests;
DROP TABLE credit_lines;
DROP TABLE credits;
