-- +goose Up

-- What a lead or a customer's card has besides its case.
CREATE TABLE leads (
    case_id         text NOT NULL PRIMARY KEY REFERENCES cases (id),
    customer_id     text NOT NULL REFERENCES customers (id),
    recipient_id    text NOT NULL REFERENCES staff (id), -- who entered it
    consultant_id   text NOT NULL REFERENCES staff (id), -- who follows it
    source          text NOT NULL,
    class           text NOT NULL,          -- of a visitor; '' without one
    quality         boolean NOT NULL,
    key_customer    boolean NOT NULL,
    objection       boolean NOT NULL,
    on_duty         boolean NOT NULL,
    dislikes        boolean NOT NULL,       -- to be called
    cadence         text NOT NULL,          -- row of the policy's table; '' for none
    contacts        bigint NOT NULL,       -- since its clocks began
    texts           bigint NOT NULL,       -- of further contacts, in a row without a call or a visit
    call_owed       boolean NOT NULL,       -- a message stands for a call that is still to be made
    signed_at       timestamptz,
    last_contact_at timestamptz,
    lapsed_at       timestamptz,               -- void since then
    stale           boolean NOT NULL        -- without progress for too long
);
CREATE INDEX leads_consultant ON leads (consultant_id);
CREATE INDEX leads_customer ON leads (customer_id);

-- Calls, messages and visits.
CREATE TABLE lead_contacts (
    case_id  text NOT NULL REFERENCES cases (id),
    seq      bigint NOT NULL,              -- of its event
    medium   text NOT NULL,
    reason   text NOT NULL,
    result   text NOT NULL,
    class    text NOT NULL,
    staff_id text NOT NULL REFERENCES staff (id),
    at       timestamptz NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX lead_contacts_at ON lead_contacts (at);
CREATE TRIGGER lead_contacts_append_only BEFORE UPDATE OR DELETE ON lead_contacts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lead_contacts_kept BEFORE TRUNCATE ON lead_contacts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE lead_contacts;
DROP TABLE leads;
