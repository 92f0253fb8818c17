/* copy.c - the way of a copy, from the first table to the mark that is taken off. */
#include "copy/copy_parts.h"

static void show_next(struct copying *copying, const char *what, int64_t total) {
    progress_init(&copying->progress, what, total, copying->copy->quiet);
    copying->shown = 0;
}

static bool count_rows(struct copying *copying, int64_t *ret) {
    struct copy *copy = copying->copy;

    *ret = 0;
    for (size_t i = 0; i < copying->count; i++) {
        int64_t rows = 0;
        struct str sql =
            arena_format(copy->arena, "SELECT count(*) FROM %s", copying->reached[i].table->name);
        if (statement_integer(db_statement(copy->source, sql), &rows) != DB_ROW)
            return copy_fail_source(copying);
        *ret += rows;
    }
    return true;
}

static bool all_tables(struct copying *copying, const char *what, int64_t total,
                       bool (*each)(struct copying *copying, struct reached *reached)) {
    bool fine = true;

    show_next(copying, what, total);
    for (size_t i = 0; fine && i < copying->count; i++)
        fine = each(copying, &copying->reached[i]);
    progress_done(&copying->progress, fine);
    return fine;
}

static bool finish(struct copying *copying) {
    struct db *target = copying->copy->target;

    if (!db_begin_write(target))
        return copy_fail_target(copying);
    if (!copy_last(copying)) {
        db_rollback(target);
        return false;
    }
    if (db_execute(target, "DROP TABLE copy_tables") &&
        db_execute(target, "DROP TABLE copy_steps") && db_fill_settle(target) && db_commit(target))
        return true;
    copy_fail_target(copying);
    db_rollback(target);
    return false;
}

static bool check_references(struct copying *copying) {
    return db_fill_is_sound(copying->copy->target) ||
           copy_fail(copying, STR("Rows of the source refer to rows that are missing: glimt check "
                                  "says which."));
}

static bool run(struct copying *copying) {
    int64_t total;

    if (!copy_key_fits(copying) || !copy_begin(copying) || !count_rows(copying, &total) ||
        !all_tables(copying, "copying", total, copy_table) ||
        !all_tables(copying, "comparing", total, copy_compare) || !copy_make(copying) ||
        !check_references(copying) || !copy_stored(copying) || !finish(copying))
        return false;
    copying->copy->tables = (int64_t)copying->count + 1;
    for (size_t i = 0; i < copying->count; i++)
        copying->copy->rows += copying->reached[i].source.rows;
    return true;
}

bool copy_run(struct copy *copy) {
    struct copying copying = {.copy = copy};

    if (!db_begin_read(copy->source))
        return copy_fail_source(&copying);
    bool fine = db_fill_begin(copy->target) ? run(&copying) : copy_fail_target(&copying);
    db_fill_end(copy->target);
    db_end_read(copy->source);
    return fine;
}
