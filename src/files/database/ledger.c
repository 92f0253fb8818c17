/* ledger.c - one statement for each step of a copy. */
#include "files/database/ledger.h"

#include "base/clock.h"
#include "base/log.h"

const char *const file_store_tables[] = {"stored_copies", "stored_chunks", NULL};

enum { EXPIRED_SECONDS = SECONDS_PER_DAY }; /* a guess: no upload takes so long */

static void bind_copy(struct statement *statement, const struct stored_copy *copy) {
    statement_bind_integer(statement, 1, copy->account_id);
    statement_bind_text(statement, 2, str_of(copy->hash));
    statement_bind_integer(statement, 3, copy->number);
}

bool ledger_add(struct db *db, const struct stored_copy *copy) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO stored_copies (account_id, content_hash, copy, size,"
                             " held_in, state, since) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)"));

    if (!statement)
        return false;
    bind_copy(statement, copy);
    statement_bind_integer(statement, 4, copy->size);
    statement_bind_integer(statement, 5, copy->held_in);
    statement_bind_integer(statement, 6, instant_now());
    return statement_run(statement);
}

static bool set_state(struct db *db, const struct stored_copy *copy, enum copy_state to,
                      bool *ret) {
    struct statement *statement =
        db_statement(db, STR("UPDATE stored_copies SET state = ?4, since = ?5 WHERE account_id = ?1"
                             " AND content_hash = ?2 AND copy = ?3 AND state = 1"));

    if (!statement)
        return false;
    bind_copy(statement, copy);
    statement_bind_integer(statement, 4, to);
    statement_bind_integer(statement, 5, instant_now());
    if (!statement_run(statement))
        return false;
    *ret = db_changed_rows(db) == 1;
    return true;
}

bool ledger_link(struct db *db, const struct stored_copy *copy, bool *ret_replaced) {
    bool is_done;

    if (!ledger_move(db, copy->account_id, copy->hash, COPY_IN_PLACE, COPY_DOOMED, ret_replaced) ||
        !set_state(db, copy, COPY_IN_PLACE, &is_done))
        return false;
    if (!is_done)
        log_error("The file %s of account %lld was a day on its way, and is given up.", copy->hash,
                  (long long)copy->account_id);
    return is_done;
}

bool ledger_drop(struct db *db, const struct stored_copy *copy) {
    bool was_there;

    return set_state(db, copy, COPY_DOOMED, &was_there);
}

bool ledger_move(struct db *db, int64_t account_id, const char *hash, enum copy_state from,
                 enum copy_state to, bool *ret) {
    struct statement *statement =
        db_statement(db, STR("UPDATE stored_copies SET state = ?4, since = ?5 WHERE account_id = ?1"
                             " AND content_hash = ?2 AND state = ?3"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, str_of(hash));
    statement_bind_integer(statement, 3, from);
    statement_bind_integer(statement, 4, to);
    statement_bind_integer(statement, 5, instant_now());
    if (!statement_run(statement))
        return false;
    *ret = db_changed_rows(db) > 0;
    return true;
}

/* ---- what there is ---- */

static struct stored_copy read_copy(struct statement *row) {
    struct stored_copy copy = {.account_id = column_integer(row, 0),
                               .number = column_integer(row, 2),
                               .size = column_integer(row, 3),
                               .held_in = (enum held_in)column_integer(row, 4)};
    struct str hash = column_text(row, 1);

    if (file_hash_is_one(hash))
        memcpy(copy.hash, hash.at, hash.len);
    return copy;
}

bool ledger_find(struct db *db, int64_t account_id, const char *hash, struct stored_copy *ret,
                 enum copy_state *ret_state, int64_t *ret_since) {
    struct statement *row =
        db_statement(db, STR("SELECT account_id, content_hash, copy, size, held_in, state, since"
                             " FROM stored_copies WHERE account_id = ?1"
                             " AND content_hash = ?2 AND state IN (2, 3) ORDER BY state LIMIT 1"));

    *ret_state = 0;
    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_text(row, 2, str_of(hash));
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        *ret = read_copy(row);
        *ret_state = (enum copy_state)column_integer(row, 5);
        *ret_since = column_integer(row, 6);
    }
    statement_reset(row);
    return step != DB_FAILED;
}

bool ledger_holds(struct db *db, enum held_in where, bool *ret) {
    struct statement *row = db_statement(db, STR("SELECT 1 FROM stored_copies WHERE held_in = ?1"
                                                 " AND state IN (2, 3) LIMIT 1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, where);
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

bool ledger_has(struct db *db, const struct stored_copy *copy, bool *ret) {
    struct statement *row = db_statement(db, STR("SELECT 1 FROM stored_copies WHERE account_id = ?1"
                                                 " AND content_hash = ?2 AND copy = ?3"));

    if (!row)
        return false;
    bind_copy(row, copy);
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

static bool read_copies(struct statement *row, struct stored_copy *ret, size_t *ret_count) {
    enum db_step step;

    for (*ret_count = 0; (step = statement_step(row)) == DB_ROW; ++*ret_count)
        ret[*ret_count] = read_copy(row);
    statement_reset(row);
    return step == DB_END;
}

bool ledger_next(struct db *db, enum copy_state state, const struct stored_copy *after,
                 struct stored_copy *ret, size_t most, size_t *ret_count) {
    struct statement *row =
        db_statement(db, STR("SELECT account_id, content_hash, copy, size, held_in, state, since"
                             " FROM stored_copies WHERE state = ?1 AND (account_id > ?2"
                             " OR (account_id = ?2 AND content_hash > ?3))"
                             " ORDER BY account_id, content_hash LIMIT ?4"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, state);
    statement_bind_integer(row, 2, after->account_id);
    statement_bind_text(row, 3, str_of(after->hash));
    statement_bind_integer(row, 4, (int64_t)most);
    return read_copies(row, ret, ret_count);
}

bool ledger_count_coming(struct db *db, int64_t *ret) {
    return statement_integer(
               db_statement(db, STR("SELECT count(*) FROM stored_copies WHERE state = 1")), ret) ==
           DB_ROW;
}

/* ---- what goes ---- */

bool ledger_expire(struct db *db) {
    struct statement *statement =
        db_statement(db, STR("UPDATE stored_copies SET state = 4, since = ?1"
                             " WHERE state = 1 AND since < ?2"));
    int64_t now = instant_now();

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, now);
    statement_bind_integer(statement, 2, now - EXPIRED_SECONDS);
    return statement_run(statement);
}

bool ledger_doomed(struct db *db, const struct stored_copy *after, struct stored_copy *ret,
                   size_t most, size_t *ret_count) {
    struct statement *row =
        db_statement(db, STR("SELECT account_id, content_hash, copy, size, held_in, state, since"
                             " FROM stored_copies WHERE state = 4 AND (account_id > ?1"
                             " OR (account_id = ?1 AND (content_hash > ?2"
                             " OR (content_hash = ?2 AND copy > ?3))))"
                             " ORDER BY account_id, content_hash, copy LIMIT ?4"));

    if (!row)
        return false;
    bind_copy(row, after);
    statement_bind_integer(row, 4, (int64_t)most);
    return read_copies(row, ret, ret_count);
}

bool ledger_forget(struct db *db, const struct stored_copy *copy) {
    struct statement *statement =
        db_statement(db, STR("DELETE FROM stored_copies WHERE account_id = ?1"
                             " AND content_hash = ?2 AND copy = ?3 AND state = 4"));

    if (!statement)
        return false;
    bind_copy(statement, copy);
    return statement_run(statement);
}
