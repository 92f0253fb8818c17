/* fill.c - many rows into a table, by COPY in its binary form.
 *
 * A row is the number of its values, then each behind its length, -1 for null. The rows go out in
 * pieces; what the server has to say against them comes at the end. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <endian.h>
#include <stdlib.h>

enum { PIECE_BYTES = 64 * 1024 };

struct fill {
    struct postgres *db;
    const struct db_table *table;
    struct buffer piece;
};

static const char signature[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; /* and no flags, no extension */

static void put_start(struct buffer *sql, const struct db_table *table) {
    buffer_format(sql, "COPY %s (", table->name);
    for (size_t i = 0; i < table->count; i++)
        buffer_format(sql, "%s\"%s\"", i > 0 ? ", " : "", table->columns[i].name);
    buffer_put_z(sql, ") FROM STDIN (FORMAT binary)");
    buffer_put_char(sql, '\0');
}

/* What comes after the first result of a command, of which it is the last word. */
static bool take_rest(struct postgres *db, bool fine) {
    PGresult *result;

    while ((result = postgres_result(db))) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK && fine) {
            postgres_fail(db, result, "COPY");
            fine = false;
        }
        PQclear(result);
    }
    if (postgres_is_gone(db) && fine)
        postgres_fail(db, NULL, "COPY");
    fine = fine && !postgres_is_gone(db);
    if (!postgres_is_gone(db))
        NEEDED(PQenterPipelineMode(db->pq));
    return fine;
}

/* COPY knows no pipeline. */
static bool start(struct fill *fill) {
    struct postgres *db = fill->db;
    struct buffer sql;

    if (!postgres_settle(db) || postgres_is_gone(db) || !PQexitPipelineMode(db->pq))
        return false;
    buffer_init(&sql, SIZE_MAX);
    put_start(&sql, fill->table);
    PGresult *result = PQsendQuery(db->pq, sql.at) ? postgres_result(db) : NULL;
    bool fine = PQresultStatus(result) == PGRES_COPY_IN;
    buffer_done(&sql);
    if (!fine) {
        postgres_fail(db, result, "COPY");
        (void)!take_rest(db, false);
    }
    PQclear(result);
    return fine;
}

void *postgres_rows_begin(struct db *db, const struct db_table *table) {
    struct fill *fill = calloc(1, sizeof(*fill));

    NEEDED(fill);
    *fill = (struct fill){inside(db), table, {0}};
    buffer_init(&fill->piece, SIZE_MAX / 2);
    if (start(fill)) {
        buffer_put(&fill->piece, signature, 19);
        return fill;
    }
    buffer_done(&fill->piece);
    free(fill);
    return NULL;
}

static void put_int(struct buffer *out, uint32_t number) {
    number = htobe32(number);
    buffer_put(out, (const char *)&number, sizeof(number));
}

static void put_short(struct buffer *out, uint16_t number) {
    number = htobe16(number);
    buffer_put(out, (const char *)&number, sizeof(number));
}

static void put_eight(struct buffer *out, const void *bytes) {
    uint64_t number;

    memcpy(&number, bytes, sizeof(number));
    number = htobe64(number);
    put_int(out, sizeof(number));
    buffer_put(out, (const char *)&number, sizeof(number));
}

static void put_value(struct buffer *out, enum column_kind kind, const struct db_cell *value) {
    if (value->kind == CELL_NULL) {
        put_int(out, UINT32_MAX);
    } else if (kind == COLUMN_ANY) {
        put_int(out, postgres_any_length(value));
        postgres_put_any(out, value);
    } else if (value->kind == CELL_INTEGER) {
        put_eight(out, &value->integer);
    } else if (value->kind == CELL_REAL) {
        put_eight(out, &value->real);
    } else {
        put_int(out, (uint32_t)value->bytes.len);
        buffer_put_str(out, value->bytes);
    }
}

/* A failure is told by the server at the end. */
static bool send_piece(struct fill *fill) {
    bool done = PQputCopyData(fill->db->pq, fill->piece.at, (int)fill->piece.len) == 1 &&
                postgres_flush(fill->db);

    buffer_reset(&fill->piece);
    return done;
}

bool postgres_rows_put(void *state, const struct db_cell *values) {
    struct fill *fill = state;
    struct buffer *out = &fill->piece;

    put_short(out, (uint16_t)fill->table->count);
    for (size_t i = 0; i < fill->table->count; i++)
        put_value(out, fill->table->columns[i].kind, &values[i]);
    NEEDED(!buffer_failed(out));
    return out->len < PIECE_BYTES || send_piece(fill);
}

static bool end(struct fill *fill) {
    struct postgres *db = fill->db;

    (void)!(PQputCopyEnd(db->pq, NULL) == 1 && postgres_flush(db));
    return take_rest(db, true);
}

bool postgres_rows_end(void *state) {
    struct fill *fill = state;

    put_short(&fill->piece, UINT16_MAX);
    bool fine = send_piece(fill);
    fine = end(fill) && fine;
    buffer_done(&fill->piece);
    free(fill);
    return fine;
}
