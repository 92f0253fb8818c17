/* begin.c - which tables there are, and how far each of them is. */
#include "copy/copy_parts.h"

#include "db/bulk.h"

#include <inttypes.h>

static const char tables_of_progress[] =
    "CREATE TABLE copy_tables (name TEXT NOT NULL PRIMARY KEY, row_count INTEGER NOT NULL,"
    " sum_low INTEGER NOT NULL, sum_high INTEGER NOT NULL, is_done INTEGER NOT NULL) STRICT;"
    "CREATE TABLE copy_steps (number INTEGER NOT NULL PRIMARY KEY, statement TEXT NOT NULL)"
    " STRICT;";

static const struct db_table *find(const struct db_table *tables, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(tables[i].name, name) == 0)
            return &tables[i];
    return NULL;
}

/* Columns may stand in another order. */
static bool has_column(const struct db_table *table, const struct db_column *wanted) {
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->columns[i].name, wanted->name) == 0)
            return table->columns[i].kind == wanted->kind;
    return false;
}

static bool are_alike(const struct db_table *source, const struct db_table *target) {
    if (!target || target->count != source->count)
        return false;
    for (size_t i = 0; i < source->count; i++)
        if (!has_column(target, &source->columns[i]))
            return false;
    return true;
}

/* Stored files come by themselves, as they may be in tables here and in a directory there. */
static bool is_left_out(const char *name) {
    for (const char *const *table = file_store_tables; *table; table++)
        if (strcmp(name, *table) == 0)
            return true;
    return false;
}

/* Both have all migrations, so what differs was changed by hand. */
static bool learn_tables(struct copying *copying) {
    struct copy *copy = copying->copy;
    struct db_table *tables, *theirs;
    size_t count, their_count;

    if (!db_tables(copy->arena, copy->source, &tables, &count, &copy->problem) ||
        !db_tables(copy->arena, copy->target, &theirs, &their_count, &copy->problem))
        return false;
    copying->reached = NEW_ARRAY(copy->arena, struct reached, count);
    for (size_t i = 0; i < count; i++) {
        if (!are_alike(&tables[i], find(theirs, their_count, tables[i].name)))
            return copy_fail(copying, arena_format(copy->arena,
                                                   "The table %s of the source is not as in the "
                                                   "target.",
                                                   tables[i].name));
        if (strcmp(tables[i].name, LAST_TABLE) == 0)
            copying->last = &tables[i];
        else if (!is_left_out(tables[i].name))
            copying->reached[copying->count++] = (struct reached){.table = &tables[i]};
    }
    return true;
}

static bool insert_reached(struct copying *copying, const char *table) {
    struct db *target = copying->copy->target;
    struct statement *insert =
        db_statement(target, STR("INSERT INTO copy_tables (name, row_count, sum_low, sum_high,"
                                 " is_done) VALUES (?1, 0, 0, 0, 0)"));

    if (!insert)
        return false;
    statement_bind_text(insert, 1, str_of(table));
    return statement_run(insert) &&
           db_execute(target, arena_format(copying->copy->arena, "DELETE FROM %s", table).at);
}

/* Migrations have made rows of their own, of which the source has its own. */
static bool mark(struct copying *copying) {
    struct db *target = copying->copy->target;
    bool fine =
        db_mark_unfinished(target) && db_execute(target, tables_of_progress) && copy_drop(copying);

    for (size_t i = 0; fine && i < copying->count; i++)
        fine = insert_reached(copying, copying->reached[i].table->name);
    return fine;
}

static bool begin_anew(struct copying *copying) {
    struct copy *copy = copying->copy;
    bool empty = false;

    if (!db_begin_write(copy->target))
        return copy_fail_target(copying);
    bool fine = bulk_finds_nothing(copy->arena, copy->target, &copy->companies, 1, &empty);
    if (fine && !empty) {
        db_rollback(copy->target);
        return copy_fail(copying, STR("The target has companies of its own: name an empty "
                                      "database, or a new directory."));
    }
    if (fine && mark(copying) && db_commit(copy->target))
        return true;
    copy_fail_target(copying);
    db_rollback(copy->target);
    return false;
}

static struct reached *reached_of(struct copying *copying, struct str name) {
    for (size_t i = 0; i < copying->count; i++)
        if (str_equal(name, str_of(copying->reached[i].table->name)))
            return &copying->reached[i];
    return NULL;
}

static bool read_reached(struct copying *copying) {
    struct statement *rows =
        db_statement(copying->copy->target,
                     STR("SELECT name, row_count, sum_low, sum_high, is_done FROM copy_tables"));
    enum db_step step = DB_FAILED;

    while (rows && (step = statement_step(rows)) == DB_ROW) {
        struct reached *reached = reached_of(copying, column_text(rows, 0));
        if (!reached)
            continue;
        reached->sum = (struct sum){column_integer(rows, 1), (uint64_t)column_integer(rows, 2),
                                    (uint64_t)column_integer(rows, 3)};
        reached->is_done = column_integer(rows, 4) != 0;
    }
    return step == DB_END || copy_fail_target(copying);
}

/* The first that is not done is where an earlier run was. */
static void tell_reached(struct copying *copying) {
    struct copy *copy = copying->copy;
    size_t done = 0;
    const struct reached *at = NULL;

    for (size_t i = 0; i < copying->count; i++) {
        done += copying->reached[i].is_done;
        if (!at && !copying->reached[i].is_done)
            at = &copying->reached[i];
    }
    copy->tell(at ? arena_format(copy->arena,
                                 "Going on with the copy: %zu of %zu tables are there, and %" PRId64
                                 " rows of %s.",
                                 done, copying->count, at->sum.rows, at->table->name)
                        .at
                  : "Going on with the copy: all rows are there.");
}

bool copy_begin(struct copying *copying) {
    bool goes_on;

    if (!learn_tables(copying))
        return false;
    if (!db_is_unfinished(copying->copy->target, &goes_on))
        return copy_fail_target(copying);
    if (!goes_on)
        return begin_anew(copying);
    if (!read_reached(copying))
        return false;
    tell_reached(copying);
    return true;
}
