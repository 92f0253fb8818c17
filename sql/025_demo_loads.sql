-- needs 001
-- Companies that glimt demo is filling in steps, or was when it was interrupted: they are closed
-- until it has run to its end, since half of a company looks like a whole one.
CREATE TABLE demo_loads (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    begun_at        INTEGER NOT NULL,
    first_user      INTEGER NOT NULL, -- users from here on are the demo's
    PRIMARY KEY (account_id)
) STRICT, WITHOUT ROWID;
