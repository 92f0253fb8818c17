/* counted_list.c - where blocks of counted lists begin and end.
 *
 * Places are compared as row values, (prefix, key, id) at once, which SQLite and PostgreSQL answer
 * with one seek in an index that begins with them. A list without a prefix leaves it out of the
 * comparison with rows, whose index has none; in its blocks the prefix is 0. */
#include "read/counted_list.h"

const char *counted_compare(struct arena *arena, const struct counted_list *list, const char *sign,
                            int parameter) {
    if (!list->prefix)
        return arena_format(arena, "(%s) %s (?%d, ?%d)", list->columns, sign, parameter + 1,
                            parameter + 2)
            .at;
    return arena_format(arena, "t.%s IS NOT NULL AND (%s) %s (?%d, ?%d, ?%d)", list->prefix,
                        list->columns, sign, parameter, parameter + 1, parameter + 2)
        .at;
}

struct statement *counted_bind(struct statement *statement, const struct counted_level *level,
                               const struct place *place) {
    if (!statement)
        return NULL;
    statement_bind_integer(statement, COUNTED_ACCOUNT, level->account_id);
    statement_bind_integer(statement, COUNTED_LIST, level->list->number);
    statement_bind_integer(statement, COUNTED_LEVEL, level->level);
    if (place)
        place_bind(statement, COUNTED_PLACE, place);
    return statement;
}

struct statement *counted_open(struct db *db, const struct sql *sql,
                               const struct counted_level *level, const struct place *place) {
    return counted_bind(db_prepared(db, sql), level, place);
}

static enum found read_first(struct arena *arena, struct statement *row, struct place *ret) {
    if (!row)
        return FIND_FAILED;
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = place_read(arena, row, 0);
    statement_reset(row);
    return found_by(step);
}

/* The first block of a list begins before every row, so only a list without blocks has none. */
enum found counted_find(struct arena *arena, struct db *db, const struct counted_level *level,
                        const struct place *place, struct place *ret) {
    return read_first(arena, counted_open(db, &level->list->of->find, level, place), ret);
}

enum found counted_next(struct arena *arena, struct db *db, const struct counted_level *level,
                        const struct place *place, struct place *ret) {
    return read_first(arena, counted_open(db, &level->list->of->next, level, place), ret);
}
