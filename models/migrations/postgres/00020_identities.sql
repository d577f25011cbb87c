-- +goose Up

-- Who somebody is at an identity provider: issuer and subject together, and nothing else. A link is ended, never deleted.
CREATE TABLE identities (
    id         text PRIMARY KEY,
    issuer     text NOT NULL,
    subject    text NOT NULL,
    staff_id   text NOT NULL REFERENCES staff (id),
    created_by text NOT NULL REFERENCES staff (id), -- the person, who signed in to prove it, or an administrator
    created_at timestamptz NOT NULL,
    ended_by   text REFERENCES staff (id),
    ended_at   timestamptz
);
CREATE UNIQUE INDEX identities_subject ON identities (issuer, subject) WHERE ended_at IS NULL;
CREATE INDEX identities_staff ON identities (staff_id, created_at, id);

-- Attempts to sign in at the identity provider: used once, and gone after some minutes.
CREATE TABLE sign_in_attempts (
    hash       bytea PRIMARY KEY, -- of the value in the browser's cookie
    state      text NOT NULL,
    nonce      text NOT NULL,
    verifier   text NOT NULL,
    go_on      text NOT NULL,                       -- path of the desk
    staff_id   text REFERENCES staff (id),          -- who links an identity to himself; NULL for signing in
    session_id text REFERENCES sessions (id),       -- in which he does so
    expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_attempts_end ON sign_in_attempts (expires_at);

-- Which sessions rest on which identity, so that the provider can end them.
CREATE TABLE identity_sessions (
    session_id       text PRIMARY KEY REFERENCES sessions (id),
    identity_id      text NOT NULL REFERENCES identities (id),
    provider_session text NOT NULL                  -- the provider's name for its own; '' when it gave none
);
CREATE INDEX identity_sessions_identity ON identity_sessions (identity_id);
CREATE INDEX identity_sessions_provider ON identity_sessions (provider_session) WHERE provider_session > '';

-- Logout tokens that have been used. Each is forgotten when it would be refused for its age.
CREATE TABLE logout_tokens (
    issuer text NOT NULL,
    id     text NOT NULL,
    until  timestamptz NOT NULL,
    PRIMARY KEY (issuer, id)
);
CREATE INDEX logout_tokens_until ON logout_tokens (until);

-- +goose Down
DROP TABLE logout_tokens;
DROP TABLE identity_sessions;
DROP TABLE sign_in_attempts;
DROP TABLE identities;
