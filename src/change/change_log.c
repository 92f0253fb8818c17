/* change_log.c - writes and removes entries of the change log.
 *
 * The table's key is (account, number), so new entries of an account go to the end of its stretch,
 * and the next number is that of its last entry plus one. There is no counter beside it: that is
 * why the last entry always stays, however old it is.
 *
 * Pruning goes from account to account and looks at the beginning of each stretch, which is the
 * oldest part. It ends at the first entry that is young enough. An entry's moment is taken when its
 * request begins and its number when it commits, so moments may be out of order by the length of a
 * request; an entry that is kept a moment too long for that reason does no harm. */
#include "change/change_log.h"

bool change_log_last(struct db *db, int64_t account_id, int64_t *ret) {
    struct statement *row = db_statement(
        db, STR("SELECT number FROM changes WHERE account_id = ?1 ORDER BY number DESC LIMIT 1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    *ret = 0;
    return statement_integer(row, ret) != DB_FAILED;
}

bool change_log_write(struct db *db, const struct change_entry *entry, int64_t number) {
    struct statement *statement = db_statement(
        db, STR("INSERT INTO changes (account_id, number, at, resource, row_id, kind, caller_kind,"
                " caller_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, entry->account_id);
    statement_bind_integer(statement, 2, number);
    statement_bind_integer(statement, 3, entry->at);
    statement_bind_text(statement, 4, str_of(entry->resource));
    statement_bind_integer(statement, 5, entry->row_id);
    statement_bind_integer(statement, 6, entry->kind);
    statement_bind_integer(statement, 7, entry->caller_kind);
    if (entry->caller_id)
        statement_bind_integer(statement, 8, entry->caller_id);
    else
        statement_bind_null(statement, 8);
    return statement_run(statement);
}

/* The account after this one that has entries; 0: there is none. */
static bool next_account(struct db *db, int64_t after, int64_t *ret) {
    struct statement *row = db_statement(
        db,
        STR("SELECT account_id FROM changes WHERE account_id > ?1 ORDER BY account_id LIMIT 1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, after);
    *ret = 0;
    return statement_integer(row, ret) != DB_FAILED;
}

/* The highest number up to which all entries are old and another one follows; 0: there is none. An
 * entry is known to be followed when the next one is read, which is therefore never removed. */
static bool find_end(struct db *db, int64_t account_id, int64_t before, int64_t most,
                     int64_t *ret) {
    struct statement *row = db_statement(
        db, STR("SELECT number, at FROM changes WHERE account_id = ?1 ORDER BY number LIMIT ?2"));
    int64_t number = 0;
    enum db_step step;

    *ret = 0;
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, most + 1);
    while ((step = statement_step(row)) == DB_ROW) {
        *ret = number;
        number = column_integer(row, 0);
        if (column_integer(row, 1) >= before)
            break;
    }
    statement_reset(row);
    return step != DB_FAILED;
}

static bool remove_up_to(struct db *db, int64_t account_id, int64_t number) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM changes WHERE account_id = ?1 AND number <= ?2"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, number);
    return statement_run(statement);
}

bool change_log_prune(struct db *db, int64_t before, int64_t most, int64_t *account_id,
                      bool *ret_more) {
    int64_t account, end;

    *ret_more = false;
    if (!next_account(db, *account_id, &account))
        return false;
    if (account == 0)
        return true;
    if (!find_end(db, account, before, most, &end) || (end > 0 && !remove_up_to(db, account, end)))
        return false;
    *ret_more = true;
    /* One that has more to remove is seen to again. */
    *account_id = end > 0 && db_changed_rows(db) >= most ? account - 1 : account;
    return true;
}
