/* rows.c - the rows of a statement, some at a time.
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

enum {
    BATCH_ROWS = 256,         /* a page of a list, and a second look at its end */
    BATCH_BYTES = 256 * 1024, /* guesses, both: what a connection may keep in memory */
};

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

/* Takes rows of what is on its way until there are enough. The last result is not a row. */
static void take_rows(struct postgres *db, struct buffer *out) {
    struct postgres_statement *statement = db->streaming;

    for (int rows = 0; rows < BATCH_ROWS && out->len < BATCH_BYTES;) {
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
    statement->db->trouble = DB_FULL;
}

void postgres_park(struct postgres *db) {
    struct postgres_statement *statement = db->streaming;
    struct buffer some;

    if (!statement)
        return;
    buffer_init(&some, SIZE_MAX / 2);
    while (db->streaming) {
        buffer_reset(&some);
        take_rows(db, &some);
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
        take_rows(db, &some);
    }
    buffer_done(&some);
}

static bool begin(struct postgres_statement *statement) {
    struct postgres *db = statement->db;

    if (!postgres_prepare(statement))
        return false;
    postgres_park(db);
    postgres_begin_waiting(db);
    if (!postgres_send(statement)) {
        postgres_note(db, NULL, statement->sql);
        return false;
    }
    PQsetSingleRowMode(db->pq);
    statement->is_sent = true;
    db->streaming = statement;
    return true;
}

/* Whole rows, from where they were parked. */
static void read_parked(struct postgres_rows *rows) {
    int len;

    while (rows->batch.len < BATCH_BYTES && fread(&len, sizeof(len), 1, rows->parked) == 1) {
        put_int(&rows->batch, len);
        NEEDED(buffer_reserve(&rows->batch, (size_t)len));
        if (fread(rows->batch.at + rows->batch.len, 1, (size_t)len, rows->parked) != (size_t)len)
            rows->is_failed = true;
        rows->batch.len += (size_t)len;
    }
}

static void next_batch(struct postgres_statement *statement) {
    struct postgres_rows *rows = &statement->rows;

    buffer_reset(&rows->batch);
    rows->at = 0;
    if (rows->parked)
        read_parked(rows);
    else if (statement->db->streaming == statement)
        take_rows(statement->db, &rows->batch);
}

static void read_row(struct postgres_statement *statement) {
    struct postgres_rows *rows = &statement->rows;
    size_t at = rows->at + sizeof(int);

    for (int i = 0; i < statement->columns; i++) {
        int len;
        memcpy(&len, rows->batch.at + at, sizeof(len));
        at += sizeof(len);
        statement->cells[i] =
            len < 0 ? (struct str){NULL, 0} : (struct str){rows->batch.at + at, (size_t)len};
        at += len > 0 ? (size_t)len : 0;
    }
    rows->at = at;
}

enum db_step postgres_step(struct postgres_statement *statement) {
    struct postgres_rows *rows = &statement->rows;

    if (!statement->is_sent && !begin(statement))
        return DB_FAILED;
    if (rows->at == rows->batch.len)
        next_batch(statement);
    statement->in_use = rows->at < rows->batch.len;
    if (statement->in_use) {
        read_row(statement);
        return DB_ROW;
    }
    enum db_step step = rows->is_failed ? DB_FAILED : DB_END;
    postgres_reset(statement);
    return step;
}

void postgres_reset(struct postgres_statement *statement) {
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
    statement->in_use = false;
}

enum db_step postgres_find(struct postgres_statement *statement) {
    if (!statement)
        return DB_FAILED;
    enum db_step step = postgres_step(statement);
    postgres_reset(statement);
    return step;
}

enum db_step postgres_integer(struct postgres_statement *statement, int64_t *ret) {
    if (!statement)
        return DB_FAILED;
    enum db_step step = postgres_step(statement);
    if (step == DB_ROW)
        *ret = postgres_column_integer(statement, 0);
    postgres_reset(statement);
    return step;
}

bool postgres_run(struct postgres_statement *statement) {
    enum db_step step = postgres_step(statement);

    postgres_reset(statement);
    return step == DB_END;
}
