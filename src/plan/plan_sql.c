/* plan_sql.c - the SQL that reads single rows, and what is derived in them.
 *
 * Every text is made once, at start, and bound to values afterwards; no request puts one together.
 * The parameters come first in all of them: ?1 is the account, ?2 the id of the row or of its
 * owner. Since both make up the primary key, a row is found in one descent, and a statement that is
 * bound for one account cannot reach into another. Only the texts for upkeep walk through all
 * accounts.
 *
 * `exists` answers two questions with one row: that there is one says that the id is known, and its
 * column whether the row may still be chosen. `row` has the columns in the order of the plan's
 * slots, so that a change compares what was with what will be by their places. */
#include "plan/plan_parts.h"

/* The owner stands behind the columns, since it is no field: a change of a nested path compares it
 * with the id in the path. */
static struct sql row_sql(const struct planning *planning) {
    const struct plan *plan = planning->plan;
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql, "SELECT ");
    for (size_t i = 0; i < plan->column_count; i++)
        buffer_format(&sql, "%s%s", i ? ", " : "", plan->columns[i].name);
    if (plan->resource->owner)
        buffer_format(&sql, ", %s", plan->resource->owner);
    buffer_format(&sql, " FROM %s WHERE account_id = ?1 AND id = ?2", plan->resource->table);
    return plan_keep_sql(planning, &sql);
}

/* The derived columns are written again for every row when the collation changes: only C can
 * compute them, so rows are read some at a time, from where the last ones ended (upkeep/refresh.c).
 */
static void derived_sql(struct planning *planning) {
    struct plan *plan = planning->plan;
    struct buffer rows, update;
    int parameter = ROW_MORE;

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
                buffer_format(&update, "%s%s = ?%d", parameter > ROW_MORE ? ", " : "", derived[j],
                              parameter);
                parameter++;
            }
    }
    buffer_format(&rows,
                  " FROM %s WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1"
                  " ORDER BY account_id, id LIMIT ?3",
                  plan->resource->table);
    buffer_put_z(&update, " WHERE account_id = ?1 AND id = ?2");
    plan->derived_count = (size_t)parameter - ROW_MORE;
    plan->derived_rows = plan_keep_sql(planning, &rows);
    plan->derived_update = plan_keep_sql(planning, &update);
}

/* Whether a row is active, where it can be. */
static const char *active_column(const struct plan *plan) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field->kind == BOOLEAN && plan->columns[i].field->rules & ACTIVE)
            return plan->columns[i].name;
    return "1";
}

/* As managed.c adds it; the person is its value. */
static void visible_sql(struct planning *planning) {
    static const struct word words[] = {{"?", ROW_VIEWER}, {"{account}", ROW_ACCOUNT}, {0}};
    const struct filter *filter = planning->plan->resource->filters;
    struct buffer sql;

    while (filter && filter->name && strcmp(filter->name, VISIBLE_FILTER) != 0)
        filter++;
    if (!filter || !filter->name)
        return;
    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "SELECT 1 FROM %s t WHERE t.account_id = ?1 AND t.id = ?2 AND (",
                  planning->plan->resource->table);
    plan_put_where(&sql, filter->where, words);
    buffer_put_char(&sql, ')');
    planning->plan->is_visible = plan_keep_sql(planning, &sql);
}

/* The resource of an action has no table, and no statement. */
void plan_statements(struct planning *planning) {
    struct plan *plan = planning->plan;
    const char *table = plan->resource->table;

    if (!table)
        return;

    plan->exists = plan_format_sql(planning, "SELECT %s FROM %s WHERE account_id = ?1 AND id = ?2",
                                   active_column(plan), table);
    plan->row = row_sql(planning);
    visible_sql(planning);
    derived_sql(planning);
}

/* The filter of that name; of a number, since it is bound as one. */
static const struct filter *asked_filter(const struct planning *planning, struct str name) {
    const struct resource *resource = planning->plan->resource;
    const struct filter *filter = resource->filters;

    while (filter && filter->name && !str_equal(str_of(filter->name), name))
        filter++;
    if (!filter || !filter->name || filter->many || filter->kind == TEXT || filter->kind == CHOICE)
        plan_wrong(resource, "the SQL of its rows names what it cannot be given:",
                   arena_z(planning->arena, name));
    return filter;
}

/* The parameter that a word in the SQL of computed rows stands for. */
static int asked_parameter(const struct planning *planning, struct rows_plan *rows,
                           struct str word) {
    if (str_equal(word, STR("account")))
        return ROW_ACCOUNT;
    if (str_equal(word, STR("owner")))
        return ROW_ID;
    const struct filter *filter = asked_filter(planning, word);
    size_t at = 0;
    while (at < rows->asked_count && rows->asked[at] != filter)
        at++;
    if (at == rows->asked_count)
        rows->asked[rows->asked_count++] = filter;
    return ROW_MORE + (int)at;
}

bool plan_is_asked_for(const char *sql) {
    struct str rest = str_of(sql);

    for (str_cut(&rest, '{'); rest.at; str_cut(&rest, '{')) {
        struct str word = str_cut(&rest, '}');
        if (!str_equal(word, STR("account")) && !str_equal(word, STR("owner")))
            return true;
    }
    return false;
}

static void computed_sql(struct planning *planning, struct rows_plan *rows) {
    struct str rest = str_of(rows->field->sql);
    struct buffer sql;

    rows->asked = NEW_ARRAY(planning->arena, const struct filter *, FILTERS_MAX);
    buffer_init(&sql, SQL_CEILING);
    for (;;) {
        buffer_put_str(&sql, str_cut(&rest, '{'));
        if (!rest.at)
            break;
        buffer_format(&sql, "?%d", asked_parameter(planning, rows, str_cut(&rest, '}')));
    }
    rows->select = plan_keep_sql(planning, &sql);
}

/* Owned rows are read in the order of their resource. `others` are those that an update does not
 * give again, which are deleted; its first column is the place that change_remove_found() wants. */
static void rows_sql(struct planning *planning, struct rows_plan *rows) {
    struct arena *arena = planning->arena;
    const struct resource *to = rows->to->resource;
    const char *order =
        to->sorts ? arena_format(arena, "t.%s, t.id", to->sorts[0].column).at : "t.id";

    if (!planning->plan->resource->table && !rows->field->sql)
        return; /* an action's answer, which no row is read for */
    if (rows->field->sql) {
        computed_sql(planning, rows);
        return;
    }
    rows->select = plan_format_sql(
        planning, "SELECT %s FROM %s t WHERE t.account_id = ?1 AND t.%s = ?2 ORDER BY %s",
        rows->to->detail.columns.at, to->table, to->owner, order);
    rows->ids = plan_format_sql(planning, "SELECT id FROM %s WHERE account_id = ?1 AND %s = ?2",
                                to->table, to->owner);
    rows->others = plan_format_sql(
        planning, "SELECT 0, id FROM %s WHERE account_id = ?1 AND %s = ?2 AND id NOT IN {list ?3}",
        to->table, to->owner);
}

/* After all views, since it takes the columns of the other resource from its detail view. */
void plan_rows(struct planning *planning) {
    for (size_t i = 0; i < planning->plan->rows_count; i++)
        rows_sql(planning, &planning->plan->rows[i]);
}
