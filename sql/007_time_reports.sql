-- needs 006
-- Time reports with what belongs to them, locked days, and what their sums come from.

-- What the account's journeys and materials are reckoned with.
ALTER TABLE accounts ADD COLUMN tax_percent INTEGER NOT NULL DEFAULT 25000000;
ALTER TABLE accounts ADD COLUMN travel_cost INTEGER;
ALTER TABLE accounts ADD COLUMN travel_rate INTEGER;

-- Hours of work on each day of the week.
ALTER TABLE schedules ADD COLUMN monday    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN tuesday   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN wednesday INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN thursday  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN friday    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN saturday  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN sunday    INTEGER NOT NULL DEFAULT 0;

-- Prices; discounts are in percent.
ALTER TABLE time_articles ADD COLUMN rate     INTEGER;
ALTER TABLE time_articles ADD COLUMN discount INTEGER;
ALTER TABLE allowances ADD COLUMN cost              INTEGER;
ALTER TABLE allowances ADD COLUMN amount            INTEGER;
ALTER TABLE allowances ADD COLUMN invoicable_amount INTEGER;
ALTER TABLE allowances ADD COLUMN discount          INTEGER;
ALTER TABLE equipments ADD COLUMN cost            INTEGER;
ALTER TABLE equipments ADD COLUMN rate            INTEGER;
ALTER TABLE equipments ADD COLUMN invoicable_rate INTEGER;
ALTER TABLE equipments ADD COLUMN discount        INTEGER;
ALTER TABLE time_additions ADD COLUMN cost             INTEGER;
ALTER TABLE time_additions ADD COLUMN invoicable_price INTEGER;
ALTER TABLE time_additions ADD COLUMN discount         INTEGER;

-- A user's day that is closed: nothing on it changes until it is opened again.
CREATE TABLE locked_days (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    user_id         INTEGER NOT NULL,
    date            INTEGER NOT NULL,
    locked_at       INTEGER NOT NULL,
    locked_by_id    INTEGER,
    PRIMARY KEY (account_id, user_id, date),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, locked_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_reports (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    date            INTEGER NOT NULL,
    clock_start     INTEGER, -- minutes since midnight, as is clock_end
    clock_end       INTEGER,
    hours           INTEGER NOT NULL,
    invoiceable_hours INTEGER NOT NULL,
    break_minutes   INTEGER,
    cost            INTEGER,
    rate            INTEGER,
    discount        INTEGER,
    comment         TEXT,
    internal_comment TEXT,
    sent_to_attest_at INTEGER,
    attested_at     INTEGER,
    user_id         INTEGER NOT NULL,
    project_id      INTEGER,
    internal_project_id INTEGER,
    absence_project_id INTEGER,
    contact_id      INTEGER, -- the project's customer
    activity_id     INTEGER NOT NULL,
    time_code_id    INTEGER NOT NULL,
    time_article_id INTEGER NOT NULL,
    cost_center_id  INTEGER,
    invoice_id      INTEGER,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER,
    attested_by_id  INTEGER,
    booking_project_id INTEGER,
    task_id         INTEGER,
    created_by_id   INTEGER,
    updated_by_id   INTEGER,
    user_name_key   BLOB    NOT NULL, -- the user's, so that lists are ordered by an index
    PRIMARY KEY (account_id, id),
    CHECK ((project_id IS NOT NULL) + (internal_project_id IS NOT NULL) + (absence_project_id IS NOT NULL) = 1),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id),
    FOREIGN KEY (account_id, internal_project_id) REFERENCES internal_projects (account_id, id),
    FOREIGN KEY (account_id, absence_project_id) REFERENCES absence_projects (account_id, id),
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts (account_id, id),
    FOREIGN KEY (account_id, activity_id) REFERENCES activities (account_id, id),
    FOREIGN KEY (account_id, time_code_id) REFERENCES time_codes (account_id, id),
    FOREIGN KEY (account_id, time_article_id) REFERENCES time_articles (account_id, id),
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, booking_project_id) REFERENCES booking_projects (account_id, id),
    FOREIGN KEY (account_id, task_id) REFERENCES tasks (account_id, id),
    FOREIGN KEY (account_id, attested_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_reports_by_date ON time_reports (account_id, date, id);
CREATE INDEX time_reports_by_user_name ON time_reports (account_id, user_name_key, id);
CREATE INDEX time_reports_by_hours ON time_reports (account_id, hours, id);
CREATE INDEX time_reports_by_invoiceable_hours ON time_reports (account_id, invoiceable_hours, id);
CREATE INDEX time_reports_by_sent ON time_reports (account_id, sent_to_attest_at, id);
CREATE INDEX time_reports_by_attested ON time_reports (account_id, attested_at, id);
CREATE INDEX time_reports_by_created ON time_reports (account_id, created_at, id);
CREATE INDEX time_reports_by_updated ON time_reports (account_id, updated_at, id);
CREATE INDEX time_reports_by_user ON time_reports (account_id, user_id, date, id, hours, attested_at);
CREATE INDEX time_reports_by_project ON time_reports (account_id, project_id, date, id) WHERE project_id IS NOT NULL;
CREATE INDEX time_reports_by_internal_project ON time_reports (account_id, internal_project_id, date, id)
    WHERE internal_project_id IS NOT NULL;
CREATE INDEX time_reports_by_absence_project ON time_reports (account_id, absence_project_id, date, id)
    WHERE absence_project_id IS NOT NULL;
CREATE INDEX time_reports_by_contact ON time_reports (account_id, contact_id, date, id) WHERE contact_id IS NOT NULL;
CREATE INDEX time_reports_by_task ON time_reports (account_id, task_id) WHERE task_id IS NOT NULL;

CREATE TRIGGER users_renamed AFTER UPDATE OF name_key ON users
BEGIN
    UPDATE time_reports SET user_name_key = NEW.name_key
    WHERE account_id = NEW.account_id AND user_id = NEW.id;
END;

CREATE TABLE travel_reports (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    place           TEXT,
    invoicable_place TEXT,
    distance        INTEGER NOT NULL,
    invoicable_distance INTEGER,
    to_salary       INTEGER NOT NULL CHECK (to_salary IN (0, 1)),
    to_be_invoiced  INTEGER NOT NULL CHECK (to_be_invoiced IN (0, 1)),
    cost            INTEGER,
    rate            INTEGER,
    discount        INTEGER,
    sent_to_attest_at INTEGER,
    attested_at     INTEGER,
    cost_center_id  INTEGER,
    booking_project_id INTEGER,
    invoice_id      INTEGER,
    company_car_id  INTEGER,
    company_car_trip_start INTEGER,
    company_car_trip_end INTEGER,
    company_car_address_start TEXT,
    company_car_address_goal TEXT,
    company_car_address_end TEXT,
    time_report_id  INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, time_report_id) REFERENCES time_reports (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, booking_project_id) REFERENCES booking_projects (account_id, id),
    FOREIGN KEY (account_id, company_car_id) REFERENCES company_cars (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX travel_reports_by_time_report ON travel_reports (account_id, time_report_id);

CREATE TABLE allowance_reports (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    allowance_id    INTEGER NOT NULL,
    description     TEXT,
    cost            INTEGER,
    amount          INTEGER,
    invoicable_amount INTEGER,
    discount        INTEGER,
    to_be_invoiced  INTEGER NOT NULL CHECK (to_be_invoiced IN (0, 1)),
    sent_to_attest_at INTEGER,
    attested_at     INTEGER,
    cost_center_id  INTEGER,
    booking_project_id INTEGER,
    invoice_id      INTEGER,
    time_report_id  INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, time_report_id) REFERENCES time_reports (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, allowance_id) REFERENCES allowances (account_id, id),
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, booking_project_id) REFERENCES booking_projects (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX allowance_reports_by_time_report ON allowance_reports (account_id, time_report_id);

CREATE TABLE material_reports (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    units           INTEGER NOT NULL,
    cost_per_unit   INTEGER,
    discount_in_percent INTEGER,
    invoicable_units INTEGER,
    unit_price      INTEGER NOT NULL,
    invoicable_unit_price INTEGER,
    tax_percent     INTEGER NOT NULL,
    amount          INTEGER NOT NULL,
    invoicable_amount INTEGER,
    cost            INTEGER,
    calculated_units INTEGER,
    tax             INTEGER NOT NULL,
    to_be_invoiced  INTEGER NOT NULL CHECK (to_be_invoiced IN (0, 1)),
    article_id      INTEGER,
    unit_text       TEXT,
    invoicable_unit_text TEXT,
    is_rot_rut      INTEGER NOT NULL CHECK (is_rot_rut IN (0, 1)),
    invoice_id      INTEGER,
    article_number  TEXT,
    cost_center_id  INTEGER,
    booking_project_id INTEGER,
    is_text_only    INTEGER NOT NULL CHECK (is_text_only IN (0, 1)),
    time_report_id  INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, time_report_id) REFERENCES time_reports (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, article_id) REFERENCES articles (account_id, id),
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, booking_project_id) REFERENCES booking_projects (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX material_reports_by_time_report ON material_reports (account_id, time_report_id, id);

CREATE TABLE equipment_reports (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    hours           INTEGER NOT NULL,
    cost            INTEGER,
    rate            INTEGER,
    invoicable_rate INTEGER,
    invoicable_hours INTEGER NOT NULL,
    equipment_id    INTEGER NOT NULL,
    invoice_id      INTEGER,
    discount        INTEGER,
    comment         TEXT,
    cost_center_id  INTEGER,
    booking_project_id INTEGER,
    time_report_id  INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, time_report_id) REFERENCES time_reports (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, equipment_id) REFERENCES equipments (account_id, id),
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, booking_project_id) REFERENCES booking_projects (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX equipment_reports_by_time_report ON equipment_reports (account_id, time_report_id, id);

CREATE TABLE addition_reports (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    yes_no          INTEGER CHECK (yes_no IN (0, 1)),
    number_count    INTEGER,
    salary_count    INTEGER,
    invoicable_count INTEGER,
    cost            INTEGER,
    invoicable_price INTEGER,
    discount        INTEGER,
    time_addition_id INTEGER NOT NULL,
    cost_center_id  INTEGER,
    booking_project_id INTEGER,
    time_report_id  INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, time_report_id) REFERENCES time_reports (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, time_addition_id) REFERENCES time_additions (account_id, id),
    FOREIGN KEY (account_id, cost_center_id) REFERENCES cost_centers (account_id, id),
    FOREIGN KEY (account_id, booking_project_id) REFERENCES booking_projects (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX addition_reports_by_time_report ON addition_reports (account_id, time_report_id, id);
