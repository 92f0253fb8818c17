/* verify.c - every derived number, from the rows, next to what is stored. */
#include "upkeep/verify.h"

#include "base/collation.h"
#include "plan/plan_parts.h"
#include "read/counting.h"

#include <inttypes.h>

enum { TOLD_MAX = 100 };

/* Notes one difference; whether it is to be told. */
static bool note(struct verification *verification) {
    return ++verification->differences <= TOLD_MAX;
}

static void differ(struct verification *verification, struct str table, int64_t account_id,
                   int64_t id, struct str what) {
    if (!note(verification))
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

/* ---- blocks ---- */

struct walk {
    struct verification *verification;
    const struct counted_list *list;
    int64_t account_id, totals[2];
};

static void tell_block(const struct walk *walk, const struct block *block, const char *what) {
    struct verification *verification = walk->verification;

    if (!note(verification))
        return;
    verification->tell(arena_format(verification->arena,
                                    "%s, account %" PRId64
                                    ", list %d, level %d, block before row %" PRId64 ": %s",
                                    walk->list->plan->resource->table, walk->account_id,
                                    walk->list->number, block->level, block->first.id, what)
                           .at);
}

static bool is_same(const struct block *a, const struct block *b) {
    return a->total == b->total && memcmp(a->classes, b->classes, sizeof(a->classes)) == 0;
}

static struct str blocks_sql(struct arena *arena, const struct counting *counting) {
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql, "SELECT level, first_prefix, first_key, first_id, total,"
                       " level = 1 AND NOT EXISTS (SELECT 1 FROM ");
    buffer_format(&sql,
                  "%s p WHERE p.account_id = b.account_id AND p.list = b.list AND p.level = 0"
                  " AND p.first_prefix = b.first_prefix AND p.first_key = b.first_key"
                  " AND p.first_id = b.first_id)",
                  counting->blocks);
    for (unsigned i = 0; i < counting->class_count; i++)
        buffer_format(&sql, ", class_%u", i);
    buffer_format(&sql, " FROM %s b WHERE account_id = ?1 AND list = ?2", counting->blocks);
    return plan_keep(arena, &sql);
}

/* Blocks of both levels: their numbers, and that those of level 1 begin where one of level 0 does.
 */
static bool verify_block(struct walk *walk, struct statement *row) {
    const struct counting *counting = walk->list->plan->resource->counting;
    struct arena *arena = arena_open();
    struct block stored = {.account_id = walk->account_id,
                           .level = (int)column_integer(row, 0),
                           .first = place_read(arena, row, 1),
                           .total = column_integer(row, 4)};
    struct block counted;

    for (unsigned i = 0; i < counting->class_count; i++)
        stored.classes[i] = column_integer(row, (int)i + 6);
    walk->totals[stored.level] += stored.total;
    if (column_integer(row, 5))
        tell_block(walk, &stored, "it begins within a block of level 0.");
    bool fine = counting_recount(arena, walk->verification->db, walk->list, &stored, &counted);
    if (fine && !is_same(&stored, &counted))
        tell_block(walk, &stored, "its numbers are not those of its rows.");
    arena_close(arena);
    return fine;
}

/* Rows before the first block would be in none. */
static bool verify_total(struct walk *walk) {
    const struct counted_list *list = walk->list;
    struct verification *verification = walk->verification;
    struct statement *row = db_statement(
        verification->db,
        arena_format(verification->arena, "SELECT count(*) FROM %s t WHERE t.account_id = ?1%s%s%s",
                     list->plan->resource->table, list->prefix ? " AND t." : "",
                     list->prefix ? list->prefix : "", list->prefix ? " IS NOT NULL" : ""));

    if (!row)
        return false;
    statement_bind_integer(row, 1, walk->account_id);
    enum db_step step = statement_step(row);
    for (int level = 0; step == DB_ROW && level < 2; level++)
        if (walk->totals[level] != column_integer(row, 0))
            tell_block(walk, &(struct block){.level = level}, "the blocks do not hold all rows.");
    statement_reset(row);
    return step == DB_ROW;
}

static bool verify_list(struct verification *verification, const struct counted_list *list,
                        int64_t account_id) {
    struct walk walk = {verification, list, account_id, {0, 0}};
    struct statement *row = db_statement(
        verification->db, blocks_sql(verification->arena, list->plan->resource->counting));
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, list->number);
    while ((step = statement_step(row)) == DB_ROW)
        if (!verify_block(&walk, row))
            break;
    statement_reset(row);
    return step == DB_END && verify_total(&walk);
}

static bool verify_lists(struct verification *verification, const struct plan *plan) {
    struct statement *row = db_statement(verification->db, STR("SELECT id FROM accounts"));
    struct counted_list list;
    enum db_step step;
    bool fine = true;

    if (!row)
        return false;
    while (fine && (step = statement_step(row)) == DB_ROW)
        for (size_t i = 0; fine && counted_list_at(plan, i, &list); i++)
            fine = verify_list(verification, &list, column_integer(row, 0));
    statement_reset(row);
    return fine && step == DB_END;
}

bool verify_all(struct verification *verification, const struct plans *plans) {
    for (size_t i = 0; i < plans->count; i++) {
        const struct plan *plan = &plans->all[i];
        if ((plan->derived_count > 0 && !verify_texts(verification, plan)) ||
            !verify_copies(verification, plan) ||
            (plan->resource->counting && !verify_lists(verification, plan)))
            return false;
    }
    return verify_by(verification, STR("SELECT place, account_id, id, name FROM derived_faults"));
}
