-- +goose Up

-- How a customer is greeted (PF-05).
ALTER TABLE customers ADD COLUMN class text NOT NULL DEFAULT '';       -- '' until somebody says
ALTER TABLE customers ADD COLUMN consented_at datetime;              -- has agreed to be greeted; NULL: hasn't
CREATE TABLE customer_birthdays (
    id          text NOT NULL PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers (id),
    whose       text NOT NULL,                    -- own, family
    day_sealed  blob NOT NULL,                   -- day of a solar or of a lunar year, sealed with the customer's key
    day_index   blob NOT NULL                    -- keyed hash of the same
);
CREATE INDEX customer_birthdays_day ON customer_birthdays (day_index, customer_id);
CREATE INDEX customer_birthdays_customer ON customer_birthdays (customer_id);
CREATE INDEX customers_unit ON customers (unit_id, id);

-- What begins by itself, for each unit whose policies say so.
CREATE TABLE schedules (
    id      text NOT NULL PRIMARY KEY,            -- of unit, family and name
    unit_id text NOT NULL REFERENCES units (id),
    family  text NOT NULL,
    word    text NOT NULL,                        -- by which the policy calls it
    since   datetime NOT NULL,                 -- rounds before aren't begun
    seq     integer NOT NULL,                      -- last event in the schedule's own stream; 0 before the first
    gone_at datetime                           -- no policy has it any more
);
CREATE TABLE schedule_pauses (
    schedule_id text NOT NULL REFERENCES schedules (id),
    n           integer NOT NULL,                  -- 1, 2, …
    from_at     datetime NOT NULL,
    to_at       datetime,                      -- NULL while it lasts
    PRIMARY KEY (schedule_id, n)
);
CREATE TABLE schedule_periods (
    schedule_id text NOT NULL REFERENCES schedules (id),
    period      text NOT NULL,
    begins_at   datetime NOT NULL,
    begun_at    datetime NOT NULL,
    late        boolean NOT NULL,
    source      text NOT NULL,                    -- temporal, sweeper, hand
    command_id  text NOT NULL,                    -- that it brought
    case_id     text NOT NULL,                    -- that the command opens
    PRIMARY KEY (schedule_id, period)
);
CREATE INDEX schedule_periods_begins ON schedule_periods (schedule_id, begins_at);

-- What a campaign has besides its case (PF-05).
CREATE TABLE campaigns (
    case_id     text NOT NULL PRIMARY KEY REFERENCES cases (id),
    occasion    text NOT NULL,                    -- a word of the policy
    period      text NOT NULL,                    -- of the schedule that began it; '' when somebody did
    day         text NOT NULL,                    -- 2026-09-25
    node        text NOT NULL,
    late        boolean NOT NULL,
    opener_id   text REFERENCES staff (id),       -- NULL when a schedule began it
    reached     text NOT NULL,                    -- id of the last customer gone through
    pages       integer NOT NULL,
    planned     integer NOT NULL,
    gifts       integer NOT NULL,
    left_out    text NOT NULL,                    -- numbers by reason, as JSON
    listed_at   datetime,                      -- all customers have been gone through
    approved_at datetime,                      -- the gifts
    approver_id text REFERENCES staff (id)
);
CREATE INDEX campaigns_day ON campaigns (day, case_id);
CREATE TABLE campaign_pages (
    id        text NOT NULL PRIMARY KEY,
    case_id   text NOT NULL REFERENCES cases (id),
    n         integer NOT NULL,
    planned   integer NOT NULL,
    open      integer NOT NULL,                    -- greetings in it that are still to be done
    seq       integer NOT NULL,                    -- last event in the page's own stream; 0 before the first
    closed_at datetime,
    UNIQUE (case_id, n)
);
CREATE TABLE greetings (
    obligation_id text NOT NULL PRIMARY KEY REFERENCES obligations (id),
    case_id       text NOT NULL REFERENCES cases (id),
    page_id       text NOT NULL REFERENCES campaign_pages (id),
    customer_id   text NOT NULL REFERENCES customers (id),
    class         text NOT NULL,
    means         text NOT NULL,                  -- comma separated, the usual one first
    gifts         text NOT NULL,                  -- idem; '' for none
    tries         integer NOT NULL,
    outcome       text NOT NULL,                  -- '' before the first
    by_means      text NOT NULL,
    gift          text NOT NULL,
    staff_id      text REFERENCES staff (id),
    at            datetime,
    UNIQUE (case_id, customer_id)
);
CREATE INDEX greetings_page ON greetings (page_id);
CREATE INDEX greetings_customer ON greetings (customer_id);

-- +goose Down
DROP TABLE greetings;
DROP TABLE campaign_pages;
DROP TABLE campaigns;
DROP TABLE schedule_periods;
DROP TABLE schedule_pauses;
DROP TABLE schedules;
DROP INDEX customers_unit;
DROP TABLE customer_birthdays;
ALTER TABLE customers DROP COLUMN consented_at;
ALTER TABLE customers DROP COLUMN class;
