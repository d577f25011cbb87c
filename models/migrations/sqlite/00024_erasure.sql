-- +goose Up

-- Erasure of a person. What is erased keeps its row: the ledger goes on naming it by its id.
ALTER TABLE customers ADD COLUMN erased_at datetime;
ALTER TABLE customers ADD COLUMN restricted_at datetime; -- the law has it kept: stored, and nothing else

CREATE TABLE erasures (
    case_id     text NOT NULL PRIMARY KEY REFERENCES cases (id),
    customer_id text NOT NULL REFERENCES customers (id),
    receiver_id text NOT NULL REFERENCES staff (id), -- who took the request
    handler_id  text NOT NULL REFERENCES staff (id), -- who answers for it: the same, until it is reassigned
    asker       text NOT NULL,          -- self, guardian, agent, relative
    channel     text NOT NULL,
    proof       text NOT NULL,          -- how the identity was checked; '' until it was
    checker_id  text REFERENCES staff (id),
    checked_at  datetime,
    decider_id  text REFERENCES staff (id),
    decided_at  datetime,
    ground      text NOT NULL,          -- why it was turned down or restricted; '' otherwise
    erased_at   datetime,
    files       integer NOT NULL,       -- attachments that were destroyed
    import_rows integer NOT NULL,       -- imported rows that named the person
    swept_at    datetime                -- the database's own files were rid of what was erased
);
CREATE INDEX erasures_customer ON erasures (customer_id);
CREATE INDEX erasures_unswept ON erasures (erased_at) WHERE erased_at IS NOT NULL AND swept_at IS NULL;

-- A key that was destroyed opens nothing ever again.
-- +goose StatementBegin
CREATE TRIGGER person_keys_destroyed BEFORE UPDATE ON person_keys WHEN length(OLD.wrapped) = 0
BEGIN SELECT RAISE(ABORT, 'person_keys is append-only once it is destroyed'); END;
-- +goose StatementEnd

-- An attached file may be destroyed, by a case that decided on that: its content goes, its row says when and by which case.
ALTER TABLE attachments ADD COLUMN destroyed_at datetime;
ALTER TABLE attachments ADD COLUMN destroyed_by text REFERENCES cases (id);
DROP TRIGGER attachments_no_update;
-- +goose StatementBegin
CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments WHEN OLD.seq IS NOT NULL AND NOT (
    OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL AND NEW.destroyed_by IS NOT NULL AND NEW.id = OLD.id
    AND NEW.case_id = OLD.case_id AND NEW.size = OLD.size AND NEW.type = OLD.type AND NEW.key_id = OLD.key_id
    AND NEW.stored_at = OLD.stored_at AND NEW.seq IS OLD.seq)
BEGIN SELECT RAISE(ABORT, 'attachments is append-only'); END;
-- +goose StatementEnd
DROP TRIGGER attachment_contents_no_delete;
-- +goose StatementBegin
CREATE TRIGGER attachment_contents_no_delete BEFORE DELETE ON attachment_contents
WHEN EXISTS (SELECT 1 FROM attachments WHERE id = OLD.attachment_id AND seq IS NOT NULL AND destroyed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'attachment_contents is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER attachment_contents_no_delete;
-- +goose StatementBegin
CREATE TRIGGER attachment_contents_no_delete BEFORE DELETE ON attachment_contents
WHEN EXISTS (SELECT 1 FROM attachments WHERE id = OLD.attachment_id AND seq IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'attachment_contents is append-only'); END;
-- +goose StatementEnd
DROP TRIGGER attachments_no_update;
-- +goose StatementBegin
CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments WHEN OLD.seq IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'attachments is append-only'); END;
-- +goose StatementEnd
ALTER TABLE attachments DROP COLUMN destroyed_by;
ALTER TABLE attachments DROP COLUMN destroyed_at;
DROP TRIGGER person_keys_destroyed;
DROP TABLE erasures;
ALTER TABLE customers DROP COLUMN restricted_at;
ALTER TABLE customers DROP COLUMN erased_at;
