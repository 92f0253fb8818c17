/* pipeline.c - what was sent and not answered yet: one queue for each connection.
 *
 * A way to the server and back costs more than most statements, so whatever has no answer to be
 * waited for is sent ahead (libpq's pipeline mode): words such as BEGIN, writes whose outcome
 * nobody has asked for yet, questions that need no answer of each other. The first that does want
 * an answer waits for all before it, in their order, which is the order of their effects, too. So a
 * wait is one way, whatever was sent before it; they are counted.
 *
 * After a failure the server skips all up to the next SENT_SYNC. One is sent before each wait, and
 * before what takes something back, which has to be done in any case.
 *
 * What fails may have been sent long before it is heard of. To know then what is lost, the parts of
 * a transaction are numbered: each savepoint begins one, and its end another. A failure of the
 * present part is taken back with its savepoint (`is_failed`); one of a part that is over takes
 * the transaction with it (`is_broken`), and one from before its beginning nothing. Until it is
 * taken back nothing more is sent, as the server would refuse it.
 *
 * The rows of a question are taken from the connection when the caller steps, or when they stand in
 * the way of another answer (stream.c). */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>

enum {
    AHEAD_MOST = 256, /* a guess: what the server says to so many has room in a socket */
};

static struct postgres_sent *first_of(struct postgres *db) {
    return &db->sent[db->sent_at];
}

static void put_sent(struct postgres *db, struct postgres_sent sent) {
    if (db->sent_count == db->sent_room) {
        size_t room = 2 * db->sent_room + 64;
        struct postgres_sent *more = calloc(room, sizeof(*more));
        NEEDED(more);
        for (size_t i = 0; i < db->sent_count; i++)
            more[i] = db->sent[(db->sent_at + i) % db->sent_room];
        free(db->sent);
        db->sent = more;
        db->sent_at = 0;
        db->sent_room = room;
    }
    db->sent[(db->sent_at + db->sent_count++) % db->sent_room] = sent;
}

static void pop_sent(struct postgres *db) {
    struct postgres_statement *statement = first_of(db)->statement;

    if (first_of(db)->kind == SENT_ASK && statement)
        postgres_rows_came(statement);
    db->sent_at = (db->sent_at + 1) % db->sent_room;
    db->sent_count--;
}

void postgres_next_part(struct postgres *db, bool has_savepoint) {
    db->part++;
    db->has_savepoint = has_savepoint;
    db->is_failed = false;
}

/* ---- failures ---- */

static void fail_transaction(struct postgres *db, unsigned part) {
    if (db->transaction == TRANSACTION_NONE || part < db->begun)
        return;
    db->is_failed = true;
    if (!db->has_savepoint || part != db->part)
        db->is_broken = true;
}

/* A transaction's first failure is its trouble; what was skipped for it comes without a code. */
static void fail(struct postgres *db, const struct postgres_sent *sent, const PGresult *result) {
    bool is_skipped = PQresultStatus(result) == PGRES_PIPELINE_ABORTED;
    bool is_told = db->transaction != TRANSACTION_NONE && db->is_failed;

    if (sent->statement) {
        postgres_note_stale(sent->statement, sent->kind, result);
        sent->statement->rows.is_failed |= sent->kind == SENT_ASK;
    }
    if (sent->kind == SENT_RUN)
        db->changed = 0;
    if (sent->kind == SENT_DROP)
        return;
    if (!is_skipped && !is_told)
        postgres_note(db, result, sent->doing);
    if (sent->kind == SENT_LOCK)
        db->db.passes = false; /* it was waited for long enough */
    fail_transaction(db, sent->part);
}

void postgres_drop_sent(struct postgres *db) {
    while (db->sent_count > 0) {
        const struct postgres_sent *sent = first_of(db);
        if (sent->statement)
            sent->statement->rows.is_failed |= sent->kind == SENT_ASK;
        pop_sent(db);
    }
    db->is_synced = true;
    db->is_asked = false;
}

static void lose(struct postgres *db) {
    if (db->sent_count > 0)
        fail(db, first_of(db), NULL);
    if (db->transaction != TRANSACTION_NONE)
        db->is_lost = db->is_failed = db->is_broken = true;
    postgres_drop_sent(db);
}

/* ---- sending ---- */

bool postgres_sent(struct postgres *db, enum postgres_sent_kind kind, bool done,
                   struct postgres_statement *statement, const char *doing) {
    const struct postgres_sent sent = {kind, false, db->part, doing, statement};

    if (!done) {
        fail(db, &sent, NULL);
        if (postgres_is_gone(db))
            lose(db);
        return false;
    }
    put_sent(db, sent);
    db->is_synced = kind == SENT_SYNC;
    db->is_asked = true;
    return kind != SENT_RUN || db->sent_count < AHEAD_MOST || postgres_settle(db);
}

bool postgres_send_word(struct postgres *db, enum postgres_sent_kind kind, const char *sql,
                        const char *doing) {
    bool done =
        !postgres_is_gone(db) && PQsendQueryParams(db->pq, sql, 0, NULL, NULL, NULL, NULL, 0);

    return postgres_sent(db, kind, done, NULL, doing);
}

void postgres_sync(struct postgres *db) {
    if (!db->is_synced && !postgres_is_gone(db) &&
        !postgres_sent(db, SENT_SYNC, PQpipelineSync(db->pq), NULL, "a set of statements"))
        db->is_synced = true;
}

/* ---- answers ---- */

static void hear(struct postgres *db, const struct postgres_sent *sent, PGresult *result) {
    const char *command = PQcmdStatus(result);

    if (sent->kind == SENT_LOCK && PQntuples(result) == 1)
        snprintf(db->number, sizeof(db->number), "%s", PQgetvalue(result, 0, 0));
    if (sent->kind == SENT_WORD)
        db->is_committed = strcmp(command, "COMMIT") == 0;
    if (sent->kind == SENT_DESCRIBE && sent->statement)
        postgres_learn_types(sent->statement, result);
    if ((sent->kind == SENT_RUN || sent->kind == SENT_ASK) &&
        (*command == 'I' || *command == 'U' || *command == 'D'))
        db->changed = strtoll(PQcmdTuples(result), NULL, 10);
}

static void begin_answer(struct postgres *db, struct postgres_sent *sent) {
    if (!sent->is_begun && sent->kind == SENT_ASK)
        PQsetSingleRowMode(db->pq);
    sent->is_begun = true;
}

/* Whether the answer goes on. */
static bool take_result(struct postgres *db, PGresult *result, bool parks) {
    const struct postgres_sent *sent = first_of(db);

    switch (PQresultStatus(result)) {
    case PGRES_SINGLE_TUPLE:
        if (sent->statement)
            postgres_keep_row(sent->statement, result, parks);
        return true;
    case PGRES_PIPELINE_SYNC:
        return false;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
        hear(db, sent, result);
        return true;
    default:
        fail(db, sent, result);
        return true;
    }
}

/* Takes what comes of the first: all of it, or until the batch of its rows is full. */
static void take_answer(struct postgres *db, bool parks) {
    const struct postgres_statement *statement = first_of(db)->statement;
    bool goes_on = true;

    begin_answer(db, first_of(db));
    while (goes_on && (parks || !postgres_batch_is_full(&statement->rows))) {
        PGresult *result = postgres_result(db);
        if (!result && postgres_is_gone(db)) {
            lose(db);
            return;
        }
        goes_on = result && take_result(db, result, parks);
        PQclear(result);
    }
    if (!goes_on)
        pop_sent(db);
}

static bool is_of(const struct postgres_sent *sent, const struct postgres_statement *statement) {
    return sent->kind == SENT_ASK && sent->statement == statement;
}

void postgres_take_rows(struct postgres_statement *statement) {
    struct postgres *db = statement->db;

    postgres_begin_waiting(db);
    postgres_sync(db);
    while (db->sent_count > 0 && !is_of(first_of(db), statement))
        take_answer(db, true);
    if (db->sent_count > 0)
        take_answer(db, false);
}

bool postgres_settle(struct postgres *db) {
    postgres_begin_waiting(db);
    postgres_sync(db);
    while (db->sent_count > 0)
        take_answer(db, true);
    return !db->is_failed;
}

static void forget(struct postgres_statement *statement, bool rows_only) {
    struct postgres *db = statement->db;

    for (size_t i = 0; i < db->sent_count; i++) {
        struct postgres_sent *sent = &db->sent[(db->sent_at + i) % db->sent_room];
        if (sent->statement != statement || (rows_only && sent->kind != SENT_ASK))
            continue;
        sent->statement = NULL;
        sent->doing = "a statement";
    }
}

void postgres_forget_sent(struct postgres_statement *statement) {
    forget(statement, false);
}

/* Of rows that are on their way the rest is taken, as the server would go on with them, and what
 * was sent behind them would wait. Outside of a transaction it costs nothing to have it stop. */
static void forget_rows(struct postgres_statement *statement) {
    struct postgres *db = statement->db;
    bool is_begun = db->sent_count > 0 && is_of(first_of(db), statement) && first_of(db)->is_begun;

    forget(statement, true);
    if (!is_begun)
        return;
    if (db->transaction == TRANSACTION_NONE) {
        postgres_cancel(db);
        first_of(db)->kind = SENT_DROP;
    }
    take_answer(db, true);
}

void postgres_end_rows(struct postgres_statement *statement) {
    if (!statement->is_sent)
        return;
    if (statement->rows.is_coming)
        forget_rows(statement);
    postgres_drop_rows(statement);
}

static bool is_fine(const PGresult *result) {
    ExecStatusType status = PQresultStatus(result);

    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

/* The protocol that takes several statements at once knows no pipeline. */
static PGresult *ask(struct postgres *db, const char *sql) {
    PGresult *last = NULL, *result;

    if (!PQsendQuery(db->pq, sql))
        return NULL;
    db->is_asked = true;
    while ((result = postgres_result(db))) {
        if (last && !is_fine(last)) {
            PQclear(result);
            continue;
        }
        PQclear(last);
        last = result;
    }
    return last;
}

void postgres_fail(struct postgres *db, const PGresult *result, const char *doing) {
    const struct postgres_sent sent = {SENT_WORD, true, db->part, doing, NULL};

    fail(db, &sent, result);
}

PGresult *postgres_ask_server(struct postgres *db, const char *sql, const char *doing) {
    if (!postgres_settle(db))
        return NULL;
    bool can_be = !postgres_is_gone(db) && PQexitPipelineMode(db->pq);
    PGresult *last = can_be ? ask(db, sql) : NULL;
    if (can_be && !postgres_is_gone(db))
        NEEDED(PQenterPipelineMode(db->pq));
    if (is_fine(last))
        return last;
    postgres_fail(db, last, doing);
    PQclear(last);
    return NULL;
}
