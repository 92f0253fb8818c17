-- needs 003
-- Projects, and the registries that only they refer to.

CREATE TABLE project_statuses (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    is_completed_status INTEGER NOT NULL CHECK (is_completed_status IN (0, 1)),
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_collections (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    number          TEXT    NOT NULL,
    number_key      BLOB    NOT NULL,
    number_folded   TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE booking_projects (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE opportunities (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE projects (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    order_number    TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    status_id       INTEGER,
    start_date      INTEGER,
    end_date        INTEGER,
    invoice_type    TEXT    NOT NULL CHECK (invoice_type IN ('ongoing', 'fixedPrice', 'none')),
    location_longitude REAL,
    location_latitude REAL,
    location_street_address TEXT,
    location_postal_code TEXT,
    location_city   TEXT,
    location_country_id INTEGER,
    project_manager_id INTEGER,
    customer_id     INTEGER,
    project_collection_id INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    cost_center_id  INTEGER,
    rate            INTEGER, -- of an hour, where it differs from the time article's
    discount        INTEGER, -- in percent
    order_number_key BLOB   NOT NULL,
    order_number_folded TEXT NOT NULL,
    title_key       BLOB    NOT NULL,
    title_folded    TEXT    NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, status_id) REFERENCES project_statuses (account_id, id),
    FOREIGN KEY (account_id, location_country_id) REFERENCES countries (account_id, id),
    FOREIGN KEY (account_id, project_manager_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, customer_id) REFERENCES contacts (account_id, id),
    FOREIGN KEY (account_id, project_collection_id) REFERENCES project_collections (account_id, id),
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX projects_by_order_number ON projects (account_id, order_number_key, id);
CREATE INDEX projects_by_title ON projects (account_id, title_key, id);
CREATE INDEX projects_by_created ON projects (account_id, created_at, id);
CREATE INDEX projects_by_updated ON projects (account_id, updated_at, id);
CREATE INDEX projects_by_customer ON projects (account_id, customer_id);
