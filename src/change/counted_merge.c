/* counted_merge.c - sorts what was noted and walks with it along the blocks.
 *
 * For each list of a resource:
 *
 *   1. Each noted row becomes a move: its place, its class, and 1 or -1.
 *   2. Moves are sorted by account, place and class, and those at one place and of one class become
 *      one. What came and went again, or was changed in what this list does not know, vanishes.
 *   3. At level 0, then at level 1: moves are taken together up to where the next block begins, and
 *      added to their block with one statement. Most come to few blocks: today's reports, made now,
 *      neither handed in nor attested. A move alone needs not even know where its block ends.
 *   4. The statement leaves a block alone that would grow beyond twice its size. That block is cut,
 *      which counts it anew. A list without blocks is built, which counts all of it.
 *   5. The blocks around noted keys are counted anew, again level 0 first.
 *
 * Level 1 has to come last, since a block of it that is cut is made from those of level 0. Of 31
 * reports that share a commit, the moves of most of six lists come to one block; that is what
 * sorting them first is for, and why it happens once for all jobs of a transaction. */
#include "change/counted_merge.h"

#include "change/counted_cut.h"

#include <stdlib.h>

struct move {
    int64_t account_id;
    struct place place;
    unsigned class;
    int64_t change;
};

struct merging {
    struct arena *arena;
    struct db *db;
    const struct counted_list *list;
    size_t at; /* of the list in its plan */
    struct move *moves;
    size_t count;
};

/* ---- moves ---- */

static void set_key(struct place *place, const struct counted_value *value) {
    place->is_blob = value->kind == VALUE_BLOB;
    if (place->is_blob)
        place->key = (struct str){value->blob, value->len};
    else
        place->number = value->number;
}

/* The lists with a prefix have the key of the first list. */
static void add_move(struct merging *merging, const struct counted_row *row) {
    const struct counted_value *value = &row->values[merging->at];
    bool prefixed = merging->list->prefix != NULL;
    struct move move = {row->account_id, {.id = row->id}, row->class, row->change};

    if (value->kind == VALUE_NULL)
        return;
    move.place.prefix = prefixed ? value->number : 0;
    set_key(&move.place, prefixed ? &row->values[0] : value);
    merging->moves[merging->count++] = move;
}

static int compare_moves(const void *first, const void *second) {
    const struct move *a = first, *b = second;

    if (a->account_id != b->account_id)
        return a->account_id < b->account_id ? -1 : 1;
    int places = place_compare(&a->place, &b->place);
    return places ? places : (a->class > b->class) - (a->class < b->class);
}

static void join_moves(struct merging *merging) {
    struct move *moves = merging->moves;
    size_t kept = 0;

    for (size_t i = 0; i < merging->count; i++) {
        if (kept > 0 && compare_moves(&moves[kept - 1], &moves[i]) == 0)
            moves[kept - 1].change += moves[i].change;
        else
            moves[kept++] = moves[i];
        if (moves[kept - 1].change == 0 &&
            (i + 1 == merging->count || compare_moves(&moves[kept - 1], &moves[i + 1]) != 0))
            kept--;
    }
    merging->count = kept;
}

static void read_moves(struct merging *merging, const struct counted_notes *notes) {
    const struct counted_plan *plan = merging->list->of;
    size_t most = 0;

    for (const struct counted_row *row = notes->rows; row; row = row->next)
        most += row->plan == plan;
    merging->moves = NEW_ARRAY(merging->arena, struct move, most);
    merging->count = 0;
    for (const struct counted_row *row = notes->rows; row; row = row->next)
        if (row->plan == plan)
            add_move(merging, row);
    if (merging->count > 1)
        qsort(merging->moves, merging->count, sizeof(struct move), compare_moves);
    join_moves(merging);
}

/* ---- blocks ---- */

/* How many of the moves, all of one account, belong to the block of the first. */
static bool measure(const struct merging *merging, const struct counted_level *level,
                    const struct move *moves, size_t count, size_t *ret) {
    struct place end;

    *ret = count;
    if (count < 2)
        return true;
    enum found found = counted_next(merging->arena, merging->db, level, &moves[0].place, &end);
    for (size_t i = 1; found == FOUND && i < *ret; i++)
        if (place_compare(&moves[i].place, &end) >= 0)
            *ret = i;
    return found != FIND_FAILED;
}

/* What moves come to. */
struct sum {
    int64_t total, classes[CLASSES_MAX];
    bool mixed; /* more than one class, or one that can't be */
};

static struct sum add_up(const struct counted_plan *plan, const struct move *moves, size_t count) {
    struct sum sum = {.mixed = !(plan->classes >> moves[0].class & 1)};

    for (size_t i = 0; i < count; i++) {
        sum.total += moves[i].change;
        sum.classes[moves[i].class] += moves[i].change;
        sum.mixed |= moves[i].class != moves[0].class;
    }
    return sum;
}

/* Adds to the block in which `place` lies. `ret_fits` is false when it would be too large, or is
 * not there. Mostly one class changes, and has a statement of few columns. */
static bool add_to_block(const struct merging *merging, const struct counted_level *level,
                         const struct move *moves, size_t count, bool *ret_fits) {
    const struct counted_plan *plan = merging->list->of;
    struct sum sum = add_up(plan, moves, count);
    int at = COUNTED_MORE;
    int64_t fitting;

    *ret_fits = true;
    if (sum.total == 0 && !sum.mixed)
        return true; /* they moved within the block */
    struct statement *statement =
        counted_open(merging->db, sum.mixed ? &plan->add_mixed : &plan->add[moves[0].class], level,
                     &moves[0].place);
    if (!statement)
        return false;
    statement_bind_integer(statement, at++, sum.total);
    statement_bind_integer(statement, at++, 2 * plan->counting->sizes[level->level]);
    for (unsigned i = 0; sum.mixed && i < CLASSES_MAX; i++)
        if (plan->classes >> i & 1)
            statement_bind_integer(statement, at++, sum.classes[i]);
    bool fine = statement_change(statement, &fitting);
    *ret_fits = fine && fitting == 1;
    return fine;
}

/* Counts the block anew in which `place` lies; without blocks, the list. */
static bool cut_block(const struct merging *merging, const struct counted_level *level,
                      const struct place *place, bool *ret_built) {
    struct place first, end;
    enum found found = counted_find(merging->arena, merging->db, level, place, &first);

    *ret_built = found == NOT_FOUND;
    if (found != FOUND)
        return found == NOT_FOUND && counted_build(merging->db, level->list, level->account_id);
    found = counted_next(merging->arena, merging->db, level, place, &end);
    return found != FIND_FAILED &&
           counted_cut(merging->db, level, &first, found == FOUND ? &end : NULL);
}

/* A list that was built needs no more. */
static bool merge_level(const struct merging *merging, const struct counted_level *level,
                        const struct move *moves, size_t count, bool *ret_built) {
    bool fine = true, fits;
    size_t length;

    *ret_built = false;
    for (size_t i = 0; fine && !*ret_built && i < count; i += length) {
        fine = measure(merging, level, moves + i, count - i, &length) &&
               add_to_block(merging, level, moves + i, length, &fits) &&
               (fits || cut_block(merging, level, &moves[i].place, ret_built));
    }
    return fine;
}

static bool merge_account(const struct merging *merging, const struct move *moves, size_t count) {
    bool fine = true, built = false;

    for (int i = 0; fine && !built && i < COUNTED_LEVELS; i++) {
        struct counted_level level = {merging->list, moves[0].account_id, i};
        fine = merge_level(merging, &level, moves, count, &built);
    }
    return fine;
}

static bool merge_moves(const struct merging *merging) {
    const struct move *moves = merging->moves;
    size_t length;

    for (size_t i = 0; i < merging->count; i += length) {
        length = 1;
        while (i + length < merging->count && moves[i + length].account_id == moves[i].account_id)
            length++;
        if (!merge_account(merging, moves + i, length))
            return false;
    }
    return true;
}

/* ---- keys ---- */

/* In a list with a prefix, rows of one key stand everywhere. */
static bool recount_key(const struct merging *merging, const struct counted_key *key, int at) {
    struct counted_level level = {merging->list, key->account_id, at};
    struct place from = {.id = INT64_MIN}, to = {.id = INT64_MAX}, first, end;

    set_key(&from, &key->value);
    set_key(&to, &key->value);
    if (merging->list->prefix)
        from = place_first();
    enum found found = counted_find(merging->arena, merging->db, &level, &from, &first);
    if (found != FOUND)
        return found == NOT_FOUND;
    found = merging->list->prefix ? NOT_FOUND
                                  : counted_next(merging->arena, merging->db, &level, &to, &end);
    return found != FIND_FAILED &&
           counted_cut(merging->db, &level, &first, found == FOUND ? &end : NULL);
}

static bool is_in(const struct counted_key *key, const struct counted_list *list) {
    return key->plan == list->of && strcmp(key->column, list->key) == 0;
}

static bool recount_keys(const struct merging *merging, const struct counted_notes *notes) {
    for (const struct counted_key *key = notes->keys; key; key = key->next)
        for (int level = 0; is_in(key, merging->list) && level < COUNTED_LEVELS; level++)
            if (!recount_key(merging, key, level))
                return false;
    return true;
}

/* ---- all of it ---- */

static bool is_noted(const struct counted_plan *plan, const struct counted_notes *notes) {
    for (const struct counted_row *row = notes->rows; row; row = row->next)
        if (row->plan == plan)
            return true;
    for (const struct counted_key *key = notes->keys; key; key = key->next)
        if (key->plan == plan)
            return true;
    return false;
}

static bool merge_plan(struct arena *arena, struct db *db, const struct counted_plan *plan,
                       const struct counted_notes *notes) {
    bool fine = true;

    for (size_t i = 0; fine && i < plan->list_count; i++) {
        struct merging merging = {.arena = arena, .db = db, .list = &plan->lists[i], .at = i};
        read_moves(&merging, notes);
        fine = merge_moves(&merging) && recount_keys(&merging, notes);
        arena_reset(arena);
    }
    return fine;
}

bool counted_merge(struct db *db, const struct plans *plans, const struct counted_notes *notes) {
    struct arena *arena = NULL;
    bool fine = true;

    for (size_t i = 0; fine && i < plans->count; i++) {
        const struct counted_plan *plan = plans->all[i].counted;
        if (!plan || !is_noted(plan, notes))
            continue;
        arena = arena ? arena : arena_open();
        fine = merge_plan(arena, db, plan, notes);
    }
    arena_close(arena);
    return fine;
}
