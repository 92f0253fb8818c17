/* verify.c - every derived number, from the rows, next to what is stored. */
#include "base/collation.h"
#include "plan/plan_parts.h"
#include "upkeep/verify_parts.h"

#include <inttypes.h>

static void differ(struct verification *verification, struct str table, int64_t account_id,
                   int64_t id, struct str what) {
    if (!verify_note(verification))
        return;
    verification->tell(
        arena_format(verification->arena,
                     "%.*s, account %" PRId64 ", row %" PRId64 ": %.*s does not match the row.",
                     (int)table.len, table.at, account_id, id, (int)what.len, what.at)
            .at);
}

/* ---- texts ---- */

static struct str texts_sql(struct arena *arena, const struct plan *plan) {
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql, "SELECT account_id, id");
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct column *column = &plan->columns[i];
        if (column->copies_key || (!column->key_name && !column->folded_name))
            continue;
        buffer_format(&sql, ", %s", column->name);
        if (column->key_name)
            buffer_format(&sql, ", %s", column->key_name);
        if (column->folded_name)
            buffer_format(&sql, ", %s", column->folded_name);
    }
    buffer_format(&sql, " FROM %s", plan->resource->table);
    return plan_keep(arena, &sql);
}

static bool is_right(struct statement *row, int at, bool is_null, struct str expected) {
    if (is_null || column_is_null(row, at))
        return is_null && column_is_null(row, at);
    return str_equal(column_text(row, at), expected);
}

static void verify_row(struct verification *verification, const struct plan *plan,
                       struct statement *row) {
    struct arena *arena = arena_open();
    struct str table = str_of(plan->resource->table);
    int64_t account = column_integer(row, 0), id = column_integer(row, 1);
    int at = 2;

    for (size_t i = 0; i < plan->column_count; i++) {
        const struct column *column = &plan->columns[i];
        if (column->copies_key || (!column->key_name && !column->folded_name))
            continue;
        bool none = column_is_null(row, at);
        struct str text = arena_copy(arena, column_text(row, at++));
        enum collation how = column->field->rules & NUMBERED ? COLLATE_NUMBER : COLLATE_TEXT;
        if (column->key_name && !is_right(row, at++, none, collation_key(arena, how, text)))
            differ(verification, table, account, id, str_of(column->key_name));
        if (column->folded_name && !is_right(row, at++, none, collation_fold(arena, text)))
            differ(verification, table, account, id, str_of(column->folded_name));
    }
    arena_close(arena);
}

static bool verify_texts(struct verification *verification, const struct plan *plan) {
    struct statement *row = db_statement(verification->db, texts_sql(verification->arena, plan));
    enum db_step step;

    if (!row)
        return false;
    while ((step = statement_step(row)) == DB_ROW)
        verify_row(verification, plan, row);
    statement_reset(row);
    return step == DB_END;
}

/* ---- copies, and what else follows from a row ---- */

/* Runs SQL that finds faults: table, account, row, and what is wrong. */
static bool verify_by(struct verification *verification, struct str sql) {
    struct statement *fault = db_statement(verification->db, sql);
    enum db_step step;

    if (!fault)
        return false;
    while ((step = statement_step(fault)) == DB_ROW)
        differ(verification, column_text(fault, 0), column_integer(fault, 1),
               column_integer(fault, 2), column_text(fault, 3));
    statement_reset(fault);
    return step == DB_END;
}

static bool verify_copies(struct verification *verification, const struct plan *plan) {
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct column *column = &plan->columns[i];
        if (!column->copies_key)
            continue;
        if (!verify_by(verification,
                       arena_format(verification->arena,
                                    "SELECT '%s', t.account_id, t.id, '%s' FROM %s t LEFT JOIN %s k"
                                    " ON k.account_id = t.account_id AND k.id = t.%s"
                                    " WHERE t.%s IS NOT k.%s",
                                    plan->resource->table, column->key_name, plan->resource->table,
                                    column->to->resource->table, column->name, column->key_name,
                                    column->to->title->key_name)))
            return false;
    }
    return true;
}

bool verify_all(struct verification *verification, const struct plans *plans) {
    for (size_t i = 0; i < plans->count; i++) {
        const struct plan *plan = &plans->all[i];
        if ((plan->derived_count > 0 &&
             (!verify_step(verification) || !verify_texts(verification, plan))) ||
            !verify_step(verification) || !verify_copies(verification, plan) ||
            (plan->differing.text.len > 0 && !verify_by(verification, plan->differing.text)) ||
            (plan->names_nothing.text.len > 0 &&
             !verify_by(verification, plan->names_nothing.text)) ||
            (plan->counted && !verify_blocks(verification, plan->counted)))
            return false;
    }
    return verify_by(verification, STR("SELECT place, account_id, id, name FROM derived_faults"));
}
