/* verify_blocks.c - the numbers of each block, next to those of what it consists of. */
#include "change/counted_cut.h"
#include "plan/plan_parts.h"
#include "upkeep/verify_parts.h"

#include <inttypes.h>

/* One list of one account. */
struct walk {
    struct verification *verification;
    const struct counted_list *list;
    int64_t account_id, totals[COUNTED_LEVELS];
};

static void tell_block(const struct walk *walk, int level, int64_t first_id, const char *what) {
    struct verification *verification = walk->verification;

    if (!verify_note(verification))
        return;
    verification->tell(arena_format(verification->arena,
                                    "%s, account %" PRId64
                                    ", list %d, level %d, block before row %" PRId64 ": %s",
                                    walk->list->of->resource->table, walk->account_id,
                                    walk->list->number, level, first_id, what)
                           .at);
}

static struct str blocks_sql(struct arena *arena, const struct counted_plan *plan) {
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql, "SELECT first_prefix, first_key, first_id, level,"
                       " level = 1 AND NOT EXISTS (SELECT 1 FROM counted_blocks p"
                       " WHERE p.account_id = b.account_id AND p.resource = b.resource"
                       " AND p.list = b.list AND p.level = 0 AND p.first_prefix = b.first_prefix"
                       " AND p.first_key = b.first_key AND p.first_id = b.first_id), total");
    for (unsigned i = 0; i < CLASSES_MAX; i++)
        buffer_format(&sql, ", class_%u", i);
    buffer_format(&sql,
                  " FROM counted_blocks b WHERE account_id = ?1 AND resource = %d AND list = ?2",
                  plan->counting->number);
    return plan_keep(arena, &sql);
}

static bool recount(const struct walk *walk, struct arena *arena, const struct counted_level *level,
                    const struct place *first, struct counted_numbers *ret) {
    struct place end;
    struct db *db = walk->verification->db;
    enum found found = counted_next(arena, db, level, first, &end);

    return found != FIND_FAILED &&
           counted_recount(db, level, first, found == FOUND ? &end : NULL, ret);
}

/* Blocks of both levels: their numbers, and that those of level 1 begin where one of level 0 does.
 */
static bool verify_block(struct walk *walk, struct statement *row) {
    struct arena *arena = arena_open();
    struct place first = place_read(arena, row, 0);
    struct counted_level level = {walk->list, walk->account_id, (int)column_integer(row, 3)};
    struct counted_numbers stored = {.total = column_integer(row, 5)}, counted;

    for (int i = 0; i < CLASSES_MAX; i++)
        stored.classes[i] = column_integer(row, 6 + i);
    walk->totals[level.level] += stored.total;
    if (column_integer(row, 4))
        tell_block(walk, level.level, first.id, "it begins within a block of level 0.");
    bool fine = recount(walk, arena, &level, &first, &counted);
    if (fine && memcmp(&stored, &counted, sizeof(stored)) != 0)
        tell_block(walk, level.level, first.id, "its numbers are not those of its rows.");
    arena_close(arena);
    return fine;
}

/* Rows before the first block would be in none. */
static bool verify_total(const struct walk *walk) {
    const struct counted_list *list = walk->list;
    struct verification *verification = walk->verification;
    struct statement *row = db_statement(
        verification->db,
        arena_format(verification->arena, "SELECT count(*) FROM %s t WHERE t.account_id = ?1%s%s%s",
                     list->of->resource->table, list->prefix ? " AND t." : "",
                     list->prefix ? list->prefix : "", list->prefix ? " IS NOT NULL" : ""));

    if (!row)
        return false;
    statement_bind_integer(row, 1, walk->account_id);
    enum db_step step = statement_step(row);
    for (int level = 0; step == DB_ROW && level < COUNTED_LEVELS; level++)
        if (walk->totals[level] != column_integer(row, 0))
            tell_block(walk, level, 0, "the blocks do not hold all rows.");
    statement_reset(row);
    return step == DB_ROW;
}

/* One without blocks is not built yet, and nobody relies on it. */
static bool verify_list(struct verification *verification, const struct counted_list *list,
                        int64_t account_id) {
    struct walk walk = {verification, list, account_id, {0, 0}};
    bool any = false;
    struct statement *row =
        db_statement(verification->db, blocks_sql(verification->arena, list->of));
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, list->number);
    while ((step = statement_step(row)) == DB_ROW && verify_block(&walk, row))
        any = true;
    statement_reset(row);
    return step == DB_END && (!any || verify_total(&walk));
}

/* Accounts are never deleted, and have numbers from 1 on. */
static bool last_account(struct db *db, int64_t *ret) {
    return statement_integer(db_statement(db, STR("SELECT coalesce(max(id), 0) FROM accounts")),
                             ret) == DB_ROW;
}

/* Each list of each account in a state of its own. */
bool verify_blocks(struct verification *verification, const struct counted_plan *plan) {
    int64_t last = 0;

    if (!last_account(verification->db, &last))
        return false;
    for (int64_t account = 1; account <= last; account++)
        for (size_t i = 0; i < plan->list_count; i++)
            if (!verify_step(verification) || !verify_list(verification, &plan->lists[i], account))
                return false;
    return true;
}
