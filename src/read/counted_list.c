/* counted_list.c - the lists of a counted resource, and where their blocks begin. */
#include "read/counted_list.h"

enum { PREFIXED = 101 }; /* the number of the first list with a prefix */

bool counted_list_at(const struct plan *plan, size_t at, struct counted_list *ret) {
    const struct resource *resource = plan->resource;
    size_t sorts = 0;

    while (resource->sorts[sorts].name)
        sorts++;
    *ret =
        (struct counted_list){plan, (int)at + 1, NULL, resource->sorts[at < sorts ? at : 0].column};
    if (at < sorts)
        return true;
    for (size_t i = 0; i <= at - sorts; i++)
        if (!resource->counting->prefixes[i])
            return false;
    ret->number = PREFIXED + (int)(at - sorts);
    ret->prefix = resource->counting->prefixes[at - sorts];
    return true;
}

const char *counted_columns(struct arena *arena, const struct counted_list *list) {
    if (!list->prefix)
        return arena_format(arena, "t.%s, t.id", list->key).at;
    return arena_format(arena, "t.%s, t.%s, t.id", list->prefix, list->key).at;
}

const char *counted_compare(struct arena *arena, const struct counted_list *list, const char *sign,
                            int parameter) {
    const char *columns = counted_columns(arena, list);

    if (!list->prefix)
        return arena_format(arena, "(%s) %s (?%d, ?%d)", columns, sign, parameter + 1,
                            parameter + 2)
            .at;
    return arena_format(arena, "t.%s IS NOT NULL AND (%s) %s (?%d, ?%d, ?%d)", list->prefix,
                        columns, sign, parameter, parameter + 1, parameter + 2)
        .at;
}

struct str counting_next_sql(struct arena *arena, const char *blocks) {
    return arena_format(arena,
                        "SELECT first_prefix, first_key, first_id FROM %s WHERE account_id = ?1"
                        " AND list = ?2 AND level = ?3"
                        " AND (first_prefix, first_key, first_id) > (?4, ?5, ?6)"
                        " ORDER BY first_prefix, first_key, first_id LIMIT 1",
                        blocks);
}

enum found counting_next(struct arena *arena, struct db *db, struct str sql, int list,
                         const struct block *in, struct place *ret) {
    struct statement *row = db_statement(db, sql);

    if (!row)
        return FIND_FAILED;
    statement_bind_integer(row, 1, in->account_id);
    statement_bind_integer(row, 2, list);
    statement_bind_integer(row, 3, in->level);
    place_bind(row, 4, &in->first);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = place_read(arena, row, 0);
    statement_reset(row);
    return found_by(step);
}
