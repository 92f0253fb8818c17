-- What was committed, in the order of its commits: an entry for each row of a resource that came,
-- changed or went. It stands beside the audit log, which is for people and has values. Entries name
-- rows by their numbers without foreign keys: they may be gone. The oldest are removed by age, the
-- last one of an account never, so that numbers do not begin again.
CREATE TABLE changes (
    account_id      INTEGER NOT NULL,
    number          INTEGER NOT NULL, -- rises by one within the account, in the order of commits
    at              INTEGER NOT NULL,
    resource        TEXT    NOT NULL, -- as its declaration is named: "time report"
    row_id          INTEGER NOT NULL,
    kind            INTEGER NOT NULL, -- 1 created, 2 updated, 3 deleted
    caller_kind     INTEGER NOT NULL, -- 1 application, 2 person, 3 command line, 4 server, 5 import
    caller_id       INTEGER,          -- of the application or the user; null: neither
    PRIMARY KEY (account_id, number)
) STRICT, WITHOUT ROWID;
