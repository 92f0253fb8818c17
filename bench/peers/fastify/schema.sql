-- schema.sql - the contacts as a good program of one company would keep them.

CREATE TABLE users (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE countries (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE tags (
    id    INTEGER PRIMARY KEY,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE contacts (
    id                    INTEGER PRIMARY KEY,
    name                  TEXT    NOT NULL,
    sort_name             TEXT    NOT NULL, -- made of the name, in Swedish order
    customer_number       TEXT,
    contact_type          TEXT    NOT NULL CHECK (contact_type IN ('person', 'company')),
    official_number       TEXT,
    company_id            INTEGER REFERENCES contacts (id),
    parent_company_id     INTEGER REFERENCES contacts (id),
    is_active             INTEGER NOT NULL,
    email                 TEXT,
    invoice_email         TEXT,
    phone_number          TEXT,
    cell_phone_number     TEXT,
    important_information TEXT,
    is_supplier           INTEGER NOT NULL,
    is_whole_sale         INTEGER NOT NULL,
    is_retailer           INTEGER NOT NULL,
    is_sub_contractor     INTEGER NOT NULL,
    is_partner            INTEGER NOT NULL,
    is_customer           INTEGER NOT NULL,
    use_reverse_build_tax INTEGER NOT NULL,
    responsible_id        INTEGER NOT NULL REFERENCES users (id),
    visiting_street       TEXT,
    visiting_additional   TEXT,
    visiting_postal_code  TEXT,
    visiting_city         TEXT,
    visiting_state        TEXT,
    visiting_country_id   INTEGER REFERENCES countries (id),
    delivery_street       TEXT,
    delivery_additional   TEXT,
    delivery_postal_code  TEXT,
    delivery_city         TEXT,
    delivery_state        TEXT,
    delivery_country_id   INTEGER REFERENCES countries (id),
    invoice_street        TEXT,
    invoice_additional    TEXT,
    invoice_postal_code   TEXT,
    invoice_city          TEXT,
    invoice_state         TEXT,
    invoice_country_id    INTEGER REFERENCES countries (id),
    created               TEXT    NOT NULL, -- as it is shown
    created_by_id         INTEGER NOT NULL REFERENCES users (id),
    updated               TEXT,
    updated_by_id         INTEGER REFERENCES users (id)
) STRICT;

-- A page is found in the first; counting walks the smallest of them, which a total needs no table for.
CREATE INDEX contacts_by_name ON contacts (sort_name);
CREATE INDEX contacts_by_number ON contacts (CAST(customer_number AS INTEGER));
CREATE INDEX contacts_by_company ON contacts (company_id);

CREATE TABLE contact_tags (
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    tag_id     INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (contact_id, tag_id)
) STRICT, WITHOUT ROWID;
