-- needs 005
-- Task boards with their columns, tags and members; tasks with comments, checklists and attachments.

CREATE TABLE task_tags (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    title           TEXT,
    color           TEXT,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_boards (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    project_id      INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_boards_by_created ON task_boards (account_id, created_at, id);
CREATE INDEX task_boards_by_updated ON task_boards (account_id, updated_at, id);
CREATE INDEX task_boards_by_name ON task_boards (account_id, name_key, id);
CREATE INDEX task_boards_by_project ON task_boards (account_id, project_id, id);

CREATE TABLE task_board_columns (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    position        INTEGER NOT NULL, -- from left to right
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    task_board_id   INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, task_board_id) REFERENCES task_boards (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_board_columns_by_position ON task_board_columns (account_id, task_board_id, position, id);

CREATE TABLE task_board_tag_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    task_board_id   INTEGER NOT NULL,
    task_tag_id     INTEGER NOT NULL,
    PRIMARY KEY (account_id, task_board_id, task_tag_id),
    FOREIGN KEY (account_id, task_board_id) REFERENCES task_boards (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, task_tag_id) REFERENCES task_tags (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_board_tag_links_by_tag ON task_board_tag_links (account_id, task_tag_id, task_board_id);

CREATE TABLE task_board_member_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    task_board_id   INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    PRIMARY KEY (account_id, task_board_id, user_id),
    FOREIGN KEY (account_id, task_board_id) REFERENCES task_boards (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_board_member_links_by_user ON task_board_member_links (account_id, user_id, task_board_id);

-- start_at and end_at are the moments that lists are ordered and filtered by; the day and the time
-- of day beside them are what is shown, the time null where only a day was given.
CREATE TABLE tasks (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    description     TEXT,
    is_completed    INTEGER NOT NULL CHECK (is_completed IN (0, 1)),
    completed_at    INTEGER,
    time_reporting_enabled INTEGER NOT NULL CHECK (time_reporting_enabled IN (0, 1)),
    estimate        INTEGER,
    start_at        INTEGER,
    start_date      INTEGER,
    start_time      INTEGER,
    end_at          INTEGER,
    end_date        INTEGER,
    end_time        INTEGER,
    task_board_column_id INTEGER,
    task_board_id   INTEGER, -- the column's
    project_id      INTEGER,
    project_collection_id INTEGER,
    opportunity_id  INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    title_key       BLOB    NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, task_board_column_id) REFERENCES task_board_columns (account_id, id),
    FOREIGN KEY (account_id, task_board_id) REFERENCES task_boards (account_id, id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id),
    FOREIGN KEY (account_id, project_collection_id) REFERENCES project_collections (account_id, id),
    FOREIGN KEY (account_id, opportunity_id) REFERENCES opportunities (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_by_created ON tasks (account_id, created_at, id);
CREATE INDEX tasks_by_title ON tasks (account_id, title_key, id);
CREATE INDEX tasks_by_start ON tasks (account_id, start_at, id);
CREATE INDEX tasks_by_end ON tasks (account_id, end_at, id);
CREATE INDEX tasks_by_board ON tasks (account_id, task_board_id, created_at, id);
CREATE INDEX tasks_by_column ON tasks (account_id, task_board_column_id, created_at, id);
CREATE INDEX tasks_by_creator ON tasks (account_id, created_by_id, created_at, id);
CREATE INDEX tasks_by_project ON tasks (account_id, project_id);

CREATE TABLE task_tag_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    task_id         INTEGER NOT NULL,
    task_tag_id     INTEGER NOT NULL,
    PRIMARY KEY (account_id, task_id, task_tag_id),
    FOREIGN KEY (account_id, task_id) REFERENCES tasks (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, task_tag_id) REFERENCES task_tags (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_tag_links_by_tag ON task_tag_links (account_id, task_tag_id, task_id);

CREATE TABLE task_member_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    task_id         INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    PRIMARY KEY (account_id, task_id, user_id),
    FOREIGN KEY (account_id, task_id) REFERENCES tasks (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_member_links_by_user ON task_member_links (account_id, user_id, task_id);

CREATE TABLE task_comments (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    text            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    task_id         INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, task_id) REFERENCES tasks (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_comments_by_created ON task_comments (account_id, task_id, created_at, id);

CREATE TABLE task_checklists (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    task_id         INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, task_id) REFERENCES tasks (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_checklists_by_name ON task_checklists (account_id, task_id, name_key, id);

CREATE TABLE task_checklist_items (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    is_completed    INTEGER NOT NULL CHECK (is_completed IN (0, 1)),
    completed_at    INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    task_checklist_id INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, task_checklist_id) REFERENCES task_checklists (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_checklist_items_by_position ON task_checklist_items (account_id, task_checklist_id, position, id);

-- The bytes of a file lie in the data directory under content_hash.
CREATE TABLE task_attachments (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    type            TEXT    NOT NULL CHECK (type IN ('file', 'link')),
    content_type    TEXT,
    size_in_bytes   INTEGER,
    external_url    TEXT,
    external_url_type TEXT  CHECK (external_url_type IN ('googleDrive', 'dropbox', 'oneDrive')),
    file_name       TEXT,
    content_hash    TEXT,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    task_id         INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    CHECK ((type = 'file') = (content_hash IS NOT NULL)),
    CHECK ((type = 'link') = (external_url IS NOT NULL)),
    FOREIGN KEY (account_id, task_id) REFERENCES tasks (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_attachments_by_name ON task_attachments (account_id, task_id, name_key, id);
CREATE INDEX task_attachments_by_content ON task_attachments (account_id, content_hash);

-- Files that lost a row, by whatever way, and may have to be removed; see api/stored_files.h.
CREATE TABLE file_removals (
    account_id      INTEGER NOT NULL,
    content_hash    TEXT    NOT NULL,
    times           INTEGER NOT NULL, -- so that a note that came again is not taken for the old one
    PRIMARY KEY (account_id, content_hash)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER task_attachments_deleted AFTER DELETE ON task_attachments
WHEN OLD.content_hash IS NOT NULL
BEGIN
    INSERT INTO file_removals (account_id, content_hash, times)
        VALUES (OLD.account_id, OLD.content_hash, 1)
        ON CONFLICT (account_id, content_hash) DO UPDATE SET times = times + 1;
END;
