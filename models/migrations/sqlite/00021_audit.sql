-- +goose Up

-- The second chain: who did and who saw what. One sequence for all the books.
CREATE TABLE audit_events (
    seq         integer NOT NULL PRIMARY KEY CHECK (seq > 0),
    at          datetime NOT NULL,
    actor       text NOT NULL,        -- staff id, or a word for what isn't a person
    roles       text NOT NULL,        -- that the actor held then, comma separated
    unit_id     text NOT NULL,        -- '' for what concerns none
    action      text NOT NULL,
    object_kind text NOT NULL,
    object_id   text NOT NULL,
    result      text NOT NULL CHECK (result IN ('done', 'refused')),
    code        text NOT NULL,        -- of the refusal
    key_id      text REFERENCES person_keys (id),
    sealed      blob,                 -- the reason
    source      blob,                 -- keyed hash of the address
    request_id  text NOT NULL,
    before_hash blob,                 -- SHA-256 of a setting as it was
    after_hash  blob,
    prev_hash   blob NOT NULL,
    hash        blob NOT NULL
);
CREATE INDEX audit_events_at ON audit_events (at);
CREATE INDEX audit_events_actor ON audit_events (actor, action, at);
CREATE INDEX audit_events_object ON audit_events (object_id, seq);
CREATE INDEX audit_events_action ON audit_events (action, seq);

-- What was signed, as it stands in the file outside the database too.
CREATE TABLE audit_heads (
    n          integer NOT NULL PRIMARY KEY CHECK (n > 0),
    at         datetime NOT NULL,
    audit_seq  integer NOT NULL,      -- last of audit_events, with its hash
    audit_hash blob NOT NULL,
    leaves     integer NOT NULL,      -- streams of events with something new
    events     integer NOT NULL,      -- signed so far, with these
    prev_hash  blob NOT NULL,
    hash       blob NOT NULL,
    signature  blob NOT NULL
);

-- Events that no signed head covers yet. A trigger writes it, so that no way to an event leads past it.
CREATE TABLE unsigned_events (
    stream text NOT NULL,
    seq    integer NOT NULL,
    covers integer NOT NULL,          -- events of the stream that are new with this one
    PRIMARY KEY (stream, seq)
);
INSERT INTO unsigned_events (stream, seq, covers) SELECT stream, max(seq), count(*) FROM events GROUP BY stream;

-- +goose StatementBegin
CREATE TRIGGER events_unsigned AFTER INSERT ON events BEGIN
    INSERT INTO unsigned_events (stream, seq, covers) VALUES (NEW.stream, NEW.seq, 1) ON CONFLICT DO NOTHING;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_heads_no_update BEFORE UPDATE ON audit_heads BEGIN SELECT RAISE(ABORT, 'audit_heads is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_heads_no_delete BEFORE DELETE ON audit_heads BEGIN SELECT RAISE(ABORT, 'audit_heads is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER events_unsigned;
DROP TABLE unsigned_events;
DROP TABLE audit_heads;
DROP TABLE audit_events;
