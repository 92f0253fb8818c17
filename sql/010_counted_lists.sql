-- needs 007
-- What keeps lists as fast with ten million rows as with ten thousand.
--
-- Lists are ordered by columns that are never null, so that any row of a list can be gone on from:
-- <name>_order is <name>_at with null as the least number. It is a column of its own, since an index
-- over a computed one can't answer alone. Triggers keep it whoever writes; a new row mostly has what
-- is the default, so that they seldom have anything to do.
--
-- An index also has the columns that its list is filtered by, so that rows which are left out are
-- never read.

ALTER TABLE contacts ADD COLUMN updated_order INTEGER NOT NULL DEFAULT -9223372036854775808;
UPDATE contacts SET updated_order = updated_at WHERE updated_at IS NOT NULL;
CREATE TRIGGER contacts_made AFTER INSERT ON contacts
WHEN NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE contacts SET updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
CREATE TRIGGER contacts_changed AFTER UPDATE ON contacts
WHEN NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE contacts SET updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
DROP INDEX contacts_by_updated;
CREATE INDEX contacts_by_updated ON contacts (account_id, updated_order, id);
DROP INDEX contacts_by_name;
CREATE INDEX contacts_by_name ON contacts (account_id, name_key, id, contact_type, created_at, updated_at,
    name_folded, customer_number_folded);

ALTER TABLE projects ADD COLUMN updated_order INTEGER NOT NULL DEFAULT -9223372036854775808;
UPDATE projects SET updated_order = updated_at WHERE updated_at IS NOT NULL;
CREATE TRIGGER projects_made AFTER INSERT ON projects
WHEN NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE projects SET updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
CREATE TRIGGER projects_changed AFTER UPDATE ON projects
WHEN NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE projects SET updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
DROP INDEX projects_by_updated;
CREATE INDEX projects_by_updated ON projects (account_id, updated_order, id);
DROP INDEX projects_by_order_number;
CREATE INDEX projects_by_order_number ON projects (account_id, order_number_key, id, order_number_folded, title_folded,
    customer_id, project_collection_id);

ALTER TABLE task_boards ADD COLUMN updated_order INTEGER NOT NULL DEFAULT -9223372036854775808;
UPDATE task_boards SET updated_order = updated_at WHERE updated_at IS NOT NULL;
CREATE TRIGGER task_boards_made AFTER INSERT ON task_boards
WHEN NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE task_boards SET updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
CREATE TRIGGER task_boards_changed AFTER UPDATE ON task_boards
WHEN NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE task_boards SET updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
DROP INDEX task_boards_by_updated;
CREATE INDEX task_boards_by_updated ON task_boards (account_id, updated_order, id);

ALTER TABLE tasks ADD COLUMN start_order INTEGER NOT NULL DEFAULT -9223372036854775808;
ALTER TABLE tasks ADD COLUMN end_order INTEGER NOT NULL DEFAULT -9223372036854775808;
UPDATE tasks SET start_order = coalesce(start_at, start_order), end_order = coalesce(end_at, end_order);
CREATE TRIGGER tasks_made AFTER INSERT ON tasks
WHEN NEW.start_order <> coalesce(NEW.start_at, -9223372036854775808) OR NEW.end_order <> coalesce(NEW.end_at, -9223372036854775808)
BEGIN
    UPDATE tasks SET start_order = coalesce(start_at, -9223372036854775808), end_order = coalesce(end_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
CREATE TRIGGER tasks_changed AFTER UPDATE ON tasks
WHEN NEW.start_order <> coalesce(NEW.start_at, -9223372036854775808) OR NEW.end_order <> coalesce(NEW.end_at, -9223372036854775808)
BEGIN
    UPDATE tasks SET start_order = coalesce(start_at, -9223372036854775808), end_order = coalesce(end_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
DROP INDEX tasks_by_start;
DROP INDEX tasks_by_end;
DROP INDEX tasks_by_created;
CREATE INDEX tasks_by_start ON tasks (account_id, start_order, id);
CREATE INDEX tasks_by_end ON tasks (account_id, end_order, id);
CREATE INDEX tasks_by_created ON tasks (account_id, created_at, id, start_at, end_at);

-- Which of twelve kinds a report is of: 1 when it is handed in, 2 when it is attested, 4 when it is
-- for an internal project, 8 when it is absence, added up.
ALTER TABLE time_reports ADD COLUMN class INTEGER NOT NULL DEFAULT 0;
ALTER TABLE time_reports ADD COLUMN sent_order INTEGER NOT NULL DEFAULT -9223372036854775808;
ALTER TABLE time_reports ADD COLUMN attested_order INTEGER NOT NULL DEFAULT -9223372036854775808;
ALTER TABLE time_reports ADD COLUMN updated_order INTEGER NOT NULL DEFAULT -9223372036854775808;
DROP INDEX time_reports_by_date;
DROP INDEX time_reports_by_user_name;
DROP INDEX time_reports_by_hours;
DROP INDEX time_reports_by_invoiceable_hours;
DROP INDEX time_reports_by_sent;
DROP INDEX time_reports_by_attested;
DROP INDEX time_reports_by_created;
DROP INDEX time_reports_by_updated;
DROP INDEX time_reports_by_user;
DROP INDEX time_reports_by_project;
DROP INDEX time_reports_by_internal_project;
DROP INDEX time_reports_by_absence_project;
DROP INDEX time_reports_by_contact;
UPDATE time_reports SET class = (sent_to_attest_at IS NOT NULL) + 2 * (attested_at IS NOT NULL)
        + 4 * (internal_project_id IS NOT NULL) + 8 * (absence_project_id IS NOT NULL),
        sent_order = coalesce(sent_to_attest_at, -9223372036854775808),
        attested_order = coalesce(attested_at, -9223372036854775808), updated_order = coalesce(updated_at, -9223372036854775808);
CREATE TRIGGER time_reports_made AFTER INSERT ON time_reports
WHEN NEW.class <> (NEW.sent_to_attest_at IS NOT NULL) + 2 * (NEW.attested_at IS NOT NULL)
        + 4 * (NEW.internal_project_id IS NOT NULL) + 8 * (NEW.absence_project_id IS NOT NULL)
    OR NEW.sent_order <> coalesce(NEW.sent_to_attest_at, -9223372036854775808)
    OR NEW.attested_order <> coalesce(NEW.attested_at, -9223372036854775808)
    OR NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE time_reports SET class = (sent_to_attest_at IS NOT NULL) + 2 * (attested_at IS NOT NULL)
        + 4 * (internal_project_id IS NOT NULL) + 8 * (absence_project_id IS NOT NULL),
        sent_order = coalesce(sent_to_attest_at, -9223372036854775808),
        attested_order = coalesce(attested_at, -9223372036854775808), updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
CREATE TRIGGER time_reports_changed AFTER UPDATE ON time_reports
WHEN NEW.class <> (NEW.sent_to_attest_at IS NOT NULL) + 2 * (NEW.attested_at IS NOT NULL)
        + 4 * (NEW.internal_project_id IS NOT NULL) + 8 * (NEW.absence_project_id IS NOT NULL)
    OR NEW.sent_order <> coalesce(NEW.sent_to_attest_at, -9223372036854775808)
    OR NEW.attested_order <> coalesce(NEW.attested_at, -9223372036854775808)
    OR NEW.updated_order <> coalesce(NEW.updated_at, -9223372036854775808)
BEGIN
    UPDATE time_reports SET class = (sent_to_attest_at IS NOT NULL) + 2 * (attested_at IS NOT NULL)
        + 4 * (internal_project_id IS NOT NULL) + 8 * (absence_project_id IS NOT NULL),
        sent_order = coalesce(sent_to_attest_at, -9223372036854775808),
        attested_order = coalesce(attested_at, -9223372036854775808), updated_order = coalesce(updated_at, -9223372036854775808)
    WHERE account_id = NEW.account_id AND id = NEW.id;
END;
CREATE INDEX time_reports_by_date ON time_reports (account_id, date, id, class);
CREATE INDEX time_reports_by_user_name ON time_reports (account_id, user_name_key, id, class);
CREATE INDEX time_reports_by_hours ON time_reports (account_id, hours, id, class);
CREATE INDEX time_reports_by_invoiceable_hours ON time_reports (account_id, invoiceable_hours, id, class);
CREATE INDEX time_reports_by_sent ON time_reports (account_id, sent_order, id, class);
CREATE INDEX time_reports_by_attested ON time_reports (account_id, attested_order, id, class);
CREATE INDEX time_reports_by_created ON time_reports (account_id, created_at, id, class);
CREATE INDEX time_reports_by_updated ON time_reports (account_id, updated_order, id, class);
CREATE INDEX time_reports_by_user ON time_reports (account_id, user_id, date, id, class, hours, attested_at);
CREATE INDEX time_reports_by_project ON time_reports (account_id, project_id, date, id, class) WHERE project_id IS NOT NULL;
CREATE INDEX time_reports_by_internal_project ON time_reports (account_id, internal_project_id, date, id, class)
    WHERE internal_project_id IS NOT NULL;
CREATE INDEX time_reports_by_absence_project ON time_reports (account_id, absence_project_id, date, id, class)
    WHERE absence_project_id IS NOT NULL;
CREATE INDEX time_reports_by_contact ON time_reports (account_id, contact_id, date, id, class) WHERE contact_id IS NOT NULL;

-- How many reports of each class stand in each stretch of an index, so that a list is counted, and
-- any place in it found, without walking through it. A block begins with its first place and ends
-- where the next one begins. Blocks of level 0 have some hundred reports each, those of level 1
-- some hundred of these. The lists are numbered: 1 to 8 by the sorts, 101 and 102 by the internal
-- project and the absence project, then the date.
CREATE TABLE time_report_blocks (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    list            INTEGER NOT NULL,
    level           INTEGER NOT NULL CHECK (level IN (0, 1)),
    first_prefix    INTEGER NOT NULL,
    first_key       ANY     NOT NULL,
    first_id        INTEGER NOT NULL,
    total           INTEGER NOT NULL,
    class_0         INTEGER NOT NULL,
    class_1         INTEGER NOT NULL,
    class_2         INTEGER NOT NULL,
    class_3         INTEGER NOT NULL,
    class_4         INTEGER NOT NULL,
    class_5         INTEGER NOT NULL,
    class_6         INTEGER NOT NULL,
    class_7         INTEGER NOT NULL,
    class_8         INTEGER NOT NULL,
    class_9         INTEGER NOT NULL,
    class_10        INTEGER NOT NULL,
    class_11        INTEGER NOT NULL,
    PRIMARY KEY (account_id, list, level, first_prefix, first_key, first_id)
) STRICT, WITHOUT ROWID;

-- Blocks that have grown too large and are to be split.
CREATE INDEX time_report_blocks_full ON time_report_blocks (account_id, list, level)
    WHERE total > 1024 AND (level = 0 OR total > 131072);

-- A row that is put here has come to a place of a list, or gone (-1). Each level has a statement of
-- its own, in which nothing depends on the block: only so the block is found by its key, and not by
-- asking every block of the list.
CREATE VIEW time_report_moves AS
    SELECT 0 AS account_id, 0 AS list, 0 AS prefix, 0 AS key, 0 AS id, 0 AS class, 0 AS change;

CREATE TRIGGER time_report_moved INSTEAD OF INSERT ON time_report_moves
BEGIN
    UPDATE time_report_blocks SET total = total + NEW.change,
        class_0 = class_0 + NEW.change * (NEW.class = 0), class_1 = class_1 + NEW.change * (NEW.class = 1),
        class_2 = class_2 + NEW.change * (NEW.class = 2), class_3 = class_3 + NEW.change * (NEW.class = 3),
        class_4 = class_4 + NEW.change * (NEW.class = 4), class_5 = class_5 + NEW.change * (NEW.class = 5),
        class_6 = class_6 + NEW.change * (NEW.class = 6), class_7 = class_7 + NEW.change * (NEW.class = 7),
        class_8 = class_8 + NEW.change * (NEW.class = 8), class_9 = class_9 + NEW.change * (NEW.class = 9),
        class_10 = class_10 + NEW.change * (NEW.class = 10), class_11 = class_11 + NEW.change * (NEW.class = 11)
    WHERE account_id = NEW.account_id AND list = NEW.list AND level = 0
      AND (first_prefix, first_key, first_id) = (
          SELECT b.first_prefix, b.first_key, b.first_id FROM time_report_blocks b
          WHERE b.account_id = NEW.account_id AND b.list = NEW.list AND b.level = 0
            AND (b.first_prefix, b.first_key, b.first_id) <= (NEW.prefix, NEW.key, NEW.id)
          ORDER BY b.first_prefix DESC, b.first_key DESC, b.first_id DESC LIMIT 1);
    UPDATE time_report_blocks SET total = total + NEW.change,
        class_0 = class_0 + NEW.change * (NEW.class = 0), class_1 = class_1 + NEW.change * (NEW.class = 1),
        class_2 = class_2 + NEW.change * (NEW.class = 2), class_3 = class_3 + NEW.change * (NEW.class = 3),
        class_4 = class_4 + NEW.change * (NEW.class = 4), class_5 = class_5 + NEW.change * (NEW.class = 5),
        class_6 = class_6 + NEW.change * (NEW.class = 6), class_7 = class_7 + NEW.change * (NEW.class = 7),
        class_8 = class_8 + NEW.change * (NEW.class = 8), class_9 = class_9 + NEW.change * (NEW.class = 9),
        class_10 = class_10 + NEW.change * (NEW.class = 10), class_11 = class_11 + NEW.change * (NEW.class = 11)
    WHERE account_id = NEW.account_id AND list = NEW.list AND level = 1
      AND (first_prefix, first_key, first_id) = (
          SELECT b.first_prefix, b.first_key, b.first_id FROM time_report_blocks b
          WHERE b.account_id = NEW.account_id AND b.list = NEW.list AND b.level = 1
            AND (b.first_prefix, b.first_key, b.first_id) <= (NEW.prefix, NEW.key, NEW.id)
          ORDER BY b.first_prefix DESC, b.first_key DESC, b.first_id DESC LIMIT 1);
END;

-- An account without blocks (while it is filled at once) is not counted, and asked but once.
CREATE TRIGGER time_reports_counted AFTER INSERT ON time_reports
WHEN EXISTS (SELECT 1 FROM time_report_blocks b WHERE b.account_id = NEW.account_id)
BEGIN
    INSERT INTO time_report_moves VALUES
        (NEW.account_id, 1, 0, NEW.date, NEW.id, NEW.class, 1),
        (NEW.account_id, 2, 0, NEW.user_name_key, NEW.id, NEW.class, 1),
        (NEW.account_id, 3, 0, NEW.hours, NEW.id, NEW.class, 1),
        (NEW.account_id, 4, 0, NEW.invoiceable_hours, NEW.id, NEW.class, 1),
        (NEW.account_id, 5, 0, NEW.sent_order, NEW.id, NEW.class, 1),
        (NEW.account_id, 6, 0, NEW.attested_order, NEW.id, NEW.class, 1),
        (NEW.account_id, 7, 0, NEW.created_at, NEW.id, NEW.class, 1),
        (NEW.account_id, 8, 0, NEW.updated_order, NEW.id, NEW.class, 1);
    INSERT INTO time_report_moves
        SELECT NEW.account_id, 101, NEW.internal_project_id, NEW.date, NEW.id, NEW.class, 1 WHERE NEW.internal_project_id IS NOT NULL;
    INSERT INTO time_report_moves
        SELECT NEW.account_id, 102, NEW.absence_project_id, NEW.date, NEW.id, NEW.class, 1 WHERE NEW.absence_project_id IS NOT NULL;
END;

CREATE TRIGGER time_reports_uncounted AFTER DELETE ON time_reports
BEGIN
    INSERT INTO time_report_moves VALUES
        (OLD.account_id, 1, 0, OLD.date, OLD.id, OLD.class, -1),
        (OLD.account_id, 2, 0, OLD.user_name_key, OLD.id, OLD.class, -1),
        (OLD.account_id, 3, 0, OLD.hours, OLD.id, OLD.class, -1),
        (OLD.account_id, 4, 0, OLD.invoiceable_hours, OLD.id, OLD.class, -1),
        (OLD.account_id, 5, 0, OLD.sent_order, OLD.id, OLD.class, -1),
        (OLD.account_id, 6, 0, OLD.attested_order, OLD.id, OLD.class, -1),
        (OLD.account_id, 7, 0, OLD.created_at, OLD.id, OLD.class, -1),
        (OLD.account_id, 8, 0, OLD.updated_order, OLD.id, OLD.class, -1);
    INSERT INTO time_report_moves
        SELECT OLD.account_id, 101, OLD.internal_project_id, OLD.date, OLD.id, OLD.class, -1 WHERE OLD.internal_project_id IS NOT NULL;
    INSERT INTO time_report_moves
        SELECT OLD.account_id, 102, OLD.absence_project_id, OLD.date, OLD.id, OLD.class, -1 WHERE OLD.absence_project_id IS NOT NULL;
END;

-- Nothing moves in a list whose order and class stay.
CREATE TRIGGER time_reports_recounted AFTER UPDATE ON time_reports
WHEN OLD.class IS NOT NEW.class OR OLD.date IS NOT NEW.date OR OLD.user_name_key IS NOT NEW.user_name_key
    OR OLD.hours IS NOT NEW.hours OR OLD.invoiceable_hours IS NOT NEW.invoiceable_hours
    OR OLD.sent_order IS NOT NEW.sent_order OR OLD.attested_order IS NOT NEW.attested_order
    OR OLD.created_at IS NOT NEW.created_at OR OLD.updated_order IS NOT NEW.updated_order
    OR OLD.internal_project_id IS NOT NEW.internal_project_id OR OLD.absence_project_id IS NOT NEW.absence_project_id
BEGIN
    INSERT INTO time_report_moves SELECT OLD.account_id, 1, 0, OLD.date, OLD.id, OLD.class, -1
        WHERE OLD.date IS NOT NEW.date OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 1, 0, NEW.date, NEW.id, NEW.class, 1
        WHERE OLD.date IS NOT NEW.date OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 2, 0, OLD.user_name_key, OLD.id, OLD.class, -1
        WHERE OLD.user_name_key IS NOT NEW.user_name_key OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 2, 0, NEW.user_name_key, NEW.id, NEW.class, 1
        WHERE OLD.user_name_key IS NOT NEW.user_name_key OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 3, 0, OLD.hours, OLD.id, OLD.class, -1
        WHERE OLD.hours IS NOT NEW.hours OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 3, 0, NEW.hours, NEW.id, NEW.class, 1
        WHERE OLD.hours IS NOT NEW.hours OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 4, 0, OLD.invoiceable_hours, OLD.id, OLD.class, -1
        WHERE OLD.invoiceable_hours IS NOT NEW.invoiceable_hours OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 4, 0, NEW.invoiceable_hours, NEW.id, NEW.class, 1
        WHERE OLD.invoiceable_hours IS NOT NEW.invoiceable_hours OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 5, 0, OLD.sent_order, OLD.id, OLD.class, -1
        WHERE OLD.sent_order IS NOT NEW.sent_order OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 5, 0, NEW.sent_order, NEW.id, NEW.class, 1
        WHERE OLD.sent_order IS NOT NEW.sent_order OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 6, 0, OLD.attested_order, OLD.id, OLD.class, -1
        WHERE OLD.attested_order IS NOT NEW.attested_order OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 6, 0, NEW.attested_order, NEW.id, NEW.class, 1
        WHERE OLD.attested_order IS NOT NEW.attested_order OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 7, 0, OLD.created_at, OLD.id, OLD.class, -1
        WHERE OLD.created_at IS NOT NEW.created_at OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 7, 0, NEW.created_at, NEW.id, NEW.class, 1
        WHERE OLD.created_at IS NOT NEW.created_at OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 8, 0, OLD.updated_order, OLD.id, OLD.class, -1
        WHERE OLD.updated_order IS NOT NEW.updated_order OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT NEW.account_id, 8, 0, NEW.updated_order, NEW.id, NEW.class, 1
        WHERE OLD.updated_order IS NOT NEW.updated_order OR OLD.class IS NOT NEW.class;
    INSERT INTO time_report_moves SELECT OLD.account_id, 101, OLD.internal_project_id, OLD.date, OLD.id, OLD.class, -1
        WHERE OLD.internal_project_id IS NOT NULL AND (OLD.internal_project_id IS NOT NEW.internal_project_id OR OLD.date IS NOT NEW.date OR OLD.class IS NOT NEW.class);
    INSERT INTO time_report_moves SELECT NEW.account_id, 101, NEW.internal_project_id, NEW.date, NEW.id, NEW.class, 1
        WHERE NEW.internal_project_id IS NOT NULL AND (OLD.internal_project_id IS NOT NEW.internal_project_id OR OLD.date IS NOT NEW.date OR OLD.class IS NOT NEW.class);
    INSERT INTO time_report_moves SELECT OLD.account_id, 102, OLD.absence_project_id, OLD.date, OLD.id, OLD.class, -1
        WHERE OLD.absence_project_id IS NOT NULL AND (OLD.absence_project_id IS NOT NEW.absence_project_id OR OLD.date IS NOT NEW.date OR OLD.class IS NOT NEW.class);
    INSERT INTO time_report_moves SELECT NEW.account_id, 102, NEW.absence_project_id, NEW.date, NEW.id, NEW.class, 1
        WHERE NEW.absence_project_id IS NOT NULL AND (OLD.absence_project_id IS NOT NEW.absence_project_id OR OLD.date IS NOT NEW.date OR OLD.class IS NOT NEW.class);
END;

-- Every list of an account begins with one block for all; the server splits it as it grows.
CREATE VIEW time_report_first_blocks AS
    SELECT lists.column1 AS list, levels.column1 AS level
    FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (101), (102)) lists, (VALUES (0), (1)) levels;

-- An account that is put here gets its blocks anew.
CREATE VIEW time_report_rebuilds AS SELECT 0 AS account_id;

CREATE TRIGGER time_reports_rebuilt INSTEAD OF INSERT ON time_report_rebuilds
BEGIN
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

CREATE TRIGGER accounts_have_blocks AFTER INSERT ON accounts
BEGIN
    INSERT INTO time_report_rebuilds VALUES (NEW.id);
END;
INSERT INTO time_report_rebuilds SELECT id FROM accounts;

-- Rows whose columns that follow from others do not: what `glimt check` finds besides keys, folded
-- texts and blocks. A migration that adds such a column makes the view anew with it.
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
        WHERE updated_order <> coalesce(updated_at, -9223372036854775808);
