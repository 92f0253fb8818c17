/* rows.c - steps through the rows of a statement; stream.c has how they come. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

/* Nothing is sent of a transaction that has failed. */
static bool can_send(struct postgres_statement *statement) {
    return postgres_prepare_there(statement) && !statement->db->is_failed &&
           postgres_tell_account(statement->db);
}

static bool begin(struct postgres_statement *statement) {
    struct postgres *db = statement->db;

    if (!can_send(statement) ||
        !postgres_sent(db, SENT_ASK, postgres_send(statement), statement, statement->sql))
        return false;
    statement->is_sent = true;
    statement->rows.is_coming = true;
    return true;
}

void postgres_ask_ahead(struct statement *asked) {
    struct postgres_statement *statement = asked->prepared;

    if (!statement->is_sent)
        statement->is_sent = begin(statement); /* else its first step fails */
}

/* What changes rows is sent ahead: it is heard of with the next answer that somebody waits for. */
bool postgres_run(struct statement *asked) {
    struct postgres_statement *statement = asked->prepared;
    struct postgres *db = statement->db;

    if (!can_send(statement))
        return false;
    if (db->transaction != TRANSACTION_WRITES || statement->columns > 0)
        return postgres_step(asked) == DB_END;
    return postgres_sent(db, SENT_RUN, postgres_send(statement), statement, statement->sql);
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

    if (rows->at > 0)
        buffer_reset(&rows->batch);
    rows->in_batch = 0;
    rows->at = 0;
    if (rows->parked)
        read_parked(rows);
    else if (rows->is_coming)
        postgres_take_rows(statement);
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
