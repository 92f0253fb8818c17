/* refresh.c - writes sort keys and folded texts of every row again. */
#include "upkeep/refresh.h"

#include "base/log.h"
#include "change/change_parts.h"
#include "db/facts.h"
#include "upkeep/counted_lists.h"

enum { ROWS_AT_ONCE = 200 };

#define FACT "collation_version"

/* A row's texts, copied, since writing to a table that is being read would disturb the reading. */
struct texts {
    int64_t account_id, id;
    bool *is_null;
    struct str *at;
};

static size_t text_count(const struct plan *plan) {
    size_t count = 0;

    for (size_t i = 0; i < plan->column_count; i++)
        count += plan->columns[i].key_name || plan->columns[i].folded_name;
    return count;
}

static bool read_texts(struct arena *arena, struct db *db, const struct plan *plan,
                       const struct texts *after, struct texts *rows, size_t *ret_count) {
    struct statement *statement = db_prepared(db, &plan->derived_rows);
    size_t count = text_count(plan);
    enum db_step step;

    *ret_count = 0;
    if (!statement)
        return false;
    statement_bind_integer(statement, ROW_ACCOUNT, after->account_id);
    statement_bind_integer(statement, ROW_ID, after->id);
    statement_bind_integer(statement, ROW_MORE, ROWS_AT_ONCE);
    while ((step = statement_step(statement)) == DB_ROW) {
        struct texts *row = &rows[(*ret_count)++];
        *row = (struct texts){column_integer(statement, 0), column_integer(statement, 1),
                              NEW_ARRAY(arena, bool, count), NEW_ARRAY(arena, struct str, count)};
        for (size_t i = 0; i < count; i++) {
            row->is_null[i] = column_is_null(statement, (int)i + 2);
            row->at[i] = arena_copy(arena, column_text(statement, (int)i + 2));
        }
    }
    statement_reset(statement);
    return step == DB_END;
}

/* Where others keep the row's key. */
static bool write_copies(struct db *db, const struct plan *plan, const struct texts *row) {
    for (size_t i = 0; i < plan->copy_count; i++) {
        struct statement *statement =
            row_statement(db, &plan->copies[i].renew, row->account_id, row->id);
        if (!statement || !statement_run(statement))
            return false;
    }
    return true;
}

static bool write_derived(struct arena *arena, struct db *db, const struct plan *plan,
                          const struct texts *row) {
    struct statement *statement =
        row_statement(db, &plan->derived_update, row->account_id, row->id);
    int parameter = ROW_MORE;
    size_t text = 0;

    if (!statement)
        return false;
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct column *column = &plan->columns[i];
        if (!column->key_name && !column->folded_name)
            continue;
        parameter = change_bind_derived(arena, statement, parameter, column,
                                        row->is_null[text] ? NULL : &row->at[text]);
        text++;
    }
    return statement_run(statement) && write_copies(db, plan, row);
}

static bool refresh_table(struct db *db, const struct plan *plan) {
    struct arena *arena = arena_open();
    struct texts rows[ROWS_AT_ONCE], last = {0};
    size_t count = ROWS_AT_ONCE;
    bool fine = true;

    while (fine && count == ROWS_AT_ONCE) {
        arena_reset(arena);
        fine = read_texts(arena, db, plan, &last, rows, &count);
        for (size_t i = 0; fine && i < count; i++)
            fine = write_derived(arena, db, plan, &rows[i]);
        if (count > 0)
            last = rows[count - 1];
    }
    arena_close(arena);
    return fine;
}

/* Orders, classes and kept ids follow from other columns without a library, but somebody who has
 * texts made anew may have written rows by hand. */
static bool rederive(struct db *db, const struct plan *plan) {
    if (plan->rederive.text.len == 0)
        return true;
    struct statement *statement = db_prepared(db, &plan->rederive);
    return statement && statement_run(statement);
}

static bool is_current(struct arena *arena, struct db *db, struct str version, bool *ret) {
    struct str value;
    bool fine = fact_read(arena, db, STR(FACT), &value);

    *ret = fine && str_equal(value, version);
    return fine;
}

static bool refresh_all(struct db *db, const struct plans *plans, struct str version) {
    for (size_t i = 0; i < plans->count; i++)
        if ((plans->all[i].derived_count > 0 && !refresh_table(db, &plans->all[i])) ||
            !rederive(db, &plans->all[i]))
            return false;
    return counted_lists_rebuild(db, plans) && fact_write(db, STR(FACT), version);
}

bool refresh_is_due(struct arena *arena, struct db *db, bool *ret) {
    bool current = false;
    bool fine = is_current(arena, db, collation_version(arena), &current);

    *ret = !current;
    return fine;
}

bool refresh_derived(struct arena *arena, struct db *db, const struct plans *plans,
                     const char **ret_problem) {
    struct str version = collation_version(arena);
    bool current;

    if (!is_current(arena, db, version, &current)) {
        *ret_problem = db_problem(db);
        return false;
    }
    if (current)
        return true;
    if (db_begin_write(db)) {
        if (refresh_all(db, plans, version) && db_commit(db))
            return true;
        db_rollback(db);
    }
    *ret_problem = db_problem(db);
    return false;
}
