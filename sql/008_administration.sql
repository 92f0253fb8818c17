-- needs 004, 007
-- What people need who manage a company: search in every registry, settings, applications that
-- pages can edit, a log of what was changed and one of what applications asked for.

-- Registries are searched by name. The folded texts are made at the next start.
ALTER TABLE absence_projects ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE activities ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE allowances ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE booking_projects ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE company_cars ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE cost_centers ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE countries ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE departments ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE equipment_types ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE equipments ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE internal_projects ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE opportunities ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE project_statuses ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE schedules ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE time_additions ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE time_articles ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE time_codes ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE time_reporting_profiles ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE contact_tags ADD COLUMN title_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE user_tags ADD COLUMN title_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE task_tags ADD COLUMN title_key BLOB;
ALTER TABLE task_tags ADD COLUMN title_folded TEXT;

CREATE INDEX booking_projects_by_name ON booking_projects (account_id, name_key, id);
CREATE INDEX cost_centers_by_name ON cost_centers (account_id, name_key, id);
CREATE INDEX departments_by_name ON departments (account_id, name_key, id);
CREATE INDEX equipment_types_by_name ON equipment_types (account_id, name_key, id);
CREATE INDEX opportunities_by_name ON opportunities (account_id, name_key, id);
CREATE INDEX project_statuses_by_name ON project_statuses (account_id, name_key, id);
CREATE INDEX schedules_by_name ON schedules (account_id, name_key, id);
CREATE INDEX time_reporting_profiles_by_name ON time_reporting_profiles (account_id, name_key, id);
CREATE INDEX units_by_name ON units (account_id, name_key, id);
CREATE INDEX project_collections_by_name ON project_collections (account_id, name_key, id);
CREATE INDEX user_tags_by_title ON user_tags (account_id, title_key, id);
CREATE INDEX task_tags_by_title ON task_tags (account_id, title_key, id);

-- One row for each account, made with it.
CREATE TABLE settings (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL CHECK (id = 1),
    company_name    TEXT    NOT NULL,
    tax_percent     INTEGER NOT NULL, -- of materials
    travel_cost     INTEGER,          -- of a kilometre
    travel_rate     INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO settings (account_id, id, company_name, tax_percent, travel_cost, travel_rate)
    SELECT id, 1, name, tax_percent, travel_cost, travel_rate FROM accounts;
ALTER TABLE accounts DROP COLUMN tax_percent;
ALTER TABLE accounts DROP COLUMN travel_cost;
ALTER TABLE accounts DROP COLUMN travel_rate;

CREATE TRIGGER accounts_added AFTER INSERT ON accounts
BEGIN
    INSERT INTO settings (account_id, id, company_name, tax_percent) VALUES (NEW.id, 1, NEW.name, 25000000);
END;

-- The command line and the sign-in know the company by the name that its people give it.
CREATE TRIGGER settings_renamed AFTER UPDATE OF company_name ON settings
BEGIN
    UPDATE accounts SET name = NEW.company_name WHERE id = NEW.account_id;
END;

-- Permissions are kept by their names, as pages and requests have them. A secret is made after its
-- application, so an application may be without one.
ALTER TABLE applications ADD COLUMN permission_names TEXT NOT NULL DEFAULT '';
UPDATE applications SET permission_names = trim(
    CASE WHEN permissions & 1 THEN 'Contact_Read ' ELSE '' END
    || CASE WHEN permissions & 2 THEN 'Contact_Write ' ELSE '' END
    || CASE WHEN permissions & 4 THEN 'Project_Read ' ELSE '' END
    || CASE WHEN permissions & 8 THEN 'Task_Read ' ELSE '' END
    || CASE WHEN permissions & 16 THEN 'Task_Write ' ELSE '' END
    || CASE WHEN permissions & 32 THEN 'Timereport_Read ' ELSE '' END
    || CASE WHEN permissions & 64 THEN 'Timereport_Write' ELSE '' END);
ALTER TABLE applications DROP COLUMN permissions;
ALTER TABLE applications RENAME COLUMN permission_names TO permissions;
ALTER TABLE applications ADD COLUMN hash BLOB;
UPDATE applications SET hash = secret_hash;
ALTER TABLE applications DROP COLUMN secret_hash;
ALTER TABLE applications RENAME COLUMN hash TO secret_hash;
ALTER TABLE applications ADD COLUMN name_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE applications ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE applications ADD COLUMN created_by_id INTEGER;
ALTER TABLE applications ADD COLUMN updated_at INTEGER;
ALTER TABLE applications ADD COLUMN updated_by_id INTEGER;
CREATE INDEX applications_by_name ON applications (account_id, name_key, id);
CREATE INDEX applications_by_created ON applications (account_id, created_at, id);

-- Tokens have a number, so that one of them can be pointed at.
ALTER TABLE tokens ADD COLUMN id INTEGER NOT NULL DEFAULT 0;
UPDATE tokens SET id = (SELECT count(*) FROM tokens o WHERE o.account_id = tokens.account_id AND o.hash <= tokens.hash);
INSERT INTO sequences (account_id, name, last) SELECT account_id, 'tokens', max(id) FROM tokens GROUP BY account_id;
CREATE UNIQUE INDEX tokens_by_id ON tokens (account_id, id);
CREATE INDEX tokens_by_application ON tokens (account_id, application_id, id);

-- Whoever changes what an application may do, every server forgets at once what it remembered.
CREATE TRIGGER applications_changed AFTER UPDATE OF permissions, rate, allow, is_active, responsible_id ON applications
BEGIN
    UPDATE data_versions SET registry = registry + 1 WHERE account_id = 0;
END;

CREATE TRIGGER applications_disabled AFTER UPDATE OF is_active ON applications WHEN NEW.is_active = 0
BEGIN
    DELETE FROM tokens WHERE account_id = NEW.account_id AND application_id = NEW.id;
END;

CREATE TRIGGER tokens_revoked AFTER DELETE ON tokens
WHEN OLD.expires_at IS NULL OR OLD.expires_at > CAST(strftime('%s', 'now') AS INTEGER)
BEGIN
    UPDATE data_versions SET registry = registry + 1 WHERE account_id = 0;
END;

-- Who changed what. A row is written in the transaction of its change and never changes itself.
-- It names rows by their numbers without foreign keys: they may be gone.
CREATE TABLE audit_entries (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    user_id         INTEGER,          -- the person, or whom the application acts as
    application_id  INTEGER,
    action          TEXT    NOT NULL, -- create, update, delete, attest ...
    subject         TEXT    NOT NULL, -- what kind of row
    subject_id      INTEGER,
    title           TEXT,             -- what it was called
    title_folded    TEXT,
    changes         TEXT    NOT NULL, -- JSON: [{"property":...,"before":...,"after":...}]
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_entries_by_subject ON audit_entries (account_id, subject, subject_id, id);
CREATE INDEX audit_entries_by_user ON audit_entries (account_id, user_id, id);

-- What applications asked for; bounded, and forgotten after a month.
CREATE TABLE usage_entries (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    application_id  INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    method          TEXT    NOT NULL,
    path            TEXT    NOT NULL,
    status          INTEGER NOT NULL,
    duration        INTEGER NOT NULL, -- microseconds
    address         TEXT    NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_entries_by_application ON usage_entries (account_id, application_id, id);
CREATE INDEX usage_entries_age ON usage_entries (at);

-- Every sort key and folded text is made again.
DELETE FROM facts WHERE name = 'collation_version';
