-- +goose Up

-- Files that belong to cases. One row for each content of a case; who attached it and what it is called stands in its event.
CREATE TABLE attachments (
    id        text PRIMARY KEY,
    case_id   text NOT NULL REFERENCES cases (id),
    hash      bytea NOT NULL,           -- keyed hash of case and content
    size      bigint NOT NULL CHECK (size > 0),
    type      text NOT NULL,            -- media type, found by content
    key_id    text NOT NULL REFERENCES person_keys (id), -- seals the content
    stored_at timestamptz NOT NULL,
    seq       bigint,                   -- event that attached it; NULL while its upload waits
    UNIQUE (case_id, hash)
);
CREATE INDEX attachments_waiting ON attachments (case_id) WHERE seq IS NULL;
CREATE INDEX attachments_case ON attachments (case_id, seq);

-- The contents stand apart: no list reads them. What is sealed can't be compressed.
CREATE TABLE attachment_contents (
    attachment_id text PRIMARY KEY REFERENCES attachments (id),
    sealed        bytea NOT NULL
);
ALTER TABLE attachment_contents ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Once it is attached it stays as it is.
-- +goose StatementBegin
CREATE FUNCTION refuse_attached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM attachments WHERE id = OLD.attachment_id AND seq IS NOT NULL) THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
-- +goose StatementEnd
CREATE TRIGGER attachments_append_only BEFORE UPDATE OR DELETE ON attachments FOR EACH ROW WHEN (OLD.seq IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachments_kept BEFORE TRUNCATE ON attachments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_contents_no_update BEFORE UPDATE ON attachment_contents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_contents_no_delete BEFORE DELETE ON attachment_contents FOR EACH ROW EXECUTE FUNCTION refuse_attached();
CREATE TRIGGER attachment_contents_kept BEFORE TRUNCATE ON attachment_contents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE attachment_contents, attachments;
DROP FUNCTION refuse_attached();
