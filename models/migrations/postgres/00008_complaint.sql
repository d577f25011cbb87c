-- +goose Up

-- A complaint may come from somebody unnamed: no customer, a person key of its own, and the keyed hash of a follow-up code.
ALTER TABLE complaints ALTER COLUMN customer_id DROP NOT NULL;
ALTER TABLE complaints ADD COLUMN key_id text REFERENCES person_keys (id); -- seals the texts of an unnamed complainant's case
ALTER TABLE complaints ADD COLUMN follow_up bytea;                         -- keyed hash of the code, of such a case
ALTER TABLE complaints ADD COLUMN nature text NOT NULL DEFAULT '';         -- '' unless the policy has natures
ALTER TABLE complaints ADD COLUMN merged_into text REFERENCES cases (id);  -- the case that it goes on in
ALTER TABLE complaints ADD COLUMN earlier_id text REFERENCES cases (id);   -- the earlier case that it takes up again
CREATE UNIQUE INDEX complaints_follow_up ON complaints (follow_up) WHERE follow_up IS NOT NULL;
CREATE INDEX complaints_merged_into ON complaints (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX complaints_earlier ON complaints (earlier_id) WHERE earlier_id IS NOT NULL;

-- +goose Down
DROP INDEX complaints_earlier;
DROP INDEX complaints_merged_into;
DROP INDEX complaints_follow_up;
ALTER TABLE complaints DROP COLUMN earlier_id;
ALTER TABLE complaints DROP COLUMN merged_into;
ALTER TABLE complaints DROP COLUMN nature;
ALTER TABLE complaints DROP COLUMN follow_up;
ALTER TABLE complaints DROP COLUMN key_id;
ALTER TABLE complaints ALTER COLUMN customer_id SET NOT NULL;
