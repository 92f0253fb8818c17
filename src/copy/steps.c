/* steps.c - what stands in the way of many rows, which is made again when they are there.
 *
 * Its statements are noted in the target, since nobody else knows them once it is dropped. */
#include "base/clock.h"
#include "copy/copy_parts.h"

enum { TOGETHER_MILLISECONDS = 1000 }; /* a guess: what an interruption may cost */

static bool note(struct copying *copying, int64_t number, struct str sql) {
    struct statement *insert = db_statement(
        copying->copy->target, STR("INSERT INTO copy_steps (number, statement) VALUES (?1, ?2)"));

    if (!insert)
        return false;
    statement_bind_integer(insert, 1, number);
    statement_bind_text(insert, 2, sql);
    return statement_run(insert);
}

/* A statement ends with a semicolon at the end of a line. */
static bool note_all(struct copying *copying, struct str make) {
    static const struct str end = {";\n", 2};
    int64_t number = 0;

    if (statement_integer(db_statement(copying->copy->target,
                                       STR("SELECT coalesce(max(number), 0) FROM copy_steps")),
                          &number) != DB_ROW)
        return false;

    while (make.len > 0) {
        const char *at = memmem(make.at, make.len, end.at, end.len);
        size_t len = at ? (size_t)(at - make.at) + end.len : make.len;
        if (!note(copying, ++number, str_take(&make, len)))
            return false;
    }
    return true;
}

/* References come first when things are dropped, since they may need an index, and last when they
 * are made. */
bool copy_drop(struct copying *copying) {
    struct copy *copy = copying->copy;
    struct buffer drop, make;
    bool fine = true;

    buffer_init(&drop, SIZE_MAX);
    buffer_init(&make, SIZE_MAX);
    struct buffer later = make;
    for (size_t i = 0; fine && i < copying->count; i++)
        fine = db_list_references(copy->target, copying->reached[i].table->name, &drop, &later);
    for (size_t i = 0; fine && i < copying->count; i++)
        fine = db_list_indexes(copy->target, copying->reached[i].table->name, &drop, &make);
    buffer_put_str(&make, buffer_str(&later));
    buffer_put_char(&drop, '\0');
    fine = fine && note_all(copying, buffer_str(&make)) && db_execute(copy->target, drop.at);
    buffer_done(&drop);
    buffer_done(&make);
    buffer_done(&later);
    return fine;
}

/* Indexes stay: they were all made before the first of these, and only slow down what follows. */
bool copy_drop_references(struct copying *copying) {
    struct copy *copy = copying->copy;
    struct buffer drop, make;
    bool fine = true;

    buffer_init(&drop, SIZE_MAX);
    buffer_init(&make, SIZE_MAX);
    for (size_t i = 0; fine && i < copying->count; i++)
        fine = db_list_references(copy->target, copying->reached[i].table->name, &drop, &make);
    if (fine && drop.len > 0) {
        buffer_put_char(&drop, '\0');
        fine = note_all(copying, buffer_str(&make)) && db_execute(copy->target, drop.at);
    }
    buffer_done(&drop);
    buffer_done(&make);
    return fine;
}

static bool next(struct copying *copying, int64_t *ret_number, struct str *ret_sql, bool *ret) {
    struct statement *row =
        db_statement(copying->copy->target,
                     STR("SELECT number, statement FROM copy_steps ORDER BY number LIMIT 1"));
    enum db_step step = row ? statement_step(row) : DB_FAILED;

    *ret = step == DB_ROW;
    if (*ret) {
        *ret_number = column_integer(row, 0);
        *ret_sql = str_of(arena_z(copying->copy->arena, column_text(row, 1)));
    }
    if (row)
        statement_reset(row);
    return step != DB_FAILED;
}

static bool make_one(struct copying *copying, int64_t number, struct str sql) {
    struct db *target = copying->copy->target;
    struct statement *remove =
        db_statement(target, STR("DELETE FROM copy_steps WHERE number = ?1"));

    if (!remove)
        return false;
    statement_bind_integer(remove, 1, number);
    return statement_run(remove) && db_execute(target, sql.at);
}

/* Short ones share a transaction. */
static bool make_some(struct copying *copying, int64_t *done, bool *more) {
    int64_t until = monotonic_milliseconds() + TOGETHER_MILLISECONDS, number;
    struct str sql;
    bool fine = true;

    while (fine && *more && monotonic_milliseconds() < until) {
        fine = next(copying, &number, &sql, more) && (!*more || make_one(copying, number, sql));
        *done += fine && *more;
        progress_show(&copying->progress, *done);
    }
    return fine;
}

static bool count_steps(struct copying *copying, int64_t *ret) {
    struct statement *count =
        db_statement(copying->copy->target, STR("SELECT count(*) FROM copy_steps"));

    return statement_integer(count, ret) == DB_ROW || copy_fail_target(copying);
}

bool copy_make(struct copying *copying) {
    struct db *target = copying->copy->target;
    int64_t left = 0, done = 0;
    bool fine = count_steps(copying, &left), more = true;

    progress_init(&copying->progress, "indexes", left, copying->copy->quiet);
    while (fine && more) {
        fine = copy_goes_on(copying);
        if (fine &&
            !(db_begin_write(target) && make_some(copying, &done, &more) && db_commit(target))) {
            fine = copy_fail_target(copying);
            db_rollback(target);
        }
    }
    progress_done(&copying->progress, fine);
    return fine;
}
