-- needs 008, 021
-- An application has at most 500 live tokens, and a company may demand codes from everybody.

-- The live ones are counted with each new one, by this index alone. Of the two that it replaces, the
-- first was the beginning of the second.
DROP INDEX tokens_application;
DROP INDEX tokens_by_application;
CREATE INDEX tokens_by_application ON tokens (account_id, application_id, id, expires_at);

-- Whatever is too many goes here, the oldest first, so that later there is one at a time. The static
-- token counts, and stays.
DELETE FROM tokens WHERE hash IN (
    SELECT hash FROM (
        SELECT hash, row_number() OVER (
            PARTITION BY account_id, application_id
            ORDER BY CASE WHEN expires_at IS NULL THEN 0 ELSE 1 END, id DESC) AS place
        FROM tokens) AS counted
    WHERE place > 500);

-- Whether who signs in without a code has to set codes up before anything else.
ALTER TABLE settings ADD COLUMN demands_codes INTEGER NOT NULL DEFAULT 0;
