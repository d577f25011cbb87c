-- +goose Up

-- A person's own stream of events, and the end of the last day of whoever leaves.
ALTER TABLE staff ADD COLUMN seq integer NOT NULL DEFAULT 0; -- last event about the person
ALTER TABLE staff ADD COLUMN leaves_at datetime;             -- exclusive; NULL for whoever stays

-- A role that one administrator proposes and another confirms.
CREATE TABLE role_proposals (
    id            text NOT NULL PRIMARY KEY,
    staff_id      text NOT NULL REFERENCES staff (id),
    role          text NOT NULL,
    unit_id       text NOT NULL REFERENCES units (id),
    department_id text REFERENCES departments (id),
    valid_from    datetime,                      -- NULL: from when it is confirmed
    valid_to      datetime,                      -- exclusive
    proposed_by   text NOT NULL REFERENCES staff (id),
    proposed_at   datetime NOT NULL,
    decision      text NOT NULL CHECK (decision IN ('', 'confirmed', 'rejected')),
    decided_by    text REFERENCES staff (id),
    decided_at    datetime,
    assignment_id text REFERENCES role_assignments (id)
);
CREATE INDEX role_proposals_open ON role_proposals (unit_id, proposed_at, id) WHERE decision = '';
CREATE INDEX role_proposals_staff ON role_proposals (staff_id);

-- Who stands in for whom while an absence lasts.
CREATE TABLE substitutions (
    id            text NOT NULL PRIMARY KEY,
    absence_id    text NOT NULL REFERENCES absences (id),
    staff_id      text NOT NULL REFERENCES staff (id), -- who is away
    substitute_id text NOT NULL REFERENCES staff (id),
    valid_from    datetime NOT NULL,
    valid_to      datetime                       -- exclusive; NULL while it isn't known
);
CREATE INDEX substitutions_staff ON substitutions (staff_id, valid_from, id);
CREATE INDEX substitutions_substitute ON substitutions (substitute_id, valid_from, id);

-- Who has acted in a case in place of whom: the two are one when four eyes are counted.
CREATE TABLE case_substitutes (
    case_id   text NOT NULL REFERENCES cases (id),
    staff_id  text NOT NULL REFERENCES staff (id), -- who acted
    behalf_id text NOT NULL REFERENCES staff (id), -- in whose place
    seq       integer NOT NULL,                       -- of the first event
    PRIMARY KEY (case_id, staff_id, behalf_id)
);

-- Who is above whom.
CREATE TABLE superiors (
    id          text NOT NULL PRIMARY KEY,
    staff_id    text NOT NULL REFERENCES staff (id),
    superior_id text NOT NULL REFERENCES staff (id),
    kind        text NOT NULL CHECK (kind IN ('line', 'area')),
    valid_from  datetime NOT NULL,
    valid_to    datetime                         -- exclusive
);
CREATE INDEX superiors_staff ON superiors (staff_id, kind, valid_from, id);
CREATE INDEX superiors_superior ON superiors (superior_id);

-- What whoever leaves hands over: one command for each case or to-do.
CREATE TABLE hand_overs (
    id           text NOT NULL PRIMARY KEY,
    staff_id     text NOT NULL REFERENCES staff (id),
    successor_id text NOT NULL REFERENCES staff (id),
    from_at      datetime NOT NULL,
    ordered_by   text NOT NULL REFERENCES staff (id),
    ordered_at   datetime NOT NULL,
    seq          integer NOT NULL,               -- of the event in the person's stream that ordered it
    begun_at     datetime                        -- when its commands were written; NULL before
);
CREATE INDEX hand_overs_staff ON hand_overs (staff_id, ordered_at, id);
CREATE INDEX hand_overs_waiting ON hand_overs (from_at, id) WHERE begun_at IS NULL;

CREATE TABLE hand_over_items (
    hand_over_id  text NOT NULL REFERENCES hand_overs (id),
    command_id    text NOT NULL REFERENCES commands (id),
    case_id       text NOT NULL REFERENCES cases (id),
    obligation_id text REFERENCES obligations (id), -- NULL for the case with all that its handler owes
    PRIMARY KEY (hand_over_id, command_id)
);

-- +goose Down
DROP TABLE hand_over_items;
DROP TABLE hand_overs;
DROP TABLE superiors;
DROP TABLE case_substitutes;
DROP TABLE substitutions;
DROP TABLE role_proposals;
ALTER TABLE staff DROP COLUMN leaves_at;
ALTER TABLE staff DROP COLUMN seq;
