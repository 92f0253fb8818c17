/* counted_cut.c - walks along the parts of a stretch and begins a block whenever one is full.
 *
 * A part is a row, or at level 1 a block of level 0. A piece grows by parts until it has the rows
 * that the declaration says, so a block that was full becomes two halves, and a list that is built
 * at once has blocks that are as often half full as they will be later.
 *
 * The block at the beginning of the stretch is written over and those behind it are removed first.
 * It keeps its place whatever has become of the row that stood there, and stays when it has no rows
 * at all: the first block of a list begins before every row, so that each place lies in a block.
 *
 * All parts are read in one walk while pieces are written, which SQLite allows since the walk is
 * over another table or another level. Nothing grows with the stretch but the walk itself: of the
 * places, only those of the piece that grows and of the next are kept. */
#include "change/counted_cut.h"

#include "plan/plan_parts.h"

struct cutting {
    struct arena *arena;
    struct db *db;
    const struct counted_level *level;
    struct place first; /* of the piece that grows */
    struct counted_numbers piece;
};

/* The rows of a stretch in the order of the list: from the place on, and before another where the
 * stretch does not go to the end of the list. */
static struct str rows_sql(const struct cutting *cutting, bool ends) {
    const struct counted_list *list = cutting->level->list;
    struct arena *arena = cutting->arena;
    const char *end =
        ends ? arena_format(arena, " AND %s", counted_compare(arena, list, "<", COUNTED_MORE)).at
             : "";

    return arena_format(arena,
                        "SELECT %s%s, 1, t.class FROM %s t WHERE t.account_id = ?1 AND %s%s"
                        " ORDER BY %s",
                        list->prefix ? "" : "0, ", list->columns, list->of->resource->table,
                        counted_compare(arena, list, ">=", COUNTED_PLACE), end, list->columns);
}

static struct str blocks_sql(const struct cutting *cutting, bool ends) {
    const struct counted_plan *plan = cutting->level->list->of;
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql, "SELECT first_prefix, first_key, first_id, total");
    for (unsigned i = 0; i < CLASSES_MAX; i++)
        buffer_format(&sql, plan->classes >> i & 1 ? ", class_%u" : ", 0", i);
    buffer_format(&sql,
                  " FROM counted_blocks WHERE account_id = ?1 AND resource = %d AND list = ?2"
                  " AND level = 0 AND (first_prefix, first_key, first_id) >= (?4, ?5, ?6)%s"
                  " ORDER BY first_prefix, first_key, first_id",
                  plan->counting->number,
                  ends ? " AND (first_prefix, first_key, first_id) < (?7, ?8, ?9)" : "");
    return plan_keep(cutting->arena, &sql);
}

/* Places, how many rows each part is, and of which classes. */
static struct statement *open_parts(const struct cutting *cutting, const struct place *from,
                                    const struct place *to) {
    const struct counted_level *level = cutting->level;
    struct statement *parts =
        db_statement(cutting->db, level->level == 0 ? rows_sql(cutting, to != NULL)
                                                    : blocks_sql(cutting, to != NULL));

    if (!parts)
        return NULL;
    statement_bind_integer(parts, COUNTED_ACCOUNT, level->account_id);
    if (level->level == 1)
        statement_bind_integer(parts, COUNTED_LIST, level->list->number);
    place_bind(parts, COUNTED_PLACE, from);
    if (to)
        place_bind(parts, COUNTED_MORE, to);
    return parts;
}

static void grow(struct cutting *cutting, struct statement *part) {
    struct counted_numbers *piece = &cutting->piece;

    piece->total += column_integer(part, 3);
    if (cutting->level->level == 0)
        piece->classes[(unsigned)column_integer(part, 4) % CLASSES_MAX]++;
    for (int i = 0; cutting->level->level == 1 && i < CLASSES_MAX; i++)
        piece->classes[i] += column_integer(part, 4 + i);
}

static bool put_piece(struct cutting *cutting) {
    const struct counted_plan *plan = cutting->level->list->of;
    struct statement *statement =
        counted_open(cutting->db, &plan->put, cutting->level, &cutting->first);
    int at = COUNTED_MORE;

    if (!statement)
        return false;
    statement_bind_integer(statement, at++, cutting->piece.total);
    for (unsigned i = 0; i < CLASSES_MAX; i++)
        if (plan->classes >> i & 1)
            statement_bind_integer(statement, at++, cutting->piece.classes[i]);
    return statement_run(statement);
}

/* Goes on with a new piece; its place lies in an arena that only the next but one takes again. */
static bool next_piece(struct cutting *cutting, struct arena *keys[2], struct statement *part) {
    if (!put_piece(cutting))
        return false;
    struct arena *free_one = keys[0];
    keys[0] = keys[1];
    keys[1] = free_one;
    arena_reset(free_one);
    cutting->first = place_read(free_one, part, 0);
    cutting->piece = (struct counted_numbers){0};
    return true;
}

static bool put_pieces(struct cutting *cutting, struct statement *parts) {
    int64_t most = cutting->level->list->of->counting->sizes[cutting->level->level];
    struct arena *keys[2] = {arena_open(), arena_open()};
    enum db_step step = DB_END;
    bool fine = true;

    while (fine && (step = statement_step(parts)) == DB_ROW) {
        fine = cutting->piece.total < most || next_piece(cutting, keys, parts);
        grow(cutting, parts);
    }
    statement_reset(parts);
    fine = fine && step == DB_END && put_piece(cutting);
    arena_close(keys[0]);
    arena_close(keys[1]);
    return fine;
}

static bool remove_blocks(const struct cutting *cutting, const struct place *from,
                          const struct place *to) {
    const struct counted_plan *plan = cutting->level->list->of;
    struct statement *statement =
        counted_open(cutting->db, to ? &plan->remove : &plan->remove_rest, cutting->level, from);

    if (!statement)
        return false;
    if (to)
        place_bind(statement, 7, to);
    return statement_run(statement);
}

bool counted_cut(struct db *db, const struct counted_level *level, const struct place *from,
                 const struct place *to) {
    struct cutting cutting = {.arena = arena_open(), .db = db, .level = level, .first = *from};
    bool fine = remove_blocks(&cutting, from, to);
    struct statement *parts = fine ? open_parts(&cutting, from, to) : NULL;

    fine = parts && put_pieces(&cutting, parts);
    arena_close(cutting.arena);
    return fine;
}

bool counted_build(struct db *db, const struct counted_list *list, int64_t account_id) {
    struct place first = place_first();

    for (int level = 0; level < COUNTED_LEVELS; level++)
        if (!counted_cut(db, &(struct counted_level){list, account_id, level}, &first, NULL))
            return false;
    return true;
}

/* The same walk as for a cut, into one piece that is not stored. */
bool counted_recount(struct db *db, const struct counted_level *level, const struct place *from,
                     const struct place *to, struct counted_numbers *ret) {
    struct cutting cutting = {.arena = arena_open(), .db = db, .level = level};
    struct statement *parts = open_parts(&cutting, from, to);
    enum db_step step = parts ? DB_END : DB_FAILED;

    while (parts && (step = statement_step(parts)) == DB_ROW)
        grow(&cutting, parts);
    if (parts)
        statement_reset(parts);
    arena_close(cutting.arena);
    *ret = cutting.piece;
    return step == DB_END;
}
