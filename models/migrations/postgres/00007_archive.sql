-- +goose Up

-- What the file of a vehicle has besides its case.
CREATE TABLE archives (
    case_id       text PRIMARY KEY REFERENCES cases (id),
    vehicle_id    text NOT NULL REFERENCES vehicles (id),
    customer_id   text NOT NULL REFERENCES customers (id),
    file          text NOT NULL,          -- kind of file
    delivery      text NOT NULL,          -- day of it; '' for a kind of which a vehicle has one for ever
    delivered_at  timestamptz NOT NULL,
    recipient_id  text NOT NULL REFERENCES staff (id), -- who opened the case
    consultant_id text NOT NULL REFERENCES staff (id), -- who hands the file over
    sender_id     text REFERENCES staff (id),          -- who signed for that
    signed_at     timestamptz,             -- by both sides
    stored_at     timestamptz,
    late          boolean NOT NULL,       -- handed over too late, or not yet and too late
    defects       bigint NOT NULL,        -- to be put right
    voided        boolean NOT NULL
);
CREATE UNIQUE INDEX archives_delivery ON archives (vehicle_id, file, delivery) WHERE NOT voided;
CREATE INDEX archives_consultant ON archives (consultant_id);
CREATE INDEX archives_customer ON archives (customer_id);

-- The documents of a file, as they stand.
CREATE TABLE archive_papers (
    case_id     text NOT NULL REFERENCES cases (id),
    code        text NOT NULL,
    state       text NOT NULL CHECK (state IN ('present', 'missing', 'excused')),
    approved    boolean NOT NULL,         -- the excuse was accepted
    expected_at timestamptz,               -- of an excused one
    staff_id    text NOT NULL REFERENCES staff (id), -- who said so last
    at          timestamptz NOT NULL,
    PRIMARY KEY (case_id, code)
);

-- What had to be put right.
CREATE TABLE archive_defects (
    case_id    text NOT NULL REFERENCES cases (id),
    item       text NOT NULL,
    state      text NOT NULL CHECK (state IN ('open', 'corrected', 'stopped')),
    found_by   text NOT NULL REFERENCES staff (id),
    found_at   timestamptz NOT NULL,
    settled_by text REFERENCES staff (id),
    settled_at timestamptz,
    PRIMARY KEY (case_id, item)
);

ALTER TABLE obligations ADD COLUMN item text NOT NULL DEFAULT ''; -- which one, where each is owed

-- +goose Down
ALTER TABLE obligations DROP COLUMN item;
DROP TABLE archive_defects;
DROP TABLE archive_papers;
DROP TABLE archives;
