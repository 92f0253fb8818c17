-- needs 002
-- How people sign in: passwords, codes, sessions, invitations. Secrets are hashes, or sealed with the
-- key that lies beside the database.

-- A user who may sign in. The same address may belong to logins of several accounts.
CREATE TABLE logins (
    account_id      INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    email           TEXT    NOT NULL,
    email_folded    TEXT    NOT NULL,
    password_hash   TEXT,                    -- argon2id; null: only an invitation gives a new one
    totp_secret     BLOB,                    -- sealed; null: no codes are asked for
    totp_pending    BLOB,                    -- sealed; shown, but not yet confirmed with a code
    totp_step       INTEGER NOT NULL,        -- codes of this time step and earlier ones are used up
    created_at      INTEGER NOT NULL,
    last_sign_in_at INTEGER,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The address comes first: it is what tells the accounts.
CREATE UNIQUE INDEX logins_by_email ON logins (email_folded, account_id);

-- Each stands in for a code once, when the telephone is lost.
CREATE TABLE recovery_codes (
    account_id      INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    hash            BLOB    NOT NULL,
    PRIMARY KEY (account_id, user_id, hash),
    FOREIGN KEY (account_id, user_id) REFERENCES logins (account_id, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    account_id      INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    hash            BLOB    NOT NULL UNIQUE, -- of the cookie
    created_at      INTEGER NOT NULL,
    last_seen_at    INTEGER NOT NULL,        -- to ten minutes
    address         TEXT    NOT NULL,
    agent           TEXT    NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES logins (account_id, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (account_id, user_id, id);
CREATE INDEX sessions_by_last_seen ON sessions (last_seen_at);

-- The newest link of a user, with which a password is chosen once.
CREATE TABLE invitations (
    account_id      INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    hash            BLOB    NOT NULL UNIQUE,
    expires_at      INTEGER NOT NULL,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX users_by_manager ON users (account_id, manager_id);
