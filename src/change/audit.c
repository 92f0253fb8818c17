/* audit.c - writes the log of changes. */
#include "change/audit.h"

#include "base/collation.h"
#include "change/change_parts.h"
#include "json/members.h"
#include "json/write.h"

enum { CHANGES_MAX = 256 * 1024 };

static void bind_reference(struct statement *statement, int at, int64_t id) {
    if (id)
        statement_bind_integer(statement, at, id);
    else
        statement_bind_null(statement, at);
}

/* Entries are never deleted, so the next number follows the highest. */
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

static void put_change(struct buffer *out, struct str name, struct str before, struct str after) {
    buffer_put_z(out, out->len > 1 ? ",{\"property\":\"" : "{\"property\":\"");
    buffer_put_str(out, name);
    buffer_put_z(out, "\",\"before\":");
    buffer_put_str(out, before.at ? before : STR("null"));
    buffer_put_z(out, ",\"after\":");
    buffer_put_str(out, after.at ? after : STR("null"));
    buffer_put_char(out, '}');
}

/* The server's own stamps change with every change. */
static bool is_stamp(const struct plan *plan, struct str name) {
    for (const struct field *field = plan->resource->fields; field->name; field++)
        if (str_equal(name, str_of(field->name)))
            return field->rules & (CREATED_AT | CREATED_BY | UPDATED_AT | UPDATED_BY);
    return str_equal(name, STR("objectName"));
}

/* Both objects are of one view, so their members stand in one order. */
static struct str list_changes(const struct change *change, struct str before, struct str after) {
    struct json_member old, new = {.value = {NULL, 0}};
    struct buffer out;

    buffer_init(&out, CHANGES_MAX);
    buffer_put_char(&out, '[');
    while (json_next_member(&before, &old)) {
        if (after.len > 0 && !json_next_member(&after, &new))
            break;
        bool same =
            new.value.at ? str_equal(old.value, new.value) : str_equal(old.value, STR("null"));
        if (!same && !is_stamp(change->plan, old.name))
            put_change(&out, old.name, old.value, new.value);
    }
    buffer_put_char(&out, ']');
    /* A change of hundreds of kilobytes is noted without its texts. */
    struct str changes =
        buffer_failed(&out) ? STR("[]") : arena_copy(change->arena, buffer_str(&out));
    buffer_done(&out);
    return changes;
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
    const char *problem;
    const struct json *json = title ? json_read(change->arena, object, &problem) : NULL;

    for (size_t i = 0; json && i < json->count; i++)
        if (json->items[i].kind == JSON_KIND_STRING &&
            str_equal(json->names[i], str_of(title->field->name)))
            return json->items[i].text;
    return STR("");
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
        entry.changes = list_changes(change, before, change->after_json);
    return audit_write(change->arena, change->door->db, &entry, change->door->now);
}
