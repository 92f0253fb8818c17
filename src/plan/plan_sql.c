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

/* The derived columns are written again for every row when the collation changes: only C can
 * compute them, so rows are read some at a time, from where the last ones ended (upkeep/refresh.c).
 */
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

/* Whether a row is active, where it can be. */
static const char *active_column(const struct plan *plan) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field->kind == BOOLEAN && plan->columns[i].field->rules & ACTIVE)
            return plan->columns[i].name;
    return "1";
}

/* The resource of an action has no table, and no statement. */
void plan_statements(struct planning *planning) {
    struct arena *arena = planning->arena;
    struct plan *plan = planning->plan;
    const char *table = plan->resource->table;

    if (!table)
        return;

    plan->exists = arena_format(arena, "SELECT %s FROM %s WHERE account_id = ?1 AND id = ?2",
                                active_column(plan), table);
    plan->row = row_sql(arena, plan);
    derived_sql(planning);
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
        rows->select = str_of(rows->field->sql);
        return;
    }
    rows->select =
        arena_format(arena, "SELECT %s FROM %s t WHERE t.account_id = ?1 AND t.%s = ?2 ORDER BY %s",
                     rows->to->detail.columns.at, to->table, to->owner, order);
    rows->ids = arena_format(arena, "SELECT id FROM %s WHERE account_id = ?1 AND %s = ?2",
                             to->table, to->owner);
    rows->others = arena_format(
        arena, "SELECT 0, id FROM %s WHERE account_id = ?1 AND %s = ?2 AND id NOT IN {list ?3}",
        to->table, to->owner);
}

/* After all views, since it takes the columns of the other resource from its detail view. */
void plan_rows(struct planning *planning) {
    for (size_t i = 0; i < planning->plan->rows_count; i++)
        rows_sql(planning, &planning->plan->rows[i]);
}
