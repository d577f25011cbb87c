-- +goose Up

-- Erasure of a person. What is erased keeps its row: the ledger goes on naming it by its id.
ALTER TABLE customers ADD COLUMN erased_at timestamptz,
    ADD COLUMN restricted_at timestamptz; -- the law has it kept: stored, and nothing else

CREATE TABLE erasures (
    case_id     text PRIMARY KEY REFERENCES cases (id),
    customer_id text NOT NULL REFERENCES customers (id),
    receiver_id text NOT NULL REFERENCES staff (id), -- who took the request
    handler_id  text NOT NULL REFERENCES staff (id), -- who answers for it: the same, until it is reassigned
    asker       text NOT NULL,          -- self, guardian, agent, relative
    channel     text NOT NULL,
    proof       text NOT NULL,          -- how the identity was checked; '' until it was
    checker_id  text REFERENCES staff (id),
    checked_at  timestamptz,
    decider_id  text REFERENCES staff (id),
    decided_at  timestamptz,
    ground      text NOT NULL,          -- why it was turned down or restricted; '' otherwise
    erased_at   timestamptz,
    files       bigint NOT NULL,        -- attachments that were destroyed
    import_rows bigint NOT NULL,        -- imported rows that named the person
    swept_at    timestamptz             -- the database's own files were rid of what was erased
);
CREATE INDEX erasures_customer ON erasures (customer_id);
CREATE INDEX erasures_unswept ON erasures (erased_at) WHERE erased_at IS NOT NULL AND swept_at IS NULL;

-- A key that was destroyed opens nothing ever again.
CREATE TRIGGER person_keys_destroyed BEFORE UPDATE ON person_keys FOR EACH ROW WHEN (length(OLD.wrapped) = 0) EXECUTE FUNCTION refuse_change();

-- An attached file may be destroyed, by a case that decided on that: its content goes, its row says when and by which case.
ALTER TABLE attachments ADD COLUMN destroyed_at timestamptz, ADD COLUMN destroyed_by text REFERENCES cases (id);
DROP TRIGGER attachments_append_only ON attachments;
CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments FOR EACH ROW WHEN (OLD.seq IS NOT NULL AND NOT (
    OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL AND NEW.destroyed_by IS NOT NULL AND NEW.id = OLD.id
    AND NEW.case_id = OLD.case_id AND NEW.size = OLD.size AND NEW.type = OLD.type AND NEW.key_id = OLD.key_id
    AND NEW.stored_at = OLD.stored_at AND NEW.seq IS NOT DISTINCT FROM OLD.seq)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments FOR EACH ROW WHEN (OLD.seq IS NOT NULL) EXECUTE FUNCTION refuse_change();
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION refuse_attached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM attachments WHERE id = OLD.attachment_id AND seq IS NOT NULL AND destroyed_at IS NULL) THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION refuse_attached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM attachments WHERE id = OLD.attachment_id AND seq IS NOT NULL) THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
-- +goose StatementEnd
DROP TRIGGER attachments_no_delete ON attachments;
DROP TRIGGER attachments_no_update ON attachments;
CREATE TRIGGER attachments_append_only BEFORE UPDATE OR DELETE ON attachments FOR EACH ROW WHEN (OLD.seq IS NOT NULL) EXECUTE FUNCTION refuse_change();
ALTER TABLE attachments DROP COLUMN destroyed_by, DROP COLUMN destroyed_at;
DROP TRIGGER person_keys_destroyed ON person_keys;
DROP TABLE erasures;
ALTER TABLE customers DROP COLUMN restricted_at, DROP COLUMN erased_at;
