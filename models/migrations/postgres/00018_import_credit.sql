-- +goose Up

-- Workbooks of goods that have left and of money that came, beside the others.
ALTER TABLE imports DROP CONSTRAINT imports_kind_check;
ALTER TABLE imports ADD CONSTRAINT imports_kind_check
    CHECK (kind IN ('customers', 'vehicles', 'staff', 'deliveries', 'dispatches', 'payments'));

-- +goose Down
DELETE FROM external_refs WHERE kind IN ('dispatches', 'payments');
DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE kind IN ('dispatches', 'payments'));
DELETE FROM imports WHERE kind IN ('dispatches', 'payments');
ALTER TABLE imports DROP CONSTRAINT imports_kind_check;
ALTER TABLE imports ADD CONSTRAINT imports_kind_check CHECK (kind IN ('customers', 'vehicles', 'staff', 'deliveries'));
