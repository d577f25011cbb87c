-- +goose Up

-- People and places ---------------------------------------------------------------------------------------------------

CREATE TABLE units (
    id         text NOT NULL PRIMARY KEY,
    parent_id  text REFERENCES units (id),
    code       text NOT NULL UNIQUE,
    name       text NOT NULL,
    profile    text NOT NULL,            -- '' for a unit that runs no policies of its own (a group)
    created_at datetime NOT NULL
);
CREATE INDEX units_parent ON units (parent_id);

CREATE TABLE departments (
    id         text NOT NULL PRIMARY KEY,
    unit_id    text NOT NULL REFERENCES units (id),
    code       text NOT NULL,
    name       text NOT NULL,
    UNIQUE (unit_id, code)
);

CREATE TABLE staff (
    id         text NOT NULL PRIMARY KEY,
    code       text NOT NULL UNIQUE,     -- the number on the badge
    name       text NOT NULL,
    active     boolean NOT NULL,
    created_at datetime NOT NULL
);

CREATE TABLE role_assignments (
    id            text NOT NULL PRIMARY KEY,
    staff_id      text NOT NULL REFERENCES staff (id),
    role          text NOT NULL,
    unit_id       text NOT NULL REFERENCES units (id),   -- counts for the unit and everything below it
    department_id text REFERENCES departments (id),
    valid_from    datetime NOT NULL,
    valid_to      datetime
);
CREATE INDEX role_assignments_staff ON role_assignments (staff_id);
CREATE INDEX role_assignments_role ON role_assignments (role, unit_id);

CREATE TABLE tokens (
    id         text NOT NULL PRIMARY KEY,
    hash       blob NOT NULL UNIQUE,    -- SHA-256 of the token; the token itself is shown once
    staff_id   text NOT NULL REFERENCES staff (id),
    label      text NOT NULL,
    created_at datetime NOT NULL,
    expires_at datetime,
    revoked_at datetime
);

-- Customers: personal fields are sealed with a key of the person's own --------------------------------------------------

CREATE TABLE person_keys (
    id         text NOT NULL PRIMARY KEY,
    wrapped    blob NOT NULL,           -- the data key, wrapped by the master key
    created_at datetime NOT NULL
);

CREATE TABLE customers (
    id           text NOT NULL PRIMARY KEY,
    key_id       text NOT NULL REFERENCES person_keys (id),
    unit_id      text NOT NULL REFERENCES units (id),
    seq          integer NOT NULL,        -- version: last event of this customer
    name_sealed  blob NOT NULL,
    phone_sealed blob NOT NULL,
    name_index   blob NOT NULL,         -- blind indexes: HMAC of the normalised value
    phone_index  blob NOT NULL,
    last4_index  blob NOT NULL,
    created_at   datetime NOT NULL
);
CREATE INDEX customers_name ON customers (name_index);
CREATE INDEX customers_phone ON customers (phone_index);
CREATE INDEX customers_last4 ON customers (last4_index);

CREATE TABLE vehicles (
    id           text NOT NULL PRIMARY KEY,
    customer_id  text NOT NULL REFERENCES customers (id),
    model        text NOT NULL,
    plate_sealed blob NOT NULL,
    vin_sealed   blob NOT NULL,
    plate_index  blob NOT NULL,
    vin_index    blob NOT NULL,
    created_at   datetime NOT NULL
);
CREATE INDEX vehicles_customer ON vehicles (customer_id);
CREATE INDEX vehicles_plate ON vehicles (plate_index);
CREATE INDEX vehicles_vin ON vehicles (vin_index);

-- What was asked for ----------------------------------------------------------------------------------------------------

CREATE TABLE commands (
    id           text NOT NULL PRIMARY KEY,       -- UUIDv7; also the id of the update that carries it
    principal    text NOT NULL,          -- staff id
    key          text NOT NULL,          -- Idempotency-Key
    method       text NOT NULL,
    path         text NOT NULL,
    body_hash    blob NOT NULL,         -- keyed hash of the body
    kind         text NOT NULL,          -- kind of the stream it acts on: complaint, customer, …
    stream       text NOT NULL,          -- case (or customer) it opens or acts on
    action       text NOT NULL,
    facts        blob NOT NULL,         -- plain facts, JSON
    body_key     text,                   -- person key of body_sealed
    body_sealed  blob,                  -- personal fields and free text; gone once the event holds them
    expect_seq   integer,                 -- If-Match
    occurred_at  datetime NOT NULL,
    backdated    boolean NOT NULL,       -- the caller named occurred_at and it is earlier than received_at
    received_at  datetime NOT NULL,
    state        text NOT NULL CHECK (state IN ('received', 'recorded', 'refused', 'expired')),
    outcome      blob,                  -- JSON, nothing personal
    settled_at   datetime,            -- when it was recorded or refused
    confirmed_at datetime,            -- when the workflow's answer was seen
    UNIQUE (principal, key)
);
CREATE INDEX commands_unconfirmed ON commands (settled_at) WHERE state = 'recorded' AND confirmed_at IS NULL;
CREATE INDEX commands_received ON commands (received_at) WHERE state = 'received';

-- Cases and what happened -----------------------------------------------------------------------------------------------

CREATE TABLE counters (
    scope text NOT NULL PRIMARY KEY,              -- 'complaint/<unit code>/<year>'
    n     integer NOT NULL
);

CREATE TABLE editions (
    hash       text NOT NULL PRIMARY KEY,         -- SHA-256 of the canonical policy
    policy     text NOT NULL,
    family     text NOT NULL,
    content    blob NOT NULL,
    stored_at  datetime NOT NULL
);

CREATE TABLE cases (
    id         text NOT NULL PRIMARY KEY,
    kind       text NOT NULL,
    number     text NOT NULL UNIQUE,     -- human number, allotted at the opening
    unit_id    text NOT NULL REFERENCES units (id),
    edition    text NOT NULL REFERENCES editions (hash),
    calendar   text NOT NULL,
    status     text NOT NULL,
    ended      boolean NOT NULL,
    paused_at  datetime,
    seq        integer NOT NULL,
    head       blob NOT NULL,           -- hash of the last event
    opened_at  datetime NOT NULL,
    updated_at datetime NOT NULL
);
CREATE INDEX cases_opened ON cases (opened_at, id);                       -- lists over many units
CREATE INDEX cases_unit ON cases (unit_id, opened_at, id);                -- lists of one
CREATE INDEX cases_unit_status ON cases (unit_id, status, opened_at, id);
CREATE INDEX cases_open ON cases (kind, opened_at) WHERE NOT ended;

CREATE TABLE complaints (
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
    amount       integer NOT NULL         -- fen, proposed in the last report
);
CREATE INDEX complaints_customer ON complaints (customer_id);

CREATE TABLE case_exclusions (
    case_id  text NOT NULL REFERENCES cases (id),
    staff_id text NOT NULL REFERENCES staff (id),
    seq      integer NOT NULL,            -- since this event
    PRIMARY KEY (case_id, staff_id)
);
CREATE INDEX case_exclusions_staff ON case_exclusions (staff_id);

-- One hash chain per stream: a case, a customer. Only ever added to.
CREATE TABLE events (
    stream      text NOT NULL,
    seq         integer NOT NULL CHECK (seq > 0),
    kind        text NOT NULL,           -- kind of the stream
    type        text NOT NULL,
    effect      text NOT NULL UNIQUE,    -- the one cause (I2)
    actor       text NOT NULL,           -- staff id; '' for a mark
    roles       text NOT NULL,           -- roles the actor held for this, comma separated
    occurred_at datetime NOT NULL,
    recorded_at datetime NOT NULL,
    calendar    text NOT NULL,           -- id@version used for due times, '' if none
    data        blob NOT NULL,          -- contract.Event as canonical JSON: nothing personal
    key_id      text REFERENCES person_keys (id),
    sealed      blob,                   -- free text and personal fields, sealed
    prev_hash   blob NOT NULL,
    hash        blob NOT NULL,
    PRIMARY KEY (stream, seq)
);

CREATE TABLE obligations (
    id            text NOT NULL PRIMARY KEY,
    case_id       text NOT NULL REFERENCES cases (id),
    unit_id       text NOT NULL REFERENCES units (id),
    duty          text NOT NULL,
    role          text NOT NULL,
    person_id     text REFERENCES staff (id),
    clause        text NOT NULL,
    rule          text NOT NULL,
    source        text NOT NULL,
    since         datetime NOT NULL,
    due_at        datetime NOT NULL,
    provisional   boolean NOT NULL,
    calendar      text NOT NULL,         -- id@version
    explanation   blob NOT NULL,        -- calendar.Due as JSON, day by day
    state         text NOT NULL CHECK (state IN ('open', 'paused', 'fulfilled', 'cancelled')),
    breached_at   datetime,
    annulled      boolean NOT NULL,      -- breached in the books, but kept in time
    settled_at    datetime,           -- occurred_at of what settled it
    opened_seq    integer NOT NULL,
    settled_seq   integer
);
CREATE INDEX obligations_case ON obligations (case_id);
CREATE INDEX obligations_person ON obligations (person_id, due_at, id) WHERE state = 'open';
CREATE INDEX obligations_role ON obligations (role, unit_id, due_at, id) WHERE state = 'open';
CREATE INDEX obligations_due ON obligations (due_at, id) WHERE state = 'open';

CREATE TABLE marks (
    obligation_id text NOT NULL REFERENCES obligations (id),
    n             integer NOT NULL,
    case_id       text NOT NULL REFERENCES cases (id),
    at            datetime NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('remind', 'escalate', 'breach')),
    to_role       text NOT NULL,
    clause        text NOT NULL,
    state         text NOT NULL CHECK (state IN ('waiting', 'paused', 'fired', 'folded', 'dropped')),
    fired_at      datetime,
    PRIMARY KEY (obligation_id, n)
);
CREATE INDEX marks_waiting ON marks (at) WHERE state = 'waiting';

CREATE TABLE ledger_entries (
    id            text NOT NULL PRIMARY KEY,
    case_id       text NOT NULL REFERENCES cases (id),
    seq           integer NOT NULL,       -- event that brought it
    obligation_id text REFERENCES obligations (id),
    kind          text NOT NULL,
    staff_id      text REFERENCES staff (id),
    amount        integer,                -- fen; NULL until entered by hand
    clause        text NOT NULL,
    state         text NOT NULL CHECK (state IN ('proposed', 'needs_review', 'contra')),
    contra_of     text UNIQUE REFERENCES ledger_entries (id),
    outage_id     text,
    created_at    datetime NOT NULL,
    UNIQUE (obligation_id, kind, state)
);
CREATE INDEX ledger_entries_case ON ledger_entries (case_id);

CREATE TABLE notices (
    id         text NOT NULL PRIMARY KEY,
    case_id    text NOT NULL REFERENCES cases (id),
    seq        integer NOT NULL,
    unit_id    text NOT NULL REFERENCES units (id),
    to_role    text NOT NULL,            -- '' when to one person
    to_staff   text REFERENCES staff (id),
    what       text NOT NULL,
    clause     text NOT NULL,
    obligation_id text REFERENCES obligations (id),
    created_at datetime NOT NULL
);
CREATE INDEX notices_role ON notices (to_role, unit_id, created_at);
CREATE INDEX notices_staff ON notices (to_staff, created_at);

CREATE TABLE notice_reads (
    notice_id text NOT NULL REFERENCES notices (id),
    staff_id  text NOT NULL REFERENCES staff (id),
    read_at   datetime NOT NULL,
    PRIMARY KEY (notice_id, staff_id)
);

-- Were the workers alive? -----------------------------------------------------------------------------------------------

CREATE TABLE heartbeats (
    id      text NOT NULL PRIMARY KEY,            -- 'worker': the last beat of any worker
    beat_at datetime NOT NULL
);

CREATE TABLE outages (
    id       text NOT NULL PRIMARY KEY,
    began_at datetime NOT NULL,       -- last beat before the silence
    ended_at datetime NOT NULL
);
CREATE INDEX outages_ended ON outages (ended_at);

-- The books are written once: the database refuses to change or remove what happened.
-- +goose StatementBegin
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER editions_no_update BEFORE UPDATE ON editions BEGIN SELECT RAISE(ABORT, 'editions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER editions_no_delete BEFORE DELETE ON editions BEGIN SELECT RAISE(ABORT, 'editions is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE outages;
DROP TABLE heartbeats;
DROP TABLE notice_reads;
DROP TABLE notices;
DROP TABLE ledger_entries;
DROP TABLE marks;
DROP TABLE obligations;
DROP TABLE events;
DROP TABLE case_exclusions;
DROP TABLE complaints;
DROP TABLE cases;
DROP TABLE editions;
DROP TABLE counters;
DROP TABLE commands;
DROP TABLE vehicles;
DROP TABLE customers;
DROP TABLE person_keys;
DROP TABLE tokens;
DROP TABLE role_assignments;
DROP TABLE staff;
DROP TABLE departments;
DROP TABLE units;
