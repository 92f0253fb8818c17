/* counting.c - cuts blocks of counted lists that have grown too large. */
#include "read/counting.h"

#include "base/log.h"
#include "plan/plan_parts.h"
#include "read/arrivals.h"

enum {
    PREFIXED = 101, /* the number of the first list with a prefix */
    SQL_CEILING = 16 * 1024,
};

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

enum found found_by(enum db_step step) {
    return step == DB_ROW ? FOUND : step == DB_END ? NOT_FOUND : FIND_FAILED;
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

/* ---- cutting ---- */

/* A block that is being cut: where it ends, and the piece that grows. */
struct cutting {
    struct arena *arena;
    struct db *db;
    const struct counted_list *list;
    const char *blocks;
    unsigned class_count;
    struct block whole, piece;
    struct str keep, add; /* the first piece keeps the block's own row, the others are new */
    bool is_first;
};

/* ", class_0, class_1", or with parameters from ?8 on. */
static void put_classes(struct buffer *sql, const struct cutting *cutting, bool set) {
    for (unsigned i = 0; i < cutting->class_count; i++) {
        buffer_format(sql, ", class_%u", i);
        if (set)
            buffer_format(sql, " = ?%u", i + 8);
    }
}

static void write_sql(struct cutting *cutting) {
    struct buffer keep, add;

    buffer_init(&keep, SQL_CEILING);
    buffer_init(&add, SQL_CEILING);
    buffer_format(&keep, "UPDATE %s SET total = ?7", cutting->blocks);
    put_classes(&keep, cutting, true);
    buffer_put_z(&keep, " WHERE account_id = ?1 AND list = ?2 AND level = ?3"
                        " AND first_prefix = ?4 AND first_key = ?5 AND first_id = ?6");
    buffer_format(
        &add, "INSERT INTO %s (account_id, list, level, first_prefix, first_key, first_id, total",
        cutting->blocks);
    put_classes(&add, cutting, false);
    buffer_put_z(&add, ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7");
    for (unsigned i = 0; i < cutting->class_count; i++)
        buffer_format(&add, ", ?%u", i + 8);
    buffer_put_z(&add, ")");
    cutting->keep = plan_keep(cutting->arena, &keep);
    cutting->add = plan_keep(cutting->arena, &add);
}

static bool write_piece(struct cutting *cutting) {
    struct statement *statement =
        db_statement(cutting->db, cutting->is_first ? cutting->keep : cutting->add);
    const struct block *piece = &cutting->piece;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, piece->account_id);
    statement_bind_integer(statement, 2, cutting->list->number);
    statement_bind_integer(statement, 3, piece->level);
    place_bind(statement, 4, &piece->first);
    statement_bind_integer(statement, 7, piece->total);
    for (unsigned i = 0; i < cutting->class_count; i++)
        statement_bind_integer(statement, (int)i + 8, piece->classes[i]);
    return statement_run(statement);
}

/* What a block consists of, in order: places, how many rows each is, and of which classes. */
static struct str parts_sql(const struct cutting *cutting, bool ends) {
    const struct counted_list *list = cutting->list;
    struct arena *arena = cutting->arena;
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    if (cutting->whole.level == 0) {
        buffer_format(&sql, "SELECT %s%s, 1, t.class FROM %s t WHERE t.account_id = ?1 AND %s",
                      list->prefix ? "" : "0, ", counted_columns(arena, list),
                      list->plan->resource->table, counted_compare(arena, list, ">=", 4));
        if (ends)
            buffer_format(&sql, " AND %s", counted_compare(arena, list, "<", 7));
        buffer_format(&sql, " ORDER BY %s", counted_columns(arena, list));
    } else {
        buffer_put_z(&sql, "SELECT first_prefix, first_key, first_id, total");
        put_classes(&sql, cutting, false);
        buffer_format(&sql,
                      " FROM %s WHERE account_id = ?1 AND list = ?2 AND level = 0"
                      " AND (first_prefix, first_key, first_id) >= (?4, ?5, ?6)%s"
                      " ORDER BY first_prefix, first_key, first_id",
                      cutting->blocks,
                      ends ? " AND (first_prefix, first_key, first_id) < (?7, ?8, ?9)" : "");
    }
    return plan_keep(arena, &sql);
}

static void begin_piece(struct cutting *cutting, const struct place *first) {
    cutting->piece = (struct block){
        .account_id = cutting->whole.account_id, .level = cutting->whole.level, .first = *first};
}

static void grow_piece(struct cutting *cutting, struct statement *part) {
    struct block *piece = &cutting->piece;

    piece->total += column_integer(part, 3);
    if (piece->level == 0)
        piece->classes[column_integer(part, 4)]++;
    for (unsigned i = 0; piece->level == 1 && i < cutting->class_count; i++)
        piece->classes[i] += column_integer(part, (int)i + 4);
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

static struct statement *open_parts(struct cutting *cutting) {
    struct place end;
    enum found found = counting_next(cutting->arena, cutting->db,
                                     counting_next_sql(cutting->arena, cutting->blocks),
                                     cutting->list->number, &cutting->whole, &end);

    if (found == FIND_FAILED)
        return NULL;
    struct statement *parts = db_statement(cutting->db, parts_sql(cutting, found == FOUND));
    if (!parts)
        return NULL;
    statement_bind_integer(parts, 1, cutting->whole.account_id);
    if (cutting->whole.level == 1)
        statement_bind_integer(parts, 2, cutting->list->number);
    place_bind(parts, 4, &cutting->whole.first);
    if (found == FOUND)
        place_bind(parts, 7, &end);
    return parts;
}

bool counting_recount(struct arena *arena, struct db *db, const struct counted_list *list,
                      const struct block *block, struct block *ret) {
    const struct counting *counting = list->plan->resource->counting;
    struct cutting cutting = {.arena = arena,
                              .db = db,
                              .list = list,
                              .blocks = counting->blocks,
                              .class_count = counting->class_count,
                              .whole = *block};
    struct statement *parts = open_parts(&cutting);
    enum db_step step;

    if (!parts)
        return false;
    begin_piece(&cutting, &block->first);
    while ((step = statement_step(parts)) == DB_ROW)
        grow_piece(&cutting, parts);
    statement_reset(parts);
    *ret = cutting.piece;
    return step == DB_END;
}

/* Goes on with a new piece; its place lies in an arena that only the next but one takes again. */
static bool next_piece(struct cutting *cutting, struct arena *keys[2], struct statement *part) {
    if (!write_piece(cutting))
        return false;
    cutting->is_first = false;
    struct arena *free_one = keys[0];
    keys[0] = keys[1];
    keys[1] = free_one;
    arena_reset(free_one);
    struct place first = place_read(free_one, part, 0);
    begin_piece(cutting, &first);
    return true;
}

/* A full block is cut in two, one that was made of many rows at once into as many as it needs. */
static bool cut(struct cutting *cutting) {
    int64_t most = cutting->list->plan->resource->counting->sizes[cutting->whole.level];
    struct arena *keys[2] = {arena_open(), arena_open()};
    struct statement *parts = open_parts(cutting);
    enum db_step step = DB_END;
    bool fine = parts != NULL;

    begin_piece(cutting, &cutting->whole.first);
    cutting->is_first = true;
    while (fine && (step = statement_step(parts)) == DB_ROW) {
        fine = cutting->piece.total < most || next_piece(cutting, keys, parts);
        grow_piece(cutting, parts);
    }
    if (parts)
        statement_reset(parts);
    fine = fine && step == DB_END && write_piece(cutting);
    arena_close(keys[0]);
    arena_close(keys[1]);
    return fine;
}

/* Level 0 comes first, since level 1 is made of it. The number of the list goes to `ret_list`. */
static enum found find_full(struct cutting *cutting, const int64_t *sizes, int64_t *ret_list) {
    struct statement *row = db_statement(
        cutting->db,
        arena_format(
            cutting->arena,
            "SELECT account_id, level, first_prefix, first_key, first_id, list"
            " FROM %s INDEXED BY %s_full WHERE total > %lld AND (level = 0 OR total > %lld)"
            " ORDER BY level LIMIT 1",
            cutting->blocks, cutting->blocks, (long long)sizes[0] * 2, (long long)sizes[1] * 2));

    if (!row)
        return FIND_FAILED;
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        cutting->whole = (struct block){.account_id = column_integer(row, 0),
                                        .level = (int)column_integer(row, 1),
                                        .first = place_read(cutting->arena, row, 2)};
        *ret_list = column_integer(row, 5);
    }
    statement_reset(row);
    return found_by(step);
}

static bool settle(struct arena *arena, struct db *db, const struct plan *plan, bool *ret_more) {
    const struct counting *counting = plan->resource->counting;
    struct counted_list list;
    struct cutting cutting = {.arena = arena,
                              .db = db,
                              .list = &list,
                              .blocks = counting->blocks,
                              .class_count = counting->class_count};
    int64_t number = 0;
    enum found found = find_full(&cutting, counting->sizes, &number);
    size_t at = 0;

    *ret_more = found == FOUND;
    if (found != FOUND)
        return found == NOT_FOUND;
    while (counted_list_at(plan, at, &list) && list.number != number)
        at++;
    ALWAYS(list.number == number);
    write_sql(&cutting);
    return cut(&cutting);
}

bool counting_settle(struct db *db, const struct plan *plan) {
    struct arena *arena = arena_open();
    bool fine = arrivals_count(arena, db, plan), more = true;

    while (fine && more) {
        arena_reset(arena);
        fine = settle(arena, db, plan, &more);
    }
    arena_close(arena);
    return fine;
}

bool counting_settle_each(struct db *db, const struct plans *plans) {
    for (size_t i = 0; i < plans->count; i++)
        if (plans->all[i].resource->counting && !counting_settle(db, &plans->all[i]))
            return false;
    return true;
}

bool counting_settle_all(struct db *db, const struct plans *plans, const char **ret_problem) {
    if (db_begin_write(db) && counting_settle_each(db, plans) && db_commit(db))
        return true;
    *ret_problem = db_problem(db);
    db_rollback(db);
    return false;
}
