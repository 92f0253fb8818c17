/* kept_answers.c - the statements of both tables. */
#include "api/kept_answers.h"

/* ?1 is the account, ?2 the owner, ?3 the hash of the key. */
struct texts {
    struct str find, forget, last;
    struct str insert; /* then the number and the answer */
};

/* clang-format off */
static const struct texts of_applications = {
    .find = LOG_SQL("SELECT fingerprint, at, status, headers, body FROM application_answers"
                    " WHERE account_id = ?1 AND application_id = ?2 AND key_hash = ?3"),
    .forget = LOG_SQL("DELETE FROM application_answers WHERE account_id = ?1 AND application_id = ?2 AND key_hash = ?3"),
    .last = LOG_SQL("SELECT number FROM application_answers WHERE account_id = ?1 ORDER BY number DESC LIMIT 1"),
    .insert = LOG_SQL("INSERT INTO application_answers (account_id, application_id, key_hash, number, fingerprint, at,"
                      " status, headers, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
};

static const struct texts of_people = {
    .find = LOG_SQL("SELECT fingerprint, at, status, headers, body FROM person_answers"
                    " WHERE account_id = ?1 AND user_id = ?2 AND key_hash = ?3"),
    .forget = LOG_SQL("DELETE FROM person_answers WHERE account_id = ?1 AND user_id = ?2 AND key_hash = ?3"),
    .last = LOG_SQL("SELECT number FROM person_answers WHERE account_id = ?1 ORDER BY number DESC LIMIT 1"),
    .insert = LOG_SQL("INSERT INTO person_answers (account_id, user_id, key_hash, number, fingerprint, at,"
                      " status, headers, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
};

const struct log application_answers = {
    .oldest = LOG_SQL("SELECT number, at FROM application_answers WHERE account_id = ?1 AND number > ?3 ORDER BY number LIMIT ?2"),
    .remove = LOG_SQL("DELETE FROM application_answers WHERE account_id = ?1 AND number > ?4 AND number <= ?2 AND at < ?3"),
    .measure = LOG_SQL(
        "SELECT (SELECT a.number FROM application_answers a WHERE a.account_id = ?1 ORDER BY a.number LIMIT 1),"
        " (SELECT b.number FROM application_answers b WHERE b.account_id = ?1 ORDER BY b.number DESC LIMIT 1),"
        " (SELECT c.at FROM application_answers c WHERE c.account_id = ?1 ORDER BY c.number LIMIT 1),"
        " sum(length(l.body) + length(l.headers) + 140), count(*) FROM (SELECT d.body, d.headers FROM application_answers d"
        " WHERE d.account_id = ?1 ORDER BY d.number DESC LIMIT 100) l"),
    .may_be_empty = true,
};

const struct log person_answers = {
    .oldest = LOG_SQL("SELECT number, at FROM person_answers WHERE account_id = ?1 AND number > ?3 ORDER BY number LIMIT ?2"),
    .remove = LOG_SQL("DELETE FROM person_answers WHERE account_id = ?1 AND number > ?4 AND number <= ?2 AND at < ?3"),
    .measure = LOG_SQL(
        "SELECT (SELECT a.number FROM person_answers a WHERE a.account_id = ?1 ORDER BY a.number LIMIT 1),"
        " (SELECT b.number FROM person_answers b WHERE b.account_id = ?1 ORDER BY b.number DESC LIMIT 1),"
        " (SELECT c.at FROM person_answers c WHERE c.account_id = ?1 ORDER BY c.number LIMIT 1),"
        " sum(length(l.body) + length(l.headers) + 140), count(*) FROM (SELECT d.body, d.headers FROM person_answers d"
        " WHERE d.account_id = ?1 ORDER BY d.number DESC LIMIT 100) l"),
    .may_be_empty = true,
};
/* clang-format on */

static const struct texts *texts_of(const struct key_owner *owner) {
    return owner->is_person ? &of_people : &of_applications;
}

static struct statement *ask(struct db *db, struct str sql, const struct key_owner *owner,
                             const struct hash *key) {
    struct statement *statement = db_statement(db, sql);

    if (!statement)
        return NULL;
    statement_bind_integer(statement, 1, owner->account_id);
    statement_bind_integer(statement, 2, owner->id);
    statement_bind_blob(statement, 3, hash_str(key));
    return statement;
}

bool kept_answer_find(struct arena *arena, struct db *db, const struct key_owner *owner,
                      const struct hash *key, struct kept_answer *ret, bool *ret_found) {
    struct statement *row = ask(db, texts_of(owner)->find, owner, key);

    if (!row)
        return false;
    enum db_step step = statement_step(row);
    *ret_found = step == DB_ROW;
    if (step == DB_ROW) {
        struct str fingerprint = column_text(row, 0);
        *ret = (struct kept_answer){.at = column_integer(row, 1),
                                    .status = (unsigned)column_integer(row, 2),
                                    .headers = arena_copy(arena, column_text(row, 3)),
                                    .body = arena_copy(arena, column_text(row, 4))};
        if (fingerprint.len == HASH_LEN)
            memcpy(ret->fingerprint.bytes, fingerprint.at, HASH_LEN);
    }
    statement_reset(row);
    return step != DB_FAILED;
}

/* Of the account's answers, of whomever they are. When all are gone numbers begin again: nobody has
 * seen one. */
static bool next_number(struct db *db, const struct key_owner *owner, int64_t *ret) {
    struct statement *row = db_statement(db, texts_of(owner)->last);
    int64_t last = 0;

    if (!row)
        return false;
    statement_bind_integer(row, 1, owner->account_id);
    if (statement_integer(row, &last) == DB_FAILED)
        return false;
    *ret = last + 1;
    return true;
}

bool kept_answer_put(struct db *db, const struct key_owner *owner, const struct hash *key,
                     const struct kept_answer *answer) {
    int64_t number;

    if (!next_number(db, owner, &number))
        return false;
    struct statement *statement = ask(db, texts_of(owner)->insert, owner, key);
    if (!statement)
        return false;
    statement_bind_integer(statement, 4, number);
    statement_bind_blob(statement, 5, hash_str(&answer->fingerprint));
    statement_bind_integer(statement, 6, answer->at);
    statement_bind_integer(statement, 7, answer->status);
    statement_bind_text(statement, 8, answer->headers);
    statement_bind_blob(statement, 9, answer->body);
    return statement_run(statement);
}

bool kept_answer_forget(struct db *db, const struct key_owner *owner, const struct hash *key) {
    struct statement *statement = ask(db, texts_of(owner)->forget, owner, key);

    return statement && statement_run(statement);
}
