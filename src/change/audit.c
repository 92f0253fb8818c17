/* audit.c - writes the log of changes. */
#include "change/audit.h"

#include "base/collation.h"
#include "base/log.h"
#include "change/change_parts.h"
#include "change/difference.h"
#include "change/ledger.h"
#include "json/members.h"

static void bind_reference(struct statement *statement, int at, int64_t id) {
    if (id)
        statement_bind_integer(statement, at, id);
    else
        statement_bind_null(statement, at);
}

/* The next number follows the highest, whose entry is never removed (logs.h). */
bool audit_write(struct arena *arena, struct db *db, const struct audit_entry *entry, int64_t now) {
    struct statement *statement = db_statement(
        db, STR("INSERT INTO audit_entries (account_id, id, at, user_id, application_id, action,"
                " subject, subject_id, title, title_folded, changes) VALUES (?1,"
                " (SELECT coalesce(max(id), 0) + 1 FROM audit_entries WHERE account_id = ?1),"
                " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, entry->caller->account_id);
    statement_bind_integer(statement, 2, now);
    bind_reference(statement, 3, entry->caller->user_id);
    bind_reference(statement, 4, entry->caller->application_id);
    statement_bind_text(statement, 5, str_of(entry->action));
    statement_bind_text(statement, 6, str_of(entry->subject));
    bind_reference(statement, 7, entry->subject_id);
    if (entry->title.len > 0) {
        statement_bind_text(statement, 8, entry->title);
        statement_bind_text(statement, 9, collation_fold(arena, entry->title));
    } else {
        statement_bind_null(statement, 8);
        statement_bind_null(statement, 9);
    }
    statement_bind_text(statement, 10, entry->changes.len ? entry->changes : STR("[]"));
    return statement_run(statement);
}

static struct str list_changes(const struct change *change) {
    struct buffer *text = ledger_text(change->door->ledger);

    difference_put(change->arena, text, change->plan->resource->fields, change->before_json,
                   change->after_json);
    ALWAYS(!buffer_failed(text));
    return arena_copy(change->arena, buffer_str(text));
}

/* What the row is called where others refer to it. */
static struct str title_of(const struct change *change) {
    const struct column *title = change->plan->title;
    const struct value *value = title ? &change->values[title - change->plan->columns] : NULL;

    return value && value->state == IS_SET ? value->text : STR("");
}

/* Of a row that is gone, or changed in part, there is only its JSON. */
static struct str title_in(const struct change *change, struct str object) {
    const struct column *title = change->plan->title;
    struct str value = {NULL, 0};

    if (title)
        value = json_find_member(object, str_of(title->field->name));
    return value.len > 0 && value.at[0] == '"' ? json_string_text(change->arena, value) : STR("");
}

bool audit_note_change(const struct change *change) {
    static const char *const actions[] = {[CHANGE_CREATE] = "create",
                                          [CHANGE_UPDATE] = "update",
                                          [CHANGE_PATCH] = "update",
                                          [CHANGE_DELETE] = "delete"};
    struct str before = change->before_json;
    struct audit_entry entry = {
        .caller = change->door->caller,
        .action = actions[change->kind],
        .subject = change->plan->resource->name,
        .subject_id = change->id,
    };

    entry.title = change->kind == CHANGE_DELETE || change->kind == CHANGE_PATCH
                      ? title_in(change, before)
                      : title_of(change);
    if (before.len > 0)
        entry.changes = list_changes(change);
    return audit_write(change->arena, change->door->db, &entry, change->door->now);
}

/* clang-format off */
const struct log audit_log = {
    .oldest = LOG_SQL("SELECT id, at FROM audit_entries WHERE account_id = ?1 AND id > ?3 ORDER BY id LIMIT ?2"),
    .remove = LOG_SQL("DELETE FROM audit_entries WHERE account_id = ?1 AND id > ?4 AND id <= ?2 AND at < ?3"),
    .measure = LOG_SQL(
        "SELECT (SELECT a.id FROM audit_entries a WHERE a.account_id = ?1 ORDER BY a.id LIMIT 1),"
        " (SELECT b.id FROM audit_entries b WHERE b.account_id = ?1 ORDER BY b.id DESC LIMIT 1),"
        " (SELECT c.at FROM audit_entries c WHERE c.account_id = ?1 ORDER BY c.id LIMIT 1),"
        " sum(l.taken), count(*) FROM (SELECT length(d.changes) + 2 * coalesce(length(d.title), 0)"
        " + 2 * length(d.subject) + 60 AS taken FROM audit_entries d WHERE d.account_id = ?1"
        " ORDER BY d.id DESC LIMIT 100) l"),
};
/* clang-format on */
