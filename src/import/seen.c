/* seen.c - prints of rows, and sets of ids. */
#include "import/seen.h"

#include "base/log.h"

#include <stdlib.h>
#include <xxhash.h>

/* ---- prints ---- */

static void add(XXH3_state_t *state, const struct json *json) {
    const char kind = (char)json->kind;

    XXH3_64bits_update(state, &kind, 1);
    if (json->kind == JSON_KIND_NUMBER || json->kind == JSON_KIND_STRING) {
        XXH3_64bits_update(state, &json->text.len, sizeof(json->text.len));
        XXH3_64bits_update(state, json->text.at, json->text.len);
    }
    if (json->kind != JSON_KIND_ARRAY && json->kind != JSON_KIND_OBJECT)
        return;
    XXH3_64bits_update(state, &json->count, sizeof(json->count));
    for (size_t i = 0; i < json->count; i++) {
        if (json->kind == JSON_KIND_OBJECT)
            XXH3_64bits_update(state, json->names[i].at, json->names[i].len);
        add(state, &json->items[i]);
    }
}

int64_t seen_print(const struct json *shown) {
    XXH3_state_t *state = XXH3_createState();

    NEEDED(state);
    XXH3_64bits_reset(state);
    add(state, shown);
    int64_t print = (int64_t)(XXH3_64bits_digest(state) >> 1);
    XXH3_freeState(state);
    return print ? print : 1;
}

bool seen_find(struct keeper *keeper, struct str name, int64_t id, int64_t *ret) {
    struct statement *row =
        db_statement(keeper->db, STR("SELECT print FROM import_seen WHERE account_id = ?1"
                                     " AND resource = ?2 AND row_id = ?3"));

    *ret = 0;
    if (!row)
        return false;
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_text(row, 2, name);
    statement_bind_integer(row, 3, id);
    return statement_integer(row, ret) != DB_FAILED;
}

bool seen_forget(struct keeper *keeper, struct str name, int64_t id) {
    return keep_run(keeper,
                    STR("DELETE FROM import_seen WHERE account_id = ?1 AND resource = ?2"
                        " AND row_id = ?3"),
                    name, id, 0, 0) &&
           keep_run(keeper,
                    STR("DELETE FROM import_asides WHERE account_id = ?1 AND resource = ?2"
                        " AND row_id = ?3"),
                    name, id, 0, 0);
}

/* ---- ids ---- */

void ids_add(struct arena *arena, struct ids *ids, int64_t id) {
    if (ids->count == ids->room) {
        size_t room = ids->room ? 2 * ids->room : 256;
        int64_t *at = NEW_ARRAY(arena, int64_t, room);
        for (size_t i = 0; i < ids->count; i++)
            at[i] = ids->at[i];
        ids->at = at;
        ids->room = room;
    }
    ids->at[ids->count++] = id;
    ids->is_sorted = false;
}

static int compare(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

bool ids_have(struct ids *ids, int64_t id) {
    if (ids->count == 0)
        return false;
    if (!ids->is_sorted)
        qsort(ids->at, ids->count, sizeof(*ids->at), compare);
    ids->is_sorted = true;
    return bsearch(&id, ids->at, ids->count, sizeof(*ids->at), compare) != NULL;
}

bool seen_missing(struct keeper *keeper, struct str name, struct ids *listed, struct arena *arena,
                  struct ids *ret) {
    struct statement *rows =
        db_statement(keeper->db, STR("SELECT row_id FROM import_seen WHERE account_id = ?1"
                                     " AND resource = ?2 UNION SELECT row_id FROM import_asides"
                                     " WHERE account_id = ?1 AND resource = ?2"));
    enum db_step step;

    if (!rows)
        return false;
    statement_bind_integer(rows, 1, keeper->caller.account_id);
    statement_bind_text(rows, 2, name);
    while ((step = statement_step(rows)) == DB_ROW)
        if (!ids_have(listed, column_integer(rows, 0)))
            ids_add(arena, ret, column_integer(rows, 0));
    statement_reset(rows);
    return step != DB_FAILED;
}
