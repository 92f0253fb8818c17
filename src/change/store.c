/* store.c - writes a row that was prepared, its links, and the rows that it owns. */
#include "base/collation.h"
#include "change/change_parts.h"

/* Binds the sort key and the folded text of a column, where it has them; returns the next free
 * parameter. */
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

static bool run_row(struct change *change, struct str sql) {
    struct statement *statement = db_statement(change->door->db, sql);
    const struct plan *plan = change->plan;
    int at = 2;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, change->door->caller->account_id);
    for (size_t i = 0; i < plan->column_count; i++)
        value_bind(statement, at++, plan->columns[i].field, &change->values[i]);
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct value *value = &change->values[i];
        at = change_bind_derived(change->arena, statement, at, &plan->columns[i],
                                 value->state == IS_SET ? &value->text : NULL);
    }
    if (plan->resource->owner)
        statement_bind_integer(statement, at, change->owner_id);
    return statement_run(statement);
}

static bool run_ids(struct change *change, struct str sql, const int64_t *third) {
    struct statement *statement = db_statement(change->door->db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, change->door->caller->account_id);
    statement_bind_integer(statement, 2, change->id);
    if (third)
        statement_bind_integer(statement, 3, *third);
    return statement_run(statement);
}

static bool store_links(struct change *change) {
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct link_plan *link = &change->plan->links[i];
        if (change->links[i].state != IS_SET)
            continue;
        if (change->kind == CHANGE_UPDATE && !run_ids(change, link->remove, NULL))
            return false;
        for (size_t j = 0; j < change->links[i].count; j++)
            if (!run_ids(change, link->insert, &change->links[i].ids[j]))
                return false;
    }
    return true;
}

/* A new row stands behind its owner's others. */
static bool give_position(struct change *change) {
    struct answer position;

    for (size_t i = 0; i < change->plan->column_count; i++) {
        if (!(change->plan->columns[i].field->rules & POSITION))
            continue;
        if (change_look_up(change, change->plan->next_position, change->owner_id, &position) !=
            DONE)
            return false;
        change->values[i] = (struct value){.state = IS_SET, .integer = position.integer};
    }
    return true;
}

static bool store_row(struct change *change) {
    const struct plan *plan = change->plan;

    if (change->kind != CHANGE_UPDATE &&
        (!sequence_next(change->door->db, change->door->caller->account_id,
                        str_of(plan->resource->table), &change->id) ||
         !give_position(change)))
        return false;
    change->values[0] = (struct value){.state = IS_SET, .integer = change->id};
    return run_row(change, change->kind == CHANGE_UPDATE ? plan->update : plan->insert);
}

static bool remove_others(struct change *change, const struct rows_plan *rows,
                          const struct rows_value *value) {
    int64_t *ids = NEW_ARRAY(change->arena, int64_t, value->count + 1);
    struct statement *statement = db_statement(change->door->db, rows->remove);
    size_t count = 0;

    for (size_t i = 0; i < value->count; i++)
        if (value->items[i]->kind == CHANGE_UPDATE)
            ids[count++] = value->items[i]->id;
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, change->door->caller->account_id);
    statement_bind_integer(statement, 2, change->id);
    statement_bind_list(statement, 3, change->arena, ids, count);
    return statement_run(statement);
}

static bool store_rows(struct change *change) {
    for (size_t i = 0; i < change->plan->rows_count; i++) {
        const struct rows_value *value = &change->rows[i];
        if (value->state != IS_SET)
            continue;
        if (change->kind == CHANGE_UPDATE && !remove_others(change, &change->plan->rows[i], value))
            return false;
        for (size_t j = 0; j < value->count; j++) {
            value->items[j]->owner_id = change->id;
            if (!store_row(value->items[j]))
                return false;
        }
    }
    return true;
}

enum outcome change_store(struct change *change) {
    return store_row(change) && store_links(change) && store_rows(change) ? DONE : FAILED;
}
