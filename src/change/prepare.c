/* prepare.c - completes a decoded change from the row it changes, and checks it. */
#include "change/change_parts.h"

void value_read_column(const struct field *field, struct statement *row, int at,
                       struct arena *arena, struct value *ret) {
    *ret = (struct value){.state = column_is_null(row, at) ? IS_NULL : IS_SET};
    if (ret->state == IS_NULL)
        return;
    switch (field->kind) {
    case TEXT:
    case CHOICE:
    case WORDS:
    case JSON:
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
        change->faults, change_property(change, change->id_name),
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
        value_read_column(change->plan->columns[i].field, row, (int)i, change->arena,
                          &change->before[i]);
    bool foreign = step == DB_ROW && change->plan->resource->owner &&
                   column_integer(row, (int)change->plan->column_count) != change->owner_id;
    statement_reset(row);
    if (step == DB_END || foreign)
        return change_not_found(change);
    return step == DB_FAILED ? FAILED : DONE;
}

/* Whether an update that leaves a property out keeps what is stored; otherwise it becomes null.
 * Nested objects and lists, booleans and what is marked KEEP survive a client's silence. Columns
 * of a group are ABSENT only when the whole group was left out. */
static bool absence_keeps(const struct column *column) {
    bool boolean = column->field->kind == BOOLEAN && !(column->field->rules & NULLABLE);

    return column->group || boolean || column->field->rules & (KEEP | FIXED);
}

static void complete_value(const struct change *change, const struct column *column,
                           const struct value *before, struct value *value) {
    bool settled = change->is_update && column->field->rules & CREATE_ONLY;

    if (settled || (value->state == ABSENT && change->is_update && absence_keeps(column)))
        *value = *before;
    else if (value->state == ABSENT && column->field->kind == BOOLEAN &&
             !(column->field->rules & NULLABLE))
        *value =
            (struct value){.state = IS_SET, .integer = (column->field->rules & DEFAULT_TRUE) != 0};
    else if (value->state == ABSENT)
        value->state = IS_NULL;
    if (value->state == IS_NULL && column->field->kind == WORDS) /* none are a text, too */
        *value = (struct value){.state = IS_SET, .text = STR("")};
}

static void complete(struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++)
        complete_value(change, &change->plan->columns[i], &change->before[i], &change->values[i]);
}

/* The server's stamps: who made the row, or who changed it last. An owned row that is given again
 * as it was has not changed. */
static void stamp(struct change *change) {
    if (change->owner && change->is_update && !change_alters_any(change))
        return;
    for (size_t i = 0; i < change->plan->column_count; i++) {
        unsigned rules = change->plan->columns[i].field->rules;
        struct value *value = &change->values[i];
        if (rules & (change->is_update ? UPDATED_AT : CREATED_AT))
            *value = (struct value){.state = IS_SET, .integer = change->now};
        if (rules & (change->is_update ? UPDATED_BY : CREATED_BY))
            *value = (struct value){.state = IS_SET, .integer = change->user_id};
    }
}

/* `newly`: the row is chosen now, so it must be active where it can be. */
static enum outcome look_up(struct change *change, const struct plan *to, const char *property,
                            int64_t id, bool newly) {
    struct str full = change_property(change, property);
    struct answer active;

    if (change_look_up(change, to->exists, id, &active) != DONE)
        return FAILED;
    if (active.found && (active.integer || !newly))
        return DONE;
    struct str title = fault_title(change->arena, full);
    faults_add(change->faults, full,
               arena_format(change->arena, "The field %.*s refers to %s %s that %s.",
                            (int)title.len, title.at,
                            strchr("aeiou", to->resource->name[0]) ? "an" : "a", to->resource->name,
                            active.found ? "is no longer active" : "does not exist"));
    return INVALID;
}

static bool is_altered(const struct change *change, size_t slot) {
    const struct value *now = &change->values[slot], *before = &change->before[slot];

    return !change->is_update || before->state != IS_SET || now->integer != before->integer;
}

static enum outcome check_references(struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct column *column = &change->plan->columns[i];
        if (!column->to || column->field->rules & FIXED || change->values[i].state != IS_SET)
            continue;
        bool newly = column->field->rules & ACTIVE && is_altered(change, i);
        if (look_up(change, column->to, column->property, change->values[i].integer, newly) ==
            FAILED)
            return FAILED;
    }
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct link_plan *link = &change->plan->links[i];
        const char *name = link->field->input ? link->field->input : link->field->name;
        for (size_t j = 0; j < change->links[i].count; j++)
            if (look_up(change, link->to, name, change->links[i].ids[j], false) == FAILED)
                return FAILED;
    }
    return DONE;
}

static enum outcome ask_and_check(struct change *change) {
    const struct resource *resource = change->plan->resource;

    if (change_ask(change, change->is_update ? UPDATE : CREATE) != DONE)
        return FAILED;
    return resource->check ? resource->check(change) : DONE;
}

enum outcome change_verify(struct change *change) {
    enum outcome loaded = change->is_update ? load(change) : DONE;

    if (loaded == FAILED)
        return FAILED;
    if (loaded == DONE)
        complete(change);
    if (check_references(change) == FAILED)
        return FAILED;
    if (loaded == DONE && rows_verify(change) == FAILED)
        return FAILED;
    if (loaded == DONE && !faults_has(change->faults, STR("body")) &&
        ask_and_check(change) == FAILED)
        return FAILED;
    return faults_any(change->faults) ? INVALID : DONE;
}

enum outcome change_derive(struct change *change) {
    const struct resource *resource = change->plan->resource;

    stamp(change);
    change_copy_answers(change);
    if (resource->derive) {
        enum outcome outcome = resource->derive(change);
        if (outcome != DONE)
            return outcome;
    }
    return rows_derive(change);
}

enum outcome change_prepare(struct change *change) {
    enum outcome outcome = change_verify(change);

    return outcome == DONE ? change_derive(change) : outcome;
}
