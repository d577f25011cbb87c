-- +goose Up

-- What a visit to a customer has besides its case (PF-04).
CREATE TABLE visits (
    case_id        text NOT NULL PRIMARY KEY REFERENCES cases (id),
    unit_id        text NOT NULL REFERENCES units (id),
    customer_id    text NOT NULL REFERENCES customers (id),
    person_id      text NOT NULL REFERENCES staff (id),   -- who visits
    recipient_id   text REFERENCES staff (id),            -- who planned it
    plan_id        text REFERENCES cases (id),            -- the month's
    plan_line      bigint NOT NULL,                       -- 0: on its own
    purpose        text NOT NULL,
    object         text NOT NULL,
    way            text NOT NULL,
    matter         text NOT NULL,                         -- of a call
    earlier_id     text REFERENCES cases (id),            -- the visit that a call supplements
    appointed_at   timestamptz,
    prepared_at    timestamptz,
    visited_at     timestamptz,
    minutes        bigint NOT NULL,                       -- for which the customer was trained
    promises       bigint NOT NULL,
    kept           bigint NOT NULL,                       -- promises
    reported_at    timestamptz,
    late           boolean NOT NULL,                      -- the report
    reviewed_at    timestamptz,
    reviewer_id    text REFERENCES staff (id),
    off_duty_until timestamptz                            -- of whoever hadn't reported, as it is proposed
);
CREATE INDEX visits_customer ON visits (customer_id, visited_at);
CREATE INDEX visits_person ON visits (unit_id, person_id, visited_at);
CREATE INDEX visits_plan ON visits (plan_id, plan_line) WHERE plan_id IS NOT NULL;

-- What a person's month has besides its case: the plan of it, and as far as it is counted.
CREATE TABLE visit_plans (
    case_id      text NOT NULL PRIMARY KEY REFERENCES cases (id),
    unit_id      text NOT NULL REFERENCES units (id),
    person_id    text NOT NULL REFERENCES staff (id),
    month        text NOT NULL,                           -- 2026-03
    recipient_id text REFERENCES staff (id),              -- who opened it; NULL for a schedule
    lines        bigint NOT NULL,
    submitted_at timestamptz,
    approved_at  timestamptz,
    approver_id  text REFERENCES staff (id),
    counted_to   text NOT NULL,                           -- last day that is counted: 2026-03-06; '' before the first
    next_at      timestamptz,                             -- when something can be counted next; NULL when nothing can any more
    closed_at    timestamptz,
    planned      bigint NOT NULL,                         -- visits, at the closing
    actual       bigint NOT NULL,                         -- of those planned ones
    beside       bigint NOT NULL,                         -- that nobody had planned
    voided       boolean NOT NULL
);
CREATE UNIQUE INDEX visit_plans_month ON visit_plans (unit_id, person_id, month) WHERE NOT voided;
CREATE INDEX visit_plans_next ON visit_plans (next_at, case_id) WHERE next_at IS NOT NULL;

CREATE TABLE visit_plan_lines (
    case_id     text NOT NULL REFERENCES cases (id),
    n           bigint NOT NULL,
    purpose     text NOT NULL,
    object      text NOT NULL,
    customer_id text REFERENCES customers (id),           -- NULL for a class of customers
    visits      bigint NOT NULL,
    PRIMARY KEY (case_id, n)
);

-- What somebody has done, as it counts for a quota. Rows are only ever added.
CREATE TABLE visit_activities (
    case_id       text NOT NULL REFERENCES cases (id),    -- the person's month
    n             bigint NOT NULL,
    id            text NOT NULL,
    kind          text NOT NULL,
    day           text NOT NULL,                          -- 2026-03-06
    about         text NOT NULL,                          -- id of the customer, or a number
    customer_id   text REFERENCES customers (id),
    show          text NOT NULL,                          -- number of the road show at which a lead was collected
    attachment_id text REFERENCES attachments (id),
    recorded_by   text NOT NULL REFERENCES staff (id),
    recorded_at   timestamptz NOT NULL,
    PRIMARY KEY (case_id, n)
);
CREATE UNIQUE INDEX visit_activities_id ON visit_activities (id);
CREATE UNIQUE INDEX visit_activities_once ON visit_activities (case_id, kind, day, show, about);

-- What was counted of a quota in a period: once. Rows are only ever added.
CREATE TABLE visit_quotas (
    unit_id   text NOT NULL REFERENCES units (id),
    quota     text NOT NULL,
    person_id text NOT NULL REFERENCES staff (id),
    period    text NOT NULL,                              -- 2026-03-06, 2026-03, or the number of a road show
    case_id   text NOT NULL REFERENCES cases (id),
    done      bigint NOT NULL,
    least     bigint NOT NULL,
    missing   bigint NOT NULL,
    late      boolean NOT NULL,                           -- counted later than it should have been
    closed_at timestamptz NOT NULL,
    PRIMARY KEY (unit_id, quota, person_id, period)
);
CREATE INDEX visit_quotas_case ON visit_quotas (case_id, period, quota);
CREATE TRIGGER visit_activities_append_only BEFORE UPDATE OR DELETE ON visit_activities FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visit_activities_kept BEFORE TRUNCATE ON visit_activities FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visit_quotas_append_only BEFORE UPDATE OR DELETE ON visit_quotas FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visit_quotas_kept BEFORE TRUNCATE ON visit_quotas FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE visit_quotas;
DROP TABLE visit_activities;
DROP TABLE visit_plan_lines;
DROP TABLE visit_plans;
DROP TABLE visits;
