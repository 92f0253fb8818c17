-- needs 034
-- What each time report of an import says of hours and costs at its source, to be held against what is
-- here in the end; written with the rows, so that it is whole whenever they are.
CREATE TABLE import_sums (
    account_id      INTEGER NOT NULL REFERENCES imports (account_id),
    report_id       INTEGER NOT NULL,
    date            INTEGER NOT NULL, -- days since 1970
    hours           INTEGER NOT NULL, -- millionths, as the next
    costs           INTEGER NOT NULL, -- of the time and all parts
    PRIMARY KEY (account_id, report_id)
) STRICT, WITHOUT ROWID;
