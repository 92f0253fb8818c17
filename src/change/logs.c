/* logs.c - removes the oldest entries of a log, and says how large it is.
 *
 * Pruning looks at the entries with the lowest numbers of an account, as many as it may remove, and
 * removes those of them that are old. They are nearly always all old or all young; but moments may
 * be out of order, by the length of a request or because the machine's clock was wrong for a while,
 * and one entry with a moment to come does not keep all that follow.
 *
 * How much an account has is told from its first and last number and from the size of its last
 * entries: to count millions would take longer than anybody waits for a page. */
#include "change/logs.h"

/* The highest number of the entries that are looked at; 0: none of them is old. An entry is known
 * to be followed when the next one is read, so the last of all is not among them. */
static bool find_end(struct db *db, const struct log *log, int64_t account_id, int64_t before,
                     int64_t most, int64_t *ret) {
    struct statement *row = db_statement(db, log->oldest);
    int64_t number = 0, any_old = 0, is_old = 0;
    enum db_step step;

    *ret = 0;
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, most + 1);
    while ((step = statement_step(row)) == DB_ROW) {
        any_old |= is_old;
        *ret = any_old ? number : 0;
        number = column_integer(row, 0);
        is_old = column_integer(row, 1) < before;
    }
    return step != DB_FAILED;
}

bool log_prune(struct db *db, const struct log *log, int64_t account_id, int64_t before,
               int64_t most, int64_t *ret_removed) {
    int64_t end;

    *ret_removed = 0;
    if (!find_end(db, log, account_id, before, most, &end))
        return false;
    if (end == 0)
        return true;
    struct statement *statement = db_statement(db, log->remove);
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, end);
    statement_bind_integer(statement, 3, before);
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
