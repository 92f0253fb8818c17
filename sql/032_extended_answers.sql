-- needs 008, 014
-- What applications with extended answers are shown beyond the documentation.
ALTER TABLE applications ADD COLUMN extended_answers INTEGER NOT NULL DEFAULT 0 CHECK (extended_answers IN (0, 1));

CREATE TABLE project_categories (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    color           TEXT,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_categories_by_name ON project_categories (account_id, name_key, id);

CREATE TABLE project_tags (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    color           TEXT,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_tags_by_name ON project_tags (account_id, name_key, id);

CREATE TABLE project_tag_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    project_id      INTEGER NOT NULL,
    project_tag_id  INTEGER NOT NULL,
    PRIMARY KEY (account_id, project_id, project_tag_id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, project_tag_id) REFERENCES project_tags (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_tag_links_by_tag ON project_tag_links (account_id, project_tag_id, project_id);

-- A column that is added can't have a key of two columns; the door looks after these references.
ALTER TABLE projects ADD COLUMN category_id INTEGER;
ALTER TABLE projects ADD COLUMN sales_responsible_id INTEGER;
CREATE INDEX projects_by_category ON projects (account_id, category_id);

ALTER TABLE cost_centers ADD COLUMN code TEXT;
ALTER TABLE users ADD COLUMN is_restricted INTEGER NOT NULL DEFAULT 0 CHECK (is_restricted IN (0, 1));
ALTER TABLE contacts ADD COLUMN is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1));
ALTER TABLE tasks ADD COLUMN archived_date INTEGER;
ALTER TABLE time_reports ADD COLUMN invoiced_date INTEGER;
ALTER TABLE time_reports ADD COLUMN invoice_draft_id INTEGER;
