/* counting.c - cuts blocks of counted lists that have grown too large. */
#include "read/counting.h"

#include "base/log.h"
#include "plan/plan_parts.h"

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

bool counting_cut(struct arena *arena, struct db *db, const struct plan *plan, bool *ret_more) {
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
