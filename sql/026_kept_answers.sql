-- needs 002, 004
-- Answers to writes that came with an Idempotency-Key, so that the same request, sent again, gets the same
-- answer and nothing is written twice. A key belongs to an application or to a user, and goes with it.
-- Numbers rise with time, for each account; the oldest go first.
CREATE TABLE application_answers (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    number          INTEGER NOT NULL,
    application_id  INTEGER NOT NULL,
    key_hash        BLOB    NOT NULL,
    fingerprint     BLOB    NOT NULL, -- a hash of what was asked for
    at              INTEGER NOT NULL,
    status          INTEGER NOT NULL,
    headers         TEXT    NOT NULL, -- a line for each: a name, a colon, a blank, a value
    body            BLOB    NOT NULL, -- as it was sent, or compressed by zstd
    PRIMARY KEY (account_id, number),
    FOREIGN KEY (account_id, application_id) REFERENCES applications (account_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX application_answers_by_key ON application_answers (account_id, application_id, key_hash);

CREATE TABLE person_answers (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    number          INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    key_hash        BLOB    NOT NULL,
    fingerprint     BLOB    NOT NULL,
    at              INTEGER NOT NULL,
    status          INTEGER NOT NULL,
    headers         TEXT    NOT NULL,
    body            BLOB    NOT NULL,
    PRIMARY KEY (account_id, number),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_answers_by_key ON person_answers (account_id, user_id, key_hash);
