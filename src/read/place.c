/* place.c - places in the order of a list: bound, read and compared.
 *
 * A list is ordered by prefix, then key, then id, so that no two rows share a place. Places are
 * compared here as SQLite compares them in the index: numbers before blobs, blobs byte by byte, the
 * shorter one first where one begins with the other. */
#include "read/place.h"

struct place place_first(void) {
    return (struct place){.number = INT64_MIN};
}

void place_bind(struct statement *statement, int at, const struct place *place) {
    statement_bind_integer(statement, at, place->prefix);
    if (place->is_blob)
        statement_bind_blob(statement, at + 1, place->key);
    else
        statement_bind_integer(statement, at + 1, place->number);
    statement_bind_integer(statement, at + 2, place->id);
}

struct place place_read(struct arena *arena, struct statement *row, int at) {
    struct place place = {.prefix = column_integer(row, at),
                          .is_blob = column_is_blob(row, at + 1),
                          .id = column_integer(row, at + 2)};

    if (place.is_blob)
        place.key = arena_copy(arena, column_text(row, at + 1));
    else
        place.number = column_integer(row, at + 1);
    return place;
}

static int compare_keys(struct str a, struct str b) {
    int order = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

int place_compare(const struct place *a, const struct place *b) {
    if (a->prefix != b->prefix)
        return a->prefix < b->prefix ? -1 : 1;
    if (a->is_blob != b->is_blob)
        return a->is_blob ? 1 : -1;
    int keys = a->is_blob ? compare_keys(a->key, b->key)
                          : (a->number > b->number) - (a->number < b->number);
    return keys ? keys : (a->id > b->id) - (a->id < b->id);
}
