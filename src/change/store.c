/* store.c - writes a row that was prepared, its links, and the rows that it owns. */
#include "base/collation.h"
#include "change/change_parts.h"

int change_bind_derived(struct arena *arena, struct statement *statement, int at,
                        const struct column *column, const struct str *text) {
    enum collation how = column->field->rules & NUMBERED ? COLLATE_NUMBER : COLLATE_TEXT;

    if (column->key_name && !column->copies_key) {
        if (text)
            statement_bind_blob(statement, at, collation_key(arena, how, *text));
        else
            statement_bind_null(statement, at);
        at++;
    }
    if (column->folded_name) {
        if (text)
            statement_bind_text(statement, at, collation_fold(arena, *text));
        else
            statement_bind_null(statement, at);
        at++;
    }
    return at;
}

/* Binds the columns that a patch gives, or all of them, from parameter `at` on, as plan_changes.c
 * numbers them; returns the next free one. */
static int bind_columns(struct arena *arena, struct statement *statement, int at,
                        const struct plan *plan, const struct value *values,
                        const struct patch_plan *patch) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (!patch || patch->parameters[i])
            value_bind(statement, at++, plan->columns[i].field, &values[i]);
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct column *column = &plan->columns[i];
        if ((column->key_name || column->folded_name) && (!patch || patch->parameters[i]))
            at = change_bind_derived(arena, statement, at, column,
                                     values[i].state == IS_SET ? &values[i].text : NULL);
    }
    return at;
}

void change_bind_row(struct arena *arena, struct statement *statement, const struct plan *plan,
                     const struct value *values, int64_t account_id, int64_t owner_id) {
    statement_bind_integer(statement, 1, account_id);
    int at = bind_columns(arena, statement, 2, plan, values, NULL);
    if (plan->resource->owner)
        statement_bind_integer(statement, at, owner_id);
}

/* ---- the row ---- */

/* A new row stands behind its owner's others, unless an import tells where. */
static enum outcome give_position(struct change *change) {
    struct answer position;

    for (size_t i = 0; i < change->plan->column_count; i++) {
        bool is_told = change->values[i].is_told && change->values[i].state == IS_SET;
        if (!(change->plan->columns[i].field->rules & POSITION) || is_told)
            continue;
        if (change_look_up(change, &change->plan->next_position, change->owner_id, &position) !=
            DONE)
            return FAILED;
        change->values[i] = (struct value){.state = IS_SET, .integer = position.integer};
    }
    return DONE;
}

static enum outcome write_row(struct change *change) {
    const struct plan *plan = change->plan;
    bool is_new = change->kind == CHANGE_CREATE;

    if (is_new && give_position(change) != DONE)
        return FAILED;
    struct statement *statement =
        db_prepared(change->door->db, is_new ? &plan->insert : &plan->update);
    if (!statement)
        return FAILED;
    change->values[0] = (struct value){.state = IS_SET, .integer = change->id};
    change_bind_row(change->arena, statement, plan, change->values,
                    change->door->caller->account_id, change->owner_id);
    return statement_run(statement) ? DONE : FAILED;
}

enum outcome change_store_row(struct change *change) {
    const int64_t *id = &change->id;

    if (change->kind == CHANGE_UPDATE && !change_note_counted(change, change->plan, id, 1, -1))
        return FAILED;
    if (write_row(change) != DONE)
        return FAILED;
    return change_note_counted(change, change->plan, id, 1, 1) ? DONE : FAILED;
}

static enum outcome write_patch(struct change *change) {
    bool many = change->id_count > 0;
    struct statement *statement =
        db_prepared(change->door->db, many ? &change->patch->many : &change->patch->one);
    int64_t changed;

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, ROW_ACCOUNT, change->door->caller->account_id);
    if (many)
        statement_bind_list(statement, ROW_ID, change->arena, change->ids, change->id_count);
    else
        statement_bind_integer(statement, ROW_ID, change->id);
    bind_columns(change->arena, statement, ROW_MORE, change->plan, change->values, change->patch);
    if (!statement_change(statement, &changed))
        return FAILED;
    return changed == (many ? (int64_t)change->id_count : 1) ? DONE : change_not_found(change);
}

enum outcome change_store_patch(struct change *change) {
    const int64_t *ids = change->id_count > 0 ? change->ids : &change->id;
    size_t count = change->id_count > 0 ? change->id_count : 1;

    if (!change_note_counted(change, change->plan, ids, count, -1))
        return FAILED;
    enum outcome outcome = write_patch(change);
    if (outcome != DONE)
        return outcome;
    return change_note_counted(change, change->plan, ids, count, 1) ? DONE : FAILED;
}

/* ---- what belongs to it ---- */

static bool run_row(struct change *change, const struct sql *sql) {
    struct statement *statement = change_statement(change, sql, change->id);

    return statement && statement_run(statement);
}

static bool add_link(struct change *change, const struct link_plan *link, int64_t target,
                     size_t position) {
    struct statement *statement = change_statement(change, &link->insert, change->id);

    if (!statement)
        return false;
    statement_bind_integer(statement, ROW_MORE, target);
    if (link->field->link->in_order)
        statement_bind_integer(statement, ROW_MORE + 1, (int64_t)position);
    return statement_run(statement);
}

enum outcome change_store_links(struct change *change) {
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct link_plan *link = &change->plan->links[i];
        if (change->links[i].state != IS_SET)
            continue;
        if (change->kind == CHANGE_UPDATE && !run_row(change, &link->remove))
            return FAILED;
        for (size_t j = 0; j < change->links[i].count; j++)
            if (!add_link(change, link, change->links[i].ids[j], j))
                return FAILED;
    }
    return DONE;
}

static enum outcome remove_others(struct change *change, const struct rows_plan *rows,
                                  const struct rows_value *value) {
    int64_t *ids = NEW_ARRAY(change->arena, int64_t, value->count + 1);
    struct statement *others = change_statement(change, &rows->others, change->id);
    size_t count = 0;

    for (size_t i = 0; i < value->count; i++)
        if (value->items[i]->kind == CHANGE_UPDATE)
            ids[count++] = value->items[i]->id;
    if (!others)
        return FAILED;
    statement_bind_list(others, ROW_MORE, change->arena, ids, count);
    return change_remove_found(change, others, &(struct owned_plan){.to = rows->to});
}

/* One that was given again as it was has not changed, and is not written. */
static enum outcome store_item(struct change *item) {
    item->owner_id = item->owner->id;
    if (item->kind == CHANGE_UPDATE && !change_alters_any(item))
        return DONE;
    if (change_store_row(item) != DONE)
        return FAILED;
    change_note(item, item->plan, item->id,
                item->kind == CHANGE_CREATE ? ENTRY_CREATED : ENTRY_UPDATED);
    return DONE;
}

enum outcome change_store_rows(struct change *change) {
    for (size_t i = 0; i < change->plan->rows_count; i++) {
        const struct rows_value *value = &change->rows[i];
        if (value->state != IS_SET)
            continue;
        if (change->kind == CHANGE_UPDATE &&
            remove_others(change, &change->plan->rows[i], value) != DONE)
            return FAILED;
        for (size_t j = 0; j < value->count; j++)
            if (store_item(value->items[j]) != DONE)
                return FAILED;
    }
    return DONE;
}

static bool note_key(const struct change *change, const struct copy_plan *copy) {
    const struct door *door = change->door;

    return !copy->of->counted ||
           counted_note_key(ledger_counted(door->ledger), door->db, copy->of->counted, copy->column,
                            &copy->key, door->caller->account_id, change->id);
}

static bool renew_copy(struct change *change, const struct copy_plan *copy) {
    return note_key(change, copy) && run_row(change, &copy->renew) && note_key(change, copy);
}

/* Others keep the sort key of a row's title beside their reference; that is no change of theirs. */
enum outcome change_store_copies(struct change *change) {
    const struct plan *plan = change->plan;
    bool renamed =
        plan->copy_count > 0 && change_alters_slot(change, (size_t)(plan->title - plan->columns));

    for (size_t i = 0; renamed && i < plan->copy_count; i++)
        if (!renew_copy(change, &plan->copies[i]))
            return FAILED;
    return DONE;
}
