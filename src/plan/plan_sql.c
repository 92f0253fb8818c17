/* plan_sql.c - the SQL that follows from a declaration. */
#include "base/log.h"
#include "plan/plan_parts.h"

#include <stdio.h>

enum { SQL_CEILING = 64 * 1024 };

struct str plan_column_name(struct arena *arena, const struct field *group,
                            const struct field *field) {
    struct str own;

    if (field->column)
        own = str_of(field->column);
    else
        own = plan_snake_case(arena, field->name);
    const char *suffix = field->kind == REFERENCE && !field->column ? "_id" : "";
    if (!group)
        return arena_format(arena, "%.*s%s", (int)own.len, own.at, suffix);
    struct str prefix = group->column ? str_of(group->column) : plan_snake_case(arena, group->name);
    return arena_format(arena, "%.*s_%.*s%s", (int)prefix.len, prefix.at, (int)own.len, own.at,
                        suffix);
}

const struct plan *plan_target(const struct planning *planning, const struct field *field) {
    const struct plan *target = plan_of(planning->plans, field->to);

    if (!target)
        plan_wrong(planning->plan->resource, "all_resources lacks the target of", field->name);
    return target;
}

struct str plan_keep(struct arena *arena, struct buffer *sql) {
    ALWAYS(!buffer_failed(sql));
    struct str kept = arena_copy(arena, buffer_str(sql));
    buffer_done(sql);
    return kept;
}

/* What a derived column is given: the key of another row, or the next parameter. */
static void put_derived(struct buffer *sql, const struct column *column, int reference,
                        int *parameter) {
    if (column->copies_key)
        buffer_format(sql, "(SELECT k.name_key FROM %s k WHERE k.account_id = ?1 AND k.id = ?%d)",
                      column->to->resource->table, reference);
    else
        buffer_format(sql, "?%d", (*parameter)++);
}

/* Lists the columns of a plan after account_id and id: with `names`, each by its name, with
 * `values`, each by what it is given, with both as assignments. */
static void put_columns(const struct plan *plan, struct buffer *sql, bool names, bool values) {
    int parameter = 2 + (int)plan->column_count;
    const char *is = names && values ? " = " : "";
    const char *between = "";

    for (size_t i = 1; i < plan->column_count; i++, between = ", ") {
        buffer_format(sql, "%s%s%s", between, names ? plan->columns[i].name : "", is);
        if (values)
            buffer_format(sql, "?%d", 2 + (int)i);
    }
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct column *column = &plan->columns[i];
        if (column->key_name) {
            buffer_format(sql, ", %s%s", names ? column->key_name : "", is);
            if (values)
                put_derived(sql, column, 2 + (int)i, &parameter);
        }
        if (column->folded_name) {
            buffer_format(sql, ", %s%s", names ? column->folded_name : "", is);
            if (values)
                buffer_format(sql, "?%d", parameter++);
        }
    }
    if (plan->resource->owner) {
        buffer_format(sql, ", %s%s", names ? plan->resource->owner : "", is);
        if (values)
            buffer_format(sql, "?%d", parameter);
    }
}

static struct str insert_sql(struct arena *arena, const struct plan *plan) {
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "INSERT INTO %s (account_id, id, ", plan->resource->table);
    put_columns(plan, &sql, true, false);
    buffer_put_z(&sql, ") VALUES (?1, ?2, ");
    put_columns(plan, &sql, false, true);
    buffer_put_z(&sql, ")");
    return plan_keep(arena, &sql);
}

static struct str update_sql(struct arena *arena, const struct plan *plan) {
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "UPDATE %s SET ", plan->resource->table);
    put_columns(plan, &sql, true, true);
    buffer_put_z(&sql, " WHERE account_id = ?1 AND id = ?2");
    return plan_keep(arena, &sql);
}

static struct str row_sql(struct arena *arena, const struct plan *plan) {
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql, "SELECT ");
    for (size_t i = 0; i < plan->column_count; i++)
        buffer_format(&sql, "%s%s", i ? ", " : "", plan->columns[i].name);
    if (plan->resource->owner)
        buffer_format(&sql, ", %s", plan->resource->owner);
    buffer_format(&sql, " FROM %s WHERE account_id = ?1 AND id = ?2", plan->resource->table);
    return plan_keep(arena, &sql);
}

/* The derived columns are written again for every row when the collation changes. */
static void derived_sql(struct planning *planning) {
    struct plan *plan = planning->plan;
    struct buffer rows, update;
    int parameter = 3;

    buffer_init(&rows, SQL_CEILING);
    buffer_init(&update, SQL_CEILING);
    buffer_put_z(&rows, "SELECT account_id, id");
    buffer_format(&update, "UPDATE %s SET ", plan->resource->table);
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct column *column = &plan->columns[i];
        const char *derived[] = {column->key_name, column->folded_name};
        if (column->copies_key || (!derived[0] && !derived[1]))
            continue;
        buffer_format(&rows, ", %s", column->name);
        for (size_t j = 0; j < COUNT(derived); j++)
            if (derived[j]) {
                buffer_format(&update, "%s%s = ?%d", parameter > 3 ? ", " : "", derived[j],
                              parameter);
                parameter++;
            }
    }
    buffer_format(&rows,
                  " FROM %s WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1"
                  " ORDER BY account_id, id LIMIT ?3",
                  plan->resource->table);
    buffer_put_z(&update, " WHERE account_id = ?1 AND id = ?2");
    plan->derived_count = (size_t)parameter - 3;
    plan->derived_rows = plan_keep(planning->arena, &rows);
    plan->derived_update = plan_keep(planning->arena, &update);
}

void plan_statements(struct planning *planning) {
    struct arena *arena = planning->arena;
    struct plan *plan = planning->plan;
    const char *table = plan->resource->table;

    if (!table)
        return;

    bool can_end = plan_slot(plan, "isActive") != SIZE_MAX;

    plan->exists = arena_format(arena, "SELECT %s FROM %s WHERE account_id = ?1 AND id = ?2",
                                can_end ? "is_active" : "1", table);
    plan->remove = arena_format(arena, "DELETE FROM %s WHERE account_id = ?1 AND id = ?2", table);
    if (plan->resource->uploads)
        plan->keeps_file =
            arena_format(arena, "SELECT 1 FROM %s WHERE account_id = ?1 AND %s = ?2 LIMIT 1", table,
                         plan->columns[plan_slot(plan, plan->resource->uploads->hash)].name);
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field->rules & POSITION)
            plan->next_position = arena_format(
                arena, "SELECT coalesce(max(%s) + 1, 0) FROM %s WHERE account_id = ?1 AND %s = ?2",
                plan->columns[i].name, table, plan->resource->owner);
    plan->row = row_sql(arena, plan);
    plan->insert = insert_sql(arena, plan);
    plan->update = update_sql(arena, plan);
    derived_sql(planning);
}

/* ---- lists ---- */

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

/* Puts the parameter that the word at `at` stands for; returns the word's length, or 0. */
static size_t put_word(struct buffer *sql, const char *at, int parameter) {
    const struct {
        struct str word;
        int parameter;
    } words[] = {{STR("?"), parameter},
                 {STR("{count}"), parameter + 1},
                 {STR("{account}"), 1},
                 {STR("{viewer}"), VIEWER_PARAMETER}};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strncmp(at, words[i].word.at, words[i].word.len) == 0) {
            buffer_format(sql, "?%d", words[i].parameter);
            return words[i].word.len;
        }
    return 0;
}

/* Writes a declaration's SQL with its own words replaced: $ by the row, others by parameters. */
static void put_where(struct buffer *sql, const char *where, int parameter) {
    for (const char *at = where; *at;) {
        size_t word = put_word(sql, at, parameter);
        if (word == 0)
            buffer_put_char(sql, *at == '$' ? 't' : *at);
        at += word ? word : 1;
    }
}

struct str plan_expression(struct arena *arena, const char *sql) {
    struct buffer out;

    buffer_init(&out, SQL_CEILING);
    put_where(&out, sql, 0);
    return plan_keep(arena, &out);
}

static void rows_sql(struct planning *planning, struct rows_plan *rows) {
    struct arena *arena = planning->arena;
    const struct resource *to = rows->to->resource;
    const char *order =
        to->sorts ? arena_format(arena, "t.%s, t.id", to->sorts[0].column).at : "t.id";

    if (!planning->plan->resource->table && !rows->field->sql)
        return; /* an action's answer, which no row is read for */
    if (rows->field->sql) {
        rows->select = str_of(rows->field->sql);
        return;
    }
    rows->select =
        arena_format(arena, "SELECT %s FROM %s t WHERE t.account_id = ?1 AND t.%s = ?2 ORDER BY %s",
                     rows->to->detail.columns.at, to->table, to->owner, order);
    rows->ids = arena_format(arena, "SELECT id FROM %s WHERE account_id = ?1 AND %s = ?2",
                             to->table, to->owner);
    rows->remove = arena_format(
        arena, "DELETE FROM %s WHERE account_id = ?1 AND %s = ?2 AND id NOT IN {list ?3}",
        to->table, to->owner);
}

void plan_rows(struct planning *planning) {
    for (size_t i = 0; i < planning->plan->rows_count; i++)
        rows_sql(planning, &planning->plan->rows[i]);
}

static void put_condition(struct buffer *sql, const struct plan *plan, const struct filter *filter,
                          int parameter) {
    static const char *const signs[] = {[EQUALS] = "=", [AT_LEAST] = ">=", [AT_MOST] = "<="};

    if (filter->search)
        put_search(sql, plan, filter, parameter);
    else if (filter->classes)
        buffer_format(sql, "(?%d >> t.class) & 1", parameter);
    else if (filter->column)
        buffer_format(sql, "t.%s %s ?%d", filter->column, signs[filter->is], parameter);
    else
        put_where(sql, filter->where, parameter);
}

static void put_rows(struct buffer *sql, const struct plan *plan, unsigned filters) {
    const struct filter *filter = plan->resource->filters;
    int parameter = FIRST_FILTER_PARAMETER;

    buffer_format(sql, " FROM %s t WHERE t.account_id = ?1", plan->resource->table);
    if (plan->resource->parent)
        buffer_format(sql, " AND t.%s = ?%d", plan->resource->owner, PARENT_PARAMETER);
    for (unsigned bit = 0; filter && filter[bit].name; bit++) {
        if (!(filters & (1u << bit)))
            continue;
        buffer_put_z(sql, " AND (");
        put_condition(sql, plan, &filter[bit], parameter);
        buffer_put_z(sql, ")");
        parameter += 2;
    }
}

struct str plan_list_sql(struct arena *arena, const struct plan *plan, unsigned filters,
                         const struct sort *sort, bool descending, bool from_mark) {
    const char *order = descending ? "DESC" : "ASC", *column = sort->column;
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "SELECT t.id, t.%s", column);
    put_rows(&sql, plan, filters);
    if (from_mark)
        buffer_format(&sql, " AND (t.%s, t.id) %s (?5, ?4)", column, descending ? "<=" : ">=");
    buffer_format(&sql, " ORDER BY t.%s %s NULLS %s, t.id %s LIMIT ?2 OFFSET ?3", column, order,
                  descending ? "LAST" : "FIRST", order);
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
        put_where(&sql, only->ids, FIRST_FILTER_PARAMETER);
        buffer_put_z(&sql, ")");
        return plan_keep(arena, &sql);
    }
    buffer_put_z(&sql, "SELECT count(*)");
    put_rows(&sql, plan, filters);
    return plan_keep(arena, &sql);
}
