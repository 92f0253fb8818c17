/* table.c - brings the rows of one table, in the order of its key.
 *
 * Some thousand rows share a transaction of the target, which also notes how many there are by now
 * and their checksum. So what is there after an interruption are the first rows of the table's
 * order, and how many they are is known. Whoever goes on reads the table from its beginning,
 * without writing, until he is there: if the checksum of what he has read is the noted one, the
 * source has not changed in these rows, and the rest follows. Otherwise the table comes anew. A
 * table that was done is read through in the same way. To read costs a tenth of what it costs to
 * write. */
#include "copy/copy_parts.h"

#include <inttypes.h>

enum {
    CHUNK_ROWS = 50000,             /* a guess: some tenths of a second */
    CHUNK_BYTES = 32 * 1024 * 1024, /* what of blobs shares a transaction, as a guess */
};

struct pass {
    struct copying *copying;
    struct reached *reached;
    struct statement *rows;
    struct db_cell *values;
    struct buffer room;
    struct sum sum;       /* of what was read */
    struct rows_in *into; /* NULL: no transaction is open */
    int64_t chunk_rows, chunk_bytes;
    bool differs; /* the source is not what it was */
};

static void put_columns(struct buffer *sql, const struct db_table *table) {
    buffer_put_z(sql, "SELECT ");
    for (size_t i = 0; i < table->count; i++)
        buffer_format(sql, "%s%s", i > 0 ? ", " : "", table->columns[i].name);
    buffer_format(sql, " FROM %s", table->name);
}

static void put_order(struct buffer *sql, const struct db_table *table) {
    int key = 0;

    for (bool found = true; found;) {
        found = false;
        key++;
        for (size_t i = 0; i < table->count; i++)
            if (table->columns[i].key == key) {
                buffer_format(sql, "%s%s", key == 1 ? " ORDER BY " : ", ", table->columns[i].name);
                found = true;
            }
    }
}

static struct statement *select_all(struct arena *arena, struct db *db,
                                    const struct db_table *table, bool is_ordered) {
    struct buffer sql;

    buffer_init(&sql, SIZE_MAX);
    put_columns(&sql, table);
    if (is_ordered)
        put_order(&sql, table);
    struct str text = arena_copy(arena, buffer_str(&sql));
    buffer_done(&sql);
    return db_statement(db, text);
}

static void read_row(struct pass *pass) {
    const struct db_table *table = pass->reached->table;

    for (size_t i = 0; i < table->count; i++)
        pass->values[i] = db_cell_of(pass->rows, (int)i, table->columns[i].kind);
    sum_add(&pass->sum, &pass->room, pass->values, table->count);
}

/* ---- what the target has ---- */

/* Another run on the same target would have gone on meanwhile: then there is no such row. */
static bool note(struct pass *pass, const struct sum *sum, bool is_done) {
    struct db *target = pass->copying->copy->target;
    struct statement *update = db_statement(
        target, STR("UPDATE copy_tables SET row_count = ?2, sum_low = ?3, sum_high = ?4,"
                    " is_done = ?5 WHERE name = ?1 AND row_count = ?6 AND sum_low = ?7"));

    if (!update)
        return copy_fail_target(pass->copying);
    statement_bind_text(update, 1, str_of(pass->reached->table->name));
    statement_bind_integer(update, 2, sum->rows);
    statement_bind_integer(update, 3, (int64_t)sum->low);
    statement_bind_integer(update, 4, (int64_t)sum->high);
    statement_bind_integer(update, 5, is_done);
    statement_bind_integer(update, 6, pass->reached->sum.rows);
    statement_bind_integer(update, 7, (int64_t)pass->reached->sum.low);
    if (!statement_run(update))
        return copy_fail_target(pass->copying);
    return db_changed_rows(target) == 1 ||
           copy_fail(pass->copying, STR("Another glimt copy is at work on the target."));
}

static bool begin_chunk(struct pass *pass) {
    struct copy *copy = pass->copying->copy;

    if (!copy_goes_on(pass->copying))
        return false;
    if (!db_begin_write(copy->target))
        return copy_fail_target(pass->copying);
    pass->chunk_rows = pass->chunk_bytes = 0;
    pass->into = rows_begin(copy->arena, copy->target, pass->reached->table);
    return pass->into || copy_fail_target(pass->copying);
}

static bool end_chunk(struct pass *pass, bool is_done) {
    struct rows_in *into = pass->into;

    pass->into = NULL;
    if (into && !rows_end(into))
        return copy_fail_target(pass->copying);
    if (!note(pass, &pass->sum, is_done))
        return false;
    if (!db_commit(pass->copying->copy->target))
        return copy_fail_target(pass->copying);
    pass->reached->sum = pass->sum;
    pass->reached->is_done = is_done;
    return true;
}

static bool put_row(struct pass *pass) {
    if (!pass->into && !begin_chunk(pass))
        return false;
    if (!rows_put(pass->into, pass->values))
        return copy_fail_target(pass->copying);
    pass->chunk_rows++;
    pass->chunk_bytes += (int64_t)pass->room.len;
    return (pass->chunk_rows < CHUNK_ROWS && pass->chunk_bytes < CHUNK_BYTES) ||
           end_chunk(pass, false);
}

static bool empty_inside(struct pass *pass) {
    struct copy *copy = pass->copying->copy;
    const struct sum none = {0};

    if (!db_begin_write(copy->target))
        return copy_fail_target(pass->copying);
    if (!note(pass, &none, false))
        return false;
    if (!copy_drop_references(pass->copying) ||
        !db_execute(copy->target,
                    arena_format(copy->arena, "DELETE FROM %s", pass->reached->table->name).at) ||
        !db_commit(copy->target))
        return copy_fail_target(pass->copying);
    pass->reached->sum = none;
    pass->reached->is_done = false;
    return true;
}

/* Begins the table anew. */
static bool empty(struct pass *pass) {
    if (empty_inside(pass))
        return true;
    db_rollback(pass->copying->copy->target);
    return false;
}

/* ---- from one to the other ---- */

static bool take_row(struct pass *pass) {
    const struct sum *had = &pass->reached->sum;
    bool is_there = pass->sum.rows < had->rows;

    read_row(pass);
    copy_show(pass->copying);
    if (!is_there && !pass->reached->is_done)
        return put_row(pass);
    pass->differs =
        pass->sum.rows > had->rows || (pass->sum.rows == had->rows && !sum_equal(&pass->sum, had));
    return !pass->differs;
}

static bool take_rows(struct pass *pass) {
    enum db_step step = DB_FAILED;
    bool fine = true;

    while (fine && pass->rows && (step = statement_step(pass->rows)) == DB_ROW)
        fine = take_row(pass);
    if (!fine)
        return false;
    if (step != DB_END)
        return copy_fail_source(pass->copying);
    pass->differs = pass->sum.rows < pass->reached->sum.rows;
    if (pass->differs)
        return false;
    if (!pass->into && !pass->reached->is_done && !db_begin_write(pass->copying->copy->target))
        return copy_fail_target(pass->copying);
    return pass->reached->is_done || end_chunk(pass, true);
}

static bool once(struct pass *pass) {
    struct copy *copy = pass->copying->copy;
    const struct db_table *table = pass->reached->table;

    pass->sum = (struct sum){0};
    pass->differs = false;
    pass->rows = select_all(copy->arena, copy->source, table, true);
    bool fine = take_rows(pass);
    if (pass->rows)
        statement_reset(pass->rows);
    if (pass->into)
        (void)!rows_end(pass->into); /* what is in it is taken back */
    pass->into = NULL;
    if (!fine)
        db_rollback(copy->target);
    return fine;
}

static struct pass begin_pass(struct copying *copying, struct reached *reached) {
    struct pass pass = {.copying = copying, .reached = reached};

    pass.values = NEW_ARRAY(copying->copy->arena, struct db_cell, reached->table->count);
    buffer_init(&pass.room, SIZE_MAX);
    return pass;
}

bool copy_table(struct copying *copying, struct reached *reached) {
    struct pass pass = begin_pass(copying, reached);
    bool fine = once(&pass);

    if (!fine && pass.differs) {
        copying->copy->tell(arena_format(copying->copy->arena,
                                         "The source has changed in %s since: it comes anew.",
                                         reached->table->name)
                                .at);
        fine = empty(&pass) && once(&pass);
    }
    reached->source = pass.sum;
    buffer_done(&pass.room);
    return fine;
}

/* ---- whether it is the same ---- */

static bool read_target(struct pass *pass) {
    struct copy *copy = pass->copying->copy;
    enum db_step step = DB_FAILED;

    pass->rows = select_all(copy->arena, copy->target, pass->reached->table, false);
    while (pass->rows && (step = statement_step(pass->rows)) == DB_ROW) {
        read_row(pass);
        copy_show(pass->copying);
    }
    if (pass->rows)
        statement_reset(pass->rows);
    return step == DB_END || copy_fail_target(pass->copying);
}

bool copy_compare(struct copying *copying, struct reached *reached) {
    struct pass pass = begin_pass(copying, reached);
    bool fine = copy_goes_on(copying) && read_target(&pass);

    buffer_done(&pass.room);
    if (!fine || sum_equal(&pass.sum, &reached->source))
        return fine;
    if (!empty(&pass))
        return false;
    return copy_fail(
        copying, arena_format(copying->copy->arena,
                              "The table %s of the target has %" PRId64 " rows that differ from"
                              " the %" PRId64 " of the source; the same command brings it anew.",
                              reached->table->name, pass.sum.rows, reached->source.rows));
}

/* Its rows come instead of the target's, of which one is the mark. */
bool copy_last(struct copying *copying) {
    struct reached reached = {.table = copying->last};
    struct pass pass = begin_pass(copying, &reached);
    struct copy *copy = copying->copy;
    enum db_step step = DB_FAILED;
    bool fine = db_execute(copy->target, "DELETE FROM " LAST_TABLE);

    pass.rows = select_all(copy->arena, copy->source, copying->last, true);
    pass.into = fine ? rows_begin(copy->arena, copy->target, copying->last) : NULL;
    fine = pass.into != NULL;
    while (fine && pass.rows && (step = statement_step(pass.rows)) == DB_ROW) {
        read_row(&pass);
        fine = rows_put(pass.into, pass.values);
    }
    if (pass.rows)
        statement_reset(pass.rows);
    if (pass.into)
        fine = rows_end(pass.into) && fine;
    buffer_done(&pass.room);
    if (!fine)
        return copy_fail_target(copying);
    return step == DB_END || copy_fail_source(copying);
}
