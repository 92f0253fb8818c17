-- needs 002
-- Contacts: customers, suppliers, and the people who work for them.
--
-- What the list shows stands first, since a row is decoded from its beginning.

CREATE TABLE contacts (
    account_id            INTEGER NOT NULL REFERENCES accounts (id),
    id                    INTEGER NOT NULL,
    name                  TEXT    NOT NULL,
    customer_number       TEXT,
    contact_type          TEXT    NOT NULL CHECK (contact_type IN ('person', 'company')),
    organizational_or_social_security_number TEXT,
    visiting_street_address TEXT,
    visiting_additional_address TEXT,
    visiting_postal_code TEXT,
    visiting_city TEXT,
    visiting_state TEXT,
    visiting_country_id INTEGER,
    company_id            INTEGER,
    parent_company_id     INTEGER,
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER,
    created_by_id         INTEGER,
    updated_by_id         INTEGER,
    is_active             INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    is_supplier           INTEGER NOT NULL CHECK (is_supplier IN (0, 1)),
    is_whole_sale         INTEGER NOT NULL CHECK (is_whole_sale IN (0, 1)),
    is_retailer           INTEGER NOT NULL CHECK (is_retailer IN (0, 1)),
    is_sub_contractor     INTEGER NOT NULL CHECK (is_sub_contractor IN (0, 1)),
    is_partner            INTEGER NOT NULL CHECK (is_partner IN (0, 1)),
    is_customer           INTEGER NOT NULL CHECK (is_customer IN (0, 1)),
    use_reverse_build_tax INTEGER NOT NULL CHECK (use_reverse_build_tax IN (0, 1)),
    email                 TEXT,
    invoice_email         TEXT,
    phone_number          TEXT,
    cell_phone_number     TEXT,
    important_information TEXT,
    responsible_id        INTEGER NOT NULL,
    delivery_street_address TEXT,
    delivery_additional_address TEXT,
    delivery_postal_code TEXT,
    delivery_city TEXT,
    delivery_state TEXT,
    delivery_country_id INTEGER,
    invoice_street_address TEXT,
    invoice_additional_address TEXT,
    invoice_postal_code TEXT,
    invoice_city TEXT,
    invoice_state TEXT,
    invoice_country_id INTEGER,
    name_key              BLOB    NOT NULL,
    name_folded           TEXT    NOT NULL,
    customer_number_key   BLOB,
    customer_number_folded TEXT,
    customer_number_value INTEGER, -- of numbers that are all digits, so that the next one is known
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, company_id) REFERENCES contacts (account_id, id),
    FOREIGN KEY (account_id, parent_company_id) REFERENCES contacts (account_id, id),
    FOREIGN KEY (account_id, visiting_country_id) REFERENCES countries (account_id, id),
    FOREIGN KEY (account_id, delivery_country_id) REFERENCES countries (account_id, id),
    FOREIGN KEY (account_id, invoice_country_id) REFERENCES countries (account_id, id),
    FOREIGN KEY (account_id, responsible_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, created_by_id) REFERENCES users (account_id, id),
    FOREIGN KEY (account_id, updated_by_id) REFERENCES users (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_name ON contacts (account_id, name_key, id);
CREATE INDEX contacts_by_customer_number ON contacts (account_id, customer_number_key, id);
CREATE INDEX contacts_by_created ON contacts (account_id, created_at, id);
CREATE INDEX contacts_by_updated ON contacts (account_id, updated_at, id);
CREATE INDEX contacts_by_number_value ON contacts (account_id, customer_number_value);

-- A delete asks who refers to the contact.
CREATE INDEX contacts_by_company ON contacts (account_id, company_id);
CREATE INDEX contacts_by_parent_company ON contacts (account_id, parent_company_id);

CREATE TABLE contact_tag_links (
    account_id            INTEGER NOT NULL REFERENCES accounts (id),
    contact_id            INTEGER NOT NULL,
    contact_tag_id        INTEGER NOT NULL,
    PRIMARY KEY (account_id, contact_id, contact_tag_id),
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, contact_tag_id) REFERENCES contact_tags (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tag_links_by_tag ON contact_tag_links (account_id, contact_tag_id, contact_id);
