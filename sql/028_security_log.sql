-- needs 023, 027
-- What was tried and done with logins, tokens and rights, by whom and from where. Accounts number
-- their own; account 0 has what is nobody's, and is no row of accounts.
CREATE TABLE security_events (
    seq                   INTEGER PRIMARY KEY, -- in the order of all accounts, for who reads on
    account_id            INTEGER NOT NULL,
    id                    INTEGER NOT NULL,
    at                    INTEGER NOT NULL, -- the first of them,
    last_at               INTEGER NOT NULL, -- and the last
    kind                  TEXT    NOT NULL,
    outcome               TEXT    NOT NULL,
    address               TEXT    NOT NULL, -- empty: the machine itself; *: several
    user_id               INTEGER,
    application_id        INTEGER,
    about_user_id         INTEGER, -- whose login or rights it was done to
    about_application_id  INTEGER,
    times                 INTEGER NOT NULL, -- how often
    room                  INTEGER NOT NULL  -- 0: written with a change; 1, 2: counted, and bounded: what
                                            -- strangers did, and the rest
) STRICT;
CREATE UNIQUE INDEX security_events_by_id ON security_events (account_id, id);
CREATE INDEX security_events_counted ON security_events (account_id, room, id);

ALTER TABLE settings ADD COLUMN keep_security_days INTEGER;

-- What applications had searched for stood in the log of use: names, addresses, numbers of people.
UPDATE usage_entries SET path = substr(path, 1, instr(path, '?') - 1) WHERE instr(path, '?') > 0;
