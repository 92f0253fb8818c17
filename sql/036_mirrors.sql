-- needs 034
-- A company that is brought over is a mirror until it is whole, and longer if that is wished: its rows
-- follow those of the source, and nobody else may change them.
ALTER TABLE imports ADD COLUMN follows INTEGER NOT NULL DEFAULT 0 CHECK (follows IN (0, 1));
ALTER TABLE imports ADD COLUMN came_at INTEGER; -- when all that the application may see there had come; null: not yet

-- Each row that came from the source, and what it was like there: a hash of it, or 0 when it may have
-- changed since without looking different.
CREATE TABLE import_seen (
    account_id      INTEGER NOT NULL REFERENCES imports (account_id),
    resource        TEXT    NOT NULL, -- its plural
    row_id          INTEGER NOT NULL,
    print           INTEGER NOT NULL,
    PRIMARY KEY (account_id, resource, row_id)
) STRICT, WITHOUT ROWID;

-- How old what came of a resource is.
CREATE TABLE import_reads (
    account_id      INTEGER NOT NULL REFERENCES imports (account_id),
    resource        TEXT    NOT NULL,
    read_at         INTEGER NOT NULL, -- all that changed until then is here
    compared_at     INTEGER NOT NULL, -- all rows that were gone then are gone here
    newest          INTEGER NOT NULL, -- the latest stamp that was seen
    PRIMARY KEY (account_id, resource)
) STRICT, WITHOUT ROWID;
