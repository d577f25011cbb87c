-- +goose Up

-- The second chain: who did and who saw what. One sequence for all the books.
CREATE TABLE audit_events (
    seq         bigint PRIMARY KEY CHECK (seq > 0),
    at          timestamptz NOT NULL,
    actor       text NOT NULL,        -- staff id, or a word for what isn't a person
    roles       text NOT NULL,        -- that the actor held then, comma separated
    unit_id     text NOT NULL,        -- '' for what concerns none
    action      text NOT NULL,
    object_kind text NOT NULL,
    object_id   text NOT NULL,
    result      text NOT NULL CHECK (result IN ('done', 'refused')),
    code        text NOT NULL,        -- of the refusal
    key_id      text REFERENCES person_keys (id),
    sealed      bytea,                -- the reason
    source      bytea,                -- keyed hash of the address
    request_id  text NOT NULL,
    before_hash bytea,                -- SHA-256 of a setting as it was
    after_hash  bytea,
    prev_hash   bytea NOT NULL,
    hash        bytea NOT NULL
);
CREATE INDEX audit_events_at ON audit_events (at);
CREATE INDEX audit_events_actor ON audit_events (actor, action, at);
CREATE INDEX audit_events_object ON audit_events (object_id, seq);
CREATE INDEX audit_events_action ON audit_events (action, seq);

-- What was signed, as it stands in the file outside the database too.
CREATE TABLE audit_heads (
    n          bigint PRIMARY KEY CHECK (n > 0),
    at         timestamptz NOT NULL,
    audit_seq  bigint NOT NULL,       -- last of audit_events, with its hash
    audit_hash bytea NOT NULL,
    leaves     bigint NOT NULL,       -- streams of events with something new
    events     bigint NOT NULL,       -- signed so far, with these
    prev_hash  bytea NOT NULL,
    hash       bytea NOT NULL,
    signature  bytea NOT NULL
);

-- Events that no signed head covers yet. A trigger writes it, so that no way to an event leads past it.
CREATE TABLE unsigned_events (
    stream text NOT NULL,
    seq    bigint NOT NULL,
    covers bigint NOT NULL,           -- events of the stream that are new with this one
    PRIMARY KEY (stream, seq)
);
INSERT INTO unsigned_events (stream, seq, covers) SELECT stream, max(seq), count(*) FROM events GROUP BY stream;

-- +goose StatementBegin
CREATE FUNCTION note_unsigned() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO unsigned_events (stream, seq, covers) VALUES (NEW.stream, NEW.seq, 1) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER events_unsigned AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION note_unsigned();
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_kept BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_heads_append_only BEFORE UPDATE OR DELETE ON audit_heads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_heads_kept BEFORE TRUNCATE ON audit_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TRIGGER events_unsigned ON events;
DROP FUNCTION note_unsigned();
DROP TABLE unsigned_events, audit_heads, audit_events;
