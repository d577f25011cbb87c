-- +goose Up

-- Signing in. Whoever is in has a session: a row that is looked up at each request, and an end.
CREATE TABLE sessions (
    id        text NOT NULL PRIMARY KEY,
    hash      bytea NOT NULL UNIQUE,           -- SHA-256 of its value, which only the browser has
    staff_id  text NOT NULL REFERENCES staff (id),
    how       text NOT NULL CHECK (how IN ('password', 'token', 'oidc')),
    token_id  text REFERENCES tokens (id),     -- that was kept in it: it ends with that
    begun_at  timestamptz NOT NULL,
    seen_at   timestamptz NOT NULL,               -- when it was last used, to a minute
    ends_at   timestamptz NOT NULL,               -- at the latest, however much it is used
    second_at timestamptz,                        -- when a second factor was given
    ended_at  timestamptz
);
CREATE INDEX sessions_live ON sessions (staff_id, begun_at) WHERE ended_at IS NULL;
CREATE INDEX sessions_token ON sessions (token_id) WHERE token_id IS NOT NULL;

ALTER TABLE tokens ADD COLUMN scope text NOT NULL DEFAULT 'all' CHECK (scope IN ('all', 'read'));
CREATE INDEX tokens_staff ON tokens (staff_id, created_at);

-- Local accounts.
CREATE TABLE passwords (
    staff_id text NOT NULL PRIMARY KEY REFERENCES staff (id),
    hash     text NOT NULL,                    -- Argon2id with its parameters and its salt
    set_at   timestamptz NOT NULL
);

-- A secret that is shown once and with which its owner sets a password, once.
CREATE TABLE invitations (
    id            text NOT NULL PRIMARY KEY,
    hash          bytea NOT NULL UNIQUE,       -- SHA-256
    staff_id      text NOT NULL REFERENCES staff (id),
    by_staff      text REFERENCES staff (id),  -- who invited; nobody when it was made on the machine
    drops_factor  boolean NOT NULL,            -- the second factor is lost and ends with it
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz
);
CREATE INDEX invitations_staff ON invitations (staff_id, created_at);

-- The second factor: a secret that a telephone shares, and codes for when that is lost.
CREATE TABLE second_factors (
    staff_id     text NOT NULL PRIMARY KEY REFERENCES staff (id),
    key_id       text NOT NULL REFERENCES person_keys (id),
    sealed       bytea NOT NULL,               -- the secret
    begun_at     timestamptz NOT NULL,
    confirmed_at timestamptz,                     -- counts since then
    last_step    bigint NOT NULL               -- of 30 s since 1970: of the last code that was taken; none is taken twice
);
CREATE TABLE recovery_codes (
    staff_id text NOT NULL REFERENCES staff (id),
    hash     bytea NOT NULL,                   -- SHA-256
    used_at  timestamptz,
    PRIMARY KEY (staff_id, hash)
);

-- Guesses at passwords and codes of the last quarter of an hour, before they are known to be right.
CREATE TABLE guesses (
    id      bigint NOT NULL PRIMARY KEY,
    at      timestamptz NOT NULL,
    at_what text NOT NULL CHECK (at_what IN ('password', 'code', 'relief', 'relieved')),
    account bytea NOT NULL,                    -- keyed hash of the number on the badge, as it was typed
    source  bytea NOT NULL                     -- keyed hash of the address from which it came
);
CREATE INDEX guesses_account ON guesses (account, at);
CREATE INDEX guesses_source ON guesses (source, at);
CREATE INDEX guesses_at ON guesses (at);

-- What somebody is told of changes to his ways in.
CREATE TABLE credential_changes (
    id       text NOT NULL PRIMARY KEY,
    staff_id text NOT NULL REFERENCES staff (id),
    what     text NOT NULL,
    by_staff text REFERENCES staff (id),       -- nobody when it was done on the machine
    at       timestamptz NOT NULL
);
CREATE INDEX credential_changes_staff ON credential_changes (staff_id, at);

-- +goose Down
DROP TABLE credential_changes;
DROP TABLE guesses;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
DROP TABLE invitations;
DROP TABLE passwords;
DROP INDEX tokens_staff;
DROP TABLE sessions;
ALTER TABLE tokens DROP COLUMN scope;
