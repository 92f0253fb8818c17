-- needs 001
-- Companies that glimt import brings over from elsewhere, and how far it is: each part of it is committed
-- with the rows that it brought, so that it can be stopped and started again at any moment.
CREATE TABLE imports (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    source          TEXT    NOT NULL, -- the address that the rows come from
    begun_at        INTEGER NOT NULL,
    whole_at        INTEGER,          -- when all of it had come; null: not yet
    PRIMARY KEY (account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_steps (
    account_id      INTEGER NOT NULL REFERENCES imports (account_id),
    step            TEXT    NOT NULL, -- the plural of a resource
    page            INTEGER NOT NULL, -- of its list, the first that has not come whole
    there           INTEGER NOT NULL, -- rows that the source said it has
    is_done         INTEGER NOT NULL CHECK (is_done IN (0, 1)),
    PRIMARY KEY (account_id, step)
) STRICT, WITHOUT ROWID;

-- Rows of which only what others show of them has been seen.
CREATE TABLE import_names (
    account_id      INTEGER NOT NULL REFERENCES imports (account_id),
    resource        TEXT    NOT NULL, -- its plural
    row_id          INTEGER NOT NULL,
    PRIMARY KEY (account_id, resource, row_id)
) STRICT, WITHOUT ROWID;

-- What came and has no place here: rows that could not be stored, and properties that nobody knows.
CREATE TABLE import_asides (
    account_id      INTEGER NOT NULL REFERENCES imports (account_id),
    resource        TEXT    NOT NULL,
    row_id          INTEGER NOT NULL,
    property        TEXT    NOT NULL, -- empty: the whole row
    reason          TEXT    NOT NULL, -- a sentence
    value           TEXT    NOT NULL, -- JSON
    PRIMARY KEY (account_id, resource, row_id, property)
) STRICT, WITHOUT ROWID;
