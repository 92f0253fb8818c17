-- needs 007, 008, 030
-- Invoices and what comes before and after them: opportunities, offers, plans for payment, invoices of
-- suppliers; and what people are planned for.

CREATE TABLE invoices (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    invoice_date    INTEGER NOT NULL,
    from_date       INTEGER,
    to_date         INTEGER,
    sum             INTEGER NOT NULL, -- of the rows, without VAT
    customer_id     INTEGER NOT NULL,
    customer_name_key BLOB  NOT NULL,
    sent_to_economy_system INTEGER, -- a day
    economy_system_invoice_number TEXT,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, customer_id) REFERENCES contacts (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoices_by_created ON invoices (account_id, created_at, id);
CREATE INDEX invoices_by_date ON invoices (account_id, invoice_date, id);
CREATE INDEX invoices_by_customer_name ON invoices (account_id, customer_name_key, id);
CREATE INDEX invoices_by_sum ON invoices (account_id, sum, id);
CREATE INDEX invoices_by_sent ON invoices (account_id, sent_to_economy_system, id);
CREATE INDEX invoices_by_customer ON invoices (account_id, customer_id, created_at, id);

CREATE TABLE invoice_rows (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    article_number  TEXT,
    article         TEXT    NOT NULL,
    comment         TEXT,
    value           INTEGER,
    rate            INTEGER,
    discount        INTEGER, -- in percent
    sum             INTEGER,
    position        INTEGER NOT NULL,
    is_header       INTEGER NOT NULL CHECK (is_header IN (0, 1)),
    is_sum_row      INTEGER NOT NULL CHECK (is_sum_row IN (0, 1)),
    invoice_id      INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, invoice_id) REFERENCES invoices (account_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_rows_by_invoice ON invoice_rows (account_id, invoice_id, position, id);

CREATE TABLE payment_plans (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    date            INTEGER NOT NULL,
    price           INTEGER NOT NULL,
    units           INTEGER NOT NULL,
    article_number  TEXT,
    description     TEXT,
    batch_id        INTEGER,
    invoice_id      INTEGER,
    invoice_draft_id INTEGER,
    project_id      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, invoice_id) REFERENCES invoices (account_id, id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_plans_by_date ON payment_plans (account_id, date, id);
CREATE INDEX payment_plans_by_created ON payment_plans (account_id, created_at, id);
CREATE INDEX payment_plans_by_updated ON payment_plans (account_id, updated_at, id);
CREATE INDEX payment_plans_by_project ON payment_plans (account_id, project_id, date, id);

CREATE TABLE supplier_invoices (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    invoice_number  TEXT    NOT NULL,
    invoice_date    INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    title_key       BLOB    NOT NULL,
    title_folded    TEXT    NOT NULL,
    description     TEXT,
    total_amount    INTEGER NOT NULL,
    cost            INTEGER,
    invoice_cost_addition INTEGER, -- in percent
    to_be_invoiced  INTEGER NOT NULL CHECK (to_be_invoiced IN (0, 1)),
    invoice_id      INTEGER,
    project_id      INTEGER,
    supplier_id     INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, invoice_id) REFERENCES invoices (account_id, id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id),
    FOREIGN KEY (account_id, supplier_id) REFERENCES contacts (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_invoices_by_date ON supplier_invoices (account_id, invoice_date, id);
CREATE INDEX supplier_invoices_by_title ON supplier_invoices (account_id, title_key, id);
CREATE INDEX supplier_invoices_by_created ON supplier_invoices (account_id, created_at, id);
CREATE INDEX supplier_invoices_by_updated ON supplier_invoices (account_id, updated_at, id);
CREATE INDEX supplier_invoices_by_project ON supplier_invoices (account_id, project_id, invoice_date, id);
CREATE INDEX supplier_invoices_by_supplier ON supplier_invoices (account_id, supplier_id) WHERE supplier_id IS NOT NULL;

CREATE TABLE opportunity_statuses (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    color           TEXT,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opportunity_statuses_by_name ON opportunity_statuses (account_id, name_key, id);

CREATE TABLE opportunity_tags (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    name_key        BLOB    NOT NULL,
    name_folded     TEXT    NOT NULL,
    color           TEXT,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opportunity_tags_by_name ON opportunity_tags (account_id, name_key, id);

-- Opportunities had only a name. A column that is added can't have a key of two columns; the door looks
-- after what they refer to.
ALTER TABLE opportunities ADD COLUMN turnover INTEGER;
ALTER TABLE opportunities ADD COLUMN probability INTEGER; -- in percent
ALTER TABLE opportunities ADD COLUMN description TEXT;
ALTER TABLE opportunities ADD COLUMN user_id INTEGER;
ALTER TABLE opportunities ADD COLUMN customer_id INTEGER;
ALTER TABLE opportunities ADD COLUMN contact_id INTEGER;
ALTER TABLE opportunities ADD COLUMN opportunity_state TEXT NOT NULL DEFAULT 'open' CHECK (opportunity_state IN ('open', 'won', 'lost'));
ALTER TABLE opportunities ADD COLUMN closed_date INTEGER;
ALTER TABLE opportunities ADD COLUMN estimated_closing_date INTEGER;
ALTER TABLE opportunities ADD COLUMN status_id INTEGER;
ALTER TABLE opportunities ADD COLUMN project_id INTEGER;
ALTER TABLE opportunities ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE opportunities ADD COLUMN created_by_id INTEGER;
ALTER TABLE opportunities ADD COLUMN updated_at INTEGER;
ALTER TABLE opportunities ADD COLUMN updated_by_id INTEGER;
UPDATE opportunities SET created_at = (SELECT a.created_at FROM accounts a WHERE a.id = account_id);
CREATE INDEX opportunities_by_created ON opportunities (account_id, created_at, id);
CREATE INDEX opportunities_by_updated ON opportunities (account_id, updated_at, id);
CREATE INDEX opportunities_by_customer ON opportunities (account_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX opportunities_by_contact ON opportunities (account_id, contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE opportunity_tag_links (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    opportunity_id  INTEGER NOT NULL,
    opportunity_tag_id INTEGER NOT NULL,
    PRIMARY KEY (account_id, opportunity_id, opportunity_tag_id),
    FOREIGN KEY (account_id, opportunity_id) REFERENCES opportunities (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, opportunity_tag_id) REFERENCES opportunity_tags (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opportunity_tag_links_by_tag ON opportunity_tag_links (account_id, opportunity_tag_id, opportunity_id);

CREATE TABLE offers (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    offer_number    TEXT,
    offer_number_key BLOB,
    offer_number_folded TEXT,
    version         INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    title_key       BLOB    NOT NULL,
    title_folded    TEXT    NOT NULL,
    offer_value     INTEGER,
    offer_state     TEXT    NOT NULL CHECK (offer_state IN
        ('draft', 'locked', 'sentToCustomer', 'openedByCustomer', 'accepted', 'acceptedSigned', 'denied')),
    has_pdf         INTEGER NOT NULL CHECK (has_pdf IN (0, 1)),
    user_id         INTEGER,
    customer_id     INTEGER,
    opportunity_id  INTEGER,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, customer_id) REFERENCES contacts (account_id, id),
    FOREIGN KEY (account_id, opportunity_id) REFERENCES opportunities (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offers_by_title ON offers (account_id, title_key, id);
CREATE INDEX offers_by_number ON offers (account_id, offer_number_key, id);
CREATE INDEX offers_by_created ON offers (account_id, created_at, id);
CREATE INDEX offers_by_updated ON offers (account_id, updated_at, id);
CREATE INDEX offers_by_opportunity ON offers (account_id, opportunity_id);
CREATE INDEX offers_by_customer ON offers (account_id, customer_id) WHERE customer_id IS NOT NULL;

-- A stretch of days that somebody is planned to spend on one project, of one of three kinds.
CREATE TABLE plannings (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    id              INTEGER NOT NULL,
    user_id         INTEGER NOT NULL,
    project_id      INTEGER,
    internal_project_id INTEGER,
    absence_project_id INTEGER,
    from_date       INTEGER NOT NULL,
    to_date         INTEGER NOT NULL,
    hours           INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by_id   INTEGER,
    updated_at      INTEGER,
    updated_by_id   INTEGER,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, project_id) REFERENCES projects (account_id, id),
    FOREIGN KEY (account_id, internal_project_id) REFERENCES internal_projects (account_id, id),
    FOREIGN KEY (account_id, absence_project_id) REFERENCES absence_projects (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plannings_by_day ON plannings (account_id, from_date, id);
CREATE INDEX plannings_by_user ON plannings (account_id, user_id, from_date, to_date);

ALTER TABLE material_reports ADD COLUMN invoice_draft_id INTEGER;
