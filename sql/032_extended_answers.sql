-- needs 008, 014
-- What applications with extended answers are shown beyond the documentation.
ALTER TABLE applications ADD COLUMN extended_answers INTEGER NOT NULL DEFAULT 0 CHECK (extended_answers IN (0, 1));
ALTER TABLE users ADD COLUMN is_restricted INTEGER NOT NULL DEFAULT 0 CHECK (is_restricted IN (0, 1));
ALTER TABLE contacts ADD COLUMN is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1));
ALTER TABLE tasks ADD COLUMN archived_date INTEGER;
ALTER TABLE time_reports ADD COLUMN invoiced_date INTEGER;
ALTER TABLE time_reports ADD COLUMN invoice_draft_id INTEGER;
