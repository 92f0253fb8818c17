-- needs 009, 020
-- Where people have signed in from. Whoever comes from there again does not wait behind strangers who
-- guess at the same login.
CREATE TABLE places (
    account_id      INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    hash            BLOB    NOT NULL, -- of the address; of the network, where it is IPv6
    used_at         INTEGER NOT NULL,
    PRIMARY KEY (account_id, user_id, hash),
    FOREIGN KEY (account_id, user_id) REFERENCES logins (account_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
