/* prepare.c - completes a decoded change from the row it changes, and checks it. */
#include "api/change_parts.h"

static void read_stored(const struct column *column, struct statement *row, int at,
                        struct arena *arena, struct value *ret) {
    *ret = (struct value){.state = column_is_null(row, at) ? IS_NULL : IS_SET};
    if (ret->state == IS_NULL)
        return;
    switch (column->field->kind) {
    case TEXT:
    case CHOICE:
    case WORDS:
        ret->text = arena_copy(arena, column_text(row, at));
        break;
    case REAL:
        ret->real = column_real(row, at);
        break;
    default:
        ret->integer = column_integer(row, at);
        break;
    }
}

enum outcome change_not_found(struct change *change) {
    faults_add(
        change->faults, STR("id"),
        arena_format(change->arena, "The %s could not be found.", change->plan->resource->name));
    return INVALID;
}

static enum outcome load(struct change *change) {
    struct statement *row = db_statement(change->db, change->plan->row);

    if (!row)
        return FAILED;
    statement_bind_integer(row, 1, change->account_id);
    statement_bind_integer(row, 2, change->id);
    enum db_step step = statement_step(row);
    for (size_t i = 0; step == DB_ROW && i < change->plan->column_count; i++)
        read_stored(&change->plan->columns[i], row, (int)i, change->arena, &change->before[i]);
    statement_reset(row);
    if (step == DB_END)
        return change_not_found(change);
    return step == DB_FAILED ? FAILED : DONE;
}

/* Whether an update that leaves a property out keeps what is stored; otherwise it becomes null.
 * Nested objects and lists, booleans and what is marked KEEP survive a client's silence. Columns
 * of a group are ABSENT only when the whole group was left out. */
static bool absence_keeps(const struct column *column) {
    return column->group || column->field->kind == BOOLEAN || column->field->rules & (KEEP | FIXED);
}

static void complete(struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct column *column = &change->plan->columns[i];
        struct value *value = &change->values[i];
        if (value->state != ABSENT)
            continue;
        if (change->is_update && absence_keeps(column))
            *value = change->before[i];
        else if (column->field->kind == BOOLEAN)
            *value = (struct value){.state = IS_SET,
                                    .integer = (column->field->rules & DEFAULT_TRUE) != 0};
        else
            value->state = IS_NULL;
    }
}

/* Both sides of a change carry the server's stamps: who made the row, and who changed it last. */
static void stamp(struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++) {
        unsigned rules = change->plan->columns[i].field->rules;
        struct value *value = &change->values[i];
        if (rules & (change->is_update ? UPDATED_AT : CREATED_AT))
            *value = (struct value){.state = IS_SET, .integer = change->now};
        if (rules & (change->is_update ? UPDATED_BY : CREATED_BY))
            *value = (struct value){.state = IS_SET, .integer = change->user_id};
    }
}

static enum outcome look_up(struct change *change, const struct plan *to, struct str property,
                            int64_t id) {
    bool found;
    int64_t one;

    if (change_query(change, to->exists.at, id, &found, &one) != DONE)
        return FAILED;
    if (found)
        return DONE;
    struct str title = fault_title(change->arena, property);
    faults_add(change->faults, property,
               arena_format(change->arena, "The field %.*s refers to a %s that does not exist.",
                            (int)title.len, title.at, to->resource->name));
    return INVALID;
}

static enum outcome check_references(struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct column *column = &change->plan->columns[i];
        if (!column->to || column->field->rules & FIXED || change->values[i].state != IS_SET)
            continue;
        if (look_up(change, column->to, str_of(column->property), change->values[i].integer) ==
            FAILED)
            return FAILED;
    }
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct link_plan *link = &change->plan->links[i];
        const char *name = link->field->input ? link->field->input : link->field->name;
        for (size_t j = 0; j < change->links[i].count; j++)
            if (look_up(change, link->to, str_of(name), change->links[i].ids[j]) == FAILED)
                return FAILED;
    }
    return DONE;
}

enum outcome change_prepare(struct change *change) {
    const struct resource *resource = change->plan->resource;
    enum outcome loaded = change->is_update ? load(change) : DONE;

    if (loaded == FAILED)
        return FAILED;
    if (loaded == DONE)
        complete(change);
    if (check_references(change) == FAILED)
        return FAILED;
    if (loaded == DONE && !faults_has(change->faults, STR("body")) && resource->check &&
        resource->check(change) == FAILED)
        return FAILED;
    if (faults_any(change->faults))
        return INVALID;
    stamp(change);
    return resource->derive ? resource->derive(change) : DONE;
}
