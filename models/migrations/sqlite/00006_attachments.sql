-- +goose Up

-- Files that belong to cases. One row for each content of a case; who attached it and what it is called stands in its event.
CREATE TABLE attachments (
    id        text NOT NULL PRIMARY KEY,
    case_id   text NOT NULL REFERENCES cases (id),
    hash      blob NOT NULL,            -- keyed hash of case and content
    size      integer NOT NULL CHECK (size > 0),
    type      text NOT NULL,            -- media type, found by content
    key_id    text NOT NULL REFERENCES person_keys (id), -- seals the content
    stored_at datetime NOT NULL,
    seq       integer,                  -- event that attached it; NULL while its upload waits
    UNIQUE (case_id, hash)
);
CREATE INDEX attachments_waiting ON attachments (case_id) WHERE seq IS NULL;
CREATE INDEX attachments_case ON attachments (case_id, seq);

-- The contents stand apart: no list reads them.
CREATE TABLE attachment_contents (
    attachment_id text NOT NULL PRIMARY KEY REFERENCES attachments (id),
    sealed        blob NOT NULL
);

-- Once it is attached it stays as it is.
-- +goose StatementBegin
CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments WHEN OLD.seq IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'attachments is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments WHEN OLD.seq IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'attachments is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attachment_contents_no_update BEFORE UPDATE ON attachment_contents
BEGIN SELECT RAISE(ABORT, 'attachment_contents is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attachment_contents_no_delete BEFORE DELETE ON attachment_contents
WHEN EXISTS (SELECT 1 FROM attachments WHERE id = OLD.attachment_id AND seq IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'attachment_contents is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE attachment_contents;
DROP TABLE attachments;
