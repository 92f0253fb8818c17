-- needs 008
-- How often the rows of each area of an account have changed (db/versions.h has the areas by their
-- numbers): `changed` rises when rows that were there are not what they were, `added` when there
-- are more. Account 0 is the server's own.
DROP TRIGGER applications_changed;
DROP TRIGGER tokens_revoked;
DROP TABLE data_versions;

CREATE TABLE data_versions (
    account_id  INTEGER NOT NULL,
    area        INTEGER NOT NULL,
    changed     INTEGER NOT NULL DEFAULT 0,
    added       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, area)
) STRICT, WITHOUT ROWID;

INSERT INTO data_versions (account_id, area, changed) VALUES (0, 1, 1);

CREATE TRIGGER applications_changed AFTER UPDATE OF permissions, rate, allow, is_active, responsible_id ON applications
BEGIN
    UPDATE data_versions SET changed = changed + 1 WHERE account_id = 0 AND area = 1;
END;

CREATE TRIGGER tokens_revoked AFTER DELETE ON tokens
WHEN OLD.expires_at IS NULL OR OLD.expires_at > CAST(strftime('%s', 'now') AS INTEGER)
BEGIN
    UPDATE data_versions SET changed = changed + 1 WHERE account_id = 0 AND area = 1;
END;
