-- needs 010, 013, 014
-- What was committed, in the order of its commits: an entry for each row of a resource that came,
-- changed or went. It stands beside the audit log, which is for people and has values. Entries name
-- rows by their numbers without foreign keys: they may be gone. The oldest are removed by age, the
-- last one of an account never, so that numbers do not begin again.
CREATE TABLE changes (
    account_id      INTEGER NOT NULL,
    number          INTEGER NOT NULL, -- rises by one within the account, in the order of commits
    at              INTEGER NOT NULL,
    resource        TEXT    NOT NULL, -- as its declaration is named: "time report"
    row_id          INTEGER NOT NULL,
    kind            INTEGER NOT NULL, -- 1 created, 2 updated, 3 deleted
    caller_kind     INTEGER NOT NULL, -- 1 application, 2 person, 3 command line, 4 server, 5 import
    caller_id       INTEGER,          -- of the application or the user; null: neither
    PRIMARY KEY (account_id, number)
) STRICT, WITHOUT ROWID;

-- What follows from a row in the row itself, in those that it belongs to and in those that refer to
-- it is written with it by the server (src/plan/plan_changes.c, src/change/door.c), and `glimt check`
-- proves it. Triggers stay for counted lists alone.
DROP TRIGGER contacts_made;
DROP TRIGGER contacts_changed;
DROP TRIGGER projects_made;
DROP TRIGGER projects_changed;
DROP TRIGGER task_boards_made;
DROP TRIGGER task_boards_changed;
DROP TRIGGER tasks_made;
DROP TRIGGER tasks_changed;
DROP TRIGGER time_reports_made;
DROP TRIGGER time_reports_changed;
DROP TRIGGER travel_reports_made;
DROP TRIGGER travel_reports_gone;
DROP TRIGGER travel_reports_moved;
DROP TRIGGER allowance_reports_made;
DROP TRIGGER allowance_reports_gone;
DROP TRIGGER allowance_reports_moved;
DROP TRIGGER users_renamed;
DROP TRIGGER task_attachments_deleted;
DROP TRIGGER accounts_added;
DROP TRIGGER settings_renamed;
DROP TRIGGER applications_changed;
DROP TRIGGER applications_disabled;
DROP TRIGGER tokens_revoked;
