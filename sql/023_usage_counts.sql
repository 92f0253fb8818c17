-- needs 008
-- How often applications asked, exactly, whatever stands in usage_entries: by hours, and by days.
-- The id is 16,777,216 times that of the application, and the hour or day since 1970.
CREATE TABLE usage_hours (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    application_id  INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    at              INTEGER NOT NULL, -- when the hour begins
    succeeded       INTEGER NOT NULL, -- below 400
    client_errors   INTEGER NOT NULL, -- from 400 to 499
    server_errors   INTEGER NOT NULL, -- 500 and above
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_hours_by_application ON usage_hours (account_id, application_id, id);
CREATE INDEX usage_hours_age ON usage_hours (account_id, at);

CREATE TABLE usage_days (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    application_id  INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    date            INTEGER NOT NULL, -- by Swedish clocks
    succeeded       INTEGER NOT NULL,
    client_errors   INTEGER NOT NULL,
    server_errors   INTEGER NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_days_by_application ON usage_days (account_id, application_id, id);
CREATE INDEX usage_days_age ON usage_days (account_id, date);

-- How many requests an entry stands for: 1 where each has its own.
ALTER TABLE usage_entries ADD COLUMN one_of INTEGER NOT NULL DEFAULT 1;
