-- needs 002
-- Days that whoever attests them gave back; the note goes when the day is locked again.
CREATE TABLE returned_days (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    user_id         INTEGER NOT NULL,
    date            INTEGER NOT NULL,
    comment         TEXT,
    returned_at     INTEGER NOT NULL,
    returned_by_id  INTEGER,
    PRIMARY KEY (account_id, user_id, date),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, returned_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
