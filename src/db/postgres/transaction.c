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
 * its number from its beginning, by which the server is asked when it is back (pg_xact_status).
 * What it says of another history, that of a standby which was promoted, may be of somebody else's.
 *
 * That it committed is not enough where standbys have to have it, too (synchronous_standby_names):
 * a commit which waited for them and was told to wait no longer, by an administrator or by the end
 * of the server, is in the log of one machine. Its log is sent in order: so when a later commit was
 * waited for to its end, they have both. Until then whether it is stored is not known. */
#include "base/clock.h"
#include "base/log.h"
#include "db/postgres/dialect.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>
#include <time.h>

enum {
    WRITER_LOCK = 0x676c0001,      /* "gl" and a number; 2 is schema.c's */
    IDLE_MILLISECONDS = 60 * 1000, /* a guess: the writer's jobs take some milliseconds */
    ASKED_MILLISECONDS = 500,      /* likewise: to be told what became of a commit */
};

/* Nobody waits for it, but it goes at once: the server would keep the state of then. */
static void send_rollback(struct postgres *db) {
    postgres_sync(db);
    if (postgres_send_word(db, SENT_DROP, "ROLLBACK", "ROLLBACK"))
        postgres_sync(db);
    if (!postgres_is_gone(db))
        PQflush(db->pq);
}

/* Rows that nobody has taken would keep the server from its end. */
static bool has_asked(const struct postgres *db) {
    for (size_t i = 0; i < db->sent_count; i++)
        if (db->sent[(db->sent_at + i) % db->sent_room].kind == SENT_ASK)
            return true;
    return false;
}

static void end(struct postgres *db) {
    bool was_open = db->transaction != TRANSACTION_NONE;

    statements_reset(&db->db);
    if (has_asked(db))
        postgres_settle(db);
    db->transaction = TRANSACTION_NONE;
    db->is_lost = db->is_broken = false;
    db->account = db->stands_for;
    postgres_next_part(db, false);
    if (postgres_is_gone(db) || PQtransactionStatus(db->pq) == PQTRANS_IDLE)
        return;
    if (was_open || PQtransactionStatus(db->pq) != PQTRANS_ACTIVE)
        send_rollback(db);
}

/* By itself: what was forgotten already is no failure of anything else. */
static void forget_statements(struct postgres *db) {
    struct str rest = buffer_str(&db->forgotten);

    while (rest.len > 0) {
        char sql[32];
        struct str one = str_cut(&rest, ';');
        snprintf(sql, sizeof(sql), "%.*s", (int)one.len, one.at);
        postgres_sync(db);
        if (!postgres_send_word(db, SENT_DROP, sql, "dropping a statement"))
            break;
    }
    buffer_reset(&db->forgotten);
    postgres_sync(db);
}

static bool begin(struct postgres *db, enum postgres_transaction kind, const char *sql) {
    if (!postgres_ready(db))
        return false;
    forget_statements(db);
    db->transaction = kind;
    db->is_broken = db->is_committed = false;
    db->number[0] = '\0';
    memcpy(db->history_of_number, db->history, sizeof(db->history));
    postgres_next_part(db, false);
    db->begun = db->part;
    db->told = NO_ACCOUNT;
    if (postgres_send_word(db, SENT_WORD, sql, sql))
        return true;
    end(db);
    return false;
}

bool postgres_begin_read(struct db *db) {
    return begin(inside(db), TRANSACTION_READS, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void postgres_end_read(struct db *db) {
    end(inside(db));
}

/* From left to right: the lock is waited for with the patience of the connection, rows that others
 * have locked with the patience of the writer's jobs. */
static bool send_lock(struct postgres *db) {
    char sql[320];
    int patience = db->db.patience > 0 ? db->db.patience : 1;
    int for_rows = db->db.row_patience > 0 ? db->db.row_patience : patience;

    snprintf(sql, sizeof(sql),
             "SELECT pg_current_xact_id()::text, set_config('lock_timeout', '%d', true),"
             " set_config('idle_in_transaction_session_timeout', '%d', true),"
             " pg_advisory_xact_lock(%d), set_config('lock_timeout', '%d', true)",
             patience, IDLE_MILLISECONDS, WRITER_LOCK, for_rows);
    return postgres_send_word(db, SENT_LOCK, sql, "waiting for other writers");
}

bool postgres_begin_write(struct db *asked) {
    struct postgres *db = inside(asked);

    if (!begin(db, TRANSACTION_WRITES, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"))
        return false;
    if (send_lock(db))
        return true;
    end(db);
    return false;
}

bool postgres_begin_beside(struct db *asked) {
    struct postgres *db = inside(asked);

    if (!begin(db, TRANSACTION_WRITES, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"))
        return false;
    if (postgres_send_word(db, SENT_LOCK, "SELECT pg_current_xact_id()::text",
                           "asking for the number of a transaction"))
        return true;
    end(db);
    return false;
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

/* Its commit is waited for, as that of a transaction which wrote nothing is not. */
static const char mark[] = "SELECT pg_logical_emit_message(true, 'glimt', '')";
static const char marking[] = "waiting for the standbys of the server";

/* Whether all that have to have what was committed before have it: a commit of nothing else. */
static bool have_all(struct postgres *db) {
    db->is_doubtful = false;
    PGresult *result = postgres_ask_server(db, mark, marking);
    bool done = result && !db->is_doubtful;

    PQclear(result);
    return done;
}

/* After `until` nobody waits. */
static enum db_trouble end_of_commit(struct postgres *db, int64_t until) {
    do {
        char status = status_of(db, db->number);
        bool is_same = strcmp(db->history, db->history_of_number) == 0;
        if (status == 'a')
            return DB_AWAY;
        if (status == 'c' && !is_same)
            break;
        if (status == 'c' && have_all(db))
            return DB_FINE;
        pause_a_little();
    } while (monotonic_milliseconds() < until && !db_is_over());
    log_error("The database server went away while it committed transaction %s, or waited for a"
              " standby that did not come, and whether what it wrote is stored is not known.",
              db->number);
    return DB_UNKNOWN;
}

/* Of a server's writer clients wait for the end; a load may have a standby that is far behind. */
static int64_t end_of_waiting(const struct postgres *db) {
    return db->db.row_patience > 0 ? monotonic_milliseconds() + db->db.patience : INT64_MAX;
}

static bool was_stored(struct postgres *db, int64_t until) {
    int64_t now = monotonic_milliseconds();

    if (until == INT64_MAX)
        until = now + db->db.patience;
    db->commit_until = until > now + ASKED_MILLISECONDS ? until : now + ASKED_MILLISECONDS;
    db->db.trouble = end_of_commit(db, db->commit_until);
    db->commit_until = 0;
    return db->db.trouble == DB_FINE;
}

static bool commit(struct postgres *db) {
    if (db->transaction == TRANSACTION_NONE || db->is_lost || postgres_is_gone(db)) {
        db->db.trouble = DB_AWAY;
        end(db);
        return false;
    }
    /* Without its number nobody could ask for it. */
    bool fine = db->is_failed ? false : !*db->number ? postgres_settle(db) : true;
    if (!fine || !postgres_send_word(db, SENT_WORD, "COMMIT", "COMMIT")) {
        end(db);
        return false;
    }
    int64_t until = end_of_waiting(db);
    db->is_doubtful = false;
    db->commit_until = until;
    postgres_settle(db);
    db->commit_until = 0;
    /* Of a transaction that has failed the server says that it was rolled back, and no error. */
    bool done = db->is_committed && !db->is_doubtful;
    bool is_open = db->is_lost || db->is_committed;
    end(db);
    return done || (is_open && was_stored(db, until));
}

bool postgres_confirm(struct db *asked) {
    struct postgres *db = inside(asked);
    unsigned allowed = db->pieces_allowed;

    if (db->transaction == TRANSACTION_WRITES)
        return postgres_send_word(db, SENT_WORD, mark, marking);
    if (!postgres_ready(db))
        return false;
    db->pieces_allowed = 0; /* who waits for a standby asks nothing that is slow */
    db->commit_until = monotonic_milliseconds() + (db->db.patience > 0 ? db->db.patience : 1);
    bool done = have_all(db);
    db->commit_until = 0;
    db->pieces_allowed = allowed;
    return done;
}

bool postgres_commit(struct db *db) {
    return commit(inside(db));
}

void postgres_rollback(struct db *db) {
    end(inside(db));
}

/* A job that finds the connection gone is told so, though it was heard of before the job. */
static bool has_failed(struct postgres *db) {
    if (db->is_lost && db->db.trouble == DB_FINE)
        db->db.trouble = DB_AWAY;
    return db->is_failed || db->is_lost;
}

/* The three of savepoints; whoever lost the connection has lost the transaction with it. */
static bool send(struct postgres *db, const char *sql) {
    return db->transaction != TRANSACTION_NONE && !db->is_lost && !db->is_broken &&
           postgres_send_word(db, SENT_WORD, sql, sql);
}

bool postgres_savepoint(struct db *asked) {
    struct postgres *db = inside(asked);

    if (has_failed(db) || !send(db, "SAVEPOINT job"))
        return false;
    postgres_next_part(db, true);
    return true;
}

bool postgres_savepoint_keep(struct db *asked) {
    struct postgres *db = inside(asked);

    if (has_failed(db) || !send(db, "RELEASE job"))
        return false;
    postgres_next_part(db, false);
    return true;
}

/* What failed before has to be known, so that nothing that was taken back is taken for a failure of
 * what follows. */
bool postgres_savepoint_undo(struct db *asked) {
    struct postgres *db = inside(asked);

    if (db->sent_count > 0)
        postgres_settle(db);
    db->told = ACCOUNT_UNKNOWN; /* that is taken back, too */
    if (!send(db, "ROLLBACK TO job") || !send(db, "RELEASE job"))
        return false;
    postgres_next_part(db, false);
    return true;
}

bool postgres_hear(struct db *asked) {
    struct postgres *db = inside(asked);

    return db->sent_count > 0 ? postgres_settle(db) : !db->is_failed;
}

int64_t postgres_changed_rows(struct db *db) {
    postgres_hear(db);
    return inside(db)->changed;
}

int64_t postgres_round_trips(const struct db *db) {
    return inside(db)->round_trips;
}

bool postgres_in_transaction(const struct db *asked) {
    const struct postgres *db = inside(asked);

    return db->transaction != TRANSACTION_NONE && !db->is_lost && !db->is_broken &&
           !postgres_is_gone(db);
}

bool postgres_execute_there(struct postgres *db, const char *sql) {
    PGresult *result = postgres_ready(db) && postgres_tell_account(db)
                           ? postgres_ask_server(db, sql, "a set of statements")
                           : NULL;

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
