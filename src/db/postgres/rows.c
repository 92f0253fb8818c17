/* rows.c - steps through the rows of a statement; stream.c has how they come. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

static bool begin(struct postgres_statement *statement) {
    struct postgres *db = statement->db;

    if (!postgres_prepare_there(statement))
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

    while (rows->batch.len < POSTGRES_BATCH_BYTES &&
           fread(&len, sizeof(len), 1, rows->parked) == 1) {
        buffer_put(&rows->batch, (const char *)&len, sizeof(len));
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
        postgres_take_rows(statement->db, &rows->batch);
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

enum db_step postgres_step(struct statement *asked) {
    struct postgres_statement *statement = asked->prepared;
    struct postgres_rows *rows = &statement->rows;

    if (!statement->is_sent && !begin(statement))
        return DB_FAILED;
    if (rows->at == rows->batch.len)
        next_batch(statement);
    if (rows->at < rows->batch.len) {
        read_row(statement);
        return DB_ROW;
    }
    enum db_step step = rows->is_failed ? DB_FAILED : DB_END;
    postgres_end_rows(statement);
    return step;
}

void postgres_reset(struct statement *statement) {
    postgres_end_rows(statement->prepared);
}
