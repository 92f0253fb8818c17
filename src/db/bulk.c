/* bulk.c - drops indexes before many rows come, and makes them afterwards. */
#include "db/bulk.h"

#include "base/buffer.h"
#include "base/log.h"
#include "db/engine.h"
#include "db/migrate.h"

static bool is_empty(struct bulk *bulk, const char *table, bool *ret) {
    enum db_step step = statement_find(
        db_statement(bulk->db, arena_format(bulk->arena, "SELECT 1 FROM %s LIMIT 1", table)));

    *ret = step == DB_END;
    return step != DB_FAILED;
}

static bool are_empty(struct bulk *bulk, const char *const *tables, size_t count, bool *ret) {
    *ret = true;
    for (size_t i = 0; *ret && i < count; i++)
        if (!is_empty(bulk, tables[i], ret))
            return false;
    return true;
}

static bool drop_indexes(struct bulk *bulk, const char *const *tables, size_t count) {
    struct buffer drop, make;
    bool fine = true;

    buffer_init(&drop, SIZE_MAX);
    buffer_init(&make, SIZE_MAX);
    for (size_t i = 0; fine && i < count; i++)
        fine = bulk->db->engine->list_indexes(bulk->db, tables[i], &drop, &make);
    bulk->make_indexes = arena_format(bulk->arena, "%.*s", (int)make.len, make.at).at;
    fine =
        fine && db_execute(bulk->db, arena_format(bulk->arena, "%.*s", (int)drop.len, drop.at).at);
    buffer_done(&drop);
    buffer_done(&make);
    return fine;
}

/* Somebody may have put rows there before the turn came to write. */
static bool drop_if_empty(struct bulk *bulk, const char *const *tables, size_t count) {
    bool empty;

    return are_empty(bulk, tables, count, &empty) && (!empty || drop_indexes(bulk, tables, count));
}

static bool begin_load(struct db *db) {
    return !db->engine->load_begin || db->engine->load_begin(db);
}

static void settle_down(struct bulk *bulk) {
    if (bulk->quick && bulk->db->engine->load_end)
        bulk->db->engine->load_end(bulk->db);
}

bool bulk_begin(struct arena *arena, struct db *db, const char *const *tables, size_t count,
                struct bulk *ret) {
    *ret = (struct bulk){.arena = arena, .db = db, .make_indexes = ""};
    if (!are_empty(ret, tables, count, &ret->quick))
        return false;
    if (!ret->quick)
        return db_begin_write(db);
    if (begin_load(db) && db_begin_write(db) && drop_if_empty(ret, tables, count))
        return true;
    bulk_rollback(ret);
    return false;
}

bool bulk_finds_nothing(struct arena *arena, struct db *db, const char *const *tables, size_t count,
                        bool *ret) {
    struct bulk bulk = {.arena = arena, .db = db};

    return are_empty(&bulk, tables, count, ret);
}

bool bulk_commit(struct bulk *bulk) {
    if (bulk->quick && !(db_execute(bulk->db, bulk->make_indexes) && migrate_guide(bulk->db) &&
                         db_references_hold(bulk->db)))
        return false;
    if (!db_commit(bulk->db))
        return false;
    settle_down(bulk);
    return true;
}

void bulk_rollback(struct bulk *bulk) {
    db_rollback(bulk->db);
    settle_down(bulk);
}

bool bulk_beside_others(struct db *db) {
    return !db->engine->beside_others || db->engine->beside_others(db);
}

bool bulk_trust_references(struct db *db, bool trust) {
    return !db->engine->trust_references || db->engine->trust_references(db, trust);
}

enum { TABLES_MAX = 512 };

bool bulk_removal_order(struct arena *arena, struct db *db, struct str **ret, size_t *ret_count) {
    enum db_step step = DB_END;

    *ret_count = 0;
    if (!db->engine->removal_order)
        return true;
    struct statement *row = db_statement(db, str_of(db->engine->removal_order));
    *ret = NEW_ARRAY(arena, struct str, TABLES_MAX);
    while (row && (step = statement_step(row)) == DB_ROW) {
        ALWAYS(*ret_count < TABLES_MAX);
        (*ret)[(*ret_count)++] = arena_copy(arena, column_text(row, 0));
    }
    return row && step == DB_END;
}

void bulk_alone_again(struct db *db) {
    if (db->engine->alone_again)
        db->engine->alone_again(db);
}
