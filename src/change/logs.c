/* logs.c - removes the oldest entries of a log, and says how large it is.
 *
 * Pruning walks from the lowest number on, some entries in each step, and removes those of them
 * that are old. Where a step sees none, what follows is younger; but only while the machine's clock
 * was right: entries of an hour in which it was ahead stand before older ones, in any number. So
 * now and then a walk goes on to the end.
 *
 * How much an account has is told from its first and last number and from the size of its last
 * entries: to count millions would take longer than anybody waits for a page. */
#include "change/logs.h"

/* Moves the walk on by at most `most` entries. An entry is known to be followed when the next one
 * is read. */
static bool look(struct db *db, const struct log *log, int64_t account_id, int64_t before,
                 int64_t most, struct log_walk *walk, bool *ret_any_old) {
    struct statement *row = db_statement(db, log->oldest);
    int64_t number = walk->number, seen = 0;
    bool is_old = false;
    enum db_step step;

    *ret_any_old = false;
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, most + 1);
    statement_bind_integer(row, 3, number);
    while ((step = statement_step(row)) == DB_ROW) {
        *ret_any_old |= is_old;
        walk->number = number;
        number = column_integer(row, 0);
        is_old = column_integer(row, 1) < before;
        seen++;
    }
    bool is_end = seen <= most;
    if (is_end && log->may_be_empty) {
        *ret_any_old |= is_old;
        walk->number = number;
    }
    walk->is_done = is_end || (!walk->is_whole && !*ret_any_old);
    return step != DB_FAILED;
}

bool log_prune(struct db *db, const struct log *log, int64_t account_id, int64_t before,
               int64_t most, struct log_walk *walk, int64_t *ret_removed) {
    int64_t from = walk->number;
    bool any_old;

    *ret_removed = 0;
    if (walk->is_done)
        return true;
    if (!look(db, log, account_id, before, most, walk, &any_old))
        return false;
    if (!any_old)
        return true;
    struct statement *statement = db_statement(db, log->remove);
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, walk->number);
    statement_bind_integer(statement, 3, before);
    statement_bind_integer(statement, 4, from);
    if (!statement_run(statement))
        return false;
    *ret_removed = db_changed_rows(db);
    return true;
}

bool log_measure(struct db *db, const struct log *log, int64_t account_id, struct log_size *ret) {
    struct statement *row = db_statement(db, log->measure);

    *ret = (struct log_size){0};
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW && column_integer(row, 4) > 0) {
        ret->entries = column_integer(row, 1) - column_integer(row, 0) + 1;
        ret->oldest_at = column_integer(row, 2);
        ret->bytes = ret->entries * column_integer(row, 3) / column_integer(row, 4);
    }
    statement_reset(row);
    return step != DB_FAILED;
}
