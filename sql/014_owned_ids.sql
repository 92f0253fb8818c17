-- needs 010
-- A report's row says which journey and which allowance it has, so that a list need not look for
-- them. Triggers keep the columns whoever writes.

ALTER TABLE time_reports ADD COLUMN travel_report_id INTEGER;
ALTER TABLE time_reports ADD COLUMN allowance_report_id INTEGER;
UPDATE time_reports SET travel_report_id = (SELECT x.id FROM travel_reports x
        WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id)
    WHERE (account_id, id) IN (SELECT account_id, time_report_id FROM travel_reports);
UPDATE time_reports SET allowance_report_id = (SELECT x.id FROM allowance_reports x
        WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id)
    WHERE (account_id, id) IN (SELECT account_id, time_report_id FROM allowance_reports);

CREATE TRIGGER travel_reports_made AFTER INSERT ON travel_reports
BEGIN
    UPDATE time_reports SET travel_report_id = NEW.id
    WHERE account_id = NEW.account_id AND id = NEW.time_report_id;
END;
CREATE TRIGGER travel_reports_gone AFTER DELETE ON travel_reports
BEGIN
    UPDATE time_reports SET travel_report_id = NULL
    WHERE account_id = OLD.account_id AND id = OLD.time_report_id;
END;
CREATE TRIGGER travel_reports_moved AFTER UPDATE OF account_id, id, time_report_id ON travel_reports
WHEN (OLD.account_id, OLD.id, OLD.time_report_id) <> (NEW.account_id, NEW.id, NEW.time_report_id)
BEGIN
    UPDATE time_reports SET travel_report_id = NULL
    WHERE account_id = OLD.account_id AND id = OLD.time_report_id;
    UPDATE time_reports SET travel_report_id = NEW.id
    WHERE account_id = NEW.account_id AND id = NEW.time_report_id;
END;

CREATE TRIGGER allowance_reports_made AFTER INSERT ON allowance_reports
BEGIN
    UPDATE time_reports SET allowance_report_id = NEW.id
    WHERE account_id = NEW.account_id AND id = NEW.time_report_id;
END;
CREATE TRIGGER allowance_reports_gone AFTER DELETE ON allowance_reports
BEGIN
    UPDATE time_reports SET allowance_report_id = NULL
    WHERE account_id = OLD.account_id AND id = OLD.time_report_id;
END;
CREATE TRIGGER allowance_reports_moved AFTER UPDATE OF account_id, id, time_report_id ON allowance_reports
WHEN (OLD.account_id, OLD.id, OLD.time_report_id) <> (NEW.account_id, NEW.id, NEW.time_report_id)
BEGIN
    UPDATE time_reports SET allowance_report_id = NULL
    WHERE account_id = OLD.account_id AND id = OLD.time_report_id;
    UPDATE time_reports SET allowance_report_id = NEW.id
    WHERE account_id = NEW.account_id AND id = NEW.time_report_id;
END;

DROP VIEW derived_faults;
CREATE VIEW derived_faults AS
    SELECT 'contacts' AS place, account_id, id, 'updated_order' AS name FROM contacts
        WHERE updated_order <> coalesce(updated_at, -9223372036854775808)
    UNION ALL SELECT 'projects', account_id, id, 'updated_order' FROM projects
        WHERE updated_order <> coalesce(updated_at, -9223372036854775808)
    UNION ALL SELECT 'task_boards', account_id, id, 'updated_order' FROM task_boards
        WHERE updated_order <> coalesce(updated_at, -9223372036854775808)
    UNION ALL SELECT 'tasks', account_id, id, 'start_order' FROM tasks
        WHERE start_order <> coalesce(start_at, -9223372036854775808)
    UNION ALL SELECT 'tasks', account_id, id, 'end_order' FROM tasks
        WHERE end_order <> coalesce(end_at, -9223372036854775808)
    UNION ALL SELECT 'tasks', t.account_id, t.id, 'task_board_id' FROM tasks t
        LEFT JOIN task_board_columns c ON c.account_id = t.account_id AND c.id = t.task_board_column_id
        WHERE t.task_board_id IS NOT c.task_board_id
    UNION ALL SELECT 'time_reports', account_id, id, 'class' FROM time_reports
        WHERE class <> (sent_to_attest_at IS NOT NULL) + 2 * (attested_at IS NOT NULL)
            + 4 * (internal_project_id IS NOT NULL) + 8 * (absence_project_id IS NOT NULL)
    UNION ALL SELECT 'time_reports', account_id, id, 'sent_order' FROM time_reports
        WHERE sent_order <> coalesce(sent_to_attest_at, -9223372036854775808)
    UNION ALL SELECT 'time_reports', account_id, id, 'attested_order' FROM time_reports
        WHERE attested_order <> coalesce(attested_at, -9223372036854775808)
    UNION ALL SELECT 'time_reports', account_id, id, 'updated_order' FROM time_reports
        WHERE updated_order <> coalesce(updated_at, -9223372036854775808)
    UNION ALL SELECT 'time_reports', r.account_id, r.id, 'travel_report_id' FROM time_reports r
        LEFT JOIN travel_reports t ON t.account_id = r.account_id AND t.time_report_id = r.id
        WHERE r.travel_report_id IS NOT t.id
    UNION ALL SELECT 'time_reports', r.account_id, r.id, 'allowance_report_id' FROM time_reports r
        LEFT JOIN allowance_reports a ON a.account_id = r.account_id AND a.time_report_id = r.id
        WHERE r.allowance_report_id IS NOT a.id;
