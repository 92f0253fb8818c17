/* usage_store.c - the statements of the log of use. */
#include "api/usage_store.h"

#include "base/clock.h"
#include "db/versions.h"

enum {
    KEPT_ENTRIES = 10000, /* of an application */
    REMOVED_MAX = 1000,   /* at once, beside as many as were added */
    KEPT_DAYS = 400,      /* a year, and the same month of the year before */
    SECONDS_PER_HOUR = 3600,
    ID_STEP = 1 << 24, /* hours since 1970 stay below it for 1900 years */
};

bool usage_entries_number(struct db *db, int64_t account_id, size_t count, int64_t *ret) {
    return sequence_take(db, account_id, STR("usage_entries"), (int64_t)count, ret);
}

bool usage_entry_add(struct db *db, const struct usage_entry *entry, int64_t id) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO usage_entries (account_id, application_id, id, at,"
                             " method, path, status, duration, address, one_of)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, entry->account_id);
    statement_bind_integer(statement, 2, entry->application_id);
    statement_bind_integer(statement, 3, id);
    statement_bind_integer(statement, 4, entry->at);
    statement_bind_text(statement, 5, entry->method);
    statement_bind_text(statement, 6, entry->path);
    statement_bind_integer(statement, 7, entry->status);
    statement_bind_integer(statement, 8, entry->duration);
    statement_bind_text(statement, 9, entry->address);
    statement_bind_integer(statement, 10, entry->one_of);
    return statement_run(statement);
}

bool usage_entries_cut(struct db *db, int64_t account_id, int64_t application_id, size_t added) {
    /* MATERIALIZED, since a planner that believes in a few entries would look for each anew. */
    struct statement *statement = db_statement(
        db,
        STR("WITH old AS MATERIALIZED (SELECT u.id FROM usage_entries u"
            " WHERE u.account_id = ?1 AND u.application_id = ?2"
            " ORDER BY u.id DESC LIMIT ?4 OFFSET ?3)"
            " DELETE FROM usage_entries WHERE account_id = ?1 AND id IN (SELECT old.id FROM old)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, application_id);
    statement_bind_integer(statement, 3, KEPT_ENTRIES);
    statement_bind_integer(statement, 4, (int64_t)added + REMOVED_MAX);
    return statement_run(statement);
}

/* ---- counts ---- */

static bool add_counts(struct db *db, struct str sql, const struct usage_tally *tally,
                       int64_t number, int64_t from) {
    struct statement *statement = db_statement(db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, tally->account_id);
    statement_bind_integer(statement, 2, tally->application_id);
    statement_bind_integer(statement, 3, tally->application_id * ID_STEP + number);
    statement_bind_integer(statement, 4, from);
    for (int i = 0; i < USAGE_KINDS; i++)
        statement_bind_integer(statement, 5 + i, tally->kinds[i].count);
    return statement_run(statement);
}

bool usage_counts_add(struct db *db, const struct usage_tally *tally) {
    int64_t at = tally->hour * SECONDS_PER_HOUR, day = day_today(at);

    return add_counts(db,
                      STR("INSERT INTO usage_hours (account_id, application_id, id, at, succeeded,"
                          " client_errors, server_errors) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                          " ON CONFLICT (account_id, id) DO UPDATE SET"
                          " succeeded = usage_hours.succeeded + excluded.succeeded,"
                          " client_errors = usage_hours.client_errors + excluded.client_errors,"
                          " server_errors = usage_hours.server_errors + excluded.server_errors"),
                      tally, tally->hour, at) &&
           add_counts(db,
                      STR("INSERT INTO usage_days (account_id, application_id, id, date, succeeded,"
                          " client_errors, server_errors) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                          " ON CONFLICT (account_id, id) DO UPDATE SET"
                          " succeeded = usage_days.succeeded + excluded.succeeded,"
                          " client_errors = usage_days.client_errors + excluded.client_errors,"
                          " server_errors = usage_days.server_errors + excluded.server_errors"),
                      tally, day, day);
}

/* ---- pruning ---- */

static bool prune(struct db *db, struct str sql, int64_t account_id, int64_t before, int64_t most,
                  int64_t *removed) {
    struct statement *statement = db_statement(db, sql);

    if (*removed >= most)
        return true;
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, before);
    statement_bind_integer(statement, 3, most - *removed);
    if (!statement_run(statement))
        return false;
    *removed += db_changed_rows(db);
    return true;
}

/* The log of use is bounded for each application, so its entries can be counted; their numbers have
 * gaps. */
/* clang-format off */
static const struct log usage_log = {
    .oldest = LOG_SQL("SELECT id, at FROM usage_entries WHERE account_id = ?1 AND id > ?3 ORDER BY id LIMIT ?2"),
    .remove = LOG_SQL("DELETE FROM usage_entries WHERE account_id = ?1 AND id > ?4 AND id <= ?2 AND at < ?3"),
    .measure = LOG_SQL(
        "SELECT 1, (SELECT count(*) FROM usage_entries a WHERE a.account_id = ?1),"
        " (SELECT c.at FROM usage_entries c WHERE c.account_id = ?1 ORDER BY c.id LIMIT 1),"
        " sum(length(l.path) + 80), count(*) FROM (SELECT d.path FROM usage_entries d"
        " WHERE d.account_id = ?1 ORDER BY d.id DESC LIMIT 100) l"),
    .may_be_empty = true,
};
/* clang-format on */

bool usage_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
                 struct log_walk *walk, int64_t *ret_removed) {
    int64_t day = day_today(instant_now()) - KEPT_DAYS, first = day_today(before > 0 ? before : 0);

    if (!log_prune(db, &usage_log, account_id, before, most, walk, ret_removed))
        return false;
    if (!walk->is_done)
        return true;
    return prune(db,
                 STR("WITH old AS MATERIALIZED (SELECT h.id FROM usage_hours h"
                     " WHERE h.account_id = ?1 AND h.at < ?2 ORDER BY h.at LIMIT ?3)"
                     " DELETE FROM usage_hours"
                     " WHERE account_id = ?1 AND id IN (SELECT old.id FROM old)"),
                 account_id, before - SECONDS_PER_HOUR, most, ret_removed) &&
           prune(db,
                 STR("WITH old AS MATERIALIZED (SELECT d.id FROM usage_days d"
                     " WHERE d.account_id = ?1 AND d.date < ?2 ORDER BY d.date LIMIT ?3)"
                     " DELETE FROM usage_days"
                     " WHERE account_id = ?1 AND id IN (SELECT old.id FROM old)"),
                 account_id, first < day ? first : day, most, ret_removed);
}

/* ---- how much there is ---- */

enum { COUNTS_BYTES = 80 }; /* of an hour or a day, with its indexes, about */

bool usage_measure(struct db *db, int64_t account_id, struct log_size *ret) {
    int64_t counts = 0;

    if (!log_measure(db, &usage_log, account_id, ret))
        return false;
    struct statement *row =
        db_statement(db, STR("SELECT (SELECT count(*) FROM usage_hours h WHERE h.account_id = ?1)"
                             " + (SELECT count(*) FROM usage_days d WHERE d.account_id = ?1)"));
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    if (statement_integer(row, &counts) == DB_FAILED)
        return false;
    ret->bytes += counts * COUNTS_BYTES;
    return true;
}
