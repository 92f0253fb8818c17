/* note.c - writes audit entries for what is done on the command line. */
#include "cli/note.h"

#include "base/clock.h"
#include "change/audit.h"

/* `row` gives the number and the name of what was changed. */
static bool write_note(const struct options *options, struct db *db, struct statement *row,
                       struct audit_entry *entry, const char **ret_problem) {
    struct caller caller = {.kind = CALLER_COMMAND,
                            .account_id = options_integer(options, "account")};
    bool found = row && statement_step(row) == DB_ROW;

    if (found) {
        entry->subject_id = column_integer(row, 0);
        entry->title = arena_copy(options->arena, column_text(row, 1));
    }
    if (row)
        statement_reset(row);
    entry->caller = &caller;
    if (found && audit_write(options->arena, db, entry, instant_now()))
        return true;
    *ret_problem = db_problem(db);
    return false;
}

bool note_user(const struct options *options, struct db *db, int64_t user_id, const char *action,
               struct str changes, const char **ret_problem) {
    struct audit_entry entry = {.action = action, .subject = "user", .changes = changes};
    struct statement *row =
        db_statement(db, STR("SELECT id, name FROM users WHERE account_id = ?1 AND id = ?2"));

    if (row) {
        statement_bind_integer(row, 1, options_integer(options, "account"));
        statement_bind_integer(row, 2, user_id);
    }
    return write_note(options, db, row, &entry, ret_problem);
}

bool note_application(const struct options *options, struct db *db, struct str public_id,
                      const char *action, const char **ret_problem) {
    struct audit_entry entry = {.action = action, .subject = "application"};
    struct statement *row =
        db_statement(db, STR("SELECT id, name FROM applications WHERE account_id = ?1"
                             " AND public_id = ?2"));

    if (row) {
        statement_bind_integer(row, 1, options_integer(options, "account"));
        statement_bind_text(row, 2, public_id);
    }
    return write_note(options, db, row, &entry, ret_problem);
}
