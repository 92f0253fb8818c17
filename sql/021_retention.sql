-- needs 008
-- How many days a company keeps each log, where it has chosen fewer than the server does.
ALTER TABLE settings ADD COLUMN keep_audit_days INTEGER;
ALTER TABLE settings ADD COLUMN keep_changes_days INTEGER;
ALTER TABLE settings ADD COLUMN keep_usage_days INTEGER;
