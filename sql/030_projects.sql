-- needs 007, 008, 010
-- What programs write of a project, what people say about it, and registries of what it is.

ALTER TABLE project_statuses ADD COLUMN color TEXT;
ALTER TABLE project_statuses ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1;
ALTER TABLE cost_centers ADD COLUMN code TEXT;
ALTER TABLE cost_centers ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1;

CREATE TABLE project_categories (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    color           TEXT,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
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
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_tags_by_name ON project_tags (account_id, name_key, id);

ALTER TABLE projects ADD COLUMN order_number_value INTEGER; -- null unless it has only digits
ALTER TABLE projects ADD COLUMN description TEXT;
ALTER TABLE projects ADD COLUMN your_reference TEXT;
ALTER TABLE projects ADD COLUMN our_reference TEXT;
ALTER TABLE projects ADD COLUMN customer_reference_marking TEXT;
ALTER TABLE projects ADD COLUMN invoice_text TEXT;
ALTER TABLE projects ADD COLUMN ready_for_invoice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN all_is_member INTEGER NOT NULL DEFAULT 1;
ALTER TABLE projects ADD COLUMN sales_responsible_id INTEGER;
ALTER TABLE projects ADD COLUMN category_id INTEGER;
ALTER TABLE projects ADD COLUMN booking_project_id INTEGER;
ALTER TABLE projects ADD COLUMN budgeted_hours INTEGER;
ALTER TABLE projects ADD COLUMN budgeted_by TEXT; -- null: in total
UPDATE projects SET order_number_value = CAST(order_number AS INTEGER)
    WHERE order_number <> '' AND length(order_number) <= 18 AND ltrim(order_number, '0123456789') = '';
CREATE INDEX projects_by_number_value ON projects (account_id, order_number_value);
CREATE INDEX projects_by_category ON projects (account_id, category_id);
CREATE INDEX projects_by_booking_project ON projects (account_id, booking_project_id);

CREATE TABLE project_tag_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    project_id      INTEGER NOT NULL,
    project_tag_id  INTEGER NOT NULL,
    PRIMARY KEY (account_id, project_id, project_tag_id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, project_tag_id) REFERENCES project_tags (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_tag_links_by_tag ON project_tag_links (account_id, project_tag_id);

CREATE TABLE project_member_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    project_id      INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    PRIMARY KEY (account_id, project_id, user_id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_member_links_by_user ON project_member_links (account_id, user_id);

CREATE TABLE project_comments (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    project_id      INTEGER NOT NULL,
    text            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_comments_by_created ON project_comments (account_id, project_id, created_at, id);
