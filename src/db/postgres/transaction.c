/* transaction.c - transactions, and what became of one whose server went away.
 *
 * Reading is REPEATABLE READ, READ ONLY: all statements see one snapshot, as SQLite's do.
 *
 * Writing is READ COMMITTED, behind one lock of the whole database that begin_write() waits for. So
 * of all servers one writes at a time, as db.h promises and as what is above relies on: changes are
 * numbered in the order of their commits, a row is looked at before it is changed, and counters
 * rise. The writer takes all jobs that wait into one transaction, so the lock is passed on once per
 * commit, not per job. SERIALIZABLE would let servers write side by side, but every job would have
 * to be able to run twice, and those that touch the same counters, which nearly all do, would fail
 * in turns. Behind the lock it would be wrong besides: its snapshot is taken before the lock is
 * had, and knows nothing of who wrote meanwhile; READ COMMITTED takes one for each statement.
 *
 * A server that stands still in the middle would keep the lock, so PostgreSQL ends a transaction
 * that writes and is idle for longer than IDLE_MILLISECONDS.
 *
 * When the server goes away while it commits, nobody has heard whether it did. Each transaction has
 * its number from its beginning, by which the server is asked when it is back (pg_xact_status). */
#include "base/clock.h"
#include "base/log.h"
#include "db/postgres/dialect.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>
#include <time.h>

enum {
    WRITER_LOCK = 0x676c0001,      /* "gl" and a number; 2 is schema.c's */
    IDLE_MILLISECONDS = 60 * 1000, /* a guess: the writer's jobs take some milliseconds */
};

static void forget_statements(struct postgres *db) {
    if (db->forgotten.len == 0)
        return;
    buffer_put_char(&db->forgotten, '\0');
    PQclear(postgres_ask_server(db, db->forgotten.at, "dropping statements"));
    buffer_reset(&db->forgotten);
}

static void end(struct postgres *db) {
    db->transaction = TRANSACTION_NONE;
    db->is_lost = false;
    statements_reset(&db->db);
    if (!postgres_is_gone(db) && PQtransactionStatus(db->pq) != PQTRANS_IDLE)
        PQclear(postgres_ask_server(db, "ROLLBACK", "ROLLBACK"));
}

/* Nothing was done yet, so when the server turns out to have gone it may be begun again. */
static bool begin(struct postgres *db, enum postgres_transaction kind, const char *sql) {
    for (int times = 0; times < 2; times++) {
        if (!postgres_ready(db))
            return false;
        forget_statements(db);
        PGresult *result = postgres_ask_server(db, sql, "BEGIN");
        if (result) {
            if (kind == TRANSACTION_WRITES)
                snprintf(db->number, sizeof(db->number), "%s", PQgetvalue(result, 0, 0));
            PQclear(result);
            db->transaction = kind;
            return true;
        }
        if (!postgres_is_gone(db)) {
            end(db);
            return false;
        }
    }
    return false;
}

bool postgres_begin_read(struct db *db) {
    return begin(inside(db), TRANSACTION_READS, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void postgres_end_read(struct db *db) {
    end(inside(db));
}

bool postgres_begin_write(struct db *db) {
    char sql[320];

    snprintf(
        sql, sizeof(sql),
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = %d;"
        " SET LOCAL idle_in_transaction_session_timeout = %d; SELECT pg_advisory_xact_lock(%d);"
        " SELECT pg_current_xact_id()::text",
        db->patience > 0 ? db->patience : 1, IDLE_MILLISECONDS, WRITER_LOCK);
    return begin(inside(db), TRANSACTION_WRITES, sql);
}

static void pause_a_little(void) {
    nanosleep(&(struct timespec){0, 50 * 1000 * 1000}, NULL);
}

/* What the server says of a transaction: c(ommitted), a(borted), i(n progress), or 0. */
static char status_of(struct postgres *db, const char *number) {
    char sql[96], status = 0;

    db->failed_at = 0; /* it is waited for, so it is asked again at once */
    if (!postgres_ready(db))
        return 0;
    snprintf(sql, sizeof(sql), "SELECT pg_xact_status('%s'::xid8)", number);
    PGresult *result = postgres_ask_server(db, sql, "asking for the end of a transaction");
    if (result && PQntuples(result) == 1)
        status = PQgetvalue(result, 0, 0)[0];
    PQclear(result);
    return status;
}

static bool was_committed(struct postgres *db) {
    int64_t until = monotonic_milliseconds() + db->db.patience;

    do {
        char status = status_of(db, db->number);
        if (status == 'c')
            db->db.trouble = DB_FINE;
        else
            db->db.trouble = DB_AWAY;
        if (status == 'c' || status == 'a')
            return status == 'c';
        pause_a_little();
    } while (monotonic_milliseconds() < until && !db_is_over());
    log_error("The database server went away while it committed transaction %s, and did not come"
              " back in time: whether what it wrote is stored is not known.",
              db->number);
    return false;
}

static bool commit(struct postgres *db) {
    if (db->transaction == TRANSACTION_NONE || db->is_lost || postgres_is_gone(db)) {
        db->db.trouble = DB_AWAY;
        end(db);
        return false;
    }
    PGresult *result = postgres_ask_server(db, "COMMIT", "COMMIT");
    /* Of a transaction that has failed the server says that it was rolled back, and no error. */
    bool done = result && strcmp(PQcmdStatus(result), "COMMIT") == 0;
    PQclear(result);
    bool is_lost = postgres_is_gone(db);
    end(db);
    return done || (is_lost && was_committed(db));
}

bool postgres_commit(struct db *db) {
    return commit(inside(db));
}

void postgres_rollback(struct db *db) {
    end(inside(db));
}

/* The three of savepoints; whoever lost the connection has lost the transaction with it. */
static bool run(struct db *asked, const char *sql) {
    struct postgres *db = inside(asked);

    if (db->transaction == TRANSACTION_NONE || db->is_lost)
        return false;
    PGresult *result = postgres_ask_server(db, sql, sql);
    PQclear(result);
    return result != NULL;
}

bool postgres_savepoint(struct db *db) {
    return run(db, "SAVEPOINT job");
}

bool postgres_savepoint_keep(struct db *db) {
    return run(db, "RELEASE job");
}

bool postgres_savepoint_undo(struct db *db) {
    return run(db, "ROLLBACK TO job; RELEASE job");
}

int64_t postgres_changed_rows(struct db *db) {
    return inside(db)->changed;
}

bool postgres_in_transaction(const struct db *asked) {
    const struct postgres *db = inside(asked);

    return db->transaction != TRANSACTION_NONE && !db->is_lost && !postgres_is_gone(db);
}

bool postgres_execute_there(struct postgres *db, const char *sql) {
    PGresult *result =
        postgres_ready(db) ? postgres_ask_server(db, sql, "a set of statements") : NULL;

    PQclear(result);
    return result != NULL;
}

bool postgres_execute(struct db *db, const char *sql) {
    struct arena *arena = arena_open();
    bool done = postgres_execute_there(inside(db), dialect_translate(arena, str_of(sql)).text.at);

    arena_close(arena);
    return done;
}

bool postgres_look(struct db *db) {
    return postgres_ready(inside(db));
}
