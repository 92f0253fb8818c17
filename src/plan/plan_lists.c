/* plan_lists.c - the SQL of lists and their totals, by what is filtered and sorted.
 *
 * A list has a text for each set of filters in use, with each sort, in both directions, from the
 * beginning or from a cursor. These are too many to be made at start, so a text is put together by
 * the request and found again among the connection's prepared statements. Values are never part of
 * it: two requests with the same filters have the same text.
 *
 *     SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 AND (t.contact_type = ?7)
 *       AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC
 *       LIMIT ?2 OFFSET ?3
 *
 * Each sort has an index (account_id, column, id), which check.c insists on; the order ends with
 * the id, so that no two rows are equal, and the comparison of both columns with the cursor is one
 * seek in that index. Only the id and the sorted column are read here: a page needs no more, and
 * the index often has all of it. */
#include "plan/plan_parts.h"

static void put_search(struct buffer *sql, const struct plan *plan, const struct filter *filter,
                       int parameter) {
    struct str names = str_of(filter->search);
    const char *between = "";

    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');
        for (size_t i = 0; i < plan->column_count; i++) {
            const struct column *column = &plan->columns[i];
            if (!str_equal(name, str_of(column->path)) || !column->folded_name)
                continue;
            buffer_format(sql, "%sinstr(t.%s, ?%d) > 0", between, column->folded_name, parameter);
            between = " OR ";
        }
    }
}

static void put_condition(struct buffer *sql, const struct plan *plan, const struct filter *filter,
                          int parameter) {
    static const char *const signs[] = {[EQUALS] = "=", [AT_LEAST] = ">=", [AT_MOST] = "<="};

    if (filter->search)
        put_search(sql, plan, filter, parameter);
    else if (filter->set)
        buffer_format(sql, "(?%d >> t.class) & 1 = 1", parameter);
    else if (filter->column)
        buffer_format(sql, "t.%s %s ?%d", filter->column, signs[filter->is], parameter);
    else
        plan_put_filter(sql, filter->where, parameter);
}

static void put_rows(struct buffer *sql, const struct plan *plan, unsigned filters) {
    const struct filter *filter = plan->resource->filters;
    int parameter = LIST_FILTERS;

    buffer_format(sql, " FROM %s t WHERE t.account_id = ?%d", plan->resource->table, LIST_ACCOUNT);
    if (plan->resource->parent)
        buffer_format(sql, " AND t.%s = ?%d", plan->resource->owner, LIST_PARENT);
    for (unsigned bit = 0; filter && filter[bit].name; bit++) {
        if (!(filters & (1u << bit)))
            continue;
        buffer_put_z(sql, " AND (");
        put_condition(sql, plan, &filter[bit], parameter);
        buffer_put_z(sql, ")");
        parameter += FILTER_PARAMETERS;
    }
}

struct str plan_list_sql(struct arena *arena, const struct plan *plan, unsigned filters,
                         const struct sort *sort, bool descending, bool from_cursor) {
    const char *order = descending ? "DESC" : "ASC", *column = sort->column;
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "SELECT t.id, t.%s", column);
    put_rows(&sql, plan, filters);
    if (from_cursor)
        buffer_format(&sql, " AND (t.%s, t.id) %s (?%d, ?%d)", column,
                      descending ? "<=" : ">=", LIST_CURSOR_KEY, LIST_CURSOR_ID);
    buffer_format(&sql, " ORDER BY t.%s %s NULLS %s, t.id %s LIMIT ?%d OFFSET ?%d", column, order,
                  descending ? "LAST" : "FIRST", order, LIST_LIMIT, LIST_SKIP);
    return plan_keep(arena, &sql);
}

/* The filter when it is the only one. */
static const struct filter *only_filter(const struct plan *plan, unsigned filters) {
    const struct filter *filter = plan->resource->filters;

    for (unsigned bit = 0; filter && filter[bit].name; bit++)
        if (filters == 1u << bit)
            return &filter[bit];
    return NULL;
}

struct str plan_count_sql(struct arena *arena, const struct plan *plan, unsigned filters) {
    const struct filter *only = only_filter(plan, filters);
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    if (only && only->ids && !plan->resource->parent) {
        buffer_put_z(&sql, "SELECT count(*) FROM (");
        plan_put_filter(&sql, only->ids, LIST_FILTERS);
        buffer_put_z(&sql, ") ids");
        return plan_keep(arena, &sql);
    }
    buffer_put_z(&sql, "SELECT count(*)");
    put_rows(&sql, plan, filters);
    return plan_keep(arena, &sql);
}

void plan_lists(struct planning *planning) {
    struct plan *plan = planning->plan;
    const struct sort *sorts = plan->resource->sorts;
    size_t count = 0;

    if (!(plan->resource->operations & LIST))
        return;
    while (sorts && sorts[count].name)
        count++;
    plan->lists = NEW_ARRAY(planning->arena, struct list_plan, count + 1);
    for (size_t i = 0; i < count; i++)
        for (int descending = 0; descending < 2; descending++) {
            struct list_plan *list = &plan->lists[i];
            list->from_start[descending] = plan_sql(
                planning, plan_list_sql(planning->arena, plan, 0, &sorts[i], descending, false));
            list->from_cursor[descending] = plan_sql(
                planning, plan_list_sql(planning->arena, plan, 0, &sorts[i], descending, true));
        }
    plan->count = plan_sql(planning, plan_count_sql(planning->arena, plan, 0));
}

struct statement *list_statement(struct db *db, struct arena *arena, const struct plan *plan,
                                 unsigned filters, const struct sort *sort, bool descending,
                                 bool from_cursor) {
    const struct list_plan *list = &plan->lists[sort - plan->resource->sorts];

    if (filters == 0)
        return db_prepared(db, from_cursor ? &list->from_cursor[descending]
                                           : &list->from_start[descending]);
    return db_statement(db, plan_list_sql(arena, plan, filters, sort, descending, from_cursor));
}

struct statement *count_statement(struct db *db, struct arena *arena, const struct plan *plan,
                                  unsigned filters) {
    return filters == 0 ? db_prepared(db, &plan->count)
                        : db_statement(db, plan_count_sql(arena, plan, filters));
}
