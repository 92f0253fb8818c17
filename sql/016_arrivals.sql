-- needs 010
-- New reports are counted together, before their transaction ends: most of those that are written at
-- once come to few blocks of each list. Until then they stand here, as they were when they came;
-- what changes or goes moves in the blocks at once, and the sums are the same in either order.
CREATE TABLE time_report_arrivals (
    account_id      INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    class           INTEGER NOT NULL,
    date            INTEGER NOT NULL,
    user_name_key   BLOB    NOT NULL,
    hours           INTEGER NOT NULL,
    invoiceable_hours INTEGER NOT NULL,
    sent_order      INTEGER NOT NULL,
    attested_order  INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_order   INTEGER NOT NULL,
    internal_project_id INTEGER,
    absence_project_id INTEGER
) STRICT;

DROP TRIGGER time_reports_counted;
CREATE TRIGGER time_reports_counted AFTER INSERT ON time_reports
WHEN EXISTS (SELECT 1 FROM time_report_blocks b WHERE b.account_id = NEW.account_id)
BEGIN
    INSERT INTO time_report_arrivals VALUES
        (NEW.account_id, NEW.id, NEW.class, NEW.date, NEW.user_name_key, NEW.hours, NEW.invoiceable_hours, NEW.sent_order,
         NEW.attested_order, NEW.created_at, NEW.updated_order, NEW.internal_project_id, NEW.absence_project_id);
END;

-- The rows that are counted anew are all there are.
DROP TRIGGER time_reports_rebuilt;
CREATE TRIGGER time_reports_rebuilt INSTEAD OF INSERT ON time_report_rebuilds
BEGIN
    DELETE FROM time_report_arrivals WHERE account_id = NEW.account_id;
    DELETE FROM time_report_blocks WHERE account_id = NEW.account_id;
    INSERT INTO time_report_blocks
        SELECT NEW.account_id, list, level, 0, -9223372036854775808, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        FROM time_report_first_blocks;
    INSERT INTO time_report_moves
        SELECT NEW.account_id, b.list, 0, -9223372036854775808, 0, r.class, r.number
        FROM (SELECT class, count(*) AS number FROM time_reports WHERE account_id = NEW.account_id GROUP BY class) r,
            time_report_first_blocks b
        WHERE b.level = 0 AND (b.list < 100 OR b.list = 100 + r.class / 4);
END;
