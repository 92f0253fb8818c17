/* store.c - writes a prepared change, or deletes a row. */
#include "base/collation.h"
#include "change/change_parts.h"

static void bind_value(struct statement *statement, int at, const struct column *column,
                       const struct value *value) {
    if (value->state != IS_SET) {
        statement_bind_null(statement, at);
        return;
    }
    switch (column->field->kind) {
    case TEXT:
    case CHOICE:
    case WORDS:
    case JSON:
        statement_bind_text(statement, at, value->text);
        break;
    case REAL:
        statement_bind_real(statement, at, value->real);
        break;
    default:
        statement_bind_integer(statement, at, value->integer);
        break;
    }
}

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
    struct statement *statement = db_statement(change->db, sql);
    const struct plan *plan = change->plan;
    int at = 2;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, change->account_id);
    for (size_t i = 0; i < plan->column_count; i++)
        bind_value(statement, at++, &plan->columns[i], &change->values[i]);
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
    struct statement *statement = db_statement(change->db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, change->account_id);
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
        if (change->is_update && !run_ids(change, link->remove, NULL))
            return false;
        for (size_t j = 0; j < change->links[i].count; j++)
            if (!run_ids(change, link->insert, &change->links[i].ids[j]))
                return false;
    }
    return true;
}

/* A row that belongs to another one may show in it. */
static bool raise_version(struct change *change, bool made) {
    const struct resource *resource = change->plan->resource;

    return made && !resource->owner
               ? versions_raise_added(change->db, change->account_id, area_of(resource))
               : versions_raise_changed(change->db, change->account_id, area_of(resource));
}

/* A new row stands behind its owner's others. */
static bool give_position(struct change *change) {
    bool found;
    int64_t position;

    for (size_t i = 0; i < change->plan->column_count; i++) {
        if (!(change->plan->columns[i].field->rules & POSITION))
            continue;
        if (change_query(change, change->plan->next_position.at, change->owner_id, &found,
                         &position) != DONE)
            return false;
        change->values[i] = (struct value){.state = IS_SET, .integer = position};
    }
    return true;
}

static bool store_row(struct change *change) {
    const struct plan *plan = change->plan;

    if (!change->is_update && (!sequence_next(change->db, change->account_id,
                                              str_of(plan->resource->table), &change->id) ||
                               !give_position(change)))
        return false;
    change->values[0] = (struct value){.state = IS_SET, .integer = change->id};
    return run_row(change, change->is_update ? plan->update : plan->insert);
}

static bool remove_others(struct change *change, const struct rows_plan *rows,
                          const struct rows_value *value) {
    int64_t *ids = NEW_ARRAY(change->arena, int64_t, value->count + 1);
    struct statement *statement = db_statement(change->db, rows->remove);
    size_t count = 0;

    for (size_t i = 0; i < value->count; i++)
        if (value->items[i]->is_update)
            ids[count++] = value->items[i]->id;
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, change->account_id);
    statement_bind_integer(statement, 2, change->id);
    statement_bind_list(statement, 3, change->arena, ids, count);
    return statement_run(statement);
}

static bool store_rows(struct change *change) {
    for (size_t i = 0; i < change->plan->rows_count; i++) {
        const struct rows_value *value = &change->rows[i];
        if (value->state != IS_SET)
            continue;
        if (change->is_update && !remove_others(change, &change->plan->rows[i], value))
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
    return store_row(change) && store_links(change) && store_rows(change) &&
                   raise_version(change, !change->is_update)
               ? DONE
               : FAILED;
}

/* One sentence for each kind of row that refers to the one to be deleted. */
static enum outcome check_referrers(struct change *change) {
    const struct plan *plan = change->plan;

    for (size_t i = 0; i < plan->referrer_count; i++) {
        const struct referrer *referrer = &plan->referrers[i];
        bool found;
        int64_t one;
        if (change_query(change, referrer->select.at, change->id, &found, &one) != DONE)
            return FAILED;
        if (found)
            faults_add(change->faults, str_of(change->id_name),
                       arena_format(change->arena,
                                    "The %s could not be deleted: %s refer to it as their %s.",
                                    plan->resource->name, referrer->by->plural,
                                    referrer->property));
    }
    return faults_any(change->faults) ? INVALID : DONE;
}

/* Whether the row is there, and belongs to the parent in the path. */
static enum outcome find(struct change *change, bool *ret_found) {
    struct statement *row = db_statement(change->db, change->plan->row);

    if (!row)
        return FAILED;
    statement_bind_integer(row, 1, change->account_id);
    statement_bind_integer(row, 2, change->id);
    enum db_step step = statement_step(row);
    *ret_found = step == DB_ROW &&
                 (!change->plan->resource->owner ||
                  column_integer(row, (int)change->plan->column_count) == change->owner_id);
    statement_reset(row);
    return step == DB_FAILED ? FAILED : DONE;
}

enum outcome change_delete(struct change *change) {
    const struct resource *resource = change->plan->resource;
    bool found;

    if (find(change, &found) != DONE)
        return FAILED;
    if (!found)
        return change_not_found(change);
    if (resource->may_delete && resource->may_delete(change) == FAILED)
        return FAILED;
    enum outcome outcome = check_referrers(change);
    if (outcome != DONE)
        return outcome;
    if (!run_ids(change, change->plan->remove, NULL) || !raise_version(change, false))
        return FAILED;
    return DONE;
}
