-- needs 002
-- API-applications: the programs that call, each acting as one user, and their tokens.

CREATE TABLE applications (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    public_id       TEXT    NOT NULL UNIQUE, -- ap_ and a UUID
    secret_hash     BLOB    NOT NULL,
    name            TEXT    NOT NULL,
    responsible_id  INTEGER NOT NULL,        -- the user it acts as
    permissions     INTEGER NOT NULL,        -- one bit each
    rate            INTEGER NOT NULL,        -- requests per second and token; 0: any number
    allow           TEXT    NOT NULL,        -- addresses and blocks between blanks; empty: all
    is_active       INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    last_used_at    INTEGER,                 -- when it last fetched a token
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, responsible_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX applications_responsible ON applications (account_id, responsible_id);

-- The one key here without account_id first: a token is what tells the account.
CREATE TABLE tokens (
    hash            BLOB    NOT NULL PRIMARY KEY,
    account_id      INTEGER NOT NULL,
    application_id  INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER,                 -- null: a static token
    FOREIGN KEY (account_id, application_id) REFERENCES applications (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_expires_at ON tokens (expires_at);
CREATE INDEX tokens_application ON tokens (account_id, application_id);
