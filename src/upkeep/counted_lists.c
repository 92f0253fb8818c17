/* counted_lists.c - finds accounts whose lists are not counted, and has them counted.
 *
 * What has rows and no blocks is looked for list by list: an account that was filled in bulk or is
 * older than the list has none, and nobody has to note that anywhere. Accounts are found a hundred
 * at a time, since a walk over accounts must not see the blocks that are written meanwhile; a
 * hundred is a guess, as most databases have a few. All lists are built in one transaction. */
#include "upkeep/counted_lists.h"

#include "change/counted_cut.h"

enum { ACCOUNTS_AT_ONCE = 100 };

/* Some accounts that lack the list; they are read before any block is written. */
static bool find_accounts(struct arena *arena, struct db *db, const struct counted_list *list,
                          int64_t *accounts, size_t *ret_count) {
    struct statement *row = db_statement(
        db, arena_format(arena,
                         "SELECT a.id FROM accounts a WHERE NOT EXISTS (SELECT 1 FROM"
                         " counted_blocks b WHERE b.account_id = a.id AND b.resource = %d"
                         " AND b.list = ?1) AND EXISTS (SELECT 1 FROM %s t WHERE t.account_id ="
                         " a.id) LIMIT %d",
                         list->of->counting->number, list->of->resource->table, ACCOUNTS_AT_ONCE));
    enum db_step step;

    *ret_count = 0;
    if (!row)
        return false;
    statement_bind_integer(row, 1, list->number);
    while ((step = statement_step(row)) == DB_ROW)
        accounts[(*ret_count)++] = column_integer(row, 0);
    statement_reset(row);
    return step == DB_END;
}

/* Whoever has been given blocks is not found again, so this ends. */
static bool begin_list(struct arena *arena, struct db *db, const struct counted_list *list) {
    int64_t accounts[ACCOUNTS_AT_ONCE];
    size_t count = ACCOUNTS_AT_ONCE;

    while (count == ACCOUNTS_AT_ONCE) {
        if (!find_accounts(arena, db, list, accounts, &count))
            return false;
        for (size_t i = 0; i < count; i++)
            if (!counted_build(db, list, accounts[i]))
                return false;
    }
    return true;
}

static bool begin_all(struct db *db, const struct plans *plans) {
    struct arena *arena = arena_open();
    bool fine = true;

    for (size_t i = 0; fine && i < plans->count; i++)
        for (size_t j = 0; fine && plans->all[i].counted && j < plans->all[i].counted->list_count;
             j++)
            fine = begin_list(arena, db, &plans->all[i].counted->lists[j]);
    arena_close(arena);
    return fine;
}

/* Of accounts that have none. */
bool counted_lists_build(struct db *db, const struct plans *plans) {
    return begin_all(db, plans);
}

bool counted_lists_begin(struct db *db, const struct plans *plans, const char **ret_problem) {
    if (db_begin_write(db)) {
        if (begin_all(db, plans) && db_commit(db))
            return true;
        db_rollback(db);
    }
    *ret_problem = db_problem(db);
    return false;
}

bool counted_lists_rebuild(struct db *db, const struct plans *plans) {
    struct statement *remove = db_statement(db, STR("DELETE FROM counted_blocks"));

    return remove && statement_run(remove) && begin_all(db, plans);
}
