-- +goose Up

-- Over which channels notices may leave the house: what some worker has been started with. Where they lead stands in that worker's
-- configuration alone.
CREATE TABLE channels (
    name    text NOT NULL PRIMARY KEY,
    seen_at datetime NOT NULL                 -- when a worker that has it was last alive, to some minutes
);

-- Over which of them somebody is told.
CREATE TABLE staff_channels (
    staff_id       text NOT NULL REFERENCES staff (id),
    channel        text NOT NULL,
    lang           text NOT NULL,
    key_id         text REFERENCES person_keys (id),
    address_sealed blob,                  -- of an e-mail; NULL where there is no address
    chosen_at      datetime NOT NULL,
    morning        text NOT NULL,           -- the last day whose list was made, 2026-03-06; '' before the first
    PRIMARY KEY (staff_id, channel)
);

-- What leaves: one row for each message, whose id is the key by which a receiver tells doubles.
CREATE TABLE outbox (
    id         text NOT NULL PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('notice', 'morning', 'test')),
    channel    text NOT NULL,
    staff_id   text REFERENCES staff (id),  -- NULL: to all who share the channel
    notice_id  text REFERENCES notices (id),
    case_id    text REFERENCES cases (id),  -- of the notice
    unit_id    text REFERENCES units (id),  -- of the notice
    subject    text NOT NULL,               -- both are '' until the first try, and stay what they are from then on
    body       text NOT NULL,
    state      text NOT NULL CHECK (state IN ('waiting', 'sent', 'given_up', 'dropped')),
    tries      integer NOT NULL,
    error      text NOT NULL,               -- code of the last failure; '' for none
    created_at datetime NOT NULL,
    next_at    datetime NOT NULL,
    until_at   datetime NOT NULL,             -- then it is given up
    tried_at   datetime,
    settled_at datetime                       -- when it was sent, given up or dropped
);
CREATE INDEX outbox_due ON outbox (channel, next_at) WHERE state = 'waiting';
CREATE INDEX outbox_late ON outbox (until_at) WHERE state = 'waiting';
CREATE INDEX outbox_tried ON outbox (channel, tried_at);
CREATE INDEX outbox_state ON outbox (state, created_at, id);

-- Which notices haven't been put into the outbox yet. Those of before are old news.
ALTER TABLE notices ADD COLUMN fanned_at datetime;
UPDATE notices SET fanned_at = created_at;
CREATE INDEX notices_not_fanned ON notices (created_at) WHERE fanned_at IS NULL;

-- +goose Down
DROP INDEX notices_not_fanned;
ALTER TABLE notices DROP COLUMN fanned_at;
DROP TABLE outbox;
DROP TABLE staff_channels;
DROP TABLE channels;
