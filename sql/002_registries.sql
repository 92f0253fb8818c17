-- needs 001
-- Registries: what is chosen from when contacts, projects and time are entered.
--
-- Users refer to some registries and every registry says which user made it. Tables stand before
-- those that refer to them, as PostgreSQL wants it: so the registries above users name their
-- authors without a foreign key. Users are never deleted, only ended.

CREATE TABLE countries (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX countries_by_name ON countries (account_id, name_key, id);

CREATE TABLE departments (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cost_centers (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedules (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_reporting_profiles (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE equipment_types (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_tags (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    title_key       BLOB    NOT NULL,
    color           TEXT,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_articles (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    description     TEXT,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_articles_by_name ON time_articles (account_id, name_key, id);
CREATE INDEX time_articles_by_created ON time_articles (account_id, created_at, id);
CREATE INDEX time_articles_by_updated ON time_articles (account_id, updated_at, id);

CREATE TABLE time_codes (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    description     TEXT,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    is_standard     INTEGER NOT NULL CHECK (is_standard IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_codes_by_name ON time_codes (account_id, name_key, id);
CREATE INDEX time_codes_by_created ON time_codes (account_id, created_at, id);
CREATE INDEX time_codes_by_updated ON time_codes (account_id, updated_at, id);

CREATE TABLE activities (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    preferred_time_code_id INTEGER,
    preferred_time_article_id INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, preferred_time_code_id) REFERENCES time_codes (account_id, id),
    FOREIGN KEY (account_id, preferred_time_article_id) REFERENCES time_articles (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activities_by_name ON activities (account_id, name_key, id);
CREATE INDEX activities_by_created ON activities (account_id, created_at, id);
CREATE INDEX activities_by_updated ON activities (account_id, updated_at, id);

CREATE TABLE users (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    first_name      TEXT    NOT NULL,
    first_name_folded TEXT  NOT NULL,
    last_name       TEXT    NOT NULL,
    last_name_folded TEXT   NOT NULL,
    start_date      INTEGER,
    end_date        INTEGER,
    time_reporting_profile_id INTEGER,
    department_id   INTEGER,
    license         TEXT    NOT NULL CHECK (license IN ('total', 'standard', 'basic', 'light')),
    permissions     TEXT    NOT NULL,
    email           TEXT,
    email_folded    TEXT,
    social_security_number TEXT,
    mobile_phone_number TEXT,
    work_phone_number TEXT,
    note            TEXT,
    cost_center_id  INTEGER,
    salary_type     TEXT    CHECK (salary_type IN ('none', 'hourly', 'monthly')),
    cost_per_hour   INTEGER,
    employee_number TEXT,
    employee_number_folded TEXT,
    settlement_account TEXT,
    address_street_address TEXT,
    address_additional_address TEXT,
    address_postal_code TEXT,
    address_city TEXT,
    address_state TEXT,
    address_country_id INTEGER,
    next_of_kin     TEXT,
    next_of_kin_relation TEXT,
    next_of_kin_phone_number TEXT,
    manager_id      INTEGER,
    schedule_id     INTEGER,
    standard_time_article_id INTEGER,
    standard_activity_id INTEGER,
    time_bank_enabled INTEGER NOT NULL CHECK (time_bank_enabled IN (0, 1)),
    current_time_bank INTEGER,
    planning_capacity_in_percent INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, time_reporting_profile_id) REFERENCES time_reporting_profiles (account_id, id),
    FOREIGN KEY (account_id, department_id) REFERENCES departments (account_id, id),
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, address_country_id) REFERENCES countries (account_id, id),
    FOREIGN KEY (account_id, manager_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, schedule_id) REFERENCES schedules (account_id, id),
    FOREIGN KEY (account_id, standard_time_article_id) REFERENCES time_articles (account_id, id),
    FOREIGN KEY (account_id, standard_activity_id) REFERENCES activities (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX users_by_name ON users (account_id, name_key, id);

CREATE TABLE user_tag_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    user_id         INTEGER NOT NULL,
    user_tag_id     INTEGER NOT NULL,
    PRIMARY KEY (account_id, user_id, user_tag_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_tag_id) REFERENCES user_tags (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_tag_links_by_tag ON user_tag_links (account_id, user_tag_id, user_id);

CREATE TABLE absence_projects (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    comment_required_when_time_reporting INTEGER NOT NULL,
    salary_code_for_monthly_salary TEXT,
    salary_code_for_hourly_salary TEXT,
    refers_to_sickness INTEGER NOT NULL CHECK (refers_to_sickness IN (0, 1)),
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX absence_projects_by_name ON absence_projects (account_id, name_key, id);

CREATE TABLE internal_projects (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    comment_required_when_time_reporting INTEGER NOT NULL,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX internal_projects_by_name ON internal_projects (account_id, name_key, id);

CREATE TABLE allowances (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    description     TEXT,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX allowances_by_name ON allowances (account_id, name_key, id);
CREATE INDEX allowances_by_created ON allowances (account_id, created_at, id);
CREATE INDEX allowances_by_updated ON allowances (account_id, updated_at, id);

CREATE TABLE articles (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    article_number  TEXT,
    article_number_key BLOB,
    article_number_folded TEXT,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    price           INTEGER,
    cost            INTEGER,
    unit_id         INTEGER,
    description     TEXT,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, unit_id) REFERENCES units (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_by_name ON articles (account_id, name_key, id);
CREATE INDEX articles_by_number ON articles (account_id, article_number_key, id);
CREATE INDEX articles_by_created ON articles (account_id, created_at, id);
CREATE INDEX articles_by_updated ON articles (account_id, updated_at, id);

CREATE TABLE company_cars (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    make_and_model  TEXT,
    registration_number TEXT,
    type            TEXT    NOT NULL CHECK (type IN ('companyCar', 'officalCar')),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_cars_by_name ON company_cars (account_id, name_key, id);
CREATE INDEX company_cars_by_created ON company_cars (account_id, created_at, id);
CREATE INDEX company_cars_by_updated ON company_cars (account_id, updated_at, id);

CREATE TABLE contact_tags (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    title_key       BLOB    NOT NULL,
    color           TEXT,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tags_by_created ON contact_tags (account_id, created_at, id);
CREATE INDEX contact_tags_by_name ON contact_tags (account_id, title_key, id);

CREATE TABLE equipments (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    description     TEXT,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    type_id         INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, type_id) REFERENCES equipment_types (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX equipments_by_name ON equipments (account_id, name_key, id);
CREATE INDEX equipments_by_created ON equipments (account_id, created_at, id);
CREATE INDEX equipments_by_updated ON equipments (account_id, updated_at, id);

CREATE TABLE time_additions (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    description     TEXT,
    type            TEXT    NOT NULL CHECK (type IN ('boolean', 'number')),
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_additions_by_name ON time_additions (account_id, name_key, id);
CREATE INDEX time_additions_by_created ON time_additions (account_id, created_at, id);
CREATE INDEX time_additions_by_updated ON time_additions (account_id, updated_at, id);
