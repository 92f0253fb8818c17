/* bulk_row.c - fills the parameters of a plan's statements by the paths of fields. */
#include "change/bulk_row.h"

#include "base/log.h"
#include "change/bulk_steps.h"
#include "change/change_parts.h"
#include "db/versions.h"

static size_t slot_of_rule(const struct plan *plan, unsigned rule) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field->rules & rule)
            return i;
    return SIZE_MAX;
}

void row_init(struct bulk_row *row, struct arena *arena, struct db *db, const struct plan *plan,
              int64_t account_id) {
    size_t count = plan->column_count;

    *row = (struct bulk_row){.db = db,
                             .plan = plan,
                             .account_id = account_id,
                             .arena = arena_open(),
                             .values = NEW_ARRAY(arena, struct value, count),
                             .blank = NEW_ARRAY(arena, struct value, count),
                             .known = NEW_ARRAY(arena, struct known_path, 2 * count),
                             .known_room = 2 * count};
    row->created =
        (struct stamp_slots){slot_of_rule(plan, CREATED_AT), slot_of_rule(plan, CREATED_BY)};
    row->updated =
        (struct stamp_slots){slot_of_rule(plan, UPDATED_AT), slot_of_rule(plan, UPDATED_BY)};
    for (size_t i = 0; i < count; i++)
        row->blank[i] = change_default(plan->columns[i].field);
}

bool row_done(struct bulk_row *row) {
    arena_close(row->arena);
    return row->last_id == 0 || sequence_raise(row->db, row->account_id,
                                               str_of(row->plan->resource->table), row->last_id);
}

/* ---- which row ---- */

void row_begin(struct bulk_row *row, int64_t id) {
    arena_reset(row->arena);
    memcpy(row->values, row->blank, row->plan->column_count * sizeof(struct value));
    row->id = id;
    row->is_new = true;
    if (row->last_id < id)
        row->last_id = id;
}

void row_next(struct bulk_row *row) {
    row_begin(row, row->last_id + 1);
}

bool row_find(struct bulk_row *row, int64_t id) {
    const struct plan *plan = row->plan;
    struct statement *found = db_prepared(row->db, &plan->row);

    arena_reset(row->arena);
    if (!found)
        return false;
    statement_bind_integer(found, 1, row->account_id);
    statement_bind_integer(found, 2, id);
    bool there = statement_step(found) == DB_ROW;
    for (size_t i = 0; there && i < plan->column_count; i++)
        value_read_column(plan->columns[i].field, found, (int)i, row->arena, &row->values[i]);
    if (there && plan->resource->owner)
        row->owner_id = column_integer(found, (int)plan->column_count);
    statement_reset(found);
    row->id = id;
    row->is_new = false;
    return there;
}

/* ---- its values ---- */

static struct value *learn(struct bulk_row *row, const char *path) {
    size_t slot = plan_slot(row->plan, path);

    if (slot == SIZE_MAX)
        plan_wrong(row->plan->resource, "there is no field", path);
    if (row->known_count == row->known_room)
        row->known_count = 0;
    row->at = row->known_count++;
    row->known[row->at] = (struct known_path){path, slot};
    return &row->values[slot];
}

/* Mostly it is the one that was given behind the last one in the row before, too. */
static struct value *value_of(struct bulk_row *row, const char *path) {
    for (size_t i = 0; i < row->known_count; i++) {
        if (++row->at >= row->known_count)
            row->at = 0;
        if (row->known[row->at].path == path)
            return &row->values[row->known[row->at].slot];
    }
    return learn(row, path);
}

static struct value some(int64_t value) {
    return (struct value){.state = value ? IS_SET : IS_NULL, .integer = value};
}

void row_integer(struct bulk_row *row, const char *path, int64_t value) {
    *value_of(row, path) = (struct value){.state = IS_SET, .integer = value};
}

void row_some(struct bulk_row *row, const char *path, int64_t value) {
    *value_of(row, path) = some(value);
}

void row_real(struct bulk_row *row, const char *path, double value) {
    *value_of(row, path) = (struct value){.state = IS_SET, .real = value};
}

void row_text(struct bulk_row *row, const char *path, struct str text) {
    *value_of(row, path) = (struct value){.state = text.at ? IS_SET : IS_NULL, .text = text};
}

void row_title(struct bulk_row *row, struct str text) {
    row_text(row, row->plan->title->path, text);
}

static void put_stamps(struct bulk_row *row, struct stamp_slots slots, int64_t at, int64_t by) {
    if (slots.at != SIZE_MAX)
        row->values[slots.at] = some(at);
    if (slots.by != SIZE_MAX)
        row->values[slots.by] = some(by);
}

void row_created(struct bulk_row *row, int64_t at, int64_t by) {
    put_stamps(row, row->created, at, by);
}

void row_updated(struct bulk_row *row, int64_t at, int64_t by) {
    put_stamps(row, row->updated, at, by);
}

/* ---- what belongs together ---- */

void row_owner(struct bulk_row *row, int64_t id) {
    row->owner_id = id;
}

void row_owns(struct bulk_row *row, const char *rows, int64_t id) {
    const struct plan *plan = row->plan;
    size_t i = 0;

    while (i < plan->rows_count && strcmp(plan->rows[i].field->name, rows) != 0)
        i++;
    ALWAYS(i < plan->rows_count);
    if (plan->rows[i].kept != SIZE_MAX)
        row->values[plan->rows[i].kept] = some(id);
}

bool row_end(struct bulk_row *row) {
    const struct plan *plan = row->plan;
    struct statement *statement = db_prepared(row->db, row->is_new ? &plan->insert : &plan->update);

    if (!statement)
        return false;
    row->values[0] = some(row->id);
    change_bind_row(row->arena, statement, plan, row->values, row->account_id, row->owner_id);
    if (!statement_run(statement))
        return false;
    return !row->steps || !row->is_new || steps_note(row->steps, plan, row->account_id, row->id);
}

bool row_link(struct bulk_row *row, const char *links, int64_t target) {
    const struct plan *plan = row->plan;
    size_t i = 0;

    while (i < plan->link_count && strcmp(plan->links[i].field->name, links) != 0)
        i++;
    ALWAYS(i < plan->link_count);
    struct statement *statement = db_prepared(row->db, &plan->links[i].insert);
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, row->account_id);
    statement_bind_integer(statement, 2, row->id);
    statement_bind_integer(statement, 3, target);
    if (plan->links[i].field->link->in_order) /* by their ids */
        statement_bind_integer(statement, 4, 0);
    return statement_run(statement);
}
