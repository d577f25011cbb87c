-- +goose Up

-- What the account of a customer has besides its case.
CREATE TABLE credits (
    case_id      text PRIMARY KEY REFERENCES cases (id),
    unit_id      text NOT NULL REFERENCES units (id),
    customer_id  text NOT NULL REFERENCES customers (id),
    recipient_id text NOT NULL REFERENCES staff (id), -- who opened it
    seller_id    text NOT NULL REFERENCES staff (id), -- whose customer it is
    archived_at  timestamptz,              -- the archive was proven
    contract     text NOT NULL,           -- kind of the signed contract; '' while none is proven
    contract_at  timestamptz,
    balance_year bigint NOT NULL,         -- latest year of which nothing is still to be received; 0: none
    balance_at   timestamptz,
    proposed     bigint,                  -- starting limit that waits for approval, in fen
    proposer_id  text REFERENCES staff (id),
    assessor_id  text REFERENCES staff (id), -- of the last sheet
    grade        text NOT NULL,           -- '' before the first
    graded_at    timestamptz,
    unpaid       bigint NOT NULL,         -- fen, at the last event; negative when the customer is ahead
    over         boolean NOT NULL,        -- more than the limit, at the last event
    waiting      bigint NOT NULL,         -- requests that wait
    voided       boolean NOT NULL
);
CREATE UNIQUE INDEX credits_customer ON credits (unit_id, customer_id) WHERE NOT voided;
CREATE INDEX credits_seller ON credits (seller_id);

-- All that moves an account's figures. They are a function of these lines alone.
CREATE TABLE credit_lines (
    case_id     text NOT NULL REFERENCES cases (id),
    n           bigint NOT NULL CHECK (n > 0), -- in the order of recording
    unit_id     text NOT NULL REFERENCES units (id),
    kind        text NOT NULL CHECK (kind IN ('goods', 'payment', 'freed', 'write_off', 'limit', 'terms')),
    amount      bigint NOT NULL CHECK (amount >= 0), -- fen
    item        text NOT NULL,            -- reference of the goods; of a payment those that it names
    way         text NOT NULL,            -- of goods: how they were released
    receipt     text NOT NULL,            -- of a payment
    days        bigint NOT NULL,          -- of terms: days in which goods are to be paid
    day         text NOT NULL,            -- 2026-03-06, in the business zone
    at          timestamptz NOT NULL,
    seq         bigint NOT NULL,          -- event that brought it
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, n)
);
CREATE UNIQUE INDEX credit_lines_receipt ON credit_lines (unit_id, receipt) WHERE receipt <> '';
CREATE UNIQUE INDEX credit_lines_goods ON credit_lines (case_id, item) WHERE kind = 'goods';
CREATE TRIGGER credit_lines_append_only BEFORE UPDATE OR DELETE ON credit_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_lines_kept BEFORE TRUNCATE ON credit_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Requests for goods, each with what it was decided by.
CREATE TABLE credit_requests (
    case_id      text NOT NULL REFERENCES cases (id),
    item         text NOT NULL,           -- reference
    amount       bigint NOT NULL CHECK (amount > 0), -- fen
    state        text NOT NULL CHECK (state IN ('waiting', 'released', 'cash_only', 'declined', 'unauthorised')),
    way          text NOT NULL,           -- how it was or can be released; '' when it can't
    requester_id text NOT NULL REFERENCES staff (id),
    requested_at timestamptz NOT NULL,
    seq          bigint NOT NULL,         -- event that brought it
    figures      bytea NOT NULL,          -- contract.CreditFigures as JSON, before the first decision
    grounds      text NOT NULL,           -- clauses that it rests on
    signer_id    text REFERENCES staff (id), -- who decided later
    signed_at    timestamptz,
    signed_seq   bigint,
    signed       bytea,                   -- figures then
    plan_days    bigint NOT NULL,         -- of the collection plan; 0: none
    review       text NOT NULL CHECK (review IN ('', 'asked', 'upheld', 'overturned')),
    reviewer_id  text REFERENCES staff (id),
    reviewed_at  timestamptz,
    PRIMARY KEY (case_id, item)
);
CREATE INDEX credit_requests_waiting ON credit_requests (case_id) WHERE state = 'waiting';

-- Every grade that a customer had.
CREATE TABLE credit_grades (
    case_id     text NOT NULL REFERENCES cases (id),
    seq         bigint NOT NULL,          -- event that set it
    grade       text NOT NULL,
    assessor_id text REFERENCES staff (id),
    grader_id   text NOT NULL REFERENCES staff (id),
    at          timestamptz NOT NULL,
    PRIMARY KEY (case_id, seq)
);

-- +goose Down
DROP TABLE credit_grades;
DROP TABLE credit_requests;
DROP TABLE credit_lines;
DROP TABLE credits;
