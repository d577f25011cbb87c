-- +goose Up

-- What a return visit has besides its case.
CREATE TABLE return_visits (
    case_id      text NOT NULL PRIMARY KEY REFERENCES cases (id),
    unit_id      text NOT NULL REFERENCES units (id),
    customer_id  text NOT NULL REFERENCES customers (id),
    event        text NOT NULL,          -- after which the customer is visited; '' in a cycle
    cycle        text NOT NULL,          -- standing one; '' after an event
    severity     text NOT NULL,          -- of the complaint; '' else
    class        text NOT NULL,          -- of the customer; '' when nothing depends on it
    origin_id    text REFERENCES cases (id), -- complaint after which the customer is visited
    reference    text NOT NULL,          -- of the event in another system; '' for none
    visitor      text NOT NULL,          -- role that visits
    recipient_id text REFERENCES staff (id), -- who opened the case
    handler_id   text REFERENCES staff (id), -- who visits
    caller_id    text REFERENCES staff (id), -- who did so last
    occurred_at  datetime NOT NULL,    -- when the event was, or the cycle began
    due_at       datetime,             -- of the visit that is owed
    appointed_at datetime,
    visit        integer NOT NULL,         -- number of the one that is owed, or was last
    held         integer NOT NULL,         -- visits that were made
    held_at      datetime,             -- the last of them
    medium       text NOT NULL,          -- of the last one
    verdict      text NOT NULL,          -- of the customer, the last one
    score        integer,                  -- of the last answers, in per cent
    issues       integer NOT NULL,         -- that came up
    settled      integer NOT NULL,         -- of those
    late         boolean NOT NULL,       -- a visit was made too late, or not at all
    lower        boolean NOT NULL,       -- the customer wants fewer calls
    called_in    boolean NOT NULL,       -- though the lot had left this customer out
    ended        boolean NOT NULL,
    voided       boolean NOT NULL
);
CREATE UNIQUE INDEX return_visits_event ON return_visits (unit_id, event, reference) WHERE reference <> '' AND NOT voided;
CREATE UNIQUE INDEX return_visits_cycle ON return_visits (unit_id, customer_id, cycle) WHERE cycle <> '' AND NOT ended;
CREATE INDEX return_visits_customer ON return_visits (customer_id);
CREATE INDEX return_visits_handler ON return_visits (handler_id);
CREATE INDEX return_visits_due ON return_visits (due_at);
CREATE INDEX return_visits_origin ON return_visits (origin_id);

-- Each talk with the customer, and each answer to an issue.
CREATE TABLE return_visit_rounds (
    case_id       text NOT NULL REFERENCES cases (id),
    seq           integer NOT NULL,        -- event that recorded it
    visit         integer NOT NULL,        -- number of the visit
    item          text NOT NULL,         -- issue that was answered; '' for the visit itself
    round         integer NOT NULL,        -- of the issue; 1 for the visit itself
    medium        text NOT NULL,
    verdict       text NOT NULL,
    kind          text NOT NULL,         -- how the customer is to be met; '' when nobody noted it
    score         integer,                 -- per cent; NULL when nothing was scored
    signed        boolean NOT NULL,
    attachment_id text REFERENCES attachments (id), -- the signed paper
    staff_id      text NOT NULL REFERENCES staff (id),
    at            datetime NOT NULL,
    due_at        datetime NOT NULL,
    appointed_at  datetime,            -- what was agreed before
    PRIMARY KEY (case_id, seq)
);

-- What customers answered to the questions of a script. Never text.
CREATE TABLE return_visit_answers (
    case_id  text NOT NULL REFERENCES cases (id),
    seq      integer NOT NULL,
    question text NOT NULL,
    value    text NOT NULL,
    PRIMARY KEY (case_id, seq, question)
);
-- +goose StatementBegin
CREATE TRIGGER return_visit_rounds_no_update BEFORE UPDATE ON return_visit_rounds BEGIN SELECT RAISE(ABORT, 'return_visit_rounds is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER return_visit_rounds_no_delete BEFORE DELETE ON return_visit_rounds BEGIN SELECT RAISE(ABORT, 'return_visit_rounds is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER return_visit_answers_no_update BEFORE UPDATE ON return_visit_answers BEGIN SELECT RAISE(ABORT, 'return_visit_answers is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER return_visit_answers_no_delete BEFORE DELETE ON return_visit_answers BEGIN SELECT RAISE(ABORT, 'return_visit_answers is append-only'); END;
-- +goose StatementEnd

ALTER TABLE complaints ADD COLUMN visited boolean NOT NULL DEFAULT false; -- a return visit of its own follows each closing
ALTER TABLE complaints ADD COLUMN return_visit_id text;                   -- the one after the last closing

-- +goose Down
ALTER TABLE complaints DROP COLUMN return_visit_id;
ALTER TABLE complaints DROP COLUMN visited;
DROP TABLE return_visit_answers;
DROP TABLE return_visit_rounds;
DROP TABLE return_visits;
