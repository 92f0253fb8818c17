/* change_log.c - writes entries of the change log, and says how old ones are found.
 *
 * The table's key is (account, number), so new entries of an account go to the end of its stretch,
 * and the next number is that of its last entry plus one. There is no counter beside it: that is
 * why the last entry always stays, however old it is (logs.h). */
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

static bool write_with(struct statement *statement, const struct change_entry *entry) {
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, entry->account_id);
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

bool change_log_write(struct db *db, const struct change_entry *entry, int64_t number) {
    struct statement *statement = db_statement(
        db, STR("INSERT INTO changes (account_id, number, at, resource, row_id, kind, caller_kind,"
                " caller_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));

    if (statement)
        statement_bind_integer(statement, 2, number);
    return write_with(statement, entry);
}

bool change_log_append(struct db *db, const struct change_entry *entry) {
    struct statement *statement = db_statement(
        db, STR("INSERT INTO changes (account_id, number, at, resource, row_id, kind, caller_kind,"
                " caller_id) VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM changes"
                " WHERE account_id = ?1), ?3, ?4, ?5, ?6, ?7, ?8)"));

    return write_with(statement, entry);
}

/* clang-format off */
const struct log change_log = {
    .oldest = LOG_SQL("SELECT number, at FROM changes WHERE account_id = ?1 AND number > ?3 ORDER BY number LIMIT ?2"),
    .remove = LOG_SQL("DELETE FROM changes WHERE account_id = ?1 AND number > ?4 AND number <= ?2 AND at < ?3"),
    .measure = LOG_SQL(
        "SELECT (SELECT a.number FROM changes a WHERE a.account_id = ?1 ORDER BY a.number LIMIT 1),"
        " (SELECT b.number FROM changes b WHERE b.account_id = ?1 ORDER BY b.number DESC LIMIT 1),"
        " (SELECT c.at FROM changes c WHERE c.account_id = ?1 ORDER BY c.number LIMIT 1),"
        " sum(length(l.resource) + 20), count(*) FROM (SELECT d.resource FROM changes d"
        " WHERE d.account_id = ?1 ORDER BY d.number DESC LIMIT 100) l"),
};
/* clang-format on */
