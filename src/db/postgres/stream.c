/* stream.c - the rows of a statement: some in memory, and what is in the way in a file.
 *
 * A connection gives answers in the order of its questions, but a caller steps through several at a
 * time: for each row of one it asks another. And a list may be longer than memory. So:
 *
 *   - rows come in libpq's single-row mode, and up to BATCH_ROWS of them are taken at once. Most
 *     statements give fewer: then they are done with the connection before their first row is
 *     looked at
 *   - what goes beyond stays with the server, until the caller has stepped through the batch
 *   - rows that stand before another answer are parked: what has no room in the batch is moved to
 *     an unnamed file, from where it comes in batches, too. A batch that the caller has begun
 *     stays as it is, since he has texts of it
 *   - who ends a statement early has the rest taken and forgotten. To cancel it would be faster,
 *     but fails the transaction that it is in
 *
 * A row is the length of what follows, then each value behind its length, -1 for null. */
#include "base/log.h"
#include "base/room.h"
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

bool postgres_batch_is_full(const struct postgres_rows *rows) {
    return rows->in_batch >= BATCH_ROWS || rows->batch.len >= POSTGRES_BATCH_BYTES;
}

static void fail_parked(struct postgres_statement *statement) {
    int error = errno;

    if (!statement->rows.is_failed)
        log_repeated(LOG_FULL, "Rows of the database cannot be kept in a file: %s",
                     strerror(error));
    statement->rows.is_failed = true;
    statement->db->db.trouble = is_no_room(error) ? DB_FULL : DB_SHORT;
}

static void park_row(struct postgres_statement *statement, const PGresult *result) {
    struct postgres_rows *rows = &statement->rows;
    struct buffer row;

    if (!rows->parked)
        rows->parked = tmpfile();
    buffer_init(&row, SIZE_MAX / 2);
    put_row(&row, result);
    if (!rows->parked || fwrite(row.at, 1, row.len, rows->parked) != row.len)
        fail_parked(statement);
    buffer_done(&row);
}

void postgres_keep_row(struct postgres_statement *statement, const PGresult *result, bool parks) {
    struct postgres_rows *rows = &statement->rows;

    if (parks && (rows->parked || rows->at > 0 || postgres_batch_is_full(rows))) {
        park_row(statement, result);
        return;
    }
    put_row(&rows->batch, result);
    rows->in_batch++;
}

void postgres_rows_came(struct postgres_statement *statement) {
    struct postgres_rows *rows = &statement->rows;

    rows->is_coming = false;
    if (rows->parked && (fflush(rows->parked) != 0 || fseek(rows->parked, 0, SEEK_SET) != 0))
        fail_parked(statement);
}

void postgres_drop_rows(struct postgres_statement *statement) {
    struct postgres_rows *rows = &statement->rows;

    if (rows->parked)
        fclose(rows->parked);
    buffer_reset(&rows->batch);
    rows->parked = NULL;
    rows->at = 0;
    rows->in_batch = 0;
    rows->is_coming = false;
    rows->is_failed = false;
    statement->is_sent = false;
}
