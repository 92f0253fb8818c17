/* note.c - writes audit entries for what is done on the command line. */
#include "cli/note.h"

#include "change/audit.h"

/* `row` gives the number and the name of what was changed. */
static bool write_note(struct management *management, struct statement *row,
                       struct audit_entry *entry) {
    const struct door *door = &management->door;
    bool found = row && statement_step(row) == DB_ROW;

    if (found) {
        entry->subject_id = column_integer(row, 0);
        entry->title = arena_copy(door->arena, column_text(row, 1));
    }
    if (row)
        statement_reset(row);
    entry->caller = door->caller;
    if (found && audit_write(door->arena, door->db, entry, door->now))
        return true;
    management->problem = db_problem(door->db);
    return false;
}

bool note_user(struct management *management, int64_t user_id, const char *action,
               struct str changes) {
    struct audit_entry entry = {.action = action, .subject = "user", .changes = changes};
    struct statement *row = db_statement(
        management->door.db, STR("SELECT id, name FROM users WHERE account_id = ?1 AND id = ?2"));

    if (row) {
        statement_bind_integer(row, 1, management->caller.account_id);
        statement_bind_integer(row, 2, user_id);
    }
    return write_note(management, row, &entry);
}

bool note_settings(struct management *management, const char *action) {
    struct audit_entry entry = {.action = action, .subject = "settings"};
    struct statement *row =
        db_statement(management->door.db, STR("SELECT id, company_name FROM settings"
                                              " WHERE account_id = ?1"));

    if (row)
        statement_bind_integer(row, 1, management->caller.account_id);
    return write_note(management, row, &entry);
}

bool note_application(struct management *management, struct str public_id, const char *action) {
    struct audit_entry entry = {.action = action, .subject = "application"};
    struct statement *row =
        db_statement(management->door.db, STR("SELECT id, name FROM applications"
                                              " WHERE account_id = ?1 AND public_id = ?2"));

    if (row) {
        statement_bind_integer(row, 1, management->caller.account_id);
        statement_bind_text(row, 2, public_id);
    }
    return write_note(management, row, &entry);
}
