-- needs 010, 014, 016
-- Blocks of counted lists for all resources that have them: their declarations say what is counted,
-- and the server counts it in the transaction of each change (src/change/counted_merge.h), so that
-- no trigger has to. A block begins with its first place and ends where the next one begins. A row's
-- class says which of up to four columns are set.
CREATE TABLE counted_blocks (
    account_id      INTEGER NOT NULL REFERENCES accounts (id),
    resource        INTEGER NOT NULL, -- the number in its declaration
    list            INTEGER NOT NULL,
    level           INTEGER NOT NULL CHECK (level IN (0, 1)),
    first_prefix    INTEGER NOT NULL,
    first_key       ANY     NOT NULL,
    first_id        INTEGER NOT NULL,
    total           INTEGER NOT NULL,
    class_0         INTEGER NOT NULL DEFAULT 0,
    class_1         INTEGER NOT NULL DEFAULT 0,
    class_2         INTEGER NOT NULL DEFAULT 0,
    class_3         INTEGER NOT NULL DEFAULT 0,
    class_4         INTEGER NOT NULL DEFAULT 0,
    class_5         INTEGER NOT NULL DEFAULT 0,
    class_6         INTEGER NOT NULL DEFAULT 0,
    class_7         INTEGER NOT NULL DEFAULT 0,
    class_8         INTEGER NOT NULL DEFAULT 0,
    class_9         INTEGER NOT NULL DEFAULT 0,
    class_10        INTEGER NOT NULL DEFAULT 0,
    class_11        INTEGER NOT NULL DEFAULT 0,
    class_12        INTEGER NOT NULL DEFAULT 0,
    class_13        INTEGER NOT NULL DEFAULT 0,
    class_14        INTEGER NOT NULL DEFAULT 0,
    class_15        INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, resource, list, level, first_prefix, first_key, first_id)
) STRICT, WITHOUT ROWID;

-- What was never cut is left out: the server makes it when it starts. No report waits to be counted,
-- since that is done before each commit.
INSERT INTO counted_blocks (account_id, resource, list, level, first_prefix, first_key, first_id, total,
        class_0, class_1, class_2, class_3, class_4, class_5, class_6, class_7, class_8, class_9, class_10, class_11)
    SELECT account_id, 1, list, level, first_prefix, first_key, first_id, total,
        class_0, class_1, class_2, class_3, class_4, class_5, class_6, class_7, class_8, class_9, class_10, class_11
    FROM time_report_blocks
    WHERE account_id NOT IN (SELECT account_id FROM time_report_blocks
        WHERE total > 131072 OR level = 0 AND total > 1024);

DROP TRIGGER time_reports_counted;
DROP TRIGGER time_reports_uncounted;
DROP TRIGGER time_reports_recounted;
DROP TRIGGER time_report_moved;
DROP TRIGGER time_reports_rebuilt;
DROP TRIGGER accounts_have_blocks;
DROP VIEW time_report_moves;
DROP VIEW time_report_first_blocks;
DROP VIEW time_report_rebuilds;
DROP TABLE time_report_arrivals;
DROP TABLE time_report_blocks;

-- What follows from other columns by a declaration is checked by it. What is left are columns that
-- the code of a resource sets.
DROP VIEW derived_faults;
CREATE VIEW derived_faults AS
    SELECT 'tasks' AS place, t.account_id, t.id, 'task_board_id' AS name FROM tasks t
        LEFT JOIN task_board_columns c ON c.account_id = t.account_id AND c.id = t.task_board_column_id
        WHERE t.task_board_id IS NOT c.task_board_id;
