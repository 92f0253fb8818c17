-- needs 002, 007, 011
-- Locked and returned days are rows of resources, which entries of the change log name by their ids.
-- They are looked for by user and day, so that stays their key.
ALTER TABLE locked_days RENAME TO former_locked_days;
CREATE TABLE locked_days (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    date            INTEGER NOT NULL,
    locked_at       INTEGER NOT NULL,
    locked_by_id    INTEGER,
    PRIMARY KEY (account_id, user_id, date),
    UNIQUE (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, locked_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO locked_days (account_id, id, user_id, date, locked_at, locked_by_id)
    SELECT account_id, row_number() OVER (PARTITION BY account_id ORDER BY user_id, date), user_id, date, locked_at,
        locked_by_id
    FROM former_locked_days;
DROP TABLE former_locked_days;
INSERT INTO sequences (account_id, name, last)
    SELECT account_id, 'locked_days', max(id) FROM locked_days GROUP BY account_id;

ALTER TABLE returned_days RENAME TO former_returned_days;
CREATE TABLE returned_days (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    date            INTEGER NOT NULL,
    comment         TEXT,
    returned_at     INTEGER NOT NULL,
    returned_by_id  INTEGER,
    PRIMARY KEY (account_id, user_id, date),
    UNIQUE (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, returned_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO returned_days (account_id, id, user_id, date, comment, returned_at, returned_by_id)
    SELECT account_id, row_number() OVER (PARTITION BY account_id ORDER BY user_id, date), user_id, date, comment,
        returned_at, returned_by_id
    FROM former_returned_days;
DROP TABLE former_returned_days;
INSERT INTO sequences (account_id, name, last)
    SELECT account_id, 'returned_days', max(id) FROM returned_days GROUP BY account_id;
