/* plan_sql.c - the SQL that follows from a declaration. */
#include "plan/plan_parts.h"

/* What a derived column is given: the key of another row, or the next parameter. */
static void put_derived(struct buffer *sql, const struct column *column, int reference,
                        int *parameter) {
    if (column->copies_key)
        buffer_format(sql, "(SELECT k.%s FROM %s k WHERE k.account_id = ?1 AND k.id = ?%d)",
                      column->to->title->key_name, column->to->resource->table, reference);
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

/* Whether a row is active, where it can be. */
static const char *active_column(const struct plan *plan) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field->kind == BOOLEAN && plan->columns[i].field->rules & ACTIVE)
            return plan->columns[i].name;
    return "1";
}

void plan_statements(struct planning *planning) {
    struct arena *arena = planning->arena;
    struct plan *plan = planning->plan;
    const char *table = plan->resource->table;

    if (!table)
        return;

    plan->exists = arena_format(arena, "SELECT %s FROM %s WHERE account_id = ?1 AND id = ?2",
                                active_column(plan), table);
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
