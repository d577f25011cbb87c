-- +goose Up

-- A complaint may come from somebody unnamed: no customer, a person key of its own, and the keyed hash of a follow-up code.
-- SQLite can't take NOT NULL from a column: the table is made anew. Nothing refers to it.
CREATE TABLE complaints_new (
    case_id      text NOT NULL PRIMARY KEY REFERENCES cases (id),
    customer_id  text REFERENCES customers (id),
    vehicle_id   text REFERENCES vehicles (id),
    channel      text NOT NULL,
    severity     text NOT NULL,          -- '' until classified
    major_kind   text NOT NULL,
    data_true    boolean NOT NULL,
    round        integer NOT NULL,
    recipient_id text NOT NULL REFERENCES staff (id),
    handler_id   text REFERENCES staff (id),
    reporter_id  text REFERENCES staff (id),
    amount       integer NOT NULL,       -- fen, proposed in the last report
    key_id       text REFERENCES person_keys (id), -- seals the texts of an unnamed complainant's case
    follow_up    blob,                   -- keyed hash of the code, of such a case
    nature       text NOT NULL DEFAULT '', -- '' unless the policy has natures
    merged_into  text REFERENCES cases (id), -- the case that it goes on in
    earlier_id   text REFERENCES cases (id) -- the earlier case that it takes up again
);
INSERT INTO complaints_new (case_id, customer_id, vehicle_id, channel, severity, major_kind, data_true, round, recipient_id, handler_id,
    reporter_id, amount)
SELECT case_id, customer_id, vehicle_id, channel, severity, major_kind, data_true, round, recipient_id, handler_id,
    reporter_id, amount FROM complaints;
DROP TABLE complaints;
ALTER TABLE complaints_new RENAME TO complaints;
CREATE INDEX complaints_customer ON complaints (customer_id);
CREATE UNIQUE INDEX complaints_follow_up ON complaints (follow_up) WHERE follow_up IS NOT NULL;
CREATE INDEX complaints_merged_into ON complaints (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX complaints_earlier ON complaints (earlier_id) WHERE earlier_id IS NOT NULL;

-- +goose Down
CREATE TABLE complaints_old (
    case_id      text NOT NULL PRIMARY KEY REFERENCES cases (id),
    customer_id  text NOT NULL REFERENCES customers (id),
    vehicle_id   text REFERENCES vehicles (id),
    channel      text NOT NULL,
    severity     text NOT NULL,          -- '' until classified
    major_kind   text NOT NULL,
    data_true    boolean NOT NULL,
    round        integer NOT NULL,
    recipient_id text NOT NULL REFERENCES staff (id),
    handler_id   text REFERENCES staff (id),
    reporter_id  text REFERENCES staff (id),
    amount       integer NOT NULL        -- fen, proposed in the last report
);
INSERT INTO complaints_old (case_id, customer_id, vehicle_id, channel, severity, major_kind, data_true, round, recipient_id, handler_id,
    reporter_id, amount)
SELECT case_id, customer_id, vehicle_id, channel, severity, major_kind, data_true, round, recipient_id, handler_id,
    reporter_id, amount FROM complaints;
DROP TABLE complaints;
ALTER TABLE complaints_old RENAME TO complaints;
CREATE INDEX complaints_customer ON complaints (customer_id);
