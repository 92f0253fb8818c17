-- Accounts (companies) and what the server notes about them.
--
-- Every table below carries account_id first in its keys: nothing of one company is ever found
-- from another. STRICT and WITHOUT ROWID are the only words here that PostgreSQL does not have.
-- Instants are seconds since 1970 UTC, days are days since 1970, decimals count millionths,
-- booleans are 0 or 1. A column x_key holds the sort key of x, x_folded its case-folded text.

CREATE TABLE accounts (
    id          INTEGER NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

-- How often an account's rows have changed; account 0 is the server's own.
CREATE TABLE data_versions (
    account_id  INTEGER NOT NULL PRIMARY KEY,
    registry    INTEGER NOT NULL,
    data        INTEGER NOT NULL
) STRICT;

-- The last id given for each resource of an account.
CREATE TABLE sequences (
    account_id  INTEGER NOT NULL REFERENCES accounts (id),
    name        TEXT    NOT NULL,
    last        INTEGER NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;

-- Facts about the whole database, such as the version of the sort keys.
CREATE TABLE facts (
    name        TEXT    NOT NULL PRIMARY KEY,
    value       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO data_versions (account_id, registry, data) VALUES (0, 1, 1);
