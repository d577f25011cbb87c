-- +goose Up

-- What complaint policies ask for beside the handling, and how a closed complaint is settled.
ALTER TABLE complaints ADD COLUMN joint boolean NOT NULL DEFAULT false;          -- departments handle it together
ALTER TABLE complaints ADD COLUMN dismissed boolean NOT NULL DEFAULT false;      -- decided: not upheld
ALTER TABLE complaints ADD COLUMN settlement text NOT NULL DEFAULT '';           -- way of the policy, none; '' until closed
ALTER TABLE complaints ADD COLUMN approved_quantity integer NOT NULL DEFAULT 0;   -- of the booked settlement
ALTER TABLE complaints ADD COLUMN actual_quantity integer NOT NULL DEFAULT 0;
ALTER TABLE complaints ADD COLUMN review text NOT NULL DEFAULT '';               -- penalty, no_penalty; '' until reviewed

CREATE TABLE complaint_copies (
    case_id   text NOT NULL REFERENCES cases (id),
    copy      integer NOT NULL CHECK (copy > 0), -- its number on the settlement's form
    receiver  text NOT NULL,                    -- role
    seq       integer NOT NULL,                  -- event that handed it over
    routed_at datetime NOT NULL,
    routed_by text NOT NULL REFERENCES staff (id),
    PRIMARY KEY (case_id, copy)
);

-- +goose Down
DROP TABLE complaint_copies;
ALTER TABLE complaints DROP COLUMN review;
ALTER TABLE complaints DROP COLUMN actual_quantity;
ALTER TABLE complaints DROP COLUMN approved_quantity;
ALTER TABLE complaints DROP COLUMN settlement;
ALTER TABLE complaints DROP COLUMN dismissed;
ALTER TABLE complaints DROP COLUMN joint;
