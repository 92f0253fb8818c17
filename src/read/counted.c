/* counted.c - finds totals and rows of counted lists in three short walks.
 *
 * A request means a stretch of one list and a set of classes. counted_read() goes over its filters
 * twice, prefixes before spans, since where a span begins and ends depends on the prefix. A filter
 * that no list follows leaves `counts` false, and the rows are counted one by one elsewhere.
 *
 * How many rows stand before a place is a sum of three (rank()):
 *
 *   level 1   the blocks before the one that the place lies in
 *   level 0   the blocks of that one before the one that the place lies in
 *   rows      of that block, from its beginning to the place, read from the index
 *
 * A total is the difference of two such sums, or without ends the sum over all of level 1. The row
 * at a number is found by the same three walks the other way round (open_at()): what each block has
 * is taken off the number until one has more than is left. A set of classes only changes what is
 * added up, so its rows are found alike, and blocks that have none of them are stepped over.
 *
 * How long the three walks are at most, and why they are cut so, stands in plan/counted_plan.h. */
#include "read/counted.h"

#include "plan/plan_parts.h"

#define FIRST "b.first_prefix, b.first_key, b.first_id"

/* ---- what a list request means ---- */

/* The list with this prefix; NULL: there is none. */
static const struct counted_list *prefixed_list(const struct plan *plan, const char *prefix) {
    for (size_t i = 0; i < plan->counted->list_count; i++)
        if (plan->counted->lists[i].prefix && strcmp(plan->counted->lists[i].prefix, prefix) == 0)
            return &plan->counted->lists[i];
    return NULL;
}

/* The list of all rows in this order. */
static const struct counted_list *ordered_list(const struct plan *plan, const char *key) {
    for (size_t i = 0; i < plan->counted->list_count; i++)
        if (!plan->counted->lists[i].prefix && strcmp(plan->counted->lists[i].key, key) == 0)
            return &plan->counted->lists[i];
    return NULL;
}

/* A filter that picks the rows of one prefix: its list is read from this prefix to the next. */
static bool read_prefix(const struct plan *plan, const struct filter_value *value,
                        struct counted *counted) {
    const struct counted_list *list = prefixed_list(plan, value->filter->column);

    if (!list || counted->has_low || counted->has_high)
        return false;
    counted->list = list;
    counted->low.prefix = value->integer;
    counted->high.prefix = value->integer + 1;
    counted->has_low = counted->has_high = true;
    return value->integer < INT64_MAX;
}

/* A span of the first sort's column narrows what there is, within a prefix too. */
static bool read_span(const struct plan *plan, const struct filter_value *value,
                      struct counted *counted) {
    if (strcmp(value->filter->column, plan->counted->lists[0].key) != 0)
        return false;
    if (value->filter->is == AT_LEAST) {
        counted->low.number = value->integer;
        counted->has_low = true;
        return true;
    }
    counted->high.number = value->integer + 1;
    counted->high.prefix = counted->list->prefix ? counted->low.prefix : 0;
    counted->has_high = true;
    return value->integer < INT64_MAX;
}

static bool read_value(const struct plan *plan, const struct filter_value *value, bool spans,
                       struct counted *counted) {
    const struct filter *filter = value->filter;
    bool is_prefix = filter->column && filter->is == EQUALS;

    if (filter->set) {
        counted->classes &= (unsigned)value->integer;
        return true;
    }
    if (!filter->column)
        return false;
    if (is_prefix == spans)
        return true; /* in the other of the two rounds */
    return spans ? read_span(plan, value, counted) : read_prefix(plan, value, counted);
}

struct counted counted_read(struct arena *arena, const struct source *source,
                            const struct plan *plan, const struct list_parameters *parameters) {
    struct counted counted = {
        .arena = arena, .source = source, .low = place_first(), .high = place_first()};

    if (!plan->counted)
        return counted;
    counted.counts = true;
    counted.classes = plan->counted->classes;
    counted.list = plan->counted->lists;
    for (int spans = 0; spans < 2; spans++)
        for (size_t i = 0; counted.counts && i < parameters->value_count; i++)
            counted.counts = read_value(plan, &parameters->values[i], spans, &counted);
    counted.all_classes = counted.classes == plan->counted->classes;
    counted.orders =
        counted.counts && strcmp(parameters->sort->column, plan->counted->lists[0].key) == 0;
    if (!counted.counts || counted.has_low || counted.has_high)
        return counted;
    const struct counted_list *list = ordered_list(plan, parameters->sort->column);
    counted.orders = list != NULL;
    if (list)
        counted.list = list;
    return counted;
}

/* ---- walks ---- */

/* How many rows of the classes a block has. */
static struct str number_sql(const struct counted *counted) {
    const char *between = "";
    struct buffer sql;

    if (counted->all_classes)
        return STR("b.total");
    buffer_init(&sql, 1024);
    for (unsigned i = 0; i < CLASSES_MAX; i++)
        if (counted->classes >> i & 1) {
            buffer_format(&sql, "%sb.class_%u", between, i);
            between = " + ";
        }
    if (!*between)
        buffer_put_char(&sql, '0');
    return plan_keep(counted->arena, &sql);
}

static struct counted_level level_of(const struct counted *counted, int level) {
    return (struct counted_level){counted->list, counted->source->account_id, level};
}

/* What is asked of the blocks of a list, before `rest`. */
static struct str blocks_sql(const struct counted *counted, const char *before, struct str number,
                             const char *rest) {
    return arena_format(counted->arena,
                        "SELECT %s%.*s FROM counted_blocks b WHERE b.account_id = ?1"
                        " AND b.resource = %d AND b.list = ?2 AND b.level = ?3%s",
                        before, (int)number.len, number.at, counted->list->of->counting->number,
                        rest);
}

/* The rows in blocks that begin at `from` or later and before `to`; NULL: in all blocks. */
static enum found sum_blocks(const struct counted *counted, int at, const struct place *from,
                             const struct place *to, int64_t *sum) {
    struct str number = number_sql(counted);
    struct counted_level level = level_of(counted, at);
    struct str sql =
        blocks_sql(counted, "count(*), sum(",
                   arena_format(counted->arena, "%.*s)", (int)number.len, number.at),
                   to ? " AND (" FIRST ") >= (?4, ?5, ?6) AND (" FIRST ") < (?7, ?8, ?9)" : "");
    struct statement *row =
        counted_bind(db_statement(counted->source->db, sql), &level, to ? from : NULL);

    if (!row)
        return FIND_FAILED;
    if (to)
        place_bind(row, COUNTED_MORE, to);
    enum db_step step = statement_step(row);
    bool none = step == DB_ROW && column_integer(row, 0) == 0;
    if (step == DB_ROW)
        *sum += column_integer(row, 1);
    statement_reset(row);
    return none ? NOT_FOUND : found_by(step);
}

/* Rows from a place on, of the classes that are asked for. */
static struct str rows_sql(const struct counted *counted, const char *what, const char *rest) {
    const struct counted_list *list = counted->list;
    struct arena *arena = counted->arena;

    return arena_format(arena, "SELECT %s FROM %s t WHERE t.account_id = ?1 AND %s%s%s", what,
                        list->of->resource->table,
                        counted_compare(arena, list, ">=", COUNTED_PLACE),
                        counted->all_classes ? "" : " AND (?10 >> t.class) & 1 = 1", rest);
}

static struct statement *open_rows(const struct counted *counted, const struct place *from,
                                   struct str sql) {
    struct statement *rows = db_statement(counted->source->db, sql);

    if (!rows)
        return NULL;
    statement_bind_integer(rows, COUNTED_ACCOUNT, counted->source->account_id);
    place_bind(rows, COUNTED_PLACE, from);
    if (!counted->all_classes)
        statement_bind_integer(rows, COUNTED_CLASSES, counted->classes);
    return rows;
}

static enum found sum_rows(const struct counted *counted, const struct place *from,
                           const struct place *to, int64_t *sum) {
    const char *rest =
        arena_format(counted->arena, " AND %s",
                     counted_compare(counted->arena, counted->list, "<", COUNTED_MORE))
            .at;
    struct statement *row = open_rows(counted, from, rows_sql(counted, "count(*)", rest));

    if (!row)
        return FIND_FAILED;
    place_bind(row, COUNTED_MORE, to);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *sum += column_integer(row, 0);
    statement_reset(row);
    return found_by(step);
}

/* How many rows of the list stand before a place. */
static enum found rank(const struct counted *counted, const struct place *place, int64_t *ret) {
    struct place first = place_first(), gathering, block;
    struct counted_level upper = level_of(counted, 1), lower = level_of(counted, 0);
    struct db *db = counted->source->db;

    *ret = 0;
    enum found found = counted_find(counted->arena, db, &upper, place, &gathering);
    if (found == FOUND)
        found = counted_find(counted->arena, db, &lower, place, &block);
    if (found != FOUND)
        return found;
    /* A sum over no blocks at all is 0. */
    if (sum_blocks(counted, 1, &first, &gathering, ret) == FIND_FAILED ||
        sum_blocks(counted, 0, &gathering, &block, ret) == FIND_FAILED)
        return FIND_FAILED;
    return sum_rows(counted, &block, place, ret);
}

/* A list that is not cut off at its low end begins with the first of its rows. */
static enum found low_rank(const struct counted *counted, int64_t *ret) {
    *ret = 0;
    return counted->has_low ? rank(counted, &counted->low, ret) : FOUND;
}

enum found counted_total(const struct counted *counted, int64_t *ret) {
    int64_t before = 0, until = 0;
    enum found found = low_rank(counted, &before);

    if (found != FOUND)
        return found;
    found = counted->has_high ? rank(counted, &counted->high, &until)
                              : sum_blocks(counted, 1, NULL, NULL, &until);
    *ret = until > before ? until - before : 0; /* a span may end before it begins */
    return found;
}

/* Walks on over blocks from `from` until the one that the row `*left` lies in, and takes the rows
 * before it off `*left`; gives the open walk, standing there. */
static struct statement *walk(const struct counted *counted, int at, const struct place *from,
                              int64_t *left, enum found *ret) {
    struct counted_level level = level_of(counted, at);
    struct statement *blocks =
        counted_bind(db_statement(counted->source->db,
                                  blocks_sql(counted, FIRST ", ", number_sql(counted),
                                             " AND (" FIRST ") >= (?4, ?5, ?6) ORDER BY " FIRST)),
                     &level, from);
    enum db_step step;

    *ret = FIND_FAILED;
    if (!blocks)
        return NULL;
    while ((step = statement_step(blocks)) == DB_ROW && column_integer(blocks, 3) <= *left)
        *left -= column_integer(blocks, 3);
    *ret = found_by(step);
    return blocks;
}

/* Opens the walk at the block that the row `*number` lies in; it is then the row's number there. */
static struct statement *open_at(const struct counted *counted, int64_t *number, enum found *ret) {
    struct place first = place_first(), gathering;
    int64_t before;

    *ret = low_rank(counted, &before);
    if (*ret != FOUND)
        return NULL;
    *number += before;
    struct statement *blocks = walk(counted, 1, &first, number, ret);
    if (*ret == FOUND)
        gathering = place_read(counted->arena, blocks, 0);
    if (blocks)
        statement_reset(blocks);
    return *ret == FOUND ? walk(counted, 0, &gathering, number, ret) : NULL;
}

enum found counted_block(const struct counted *counted, int64_t number, struct place *ret,
                         int64_t *ret_first) {
    enum found found;
    int64_t left = number;
    struct statement *blocks = open_at(counted, &left, &found);

    if (found == FOUND)
        *ret = place_read(counted->arena, blocks, 0);
    *ret_first = number - left;
    if (blocks)
        statement_reset(blocks);
    return found;
}

static void take_row(struct arena *arena, struct statement *row, struct page *page) {
    page->ids[page->count++] = column_integer(row, 2);
    if (page->count == 1) {
        page->has_first = true;
        page->first = place_read(arena, row, 0);
    }
    if (page->count == page->wanted) {
        page->has_last = true;
        page->last = place_read(arena, row, 0);
    }
}

/* Takes `count` rows of a block from a number on. */
static enum found take_rows(const struct counted *counted, const struct place *block,
                            int64_t number, size_t count, struct page *page) {
    const char *columns = counted->list->columns;
    const char *what =
        arena_format(counted->arena, "%s%s", counted->list->prefix ? "" : "0, ", columns).at;
    const char *rest = arena_format(counted->arena, " ORDER BY %s LIMIT ?8 OFFSET ?7", columns).at;
    struct statement *rows = open_rows(counted, block, rows_sql(counted, what, rest));
    enum db_step step;

    if (!rows)
        return FIND_FAILED;
    statement_bind_integer(rows, COUNTED_MORE, number);
    statement_bind_integer(rows, COUNTED_MORE + 1, (int64_t)count);
    while ((step = statement_step(rows)) == DB_ROW)
        take_row(counted->arena, rows, page);
    statement_reset(rows);
    return step == DB_END ? FOUND : FIND_FAILED;
}

/* Blocks without a row of these classes are stepped over, so that rare rows are found fast. */
enum found counted_ids(const struct counted *counted, int64_t number, size_t count,
                       struct page *ret) {
    enum found found;
    struct statement *blocks = open_at(counted, &number, &found);

    *ret = (struct page){.wanted = count};
    while (found == FOUND && ret->count < count) {
        int64_t left = column_integer(blocks, 3) - number;
        size_t wanted = count - ret->count;
        if (left > 0) {
            struct place block = place_read(counted->arena, blocks, 0);
            found = take_rows(counted, &block, number,
                              left < (int64_t)wanted ? (size_t)left : wanted, ret);
        }
        number = 0;
        if (found == FOUND && ret->count < count)
            found = found_by(statement_step(blocks));
    }
    if (blocks)
        statement_reset(blocks);
    return found;
}
