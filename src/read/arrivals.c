/* arrivals.c - counts new rows in the blocks of counted lists that they have come to. */
#include "read/arrivals.h"

#include "base/log.h"

enum { LEVELS = 2 };

/* Rows that stand next to each other in a list and belong to one block. */
struct stretch {
    struct block rows;     /* `first` is a place in the block, not where it begins */
    bool ends, is_bounded; /* `ends`: another block follows, at `end`; known when it `is_bounded` */
    struct place end;
};

struct counter {
    struct arena *arena;
    struct db *db;
    const struct counting *counting;
    struct counted_list list;
    struct str next, add[CLASSES_MAX];
    struct stretch stretches[LEVELS];
};

static struct str rows_sql(const struct counter *counter) {
    const struct counted_list *list = &counter->list;

    return arena_format(counter->arena,
                        "SELECT %s%s, t.account_id, t.class FROM %s t%s%s%s"
                        " ORDER BY t.account_id, %s",
                        list->prefix ? "" : "0, ", counted_columns(counter->arena, list),
                        counter->counting->arrivals, list->prefix ? " WHERE t." : "",
                        list->prefix ? list->prefix : "", list->prefix ? " IS NOT NULL" : "",
                        counted_columns(counter->arena, list));
}

/* Rows mostly are of one class, so that each has a statement of its own, of few columns. */
static struct str add_sql(const struct counter *counter, unsigned class) {
    const char *blocks = counter->counting->blocks;

    return arena_format(
        counter->arena,
        "UPDATE %s SET total = total + ?7, class_%u = class_%u + ?7 WHERE account_id = ?1"
        " AND list = ?2 AND level = ?3 AND (first_prefix, first_key, first_id) ="
        " (SELECT b.first_prefix, b.first_key, b.first_id FROM %s b WHERE b.account_id = ?1"
        " AND b.list = ?2 AND b.level = ?3"
        " AND (b.first_prefix, b.first_key, b.first_id) <= (?4, ?5, ?6)"
        " ORDER BY b.first_prefix DESC, b.first_key DESC, b.first_id DESC LIMIT 1)",
        blocks, class, class, blocks);
}

static bool add(struct counter *counter, const struct block *rows, unsigned class) {
    if (!counter->add[class].at)
        counter->add[class] = add_sql(counter, class);
    struct statement *statement = db_statement(counter->db, counter->add[class]);
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, rows->account_id);
    statement_bind_integer(statement, 2, counter->list.number);
    statement_bind_integer(statement, 3, rows->level);
    place_bind(statement, 4, &rows->first);
    statement_bind_integer(statement, 7, rows->classes[class]);
    return statement_run(statement);
}

static bool end_stretch(struct counter *counter, struct stretch *stretch) {
    for (unsigned i = 0; i < counter->counting->class_count; i++)
        if (stretch->rows.classes[i] > 0 && !add(counter, &stretch->rows, i))
            return false;
    stretch->rows.total = 0;
    return true;
}

/* A row alone needs no end. */
static bool find_end(struct counter *counter, struct stretch *stretch) {
    enum found found = counting_next(counter->arena, counter->db, counter->next,
                                     counter->list.number, &stretch->rows, &stretch->end);

    stretch->ends = found == FOUND;
    stretch->is_bounded = true;
    return found != FIND_FAILED;
}

static bool put(struct counter *counter, struct stretch *stretch, int64_t account_id,
                const struct place *place, size_t class) {
    struct block *rows = &stretch->rows;
    bool is_open = rows->total > 0 && rows->account_id == account_id;

    if (is_open && !stretch->is_bounded && !find_end(counter, stretch))
        return false;
    if (rows->total > 0 &&
        !(is_open && (!stretch->ends || place_compare(place, &stretch->end) < 0)) &&
        !end_stretch(counter, stretch))
        return false;
    if (rows->total == 0)
        *stretch = (struct stretch){.rows = {.account_id = account_id,
                                             .level = (int)(stretch - counter->stretches),
                                             .first = *place}};
    rows->total++;
    rows->classes[class]++;
    return true;
}

static bool count_list(struct counter *counter) {
    struct statement *row = db_statement(counter->db, rows_sql(counter));
    enum db_step step = DB_END;
    bool fine = row != NULL;

    memset(counter->stretches, 0, sizeof(counter->stretches));
    while (fine && (step = statement_step(row)) == DB_ROW) {
        struct place place = place_read(counter->arena, row, 0);
        size_t class = (size_t)column_integer(row, 4);
        ALWAYS(class < counter->counting->class_count);
        for (int level = 0; fine && level < LEVELS; level++)
            fine = put(counter, &counter->stretches[level], column_integer(row, 3), &place, class);
    }
    if (row)
        statement_reset(row);
    for (int level = 0; fine && level < LEVELS; level++)
        fine = end_stretch(counter, &counter->stretches[level]);
    return fine && step == DB_END;
}

static enum found find_any(struct counter *counter) {
    struct statement *row =
        db_statement(counter->db, arena_format(counter->arena, "SELECT 1 FROM %s LIMIT 1",
                                               counter->counting->arrivals));

    if (!row)
        return FIND_FAILED;
    enum db_step step = statement_step(row);
    statement_reset(row);
    return found_by(step);
}

static bool forget(struct counter *counter) {
    struct statement *statement = db_statement(
        counter->db, arena_format(counter->arena, "DELETE FROM %s", counter->counting->arrivals));

    return statement && statement_run(statement);
}

bool arrivals_count(struct arena *arena, struct db *db, const struct plan *plan) {
    struct counter counter = {.arena = arena, .db = db, .counting = plan->resource->counting};
    enum found found = find_any(&counter);

    if (found != FOUND)
        return found == NOT_FOUND;
    counter.next = counting_next_sql(arena, counter.counting->blocks);
    for (size_t i = 0; counted_list_at(plan, i, &counter.list); i++)
        if (!count_list(&counter))
            return false;
    return forget(&counter);
}
