/* stream.c - what a connection is busy with: the rows of a statement, some at a time.
 *
 * A connection runs one statement at a time, but a caller steps through several: for each row of
 * one it asks another. And a list may be longer than memory. So:
 *
 *   - rows come in libpq's single-row mode, and up to BATCH_ROWS of them are taken at once. Most
 *     statements give fewer: then they are done with the connection before their first row is
 *     looked at
 *   - what goes beyond stays with the server, until the caller has stepped through the batch
 *   - who needs the connection meanwhile parks it: what is left is moved to an unnamed file, from
 *     where it comes in batches, too. The present batch stays, since the caller has texts of it
 *   - who ends a statement early has the rest taken and forgotten. To cancel it would be faster,
 *     but fails the transaction that it is in
 *
 * A row is the length of what follows, then each value behind its length, -1 for null. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <errno.h>
#include <stdlib.h>

enum { BATCH_ROWS = 256 }; /* a guess: a page of a list, and a second look at its end */

static void put_int(struct buffer *out, int value) {
    buffer_put(out, (const char *)&value, sizeof(value));
}

static void put_row(struct buffer *out, const PGresult *result) {
    size_t begin = out->len;
    int columns = PQnfields(result);

    put_int(out, 0);
    for (int i = 0; i < columns; i++) {
        bool is_null = PQgetisnull(result, 0, i);
        int len = PQgetlength(result, 0, i);
        put_int(out, is_null ? -1 : len);
        if (!is_null)
            buffer_put(out, PQgetvalue(result, 0, i), (size_t)len);
    }
    NEEDED(!buffer_failed(out));
    int len = (int)(out->len - begin - sizeof(len));
    memcpy(out->at + begin, &len, sizeof(len));
}

static void note_changes(struct postgres *db, PGresult *result) {
    const char *command = PQcmdStatus(result);

    if (*command == 'I' || *command == 'U' || *command == 'D')
        db->changed = strtoll(PQcmdTuples(result), NULL, 10);
}

/* What it gives was changed by somebody else's migration (feature not supported), or the server was
 * told to forget it (invalid name). */
static void note_stale(struct postgres_statement *statement, const PGresult *result) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    bool is_forgotten = state && strcmp(state, "26000") == 0;

    statement->is_stale = is_forgotten || (state && strcmp(state, "0A000") == 0);
    if (is_forgotten)
        statement->connected = 0;
}

/* Takes rows of what is on its way until there are enough. The last result is not a row. */
void postgres_take_rows(struct postgres *db, struct buffer *out) {
    struct postgres_statement *statement = db->streaming;

    for (int rows = 0; rows < BATCH_ROWS && out->len < POSTGRES_BATCH_BYTES;) {
        PGresult *result = postgres_result(db);
        ExecStatusType status = PQresultStatus(result);
        if (!result) {
            db->streaming = NULL;
            return;
        }
        if (status == PGRES_SINGLE_TUPLE) {
            put_row(out, result);
            rows++;
        } else if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
            note_changes(db, result);
        } else if (!statement->rows.is_failed) {
            statement->rows.is_failed = true;
            note_stale(statement, result);
            postgres_note(db, result, statement->sql);
        }
        PQclear(result);
    }
}

static void fail_parked(struct postgres_statement *statement) {
    if (!statement->rows.is_failed)
        log_repeated(LOG_FULL, "There is no room for rows of the database in a file: %s",
                     strerror(errno));
    statement->rows.is_failed = true;
    statement->db->db.trouble = DB_FULL;
}

void postgres_park(struct postgres *db) {
    struct postgres_statement *statement = db->streaming;
    struct buffer some;

    if (!statement)
        return;
    buffer_init(&some, SIZE_MAX / 2);
    while (db->streaming) {
        buffer_reset(&some);
        postgres_take_rows(db, &some);
        if (some.len > 0 && !statement->rows.parked)
            statement->rows.parked = tmpfile();
        if (some.len > 0 && (!statement->rows.parked ||
                             fwrite(some.at, 1, some.len, statement->rows.parked) != some.len))
            fail_parked(statement);
    }
    buffer_done(&some);
    if (statement->rows.parked &&
        (fflush(statement->rows.parked) != 0 || fseek(statement->rows.parked, 0, SEEK_SET) != 0))
        fail_parked(statement);
}

/* Outside of a transaction it costs nothing to have the server stop. */
void postgres_forget_rows(struct postgres *db) {
    struct buffer some;

    if (!db->streaming)
        return;
    if (db->transaction == TRANSACTION_NONE)
        postgres_cancel(db);
    db->streaming->rows.is_failed = true; /* what it says is not of interest */
    buffer_init(&some, SIZE_MAX / 2);
    while (db->streaming) {
        buffer_reset(&some);
        postgres_take_rows(db, &some);
    }
    buffer_done(&some);
}

void postgres_end_rows(struct postgres_statement *statement) {
    struct postgres_rows *rows = &statement->rows;

    if (!statement->is_sent)
        return;
    if (statement->db->streaming == statement)
        postgres_forget_rows(statement->db);
    if (rows->parked)
        fclose(rows->parked);
    buffer_reset(&rows->batch);
    rows->parked = NULL;
    rows->at = 0;
    rows->is_failed = false;
    statement->is_sent = false;
}

static bool is_fine(const PGresult *result) {
    ExecStatusType status = PQresultStatus(result);

    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

PGresult *postgres_ask_server(struct postgres *db, const char *sql, const char *doing) {
    PGresult *last = NULL, *result;

    postgres_park(db);
    postgres_begin_waiting(db);
    if (postgres_is_gone(db) || !PQsendQuery(db->pq, sql)) {
        postgres_note(db, NULL, doing);
        return NULL;
    }
    while ((result = postgres_result(db))) {
        if (last && !is_fine(last)) {
            PQclear(result);
            continue;
        }
        PQclear(last);
        last = result;
    }
    if (!last || !is_fine(last)) {
        postgres_note(db, last, doing);
        PQclear(last);
        return NULL;
    }
    return last;
}
