/* prepare.c - completes a decoded change from the row it changes, and checks it.
 *
 * A change is verified in an order in which each step finds what it needs: the row that was, then
 * what the request left out (kept, a default, or null), the rows that it refers to, the rows that
 * it owns by the same steps, questions, and the resource's `check`. A fault ends none of it but
 * what would only repeat it: without the row that was nothing is complete, and a body that could
 * not be read has no values to check.
 *
 * Deriving comes when all of this has passed: stamps, the copies of answers, `derive`; of the owner
 * first and then of its rows, which may read what the owner got. */
#include "change/change_parts.h"

/* What every reader of JSON can tell from the next. */
#define TOLD_ID_MAX INT64_C(9007199254740991)

enum outcome change_load(struct change *change) {
    struct statement *row = change_statement(change, &change->plan->row, change->id);

    if (!row)
        return FAILED;
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

/* Whether the column is true or false, and nothing else. */
static bool is_either(const struct column *column) {
    return column->field->kind == BOOLEAN && !(column->field->rules & NULLABLE);
}

/* Whether an update that leaves a property out keeps what is stored; otherwise it becomes null.
 * Nested objects and lists, booleans and what is marked KEEP survive a client's silence. Columns
 * of a group are ABSENT only when the whole group was left out. */
static bool absence_keeps(const struct column *column) {
    return column->group || is_either(column) || column->field->rules & (KEEP | FIXED);
}

static void complete_value(const struct change *change, const struct column *column,
                           const struct value *before, struct value *value) {
    bool settled =
        change->kind == CHANGE_UPDATE && column->field->rules & CREATE_ONLY && !value->is_told;

    if (settled ||
        (value->state == ABSENT && change->kind == CHANGE_UPDATE && absence_keeps(column)))
        *value = *before;
    else if (value->state == ABSENT || (value->state == IS_NULL && is_either(column)))
        *value = change_default(column->field);
    if (value->state == IS_NULL && column->field->kind == WORDS) /* none are a text, too */
        *value = (struct value){.state = IS_SET, .text = STR(""), .is_told = value->is_told};
}

/* Whether an update makes a text say nothing that must say something. A row that has it so already
 * may be sent back as it is. */
static bool is_emptied(const struct change *change, size_t slot) {
    const struct field *field = change->plan->columns[slot].field;
    const struct value *value = &change->values[slot];

    return field->kind == TEXT && field->rules & (REQUIRED | UPDATE_REQUIRED) &&
           value->state == IS_SET && str_is_blank(value->text) && change_alters_slot(change, slot);
}

static void complete(struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++)
        complete_value(change, &change->plan->columns[i], &change->before[i], &change->values[i]);
}

static void refuse_emptied(struct change *change) {
    if (change->kind != CHANGE_UPDATE)
        return;
    for (size_t i = 0; i < change->plan->column_count; i++) {
        if (!is_emptied(change, i))
            continue;
        change_missing(change, change_property(change, change->plan->columns[i].property));
        change->values[i].state = FAULTY;
    }
}

/* The server's stamps: who made the row, or who changed it last. An owned row that is given again
 * as it was has not changed. */
static void stamp(struct change *change) {
    const struct caller *caller = change->door->caller;
    const struct value moment = {.state = IS_SET, .integer = change->door->now};
    const struct value person = {.state = caller->user_id ? IS_SET : IS_NULL,
                                 .integer = caller->user_id};

    if (change->owner && change->kind == CHANGE_UPDATE && !change_alters_any(change))
        return;
    for (size_t i = 0; i < change->plan->column_count; i++) {
        unsigned rules = change->plan->columns[i].field->rules;
        if (rules & (change->kind == CHANGE_UPDATE ? UPDATED_AT : CREATED_AT))
            change_set(change, i, moment);
        if (rules & (change->kind == CHANGE_UPDATE ? UPDATED_BY : CREATED_BY))
            change_set(change, i, person);
    }
}

/* `newly`: the row is chosen now, so it must be active where it can be. */
static enum outcome look_up(struct change *change, const struct plan *to, const char *property,
                            int64_t id, bool newly) {
    struct str full = change_property(change, property);
    struct answer active;

    if (change_look_up(change, &to->exists, id, &active) != DONE)
        return FAILED;
    if (active.found && (active.integer || !newly || change_imports(change)))
        return DONE;
    struct str title = fault_title(change->arena, full);
    faults_add(change->faults, full,
               arena_format(change->arena, "The field %.*s refers to %s %s that %s.",
                            (int)title.len, title.at,
                            strchr("aeio", to->resource->name[0]) ? "an" : "a", to->resource->name,
                            active.found ? "is no longer active" : "does not exist"));
    return INVALID;
}

static enum outcome check_references(struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct column *column = &change->plan->columns[i];
        bool is_given = !(column->field->rules & FIXED) || change->values[i].is_told;
        if (!column->to || !is_given || change->values[i].state != IS_SET)
            continue;
        bool newly = column->field->rules & ACTIVE && change_alters_slot(change, i);
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

/* An import tells the id of a new row, and leaves enough of them for those that come. */
static enum outcome check_new_id(struct change *change) {
    const struct value *id = &change->values[0];
    struct answer other;

    if (change->kind != CHANGE_CREATE || !id->is_told || id->state != IS_SET)
        return DONE;
    if (change_look_up(change, &change->plan->exists, id->integer, &other) != DONE)
        return FAILED;
    if (other.found)
        return change_refuse(change, "id", "The field Id is that of another row.");
    if (id->integer < 1)
        return change_refuse(change, "id", "The field Id must be 1 or more.");
    return id->integer > TOLD_ID_MAX
               ? change_refuse(change, "id", "The field Id is too large a number.")
               : DONE;
}

/* The row that stands alone is changed when it is there already; one that an import tells takes the
 * place of another. */
static enum outcome find_alone(struct change *item, const struct rows_plan *rows) {
    const struct value *told = &item->values[0];
    struct answer id;
    enum outcome outcome = change_look_up(item, &rows->ids, item->owner_id, &id);
    bool is_other = told->is_told && told->state == IS_SET && told->integer != id.integer;

    item->id = is_other ? 0 : id.integer;
    item->kind = id.found && !is_other ? CHANGE_UPDATE : CHANGE_CREATE;
    return outcome;
}

/* Of a row that an import changes, those that it owns may be new, and have their ids already. */
static enum outcome find_told(struct change *item) {
    struct answer one;

    if (item->kind != CHANGE_UPDATE || !change_imports(item))
        return DONE;
    enum outcome outcome = change_look_up(item, &item->plan->exists, item->id, &one);
    if (outcome == DONE && !one.found) {
        item->kind = CHANGE_CREATE;
        item->id = 0;
    }
    return outcome;
}

/* Of a row that is changed, or of a new one that an import tells. */
static int64_t id_of(const struct change *item) {
    return item->kind == CHANGE_UPDATE ? item->id : item->values[0].integer;
}

static void check_repeated(const struct rows_value *value, size_t at) {
    struct change *item = value->items[at];
    int64_t id = id_of(item);

    for (size_t i = 0; id != 0 && i < at; i++)
        if (id_of(value->items[i]) == id) {
            change_fault(item, change_property(item, "id"), "stands twice.");
            return;
        }
}

static enum outcome verify_item(struct change *item, const struct rows_plan *rows) {
    item->owner_id = item->owner->id;
    bool alone = rows->field->rules & ALONE;

    if (alone && item->owner->kind == CHANGE_UPDATE && find_alone(item, rows) != DONE)
        return FAILED;
    return !alone && find_told(item) != DONE ? FAILED : change_verify(item);
}

static enum outcome verify_rows(struct change *change) {
    for (size_t i = 0; i < change->plan->rows_count; i++)
        for (size_t j = 0; j < change->rows[i].count; j++) {
            check_repeated(&change->rows[i], j);
            if (verify_item(change->rows[i].items[j], &change->plan->rows[i]) == FAILED)
                return FAILED;
        }
    return DONE;
}

static enum outcome derive_rows(struct change *change) {
    enum outcome outcome = DONE;

    for (size_t i = 0; i < change->plan->rows_count; i++)
        for (size_t j = 0; outcome == DONE && j < change->rows[i].count; j++)
            outcome = change_derive(change->rows[i].items[j]);
    return outcome;
}

/* What an import brings was accepted where it comes from, maybe under other rules and long ago: a
 * day was locked later, a comment was not yet demanded. `check` still completes the row. */
static enum outcome check_leniently(struct change *change) {
    struct faults *faults = change->faults, none;

    faults_init(&none, change->arena);
    change->faults = &none;
    enum outcome outcome = change->plan->resource->check(change);
    change->faults = faults;
    return outcome == FAILED ? FAILED : DONE;
}

static enum outcome ask_and_check(struct change *change) {
    const struct resource *resource = change->plan->resource;

    if (change_ask(change) != DONE)
        return FAILED;
    if (!resource->check)
        return DONE;
    return change_imports(change) ? check_leniently(change) : resource->check(change);
}

enum outcome change_verify(struct change *change) {
    enum outcome loaded = change->kind == CHANGE_UPDATE ? change_load(change) : DONE;

    change->is_filled = true;
    if (loaded == FAILED || check_new_id(change) == FAILED)
        return FAILED;
    if (loaded == DONE)
        complete(change);
    refuse_emptied(change);
    if (check_references(change) == FAILED)
        return FAILED;
    if (loaded == DONE && verify_rows(change) == FAILED)
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
    return derive_rows(change);
}
