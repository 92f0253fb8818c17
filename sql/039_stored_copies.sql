-- needs 006
-- The bytes of uploaded files that are not kept in the directory. What an account has under a hash
-- may have come several times, so each copy has a number of its own; src/files/database/ledger.h
-- says what becomes of one.
CREATE TABLE stored_copies (
    account_id      INTEGER NOT NULL,
    content_hash    TEXT    NOT NULL,
    copy            INTEGER NOT NULL,
    size            INTEGER NOT NULL,
    held_in         INTEGER NOT NULL, -- 1: stored_chunks, 2: a bucket
    state           INTEGER NOT NULL, -- 1: on its way, 2: in its place, 3: set aside, 4: to be deleted
    since           INTEGER NOT NULL, -- that it is so
    PRIMARY KEY (account_id, content_hash, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX stored_copies_by_state ON stored_copies (state, since);

CREATE TABLE stored_chunks (
    account_id      INTEGER NOT NULL,
    content_hash    TEXT    NOT NULL,
    copy            INTEGER NOT NULL,
    number          INTEGER NOT NULL, -- from 0; all but the last have 256 KB
    content         BLOB    NOT NULL,
    PRIMARY KEY (account_id, content_hash, copy, number)
) STRICT, WITHOUT ROWID;
